"""The score told question by question: what each gave and took, and how that adds up by dimension and key area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.areas import AREAS, DIMENSIONS, dimension_of
from qa_auditor.domain.checklist import Checklist, Method, NaRule
from qa_auditor.domain.scoring.earning import fails
from qa_auditor.domain.scoring.plan import Item, Plan
from qa_auditor.domain.scoring.result import Contribution, CriticalError, Score
from qa_auditor.domain.scoring.tally import Exact, Tally, Terms
from qa_auditor.domain.text import Text

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the sheet knows when it is asked to explain itself.

    ``above`` and ``below`` are the sums over sections that ``raw`` is made of: earned and possible weight
    (``points``), section weight times share and section weight (``weighted``), points taken off and weight
    (``deduction``).
    """

    checklist: Checklist
    plan: Plan
    terms: Terms
    values: Sequence[Value | None]
    fractions: Sequence[int]
    hidden: Sequence[bool]
    tallies: Sequence[Tally]
    raw: Fraction | None
    bonus: Fraction
    above: Exact
    below: Exact
    _rates: dict[int, "_Rate"] = field(default_factory=dict)

    def rate(self, place: int) -> "_Rate":
        """What weight means in a section."""
        if place not in self._rates:
            self._rates[place] = _rate(self, place)
        return self._rates[place]


@dataclass(frozen=True, slots=True)
class _Rate:
    """What one whole number of weight means in a section.

    Attributes:
        added: whole-number weight on top of each receiver's own, by ``split_equally``.
        share: of the total, for each unit of weight; None when there is no total and under deduction.
        taken: part of a loss that is taken off where the section's cap, or the hold at 0, bites.
        zeroed: every fraction counts as 0.
    """

    added: Exact
    share: Fraction | None
    taken: Fraction
    zeroed: bool


def _rate(ledger: Ledger, place: int) -> _Rate:
    tally, section, terms = ledger.tallies[place], ledger.checklist.sections[place], ledger.terms
    added: Exact = 0
    if terms.na_rule is NaRule.SPLIT_EQUALLY and tally.waived and tally.receivers:
        added = Fraction(tally.waived, tally.receivers)
    earned, weight = terms.sums(tally)
    share, taken = None, _ONE
    if terms.method is Method.DEDUCTION:
        whole, base = terms.taken(earned, weight, None)[0], ledger.checklist.scoring.base
        if whole:
            taken = terms.taken(earned, weight, section.cap)[0] / whole
        if ledger.above > base:
            taken = taken * base / ledger.above
    elif ledger.raw is not None and terms.method is Method.POINTS:
        share = 1 / Fraction(ledger.below)
    elif ledger.raw is not None:
        share = section.weight / (ledger.below * weight) if weight else _ZERO
    return _Rate(added, share, taken, bool(tally.zeroing))


def contribution_of(ledger: Ledger, item: Item) -> Contribution | None:
    """What a question gave and took; None unless it is scored, visible and answered with a value that applies."""
    value = ledger.values[item.index]
    if value is None or value is NA or ledger.hidden[item.index] or not item.question.scored:
        return None
    fraction = Fraction(ledger.fractions[item.index], ledger.plan.fraction_scale)
    if item.bonus is not None:
        earned = _ZERO if ledger.tallies[item.section].zeroing else item.bonus * fraction
        return Contribution(item.question.id, fraction, item.bonus, None, earned, _ZERO, failed=False)
    return _carried(ledger, item, fraction, failed=fails(item.question, value))


def counted_not_applicable(ledger: Ledger, item: Item) -> Contribution | None:
    """What a question answered "not applicable" carries under ``full`` and ``zero``; None when it leaves."""
    rule = ledger.terms.na_rule
    if rule not in (NaRule.FULL, NaRule.ZERO) or not item.counted or not ledger.tallies[item.section].live:
        return None
    if ledger.values[item.index] is not NA or ledger.hidden[item.index]:
        return None
    return _carried(ledger, item, _ONE if rule is NaRule.FULL else _ZERO, failed=False)


def _weight(ledger: Ledger, item: Item) -> Exact:
    """The weight that a question is scored with, in the plan's scale."""
    return item.weight and item.weight + ledger.rate(item.section).added


def _carried(ledger: Ledger, item: Item, fraction: Fraction, *, failed: bool) -> Contribution:
    rate, scaled = ledger.rate(item.section), _weight(ledger, item)
    weight = Fraction(scaled) / ledger.plan.weight_scale
    counted = _ZERO if rate.zeroed else fraction
    share = earned = lost = None
    if ledger.terms.method is Method.DEDUCTION:
        lost = weight * (1 - counted) * rate.taken
    elif rate.share is not None:
        share = rate.share * scaled
        earned = 100 * share * counted
        lost = 100 * share - earned
    return Contribution(item.question.id, fraction, weight, share, earned, lost, failed)


def full_score(
    ledger: Ledger,
    *,
    total: Fraction | None,
    passed: bool | None,
    band: Text | None,
    reach: tuple[Fraction, Fraction] | None,
    sections: Mapping[str, Fraction | None],
    critical: tuple[CriticalError, ...],
    hidden: frozenset[str],
    missing: tuple[str, ...],
) -> Score:
    """All that explains a score, from what the sheet has summed up."""
    given = [(item, contribution_of(ledger, item)) for item in ledger.plan.items]
    waived = [(item, counted_not_applicable(ledger, item)) for item in ledger.plan.items]
    applicable = [(item, entry) for item, entry in given if entry is not None]
    counted = [(item, entry) for item, entry in waived if entry is not None]
    rolled = _rolled_up(ledger, [*applicable, *counted])
    return Score(
        total=total,
        raw=ledger.raw,
        bonus=ledger.bonus,
        passed=passed,
        band=band,
        range=reach,
        sections=sections,
        dimensions={name: rolled[name] for name in DIMENSIONS if name in rolled},
        areas={name: rolled[name] for name in AREAS if name in rolled},
        critical=critical,
        contributions=tuple(entry for _, entry in applicable),
        hidden=hidden,
        missing=missing,
        counted_not_applicable=tuple(entry for _, entry in counted),
    )


def _rolled_up(ledger: Ledger, entries: Iterable[tuple[Item, Contribution]]) -> dict[str, Fraction | None]:
    """Scores of dimensions and key areas, 0 to 100; None where nothing in one applies or carries weight."""
    scale, deduction = ledger.plan.fraction_scale, ledger.terms.method is Method.DEDUCTION
    sums: dict[tuple[str, int], tuple[Exact, Exact]] = {}
    for item, entry in entries:
        if item.counted:
            weight = _weight(ledger, item)
            earned = 0 if ledger.rate(item.section).zeroed else weight * ledger.plan.scaled(entry.fraction)
            for name in _names(item):
                old = sums.get((name, item.section), (0, 0))
                sums[name, item.section] = (old[0] + earned, old[1] + weight)
    totals: dict[str, tuple[Fraction, Fraction]] = {}
    for (name, place), (earned, weight) in sums.items():
        share = _ONE if deduction else ledger.rate(place).share or _ZERO
        got, carried = totals.get(name, (_ZERO, _ZERO))
        totals[name] = (got + share * earned, carried + share * weight)
    live = {name for item in ledger.plan.items if _is_live(ledger, item) for name in _names(item)}
    names = {name for item in ledger.plan.items for name in _names(item)}
    result: dict[str, Fraction | None] = dict.fromkeys(names)
    for name in live:
        got, carried = totals.get(name, (_ZERO, _ZERO))
        result[name] = 100 * got / (carried * scale) if carried else None
    return result


def _names(item: Item) -> tuple[str, str]:
    return (item.question.area, dimension_of(item.question.area))


def _is_live(ledger: Ledger, item: Item) -> bool:
    return item.counted and not ledger.hidden[item.index] and ledger.values[item.index] is not NA
