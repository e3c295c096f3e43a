"""The peaks of a recording: lowest and highest sample of every bin, channel by channel, gathered in one pass.

Bins are counted in decoded samples, never in bytes or in time that a header states, so that they can't drift from the
sound. ``exact_bins`` gives any width; a ``Peaks`` keeps one fine width and coarser ones made of it, for drawing.
"""

from array import array
from collections.abc import Generator, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]
"""One row a channel."""

BLOCK_FRAMES = 65_536
_COARSER = 4
_FEWEST_BINS = 512
_BINS_A_COLUMN = 4
"""Columns are drawn of at least so many bins where there are that many: the error of their edges stays invisible."""


def even_blocks(blocks: Iterable[Samples], multiple: int) -> Generator[Samples, None, None]:
    """The same samples in blocks whose length is a multiple of ``multiple``, but for the last one."""
    length = multiple * max(1, BLOCK_FRAMES // multiple)
    waiting: list[Samples] = []
    held = 0
    for block in blocks:
        waiting.append(block)
        held += block.shape[1]
        if held < length:
            continue
        joined = waiting[0] if len(waiting) == 1 else np.concatenate(waiting, axis=1)
        whole = held - held % length
        for start in range(0, whole, length):
            yield joined[:, start : start + length]
        waiting, held = ([joined[:, whole:]], held - whole) if whole < held else ([], 0)
    if held:
        yield waiting[0] if len(waiting) == 1 else np.concatenate(waiting, axis=1)


def bins_of(block: Samples, width: int) -> tuple[Samples, Samples]:
    """Lowest and highest sample of each ``width`` samples; the last bin holds what is left over."""
    whole = block.shape[1] // width * width
    # Contiguous along the bins: numpy is then ten times as fast.
    rows = np.ascontiguousarray(block[:, :whole]).reshape(block.shape[0], -1, width)
    low, high = rows.min(axis=2), rows.max(axis=2)
    if whole == block.shape[1]:
        return low, high
    rest = block[:, whole:]
    return (
        np.concatenate([low, rest.min(axis=1, keepdims=True)], axis=1),
        np.concatenate([high, rest.max(axis=1, keepdims=True)], axis=1),
    )


def exact_bins(blocks: Iterable[Samples], width: int) -> Iterator[tuple[Samples, Samples]]:
    """Lowest and highest sample of bins of any width, part by part, the last and shorter bin included."""
    for block in even_blocks(blocks, width):
        yield bins_of(block, width)


def bins_in_turn(blocks: Iterable[Samples], width: int) -> "list[array[int]]":
    """``exact_bins`` of a whole recording: for each channel lowest, highest, lowest, highest, … as 16-bit values."""
    channels: list[array[int]] = []
    for low, high in exact_bins(blocks, width):
        channels = channels or [array("h") for _row in low]
        for channel, pairs in zip(channels, np.stack([low, high], axis=2), strict=True):
            channel.frombytes(pairs.tobytes())
    return channels


def fine_width(sample_rate: int) -> int:
    """Samples in the finest bin that is kept: a power of two, 4 to 8 ms."""
    return 1 << max(0, (sample_rate // 125).bit_length() - 1)


class Peaks:
    """``application.ports.audio.Waveform``: bins of one width, and coarser ones made of them.

    Attributes:
        low, high: the finest bins, one row a channel.
    """

    def __init__(
        self, low: Samples, high: Samples, *, width: int, sample_rate: int, frames: int, first: int = 0
    ) -> None:
        self.low, self.high = low, high
        self._width, self._sample_rate = width, sample_rate
        self._first, self._frames = first, frames
        self._levels = [(width, low, high)]
        while low.shape[1] > _FEWEST_BINS:
            width *= _COARSER
            low, high = _merged(low, np.minimum, _COARSER), _merged(high, np.maximum, _COARSER)
            self._levels.append((width, low, high))

    @property
    def sample_rate(self) -> int:
        """Hz."""
        return self._sample_rate

    @property
    def channels(self) -> int:
        """1 or more."""
        return int(self.low.shape[0])

    @property
    def first(self) -> int:
        """The first sample that is known."""
        return self._first

    @property
    def frames(self) -> int:
        """How many samples of each channel are known."""
        return self._frames

    @property
    def finest(self) -> int:
        """Samples in the finest bin."""
        return self._width

    def columns(
        self, channel: int, *, start: float, samples_per_column: float, count: int
    ) -> tuple[Sequence[int], Sequence[int]]:
        """Lowest and highest sample of each column; see ``Waveform``."""
        width, low, high = self._level_for(samples_per_column)
        bins = low.shape[1]
        if not bins:
            return [0] * count, [0] * count
        edges = np.floor((start - self._first + samples_per_column * np.arange(count + 1)) / width)
        edges = np.clip(edges, -1, bins).astype(np.int64)
        begin = edges[:-1]
        # A column narrower than a bin shows the bin that it lies in.
        end = np.maximum(edges[1:], begin + 1)
        inside = (begin >= 0) & (begin < bins) | (begin < 0) & (end > 0)
        pairs = np.stack([np.clip(begin, 0, bins - 1), np.clip(end, 1, bins)], axis=1).ravel()
        return (
            _reduced(np.minimum, low[channel], pairs, inside),
            _reduced(np.maximum, high[channel], pairs, inside),
        )

    def _level_for(self, samples_per_column: float) -> tuple[int, Samples, Samples]:
        fitting = [level for level in self._levels if level[0] * _BINS_A_COLUMN <= samples_per_column]
        return fitting[-1] if fitting else self._levels[0]


def _merged(rows: Samples, take: np.ufunc, count: int) -> Samples:
    """Every ``count`` neighbours as one; the last one of what is left over."""
    whole = rows.shape[1] // count * count
    # Step by step over all of them is ten times as fast as ``reduceat``.
    merged: Samples = rows[:, :whole:count]
    for step in range(1, count):
        merged = take(merged, rows[:, step:whole:count])
    if whole == rows.shape[1]:
        return merged
    return np.concatenate([merged, take.reduce(rows[:, whole:], axis=1, keepdims=True)], axis=1)


def _reduced(take: np.ufunc, row: Samples, pairs: npt.NDArray[np.int64], inside: npt.NDArray[np.bool_]) -> list[int]:
    # ``reduceat`` wants every index to exist; what is appended is never the lowest or highest of a real column.
    padded = np.append(row, row[-1:])
    columns = take.reduceat(padded, pairs)[::2]
    return np.where(inside, columns, 0).tolist()  # type: ignore[no-any-return]


class PeakCollector:
    """Gathers the finest bins of blocks whose length is a multiple of their width, but for the last one."""

    def __init__(self, *, channels: int, sample_rate: int) -> None:
        self.width = fine_width(sample_rate)
        self._sample_rate = sample_rate
        self._frames = 0
        self._low: list[Samples] = [np.zeros((channels, 0), np.int16)]
        self._high: list[Samples] = [np.zeros((channels, 0), np.int16)]

    def add(self, block: Samples) -> None:
        """Take the next block."""
        low, high = bins_of(block, self.width)
        self._low.append(low)
        self._high.append(high)
        self._frames += block.shape[1]

    def peaks(self) -> Peaks:
        """The peaks of all that came so far."""
        self._low, self._high = [np.concatenate(self._low, axis=1)], [np.concatenate(self._high, axis=1)]
        return Peaks(self._low[0], self._high[0], width=self.width, sample_rate=self._sample_rate, frames=self._frames)
