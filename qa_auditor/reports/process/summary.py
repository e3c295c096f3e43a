"""The summary of a process report: key numbers, what they say, the golden triangle."""

from reportlab.platypus import Flowable, Table

from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.application.views.wording import DIMENSION_NAMES
from qa_auditor.domain.areas import DIMENSIONS
from qa_auditor.domain.scoring.period import PeriodScore, Share
from qa_auditor.i18n import _, ngettext
from qa_auditor.reports.pdf.charts import IntervalMark, Tile, Tiles, Triangle
from qa_auditor.reports.pdf.setter import Setter
from qa_auditor.reports.pdf.style import (
    CELL_SOFT_RIGHT,
    CELL_STRONG,
    CELL_STRONG_RIGHT,
    HINT,
    LEAD,
    TEXT_WIDTH,
    Style,
)
from qa_auditor.reports.pdf.table import PLAIN, Column, table
from qa_auditor.reports.process.figures import (
    INKS,
    mean_point,
    scale_of,
    shown_columns,
)
from qa_auditor.reports.process.wording import (
    count_text,
    interval_text,
    joined,
    n_text,
    percent_interval_text,
    percent_text,
    score_text,
    share_text,
    summary_sentences,
)


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
    points = [mean_point(setter, _(DIMENSION_NAMES[name]), means.get(name, empty)) for name in DIMENSIONS]
    scale = scale_of(list(means.values()))
    picture_width = TEXT_WIDTH * 0.5
    picture = Triangle(points, inks=[INKS[name] for name in DIMENSIONS], width=picture_width, height=192)
    rows: list[list[Flowable]] = []
    for name in DIMENSIONS:
        mean = means.get(name, empty)
        ink = INKS[name]
        rows.append(
            [
                setter.cell(_(DIMENSION_NAMES[name]), Style(10, 14, CELL_STRONG.font, ink=ink)),
                setter.cell(score_text(mean.value), Style(15, 20, CELL_STRONG.font, align="right")),
            ]
        )
        rows.append(
            [
                IntervalMark(mean_point(setter, "", mean), ink=ink, scale=scale, ends=True),
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
    return [*setter.part(_("Failed most often"), room=120), table(shown_columns(columns, setter), rows, compact=True)]
