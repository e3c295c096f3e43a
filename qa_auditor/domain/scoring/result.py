"""What a score consists of. Every number is exact; rounding happens where a number is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.checklist import CriticalClass, Effect
from qa_auditor.domain.text import Text


@dataclass(frozen=True, slots=True)
class CriticalError:
    """A critical question that was answered with a failing answer."""

    question_id: str
    critical_class: CriticalClass
    effect: Effect
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one applicable, answered, scored question gave and took.

    Attributes:
        fraction: what the answer earned of its weight, 0 to 1, before any critical effect.
        weight: the weight it was scored with, after ``split_equally`` (bonus questions: the bonus points).
        effective_weight: share of the total it carries, 0 to 1; None for bonus questions, under deduction, and
            where there is no total.
        earned: points of the total it gave (bonus: the points on top); None under deduction, except bonus, and where
            there is no total.
        lost: points of the total it took; None where there is no total. Bonus questions lose nothing: 0.
        failed: f < 1, or a critical answer; a bonus question never fails.
    """

    question_id: str
    fraction: Fraction
    weight: Fraction
    effective_weight: Fraction | None
    earned: Fraction | None
    lost: Fraction | None
    failed: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one evaluation, draft or submitted, with all that explains it.

    Attributes:
        total: after every step, 0 to maximum; None when there is no score.
        raw: after the method and ``zero_section``, before bonus; None when there is no score.
        bonus: points on top, before the maximum.
        passed, band: None without a pass mark, bands, or a total.
        range: lowest and highest final total that the unanswered questions still allow; None when no score is possible.
        sections, dimensions, areas: 0 to 100 or None, every key that the checklist has, in its order.
        critical: errors in the order of the checklist.
        contributions: applicable, answered, scored questions in the order of the checklist.
        hidden: ids of questions whose condition does not hold.
        missing: ids of required applicable questions without an answer, in order.
        counted_not_applicable: what questions answered "not applicable" carry where the N/A rule is ``full`` or
            ``zero``: with these, what ``contributions`` earned adds up to ``raw``.
    """

    total: Fraction | None
    raw: Fraction | None
    bonus: Fraction
    passed: bool | None
    band: Text | None
    range: tuple[Fraction, Fraction] | None
    sections: Mapping[str, Fraction | None]
    dimensions: Mapping[str, Fraction | None]
    areas: Mapping[str, Fraction | None]
    critical: tuple[CriticalError, ...]
    contributions: tuple[Contribution, ...]
    hidden: frozenset[str]
    missing: tuple[str, ...]
    counted_not_applicable: tuple[Contribution, ...] = ()
