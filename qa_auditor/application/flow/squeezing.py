"""Room that a strip of a folded drawing doesn't need: rows in which nothing stands and nothing runs become narrow."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_auditor.application.flow.layout import Band

Span = tuple[float, float]

_EMPTY = 20.0
_LEAST_LANE = 64.0


@dataclass(frozen=True, slots=True)
class Heights:
    """New heights for old ones: those of ``old`` become those of ``new``, and what is between them stays between."""

    old: tuple[float, ...]
    new: tuple[float, ...]

    def of(self, y: float) -> float:
        """The new height of an old one."""
        place = min(max(bisect_right(self.old, y) - 1, 0), len(self.old) - 2)
        low, high = self.old[place], self.old[place + 1]
        share = (y - low) / (high - low) if high > low else 0.0
        return self.new[place] + share * (self.new[place + 1] - self.new[place])


def squeezed(lanes: Sequence[Band], taken: Iterable[Span], *, least: float = _LEAST_LANE) -> Heights:
    """Heights that begin at 0 and leave out of each lane what nothing takes, but for a little.

    Args:
        lanes: the lanes, touching each other.
        taken: what keeps its height: from, to.
        least: how high a lane is even when it is empty.
    """
    spans = _joined(taken)
    old: list[float] = [lanes[0].low]
    new: list[float] = [0.0]
    for lane in lanes:
        inside = [(max(low, lane.low), min(high, lane.high)) for low, high in spans]
        start = new[-1]
        for low, high in (span for span in inside if span[0] < span[1]):
            _add(old, new, low, min(low - old[-1], _EMPTY))
            _add(old, new, high, high - low)
        rest = min(lane.high - old[-1], _EMPTY)
        _add(old, new, lane.high, max(rest, least - (new[-1] - start)))
    return Heights(tuple(old), tuple(new))


def _add(old: list[float], new: list[float], at: float, length: float) -> None:
    if at > old[-1]:
        old.append(at)
        new.append(new[-1] + length)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    made: list[Span] = []
    for low, high in sorted(spans):
        if made and low <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return made
