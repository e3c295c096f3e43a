"""Tables of groups (by agent, site, checklist, month): live formulas over *Scores*, the domain's numbers beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname

from qa_auditor.application.views.summary import Group
from qa_auditor.application.views.wording import DIMENSION_NAMES
from qa_auditor.domain.areas import DIMENSIONS
from qa_auditor.domain.scoring.period import mean_of_totals
from qa_auditor.domain.statistics import Interval
from qa_auditor.i18n import _
from qa_auditor.reports.summary.columns import number, verdict_word
from qa_auditor.reports.xlsx.lines import Formula, Lines
from qa_auditor.reports.xlsx.style import Look

GROUP_WIDTHS = (7, 15, 26, 11, 10, 10, 10, 10, 10, 11, 9, 11, 11, 11, 12, 11, 11, 11, 11)
HEAD_ROW = 3
FEW = 5
"""Of fewer evaluations no interval is given: it would span the whole scale."""


@dataclass(frozen=True, slots=True)
class ScoresRange:
    """Where *Scores* has its rows, for formulas."""

    title: str
    keys: Sequence[str]
    first: int
    last: int

    def __call__(self, key: str) -> str:
        """The cells of a column."""
        letter = get_column_letter(self.keys.index(key) + 1)
        return f"{quote_sheetname(self.title)}!${letter}${self.first}:${letter}${self.last}"


def group_heads(kind: str, name: str) -> tuple[str, ...]:
    """Headings of a table of groups; ``kind`` and ``name`` head the group's key and label."""
    return (
        _("No."), kind, name, _("Evaluations"), _("With score"), _("Mean"), _("95 % from"), _("95 % to"), _("Median"),
        _("Judged"), _("Passed"), _("Pass rate"), _("95 % from"), _("95 % to"), _("With critical error"),
        _("Critical errors"), *(_(DIMENSION_NAMES[dimension]) for dimension in DIMENSIONS),
    )  # fmt: skip


GROUP_LOOKS = (
    Look.HELPER, Look.TEXT, Look.TEXT, Look.WHOLE, Look.WHOLE, Look.SCORE, Look.SCORE, Look.SCORE, Look.SCORE,
    Look.WHOLE, Look.WHOLE, Look.SHARE, Look.SHARE, Look.SHARE, Look.WHOLE, Look.WHOLE, Look.SCORE, Look.SCORE,
    Look.SCORE,
)  # fmt: skip


def group_line(group: Group, *, row: int, name: str, scores: ScoresRange, by: str) -> tuple[object, ...]:
    """One group's cells; ``by`` is the column of *Scores* that has the groups' numbers."""
    here = f"{scores(by)},$A{row}"
    mean, rate = group.mean, group.pass_rate
    low, high = ends(mean.interval, mean.n)
    rate_low, rate_high = ends(rate.interval, rate.n)
    passed = _quoted(verdict_word(passed=True))
    failed = _quoted(verdict_word(passed=False))
    verdict = scores("verdict")
    return (
        group.number,
        group.key or _("(none)"),
        name,
        Formula(f"COUNTIFS({here})", group.evaluations),
        Formula(f'COUNTIFS({here},{scores("total")},">=0")', mean.n),
        average(scores("total"), here, number(mean.value)),
        low,
        high,
        number(group.median),
        Formula(f"COUNTIFS({here},{verdict},{passed})+COUNTIFS({here},{verdict},{failed})", rate.n),
        Formula(f"COUNTIFS({here},{verdict},{passed})", rate.k),
        Formula(f'IF(J{row}=0,"",K{row}/J{row})', "" if rate.value is None else float(rate.value)),
        rate_low,
        rate_high,
        Formula(f'COUNTIFS({here},{scores("critical")},">0")', group.critical),
        Formula(f"SUMIFS({scores('critical')},{here})", group.errors),
        *(
            average(scores(name), here, number(mean_of_totals(values).value))
            for name, values in group.dimensions.items()
        ),
    )


def average(values: str, where: str, value: float | None) -> Formula:
    """The mean of the cells that ``where`` means; empty without any."""
    return Formula(f'IFERROR(AVERAGEIFS({values},{where}),"")', "" if value is None else value)


def ends(interval: Interval | None, n: int) -> tuple[float | None, float | None]:
    """Both limits; twice nothing where ``n`` is too small for limits to say anything."""
    return (interval.low, interval.high) if interval and n >= FEW else (None, None)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def write_groups(
    lines: Lines,
    groups: Sequence[Group],
    *,
    title: str,
    heads: Sequence[str],
    scores: ScoresRange,
    by: str,
    language: str,
) -> None:
    """A whole sheet: title, headings, one line a group."""
    lines.lay_out(GROUP_WIDTHS, freeze=f"D{HEAD_ROW + 1}")
    lines.write([title], Look.TITLE, height=26)
    lines.write(
        [_("Counts, means and rates are formulas over the scores; intervals and medians are the program's own.")],
        Look.RUN,
    )
    lines.write(heads, Look.HEAD, height=30)
    for group in groups:
        label = group.label.in_language(language)
        lines.write(group_line(group, row=lines.row + 1, name=label, scores=scores, by=by), GROUP_LOOKS)
    last = max(lines.row, HEAD_ROW)
    lines.sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(heads))}{last}"
    lines.sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
