"""A drawing of a process as a picture, painted in narrow bands at twice its resolution so that edges are smooth."""

import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from math import ceil, dist

from PIL import Image, ImageDraw, ImageFont

from qa_auditor.application.flow.chart import Chart
from qa_auditor.application.flow.marks import Anchor, Shape, Words
from qa_auditor.application.flow.shapes import Path, Point
from qa_auditor.assets import resource_path
from qa_auditor.reports.flow.measure import text_width
from qa_auditor.reports.flow.pieces import Layer, layers_of, legend_layer, marks_within

MARGIN = 16.0
_SCALE = 2.0
_FINER = 2
_BAND = 300.0
_CURVE = 8
_MOST_PIXELS = 60_000_000
"""Pixels of the finished picture; a larger drawing is made in a smaller scale."""


def png_of(chart: Chart, *, colours: Mapping[str, str]) -> bytes:
    """The bytes of a PNG file."""
    legend, foot = legend_layer(chart)
    width, height = chart.width + 2 * MARGIN, foot + 2 * MARGIN
    scale = min(_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
    picture = Image.new("RGB", (ceil(width * scale), ceil(height * scale)), colours["surface"])
    top = 0.0
    while top < height:
        high = min(_BAND, height - top)
        size = (picture.width * _FINER, ceil(high * scale) * _FINER)
        band = Image.new("RGB", size, colours["surface"])
        pen = _Pen(ImageDraw.Draw(band), scale * _FINER, MARGIN, MARGIN - top, colours)
        for layer in (*layers_of(chart), legend):
            pen.draw(layer, top - MARGIN - 4, top - MARGIN + high + 4)
        small = band.resize((picture.width, ceil(high * scale)), Image.Resampling.BOX)
        picture.paste(small, (0, round(top * scale)))
        top += high
    held = io.BytesIO()
    picture.save(held, "PNG", optimize=True, dpi=(96 * scale, 96 * scale))
    return held.getvalue()


@lru_cache(maxsize=32)
def _font(pixels: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource_path("fonts", f"QASansSC-{'Bold' if bold else 'Regular'}.ttf")), pixels)


class _Pen:
    """Draws marks on one band."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float, x: float, y: float, colours: Mapping[str, str]) -> None:
        self._draw, self._scale, self._x, self._y, self._colours = draw, scale, x, y, colours

    def draw(self, layer: Layer, low: float, high: float) -> None:
        """Draw what a layer has between two heights of the drawing."""
        for mark in marks_within(layer, low, high):
            if isinstance(mark, Shape):
                self._shape(mark, layer)
            else:
                self._words(mark, layer)

    def _at(self, point: Point, layer: Layer) -> tuple[float, float]:
        return (point.x + layer.x + self._x) * self._scale, (point.y + layer.y + self._y) * self._scale

    def _shape(self, mark: Shape, layer: Layer) -> None:
        corners = [self._at(point, layer) for point in _flat(mark.path)]
        if mark.fill:
            self._draw.polygon(corners, fill=self._colours[mark.fill])
        if mark.stroke:
            width = max(1, round(mark.width * self._scale))
            ring = [*corners, corners[0]] if mark.path.closed else corners
            dash = [part * self._scale for part in mark.dash]
            for line in _dashed(ring, dash) if dash else [ring]:
                self._draw.line(line, fill=self._colours[mark.stroke], width=width, joint="curve")

    def _words(self, mark: Words, layer: Layer) -> None:
        width = text_width(mark.text, mark.size, mark.bold)
        shift = {Anchor.LEFT: 0.0, Anchor.CENTRE: width / 2, Anchor.RIGHT: width}[mark.anchor]
        x, y = self._at(Point(mark.at.x - shift, mark.at.y), layer)
        font = _font(mark.size * self._scale, bold=mark.bold)
        self._draw.text((x, y), mark.text, font=font, fill=self._colours[mark.ink], anchor="ls")


def _flat(path: Path) -> list[Point]:
    """A path whose bent parts are made of short straight ones."""
    made = [path.start]
    for part in path.parts:
        if part.bend is not None:
            start, (one, two) = made[-1], part.bend
            for number in range(1, _CURVE):
                t = number / _CURVE
                made.append(Point(*(_bent(t, *values) for values in zip(start, one, two, part.end, strict=True))))
        made.append(part.end)
    return made


def _bent(t: float, a: float, b: float, c: float, d: float) -> float:
    rest = 1 - t
    return rest**3 * a + 3 * rest**2 * t * b + 3 * rest * t**2 * c + t**3 * d


def _dashed(corners: Iterable[tuple[float, float]], dash: list[float]) -> list[list[tuple[float, float]]]:
    """The strokes of a dashed line."""
    made: list[list[tuple[float, float]]] = []
    place, left = 0, dash[0]
    for former, here in pairwise(corners):
        length = dist(former, here)
        done = 0.0
        while done < length:
            step = min(left, length - done)
            if place % 2 == 0:
                ends = [_between(former, here, (done + extra) / length) for extra in (0.0, step)]
                made.append(ends)
            done += step
            left -= step
            if left <= 0:
                place += 1
                left = dash[place % len(dash)]
    return made


def _between(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
