"""What an answer earns of its question's weight, when it fails, and what is within reach of a question."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import (
    Choice,
    Duration,
    MultiChoice,
    Number,
    NumberRange,
    Option,
    Question,
    Rating,
    ScoreBand,
    YesNo,
)

NOTHING_CHOSEN = "none"
"""Stands in ``critical.on`` for an answered multiple choice with nothing chosen."""

_ZERO, _ONE = Fraction(0), Fraction(1)


def fraction_of(question: Question, value: Value) -> Fraction | None:
    """What ``value`` earns of the weight, 0 to 1; None when nothing is scored (``NA``, text, dates, evidence).

    Raises:
        ValueError: the value is none that the question permits.
    """
    if value is NA or not question.scored:
        return None
    fraction = _number_fraction(question, value) if isinstance(value, Fraction) else _chosen_fraction(question, value)
    if fraction is None:
        raise ValueError(f"{question.id}: {value!r} is not an answer of this question")
    return fraction


def _number_fraction(question: Question, value: Fraction) -> Fraction | None:
    match question.answer:
        case Rating() as rating:
            if value.denominator == 1 and rating.minimum <= value <= rating.maximum:
                return _rating_fraction(rating, value)
        case Number(bands=bands) | Duration(bands=bands):
            return next((band.score for band in bands if band.holds(value)), None)
    return None


def _chosen_fraction(question: Question, value: Value) -> Fraction | None:
    match question.answer:
        case YesNo(passing=passing):
            if value in ("yes", "no"):
                return _ONE if value == passing else _ZERO
        case Choice(options=options):
            return next((option.score for option in options if option.id == value), None)
        case MultiChoice(options=options):
            if isinstance(value, tuple):
                return _held(sum((option.score for option in options if option.id in value), _ZERO))
    return None


def is_critical_answer(question: Question, value: Value) -> bool:
    """Whether ``value`` is a critical error. A bonus question never fails, so it never is."""
    critical = question.critical
    if critical is None or question.bonus is not None or value is NA or not question.scored:
        return False
    if isinstance(value, tuple):
        return any(option in critical.on for option in value) or (not value and NOTHING_CHOSEN in critical.on)
    if isinstance(value, Fraction):
        return any(
            entry.holds(value) if isinstance(entry, NumberRange) else Fraction(entry) == value for entry in critical.on
        )
    return value in critical.on


def fails(question: Question, value: Value) -> bool:
    """Whether the answer fails: it earns less than all, or is a critical error. Bonus questions never fail."""
    fraction = fraction_of(question, value)
    if fraction is None or question.bonus is not None:
        return False
    return fraction < 1 or is_critical_answer(question, value)


@dataclass(frozen=True, slots=True)
class Reachable:
    """Lowest and highest fraction that permitted answers earn; None where no answer is of that kind.

    Attributes:
        safe: over answers that are no critical error.
        failing: over answers that are one.
    """

    safe: tuple[Fraction, Fraction] | None
    failing: tuple[Fraction, Fraction] | None

    @property
    def lowest(self) -> Fraction:
        """Over all answers."""
        return min(low for low, _ in filter(None, (self.safe, self.failing)))

    @property
    def highest(self) -> Fraction:
        """Over all answers."""
        return max(high for _, high in filter(None, (self.safe, self.failing)))


def reachable(question: Question) -> Reachable:
    """What answers of a scored question can earn, each kind with its exact ends (not applicable left aside)."""
    safe: list[Fraction] = []
    failing: list[Fraction] = []
    for value in _telling_answers(question):
        fraction = fraction_of(question, value)
        if fraction is not None:
            (failing if is_critical_answer(question, value) else safe).append(fraction)
    return Reachable(_ends(safe), _ends(failing))


def _ends(fractions: list[Fraction]) -> tuple[Fraction, Fraction] | None:
    return (min(fractions), max(fractions)) if fractions else None


def _telling_answers(question: Question) -> Iterator[Value]:
    """Permitted answers among which both kinds have their lowest and highest."""
    on = question.critical.on if question.critical else ()
    match question.answer:
        case YesNo():
            yield from ("yes", "no")
        case Choice(options=options):
            yield from (option.id for option in options)
        case MultiChoice(options=options):
            yield from _telling_choices(options, on)
        case Rating() as rating:
            yield from _telling_ratings(rating, _limits(on))
        case Number(bands=bands):
            yield from _telling_numbers(bands, _limits(on))
        case Duration(bands=bands):
            yield _ZERO
            yield from (number for number in _telling_numbers(bands, [*_limits(on), _ZERO]) if number >= 0)


def _limits(on: tuple[str | NumberRange, ...]) -> list[Fraction]:
    limits: list[Fraction | None] = []
    for entry in on:
        limits += [entry.minimum, entry.maximum] if isinstance(entry, NumberRange) else [Fraction(entry)]
    return [limit for limit in limits if limit is not None]


def _telling_choices(options: tuple[Option, ...], on: tuple[object, ...]) -> Iterator[Value]:
    """Sets of options with the lowest and the highest sum, with and without a critical one."""
    yield ()
    critical = [option for option in options if option.id in on]
    allowed = [option for option in options if option.id not in on]
    for sign in (1, -1):
        for pool, forced_from in ((allowed, allowed), (list(options), critical)):
            gains = {option.id for option in pool if sign * option.score > 0}
            for best in sorted(forced_from, key=lambda option: -sign * option.score)[:1]:
                chosen = gains | {best.id}
                yield tuple(option.id for option in options if option.id in chosen)


def _telling_ratings(rating: Rating, marks: list[Fraction]) -> Iterator[Value]:
    """A linear rating has its ends beside the limits of what is critical; a table is walked through."""
    numbers = {rating.minimum, rating.maximum, *(number for number, _ in rating.scores)}
    for mark in marks:
        numbers |= {floor(mark) + step for step in (-1, 0, 1)} | {ceil(mark) + 1}
    yield from (Fraction(number) for number in sorted(numbers) if rating.minimum <= number <= rating.maximum)


def _telling_numbers(bands: tuple[ScoreBand, ...], marks: list[Fraction]) -> Iterator[Fraction]:
    """Every limit, and one number between each two and beyond: the score is constant in between."""
    limits = sorted({*marks, *(limit for band in bands for limit in (band.minimum, band.maximum) if limit is not None)})
    if not limits:
        yield _ZERO
        return
    yield limits[0] - 1
    yield from limits
    yield from ((low + high) / 2 for low, high in pairwise(limits))
    yield limits[-1] + 1


def _held(total: Fraction) -> Fraction:
    return min(_ONE, max(_ZERO, total))


def _rating_fraction(rating: Rating, value: Fraction) -> Fraction:
    if rating.scores:
        return dict(rating.scores)[int(value)]
    return Fraction(value - rating.minimum, rating.maximum - rating.minimum)
