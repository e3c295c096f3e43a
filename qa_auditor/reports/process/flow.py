"""Flow of a process report: the service blueprint with scores on its steps, and the steps that fail most."""

from fractions import Fraction

from reportlab.platypus import Flowable

from qa_auditor.application.flow.chart import ChartView, sketch_of
from qa_auditor.application.flow.notes import notes_of
from qa_auditor.application.flow.wording import step_name
from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.application.views.process_flow import FlowScores
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.scoring.period import Share
from qa_auditor.i18n import _
from qa_auditor.reports.flow.measure import text_width
from qa_auditor.reports.flow.pdf import MOST_HEIGHT, LegendPicture, fitted_chart, strips_of
from qa_auditor.reports.pdf.setter import Setter
from qa_auditor.reports.pdf.style import CELL_RIGHT, HINT, TEXT_WIDTH
from qa_auditor.reports.pdf.table import Column, table
from qa_auditor.reports.process.figures import shown_columns
from qa_auditor.reports.process.wording import n_text, percent_text

_MOST_STEPS = 12


def flow(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """The chapter; nothing where the process has no steps on record."""
    record, scores = content.record, content.flow
    if record is None or not record.steps:
        return []
    sketch = sketch_of(record, view=ChartView.BLUEPRINT, measure=text_width, notes=notes_of(record, scores))
    chart, scale = fitted_chart(sketch, width=TEXT_WIDTH, height=MOST_HEIGHT)
    about = _(
        "Version {number} of the process. Figures on steps: share of answers to standard, and how many answers (n) it "
        "rests on, through the standards of the step and the questions that judge them. Numbers in arrows name the "
        "step where a line goes on. Dashed lines lead back."
    ).format(number=record.version)
    return [
        *setter.section(_("Flow")),
        setter.block(about, HINT),
        LegendPicture(chart.view, width=TEXT_WIDTH, show=setter.show),
        *strips_of(chart, scale, setter.show),
        *_steps(record, scores, setter),
    ]


def _steps(record: ProcessRecord, scores: FlowScores | None, setter: Setter) -> list[Flowable]:
    """The steps whose questions failed, worst first."""
    if scores is None:
        return []
    rows: list[tuple[Fraction, str, Share, str, str]] = []
    for number, step in enumerate(record.steps, start=1):
        score = scores.steps.get(step.id)
        if score is not None and score.worst is not None and score.met.value is not None:
            question = score.worst.question.text.in_language(setter.language)
            failed = f"{score.worst.failed.k} / {score.worst.failed.n}"
            rows.append((score.met.value, f"{number} {step_name(step)}", score.met, question, failed))
    if not rows:
        return []
    rows.sort(key=lambda row: row[0])
    columns = (
        Column(_("Step"), 30),
        Column(_("To standard"), 14, numbers=True),
        Column("n", 9, numbers=True),
        Column(_("Question that failed most often"), 35),
        Column(_("Failed"), 12, numbers=True),
    )
    lines = [
        [
            setter.cell(name),
            setter.cell(percent_text(met.value), CELL_RIGHT),
            setter.cell(n_text(met.n), CELL_RIGHT),
            setter.cell(question),
            setter.cell(failed, CELL_RIGHT),
        ]
        for _value, name, met, question, failed in rows[:_MOST_STEPS]
    ]
    return [*setter.part(_("Where the process fails")), table(shown_columns(columns, setter), lines)]
