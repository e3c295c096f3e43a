"""Which values a question permits, and a value as it came made into one that the scorer takes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qa_auditor.domain.answer import NA, NotApplicable, Value
from qa_auditor.domain.checklist import (
    Choice,
    Date,
    Duration,
    MultiChoice,
    Number,
    Option,
    Question,
    Rating,
    YesNo,
)

Raw = str | int | Fraction | Decimal | NotApplicable | Sequence[str]
"""A value as a file, a form or a screen gives it. Binary floating point is not exact and a text is no number."""


class NotPermitted(ValueError):  # noqa: N818 - it says what is wrong with a value, as a Fault's code does
    """A value that a question does not allow.

    Attributes:
        question_id: the question.
        allowed: what it allows, in words, for example ``yes, no``.
    """

    def __init__(self, question_id: str, allowed: str) -> None:
        super().__init__(f"{question_id}: allowed is {allowed}")
        self.question_id = question_id
        self.allowed = allowed


def check_value(question: Question, raw: object) -> Value:
    """``raw`` as a value that ``question`` permits: numbers exact, chosen options in the checklist's order.

    Args:
        question: what is answered.
        raw: see ``Raw``; anything else is refused.

    Raises:
        NotPermitted: the question does not allow it.
    """
    if raw is NA or raw == NA.value:
        if question.na:
            return NA
        raise NotPermitted(question.id, allowed_values(question))
    value = _permitted(question, raw)
    if value is None:
        raise NotPermitted(question.id, allowed_values(question))
    return value


def allowed_values(question: Question) -> str:
    """What a question allows, in words."""
    match question.answer:
        case YesNo():
            words = "yes, no"
        case Choice(options=options):
            words = ", ".join(option.id for option in options)
        case MultiChoice(options=options):
            words = f"a list, without repetition, of {', '.join(option.id for option in options)}"
        case Rating(minimum=minimum, maximum=maximum):
            words = f"a whole number from {minimum} to {maximum}"
        case Number():
            words = "a number"
        case Duration():
            words = "seconds, 0 or more"
        case Date():
            words = "a date, YYYY-MM-DD"
        case _:
            words = "text"
    return f"{words}, na" if question.na else words


def _permitted(question: Question, raw: object) -> Value | None:
    match question.answer:
        case YesNo():
            return raw if isinstance(raw, str) and raw in ("yes", "no") else None
        case Choice(options=options):
            return raw if isinstance(raw, str) and any(option.id == raw for option in options) else None
        case MultiChoice(options=options):
            return _chosen(options, raw)
        case Rating(minimum=minimum, maximum=maximum):
            number = _exact(raw)
            whole = number is not None and number.denominator == 1 and minimum <= number <= maximum
            return number if whole else None
        case Number():
            return _exact(raw)
        case Duration():
            number = _exact(raw)
            return number if number is not None and number >= 0 else None
        case Date():
            return raw if isinstance(raw, str) and _is_date(raw) else None
        case _:
            return raw if isinstance(raw, str) else None


def _chosen(options: tuple[Option, ...], raw: object) -> tuple[str, ...] | None:
    if isinstance(raw, str) or not isinstance(raw, Sequence):
        return None
    known = {option.id for option in options}
    if len({item for item in raw if isinstance(item, str)}) != len(raw) or not known.issuperset(raw):
        return None
    return tuple(option.id for option in options if option.id in raw)


def _exact(raw: object) -> Fraction | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | Fraction):
        return Fraction(raw)
    if isinstance(raw, Decimal) and raw.is_finite():
        return Fraction(raw)
    return None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
