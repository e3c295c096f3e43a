"""The first half of a process report: summary, scores, questions, critical errors."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table

from qa_auditor.application.views.process_content import GroupLine, ProcessReportContent
from qa_auditor.application.views.wording import CLASS_NAMES, DIMENSION_NAMES, area_name
from qa_auditor.domain.areas import DIMENSIONS, dimension_of
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.scoring.period import PeriodScore, Share
from qa_auditor.i18n import _, ngettext
from qa_auditor.reports.charts import Histogram, IntervalMark, Point, Tile, Tiles, Trend, Triangle
from qa_auditor.reports.pdf_setter import Setter
from qa_auditor.reports.pdf_style import (
    BODY,
    CELL_RIGHT,
    CELL_SOFT,
    CELL_SOFT_RIGHT,
    CELL_STRONG,
    CELL_STRONG_RIGHT,
    HINT,
    LEAD,
    SOFT,
    TEXT_WIDTH,
    Style,
)
from qa_auditor.reports.pdf_table import PLAIN, Column, table
from qa_auditor.reports.process_wording import (
    count_text,
    held_to_scale,
    interval_text,
    joined,
    n_text,
    percent_interval_text,
    percent_text,
    point_text,
    score_text,
    share_text,
    summary_sentences,
)

MOST_QUESTIONS = 20
"""Questions in the table of the worst; the report says how many more there are."""

_INKS = {"hardware": "chart-hardware", "software": "chart-software", "people": "chart-people"}


def summary(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """Key numbers, what they say, the golden triangle."""
    free = content.critical_free
    tiles = (
        Tile(
            setter.one_line(_("Pooled score") if content.pooled else _("Mean score")),
            score_text(content.score.value),
            _mean_basis(content.score, setter),
            "accent",
        ),
        Tile(
            setter.one_line(_("Passed")),
            percent_text(content.passed.value),
            _share_basis(content.passed, setter),
        ),
        Tile(
            setter.one_line(_("Free of critical errors")),
            percent_text(free.value),
            _share_basis(free, setter),
            "text" if free.k == free.n else "critical",
        ),
        Tile(
            setter.one_line(_("Evaluations")),
            count_text(content.sample.evaluations),
            (
                setter.one_line(_("of {n} services").format(n=count_text(content.sample.subjects))),
                setter.one_line(
                    ngettext("by {n} evaluator", "by {n} evaluators", content.sample.evaluators).format(
                        n=content.sample.evaluators
                    )
                ),
            ),
        ),
    )
    return [
        *setter.section(_("Summary")),
        Tiles(tiles),
        setter.block(joined(summary_sentences(content)), LEAD),
        *setter.part(_("The three dimensions"), room=250),
        _dimensions(content, setter),
        setter.block(
            _("Triangle: 0 in the middle, 100 at the corners; strokes along the axes are the intervals."), HINT
        ),
        *_worst_in_brief(content, setter),
    ]


def _mean_basis(mean: PeriodScore, setter: Setter) -> tuple[str, ...]:
    interval = _("95 % interval {interval}").format(interval=interval_text(mean.interval))
    return setter.one_line(interval), setter.one_line(_("n = {n}").format(n=n_text(mean.n)))


def _share_basis(share: Share, setter: Setter) -> tuple[str, ...]:
    interval = _("95 % interval {interval}").format(interval=percent_interval_text(share.interval))
    return setter.one_line(interval), setter.one_line(share_text(share))


def _dimensions(content: ProcessReportContent, setter: Setter) -> Flowable:
    means = dict(content.dimensions)
    empty = PeriodScore(None, 0, None, pooled=False)
    points = [_point(setter, _(DIMENSION_NAMES[name]), means.get(name, empty)) for name in DIMENSIONS]
    scale = _scale_of(list(means.values()))
    picture_width = TEXT_WIDTH * 0.5
    picture = Triangle(points, inks=[_INKS[name] for name in DIMENSIONS], width=picture_width, height=192)
    rows: list[list[Flowable]] = []
    for name in DIMENSIONS:
        mean = means.get(name, empty)
        ink = _INKS[name]
        rows.append(
            [
                setter.cell(_(DIMENSION_NAMES[name]), Style(10, 14, CELL_STRONG.font, ink=ink)),
                setter.cell(score_text(mean.value), Style(15, 20, CELL_STRONG.font, align="right")),
            ]
        )
        rows.append(
            [
                IntervalMark(_point(setter, "", mean), ink=ink, scale=scale, ends=True),
                setter.cell(_interval_n(mean), CELL_SOFT_RIGHT),
            ]
        )
    side_width = TEXT_WIDTH - picture_width - 10
    side = Table(
        rows,
        colWidths=[side_width * 0.45, side_width * 0.55],
        style=[
            *PLAIN,
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *[("BOTTOMPADDING", (0, row), (-1, row), 14) for row in (1, 3)],
        ],
    )
    return Table(
        [[picture, side]],
        colWidths=[picture_width + 10, side_width],
        spaceAfter=8,
        style=list(PLAIN),
    )


def _interval_n(mean: PeriodScore) -> str:
    if not mean.n:
        return _("not scored in this period")
    return _("{interval} · n = {n}").format(interval=interval_text(mean.interval), n=n_text(mean.n))


def _worst_in_brief(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    failing = [line for line in content.questions if line.failed.k][:3]
    if not failing:
        return []
    rows = [
        [
            setter.cell(line.question.text.in_language(setter.language)),
            setter.cell(percent_text(line.failed.value), CELL_STRONG_RIGHT),
            setter.cell(share_text(line.failed), CELL_SOFT_RIGHT),
        ]
        for line in failing
    ]
    columns = (Column(_("Question"), 66), Column(_("Failed"), 14, numbers=True), Column(_("Answers"), 20, numbers=True))
    return [*setter.part(_("Failed most often"), room=120), table(_shown(columns, setter), rows, compact=True)]


def scores(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """Trend, spread, key areas, sites, agents."""
    title = _("Trend by week") if content.by_week else _("Trend by month")
    points = [
        Point(
            label=point_text(point, by_week=content.by_week),
            value=_number(point.score),
            low=_low(point.score),
            high=_high(point.score),
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
    return [table(_shown(columns, setter), rows, compact=True)]


def _spread_text(content: ProcessReportContent) -> str:
    return _(
        "Number of evaluations by total, in steps of ten; 100 belongs to the last step. "
        "Median {median}, mean {mean}, n = {n}."
    ).format(median=score_text(content.median), mean=score_text(content.mean.value), n=count_text(content.mean.n))


def _areas(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    means = dict(content.dimensions)
    scale = _scale_of([mean for _name, mean in (*content.dimensions, *content.areas)])
    rows: list[list[Flowable]] = []
    for dimension in DIMENSIONS:
        inside = [(area, mean) for area, mean in content.areas if dimension_of(area) == dimension]
        if not inside:
            continue
        ink = _INKS[dimension]
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
    return [*setter.part(_("Dimensions and key areas"), room=160), table(_shown(columns, setter), rows, compact=True)]


def _mean_row(
    name: str, mean: PeriodScore, setter: Setter, *, ink: str, scale: tuple[float, float], style: Style | None = None
) -> list[Flowable]:
    strong = style is not None
    return [
        setter.cell(name, style or Style(8.5, 12.5, ink="text-soft")),
        IntervalMark(_point(setter, "", mean), ink=ink, scale=scale),
        setter.cell(score_text(mean.value), CELL_STRONG_RIGHT if strong else CELL_RIGHT),
        setter.cell(interval_text(mean.interval), CELL_SOFT_RIGHT),
        setter.cell(n_text(mean.n), CELL_SOFT_RIGHT),
    ]


def _groups(lines: Sequence[GroupLine], title: str, setter: Setter) -> Flowable:
    scale = _scale_of([line.score for line in lines])
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
            IntervalMark(_point(setter, "", line.score), scale=scale),
            setter.cell(score_text(line.score.value), CELL_STRONG_RIGHT),
            setter.cell(interval_text(line.score.interval), CELL_SOFT_RIGHT),
            setter.cell(n_text(line.score.n), CELL_SOFT_RIGHT),
            setter.cell(percent_text(line.passed.value), CELL_RIGHT),
            setter.cell(count_text(line.critical), CELL_RIGHT),
        ]
        for line in lines
    ]
    return table(_shown(columns, setter), rows, compact=True)


def _scale_of(means: Sequence[PeriodScore]) -> tuple[float, float]:
    """A scale for a table's pictures, from a multiple of ten that leaves none of them out, to 100."""
    return _from_ten_below([low for low in (_low(mean) or _number(mean) for mean in means) if low is not None])


def _from_ten_below(lowest: Sequence[float]) -> tuple[float, float]:
    return min(90.0, max(0.0, (min(lowest, default=0.0) - 2) // 10 * 10)), 100.0


def _scale_title(scale: tuple[float, float]) -> str:
    return _("Mean and interval, scale {low} to 100").format(low=f"{scale[0]:.0f}")


def _group_name(line: GroupLine, setter: Setter) -> str:
    name = line.name.in_language(setter.language)
    return " · ".join(part for part in (name, line.code) if part) or _("not named")


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
        Column(_("Share failed, scale 0 to {high} %").format(high=f"{scale[1]:.0f}"), 22),
        Column(_("Failed"), 11, numbers=True),
        Column(_("Of answers"), 12, numbers=True),
        Column(_("Points lost"), 12, numbers=True),
    )
    rows = [
        [
            setter.cell(str(number), CELL_SOFT),
            setter.cell(line.question.text.in_language(setter.language)),
            IntervalMark(_share_point(line.failed), scale=scale, ink="fail", bar=True),
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
    return [*story, setter.block(joined([text, lost, more]), SOFT), table(_shown(columns, setter), rows, compact=True)]


def critical_errors(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """Accuracy by class, and of what is not critical."""
    shares = [line.accuracy for line in content.critical] + [content.non_critical]
    scale = _from_ten_below([100 * share.interval.low for share in shares if share.interval])
    columns = (
        Column(_("Class of error"), 26),
        Column(_("Accuracy and interval, scale {low} to 100 %").format(low=f"{scale[0]:.0f}"), 28),
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
        table(_shown(columns, setter), rows),
    ]


def _accuracy_row(
    name: str, share: Share, errors: str, setter: Setter, *, scale: tuple[float, float]
) -> list[Flowable]:
    return [
        setter.cell(name, CELL_STRONG),
        IntervalMark(_share_point(share), scale=scale),
        setter.cell(percent_text(share.value), CELL_STRONG_RIGHT),
        setter.cell(percent_interval_text(share.interval), CELL_SOFT_RIGHT),
        setter.cell(share_text(share) if share.n else _("not applicable"), CELL_SOFT_RIGHT),
        setter.cell(errors, CELL_RIGHT),
    ]


def _shown(columns: Sequence[Column], setter: Setter) -> list[Column]:
    return [Column(setter.show(column.title), column.share, column.numbers) for column in columns]


def _point(setter: Setter, label: str, mean: PeriodScore) -> Point:
    return Point(setter.one_line(label), _number(mean), _low(mean), _high(mean), faint="*" in n_text(mean.n))


def _share_point(share: Share) -> Point:
    interval = share.interval
    return Point(
        "",
        None if share.value is None else float(100 * share.value),
        100 * interval.low if interval else None,
        100 * interval.high if interval else None,
    )


def _number(mean: PeriodScore) -> float | None:
    return None if mean.value is None else float(mean.value)


def _low(mean: PeriodScore) -> float | None:
    return held_to_scale(mean.interval).low if mean.interval else None


def _high(mean: PeriodScore) -> float | None:
    return held_to_scale(mean.interval).high if mean.interval else None
