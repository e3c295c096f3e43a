"""Where a line of Chinese or English may be broken."""

import unicodedata
from collections.abc import Iterator, Sequence

_NOT_AT_START = frozenset("、。，．：；？！）］｝〉》」』】〕〗”’…—～·%％‰℃°,.:;?!)]}›»")
"""Signs that don't begin a line (GB/T 15834, section 5)."""

_NOT_AT_END = frozenset("（［｛〈《「『【〔〖“‘([{‹«¥￥$＄#")

_BREAK_AFTER = frozenset("-–/\\_@&=+|")
"""Where a Latin word may be broken when nothing better is there, for example in file names."""


def line_spans(text: str, ends: Sequence[float], width: float) -> Iterator[tuple[int, int]]:
    """Beginning and end of each line of ``text`` that fits into ``width``; spaces around a break belong to no line.

    Breaks at spaces and between Chinese characters, keeps closing signs off a line's beginning and opening ones off its
    end, and cuts a word only where the word alone is too long for a line.

    Args:
        text: one paragraph that doesn't end with a space.
        ends: where each character ends, measured from the beginning of the text.
        width: of a line.
    """
    start = 0
    while start < len(text):
        base = ends[start - 1] if start else 0.0
        stop = _fitting(ends, start, base + width)
        if stop < len(text):
            stop = _good_break(text, start, stop)
        yield start, start + len(text[start:stop].rstrip())
        start = stop
        while start < len(text) and text[start] == " ":
            start += 1


def _fitting(ends: Sequence[float], start: int, limit: float) -> int:
    """How far a line that begins at ``start`` reaches; at least one character."""
    low, high = start + 1, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if ends[middle - 1] <= limit + 1e-6:
            low = middle
        else:
            high = middle - 1
    return low


def _good_break(text: str, start: int, stop: int) -> int:
    """The best place at or before ``stop`` to end the line."""
    for place in range(stop, start, -1):
        if _may_break(text, place):
            return place
    for place in range(stop, start + (stop - start) // 2, -1):
        if text[place - 1] in _BREAK_AFTER:
            return place
    return stop


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " " or before == " ":
        return True
    if after in _NOT_AT_START or before in _NOT_AT_END:
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    """Whether lines may be broken before and after it: Chinese characters and their punctuation."""
    return char >= "\u2e80" and unicodedata.east_asian_width(char) in "WF"
