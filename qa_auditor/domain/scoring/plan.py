"""A checklist prepared for fast exact arithmetic: whole numbers in place of fractions, and who depends on whom.

Weights are multiplied by their common denominator, fractions that answers can earn by theirs, so that running sums
are sums of whole numbers. Nothing is rounded.
"""

import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from qa_auditor.domain.checklist import (
    Checklist,
    Choice,
    Duration,
    Effect,
    MultiChoice,
    Number,
    Question,
    Rating,
)
from qa_auditor.domain.condition import names_in
from qa_auditor.domain.scoring.earning import Reachable, reachable


@dataclass(frozen=True, slots=True)
class Item:
    """One question and what scoring needs to know of it.

    Attributes:
        index: place among all questions of the checklist.
        section: place of its section.
        counted: scored and no bonus: it takes part in the method.
        weight: times the plan's ``weight_scale``; 0 for what is not counted.
        bonus: points of a bonus question, else None.
        within: what answers can earn; None for unscored questions.
        zeroes_section, cap: what a critical error here does to the total; ``zero_evaluation`` is a cap of 0.
        dependents: places of the questions whose condition names this one.
    """

    index: int
    question: Question
    section: int
    counted: bool
    weight: int
    bonus: Fraction | None
    within: Reachable | None
    zeroes_section: bool
    cap: Fraction | None
    dependents: tuple[int, ...]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Plan:
    """All items of a checklist, with the scales of their whole numbers."""

    items: tuple[Item, ...]
    index_of: dict[str, int]
    section_of: dict[str, int]
    weight_scale: int
    fraction_scale: int

    def scaled(self, fraction: Fraction) -> int:
        """A fraction that an answer earned, as a whole number of ``1 / fraction_scale``."""
        return fraction.numerator * (self.fraction_scale // fraction.denominator)


_plans: dict[int, tuple[weakref.ref[Checklist], Plan]] = {}


def plan_of(checklist: Checklist) -> Plan:
    """The plan of a checklist, made once as long as that checklist lives.

    Kept by identity: hashing a checklist of 3,000 questions costs more than scoring it.
    """
    key = id(checklist)
    kept = _plans.get(key)
    if kept is not None and kept[0]() is checklist:
        return kept[1]
    plan = _make(checklist)
    _plans[key] = (weakref.ref(checklist, lambda _: _plans.pop(key, None)), plan)
    return plan


def _make(checklist: Checklist) -> Plan:
    placed = [(place, question) for place, section in enumerate(checklist.sections) for question in section.questions]
    index_of = {question.id: index for index, (_, question) in enumerate(placed)}
    dependents: list[list[int]] = [[] for _ in placed]
    for index, (_, question) in enumerate(placed):
        for name in set(names_in(question.when)) if question.when else ():
            if name in index_of:
                dependents[index_of[name]].append(index)
    weight_scale = lcm(*(question.weight.denominator for _, question in placed))
    fraction_scale = lcm(*(fraction.denominator for _, question in placed for fraction in _fractions(question)))
    items = tuple(
        _item(index, question, place, weight_scale, tuple(sorted(dependents[index])))
        for index, (place, question) in enumerate(placed)
    )
    sections = {section.id: place for place, section in enumerate(checklist.sections)}
    return Plan(items, index_of, sections, weight_scale, fraction_scale)


def _item(index: int, question: Question, place: int, scale: int, dependents: tuple[int, ...]) -> Item:
    counted = question.scored and question.bonus is None
    critical = question.critical if counted else None
    cap = None
    if critical is not None and critical.effect is Effect.ZERO_EVALUATION:
        cap = Fraction(0)
    elif critical is not None and critical.effect is Effect.CAP_TOTAL:
        cap = critical.cap
    return Item(
        index=index,
        question=question,
        section=place,
        counted=counted,
        weight=int(question.weight * scale) if counted else 0,
        bonus=question.bonus if question.scored else None,
        within=reachable(question) if question.scored else None,
        zeroes_section=critical is not None and critical.effect is Effect.ZERO_SECTION,
        cap=cap,
        dependents=dependents,
    )


def _fractions(question: Question) -> Iterator[Fraction]:
    """Numbers whose denominators divide those of everything that the question can earn."""
    match question.answer:
        case Choice(options=options) | MultiChoice(options=options):
            yield from (option.score for option in options)
        case Rating(minimum=minimum, maximum=maximum, scores=scores):
            yield from (score for _, score in scores) if scores else (Fraction(1, maximum - minimum),)
        case Number(bands=bands) | Duration(bands=bands):
            yield from (band.score for band in bands)
