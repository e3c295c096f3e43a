"""Stretches of time and what can be done with them: joined, crossed, turned inside out. All in whole milliseconds."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``start_ms`` up to ``end_ms``, counted from the beginning of the recording."""

    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.end_ms - self.start_ms


Spans = tuple[Span, ...]
"""In order of time and apart from one another, unless something else is said."""


def joined(spans: Iterable[Span], *, gap_ms: int = 0) -> Spans:
    """The spans, in any order, with those in one that overlap, touch or lie at most ``gap_ms`` apart."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start_ms - result[-1].end_ms <= gap_ms:
            last = result.pop()
            result.append(Span(last.start_ms, max(last.end_ms, span.end_ms)))
        elif span.length_ms > 0:
            result.append(span)
    return tuple(result)


def crossed(one: Spans, other: Spans) -> Spans:
    """What lies in both."""
    result: list[Span] = []
    left, right = iter(one), iter(other)
    first, second = next(left, None), next(right, None)
    while first is not None and second is not None:
        start, end = max(first.start_ms, second.start_ms), min(first.end_ms, second.end_ms)
        if start < end:
            result.append(Span(start, end))
        if first.end_ms <= second.end_ms:
            first = next(left, None)
        else:
            second = next(right, None)
    return tuple(result)


def outside(spans: Spans, *, end_ms: int) -> Spans:
    """What lies in none of them, from 0 to ``end_ms``."""
    result: list[Span] = []
    position = 0
    for span in spans:
        if span.start_ms > position:
            result.append(Span(position, min(span.start_ms, end_ms)))
        position = max(position, span.end_ms)
    if position < end_ms:
        result.append(Span(position, end_ms))
    return tuple(span for span in result if span.length_ms > 0)


def lasting(spans: Spans, least_ms: int) -> Spans:
    """Those that last ``least_ms`` or longer."""
    return tuple(span for span in spans if span.length_ms >= least_ms)


def total_ms(spans: Iterable[Span]) -> int:
    """How long they are together."""
    return sum(span.length_ms for span in spans)


def longest(spans: Iterable[Span]) -> Span | None:
    """The longest one, the first of several; None of none."""
    return max(spans, key=lambda span: span.length_ms, default=None)
