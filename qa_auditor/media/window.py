"""A stretch of a recording, decoded without the rest of it where the coding allows that."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa_auditor.media.decode import read_blocks

Samples = npt.NDArray[np.int16]


def read_window(path: Path, *, first: int, frames: int) -> Samples:
    """Samples ``first`` to ``first + frames`` of a recording, one row a channel; fewer where it ends before.

    Raises:
        DecodingError: it can't be decoded.
    """
    begin = max(0, first)
    with closing(read_blocks(path)) as blocks:
        return _cut(blocks, begin, max(begin, first + frames))


def _cut(blocks: Iterable[Samples], first: int, end: int) -> Samples:
    parts: list[Samples] = []
    position, channels = 0, 1
    for block in blocks:
        channels = block.shape[0]
        if position + block.shape[1] > first:
            parts.append(block[:, max(0, first - position) : end - position].copy())
        position += block.shape[1]
        if position >= end:
            break
    return np.concatenate(parts, axis=1) if parts else np.zeros((channels, 0), np.int16)
