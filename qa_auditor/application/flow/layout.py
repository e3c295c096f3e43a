"""From a process to places on a drawing: where its steps stand, how its arrows run and where their labels are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_auditor.application.flow.axes import LABEL_GAP, Axis, Body, Plan, Sizes, across_of, down_of
from qa_auditor.application.flow.graph import Tie
from qa_auditor.application.flow.routes import Port, Route
from qa_auditor.application.flow.rows import Place
from qa_auditor.application.flow.shapes import Box, Point, foot, inset
from qa_auditor.domain.process import StepKind

_BESIDE = 9.0
_SLOT = 18.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A step on the drawing: the box of its symbol, and the room with all that hangs on it."""

    id: str
    kind: StepKind
    place: Place
    box: Box
    room: Box


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow on the drawing.

    Attributes:
        parts: corners from the source to the target; two parts where the drawing is folded between them.
        label: the room of its label.
    """

    tie: Tie
    parts: tuple[tuple[Point, ...], ...]
    label: Box | None


@dataclass(frozen=True, slots=True)
class Band:
    """A lane (from top to bottom) or a stage (from left to right); ``key`` is its number."""

    key: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of the drawing with heads of its own; there is one, unless the drawing is folded."""

    box: Box
    lanes: tuple[Band, ...]
    stages: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """Where arrows leave a strip or come into it: the steps at their other ends, and the way they point."""

    box: Box
    ties: tuple[Tie, ...]
    steps: tuple[str, ...]
    leftwards: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that has a place. ``cuts`` are places, from left to right, at which the drawing may be folded."""

    steps: tuple[Standing, ...]
    arrows: tuple[Arrow, ...]
    strips: tuple[Strip, ...]
    cuts: tuple[float, ...]
    width: float
    height: float
    tags: tuple[Tag, ...] = ()


def laid_out(plan: Plan, bodies: Mapping[str, Body], labels: Sizes) -> Layout:
    """Give everything its place."""
    pitch = _pitches(plan.routes, labels)
    bodies = _tall_enough(plan.routes, bodies, labels, pitch)
    across = across_of(plan, bodies, labels)
    down = down_of(plan, bodies, labels)
    steps = tuple(_standing(name, place, bodies[name], across, down) for name, place in plan.places.items())
    by_id = {step.id: step for step in steps}
    arrows = tuple(
        _arrow(plan, number, by_id, across, down, labels, pitch.get(route.tie.source, _SLOT))
        for number, route in enumerate(plan.routes)
    )
    width, height = across.gaps[-1].end, down.gaps[-1].end
    return Layout(
        steps=steps,
        arrows=arrows,
        strips=(Strip(Box(0, 0, width, height), _lanes(plan, down), _stages(plan, across)),),
        cuts=tuple(gap.cut for gap in across.gaps[1:-1]),
        width=width,
        height=height,
    )


def _pitches(routes: Iterable[Route], labels: Sizes) -> dict[str, float]:
    """How far apart arrows leave a step on the right, so that their labels stand under each other."""
    made: dict[str, float] = {}
    for route in routes:
        if route.port is Port.RIGHT:
            size = labels.get((route.tie.source, route.tie.target))
            made[route.tie.source] = max(made.get(route.tie.source, _SLOT), size[1] + 4 if size else 0)
    return made


def _tall_enough(
    routes: Sequence[Route], bodies: Mapping[str, Body], labels: Sizes, pitch: Mapping[str, float]
) -> dict[str, Body]:
    """The bodies, taller where several arrows leave on the right and wider apart where a label is high."""
    made = dict(bodies)
    for route in routes:
        if route.port is Port.RIGHT:
            source = route.tie.source
            body = made[source]
            reach = abs(route.slot) * pitch[source]
            size = labels.get((source, route.tie.target))
            around = reach + (size[1] / 2 + 2 if size else 4)
            height = max(body.height, 2 * reach + 16) if route.slot else body.height
            made[source] = replace(
                body,
                height=height,
                above=max(body.above, around - height / 2 if route.slot <= 0 else 0),
                below=max(body.below, around - height / 2 if route.slot >= 0 else 0),
            )
    return made


def _standing(name: str, place: Place, body: Body, across: Axis, down: Axis) -> Standing:
    x, y = across.middles[place.column], down.middles[place.row]
    box = Box(x - body.width / 2, y - body.height / 2, x + body.width / 2, y + body.height / 2)
    return Standing(name, body.kind, place, box, Box(box.left, y - body.up, box.right, y + body.down))


def _arrow(
    plan: Plan,
    number: int,
    steps: Mapping[str, Standing],
    across: Axis,
    down: Axis,
    labels: Sizes,
    pitch: float,
) -> Arrow:
    route = plan.routes[number]
    source, target = steps[route.tie.source], steps[route.tie.target]
    last = len(route.lines) - 1
    stops: list[float] = []
    for place, line in enumerate(route.lines):
        axis = across if line.upright else down
        if line.at % 2 == 0:
            stops.append(axis.track(line.at // 2, plan.tracks.of[number, place]))
        else:
            beside = plan.tracks.beside.get((number, place), 0) * _BESIDE
            if place == 0 and not line.upright:
                beside = route.slot * pitch
            stops.append(axis.middles[line.at // 2] + beside)
    start = _leaving(source, route.port, stops[0])
    points = [start]
    for place in range(1, len(stops)):
        former, here = stops[place - 1], stops[place]
        points.append(Point(here, former) if route.lines[place].upright else Point(former, here))
    height = stops[last]
    points.append(Point(target.box.left + inset(target.kind, target.box, height, right=False), height))
    size = labels.get((route.tie.source, route.tie.target))
    return Arrow(route.tie, (tuple(points),), _label(route.port, source, start, size) if size else None)


def _leaving(source: Standing, port: Port, stop: float) -> Point:
    box = source.box
    if port is Port.RIGHT:
        return Point(box.right - inset(source.kind, box, stop, right=True), stop)
    return Point(box.middle.x, box.top if port is Port.TOP else foot(source.kind, box))


def _label(port: Port, source: Standing, start: Point, size: tuple[float, float]) -> Box:
    """The room of a label: on its arrow, close to the step that it leaves."""
    width, height = size
    if port is Port.RIGHT:
        left = max(start.x, source.box.right) + LABEL_GAP
        return Box(left, start.y - height / 2, left + width, start.y + height / 2)
    left = start.x - width / 2
    if port is Port.BOTTOM:
        top = source.room.bottom + LABEL_GAP - 2
        return Box(left, top, left + width, top + height)
    bottom = source.room.top - LABEL_GAP + 2
    return Box(left, bottom - height, left + width, bottom)


def _lanes(plan: Plan, down: Axis) -> tuple[Band, ...]:
    """Lanes touch each other; the first begins at the top and the last ends at the bottom."""
    made: list[Band] = []
    row = 0
    low = 0.0
    for key, rows in enumerate(plan.lane_rows):
        row += rows
        gap = down.gaps[row]
        high = gap.end if key == len(plan.lane_rows) - 1 else gap.border
        made.append(Band(key, low, high))
        low = high
    return tuple(made)


def _stages(plan: Plan, across: Axis) -> tuple[Band, ...]:
    """Stages that have steps, touching each other."""
    made: list[Band] = []
    count = plan.columns.ends[-1]
    first = 0
    low = 0.0
    for key, end in enumerate(plan.columns.ends):
        if end > first:
            high = across.gaps[end].end if end == count else across.gaps[end].border
            made.append(Band(key, low, high))
            low, first = high, end
    return tuple(made)
