"""Walking along a drawing with the arrow keys: where each of them leads from a step."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from qa_auditor.application.flow.chart import Chart
from qa_auditor.application.flow.layout import Standing
from qa_auditor.application.flow.shapes import Point


class Direction(StrEnum):
    """An arrow key."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


def neighbour(chart: Chart, here: str, direction: Direction) -> str | None:
    """The step that an arrow key leads to: along a link to the right and left, to the nearest one up and down.

    Where ways part, the right key takes the one that goes most straight on; up and down then lead to the others.
    """
    steps = {step.id: step for step in chart.layout.steps}
    if here not in steps:
        return chart.layout.steps[0].id if chart.layout.steps else None
    standing = steps[here]
    if direction in (Direction.RIGHT, Direction.LEFT):
        onward = direction is Direction.RIGHT
        linked = [
            steps[tie.target if onward else tie.source]
            for tie in sorted(chart.ties, key=lambda tie: tie.back)
            if (tie.source if onward else tie.target) == here and tie.source != tie.target
        ]
        ahead = [one for one in linked if (one.place.column > standing.place.column) == onward] or linked
        return _nearest(ahead, lambda one: (abs(one.place.row - standing.place.row), one.place.column))
    sign = 1 if direction is Direction.DOWN else -1
    middle = standing.box.middle
    beyond = [one for one in chart.layout.steps if sign * (one.box.middle.y - middle.y) > 1]
    return _nearest(beyond, lambda one: _way(one.box.middle, middle))


def _way(one: Point, other: Point) -> tuple[float, float]:
    """How far away a place is; to the side counts double."""
    across, down = abs(one.x - other.x), abs(one.y - other.y)
    return (2 * across + down, down)


def _nearest(steps: Sequence[Standing], key: Callable[[Standing], tuple[float, float]]) -> str | None:
    return min(steps, key=key).id if steps else None


def step_at(chart: Chart, point: Point) -> str | None:
    """The step whose symbol, or what hangs on it, is at a place of the drawing's body."""
    return next((step.id for step in chart.layout.steps if _inside(step, point)), None)


def _inside(step: Standing, point: Point) -> bool:
    room = step.room
    return room.left <= point.x <= room.right and room.top <= point.y <= room.bottom


def link_at(chart: Chart, point: Point, within: float) -> tuple[str, str] | None:
    """The link whose arrow or label is nearest to a place of the drawing's body, if it is near enough."""
    best, found = within, None
    for arrow in chart.layout.arrows:
        away = min(_away(part, point) for part in arrow.parts)
        label = arrow.label
        if label is not None and label.left <= point.x <= label.right and label.top <= point.y <= label.bottom:
            away = 0.0
        if away < best:
            best, found = away, (arrow.tie.source, arrow.tie.target)
    return found


def _away(points: Iterable[Point], point: Point) -> float:
    """How far a place is from a line of level and upright parts."""
    corners = list(points)
    distances = []
    for former, here in pairwise(corners):
        x = min(max(point.x, min(former.x, here.x)), max(former.x, here.x))
        y = min(max(point.y, min(former.y, here.y)), max(former.y, here.y))
        distances.append(abs(point.x - x) + abs(point.y - y))
    return min(distances, default=float("inf"))
