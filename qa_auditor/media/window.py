"""A stretch of a recording, decoded without the rest of it where the coding allows that."""

from collections.abc import Generator
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
    with closing(window_blocks(path, first=begin, frames=first + frames - begin)) as blocks:
        parts = list(blocks)
    return np.concatenate(parts, axis=1) if parts else np.zeros((1, 0), np.int16)


def window_blocks(path: Path, *, first: int, frames: int) -> Generator[Samples, None, None]:
    """The same, block by block; ``first`` is 0 or more."""
    with closing(read_blocks(path, first=first)) as blocks:
        for block in blocks:
            if frames <= 0:
                return
            yield block[:, :frames].copy()
            frames -= block.shape[1]
