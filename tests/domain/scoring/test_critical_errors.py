"""Critical errors: which answers are one, and what each effect does."""

from fractions import Fraction

import pytest

from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import (
    Choice,
    CriticalClass,
    Duration,
    Effect,
    FreeText,
    Method,
    MultiChoice,
    NaRule,
    Number,
    NumberRange,
    Rating,
    ScoreBand,
    YesNo,
)
from qa_auditor.domain.scoring.earning import fails, fraction_of, is_critical_answer, reachable
from qa_auditor.domain.scoring.engine import score
from tests.domain.scoring.building import ask, checklist, critical, options, section

OK = "yes"


def form_with(*fatal, **scoring):
    """Nine tenths in one section, one tenth in the section of the critical questions."""
    return checklist(section("a", ask("good", 8), ask("bad", 1)), section("b", *fatal), **scoring)


def test_fail_keeps_the_score_and_fails_the_evaluation():
    made = score(form_with(ask("x", critical=critical()), pass_mark=50), {"good": OK, "bad": OK, "x": "no"}, {})
    assert (made.total, made.passed) == (90, False)
    assert [(error.question_id, error.critical_class, error.effect) for error in made.critical] == [
        ("x", CriticalClass.CUSTOMER, Effect.FAIL)
    ]


def test_flag_only_counts():
    made = score(
        form_with(ask("x", critical=critical(Effect.FLAG)), pass_mark=50), {"good": OK, "bad": OK, "x": "no"}, {}
    )
    assert (made.total, made.passed, len(made.critical)) == (90, True, 1)


def test_zero_section_zeroes_every_fraction_of_its_section_and_no_other():
    form = form_with(
        ask("x", critical=critical(Effect.ZERO_SECTION)), ask("y", 10), ask("extra", bonus=Fraction(5)), pass_mark=0
    )
    made = score(form, {"good": OK, "bad": OK, "x": "no", "y": OK, "extra": OK}, {})
    assert made.sections == {"a": 100, "b": 0}
    assert (made.total, made.passed, made.areas) == (45, False, {"people.tact": 45})
    y = made.contributions[3]
    assert (y.fraction, y.earned, y.lost, y.failed) == (1, 0, 50, False)
    # Every fraction of the section, bonus too.
    assert (made.bonus, made.contributions[4].earned) == (0, 0)


def test_zero_section_zeroes_what_full_counts():
    form = checklist(
        section("a", ask("x", critical=critical(Effect.ZERO_SECTION)), ask("y", na=True)), na_rule=NaRule.FULL
    )
    made = score(form, {"x": "no", "y": NA}, {})
    assert made.total == 0
    assert [(entry.fraction, entry.earned) for entry in made.counted_not_applicable] == [(1, 0)]


def test_zero_section_under_deduction_takes_all_that_the_section_can():
    fatal = ask("x", 2, critical=critical(Effect.ZERO_SECTION))
    open_ended = checklist(section("a", fatal, ask("y", 6)), method=Method.DEDUCTION)
    assert score(open_ended, {"x": "no", "y": OK}, {}).total == 92
    capped = checklist(section("a", fatal, ask("y", 6), cap=4), method=Method.DEDUCTION)
    made = score(capped, {"x": "no", "y": OK}, {})
    assert (made.total, [entry.lost for entry in made.contributions]) == (96, [1, 3])


def test_the_lowest_cap_holds():
    caps = [ask(f"x{cap}", 0, critical=critical(Effect.CAP_TOTAL, cap=cap)) for cap in (70, 40, 55)]
    form = form_with(*caps)
    answers = {"good": OK, "bad": OK}
    assert score(form, {**answers, "x70": "no", "x40": "yes", "x55": "no"}, {}).total == 55
    assert score(form, {"good": "no", "bad": OK, "x70": "no"}, {}).total == Fraction(100, 9)


def test_zero_evaluation_and_the_order_of_steps():
    form = form_with(
        ask("x", critical=critical(Effect.ZERO_EVALUATION)),
        ask("cap", 0, critical=critical(Effect.CAP_TOTAL, cap=50)),
        ask("extra", bonus=Fraction(60)),
        pass_mark=0,
    )
    good = {"good": OK, "bad": OK, "extra": OK}
    made = score(form, {**good, "x": "no", "cap": OK}, {})
    assert (made.total, made.raw, made.sections, made.passed) == (0, 90, {"a": 100, "b": 0}, False)
    # The cap comes after the bonus.
    assert score(form, {**good, "x": OK, "cap": "no"}, {}).total == 50


def test_a_null_total_stays_null_whatever_the_error():
    form = checklist(section("a", ask("x", 0, critical=critical(Effect.ZERO_EVALUATION))), pass_mark=0)
    made = score(form, {"x": "no"}, {})
    assert (made.total, made.passed, len(made.critical)) == (None, None, 1)


def test_not_applicable_and_bonus_are_never_errors():
    form = checklist(
        section(
            "a", ask("y"), ask("x", na=True, critical=critical()), ask("b", bonus=Fraction(1), critical=critical())
        ),
        pass_mark=0,
    )
    made = score(form, {"y": OK, "x": NA, "b": "no"}, {})
    assert (made.critical, made.passed) == ((), True)


def test_text_is_never_critical():
    assert not is_critical_answer(ask("x", 1, FreeText(), critical=critical(Effect.FAIL, "no")), "no")


def test_yes_no_passes_with_the_answer_that_passes():
    question = ask("x", 1, YesNo("no"))
    assert (fraction_of(question, "no"), fraction_of(question, "yes")) == (1, 0)


def test_multi_choice_fails_on_any_chosen_option_and_none_stands_for_nothing():
    question = ask(
        "x",
        1,
        MultiChoice(options(a=Fraction(1, 2), b=Fraction(3, 4), c=-1)),
        critical=critical(Effect.FAIL, "c", "none"),
    )
    assert fraction_of(question, ("a", "b")) == 1
    assert fraction_of(question, ("a", "c")) == 0
    assert fraction_of(question, ()) == 0
    assert [is_critical_answer(question, value) for value in [("a",), ("a", "c"), ()]] == [False, True, True]


def test_numbers_fail_within_ranges_limits_included():
    bands = (
        ScoreBand(Fraction(1), maximum=Fraction(2)),
        ScoreBand(Fraction(1, 2), maximum=Fraction(4)),
        ScoreBand(Fraction(0)),
    )
    question = ask("x", 1, Number(bands), critical=critical(Effect.FAIL, NumberRange(Fraction(4), None)))
    assert [fraction_of(question, Fraction(number)) for number in ("2", "2.001", "4", "4.001", "-5")] == [
        1,
        Fraction(1, 2),
        Fraction(1, 2),
        0,
        1,
    ]
    assert not is_critical_answer(question, Fraction("3.999"))
    assert is_critical_answer(question, Fraction(4))


def test_lower_limits_of_bands_belong_to_them():
    bands = (
        ScoreBand(Fraction(1), minimum=Fraction(9)),
        ScoreBand(Fraction(1, 2), minimum=Fraction(5)),
        ScoreBand(Fraction(0)),
    )
    question = ask("x", 1, Duration(bands))
    assert [fraction_of(question, Fraction(number)) for number in (9, 8, 5, 4)] == [
        1,
        Fraction(1, 2),
        Fraction(1, 2),
        0,
    ]


def test_ratings_are_linear_or_by_table():
    assert fraction_of(ask("x", 1, Rating(1, 5)), Fraction(2)) == Fraction(1, 4)
    table = Rating(1, 3, ((1, Fraction(0)), (2, Fraction(9, 10)), (3, Fraction(1))))
    assert fraction_of(ask("x", 1, table), Fraction(2)) == Fraction(9, 10)


@pytest.mark.parametrize("value", [Fraction(3, 2), Fraction(0), Fraction(6), "3", ("a",)])
def test_what_a_rating_does_not_permit_is_refused(value):
    with pytest.raises(ValueError, match="x"):
        fraction_of(ask("x", 1, Rating(1, 5)), value)


def test_a_question_fails_below_one_or_on_a_marked_answer():
    marked = ask("x", 1, Choice(options(best=1, fair=Fraction(1, 2), odd=1)), critical=critical(Effect.FLAG, "odd"))
    assert [fails(marked, value) for value in ("best", "fair", "odd")] == [False, True, True]
    assert not fails(ask("b", bonus=Fraction(2)), "no")


def test_reach_of_bands_knows_which_are_in_the_shadow():
    # The second band never holds, and no duration is below 0.
    shadowed = (
        ScoreBand(Fraction(1, 2), maximum=Fraction(9)),
        ScoreBand(Fraction(1), maximum=Fraction(5)),
        ScoreBand(Fraction(1, 4)),
    )
    assert (reachable(ask("x", 1, Number(shadowed))).lowest, reachable(ask("x", 1, Number(shadowed))).highest) == (
        Fraction(1, 4),
        Fraction(1, 2),
    )
    negative = (ScoreBand(Fraction(1), maximum=Fraction(-1)), ScoreBand(Fraction(1, 2)))
    assert reachable(ask("x", 1, Duration(negative))).highest == Fraction(1, 2)
    assert reachable(ask("x", 1, Number(negative))).highest == 1


def test_reach_keeps_errors_apart():
    bands = (
        ScoreBand(Fraction(1), maximum=Fraction(2)),
        ScoreBand(Fraction(1, 2), maximum=Fraction(4)),
        ScoreBand(Fraction(0)),
    )
    reach = reachable(ask("x", 1, Number(bands), critical=critical(Effect.FAIL, NumberRange(Fraction(3), Fraction(4)))))
    assert (reach.safe, reach.failing) == ((0, 1), (Fraction(1, 2), Fraction(1, 2)))
    rating = reachable(ask("x", 1, Rating(1, 5), critical=critical(Effect.FAIL, NumberRange(None, Fraction(2)))))
    assert (rating.safe, rating.failing) == ((Fraction(1, 2), 1), (0, Fraction(1, 4)))
    chosen = MultiChoice(options(a=Fraction(1, 2), b=Fraction(-1, 4), c=Fraction(1, 4)))
    several = reachable(ask("x", 1, chosen, critical=critical(Effect.FAIL, "b", "none")))
    assert (several.safe, several.failing) == ((Fraction(1, 4), Fraction(3, 4)), (0, Fraction(1, 2)))
