"""Vector charts of PDF reports, with the interval and the number of evaluations beside every figure.

They are drawn on the page itself: reportlab's own drawings name a font that a PDF doesn't embed.
All texts must be showable.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from qa_auditor.reports.pdf.fonts import BOLD, REGULAR, face
from qa_auditor.reports.pdf.style import colour
from qa_auditor.reports.pdf.text import shortened


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a chart; None: there is none. ``low``, ``high``: its interval. ``note`` stands beneath its label."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    shown: str = ""
    note: str = ""
    faint: bool = False


class Chart(Flowable):  # type: ignore[misc] # reportlab has no types
    """A picture of a fixed height that takes the width it is given, or a fixed one."""

    def __init__(self, *, height: float, width: float | None = None) -> None:
        super().__init__()
        self.height = height
        self._fixed = width
        self.spaceAfter = 8

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The space it takes."""
        self.width = width if self._fixed is None else self._fixed
        return self.width, self.height

    def _say(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = 8,
        font: str = REGULAR,
        ink: str = "text",
        at: str = "left",
    ) -> None:
        canvas = self.canv
        canvas.setFont(font, size)
        canvas.setFillColor(colour(ink))
        if at == "right":
            canvas.drawRightString(x, y, text)
        elif at == "centre":
            canvas.drawCentredString(x, y, text)
        else:
            canvas.drawString(x, y, text)

    def _rule(self, x1: float, y1: float, x2: float, y2: float, ink: str, thickness: float = 0.6) -> None:
        self.canv.setStrokeColor(colour(ink))
        self.canv.setLineWidth(thickness)
        self.canv.line(x1, y1, x2, y2)


class Triangle(Chart):
    """The golden triangle of service: each dimension from the middle (0) to its corner (100)."""

    def __init__(self, points: Sequence[Point], *, inks: Sequence[str], width: float, height: float) -> None:
        super().__init__(height=height, width=width)
        self._points = tuple(points)
        self._inks = tuple(inks)

    def draw(self) -> None:
        """Rings at 25, 50, 75 and 100, the scores as a surface, the intervals along the axes."""
        canvas = self.canv
        radius = min((self.height - 46) / 1.5, (self.width - 70) / math.sqrt(3))
        middle = (self.width / 2, 24 + radius / 2)
        ways = [(math.cos(math.radians(angle)), math.sin(math.radians(angle))) for angle in (90, 210, 330)]

        def at(way: tuple[float, float], score: float) -> tuple[float, float]:
            reach = radius * max(0.0, min(100.0, score)) / 100
            return middle[0] + way[0] * reach, middle[1] + way[1] * reach

        for ring in (25, 50, 75, 100):
            strong = ring == 100
            self._outline([at(way, ring) for way in ways], "border-strong" if strong else "chart-grid", 0.8)
        for way in ways:
            self._rule(*middle, *at(way, 100), "chart-grid")
        if all(point.value is not None for point in self._points):
            corners = [at(way, point.value or 0) for way, point in zip(ways, self._points, strict=True)]
            self._surface(corners)
        for way, point, ink in zip(ways, self._points, self._inks, strict=True):
            if point.value is None:
                continue
            if point.low is not None and point.high is not None:
                canvas.setLineCap(1)
                self._rule(*at(way, point.low), *at(way, point.high), ink, 3.2)
                canvas.setLineCap(0)
            canvas.setFillColor(colour(ink))
            canvas.setStrokeColor(colour("surface"))
            canvas.setLineWidth(1)
            canvas.circle(*at(way, point.value), 3.6, stroke=1, fill=1)
        for ring in (25, 50, 75):
            self._say(str(ring), middle[0] + 3, middle[1] + radius * ring / 100 - 8, size=6, ink="text-muted")
        for index, (way, point, ink) in enumerate(zip(ways, self._points, self._inks, strict=True)):
            x, y = at(way, 100)
            place = (x, y + 7) if index == 0 else (x, y - 14)
            self._say(point.label, *place, size=8.5, font=BOLD, ink=ink, at="centre")

    def _outline(self, corners: Sequence[tuple[float, float]], ink: str, thickness: float) -> None:
        path = self.canv.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        self.canv.setStrokeColor(colour(ink))
        self.canv.setLineWidth(thickness)
        self.canv.drawPath(path, stroke=1, fill=0)

    def _surface(self, corners: Sequence[tuple[float, float]]) -> None:
        canvas = self.canv
        path = canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        accent = colour("accent")
        canvas.setFillColor(Color(accent.red, accent.green, accent.blue, alpha=0.13))
        canvas.setStrokeColor(accent)
        canvas.setLineWidth(1.3)
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.setFillAlpha(1)


class Trend(Chart):
    """Means over time: a line with whiskers, the number of evaluations under each point. Gaps stay gaps."""

    def __init__(self, points: Sequence[Point], *, n_label: str, height: float = 190) -> None:
        super().__init__(height=height)
        self._points = tuple(points)
        self._n_label = n_label

    def draw(self) -> None:
        """Axis, grid, whiskers, line, points, labels."""
        left, right, bottom, top = 26.0, 8.0, 34.0, 14.0
        floor, ceiling = self._limits()
        width, height = self.width - left - right, self.height - bottom - top
        step = width / max(1, len(self._points))

        def x_of(index: int) -> float:
            return left + step * (index + 0.5)

        def y_of(score: float) -> float:
            return bottom + height * (max(floor, min(ceiling, score)) - floor) / (ceiling - floor)

        gap = 10 if ceiling - floor <= 60 else 20
        for score in range(int(floor), int(ceiling) + 1, gap):
            self._rule(left, y_of(score), self.width - right, y_of(score), "chart-grid")
            self._say(str(score), left - 6, y_of(score) - 2.6, size=7.5, ink="text-muted", at="right")
        self._rule(left, bottom, self.width - right, bottom, "chart-axis", 0.8)
        self._whiskers(x_of, y_of)
        self._line(x_of, y_of)
        self._labels(x_of, y_of, step, bottom)
        self._say(self._n_label, left - 6, bottom - 26, size=7.5, ink="text-muted", at="right")

    def _limits(self) -> tuple[float, float]:
        numbers = [number for point in self._points for number in (point.value, point.low) if number is not None]
        lowest = min(numbers, default=0.0)
        floor = max(0.0, math.floor((lowest - 4) / 10) * 10.0)
        return min(floor, 80.0), max(100.0, math.ceil(max(numbers, default=100.0) / 10) * 10.0)

    def _whiskers(self, x_of: Any, y_of: Any) -> None:
        for index, point in enumerate(self._points):
            if point.low is None or point.high is None:
                continue
            x = x_of(index)
            self._rule(x, y_of(point.low), x, y_of(point.high), "border-strong", 1)
            for end in (point.low, point.high):
                self._rule(x - 3, y_of(end), x + 3, y_of(end), "border-strong", 1)

    def _line(self, x_of: Any, y_of: Any) -> None:
        former: tuple[float, float] | None = None
        for index, point in enumerate(self._points):
            here = None if point.value is None else (x_of(index), y_of(point.value))
            if former is not None and here is not None:
                self._rule(*former, *here, "accent", 1.6)
            former = here
        canvas = self.canv
        for index, point in enumerate(self._points):
            if point.value is not None:
                canvas.setStrokeColor(colour("accent"))
                canvas.setFillColor(colour("surface" if point.faint else "accent"))
                canvas.setLineWidth(1.2)
                canvas.circle(x_of(index), y_of(point.value), 2.8, stroke=1, fill=1)

    def _labels(self, x_of: Any, y_of: Any, step: float, bottom: float) -> None:
        widest = max((face(REGULAR).width(point.label, 7.5) for point in self._points), default=0.0)
        every = max(1, math.ceil((widest + 6) / step))
        for index, point in enumerate(self._points):
            if index % every == 0:
                self._say(point.label, x_of(index), bottom - 13, size=7.5, ink="text-soft", at="centre")
                self._say(point.note, x_of(index), bottom - 26, size=7.5, ink="text-muted", at="centre")
                if point.value is not None and step > 26:
                    self._say(point.shown, x_of(index) + 6, y_of(point.value) + 5, size=7.5, font=BOLD, ink="accent")


class Histogram(Chart):
    """How many evaluations ended in each step of ten."""

    def __init__(self, counts: Sequence[int], *, height: float = 120) -> None:
        super().__init__(height=height)
        self._counts = tuple(counts)

    def draw(self) -> None:
        """Bars with their number on top, the limits beneath."""
        left, right, bottom, top = 26.0, 8.0, 18.0, 14.0
        width, height = self.width - left - right, self.height - bottom - top
        step = width / len(self._counts)
        most = max(*self._counts, 1)
        for index, count in enumerate(self._counts):
            x = left + index * step
            if count:
                tall = max(1.0, height * count / most)
                self.canv.setFillColor(colour("accent"))
                self.canv.rect(x + step * 0.12, bottom, step * 0.76, tall, stroke=0, fill=1)
                self._say(str(count), x + step / 2, bottom + tall + 4, size=7.5, font=BOLD, ink="text", at="centre")
            self._say(str(index * 10), x, bottom - 11, size=7.5, ink="text-soft", at="centre")
        self._say("100", left + width, bottom - 11, size=7.5, ink="text-soft", at="centre")
        self._rule(left, bottom, left + width, bottom, "chart-axis", 0.8)


class IntervalMark(Chart):
    """In a table's cell: a figure and its interval on a scale, as a point or as a bar from the scale's beginning.

    ``scale``: its two ends. ``ends``: write them beneath.
    """

    def __init__(
        self, point: Point, *, scale: tuple[float, float], ink: str = "accent", bar: bool = False, ends: bool = False
    ) -> None:
        super().__init__(height=22 if ends else 10)
        self.spaceAfter = 0
        self._point = point
        self._ink = ink
        self._scale = scale
        self._bar = bar
        self._ends = ends

    def draw(self) -> None:
        """The scale, a bar from 0 where that is meant, the whisker, the figure."""
        canvas = self.canv
        point = self._point
        middle = self.height - 5
        floor, ceiling = self._scale

        def x_of(score: float) -> float:
            return 3 + (self.width - 6) * (max(floor, min(ceiling, score)) - floor) / (ceiling - floor)

        if self._ends:
            for end in self._scale:
                self._say(f"{end:.0f}", x_of(end), middle - 12, size=6, ink="text-muted", at="centre")

        canvas.setFillColor(colour("surface-sunken"))
        tall = 5.0 if self._bar else 2.0
        canvas.rect(3, middle - tall / 2, self.width - 6, tall, stroke=0, fill=1)
        if point.value is None:
            return
        if self._bar and point.value > 0:
            canvas.setFillColor(colour(self._ink))
            canvas.rect(3, middle - tall / 2, x_of(point.value) - 3, tall, stroke=0, fill=1)
        if point.low is not None and point.high is not None:
            self._rule(x_of(point.low), middle, x_of(point.high), middle, "text" if self._bar else self._ink, 1.2)
            for end in (point.low, point.high):
                self._rule(x_of(end), middle - 2.6, x_of(end), middle + 2.6, "text" if self._bar else self._ink, 1.2)
        if not self._bar:
            canvas.setFillColor(colour("surface" if point.faint else self._ink))
            canvas.setStrokeColor(colour(self._ink))
            canvas.setLineWidth(1)
            canvas.circle(x_of(point.value), middle, 2.7, stroke=1, fill=1)


@dataclass(frozen=True, slots=True)
class Tile:
    """One key number: what it is, the number large, and lines on what it rests on. ``ink``: of the number."""

    label: str
    figure: str
    notes: tuple[str, ...]
    ink: str = "text"


class Tiles(Chart):
    """Key numbers side by side."""

    def __init__(self, tiles: Sequence[Tile], *, height: float = 84) -> None:
        super().__init__(height=height)
        self._tiles = tuple(tiles)
        self.spaceAfter = 14

    def draw(self) -> None:
        """Each on a quiet ground: label, figure, note."""
        gap = 8.0
        wide = (self.width - gap * (len(self._tiles) - 1)) / len(self._tiles)
        for index, tile in enumerate(self._tiles):
            x = index * (wide + gap)
            self.canv.setFillColor(colour("window"))
            self.canv.roundRect(x, 0, wide, self.height, 4, stroke=0, fill=1)
            inner = wide - 20
            label = shortened(tile.label, font=REGULAR, size=8, width=inner)
            self._say(label, x + 10, self.height - 18, size=8, ink="text-soft")
            size = 22.0
            while size > 12 and face(BOLD).width(tile.figure, size) > inner:
                size -= 1
            self._say(tile.figure, x + 10, self.height - 44, size=size, font=BOLD, ink=tile.ink)
            for number, note in enumerate(tile.notes):
                line = shortened(note, font=REGULAR, size=7.5, width=inner)
                self._say(line, x + 10, self.height - 61 - number * 11.5, size=7.5, ink="text-muted")
