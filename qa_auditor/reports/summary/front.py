"""The sheets of a summary workbook that are read first and last: Summary, By question, About."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList

from qa_auditor.application.views.summary import Group, QuestionUse, SummaryScope, SummaryTally
from qa_auditor.application.views.wording import (
    CLASS_NAMES,
    DIMENSION_NAMES,
    METHOD_NAMES,
    NA_RULE_NAMES,
    area_name,
    number_text,
)
from qa_auditor.domain.scoring.period import mean_of_totals
from qa_auditor.domain.text import Text
from qa_auditor.i18n import _, ngettext
from qa_auditor.reports.scorecard.template import lines_needed
from qa_auditor.reports.summary.columns import Column, number
from qa_auditor.reports.summary.groups import FEW, HEAD_ROW, ScoresRange, ends
from qa_auditor.reports.xlsx.lines import Formula, Lines, Styled
from qa_auditor.reports.xlsx.style import ACCENT, Look

_PAIR = (Look.LABEL, Look.VALUE)


def write_front(
    lines: Lines,
    tally: SummaryTally,
    scope: SummaryScope,
    *,
    scores: ScoresRange,
    months: Lines,
    program: str,
    made: datetime,
    language: str,
) -> None:
    """Sheet *Summary*: which evaluations, how they did together, the three dimensions, two charts."""
    lines.lay_out((30, 15, 13, 13, 11, 3, 13, 13, 13, 13))
    lines.write([_("Summary of evaluations")], Look.TITLE, height=28)
    made_text = _("Written {time} by {program}").format(time=made.strftime("%Y-%m-%d %H:%M UTC"), program=program)
    lines.write([made_text], Look.RUN)
    lines.skip()
    _heads(lines, _("Which evaluations"), "")
    for label, text in _scope_pairs(scope, language):
        lines.write([label, text], (Look.LABEL, Look.RUN))
    lines.skip()
    whole = tally.all
    _heads(lines, _("Counts"), "")
    for label, value in _counts(tally, scores):
        lines.write([label, Styled(value, Look.WHOLE)], _PAIR)
    lines.skip()
    _heads(lines, _("Scores"), _("Value"), _("95 % from"), _("95 % to"), "n")
    _score_lines(lines, whole, scores)
    if whole.evaluations < FEW:
        lines.write([_("Fewer than {n} evaluations: the figures say little.").format(n=FEW)], Look.RUN)
    lines.skip()
    head = _heads(lines, _("Dimension"), _("Mean"), _("95 % from"), _("95 % to"), "n")
    for name, values in whole.dimensions.items():
        mean = mean_of_totals(values)
        average = Formula(f'IFERROR(AVERAGE({scores(name)}),"")', "" if mean.value is None else float(mean.value))
        lines.write(
            [_(DIMENSION_NAMES[name]), average, *ends(mean.interval, mean.n), mean.n],
            (Look.TEXT, Look.SCORE, Look.SCORE, Look.SCORE, Look.WHOLE),
        )
    lines.skip()
    for note in (
        _("Mean: of the evaluations' totals, each evaluation counts once. Interval: Student's t."),
        _("Intervals are given from {n} evaluations on; of few, they may reach beyond 100.").format(n=FEW),
        _("Pass rate: passed among evaluations that have a pass mark and a total. Interval: Wilson."),
        _("A critical error is counted whatever it does to the score. Corrected evaluations count as corrected."),
    ):
        lines.write([note], Look.RUN)
    if whole.totals:
        _dimension_chart(lines, head)
        if months.row > HEAD_ROW + 1:
            _month_chart(lines, months)


def _heads(lines: Lines, *heads: str) -> int:
    return lines.write(heads, [Look.HEAD] + [Look.HEAD_RIGHT] * (len(heads) - 1))


def _scope_pairs(scope: SummaryScope, language: str) -> Iterator[tuple[str, str]]:
    def named(code: str, name: Text) -> str:
        return f"{code} {name.in_language(language)}".rstrip()

    everything = _("all")
    yield _("Process"), named(scope.process.code, scope.process.name) if scope.process else everything
    yield _("Site"), named(scope.site.code, scope.site.name) if scope.site else everything
    yield _("Team"), scope.team.name if scope.team else everything
    yield _("Agent"), f"{scope.agent.code} {scope.agent.name}" if scope.agent else everything
    yield _("Evaluator"), f"{scope.evaluator.code} {scope.evaluator.name}" if scope.evaluator else everything
    yield _("Checklist"), scope.checklist_id or everything
    if scope.chosen:
        chosen = ngettext("{n} evaluation chosen one by one", "{n} evaluations chosen one by one", scope.chosen)
        yield _("Choice"), chosen.format(n=scope.chosen)
    time = "%Y-%m-%d %H:%M UTC"
    yield _("Occurred from"), scope.since.strftime(time) if scope.since else _("the first")
    yield _("Occurred before"), scope.until.strftime(time) if scope.until else _("the last and later")
    yield _("State"), _("submitted, newest revision")


def _counts(tally: SummaryTally, scores: ScoresRange) -> Iterator[tuple[str, object]]:
    whole = tally.all
    yield _("Evaluations"), Formula(f"COUNTA({scores('id')})", whole.evaluations)
    yield _("with a score"), Formula(f"COUNT({scores('total')})", len(whole.totals))
    yield _("Agents"), sum(bool(group.key) for group in tally.agents.sorted())
    yield _("Sites"), sum(bool(group.key) for group in tally.sites.sorted())
    yield _("Evaluators"), len(tally.evaluators)
    yield _("Corrections"), tally.corrections
    yield _("Evaluations with a critical error"), Formula(f'COUNTIF({scores("critical")},">0")', whole.critical)
    yield _("Critical errors"), Formula(f"SUM({scores('critical')})", whole.errors)


def _score_lines(lines: Lines, whole: Group, scores: ScoresRange) -> None:
    mean, rate = whole.mean, whole.pass_rate
    value = "" if mean.value is None else float(mean.value)
    total = scores("total")
    looks = (Look.TEXT, Look.SCORE, Look.SCORE, Look.SCORE, Look.WHOLE)
    lines.write(
        [_("Mean"), Formula(f'IFERROR(AVERAGE({total}),"")', value), *ends(mean.interval, mean.n), mean.n], looks
    )
    middle = "" if whole.median is None else float(whole.median)
    lines.write([_("Median"), Formula(f'IFERROR(MEDIAN({total}),"")', middle), None, None, mean.n], looks)
    for label, formula, edge in (
        (_("Lowest"), "MIN", min(whole.totals, default=None)),
        (_("Highest"), "MAX", max(whole.totals, default=None)),
    ):
        shown_value = Formula(f'IF(COUNT({total})=0,"",{formula}({total}))', "" if edge is None else float(edge))
        lines.write([label, shown_value, None, None, mean.n], looks)
    shares = (Look.TEXT, Look.SHARE, Look.SHARE, Look.SHARE, Look.WHOLE)
    lines.write([_("Pass rate"), number(rate.value), *ends(rate.interval, rate.n), rate.n], shares)


def _dimension_chart(lines: Lines, head: int) -> None:
    chart: Any = BarChart()
    chart.type = "bar"
    chart.style = 10
    chart.title = _("Mean of each dimension")
    chart.add_data(Reference(lines.sheet, min_col=2, min_row=head + 1, max_row=head + 3))
    chart.set_categories(Reference(lines.sheet, min_col=1, min_row=head + 1, max_row=head + 3))
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.x_axis.scaling.orientation = "maxMin"
    _plain(chart, height=6.5)
    lines.sheet.add_chart(chart, "G4")


def _month_chart(lines: Lines, months: Lines) -> None:
    chart: Any = LineChart()
    chart.style = 10
    chart.title = _("Mean by month")
    chart.add_data(Reference(months.sheet, min_col=6, min_row=HEAD_ROW + 1, max_row=months.row))
    chart.set_categories(Reference(months.sheet, min_col=2, min_row=HEAD_ROW + 1, max_row=months.row))
    _plain(chart, height=7.5)
    chart.y_axis.scaling.max = 100
    line = chart.series[0]
    line.marker.symbol = "circle"
    line.graphicalProperties.line.solidFill = ACCENT
    line.smooth = False
    line.dLbls.position = "t"
    lines.sheet.add_chart(chart, "G19")


def _plain(chart: Any, *, height: float) -> None:
    chart.legend = None
    chart.width, chart.height = 12.5, height
    # openpyxl hides axes unless told otherwise.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines = None
    series = chart.series[0]
    series.graphicalProperties.solidFill = ACCENT
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    series.dLbls.numFmt = "0.00"
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, name, False)


def write_questions(lines: Lines, questions: Sequence[QuestionUse], *, language: str) -> None:
    """Sheet *By question*: the union of all versions by question id, worst first in each checklist."""
    heads = (
        _("Checklist"), _("Versions"), _("Question id"), _("Question, as the newest version asks it"), _("Key area"),
        _("Applied"), _("Failed"), _("Share failed"), _("95 % from"), _("95 % to"), _("N/A"), _("Points lost"),
        _("Critical errors"), _("Class of critical error"),
    )  # fmt: skip
    lines.lay_out((15, 9, 24, 44, 22, 9, 9, 10, 10, 10, 8, 11, 10, 20), freeze=f"E{HEAD_ROW + 1}")
    lines.write([_("By question")], Look.TITLE, height=26)
    lines.write([_("Versions of a checklist are put together by the questions' ids. Interval: Wilson.")], Look.RUN)
    lines.write(heads, Look.HEAD, height=30)
    looks = (
        Look.TEXT, Look.CENTRE, Look.TEXT, Look.TEXT, Look.TEXT, Look.WHOLE, Look.WHOLE, Look.SHARE, Look.SHARE,
        Look.SHARE, Look.WHOLE, Look.NUMBER, Look.WHOLE, Look.TEXT,
    )  # fmt: skip
    for use in questions:
        question, share = use.question, use.failing
        failed = Formula(
            f'IF(F{lines.row + 1}=0,"",G{lines.row + 1}/F{lines.row + 1})',
            "" if share.value is None else float(share.value),
        )
        text = question.text.in_language(language) or question.id
        area = area_name(question.area)
        high = 13.5 * max(lines_needed(text, 44), lines_needed(area, 22)) + 3
        lines.write(
            [
                use.checklist_id,
                ", ".join(str(version) for version in sorted(use.versions)),
                question.id,
                text,
                area,
                use.applicable,
                use.failed,
                failed,
                *ends(share.interval, share.n),
                use.not_applicable,
                number(use.lost),
                use.critical if question.critical else None,
                _(CLASS_NAMES[question.critical.critical_class]) if question.critical else None,
            ],
            looks,
            height=high,
        )
    lines.sheet.auto_filter.ref = f"A{HEAD_ROW}:N{max(lines.row, HEAD_ROW)}"
    lines.sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def write_about(
    lines: Lines,
    tally: SummaryTally,
    *,
    columns: Sequence[tuple[str, Sequence[Column[Any]]]],
    counts: Sequence[tuple[str, int]],
    replaced: int,
    program: str,
    made: datetime,
    language: str,
) -> None:
    """Sheet *About*: rules, row counts, and what every column means."""
    lines.lay_out((34, 100))
    lines.write([_("About this summary")], Look.TITLE, height=26)
    lines.skip()
    rules = [
        (_("Written by"), program),
        (_("Written at"), made.strftime("%Y-%m-%d %H:%M UTC")),
        (_("Rounding"), _("Cells hold the numbers to 15 digits and show two decimals; no step before is rounded.")),
        (_("Times"), _("Wall clock of the site; the zone stands beside. Months are those of that clock.")),
        (_("Empty, 0 and N/A"), _("Three things: open or without a score; nothing earned; does not apply.")),
        (_("Group numbers"), _("The last columns of the scores say to which line of each By sheet a row belongs.")),
        (_("Characters replaced"), str(replaced)),
    ]
    rules += [(_("Rows on {sheet}").format(sheet=title), str(count)) for title, count in counts]
    for label, text in rules:
        lines.write([label, text], _PAIR)
    lines.skip()
    lines.write([_("Checklists"), _("How they score")], Look.HEAD)
    for ref, rule in sorted(tally.rules.items()):
        said = [
            f"{ref} {rule.title.in_language(language)}",
            _(METHOD_NAMES[rule.method]),
            _(NA_RULE_NAMES[rule.na_rule]),
        ]
        if rule.pass_mark is not None:
            said.append(_("Pass mark: {mark}").format(mark=number_text(rule.pass_mark)))
        lines.write([str(ref), "\n".join(said)], _PAIR, height=13.5 * len(said) + 3)
    for title, described in columns:
        lines.skip()
        lines.write([title, _("Meaning")], Look.HEAD)
        for column in described:
            lines.write([column.head, column.meaning], _PAIR)
