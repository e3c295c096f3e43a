"""Short ways to write a checklist down in a test."""

from fractions import Fraction
from typing import Any, TypeVar

from qa_auditor.domain.checklist import (
    Checklist,
    Critical,
    CriticalClass,
    Effect,
    GradeBand,
    NumberRange,
    Option,
    Question,
    Rating,
    Scoring,
    Section,
    SubjectKind,
    YesNo,
)
from qa_auditor.domain.text import plain

T = TypeVar("T")


def ask(name: str, weight: Any = 1, answer: Any = None, **fields: Any) -> Question:
    """A yes/no question of a weight; ``fields`` are those of a question."""
    fields.setdefault("area", "people.tact")
    return Question(id=name, text=plain(name), answer=answer or YesNo(), weight=Fraction(weight), **fields)


def halves(name: str, weight: Any = 1, **fields: Any) -> Question:
    """A question answered with 0, 1 or 2, which earn nothing, a half and all."""
    return ask(name, weight, Rating(0, 2), **fields)


def section(name: str, *questions: Question, weight: Any = 1, cap: Any = None) -> Section:
    return Section(name, plain(name), questions, Fraction(weight), None if cap is None else Fraction(cap))


def checklist(
    *sections: Section, pass_mark: Any = None, bands: dict[int, str] | None = None, **scoring: Any
) -> Checklist:
    """``scoring``: method, na_rule, base, maximum."""
    grades = tuple(GradeBand(Fraction(lower), plain(title)) for lower, title in (bands or {}).items())
    numbers: dict[str, Any] = {
        name: Fraction(value) if name in ("base", "maximum") else value for name, value in scoring.items()
    }
    mark = None if pass_mark is None else Fraction(pass_mark)
    return Checklist(
        "made", 1, plain("made"), SubjectKind.CALL, sections, Scoring(pass_mark=mark, bands=grades, **numbers)
    )


def critical(effect: Effect = Effect.FAIL, *on: str | NumberRange, cap: Any = None, **fields: Any) -> Critical:
    """A critical question that fails on ``no`` unless said."""
    fields.setdefault("critical_class", CriticalClass.CUSTOMER)
    return Critical(effect=effect, on=on or ("no",), cap=None if cap is None else Fraction(cap), **fields)


def options(**scores: Any) -> tuple[Option, ...]:
    return tuple(Option(name, plain(name), Fraction(score)) for name, score in scores.items())


def known(value: T | None) -> T:
    """``value``, which the test knows to be there."""
    assert value is not None
    return value
