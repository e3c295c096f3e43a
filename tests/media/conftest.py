import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

SECONDS = 3
RATE = 8000


def tone(seconds: float = SECONDS, *, rate: int = RATE, channels: int = 2) -> np.ndarray:
    """Sixteen-bit samples, one row a frame: a swept tone left, a fainter one right."""
    at = np.arange(int(seconds * rate)) / rate
    rows = [np.sin(2 * np.pi * (300 + 200 * number) * at) * (0.6 - 0.2 * number) for number in range(channels)]
    return (np.stack(rows, axis=1) * 32_000).astype(np.int16)


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stereo WAV of known length."""
    path = tmp_path_factory.mktemp("speech") / "speech.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(tone().tobytes())
    return path


@pytest.fixture(scope="session")
def encoded(
    speech: Path, require_reader: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Path]:
    """Makes a recording of another format from the speech: ``encoded("a.mp3", "-b:a", "32k")``; sox makes AMR."""
    folder = tmp_path_factory.mktemp("encoded")

    def make(name: str, *options: str) -> Path:
        path = folder / name
        if path.exists():
            return path
        if path.suffix == ".amr":
            command = [require_reader("sox"), str(speech), "-c", "1", "-t", "amr-nb", str(path)]
        else:
            command = [require_reader("ffmpeg"), "-v", "error", "-y", "-i", str(speech), *options, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        return path

    return make
