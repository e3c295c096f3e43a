"""Outlines of the symbols, one for each kind of step, and how far their sides lie inside the surrounding rectangle."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from qa_auditor.domain.process import StepKind


class Point(NamedTuple):
    """A place on the drawing: to the right and downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left to the right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the top to the bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """Its centre."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> "Box":
        """The same with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Whether both have some room in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """One part of a path: to ``end``, straight, or bent by two control points."""

    end: Point
    bend: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A line that begins at ``start``; a closed one has an inside."""

    start: Point
    parts: tuple[Curve, ...]
    closed: bool = True


_ROUND = 0.5523
"""Where the control points of a quarter of a circle lie, in radii."""

SLANT = 14.0
WAVE = 7.0
CORNER = 4.0


def polygon(*corners: Point, closed: bool = True) -> Path:
    """Straight lines from corner to corner."""
    return Path(corners[0], tuple(Curve(corner) for corner in corners[1:]), closed=closed)


def circle(middle: Point, radius: float) -> Path:
    """A circle of four bent parts."""
    x, y = middle
    arm = radius * _ROUND
    return Path(
        Point(x + radius, y),
        (
            Curve(Point(x, y + radius), (Point(x + radius, y + arm), Point(x + arm, y + radius))),
            Curve(Point(x - radius, y), (Point(x - arm, y + radius), Point(x - radius, y + arm))),
            Curve(Point(x, y - radius), (Point(x - radius, y - arm), Point(x - arm, y - radius))),
            Curve(Point(x + radius, y), (Point(x + arm, y - radius), Point(x + radius, y - arm))),
        ),
    )


def rounded(box: Box, radius: float, *, left: bool = True, right: bool = True) -> Path:
    """A rectangle with round corners, on the sides that are asked for."""
    first, second = (radius if left else 0.0), (radius if right else 0.0)
    arm1, arm2 = first * (1 - _ROUND), second * (1 - _ROUND)
    l, t, r, b = box  # noqa: E741 - the four sides
    return Path(
        Point(l + first, t),
        (
            Curve(Point(r - second, t)),
            Curve(Point(r, t + second), (Point(r - arm2, t), Point(r, t + arm2))),
            Curve(Point(r, b - second)),
            Curve(Point(r - second, b), (Point(r, b - arm2), Point(r - arm2, b))),
            Curve(Point(l + first, b)),
            Curve(Point(l, b - first), (Point(l + arm1, b), Point(l, b - arm1))),
            Curve(Point(l, t + first)),
            Curve(Point(l + first, t), (Point(l, t + arm1), Point(l + arm1, t))),
        ),
    )


def outline(kind: StepKind, box: Box) -> Path:
    """The symbol of a kind of step, filling ``box``."""
    l, t, r, b = box  # noqa: E741 - the four sides
    middle = box.middle
    if kind in (StepKind.START, StepKind.END):
        return rounded(box, box.height / 2)
    if kind is StepKind.DECISION:
        return polygon(Point(l, middle.y), Point(middle.x, t), Point(r, middle.y), Point(middle.x, b))
    if kind is StepKind.CHECK:
        inner, outer = l + SLANT, r - SLANT
        return polygon(
            Point(l, middle.y), Point(inner, t), Point(outer, t), Point(r, middle.y), Point(outer, b), Point(inner, b)
        )
    if kind is StepKind.WAIT:
        return rounded(box, box.height / 2, left=False)
    if kind is StepKind.RECORD:
        quarter = box.width / 4
        base = b - WAVE
        return Path(
            Point(l, t),
            (
                Curve(Point(r, t)),
                Curve(Point(r, base)),
                Curve(middle._replace(y=base), (Point(r - quarter, base - WAVE), Point(r - quarter, base - WAVE))),
                Curve(Point(l, base), (Point(l + quarter, b + WAVE), Point(l + quarter, b + WAVE))),
                Curve(Point(l, t)),
            ),
        )
    return rounded(box, CORNER)


def inset(kind: StepKind, box: Box, y: float, *, right: bool) -> float:
    """How far inside the left (or right) side of ``box`` the symbol begins at the height ``y``."""
    half = box.height / 2
    away = min(half, abs(y - box.middle.y))
    if kind is StepKind.DECISION:
        return box.width / 2 * away / half
    if kind is StepKind.CHECK:
        return SLANT * away / half
    if kind in (StepKind.START, StepKind.END) or (kind is StepKind.WAIT and right):
        return half - math.sqrt(half * half - away * away)
    return 0.0


def foot(kind: StepKind, box: Box) -> float:
    """The height at which an arrow leaves the symbol at the bottom of its middle."""
    return box.bottom - WAVE if kind is StepKind.RECORD else box.bottom
