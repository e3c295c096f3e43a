"""Which values a question takes, and what it says of others."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import Choice, Date, Duration, EvidenceAnswer, FreeText, MultiChoice, Number, Rating
from qa_auditor.domain.checklist import ScoreBand as Band
from qa_auditor.domain.scoring.permitted import NotPermitted, check_value
from tests.domain.scoring.building import ask, options

BANDS = (Band(Fraction(1)),)
TWO = options(a=1, b=0)


@pytest.mark.parametrize(
    ("answer", "raw", "value"),
    [
        (None, "yes", "yes"),
        (Choice(TWO), "b", "b"),
        (MultiChoice(TWO), ["b", "a"], ("a", "b")),
        (MultiChoice(TWO), [], ()),
        (Rating(1, 5), 5, Fraction(5)),
        (Rating(1, 5), Decimal("5.0"), Fraction(5)),
        (Number(BANDS), Decimal("0.1"), Fraction(1, 10)),
        (Number(BANDS), -3, Fraction(-3)),
        (Duration(BANDS), 0, Fraction(0)),
        (FreeText(), "好", "好"),
        (Date(), "2026-11-22", "2026-11-22"),
        (EvidenceAnswer(), "photo.jpg", "photo.jpg"),
    ],
)
def test_permitted(answer, raw, value):
    assert check_value(ask("x", 1, answer), raw) == value


@pytest.mark.parametrize(
    ("answer", "raw"),
    [
        (None, "Yes"),
        (None, True),
        (None, 1),
        (Choice(TWO), "c"),
        (Choice(TWO), ["a"]),
        (MultiChoice(TWO), "a"),
        (MultiChoice(TWO), ["a", "a"]),
        (MultiChoice(TWO), ["a", "c"]),
        (MultiChoice(TWO), [["a"]]),
        (MultiChoice(TWO), {"a": 1}),
        (Rating(1, 5), 6),
        (Rating(1, 5), Decimal("4.5")),
        (Rating(1, 5), True),
        (Rating(1, 5), "4"),
        (Number(BANDS), "many"),
        (Number(BANDS), 0.1),
        (Number(BANDS), Decimal("NaN")),
        (Duration(BANDS), -1),
        (FreeText(), 5),
        (Date(), "22.11.2026"),
        (Date(), "2026-02-30"),
        (Date(), "20261122"),
        (None, None),
    ],
)
def test_refused(answer, raw):
    with pytest.raises(NotPermitted) as refused:
        check_value(ask("x", 1, answer, na=True), raw)
    assert refused.value.question_id == "x"
    assert refused.value.allowed.endswith(", na")


@pytest.mark.parametrize("answer", [None, FreeText(), Number(BANDS), MultiChoice(TWO)])
@pytest.mark.parametrize("raw", ["na", NA])
def test_not_applicable_only_where_the_question_says_so(answer, raw):
    assert check_value(ask("x", 1, answer, na=True), raw) is NA
    with pytest.raises(NotPermitted):
        check_value(ask("x", 1, answer), raw)


def test_what_is_allowed_is_said():
    with pytest.raises(NotPermitted, match="a, b"):
        check_value(ask("x", 1, Choice(TWO)), "c")
    with pytest.raises(NotPermitted, match="from 1 to 5"):
        check_value(ask("x", 1, Rating(1, 5)), 9)
