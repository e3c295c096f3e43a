"""What may still become of one question: the ends of what it can earn, and the ways in which it can leave."""

from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.scoring.earning import is_critical_answer
from qa_auditor.domain.scoring.plan import Item, Plan


@dataclass(frozen=True, slots=True)
class Prospect:
    """One question that is, or may yet be, asked. Fractions are scaled by the plan's ``fraction_scale``.

    Attributes:
        low: least that an answer can earn; None when no answer counts (it is given, as "not applicable").
        high: most that an answer can earn whatever error it makes.
        careful: most that it can earn without an error that touches the total; None when every answer is one.
        na: "not applicable" is possible (or given).
        open: it may be left open.
        hide: answers to come may hide it.
        errs: an error that touches the total is possible.
        must_err: no way leads around that error.
    """

    low: int | None
    high: int | None
    careful: int | None
    na: bool = False
    open: bool = False
    hide: bool = False
    errs: bool = False
    must_err: bool = False

    @property
    def settled(self) -> bool:
        """Nothing to come changes it."""
        return not self.hide and not self.open and self.low == self.high and self.na == (self.low is None)

    @property
    def best(self) -> int | None:
        """Most that it earns in an evaluation that avoids every error it can."""
        return self.high if self.must_err else self.careful

    @property
    def torn(self) -> bool:
        """Whether making the error could raise the score: more is earned with it, or nothing without it."""
        return self.errs and not self.must_err and (self.careful is None or self.careful != self.high)


def prospect_of(plan: Plan, item: Item, value: Value | None, fraction: int, *, asked: bool | None) -> Prospect | None:
    """What may become of a scored question; None when it is hidden for good.

    Args:
        plan: for the scale of fractions.
        item: the question.
        value: its answer so far.
        fraction: what that answer earns, scaled.
        asked: whether its condition holds; None while that is undecided.
    """
    if asked is False or item.within is None:
        return None
    hide = asked is None
    touches_total = item.zeroes_section or item.cap is not None
    if value is NA:
        return Prospect(None, None, None, na=True, hide=hide)
    if value is not None:
        errs = touches_total and is_critical_answer(item.question, value)
        careful = None if errs else fraction
        return Prospect(fraction, fraction, careful, hide=hide, errs=errs, must_err=errs and not hide)
    question, within = item.question, item.within
    errs = touches_total and within.failing is not None
    high = plan.scaled(within.highest)
    careful = high
    if errs:
        careful = None if within.safe is None else plan.scaled(within.safe[1])
    leaves = question.na or not question.required or hide
    return Prospect(
        plan.scaled(within.lowest),
        high,
        careful,
        na=question.na,
        open=not question.required,
        hide=hide,
        errs=errs,
        must_err=careful is None and not leaves,
    )


def bonus_ends(item: Item, prospect: Prospect, fraction_scale: int) -> tuple[Fraction, Fraction]:
    """Least and most points that a bonus question can still add."""
    if item.bonus is None or prospect.low is None or prospect.high is None:
        return Fraction(0), Fraction(0)
    least = 0 if prospect.na or prospect.open or prospect.hide else prospect.low
    return item.bonus * Fraction(least, fraction_scale), item.bonus * Fraction(prospect.high, fraction_scale)
