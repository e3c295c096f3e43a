"""Speak the scripted dialogues with synthetic voices and write recordings and transcripts.

    python tools/make_dialogues.py [--out FOLDER]

Needs `espeak-ng`, `flite`, `sox` and `ffmpeg` on the PATH and the Python packages `numpy` and `pypinyin`. Mandarin is
given to espeak-ng as pinyin (voice `cmn-latn-pinyin`): its voice for characters, version 1.51, reads the tone numbers
aloud. Each side has a channel of its own: the agent left, the customer right, 8 kHz like a telephone line.
"""

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from dialogue_scripts import SCRIPTS, Script
from pypinyin import Style, lazy_pinyin, load_phrases_dict

RATE = 8000
LEAD_MS = 400
TAIL_MS = 600
PAUSE_MS = 380
SILENCE = 10 ** (-42 / 20)
LINE_NOISE = 10 ** (-66 / 20)
SIDES = ("agent", "customer")
DIALOGUES_FOLDER = Path(__file__).resolve().parent.parent / "qa_auditor" / "resources" / "dialogues"

# One dialogue, one format: together they are what telephone systems hand over.
CODECS: dict[str, tuple[str, ...]] = {
    "zh-complaint-broadband": ("-c:a", "pcm_alaw"),
    "zh-query-bill": ("-c:a", "libmp3lame", "-b:a", "32k"),
    "zh-handling-plan": ("-c:a", "flac", "-compression_level", "12"),
    "zh-verification-address": ("-c:a", "libopus", "-b:a", "32k", "-mapping_family", "0"),
    "zh-store-phone": ("-c:a", "libvorbis", "-q:a", "3"),
    "en-consultation-upgrade": ("-c:a", "pcm_s16le"),
    "en-complaint-delivery": ("-c:a", "pcm_mulaw"),
    "en-query-balance": ("-c:a", "libmp3lame", "-b:a", "32k"),
}

PUNCTUATION = str.maketrans({",": ", ", "。": ". ", "?": "? ", "!": "! ", "、": ", ", ":": ", "})

# Readings that the general dictionary has otherwise.
load_phrases_dict(
    {
        "一下": [["yí"], ["xià"]],
        "一次": [["yí"], ["cì"]],
        "一共": [["yí"], ["gòng"]],
        "一点": [["yì"], ["diǎn"]],
        "一直": [["yì"], ["zhí"]],
        "先生": [["xiān"], ["sheng"]],
        "还没": [["hái"], ["méi"]],
        "结转": [["jié"], ["zhuǎn"]],
    }
)


def pinyin(text: str) -> str:
    """Return `text` as numbered pinyin with spaces, the punctuation kept for the breath of the voice."""
    syllables = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True)
    return re.sub(r"\s+([,.?!])", r"\1", " ".join(syllables).translate(PUNCTUATION))


def speak(script: Script, side: str, words: str, folder: Path) -> np.ndarray:
    """Return the spoken words as telephone sound between -1 and 1, without silence before or after."""
    raw = folder / "raw.wav"
    voice = script.voices[side]
    if script.language == "en":
        command = ["flite", "-voice", voice[0], "--setf", f"duration_stretch={voice[1]}", "-t", words, "-o", str(raw)]
    else:
        variant, pitch, speed = voice
        name = f"cmn-latn-pinyin+{variant}"
        command = ["espeak-ng", "-v", name, "-p", pitch, "-s", speed, "-w", str(raw), pinyin(words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shape = ["highpass", "220", "lowpass", "3400", "rate", str(RATE), "norm", "-5"]
    sound = subprocess.run(
        ["sox", "-R", "-D", str(raw), "-t", "f32", "-c", "1", "-", *shape], check=True, capture_output=True
    ).stdout
    samples = np.frombuffer(sound, dtype="<f4")
    loud = np.flatnonzero(np.abs(samples) > SILENCE)
    return samples[loud[0] : loud[-1] + 1]


def perform(script: Script, folder: Path) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """Return the stereo sound and the turns with their true times."""
    spoken: list[tuple[int, int, np.ndarray]] = []
    turns: list[dict[str, Any]] = []
    end_ms = LEAD_MS - PAUSE_MS
    for side, words, *pause in script.lines:
        start_ms = end_ms + (pause[0] if pause else PAUSE_MS)
        samples = speak(script, side, words, folder)
        spoken.append((SIDES.index(side), start_ms * RATE // 1000, samples))
        end_ms = start_ms + len(samples) * 1000 // RATE
        turns.append({"side": side, "text": words, "start_ms": start_ms, "end_ms": end_ms})
    length = (max(turn["end_ms"] for turn in turns) + TAIL_MS) * RATE // 1000
    noise = np.random.default_rng(1).standard_normal((length, len(SIDES))) * LINE_NOISE
    sound = noise.astype(np.float32)
    for channel, start, samples in spoken:
        sound[start : start + len(samples), channel] += samples
    return sound, turns


def encode(sound: np.ndarray, target: Path, codec: tuple[str, ...]) -> None:
    """Write the recording in its format, without dates or other traces of the run."""
    pcm = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    given = ["-f", "s16le", "-ar", str(RATE), "-ac", str(len(SIDES)), "-i", "-"]
    plain = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *given, *codec, *plain, str(target)]
    subprocess.run(command, check=True, input=pcm)


def main() -> None:
    """Make every dialogue."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DIALOGUES_FOLDER, help="folder for recordings and transcripts")
    folder = parser.parse_args().out
    for script in SCRIPTS:
        with tempfile.TemporaryDirectory() as scratch:
            sound, turns = perform(script, Path(scratch))
        recording = folder / script.recording
        encode(sound, recording, CODECS[script.id])
        document = {
            "id": script.id,
            "language": script.language,
            "kind": script.kind,
            "process": script.process,
            "title": script.title,
            "recording": script.recording,
            "duration_ms": len(sound) * 1000 // RATE,
            "faults": list(script.faults),
            "turns": turns,
        }
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        (folder / f"{script.id}.json").write_text(text, encoding="utf-8")
        print(f"{script.recording}: {len(sound) / RATE:.1f} s, {recording.stat().st_size} bytes")


if __name__ == "__main__":
    main()
