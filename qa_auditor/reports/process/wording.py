"""The numbers of a process report in words and figures, in the current language."""

from fractions import Fraction

from qa_auditor.application.views.process_content import FEW, ProcessReportContent, TrendPoint
from qa_auditor.application.views.wording import DIMENSION_NAMES
from qa_auditor.domain.rounding import rounded, shown
from qa_auditor.domain.scoring.period import Share
from qa_auditor.domain.statistics import Interval
from qa_auditor.i18n import _, language, ngettext

NONE = "–"
"""Where there is no number."""


def count_text(number: int) -> str:
    """A count, with separators from a thousand on."""
    return format(number, ",")


def score_text(number: Fraction | None) -> str:
    """A score with two decimals."""
    return shown(number) or NONE


def interval_text(interval: Interval | None) -> str:
    """Limits of a mean, one decimal, held to the scale of scores."""
    if interval is None:
        return NONE
    held = held_to_scale(interval)
    return f"{_tenth(held.low)}–{_tenth(held.high)}"


def held_to_scale(interval: Interval) -> Interval:
    """An interval of a mean without what lies outside 0 to 100, where no score can be."""
    # With bonus points a total may exceed 100; the mean then lies above it too, and its interval stays whole.
    return Interval(max(0.0, interval.low), min(100.0, interval.high) if interval.low < 100 else interval.high)


def percent_text(share: Fraction | None) -> str:
    """A share as a percentage, one decimal."""
    return NONE if share is None else f"{shown(100 * share, 1)} %"


def percent_interval_text(interval: Interval | None) -> str:
    """Limits of a share, as percentages."""
    if interval is None:
        return NONE
    return f"{_tenth(100 * interval.low)}–{_tenth(100 * interval.high)} %"


def share_text(share: Share) -> str:
    """What was counted: 12 of 40."""
    return _("{k} of {n}").format(k=count_text(share.k), n=count_text(share.n))


def n_text(number: int) -> str:
    """How many a figure rests on, with a sign where they are few."""
    return f"{count_text(number)} *" if 0 < number < FEW else count_text(number)


def period_text(content: ProcessReportContent) -> str:
    """First and last day."""
    return f"{content.since.isoformat()} – {content.until.isoformat()}"


def summary_sentences(content: ProcessReportContent) -> list[str]:
    """What the numbers say, one sentence each, nothing that they don't."""
    sentences = [_sample_sentence(content), _score_sentence(content)]
    sentences += [_dimension_sentence(content), _trend_sentence(content), _critical_sentence(content)]
    return [sentence for sentence in sentences if sentence]


def _sample_sentence(content: ProcessReportContent) -> str:
    sample = content.sample
    return _("{evaluated} of {subjects} recorded services of the period were evaluated ({share}).").format(
        evaluated=count_text(sample.evaluated),
        subjects=count_text(sample.subjects),
        share=percent_text(Fraction(sample.evaluated, sample.subjects) if sample.subjects else None),
    )


def _score_sentence(content: ProcessReportContent) -> str:
    score = content.score
    if score.value is None:
        return _("No evaluation has a score: nothing in them applied.")
    if score.interval is None:
        sentence = _("The score is {score}.").format(score=score_text(score.value))
    else:
        held = held_to_scale(score.interval)
        sentence = _("The score is {score}, and between {low} and {high} with 95 % confidence.").format(
            score=score_text(score.value), low=_tenth(held.low), high=_tenth(held.high)
        )
    if content.passed.n:
        sentence += " " * _spaced() + _("{passed} of {n} evaluations passed ({share}).").format(
            passed=count_text(content.passed.k),
            n=count_text(content.passed.n),
            share=percent_text(content.passed.value),
        )
    return sentence


def _dimension_sentence(content: ProcessReportContent) -> str:
    known = [(name, mean.value) for name, mean in content.dimensions if mean.value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known, key=_second), max(known, key=_second)
    if shown(low[1]) == shown(high[1]):
        return ""
    return _("Of the dimensions, {low} is lowest ({low_score}) and {high} highest ({high_score}).").format(
        low=_(DIMENSION_NAMES[low[0]]),
        low_score=score_text(low[1]),
        high=_(DIMENSION_NAMES[high[0]]),
        high_score=score_text(high[1]),
    )


def _second(pair: tuple[str, Fraction]) -> Fraction:
    return pair[1]


def _trend_sentence(content: ProcessReportContent) -> str:
    points = [point for point in content.trend if point.score.value is not None]
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    change = (last.score.value or Fraction(0)) - (first.score.value or Fraction(0))
    if first.score.interval is None or last.score.interval is None:
        return ""
    template = (
        _("From {first} to {last} the score rose by {change} points; {judgement}.")
        if change >= 0
        else _("From {first} to {last} the score fell by {change} points; {judgement}.")
    )
    return template.format(
        first=point_text(first, by_week=content.by_week),
        last=point_text(last, by_week=content.by_week),
        change=shown(abs(change)),
        judgement=_("the two intervals overlap, so this may be chance")
        if _overlap(first.score.interval, last.score.interval)
        else _("the two intervals do not overlap"),
    )


def _overlap(one: Interval, other: Interval) -> bool:
    return one.low <= other.high and other.low <= one.high


def _critical_sentence(content: ProcessReportContent) -> str:
    with_errors = content.critical_free.n - content.critical_free.k
    if not with_errors:
        return _("No evaluation has a critical error.")
    return ngettext(
        "{n} evaluation has at least one critical error ({share}).",
        "{n} evaluations have at least one critical error ({share}).",
        with_errors,
    ).format(n=count_text(with_errors), share=percent_text(Fraction(with_errors, content.critical_free.n)))


def _spaced() -> int:
    # Chinese sentences follow each other without a space.
    return int(language() == "en")


def joined(sentences: list[str]) -> str:
    """Sentences as one paragraph."""
    return (" " * _spaced()).join(sentences)


def point_text(point: TrendPoint, *, by_week: bool) -> str:
    """A week by its first day, a month by its number."""
    return point.first.strftime("%m-%d") if by_week else point.first.strftime("%Y-%m")


def _tenth(number: float) -> str:
    return format(rounded(Fraction(number), 1), "f")
