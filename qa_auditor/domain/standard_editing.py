"""A standard with one thing written anew, from the words of a form; the standard itself never changes."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from qa_auditor.domain.exact_number import exact_number
from qa_auditor.domain.standard import Standard, TargetSense
from qa_auditor.domain.text import Text, with_wording

_SetText = Callable[[Standard, Text], Standard]

TEXTS: dict[str, tuple[Callable[[Standard], Text], _SetText]] = {
    "statement": (lambda one: one.statement, lambda one, text: replace(one, statement=text)),
    "indicator": (lambda one: one.indicator, lambda one, text: replace(one, indicator=text)),
    "unit": (lambda one: one.unit, lambda one, text: replace(one, unit=text)),
    "customer_need": (lambda one: one.customer_need, lambda one, text: replace(one, customer_need=text)),
    "achievability": (lambda one: one.achievability, lambda one, text: replace(one, achievability=text)),
}
"""Parts that are texts in several languages: how each is read and written."""


def with_text(standard: Standard, part: str, language: str, wording: str) -> Standard:
    """One of ``TEXTS`` as a reader of ``language`` wrote it; the statement stays while nothing else is written."""
    if part == "statement" and not wording:
        return standard
    read, write = TEXTS[part]
    return write(standard, with_wording(read(standard), language, wording))


def with_number(standard: Standard, part: str, words: str) -> Standard:
    """``target``, ``share`` (a per cent), ``time_limit_s`` or ``review_months`` from what was typed; "" for none.

    Raises:
        ValueError: it is no such number.
    """
    typed = words.strip()
    match part:
        case "target":
            return replace(standard, target=exact_number(typed) if typed else None)
        case "share":
            return replace(standard, share=_share(typed) if typed else None)
        case "time_limit_s":
            return replace(standard, time_limit_s=_whole(typed) if typed else None)
        case _:
            return replace(standard, review_months=_whole(typed) if typed else None)


def with_sense(standard: Standard, sense: TargetSense) -> Standard:
    """The side of the target on which a good value lies."""
    return replace(standard, sense=sense)


def with_processes(standard: Standard, words: str) -> Standard:
    """Codes of the processes that it serves, parted by commas or spaces; none for all."""
    codes = words.upper().replace(",", " ").replace("，", " ").replace("、", " ").split()
    return replace(standard, processes=tuple(dict.fromkeys(codes)))


def number_words(standard: Standard, part: str) -> str:
    """A number as it is typed; "" for none."""
    values = {
        "target": standard.target,
        "share": None if standard.share is None else standard.share * 100,
        "time_limit_s": standard.time_limit_s,
        "review_months": standard.review_months,
    }
    value = values[part]
    return "" if value is None else _plain(Fraction(value))


def _plain(number: Fraction) -> str:
    """A decimal where it ends, else a fraction, so that reading it again gives the same."""
    for digits in range(7):
        if (number * 10**digits).denominator == 1:
            return f"{float(number):.{digits}f}"
    return str(number)


def _share(words: str) -> Fraction:
    share = exact_number(words.removesuffix("%").strip()) / 100
    if not 0 <= share <= 1:
        raise ValueError(words)
    return share


def _whole(words: str) -> int:
    number = exact_number(words)
    if number.denominator != 1 or number <= 0:
        raise ValueError(words)
    return int(number)
