"""What a drawing consists of: filled and outlined paths, and words. Painters know these two and nothing else.

Colours are names of the theme's tokens, so that one drawing serves the light and the dark window, SVG and PDF.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.flow.shapes import Box, Curve, Path, Point, polygon


class Anchor(StrEnum):
    """Which end of the words lies at their place."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with its colours; "" is no colour. ``owner`` is the step or arrow that it belongs to."""

    path: Path
    fill: str = ""
    stroke: str = ""
    width: float = 1.2
    dash: tuple[float, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``at`` is on its baseline."""

    text: str
    at: Point
    size: float
    ink: str = "text"
    bold: bool = False
    anchor: Anchor = Anchor.LEFT
    owner: str = ""


Mark = Shape | Words

_BEND = 7.0
_HEAD = 8.5
_HEAD_HALF = 3.8
_SINKS = 0.36
"""How far the baseline lies beneath the middle of a line of text, in sizes."""


def arrow_name(source: str, target: str) -> str:
    """The owner of an arrow's marks."""
    return f"{source}>{target}"


def words(
    text: str,
    middle: Point,
    size: float,
    *,
    ink: str = "text",
    bold: bool = False,
    anchor: Anchor = Anchor.CENTRE,
    owner: str = "",
) -> Words:
    """A line of text whose height is centred on ``middle``."""
    return Words(text, Point(middle.x, middle.y + size * _SINKS), size, ink, bold, anchor, owner)


def block(
    lines: Sequence[str], box: Box, *, size: float, line: float, ink: str = "text", bold: bool = False, owner: str = ""
) -> list[Words]:
    """Lines of text in the middle of a box."""
    top = box.middle.y - line * (len(lines) - 1) / 2
    return [
        words(text, Point(box.middle.x, top + line * number), size, ink=ink, bold=bold, owner=owner)
        for number, text in enumerate(lines)
    ]


def arrow(
    points: Sequence[Point], *, ink: str, width: float, dash: tuple[float, ...] = (), owner: str, head: bool = True
) -> list[Mark]:
    """A line with round corners, and a head at its end unless it goes on elsewhere."""
    corners = _corners(points)
    if not head:
        return [Shape(rounded_line(corners), stroke=ink, width=width, dash=dash, owner=owner)]
    tip, before = corners[-1], corners[-2]
    length = math.dist(tip, before) or 1.0
    ahead = Point((tip.x - before.x) / length, (tip.y - before.y) / length)
    neck = Point(tip.x - ahead.x * _HEAD, tip.y - ahead.y * _HEAD)
    side = Point(-ahead.y * _HEAD_HALF, ahead.x * _HEAD_HALF)
    triangle = polygon(
        tip,
        Point(neck.x + side.x, neck.y + side.y),
        Point(neck.x + ahead.x * 2, neck.y + ahead.y * 2),
        Point(neck.x - side.x, neck.y - side.y),
    )
    shaft = rounded_line([*corners[:-1], Point(neck.x + ahead.x * 2, neck.y + ahead.y * 2)])
    return [Shape(shaft, stroke=ink, width=width, dash=dash, owner=owner), Shape(triangle, fill=ink, owner=owner)]


def rounded_line(points: Sequence[Point]) -> Path:
    """An open line through the points whose corners are round."""
    parts: list[Curve] = []
    for former, here, following in zip(points, points[1:], points[2:], strict=False):
        radius = min(_BEND, math.dist(former, here) / 2, math.dist(here, following) / 2)
        start = _towards(here, former, radius)
        end = _towards(here, following, radius)
        parts.append(Curve(start))
        parts.append(Curve(end, (_towards(here, former, radius * 0.45), _towards(here, following, radius * 0.45))))
    parts.append(Curve(points[-1]))
    return Path(points[0], tuple(parts), closed=False)


def _towards(start: Point, end: Point, by: float) -> Point:
    length = math.dist(start, end) or 1.0
    return Point(start.x + (end.x - start.x) * by / length, start.y + (end.y - start.y) * by / length)


def _corners(points: Sequence[Point]) -> list[Point]:
    """The points at which a line begins, turns and ends."""
    made: list[Point] = []
    for point in points:
        if made and math.dist(made[-1], point) < 0.01:
            continue
        if len(made) > 1 and (
            (abs(made[-2].x - made[-1].x) < 0.01 and abs(made[-1].x - point.x) < 0.01)
            or (abs(made[-2].y - made[-1].y) < 0.01 and abs(made[-1].y - point.y) < 0.01)
        ):
            made.pop()
        made.append(point)
    return made if len(made) > 1 else [points[0], points[-1]]
