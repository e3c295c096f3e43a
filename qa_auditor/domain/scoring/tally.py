"""Running sums of one section, and what the method makes of them.

Sums are whole numbers scaled as the plan says: weights by ``weight_scale``, fractions by ``fraction_scale``.
"""

from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.checklist import Checklist, Method, NaRule

Exact = int | Fraction


@dataclass(slots=True)
class Tally:
    """What has been answered in one section. Hidden questions are in none of these.

    Attributes:
        live: counted questions that are not answered "not applicable", answered or not.
        receivers: those of them with a weight: they take what ``split_equally`` gives.
        answered: receivers that are answered.
        weight: of the answered.
        earned: sum of weight times fraction over the answered.
        fractions: sum of fractions over ``answered``.
        waived: weight of questions answered "not applicable".
        bonus: points that bonus questions earned.
        zeroing: critical errors that zero this section.
    """

    live: int = 0
    receivers: int = 0
    answered: int = 0
    weight: int = 0
    earned: int = 0
    fractions: int = 0
    waived: int = 0
    bonus: Fraction = Fraction(0)
    zeroing: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """How a checklist makes a total of sections, in the plan's scales."""

    method: Method
    na_rule: NaRule
    fraction_scale: int
    weight_scale: int

    def sums(self, tally: Tally) -> tuple[Exact, Exact]:
        """Earned and possible weight of a section; both 0 when it has no score."""
        earned: Exact = tally.earned
        weight: Exact = tally.weight
        if tally.waived:
            if self.na_rule is NaRule.SPLIT_EQUALLY and tally.receivers:
                earned += Fraction(tally.waived * tally.fractions, tally.receivers)
                weight += Fraction(tally.waived * tally.answered, tally.receivers)
            elif self.na_rule in (NaRule.FULL, NaRule.ZERO) and tally.live:
                earned += tally.waived * self.fraction_scale if self.na_rule is NaRule.FULL else 0
                weight += tally.waived
        return (0 if tally.zeroing else earned), weight

    def share(self, earned: Exact, weight: Exact) -> Fraction | None:
        """Earned part of a weight, 0 to 1; None when there is no weight."""
        return Fraction(earned) / (weight * self.fraction_scale) if weight else None

    def taken(self, earned: Exact, weight: Exact, cap: Fraction | None) -> tuple[Fraction, Fraction]:
        """Points that a deduction takes off a section, and the most that it could."""
        most = Fraction(weight, self.weight_scale)
        lost = Fraction(weight * self.fraction_scale - earned, self.weight_scale * self.fraction_scale)
        return (lost, most) if cap is None else (min(cap, lost), min(cap, most))


def terms_of(checklist: Checklist, *, weight_scale: int, fraction_scale: int) -> Terms:
    """The terms of a checklist. Under ``deduction`` what is not applicable always leaves."""
    scoring = checklist.scoring
    na_rule = NaRule.REDISTRIBUTE if scoring.method is Method.DEDUCTION else scoring.na_rule
    return Terms(scoring.method, na_rule, fraction_scale, weight_scale)
