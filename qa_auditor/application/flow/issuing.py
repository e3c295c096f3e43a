"""A drawing of a process written as a file: SVG, PNG or PDF."""

from collections.abc import Collection
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from qa_auditor.application.disk import write_bytes
from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.flow.chart import ChartView
from qa_auditor.application.ports import Clock, EvaluationFilter, NotFoundError, Store
from qa_auditor.application.views.process_flow import FlowScores, flow_scores
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.i18n import _


class DrawingKind(StrEnum):
    """Kinds of files, by their ending."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


class MakeDrawing(Protocol):
    """Makes the bytes of a file."""

    def __call__(
        self, record: ProcessRecord, *, view: ChartView, kind: DrawingKind, scores: FlowScores | None, made: datetime
    ) -> bytes:
        """Draw; ``scores`` None leaves the steps without figures."""


def issue_drawing(
    store: Store, *, code: str, view: ChartView, path: Path, make: MakeDrawing, clock: Clock, with_scores: bool = True
) -> ProcessRecord:
    """Draw the newest version of a process, with what evaluations say of its steps; the ending says the kind of file.

    Raises:
        FaultsError: there is no such process, it has no steps, or the ending is none of a drawing.
        StoreError: the disk refused.
    """
    kind = kind_of(path)
    with store.begin() as work:
        try:
            record = work.process_records.latest(code)
        except NotFoundError as error:
            raise FaultsError([_unknown(code, work.process_records.codes())]) from error
        scores = flow_scores(work, record, EvaluationFilter(process_code=code)) if with_scores else None
    write_drawing(record, scores=scores, view=view, kind=kind, path=path, make=make, clock=clock)
    return record


def write_drawing(
    record: ProcessRecord,
    *,
    scores: FlowScores | None,
    view: ChartView,
    kind: DrawingKind,
    path: Path,
    make: MakeDrawing,
    clock: Clock,
) -> None:
    """Write one record as a drawing; arguments and refusals as for ``issue_drawing``."""
    if not record.steps:
        message = _("{code} has no steps that could be drawn").format(code=record.code)
        raise FaultsError([Fault("no-steps", message, Place(""), _("Describe its steps first"))])
    write_bytes(path, make(record, view=view, kind=kind, scores=scores, made=clock.now()))


def kind_of(path: Path) -> DrawingKind:
    """The kind of file that its ending says.

    Raises:
        FaultsError: it says none.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in {str(kind) for kind in DrawingKind}:
        message = _("{ending} is no kind of drawing").format(ending=path.suffix or path.name)
        raise FaultsError([Fault("drawing-kind", message, Place(str(path)), _("Name a file .svg, .png or .pdf"))])
    return DrawingKind(ending)


def _unknown(code: str, known: Collection[str]) -> Fault:
    near = get_close_matches(code.upper(), known, 1, cutoff=0.5)
    remedy = _('Did you mean "{nearest}"?').format(nearest=near[0]) if near else _("Add it first, or name another")
    return Fault("unknown-process", _('there is no process "{code}"').format(code=code), Place(""), remedy)
