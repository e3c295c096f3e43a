"""Drawings of processes as the bytes of files: SVG, PNG, PDF."""

import tomllib
from datetime import datetime

from qa_auditor.application.flow.chart import ChartView, finished, sketch_of
from qa_auditor.application.flow.issuing import DrawingKind, MakeDrawing
from qa_auditor.application.flow.notes import notes_of
from qa_auditor.application.flow.wording import VIEW_NAMES
from qa_auditor.application.views.process_flow import FlowScores
from qa_auditor.assets import resource_path
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.i18n import _, speaking
from qa_auditor.reports.flow.measure import text_width

ROOM = 1600.0
"""Width into which SVG and PNG drawings are folded."""


def drawing_maker(language: str, program: str) -> MakeDrawing:
    """Makes drawings in one language."""

    def make(
        record: ProcessRecord, *, view: ChartView, kind: DrawingKind, scores: FlowScores | None, made: datetime
    ) -> bytes:
        with speaking(language):
            sketch = sketch_of(record, view=view, measure=text_width, notes=notes_of(record, scores))
            name = record.name.in_language(language) or record.code
            left = f"{name} · {record.code}" if name != record.code else name
            right = f"{_(VIEW_NAMES[view])} · " + _("Version {number}").format(number=record.version)
            if kind is DrawingKind.PDF:
                from qa_auditor.reports.flow.sheets import Title, pdf_of

                return pdf_of(sketch, Title(left, right, program, language, made))
            chart, colours = finished(sketch, ROOM), _colours()
            if kind is DrawingKind.PNG:
                from qa_auditor.reports.flow.png import png_of

                return png_of(chart, colours=colours)
            from qa_auditor.reports.flow.svg import svg_of

            return svg_of(chart, colours=colours, title=f"{left} · {right}", language=language).encode()

    return make


def _colours() -> dict[str, str]:
    """The colours of the light theme by purpose: documents are printed."""
    return {key: str(value) for key, value in tomllib.loads(resource_path("theme", "light.toml").read_text()).items()}
