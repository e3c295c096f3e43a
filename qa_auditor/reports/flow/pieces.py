"""A drawing as painters of documents see it: all its marks with where they lie, and the strips that may stand alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_auditor.application.flow.chart import Chart
from qa_auditor.application.flow.ground import STAGE_HEAD
from qa_auditor.application.flow.legend import legend_of
from qa_auditor.application.flow.marks import Mark, Shape
from qa_auditor.reports.flow.measure import text_width


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks whose origin lies at ``x``, ``y`` of the drawing with its heads."""

    marks: Sequence[Mark]
    x: float
    y: float


LEGEND_GAP = 16.0


def legend_layer(chart: Chart) -> tuple[Layer, float]:
    """What the symbols mean, beneath a drawing, and how high the whole then is."""
    legend = legend_of(chart.view, width=chart.width, measure=text_width)
    top = chart.height + LEGEND_GAP
    return Layer(legend.marks, 0.0, top), top + legend.height


def layers_of(chart: Chart) -> tuple[Layer, ...]:
    """The parts of a drawing, the lowest first."""
    head, top = chart.lane_head_width, chart.stage_head_height
    return (
        Layer(chart.ground, head, top),
        Layer(chart.body, head, top),
        Layer(chart.lane_heads, 0.0, top),
        Layer(chart.stage_heads, head, 0.0),
    )


def bands_of(chart: Chart) -> tuple[tuple[float, float], ...]:
    """From where to where each strip reaches, with the names of the stages above it."""
    if len(chart.layout.strips) == 1:
        return ((0.0, chart.height),)
    return tuple((strip.box.top - STAGE_HEAD, strip.box.bottom) for strip in chart.layout.strips)


def marks_within(layer: Layer, low: float, high: float) -> Iterator[Mark]:
    """The marks of a layer that have anything between two heights of the drawing."""
    for mark in layer.marks:
        first, last = _extent(mark)
        if first + layer.y < high and last + layer.y > low:
            yield mark


def _extent(mark: Mark) -> tuple[float, float]:
    if isinstance(mark, Shape):
        heights = [mark.path.start.y]
        for part in mark.path.parts:
            heights += [part.end.y, *(point.y for point in part.bend or ())]
        return min(heights) - mark.width, max(heights) + mark.width
    return mark.at.y - mark.size, mark.at.y + mark.size / 2
