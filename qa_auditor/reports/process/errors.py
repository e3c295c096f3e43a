"""What went wrong, in a process report: the worst questions, and critical errors by class."""

from reportlab.platypus import Flowable

from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.application.views.wording import CLASS_NAMES
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.scoring.period import Share
from qa_auditor.i18n import _, ngettext
from qa_auditor.reports.pdf.charts import IntervalMark
from qa_auditor.reports.pdf.setter import Setter
from qa_auditor.reports.pdf.style import (
    BODY,
    CELL_RIGHT,
    CELL_SOFT,
    CELL_SOFT_RIGHT,
    CELL_STRONG,
    CELL_STRONG_RIGHT,
    SOFT,
)
from qa_auditor.reports.pdf.table import Column, table
from qa_auditor.reports.process.figures import (
    scale_from,
    share_point,
    shown_columns,
)
from qa_auditor.reports.process.wording import (
    count_text,
    joined,
    percent_interval_text,
    percent_text,
    share_text,
)

MOST_QUESTIONS = 20
"""Questions in the table of the worst; the report says how many more there are."""


def questions(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """The questions that failed most, worst first."""
    failing = [line for line in content.questions if line.failed.k]
    story = setter.section(_("Questions"), new_page=False)
    if not failing:
        return [*story, setter.block(_("No question failed in this period."), BODY)]
    told = failing[:MOST_QUESTIONS]
    highest = max(100 * line.failed.interval.high for line in told if line.failed.interval)
    scale = (0.0, min(100.0, highest // 10 * 10 + 10))
    text = _(
        "Ordered by the lower limit of the 95 % interval of the share that failed, "
        "so that a question with few answers does not come first by chance."
    )
    columns = (
        Column("", 4),
        Column(_("Question"), 41),
        Column(_("Scale 0–{high} %").format(high=f"{scale[1]:.0f}"), 22),
        Column(_("Failed"), 11, numbers=True),
        Column(_("Of answers"), 12, numbers=True),
        Column(_("Points lost"), 12, numbers=True),
    )
    rows = [
        [
            setter.cell(str(number), CELL_SOFT),
            setter.cell(line.question.text.in_language(setter.language)),
            IntervalMark(share_point(line.failed), scale=scale, ink="fail", bar=True),
            setter.cell(percent_text(line.failed.value), CELL_STRONG_RIGHT),
            setter.cell(share_text(line.failed), CELL_SOFT_RIGHT),
            setter.cell(shown(line.lost), CELL_RIGHT),
        ]
        for number, line in enumerate(told, 1)
    ]
    left_out = len(failing) - len(told)
    more = (
        ngettext(
            "{n} more question failed at least once and is not listed.",
            "{n} more questions failed at least once and are not listed.",
            left_out,
        ).format(n=left_out)
        if left_out
        else _("All questions that failed at least once are listed.")
    )
    lost = _("Points lost: what the question took from all totals of the period together.")
    return [
        *story,
        setter.block(joined([text, lost, more]), SOFT),
        table(shown_columns(columns, setter), rows, compact=True),
    ]


def critical_errors(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """Accuracy by class, and of what is not critical."""
    shares = [line.accuracy for line in content.critical] + [content.non_critical]
    scale = scale_from([100 * share.interval.low for share in shares if share.interval])
    columns = (
        Column(_("Class of error"), 26),
        Column(_("Scale {low}–100 %").format(low=f"{scale[0]:.0f}"), 28),
        Column(_("Accuracy"), 13, numbers=True),
        Column(_("95 % interval"), 19, numbers=True),
        Column(_("Without error"), 18, numbers=True),
        Column(_("Errors"), 10, numbers=True),
    )
    rows = [
        _accuracy_row(_(CLASS_NAMES[line.critical_class]), line.accuracy, count_text(line.errors), setter, scale=scale)
        for line in content.critical
    ]
    passed = content.non_critical
    rows.append(
        _accuracy_row(_("Non-critical (answers)"), passed, count_text(passed.n - passed.k), setter, scale=scale)
    )
    text = _(
        "Accuracy is the share of evaluations without an error of the class among those that could have had one. "
        "For what is not critical it is the share of applicable answers that passed."
    )
    return [
        *setter.section(_("Critical errors"), new_page=False),
        setter.block(text, SOFT),
        table(shown_columns(columns, setter), rows),
    ]


def _accuracy_row(
    name: str, share: Share, errors: str, setter: Setter, *, scale: tuple[float, float]
) -> list[Flowable]:
    return [
        setter.cell(name, CELL_STRONG),
        IntervalMark(share_point(share), scale=scale),
        setter.cell(percent_text(share.value), CELL_STRONG_RIGHT),
        setter.cell(percent_interval_text(share.interval), CELL_SOFT_RIGHT),
        setter.cell(share_text(share) if share.n else _("not applicable"), CELL_SOFT_RIGHT),
        setter.cell(errors, CELL_RIGHT),
    ]
