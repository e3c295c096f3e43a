"""Figures of a process report as points of a chart, scales of tables, and headings that the fonts can show."""

from collections.abc import Sequence

from qa_auditor.domain.scoring.period import PeriodScore, Share
from qa_auditor.reports.pdf.charts import Point
from qa_auditor.reports.pdf.setter import Setter
from qa_auditor.reports.pdf.table import Column
from qa_auditor.reports.process.wording import (
    held_to_scale,
    n_text,
)

INKS = {"hardware": "chart-hardware", "software": "chart-software", "people": "chart-people"}
"""Colour of each dimension, the same on every page."""


def shown_columns(columns: Sequence[Column], setter: Setter) -> list[Column]:
    """Columns with headings that the fonts can show."""
    return [Column(setter.show(column.title), column.share, column.numbers) for column in columns]


def mean_point(setter: Setter, label: str, mean: PeriodScore) -> Point:
    """A mean as a point of a chart."""
    return Point(setter.one_line(label), number_of(mean), low_of(mean), high_of(mean), faint="*" in n_text(mean.n))


def share_point(share: Share) -> Point:
    """A share as a point of a chart, in per cent."""
    interval = share.interval
    return Point(
        "",
        None if share.value is None else float(100 * share.value),
        100 * interval.low if interval else None,
        100 * interval.high if interval else None,
    )


def number_of(mean: PeriodScore) -> float | None:
    """A mean for drawing."""
    return None if mean.value is None else float(mean.value)


def low_of(mean: PeriodScore) -> float | None:
    """Lower limit of a mean for drawing, within the scale of scores."""
    return held_to_scale(mean.interval).low if mean.interval else None


def high_of(mean: PeriodScore) -> float | None:
    """Upper limit of a mean for drawing, within the scale of scores."""
    return held_to_scale(mean.interval).high if mean.interval else None


def scale_of(means: Sequence[PeriodScore]) -> tuple[float, float]:
    """A scale for a table's pictures, from a multiple of ten that leaves none of them out, to 100."""
    return scale_from([low for low in (low_of(mean) or number_of(mean) for mean in means) if low is not None])


def scale_from(lowest: Sequence[float]) -> tuple[float, float]:
    """A scale to 100 from a multiple of ten below the ``lowest`` figures, never narrower than ten."""
    return min(90.0, max(0.0, (min(lowest, default=0.0) - 2) // 10 * 10)), 100.0
