"""WAV files of 16 bits, written block by block, whole or not at all."""

import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa_auditor.media.whole_file import whole_file

MOST_BYTES = 2**32 - 1024
"""A WAV file can't be longer."""


def write_wav(target: Path, blocks: Iterable[npt.NDArray[np.int16]], *, channels: int, rate: int) -> None:
    """Write ``blocks``, one row a channel."""
    with whole_file(target) as raw, wave.open(raw, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        for block in blocks:
            out.writeframesraw(block.T.astype("<i2").tobytes())
