"""Which way each arrow takes: along rows and columns where they are free, else through the aisles and channels between.

Places are counted twice as fine as rows and columns: row ``r`` lies at ``2r + 1`` and column ``c`` at ``2c + 1``; the
even numbers are the aisles between rows and the channels between columns. No step stands in an aisle or a channel,
and a row or column is only taken where nothing stands in it: hence no arrow ever crosses a step. An arrow always
enters its step from the left; it leaves on the right, and where several ways part also at the top and at the bottom.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.flow.graph import Tie
from qa_auditor.application.flow.rows import Place

_BEND = 3.0
_CROSS = 2.0
_COMPANY = 0.6
_SHARED = -0.8


class Port(StrEnum):
    """The side on which an arrow leaves its step."""

    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight part of a way, at ``at`` from ``start`` to ``end``; upright ones lie at a column or channel."""

    upright: bool
    at: int
    start: int
    end: int

    @property
    def low(self) -> int:
        """Its upper or left end."""
        return min(self.start, self.end)

    @property
    def high(self) -> int:
        """Its lower or right end."""
        return max(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an arrow.

    Attributes:
        lines: turn about level and upright; the first leaves the source, the last is level and enters the target.
        slot: where several arrows leave a step on the right, how far above (negative) or below the middle.
    """

    tie: Tie
    lines: tuple[Line, ...]
    port: Port
    slot: int = 0


@dataclass(frozen=True, slots=True)
class _Exit:
    """A way out of a step that was agreed on for one arrow."""

    port: Port
    slot: int = 0


class _Plan:
    """What is taken already: cells, ports, and how many lines pass each point."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self.standing = {(2 * place.column + 1, 2 * place.row + 1) for place in places.values()}
        self._level: dict[tuple[int, int], tuple[str, ...]] = {}
        self._upright: dict[tuple[int, int], tuple[str, ...]] = {}
        self._passing_level: Counter[tuple[int, int]] = Counter()
        self._passing_upright: Counter[tuple[int, int]] = Counter()
        self._aisles: dict[int, list[tuple[int, int, str]]] = {}

    def allows(self, lines: Sequence[Line], tie: Tie) -> bool:
        """Whether nothing stands in the way, and no other arrow has the cells that it would take."""
        for place, line in enumerate(lines):
            owner = _owner(lines, place, tie)
            taken = self._upright if line.upright else self._level
            for cell in _cells(line):
                at_end = (place == 0 and _is_end(cell, line, line.start)) or (
                    place == len(lines) - 1 and _is_end(cell, line, line.end)
                )
                if not at_end and (cell in self.standing or taken.get(cell, owner) != owner):
                    return False
        return True

    def cost(self, lines: Sequence[Line], tie: Tie) -> float:
        """How long, winding and crossed the way is."""
        cost = _BEND * (len(lines) - 1)
        for line in lines:
            cost += (line.high - line.low) / 2
            passing = self._passing_level if line.upright else self._passing_upright
            cost += _CROSS * sum(passing[_point(line, at)] for at in range(line.low + 1, line.high))
            if not line.upright and line.at % 2 == 0:
                for low, high, target in self._aisles.get(line.at, ()):
                    if low < line.high and line.low < high:
                        cost += _SHARED if target == tie.target else _COMPANY
        return cost

    def take(self, route: Route) -> None:
        """Remember where an arrow goes."""
        for place, line in enumerate(route.lines):
            owner = _owner(route.lines, place, route.tie)
            for cell in _cells(line):
                if cell not in self.standing:
                    (self._upright if line.upright else self._level)[cell] = owner
            passing = self._passing_upright if line.upright else self._passing_level
            passing.update(_point(line, at) for at in range(line.low + 1, line.high))
            if not line.upright and line.at % 2 == 0:
                self._aisles.setdefault(line.at, []).append((line.low, line.high, route.tie.target))


def _point(line: Line, at: int) -> tuple[int, int]:
    return (line.at, at) if line.upright else (at, line.at)


def _cells(line: Line) -> list[tuple[int, int]]:
    """The cells (both numbers odd) that a line along a row or column covers, its ends included."""
    if line.at % 2 == 0:
        return []
    return [_point(line, at) for at in range(line.low | 1, line.high + 1, 2)]


def _is_end(cell: tuple[int, int], line: Line, end: int) -> bool:
    return cell == _point(line, end)


def _owner(lines: Sequence[Line], place: int, tie: Tie) -> tuple[str, ...]:
    """Who a cell belongs to: arrows to the same step may share the last part, all else is for one alone."""
    return ("to", tie.target) if place == len(lines) - 1 else ("of", tie.source, tie.target)


def routes_of(
    places: Mapping[str, Place], ties: Sequence[Tie], *, branching: Iterable[str], sealed: Iterable[str], rows: int
) -> tuple[Route, ...]:
    """The way of each arrow, in the order of the ties.

    Args:
        places: where the steps stand.
        ties: the arrows.
        branching: steps whose arrows must be told apart at once: each leaves at a place of its own.
        sealed: steps that nothing may leave at the top or bottom.
        rows: how many rows there are.
    """
    plan = _Plan(places)
    exits = _exits(places, ties, set(branching), set(sealed), plan)
    made: dict[tuple[str, str], Route] = {}
    for tie in sorted(ties, key=lambda tie: _rank(tie, places)):
        ways = [
            Route(tie, lines, way.port, way.slot)
            for way in exits[tie.source, tie.target]
            for lines in _ways(places[tie.source], places[tie.target], way, rows)
        ]
        open_ways = [route for route in ways if plan.allows(route.lines, tie)]
        best = min(open_ways, key=lambda route: (plan.cost(route.lines, tie) + _awkward(route), ways.index(route)))
        plan.take(best)
        made[tie.source, tie.target] = best
    return tuple(made[tie.source, tie.target] for tie in ties)


def _awkward(route: Route) -> float:
    """A loop that leaves on the right turns round its own step."""
    return 2.0 if route.tie.back and route.port is Port.RIGHT else 0.0


def _rank(tie: Tie, places: Mapping[str, Place]) -> tuple[int, int, int, int]:
    """Straight arrows first, then short ones, loops last."""
    source, target = places[tie.source], places[tie.target]
    bent = tie.back or source.row != target.row
    return (2 if tie.back else int(bent), abs(target.column - source.column), source.column, source.row)


def _exits(
    places: Mapping[str, Place], ties: Sequence[Tie], branching: set[str], sealed: set[str], plan: _Plan
) -> dict[tuple[str, str], tuple[_Exit, ...]]:
    """Where each arrow may leave its step."""
    leaving: dict[str, list[Tie]] = {}
    for tie in ties:
        leaving.setdefault(tie.source, []).append(tie)
    made: dict[tuple[str, str], tuple[_Exit, ...]] = {}
    for name, group in leaving.items():
        if name in branching:
            agreed = _parted(places, group, plan, sealed=name in sealed)
        else:
            free = () if name in sealed else (_Exit(Port.TOP), _Exit(Port.BOTTOM))
            agreed = {tie.target: ((*free, _Exit(Port.RIGHT)) if tie.back else (_Exit(Port.RIGHT),)) for tie in group}
        made.update({(name, target): ways for target, ways in agreed.items()})
    return made


def _parted(
    places: Mapping[str, Place], group: Sequence[Tie], plan: _Plan, *, sealed: bool
) -> dict[str, tuple[_Exit, ...]]:
    """A place of its own for each arrow that leaves a branching step: the usual one straight on, others around it."""
    here = places[group[0].source]
    ahead = [tie for tie in group if not tie.back]
    straight = [
        tie
        for tie in ahead
        if places[tie.target].row == here.row
        and not any(
            (2 * column + 1, 2 * here.row + 1) in plan.standing
            for column in range(here.column + 1, places[tie.target].column)
        )
    ]
    usual = (straight or ahead or list(group))[0]
    agreed: dict[str, tuple[_Exit, ...]] = {usual.target: (_Exit(Port.RIGHT),)}
    others = [tie for tie in group if tie is not usual]
    # The farthest one leaves at the top or bottom, so that the nearer ones lie between it and the usual way.
    others.sort(key=lambda tie: (tie.back, -abs(places[tie.target].row - here.row), places[tie.target].column))
    free = [] if sealed else [Port.BOTTOM, Port.TOP]
    below: list[Tie] = []
    above: list[Tie] = []
    for tie in others:
        row = places[tie.target].row
        up = row < here.row or (row == here.row and tie.back and here.row == 0)
        wanted = Port.TOP if up else Port.BOTTOM
        level = row == here.row or tie.back
        port = wanted if wanted in free else free[0] if free and level else None
        if port is None:
            (above if up else below).append(tie)
        else:
            free.remove(port)
            agreed[tie.target] = (_Exit(port),)
    for sign, side in ((1, below), (-1, above)):
        side.sort(key=lambda tie: (abs(places[tie.target].row - here.row), places[tie.target].column))
        for number, tie in enumerate(side, start=1):
            agreed[tie.target] = (_Exit(Port.RIGHT, sign * number),)
    return agreed


def _ways(source: Place, target: Place, way: _Exit, rows: int) -> list[tuple[Line, ...]]:
    """Every way worth a thought from one step to another, by the shape of its turns."""
    x1, y1 = 2 * source.column + 1, 2 * source.row + 1
    x2, y2 = 2 * target.column + 1, 2 * target.row + 1
    before, behind = x2 - 1, x1 + 1
    aisles = [at for at in range(min(y1, y2) - 1, max(y1, y2) + 2, 2) if 0 <= at <= 2 * rows]
    if way.port is not Port.RIGHT:
        downward = way.port is Port.BOTTOM
        levels = [at for at in aisles if (at > y1) == downward]
        made = [_turns((x1, y1), (x2, y2), (x1, at, before), upright=True) for at in levels]
        if x2 > x1:
            made += [_turns((x1, y1), (x2, y2), (x1, at, behind), upright=True) for at in levels]
            if (y2 > y1) == downward and y2 != y1:
                made.insert(0, _turns((x1, y1), (x2, y2), (x1,), upright=True))
        return made
    made = []
    if x2 > x1:
        if y1 == y2 and not way.slot:
            made.append((Line(upright=False, at=y1, start=x1, end=x2),))
        else:
            made.append(_turns((x1, y1), (x2, y2), (behind,)))
            if not way.slot and before != behind:
                made.append(_turns((x1, y1), (x2, y2), (before,)))
        if before != behind:
            around = range(max(1, min(y1, y2) - 2), min(2 * rows, max(y1, y2) + 3), 2)
            made += [_turns((x1, y1), (x2, y2), (behind, at, before)) for at in around if at not in (y1, y2)]
    made += [_turns((x1, y1), (x2, y2), (behind, at, before)) for at in aisles if behind != before]
    return made


def _turns(
    start: tuple[int, int], end: tuple[int, int], turns: Sequence[int], *, upright: bool = False
) -> tuple[Line, ...]:
    """The lines of a way that turns at these places, level and upright in turn; the last line is level."""
    stops = list(turns) if upright else [start[1], *turns]
    stops.append(end[1])
    made: list[Line] = []
    for number, at in enumerate(stops):
        stands = upright == (number % 2 == 0)
        head = start[1 if stands else 0] if number == 0 else stops[number - 1]
        tail = end[1 if stands else 0] if number == len(stops) - 1 else stops[number + 1]
        made.append(Line(upright=stands, at=at, start=head, end=tail))
    return tuple(made)
