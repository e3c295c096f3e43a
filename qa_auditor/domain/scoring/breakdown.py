"""The score told question by question: what each gave and took, and how that adds up by dimension and key area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.areas import AREAS, DIMENSIONS, dimension_of
from qa_auditor.domain.checklist import Checklist, Method, NaRule, Section
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


def contribution_of(ledger: Ledger, item: Item) -> Contribution | None:
    """What a question gave and took; None unless it is scored, visible and answered with a value that applies."""
    value = ledger.values[item.index]
    if value is None or value is NA or ledger.hidden[item.index] or not item.question.scored:
        return None
    fraction = Fraction(ledger.fractions[item.index], ledger.plan.fraction_scale)
    tally = ledger.tallies[item.section]
    if item.bonus is not None:
        earned = _ZERO if tally.zeroing else item.bonus * fraction
        return Contribution(item.question.id, fraction, item.bonus, None, earned, _ZERO, failed=False)
    weight = Fraction(item.weight, ledger.plan.weight_scale)
    if ledger.terms.na_rule is NaRule.SPLIT_EQUALLY and item.weight:
        weight += Fraction(tally.waived, tally.receivers * ledger.plan.weight_scale)
    return _carried(ledger, item, fraction, weight, failed=fails(item.question, value))


def counted_not_applicable(ledger: Ledger, item: Item) -> Contribution | None:
    """What a question answered "not applicable" carries under ``full`` and ``zero``; None when it leaves."""
    rule = ledger.terms.na_rule
    if rule not in (NaRule.FULL, NaRule.ZERO) or not item.counted or not ledger.tallies[item.section].live:
        return None
    if ledger.values[item.index] is not NA or ledger.hidden[item.index]:
        return None
    weight = Fraction(item.weight, ledger.plan.weight_scale)
    return _carried(ledger, item, _ONE if rule is NaRule.FULL else _ZERO, weight, failed=False)


def _carried(ledger: Ledger, item: Item, fraction: Fraction, weight: Fraction, *, failed: bool) -> Contribution:
    counted = _ZERO if ledger.tallies[item.section].zeroing else fraction
    if ledger.terms.method is Method.DEDUCTION:
        lost = weight * (1 - counted) * _still_taken(ledger, item.section)
        return Contribution(item.question.id, fraction, weight, None, None, lost, failed)
    share = _effective(ledger, item.section, weight)
    if share is None:
        return Contribution(item.question.id, fraction, weight, None, None, None, failed)
    return Contribution(
        item.question.id, fraction, weight, share, 100 * share * counted, 100 * share * (1 - counted), failed
    )


def _effective(ledger: Ledger, place: int, weight: Fraction) -> Fraction | None:
    """Share of the total that a weight in a section carries; None when there is no total."""
    if ledger.raw is None:
        return None
    if ledger.terms.method is Method.POINTS:
        return weight * ledger.plan.weight_scale / Fraction(ledger.below)
    within = ledger.terms.sums(ledger.tallies[place])[1]
    if not within:
        return _ZERO
    return ledger.checklist.sections[place].weight / ledger.below * (weight * ledger.plan.weight_scale / within)


def _still_taken(ledger: Ledger, place: int) -> Fraction:
    """Part of a section's losses that is taken off where its cap, or the hold at 0, bites."""
    section: Section = ledger.checklist.sections[place]
    earned, weight = ledger.terms.sums(ledger.tallies[place])
    uncapped, _ = ledger.terms.taken(earned, weight, None)
    taken, _ = ledger.terms.taken(earned, weight, section.cap)
    part = taken / uncapped if uncapped else _ONE
    base = ledger.checklist.scoring.base
    return part * base / Fraction(ledger.above) if ledger.above > base else part


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
    names = {name for item in ledger.plan.items for name in _names(item)}
    live = {name for item in ledger.plan.items if _is_live(ledger, item) for name in _names(item)}
    earned, carried = dict.fromkeys(live, _ZERO), dict.fromkeys(live, _ZERO)
    for item, entry in entries:
        if not item.counted:
            continue
        weight = entry.weight if ledger.terms.method is Method.DEDUCTION else entry.effective_weight or _ZERO
        for name in live.intersection(_names(item)):
            carried[name] += weight
            earned[name] += _ZERO if ledger.tallies[item.section].zeroing else weight * entry.fraction
    return {name: 100 * earned[name] / carried[name] if carried.get(name) else None for name in names}


def _names(item: Item) -> tuple[str, str]:
    return (item.question.area, dimension_of(item.question.area))


def _is_live(ledger: Ledger, item: Item) -> bool:
    return item.counted and not ledger.hidden[item.index] and ledger.values[item.index] is not NA
