"""A process as a drawing: business flow, service blueprint or information flow, from one record and one layout.

A drawing is made of marks alone. Heads of lanes and stages are marks of their own, so that a window can keep them in
view and a document can repeat them on each page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.flow.axes import Plan
from qa_auditor.application.flow.fitting import SMALL_LINE, SMALL_SIZE, Fitted, Measure, wrapped
from qa_auditor.application.flow.folding import folded
from qa_auditor.application.flow.graph import Tie, columns_of, ties_of
from qa_auditor.application.flow.ground import (
    LANE_HEAD,
    STAGE_HEAD,
    ground_marks,
    lane_head_marks,
    stage_head_marks,
    tag_marks,
)
from qa_auditor.application.flow.hanging import Hanging, hangings
from qa_auditor.application.flow.layout import Arrow, Layout, laid_out
from qa_auditor.application.flow.marks import Mark, Shape, arrow, arrow_name, block
from qa_auditor.application.flow.routes import routes_of
from qa_auditor.application.flow.rows import places_of
from qa_auditor.application.flow.shapes import rounded
from qa_auditor.application.flow.symbols import StepNote, body_of, fitted_step, step_marks
from qa_auditor.application.flow.tracks import tracks_of
from qa_auditor.domain.process import Lane, ProcessRecord, StepKind
from qa_auditor.i18n import language

_LABEL_WIDTH = 92.0
_LABEL_LINES = 3
_LABEL_LINE = SMALL_LINE - 1


class ChartView(StrEnum):
    """The three drawings of a process."""

    FLOW = "flow"
    BLUEPRINT = "blueprint"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing. ``ground`` lies under ``body``; the heads stand at the left of it and above it.

    Attributes:
        ties: the arrows.
        lane_head_width: room of the heads at the left; 0 where the drawing has no lanes.
        stage_head_height: room of the heads above.
    """

    view: ChartView
    layout: Layout
    ties: tuple[Tie, ...]
    ground: tuple[Mark, ...]
    body: tuple[Mark, ...]
    lane_heads: tuple[Mark, ...]
    stage_heads: tuple[Mark, ...]
    lane_head_width: float
    stage_head_height: float

    @property
    def width(self) -> float:
        """With the heads at the left."""
        return self.lane_head_width + self.layout.width

    @property
    def height(self) -> float:
        """With the heads above."""
        return self.stage_head_height + self.layout.height


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing whose parts all have a place in one long strip; ``finished`` folds it and makes it of marks."""

    record: ProcessRecord
    view: ChartView
    measure: Measure
    notes: Mapping[str, StepNote]
    lanes: tuple[Lane | None, ...]
    ties: tuple[Tie, ...]
    fits: Mapping[str, Fitted]
    hangs: Mapping[str, Hanging]
    labels: Mapping[tuple[str, str], tuple[str, ...]]
    layout: Layout

    @property
    def head(self) -> float:
        """Room for the heads of lanes."""
        return LANE_HEAD if len(self.lanes) > 1 else 0.0


def sketch_of(
    record: ProcessRecord, *, view: ChartView, measure: Measure, notes: Mapping[str, StepNote] | None = None
) -> Sketch:
    """Give every part of a process its place, with words in the current language.

    Args:
        record: the process.
        view: which of the drawings.
        measure: how wide the painter will draw a text.
        notes: what is known of single steps, by id: figures, hints.
    """
    notes = notes or {}
    lanes: tuple[Lane | None, ...] = tuple(Lane) if view is ChartView.BLUEPRINT else (None,)
    plan, ties = _planned(record, lanes, sealing=view is ChartView.INFORMATION)
    fits = {step.id: fitted_step(step, number, measure) for number, step in enumerate(record.steps, start=1)}
    hangs = hangings(record, measure) if view is ChartView.INFORMATION else {}
    bodies = {step.id: body_of(step, fits[step.id], hangs.get(step.id), notes.get(step.id)) for step in record.steps}
    said = {(tie.source, tie.target): _label_lines(tie, measure) for tie in ties}
    labels = {key: lines for key, lines in said.items() if lines}
    layout = laid_out(plan, bodies, {key: _label_size(lines, measure) for key, lines in labels.items()})
    return Sketch(record, view, measure, notes, lanes, ties, fits, hangs, labels, layout)


def folded_layout(sketch: Sketch, room: float | None) -> Layout:
    """Where everything stands once the drawing is folded into ``room``; None leaves it one long strip."""
    return sketch.layout if room is None else folded(sketch.layout, room=room - sketch.head, between=STAGE_HEAD)


def finished(sketch: Sketch, room: float | None = None) -> Chart:
    """The drawing, folded into ``room``; None leaves it one long strip."""
    layout = folded_layout(sketch, room)
    record = sketch.record
    body: list[Mark] = []
    # Loops lie under the ways that lead on, labels over all arrows, steps over everything.
    for one in sorted(layout.arrows, key=lambda one: not one.tie.back):
        body += _arrow_marks(one)
    for one in layout.arrows:
        body += _label_marks(one, sketch.labels.get((one.tie.source, one.tie.target), ()))
    numbers = {step.id: number for number, step in enumerate(record.steps, start=1)}
    for tag in layout.tags:
        body += tag_marks(tag, numbers)
    for step, standing in zip(record.steps, layout.steps, strict=True):
        fit, hanging, note = sketch.fits[step.id], sketch.hangs.get(step.id), sketch.notes.get(step.id)
        body += step_marks(step, standing, fit, hanging, note, sketch.measure)
    return Chart(
        view=sketch.view,
        layout=layout,
        ties=sketch.ties,
        ground=tuple(ground_marks(layout, sketch.lanes)),
        body=tuple(body),
        lane_heads=tuple(lane_head_marks(layout, sketch.lanes, sketch.measure)),
        stage_heads=tuple(stage_head_marks(layout)),
        lane_head_width=sketch.head,
        stage_head_height=STAGE_HEAD if len(layout.strips) == 1 else 0.0,
    )


def _planned(record: ProcessRecord, lanes: Sequence[Lane | None], *, sealing: bool) -> tuple[Plan, tuple[Tie, ...]]:
    """Where everything stands and runs, before anything is measured."""
    ties = ties_of(record)
    columns = columns_of(record, ties)
    order = [step.id for step in record.steps]
    lane = {step.id: lanes.index(step.lane) if step.lane in lanes else 0 for step in record.steps}
    places, heights = places_of(order, lane, columns.of, ties, lanes=len(lanes))
    branching = [step.id for step in record.steps if _branches(step.id, step.kind, ties)]
    sealed = [step.id for step in record.steps if sealing and step.information]
    routes = routes_of(places, ties, branching=branching, sealed=sealed, rows=sum(heights))
    return Plan(columns, places, heights, routes, tracks_of(routes)), ties


def _branches(name: str, kind: StepKind, ties: Sequence[Tie]) -> bool:
    """Whether the ways out of a step must be told apart where they leave it."""
    leaving = [tie for tie in ties if tie.source == name]
    return len(leaving) > 1 and (kind is StepKind.DECISION or any(tie.condition for tie in leaving))


def _label_lines(tie: Tie, measure: Measure) -> tuple[str, ...]:
    text = tie.condition.in_language(language())
    return wrapped(text, width=_LABEL_WIDTH, measure=measure, size=SMALL_SIZE, most=_LABEL_LINES)


def _label_size(lines: Sequence[str], measure: Measure) -> tuple[float, float]:
    return max(measure(line, SMALL_SIZE, False) for line in lines) + 10, len(lines) * _LABEL_LINE + 4


def _arrow_marks(one: Arrow) -> list[Mark]:
    owner = arrow_name(one.tie.source, one.tie.target)
    ink, dash = ("accent", (6.0, 3.0)) if one.tie.back else ("text-muted", ())
    marks: list[Mark] = []
    for number, points in enumerate(one.parts, start=1):
        marks += arrow(points, ink=ink, width=1.4, dash=dash, owner=owner, head=number == len(one.parts))
    return marks


def _label_marks(one: Arrow, lines: Sequence[str]) -> list[Mark]:
    if one.label is None:
        return []
    owner = arrow_name(one.tie.source, one.tie.target)
    ground = Shape(rounded(one.label, 4), fill="surface", stroke="border", width=1.0, owner=owner)
    return [ground, *block(lines, one.label, size=SMALL_SIZE, line=_LABEL_LINE, ink="text-soft", owner=owner)]
