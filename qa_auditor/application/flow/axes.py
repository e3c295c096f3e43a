"""How far apart columns and rows of a drawing lie: room for steps, for arrows side by side and for their labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from qa_auditor.application.flow.graph import Columns
from qa_auditor.application.flow.routes import Port, Route
from qa_auditor.application.flow.rows import Place
from qa_auditor.application.flow.tracks import Tracks
from qa_auditor.domain.process import StepKind

TRACK = 10.0
"""From one arrow to the next that runs beside it."""

LABEL_GAP = 6.0
"""Between a step and the label of an arrow that leaves it."""

_ARROW_ROOM = 24.0
_CHANNEL = 44.0
_MARGIN = 22.0
_STAGE_ROOM = 14.0
_AISLE = 18.0
_LANE_ROOM = 20.0
_BEFORE_TRACKS = 14.0


@dataclass(frozen=True, slots=True)
class Body:
    """The room that a step takes: its symbol, and what hangs above and below it."""

    kind: StepKind
    width: float
    height: float
    above: float = 0.0
    below: float = 0.0

    @property
    def up(self) -> float:
        """Room above the middle of the symbol."""
        return self.height / 2 + self.above

    @property
    def down(self) -> float:
        """Room below the middle of the symbol."""
        return self.height / 2 + self.below


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled before anything is measured."""

    columns: Columns
    places: Mapping[str, Place]
    lane_rows: tuple[int, ...]
    routes: tuple[Route, ...]
    tracks: Tracks


Sizes = Mapping[tuple[str, str], tuple[float, float]]
"""Width and height of the label of each arrow that has one, by source and target."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A channel or aisle.

    Attributes:
        first: where its first track lies.
        border: where a lane or stage ends in it.
        cut: where a drawing may be cut: behind the labels, before the tracks.
    """

    start: float
    end: float
    first: float
    border: float
    cut: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Places along one direction: the middles of rows (or columns), and the gaps around them."""

    middles: tuple[float, ...]
    gaps: tuple[Gap, ...]

    def track(self, gap: int, number: int) -> float:
        """Where a track lies."""
        return self.gaps[gap].first + number * TRACK


def across_of(plan: Plan, bodies: Mapping[str, Body], labels: Sizes) -> Axis:
    """Places from left to right."""
    count = plan.columns.ends[-1]
    widths = [0.0] * count
    for name, place in plan.places.items():
        widths[place.column] = max(widths[place.column], bodies[name].width)
    zones = [0.0] * (count + 1)
    for route in plan.routes:
        size = labels.get((route.tie.source, route.tie.target))
        if size and route.port is Port.RIGHT:
            place = plan.places[route.tie.source]
            spare = (widths[place.column] - bodies[route.tie.source].width) / 2
            zones[place.column + 1] = max(zones[place.column + 1], size[0] + LABEL_GAP + 4 - spare)
    ends = set(plan.columns.ends[:-1]) - {0, count}
    middles: list[float] = []
    gaps: list[Gap] = []
    at = 0.0
    for number in range(count + 1):
        tracks = plan.tracks.counts.get((True, number * 2), 0)
        edge = number in (0, count)
        border = _STAGE_ROOM if number in ends else 0.0
        first = at + zones[number] + (_BEFORE_TRACKS if tracks else 0.0)
        needed = zones[number] + border + (_BEFORE_TRACKS + (tracks - 1) * TRACK if tracks else 0.0) + _ARROW_ROOM
        end = at + max(_MARGIN if edge else _CHANNEL + border, needed)
        cut = first - _BEFORE_TRACKS / 2 if tracks else max((at + end) / 2, at + zones[number] + 2)
        gaps.append(Gap(at, end, first, end - _ARROW_ROOM / 2 if border and tracks else cut, cut))
        if number < count:
            middles.append(end + widths[number] / 2)
            at = end + widths[number]
    return Axis(tuple(middles), tuple(gaps))


def down_of(plan: Plan, bodies: Mapping[str, Body], labels: Sizes) -> Axis:
    """Places from the top to the bottom."""
    count = sum(plan.lane_rows)
    up = [_AISLE] * count
    down = [_AISLE] * count
    for name, place in plan.places.items():
        up[place.row] = max(up[place.row], bodies[name].up)
        down[place.row] = max(down[place.row], bodies[name].down)
    upper = [0.0] * (count + 1)
    lower = [0.0] * (count + 1)
    for route in plan.routes:
        size = labels.get((route.tie.source, route.tie.target))
        if size and route.port is not Port.RIGHT:
            body, row = bodies[route.tie.source], plan.places[route.tie.source].row
            if route.port is Port.BOTTOM:
                upper[row + 1] = max(upper[row + 1], size[1] + LABEL_GAP - (down[row] - body.down))
            else:
                lower[row] = max(lower[row], size[1] + LABEL_GAP - (up[row] - body.up))
    borders = {sum(plan.lane_rows[:number]) for number in range(1, len(plan.lane_rows))}
    middles: list[float] = []
    gaps: list[Gap] = []
    at = 0.0
    for number in range(count + 1):
        tracks = plan.tracks.counts.get((False, number * 2), 0)
        border = _LANE_ROOM if number in borders else 0.0
        first = at + upper[number] + 10.0
        beneath = first + max(0, tracks - 1) * TRACK if tracks else at + upper[number]
        end = max(at + _AISLE + border, beneath + (10.0 if tracks else 4.0) + border + lower[number])
        line = (at + end) / 2 if not tracks else beneath + border / 2 + 2
        gaps.append(Gap(at, end, first, line, line))
        if number < count:
            middles.append(end + up[number])
            at = end + up[number] + down[number]
    return Axis(tuple(middles), tuple(gaps))
