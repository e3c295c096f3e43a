"""What ``when`` means for hidden, unanswered and not applicable questions."""

from fractions import Fraction

import pytest

from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import FreeText, MultiChoice, Number
from qa_auditor.domain.checklist import ScoreBand as Band
from qa_auditor.domain.condition import And, Chosen, Comparator, Compare, Not, Or
from qa_auditor.domain.condition_evaluation import Unsettled, evaluate
from qa_auditor.domain.scoring.sheet import ScoreSheet
from tests.domain.scoring.building import ask, checklist, options, section

EQ, NE, LT, GE, IN = Comparator.EQ, Comparator.NE, Comparator.LT, Comparator.GE, Comparator.IN


def holds(condition, **operands):
    return evaluate(condition, operands.get)


@pytest.mark.parametrize("comparator", list(Comparator))
def test_a_comparison_with_an_unanswered_question_is_false_inside_not_too(comparator):
    comparison = Compare("q", comparator, ("1",))
    assert holds(comparison) is False
    assert holds(Not(comparison)) is True


def test_only_equality_with_na_is_true_of_na():
    assert holds(Compare("q", EQ, ("na",)), q=NA) is True
    for comparator in Comparator:
        assert holds(Compare("q", comparator, ("yes",)), q=NA) is False
    for comparator in (NE, IN):
        assert holds(Compare("q", comparator, ("na",)), q=NA) is False
    assert holds(Compare("q", EQ, ("na",)), q="yes") is False
    assert holds(Compare("q", NE, ("na",)), q="yes") is False


def test_numbers_compare_by_value():
    assert holds(Compare("q", EQ, ("1.0",)), q=Fraction(1)) is True
    assert holds(Compare("q", NE, ("1.0",)), q=Fraction(1)) is False
    assert holds(Compare("q", LT, ("10",)), q=Fraction(9)) is True
    assert holds(Compare("q", GE, ("0.1",)), q=Fraction(1, 10)) is True
    assert holds(Compare("q", IN, ("1", "2.50")), q=Fraction(5, 2)) is True


def test_fields_of_the_subject_compare_as_numbers_where_both_are():
    assert holds(Compare("subject.age", LT, ("10",)), **{"subject.age": "9"}) is True
    assert holds(Compare("subject.day", GE, ("2026-02-01",)), **{"subject.day": "2026-11-22"}) is True
    assert holds(Compare("subject.channel", IN, ("phone", "chat")), **{"subject.channel": "chat"}) is True


def test_chosen_options():
    assert holds(Chosen("a", "q"), q=("a", "b")) is True
    assert holds(Chosen("c", "q"), q=("a", "b")) is False
    assert holds(Chosen("c", "q"), q=NA) is False
    assert holds(Chosen("c", "q")) is False


def test_what_is_still_open_leaves_undecided_only_what_hangs_on_it():
    yes, no = Compare("q", EQ, ("yes",)), Compare("q", EQ, ("no",))
    later = Unsettled()
    assert holds(yes, q=later) is None
    assert holds(Not(yes), q=later) is None
    assert holds(And((yes, Compare("r", EQ, ("yes",)))), q=later, r="no") is False
    assert holds(Or((yes, Compare("r", EQ, ("yes",)))), q=later, r="yes") is True
    assert holds(Or((yes, no)), q=later) is None
    assert holds(Compare("q", EQ, ("na",)), q=later) is False
    assert holds(Compare("q", EQ, ("na",)), q=Unsettled(may_be_na=True)) is None
    # Answered, but its question may be hidden: false for sure where the answer makes it false.
    assert holds(yes, q=Unsettled("no")) is False
    assert holds(yes, q=Unsettled("yes")) is None


def test_a_hidden_question_counts_as_unanswered_for_later_ones():
    form = checklist(
        section(
            "a",
            ask("a"),
            ask("b", when=Compare("a", EQ, ("yes",))),
            ask("c", when=Compare("b", EQ, ("yes",))),
            ask("d", when=Not(Compare("b", EQ, ("yes",)))),
        )
    )
    sheet = ScoreSheet(form, {}, {"a": "yes", "b": "yes", "c": "no"})
    assert sheet.hidden == {"d"}
    assert sheet.set_answer("a", "no") == {"b", "c", "d"}
    assert (sheet.hidden, sheet.total, sheet.missing()) == ({"b", "c"}, 0, ("d",))
    assert sheet.set_answer("a", "yes") == {"b", "c", "d"}
    assert sheet.total == Fraction(200, 3)
    assert sheet.is_hidden("d")


def test_conditions_on_every_kind_of_answer():
    form = checklist(
        section(
            "a",
            ask("n", 1, Number((Band(Fraction(1)),))),
            ask("m", 1, MultiChoice(options(x=1, y=0))),
            ask("t", 1, FreeText()),
            ask("p", when=Compare("n", GE, ("2",))),
            ask("q", when=Chosen("y", "m")),
            ask("r", when=Compare("t", EQ, ("hello there",))),
        )
    )
    assert ScoreSheet(form, {}).hidden == {"p", "q", "r"}
    assert ScoreSheet(form, {}, {"n": Fraction(2), "m": ("x", "y"), "t": "hello there"}).hidden == frozenset()
