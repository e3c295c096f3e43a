"""Waveform and facts of a one-hour stereo call against the bare decoder in the same run; reopening; memory.

The floor is the recording decoded and thrown away; for WAV that is little more than copying. Aims: a first picture
within twice the floor, reopening under 100 ms, 300 MB at most for a recording of four hours. Loading numpy and the
decoders is counted apart: the window does it while nobody asks for anything.

    python benchmarks/audio.py
"""

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import soundfile

from qa_auditor.application.ports.audio import Waveform
from qa_auditor.domain.subject import Recording
from qa_auditor.media.analysis import DecodingAnalysis
from qa_auditor.media.decode import read_blocks

RATE = 8000
HOURS, LONG_HOURS = 1, 4
RUNS = 3
PIXELS = 1900

CODINGS = {
    "WAV PCM": ("pcm.wav", "WAV", "PCM_16"),
    "WAV A-law": ("alaw.wav", "WAV", "ALAW"),
    "FLAC": ("call.flac", "FLAC", "PCM_16"),
    "MP3": ("call.mp3", "MP3", "MPEG_LAYER_III"),
    "Ogg Vorbis": ("call.ogg", "OGG", "VORBIS"),
}

_IN_A_FRESH_PROCESS = f"""
import json, resource, sys, time
from pathlib import Path
from qa_auditor.domain.subject import Recording
file, cache, hours = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
call = Recording(sys.argv[4], file.name, "", file.stat().st_size, hours * 3_600_000, 2, {RATE})
before = time.perf_counter()
from qa_auditor.media.analysis import DecodingAnalysis
analysis = DecodingAnalysis(cache)
analysis.prepare()
started = time.perf_counter()
known = analysis.kept(call)
found = known or analysis.analyse(call, file)
count = found.waveform.frames / {PIXELS}
for channel in (0, 1):
    found.waveform.columns(channel, start=0, samples_per_column=count, count={PIXELS})
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
megabytes = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
print(json.dumps([seconds, megabytes, started - before]))
"""


def measure() -> dict[str, object]:
    """Seconds for each coding, milliseconds for reopening and drawing, megabytes for the long recording."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        figures: dict[str, object] = {}
        for coding, (name, container, subtype) in CODINGS.items():
            file = _call(place / name, container, subtype, hours=HOURS)
            figures[coding] = _against_the_decoder(file, place)
            if coding == "WAV PCM":
                figures |= _reopened(file, place)
            file.unlink()
        long = _call(place / "long.wav", "WAV", "PCM_16", hours=LONG_HOURS)
        seconds, megabytes, _loading = _fresh(long, place / "long", LONG_HOURS)
        figures |= {"four_hours_seconds": seconds, "four_hours_megabytes": megabytes}
    return figures


def _call(path: Path, container: str, subtype: str, *, hours: int) -> Path:
    """Two sides that take turns, a minute again and again, over the noise of a line."""
    random = np.random.default_rng(1)
    talk = np.repeat(random.uniform(0.02, 0.3, (600, 2)), RATE // 10, axis=0)
    talk[: 25 * RATE, 1] = talk[30 * RATE :, 0] = 0
    minute = (random.normal(0, 1, talk.shape) * talk + random.normal(0, 0.0005, talk.shape)).astype(np.float32)
    with soundfile.SoundFile(path, "w", RATE, 2, format=container, subtype=subtype) as out:
        for _minute in range(60 * hours):
            out.write(minute)
    return path


def _against_the_decoder(file: Path, place: Path) -> dict[str, float]:
    call = _recording(file)
    floors, firsts, wholes = [], [], []
    for run in range(RUNS):
        floors.append(_seconds(lambda: _decode(file)))
        first, whole = _analysed(call, file, place / f"{file.name}-{run}")
        firsts.append(first)
        wholes.append(whole)
    floor, first, whole = (statistics.median(times) for times in (floors, firsts, wholes))
    return {
        "floor_seconds": round(floor, 3),
        "first_picture_ratio": round(first / floor, 2),
        "all_seconds": round(whole, 3),
    }


def _recording(file: Path) -> Recording:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Recording(digest, file.name, "", file.stat().st_size, HOURS * 3_600_000, 2, RATE)


def _decode(file: Path) -> None:
    with closing(read_blocks(file)) as blocks:
        for _block in blocks:
            pass


def _analysed(call: Recording, file: Path, cache: Path) -> tuple[float, float]:
    started = time.perf_counter()
    pictures: list[float] = []

    def note(_picture: Waveform) -> None:
        pictures.append(time.perf_counter() - started)

    DecodingAnalysis(cache).analyse(call, file, partial=note)
    whole = time.perf_counter() - started
    return (pictures or [whole])[0], whole


def _reopened(file: Path, place: Path) -> dict[str, float]:
    call = _recording(file)
    cache = place / f"{file.name}-0"
    analysis = DecodingAnalysis(cache)
    warm = statistics.median(_seconds(lambda: analysis.kept(call)) for _run in range(9))
    fresh = [_fresh(file, cache, HOURS) for _run in range(RUNS)]
    cold, loading = (statistics.median(run[place] for run in fresh) for place in (0, 2))
    known = analysis.kept(call)
    if known is None:
        raise RuntimeError("what was kept is gone")
    width = known.waveform.frames / PIXELS
    drawn = statistics.median(
        _seconds(lambda: known.waveform.columns(0, start=0, samples_per_column=width, count=PIXELS))
        for _run in range(99)
    )
    return {
        "reopened_milliseconds": round(1000 * warm, 2),
        "reopened_first_of_all_milliseconds": round(1000 * cold, 1),
        "loading_before_milliseconds": round(1000 * loading, 1),
        "columns_milliseconds": round(1000 * drawn, 3),
    }


def _fresh(file: Path, cache: Path, hours: int) -> tuple[float, float, float]:
    """In a process of its own: seconds to the picture, megabytes at the most, seconds for loading before."""
    command = [sys.executable, "-c", _IN_A_FRESH_PROCESS, str(file), str(cache), str(hours), _recording(file).sha256]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes, loading = json.loads(ended.stdout)
    return round(seconds, 4), round(megabytes, 1), loading


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def main() -> None:
    """Print the measurement as JSON."""
    print(json.dumps(measure(), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
