"""What many evaluations say together: their score, and how free of critical errors they are.

Every function takes submitted evaluations as pairs of the checklist version they are pinned to and their score, and
says how many it counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.checklist import Checklist, CriticalClass, Effect, Method
from qa_auditor.domain.scoring.result import Score
from qa_auditor.domain.statistics import Interval, student_t_interval, wilson

Evaluated = tuple[Checklist, Score]
"""The checklist version and the score that it made."""


class PoolingError(ValueError):
    """Points taken off a base can't be pooled."""


@dataclass(frozen=True, slots=True)
class PeriodScore:
    """The score of a period.

    Attributes:
        value: 0 to 100, exact; None when no evaluation has a score.
        n: evaluations with a score.
        interval: 95 %, in points; None where there is too little for one.
        pooled: whether weights were pooled; else it is the mean of totals.
    """

    value: Fraction | None
    n: int
    interval: Interval | None
    pooled: bool


@dataclass(frozen=True, slots=True)
class Share:
    """``k`` of ``n``. ``value`` (exact) and ``interval`` (Wilson, 95 %) are 0 to 1, and None where nothing applied."""

    k: int
    n: int

    @property
    def value(self) -> Fraction | None:
        """The share itself."""
        return Fraction(self.k, self.n) if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Where the true share lies."""
        return wilson(self.k, self.n)


def mean_of_totals(totals: Iterable[Fraction | None]) -> PeriodScore:
    """The period's score unless pooling is asked for. Evaluations without a total don't count."""
    there = [total for total in totals if total is not None]
    mean = sum(there, Fraction(0)) / len(there) if there else None
    return PeriodScore(mean, len(there), student_t_interval(there), pooled=False)


def pooled(evaluations: Iterable[Evaluated]) -> PeriodScore:
    """Earned weight of all evaluations ÷ their weight, after what the N/A rule did, before bonus and critical caps.

    The interval takes the answers as so many equal opportunities.

    Raises:
        PoolingError: a checklist takes points off a base.
    """
    earned = weight = Fraction(0)
    n = answers = 0
    for checklist, score in evaluations:
        if checklist.scoring.method is Method.DEDUCTION:
            raise PoolingError(f"{checklist.ref} takes points off a base: its evaluations can't be pooled")
        if score.raw is None:
            continue
        n += 1
        zeroed = _zeroed_questions(checklist, score)
        for entry in (*score.contributions, *score.counted_not_applicable):
            if checklist.by_id[entry.question_id].bonus is None:
                answers += 1
                weight += entry.weight
                earned += 0 if entry.question_id in zeroed else entry.weight * entry.fraction
    if not weight:
        return PeriodScore(None, n, None, pooled=True)
    interval = wilson(earned / weight * answers, answers)
    in_points = Interval(100 * interval.low, 100 * interval.high) if interval else None
    return PeriodScore(100 * earned / weight, n, in_points, pooled=True)


def critical_accuracy(evaluations: Iterable[Evaluated], critical_class: CriticalClass) -> Share:
    """Evaluations without an error of the class ÷ those that could have had one (COPC's way)."""
    k = n = 0
    for checklist, score in evaluations:
        if any(_class_of(checklist, entry.question_id) is critical_class for entry in score.contributions):
            n += 1
            k += all(error.critical_class is not critical_class for error in score.critical)
    return Share(k, n)


def non_critical_accuracy(evaluations: Iterable[Evaluated]) -> Share:
    """Questions passed ÷ questions answered, of those that are neither critical nor bonus."""
    k = n = 0
    for checklist, score in evaluations:
        for entry in score.contributions:
            question = checklist.by_id[entry.question_id]
            if question.critical is None and question.bonus is None:
                n += 1
                k += not entry.failed
    return Share(k, n)


def _class_of(checklist: Checklist, question_id: str) -> CriticalClass | None:
    """Class of the errors that a question can have; a bonus question has none."""
    question = checklist.by_id[question_id]
    if question.critical is None or question.bonus is not None:
        return None
    return question.critical.critical_class


def _zeroed_questions(checklist: Checklist, score: Score) -> set[str]:
    errors = {error.question_id for error in score.critical if error.effect is Effect.ZERO_SECTION}
    return {
        question.id
        for section in checklist.sections
        if any(question.id in errors for question in section.questions)
        for question in section.questions
    }
