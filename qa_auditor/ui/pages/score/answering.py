"""From keys and typed text to values: what a question offers, and what was meant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qa_auditor.application.views.wording import number_text
from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import Choice, Date, Duration, MultiChoice, Number, Question, Rating, YesNo
from qa_auditor.domain.exact_number import exact_number
from qa_auditor.domain.scoring.permitted import NotPermitted, check_value
from qa_auditor.i18n import _

NA_KEY = "na"


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer to click or to press: ``key`` is the digit or letter that gives it, "" beyond nine."""

    id: str
    title: str
    value: Value
    key: str


def offers(question: Question, language: str) -> tuple[Offer, ...]:
    """The answers that a question offers, in order; none for what is typed."""
    match question.answer:
        case YesNo():
            return Offer("yes", _("Yes"), "yes", "Y"), Offer("no", _("No"), "no", "N")
        case Choice(options=options) | MultiChoice(options=options):
            return tuple(
                Offer(
                    option.id,
                    option.title.in_language(language) or option.id,
                    option.id,
                    str(place) if place < 10 else "",
                )
                for place, option in enumerate(options, start=1)
            )
        case Rating(minimum=minimum, maximum=maximum):
            return tuple(
                Offer(str(number), str(number), Fraction(number), _rating_key(number))
                for number in range(minimum, maximum + 1)
            )
        case _:
            return ()


def _rating_key(number: int) -> str:
    return str(number) if 0 <= number <= 9 else "0" if number == 10 else ""


def value_for_digit(question: Question, digit: int, current: Value | None) -> Value | None:
    """What the digit means here: the n-th answer, the rating, one more or fewer of several; None: nothing."""
    match question.answer:
        case MultiChoice(options=options):
            if digit == 0:
                return ()
            return toggled(question, options[digit - 1].id, current) if digit <= len(options) else None
        case Rating(minimum=minimum, maximum=maximum):
            meant = 10 if digit == 0 and minimum > 0 else digit
            return Fraction(meant) if minimum <= meant <= maximum else None
        case _:
            there = offers(question, "")
            return there[digit - 1].value if 0 < digit <= len(there) else None


def toggled(question: Question, option_id: str, current: Value | None) -> Value:
    """The chosen options with one more, or without it, in the checklist's order."""
    chosen = set(current) if isinstance(current, tuple) else set()
    return check_value(question, sorted(chosen ^ {option_id}))


def typed(question: Question) -> bool:
    """Whether the answer is typed into a field."""
    return not isinstance(question.answer, YesNo | Choice | MultiChoice | Rating)


def takes_digits(question: Question) -> bool:
    """Whether a digit begins the typing of an answer."""
    return isinstance(question.answer, Number | Duration | Date)


def text_of(question: Question, value: Value | None) -> str:
    """A typed value as its field shows it."""
    if value is None or value is NA:
        return ""
    if isinstance(value, Fraction):
        if isinstance(question.answer, Duration):
            return _clock(value) if value.denominator == 1 else number_text(value)
        return number_text(value)
    return value if isinstance(value, str) else ""


def parsed(question: Question, text: str) -> Value | None:
    """The value that was typed; None for an empty field.

    Raises:
        NotPermitted: the text means no permitted value.
    """
    words = text.strip()
    if not words:
        return None
    reader = _READERS.get(type(question.answer))
    try:
        return check_value(question, reader(words) if reader else words)
    except NotPermitted:
        raise
    except ValueError as error:
        raise NotPermitted(question.id, expected(question)) from error


def expected(question: Question) -> str:
    """What to type, for people."""
    match question.answer:
        case Number():
            return _("A number, for example 2.5")
        case Duration():
            return _("Seconds or minutes:seconds, for example 90 or 1:30")
        case Date():
            return _("A date, for example {date}").format(date="2026-11-22")
        case _:
            return _("Text")


def _seconds(words: str) -> Fraction:
    parts = words.replace("：", ":").replace("'", ":").rstrip('":').split(":")
    seconds = Fraction(0)
    for part in parts:
        seconds = seconds * 60 + exact_number(part.strip())
    return seconds


def _day(words: str) -> str:
    return date.fromisoformat(words.replace("/", "-").replace(".", "-")).isoformat()


def _clock(seconds: Fraction) -> str:
    return f"{seconds // 60}:{int(seconds % 60):02}" if seconds >= 60 else str(seconds)


_READERS: dict[type, Callable[[str], object]] = {
    Number: lambda words: exact_number(words.replace("，", ".")),
    Duration: _seconds,
    Date: _day,
}
