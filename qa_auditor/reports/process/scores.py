"""Scores of a process report: trend, spread, key areas, sites, agents."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from qa_auditor.application.views.process_content import GroupLine, ProcessReportContent
from qa_auditor.application.views.wording import DIMENSION_NAMES, area_name
from qa_auditor.domain.areas import DIMENSIONS, dimension_of
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.scoring.period import PeriodScore
from qa_auditor.i18n import _
from qa_auditor.reports.pdf.charts import Histogram, IntervalMark, Point, Trend
from qa_auditor.reports.pdf.setter import Setter
from qa_auditor.reports.pdf.style import (
    CELL_RIGHT,
    CELL_SOFT_RIGHT,
    CELL_STRONG,
    CELL_STRONG_RIGHT,
    HINT,
    Style,
)
from qa_auditor.reports.pdf.table import Column, table
from qa_auditor.reports.process.figures import (
    INKS,
    high_of,
    low_of,
    mean_point,
    number_of,
    scale_of,
    shown_columns,
)
from qa_auditor.reports.process.wording import (
    count_text,
    interval_text,
    joined,
    n_text,
    percent_text,
    point_text,
    score_text,
)


def scores(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """Trend, spread, key areas, sites, agents."""
    title = _("Trend by week") if content.by_week else _("Trend by month")
    points = [
        Point(
            label=point_text(point, by_week=content.by_week),
            value=number_of(point.score),
            low=low_of(point.score),
            high=high_of(point.score),
            shown=shown(point.score.value, 1),
            note=n_text(point.score.n),
            faint="*" in n_text(point.score.n),
        )
        for point in content.trend
    ]
    story = [
        *setter.section(_("Scores")),
        *setter.part(title, room=240),
        Trend(points, n_label="n"),
        setter.block(_trend_hint(content), HINT),
        *_trend_table(content, setter),
        *setter.part(_("Spread of the totals"), room=190),
        Histogram(content.histogram),
        setter.block(_spread_text(content), HINT),
        *_areas(content, setter),
    ]
    if content.sites:
        story += [*setter.part(_("By site")), _groups(content.sites, _("Site"), setter)]
    if content.agents:
        story += [*setter.part(_("By agent")), _groups(content.agents, _("Agent"), setter)]
    return story


def _trend_hint(content: ProcessReportContent) -> str:
    unit = _("week, named by its first day") if content.by_week else _("month")
    text = _(
        "Mean of the totals by {unit}, with the 95 % interval as a line and the number of evaluations (n) beneath. "
        "Where nothing was evaluated the line is interrupted."
    ).format(unit=unit)
    return joined([text, _("* fewer than five evaluations: too few to judge by.")])


def _trend_table(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    columns = (
        Column(_("First day"), 20),
        Column(_("Last day"), 20),
        Column(_("Mean"), 20, numbers=True),
        Column(_("95 % interval"), 24, numbers=True),
        Column("n", 16, numbers=True),
    )
    rows = [
        [
            setter.cell(point.first.isoformat()),
            setter.cell(point.last.isoformat()),
            setter.cell(score_text(point.score.value), CELL_STRONG_RIGHT),
            setter.cell(interval_text(point.score.interval), CELL_RIGHT),
            setter.cell(n_text(point.score.n), CELL_RIGHT),
        ]
        for point in content.trend
    ]
    return [table(shown_columns(columns, setter), rows, compact=True)]


def _spread_text(content: ProcessReportContent) -> str:
    return _(
        "Number of evaluations by total, in steps of ten; 100 belongs to the last step. "
        "Median {median}, mean {mean}, n = {n}."
    ).format(median=score_text(content.median), mean=score_text(content.mean.value), n=count_text(content.mean.n))


def _areas(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    means = dict(content.dimensions)
    scale = scale_of([mean for _name, mean in (*content.dimensions, *content.areas)])
    rows: list[list[Flowable]] = []
    for dimension in DIMENSIONS:
        inside = [(area, mean) for area, mean in content.areas if dimension_of(area) == dimension]
        if not inside:
            continue
        ink = INKS[dimension]
        if dimension in means:
            rows.append(
                _mean_row(
                    _(DIMENSION_NAMES[dimension]), means[dimension], setter, ink=ink, scale=scale, style=CELL_STRONG
                )
            )
        rows += [_mean_row("   " + area_name(area), mean, setter, ink=ink, scale=scale) for area, mean in inside]
    if not rows:
        return []
    columns = (
        Column(_("Dimension and key area"), 40),
        Column(_scale_title(scale), 30),
        Column(_("Mean"), 12, numbers=True),
        Column(_("95 % interval"), 18, numbers=True),
        Column("n", 10, numbers=True),
    )
    return [
        *setter.part(_("Dimensions and key areas"), room=160),
        table(shown_columns(columns, setter), rows, compact=True),
    ]


def _mean_row(
    name: str, mean: PeriodScore, setter: Setter, *, ink: str, scale: tuple[float, float], style: Style | None = None
) -> list[Flowable]:
    strong = style is not None
    return [
        setter.cell(name, style or Style(8.5, 12.5, ink="text-soft")),
        IntervalMark(mean_point(setter, "", mean), ink=ink, scale=scale),
        setter.cell(score_text(mean.value), CELL_STRONG_RIGHT if strong else CELL_RIGHT),
        setter.cell(interval_text(mean.interval), CELL_SOFT_RIGHT),
        setter.cell(n_text(mean.n), CELL_SOFT_RIGHT),
    ]


def _groups(lines: Sequence[GroupLine], title: str, setter: Setter) -> Flowable:
    scale = scale_of([line.score for line in lines])
    columns = (
        Column(title, 27),
        Column(_scale_title(scale), 24),
        Column(_("Mean"), 11, numbers=True),
        Column(_("95 % interval"), 15, numbers=True),
        Column("n", 9, numbers=True),
        Column(_("Passed"), 12, numbers=True),
        Column(_("With critical error"), 13, numbers=True),
    )
    rows = [
        [
            setter.cell(_group_name(line, setter)),
            IntervalMark(mean_point(setter, "", line.score), scale=scale),
            setter.cell(score_text(line.score.value), CELL_STRONG_RIGHT),
            setter.cell(interval_text(line.score.interval), CELL_SOFT_RIGHT),
            setter.cell(n_text(line.score.n), CELL_SOFT_RIGHT),
            setter.cell(percent_text(line.passed.value), CELL_RIGHT),
            setter.cell(count_text(line.critical), CELL_RIGHT),
        ]
        for line in lines
    ]
    return table(shown_columns(columns, setter), rows, compact=True)


def _scale_title(scale: tuple[float, float]) -> str:
    return _("Mean, scale {low}–100").format(low=f"{scale[0]:.0f}")


def _group_name(line: GroupLine, setter: Setter) -> str:
    name = line.name.in_language(setter.language)
    return " · ".join(part for part in (name, line.code) if part) or _("not named")
