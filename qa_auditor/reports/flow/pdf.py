"""A drawing of a process on the pages of a PDF: vectors, text in the fonts of documents, strips whole."""

from collections.abc import Callable, Iterator
from typing import Any

from reportlab.platypus import Flowable

from qa_auditor.application.flow.chart import Chart, ChartView, Sketch, finished
from qa_auditor.application.flow.legend import legend_of
from qa_auditor.application.flow.marks import Anchor, Shape, Words
from qa_auditor.reports.flow.measure import text_width
from qa_auditor.reports.flow.pieces import Layer, bands_of, layers_of, marks_within
from qa_auditor.reports.pdf.fonts import BOLD, REGULAR, face
from qa_auditor.reports.pdf.style import colour

LARGEST = 0.78
"""Points for a unit of the drawing, at the most: names are then set in 10 points."""

READABLE = 0.54
"""Points for a unit of the drawing, at the least: names in 7 points, the smallest words in 6."""

Show = Callable[[str], str]


class StripPicture(Flowable):  # type: ignore[misc] # reportlab has no types
    """One strip of a drawing, with the names of the stages above it."""

    def __init__(self, chart: Chart, band: tuple[float, float], *, scale: float, show: Show) -> None:
        super().__init__()
        self._chart, self._band, self._scale, self._show = chart, band, scale, show
        self.width = chart.width * scale
        self.height = (band[1] - band[0]) * scale
        self.spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The space it takes; a strip that is higher than a page is made smaller."""
        if self.height > height > 0 and self.height > self._room(height):
            self._scale *= self._room(height) / self.height
            self.width, self.height = self._chart.width * self._scale, self._room(height)
        del width
        return self.width, self.height

    def _room(self, height: float) -> float:
        """What a whole page has; a part of a page doesn't make a strip smaller."""
        return max(height, MOST_HEIGHT)

    def draw(self) -> None:
        """Paint it."""
        draw_band(self.canv, self._chart, self._band, scale=self._scale, show=self._show)


MOST_HEIGHT = 600.0


def draw_band(canvas: Any, chart: Chart, band: tuple[float, float], *, scale: float, show: Show) -> None:
    """Paint what lies between two heights of a drawing, its foot at the origin of the canvas."""
    low, high = band
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(-1, 0, chart.width * scale + 2, (high - low - 1) * scale)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.scale(scale, -scale)
    canvas.translate(0, -high)
    for layer in layers_of(chart):
        canvas.saveState()
        canvas.translate(layer.x, layer.y)
        _draw_layer(canvas, layer, low, high, show)
        canvas.restoreState()
    canvas.restoreState()


def draw_legend(canvas: Any, view: ChartView, *, width: float, scale: float, show: Show) -> float:
    """Say what the symbols mean, the foot of it at the origin of the canvas; how high it is."""
    legend = legend_of(view, width=width / scale, measure=text_width)
    canvas.saveState()
    canvas.scale(scale, -scale)
    canvas.translate(0, -legend.height)
    _draw_layer(canvas, Layer(legend.marks, 0.0, 0.0), 0.0, legend.height, show)
    canvas.restoreState()
    return legend.height * scale


class LegendPicture(Flowable):  # type: ignore[misc] # reportlab has no types
    """What the symbols of a drawing mean."""

    def __init__(self, view: ChartView, *, width: float, show: Show) -> None:
        super().__init__()
        self._view, self._show = view, show
        self.width = width
        self.height = legend_of(view, width=width / READABLE, measure=text_width).height * READABLE
        self.spaceAfter = 10

    def draw(self) -> None:
        """Paint it."""
        draw_legend(self.canv, self._view, width=self.width, scale=READABLE, show=self._show)


def _draw_layer(canvas: Any, layer: Layer, low: float, high: float, show: Show) -> None:
    for mark in marks_within(layer, low, high):
        if isinstance(mark, Shape):
            _shape(canvas, mark)
        else:
            _words(canvas, mark, show)


def _shape(canvas: Any, mark: Shape) -> None:
    path = canvas.beginPath()
    path.moveTo(*mark.path.start)
    for part in mark.path.parts:
        if part.bend is None:
            path.lineTo(*part.end)
        else:
            path.curveTo(*part.bend[0], *part.bend[1], *part.end)
    if mark.path.closed:
        path.close()
    if mark.fill:
        canvas.setFillColor(colour(mark.fill))
    if mark.stroke:
        canvas.setStrokeColor(colour(mark.stroke))
        canvas.setLineWidth(mark.width)
        canvas.setLineJoin(1)
        canvas.setDash(list(mark.dash)) if mark.dash else canvas.setDash()
    canvas.drawPath(path, stroke=int(bool(mark.stroke)), fill=int(bool(mark.fill)))


def _words(canvas: Any, mark: Words, show: Show) -> None:
    font = BOLD if mark.bold else REGULAR
    text = " ".join(show(mark.text).split())
    width = face(font).width(text, mark.size)
    shift = {Anchor.LEFT: 0.0, Anchor.CENTRE: width / 2, Anchor.RIGHT: width}[mark.anchor]
    canvas.saveState()
    canvas.translate(mark.at.x - shift, mark.at.y)
    # The drawing's heights grow downwards; letters stand upright all the same.
    canvas.scale(1, -1)
    canvas.setFillColor(colour(mark.ink))
    canvas.setFont(font, mark.size)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def fitted_chart(sketch: Sketch, *, width: float, height: float) -> tuple[Chart, float]:
    """A drawing and its scale: all of it on one page where it stays readable, else folded to the width of a page."""
    scale = LARGEST
    while scale > READABLE:
        chart = finished(sketch, width / scale)
        if chart.width * scale <= width + 0.5 and chart.height * scale <= height:
            return chart, scale
        scale -= 0.02
    chart = finished(sketch, width / READABLE)
    return chart, min(READABLE, width / chart.width)


def strips_of(chart: Chart, scale: float, show: Show) -> Iterator[StripPicture]:
    """The strips of a drawing, for a story that may put them on several pages."""
    for band in bands_of(chart):
        yield StripPicture(chart, band, scale=scale, show=show)
