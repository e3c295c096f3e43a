"""Conditions are read by the grammar of the format, and a wrong one is pointed at to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.condition import And, Chosen, Comparator, Compare, Condition, Not, Or
from qa_auditor.domain.condition_parser import ConditionProblem, ConditionSyntaxError, parse_condition

A = Compare("a", Comparator.EQ, ("1",))
B = Compare("b", Comparator.EQ, ("2",))
C = Compare("c", Comparator.EQ, ("3",))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("resolved == no", Compare("resolved", Comparator.EQ, ("no",))),
        ("a-b != c-d", Compare("a-b", Comparator.NE, ("c-d",))),
        ("a==1", A),
        ("a<=-3", Compare("a", Comparator.LE, ("-3",))),
        ("a >= 2.5", Compare("a", Comparator.GE, ("2.5",))),
        ("subject.channel == 电话", Compare("subject.channel", Comparator.EQ, ("电话",))),
        ("a == 'two words'", Compare("a", Comparator.EQ, ("two words",))),
        ('a == "b and c"', Compare("a", Comparator.EQ, ("b and c",))),
        ("a == ''", Compare("a", Comparator.EQ, ("",))),
        ("a == b", Compare("a", Comparator.EQ, ("b",))),
        ("a == not", Compare("a", Comparator.EQ, ("not",))),
        ("a in [x]", Compare("a", Comparator.IN, ("x",))),
        ("a in [x, 'y z',w]", Compare("a", Comparator.IN, ("x", "y z", "w"))),
        ("fee in issues", Chosen("fee", "issues")),
        ("'late fee' in issues", Chosen("late fee", "issues")),
        ("a == 1 and b == 2 or c == 3", Or((And((A, B)), C))),
        ("a == 1 or b == 2 and c == 3", Or((A, And((B, C))))),
        ("(a == 1 or b == 2) and c == 3", And((Or((A, B)), C))),
        ("not a == 1 and b == 2", And((Not(A), B))),
        ("not (a == 1 and b == 2)", Not(And((A, B)))),
        ("not not a == 1", Not(Not(A))),
        ("a == 1\n  and b == 2", And((A, B))),
    ],
)
def test_meaning(text: str, meaning: Condition) -> None:
    assert parse_condition(text) == meaning


@pytest.mark.parametrize(
    ("text", "problem", "column"),
    [
        ("", ConditionProblem.EMPTY, 1),
        ("   ", ConditionProblem.EMPTY, 1),
        ("a", ConditionProblem.OPERATOR_EXPECTED, 2),
        ("a ==", ConditionProblem.LITERAL_EXPECTED, 5),
        ("== 1", ConditionProblem.NAME_EXPECTED, 1),
        ("'a' == 1", ConditionProblem.NAME_EXPECTED, 1),
        ("a = 1", ConditionProblem.SINGLE_EQUALS, 3),
        ("a ! 1", ConditionProblem.STRAY_CHARACTER, 3),
        ("a == 'x", ConditionProblem.OPEN_QUOTE, 6),
        ("a == 1 b", ConditionProblem.UNEXPECTED, 8),
        ("a < b < c", ConditionProblem.UNEXPECTED, 7),
        ("a == 1 and", ConditionProblem.NAME_EXPECTED, 11),
        ("(a == 1", ConditionProblem.CLOSING_EXPECTED, 8),
        ("a == 1)", ConditionProblem.UNEXPECTED, 7),
        ("a in []", ConditionProblem.LITERAL_EXPECTED, 7),
        ("a in [x y]", ConditionProblem.SEPARATOR_EXPECTED, 9),
        ("a in 'b'", ConditionProblem.NAME_AFTER_IN, 6),
        ("a == [x]", ConditionProblem.LIST_NEEDS_IN, 6),
        ("a not in [x]", ConditionProblem.NOT_IN, 3),
        ("a < 1e999999", ConditionProblem.HUGE_NUMBER, 5),
        ("(" * 100 + "a == 1" + ")" * 100, ConditionProblem.TOO_DEEP, 51),
        ("not " * 10_000, ConditionProblem.TOO_LONG, 10_001),
    ],
)
def test_where_it_is_wrong(text: str, problem: ConditionProblem, column: int) -> None:
    with pytest.raises(ConditionSyntaxError) as caught:
        parse_condition(text)
    assert (caught.value.problem, caught.value.column) == (problem, column)


@given(st.text(alphabet=" ()[],'\"=!<>abin-not.and or1", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    column = 1
    try:
        parse_condition(text)
    except ConditionSyntaxError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1
