"""What the player plays at a moment is what the waveform shows there, on codings whose bit rate varies too."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QUrl

from qa_auditor.domain.subject import Recording
from qa_auditor.media.decode import probe, read_blocks
from qa_auditor.media.sound_files import DecodedSounds

RATE = 8000
SECONDS = 100
MOST_OFF_MS = 2.0


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loud and faint by turns, so that a variable bit rate varies, and never twice the same."""
    random = np.random.default_rng(11)
    loudness = np.repeat(random.choice([0.003, 0.05, 0.3], SECONDS), RATE)
    # Where it is listened to it is loud all the time, so that the best match is the right one.
    loudness[66 * RATE : 80 * RATE] = 0.3
    sound = random.normal(0, 1, (SECONDS * RATE, 2)) * loudness[:, None]
    path = tmp_path_factory.mktemp("lively") / "lively.wav"
    soundfile.write(path, np.clip(sound, -1, 1), RATE, subtype="PCM_16")
    return path


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("bare.mp3", ("-q:a", "4", "-write_xing", "0", "-id3v2_version", "0")),
        ("vorbis.ogg", ("-c:a", "libvorbis")),
        ("adpcm.wav", ("-c:a", "adpcm_ms")),
    ],
)
def test_after_a_seek_the_sound_is_where_the_waveform_shows_it(
    qtbot, lively, require_reader: Callable[[str], str], tmp_path, name, options
):
    multimedia: Any = pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    path = tmp_path / name
    command = [require_reader("ffmpeg"), "-v", "error", "-i", str(lively), *options, str(path)]
    subprocess.run(command, check=True, capture_output=True)
    facts = probe(path)
    shown = np.concatenate(list(read_blocks(path)), axis=1)[0].astype(float)
    sounds = DecodedSounds(tmp_path / "made")
    recording = Recording("ab" * 32, name, facts.encoding, 1, facts.duration_ms, 2, RATE)
    played = path if sounds.fits(path) else sounds.whole(recording, path)

    asked = multimedia.QAudioFormat()
    asked.setSampleRate(RATE)
    asked.setChannelCount(2)
    asked.setSampleFormat(multimedia.QAudioFormat.SampleFormat.Int16)
    output = multimedia.QAudioBufferOutput(asked)
    player = multimedia.QMediaPlayer()
    player.setAudioBufferOutput(output)
    heard: list[tuple[float, np.ndarray]] = []

    def take(buffer) -> None:
        samples = np.frombuffer(bytes(buffer.constData()), "<i2").reshape(-1, 2)[:, 0].astype(float)
        heard.append((buffer.startTime() / 1000, samples))

    output.audioBufferReceived.connect(take)
    with qtbot.waitSignal(player.mediaStatusChanged, check_params_cb=lambda status: status.name == "LoadedMedia"):
        player.setSource(QUrl.fromLocalFile(str(played)))
    player.setPosition(71_234)
    player.play()
    qtbot.waitUntil(lambda: sum(len(samples) for _at, samples in heard if _at > 60_000) > RATE // 2, timeout=10_000)
    player.stop()
    player.setSource(QUrl())
    late = [(at, samples) for at, samples in heard if at > 60_000]
    stated = late[0][0]
    sound = np.concatenate([samples for _at, samples in late])[: RATE // 2]
    begin = int((stated - 3000) * RATE / 1000)
    match = np.correlate(shown[begin : begin + 6 * RATE + len(sound)], sound, "valid")
    assert (begin + int(np.argmax(match))) * 1000 / RATE == pytest.approx(stated, abs=MOST_OFF_MS)
