"""The range of a draft, with numbers worked out by hand."""

from fractions import Fraction
from typing import Any

import pytest

from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import Choice, Effect, Method, NaRule
from qa_auditor.domain.condition import Comparator, Compare
from qa_auditor.domain.scoring import outlook
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.scoring.plan import Item, Plan
from qa_auditor.domain.scoring.prospects import prospect_of
from qa_auditor.domain.scoring.sheet import ScoreSheet
from tests.domain.scoring.building import ask, checklist, critical, options, section


def reach(form, **answers):
    return score(form, answers, {}).range


def test_answers_given_are_kept_and_each_open_question_has_its_own_ends():
    fair = Choice(options(good=Fraction(3, 4), poor=Fraction(1, 4)))
    form = checklist(section("a", ask("x", 2), ask("y", 1, fair), ask("z", 1)))
    assert reach(form, x="yes") == (Fraction(225, 4), Fraction(375, 4))


def test_not_applicable_may_be_better_than_any_answer():
    poor = Choice(options(good=Fraction(1, 2), poor=0))
    form = checklist(section("a", ask("x", 1), ask("y", 1, poor, na=True)))
    assert reach(form, x="yes") == (50, 100)
    required = checklist(section("a", ask("x", 1), ask("y", 1, poor)))
    assert reach(required, x="yes") == (50, 75)


def test_a_section_that_may_leave_whole():
    form = checklist(section("a", ask("x")), section("b", ask("y", na=True), weight=3), method=Method.WEIGHTED)
    assert reach(form, x="no") == (0, 75)
    assert reach(form, x="yes") == (25, 100)


@pytest.mark.parametrize("rule", [NaRule.FULL, NaRule.ZERO])
def test_a_section_does_not_count_where_nothing_applies(rule):
    worst = Choice(options(good=Fraction(1, 2), poor=Fraction(1, 4)))
    form = checklist(section("a", ask("x")), section("b", ask("y", 1, worst, na=True)), na_rule=rule)
    # Not applicable, the second section leaves: it is neither full nor zero.
    assert reach(form, x="yes") == (Fraction(250, 4), 100)
    assert reach(form, x="no") == (0, 25)


def test_where_not_applicable_counts_in_full_the_cheapest_question_is_answered():
    fair = Choice(options(good=Fraction(1, 2), poor=0))
    form = checklist(section("a", ask("x", 9, fair, na=True), ask("y", 1, fair, na=True)), na_rule=NaRule.FULL)
    # One must apply for a score: the light one, with its better answer.
    assert reach(form) == (0, 95)
    zero = checklist(*form.sections, na_rule=NaRule.ZERO)
    assert reach(zero) == (0, 50)


def test_a_cap_already_earned_holds_the_top():
    form = checklist(section("a", ask("x", 1, critical=critical(Effect.CAP_TOTAL, cap=60)), ask("y", 9)))
    assert reach(form, x="no") == (0, 60)
    assert reach(form, x="yes") == (10, 100)


def test_a_cap_within_reach_lowers_the_bottom():
    form = checklist(section("a", ask("x", 1), ask("y", 0, critical=critical(Effect.CAP_TOTAL, cap=60))))
    assert reach(form, x="yes") == (60, 100)


def test_making_a_capping_error_may_be_the_best_that_is_left():
    # Without the error this question earns nothing; with it, all, up to the cap.
    odd = ask("x", 9, critical=critical(Effect.CAP_TOTAL, "yes", cap=70))
    form = checklist(section("a", odd, ask("y", 1)))
    assert reach(form) == (0, 70)


def test_zero_evaluation_within_reach():
    form = checklist(section("a", ask("x", 9), ask("y", 1, critical=critical(Effect.ZERO_EVALUATION))))
    assert reach(form, x="yes") == (0, 100)
    assert reach(form, y="no") == (0, 0)


def test_an_error_that_zeroes_a_section_within_reach_takes_its_bonus_too():
    form = checklist(
        section("a", ask("x"), ask("extra", bonus=Fraction(9)), ask("f", 0, critical=critical(Effect.ZERO_SECTION))),
        section("b", ask("y")),
    )
    assert reach(form, x="yes", extra="yes", y="yes") == (50, 100)
    assert reach(form, x="no", extra="yes", y="yes") == (50, 59)


def test_bonus_and_maximum_are_in_the_range():
    form = checklist(section("a", ask("x", 1), ask("y", 1), ask("extra", bonus=Fraction(20))), maximum=90)
    assert reach(form, x="yes") == (50, 90)
    assert reach(form, x="no", y="no") == (0, 20)


def test_deduction_caps_each_section():
    form = checklist(
        section("a", ask("x", 30), ask("y", 30), cap=40), section("b", ask("z", 5)), method=Method.DEDUCTION
    )
    assert reach(form) == (55, 100)
    assert reach(form, x="no") == (55, 70)


def test_deduction_needs_an_answer_for_a_score():
    dear = Choice(options(some=Fraction(1, 2), none=0))
    form = checklist(section("a", ask("x", 8, dear, na=True), ask("y", 2, dear, na=True)), method=Method.DEDUCTION)
    assert reach(form) == (90, 99)
    assert reach(form, x=NA) == (98, 99)
    assert reach(form, x=NA, y=NA) is None


def test_deduction_where_an_error_costs_less_than_any_right_answer():
    heavy = Choice(options(poor=0))
    always_wrong = critical(Effect.ZERO_SECTION, "done")
    form = checklist(
        section("a", ask("x", 30, heavy, na=True)),
        section("b", ask("y", 1, Choice(options(done=1)), na=True, critical=always_wrong)),
        method=Method.DEDUCTION,
        base=20,
    )
    # x answered takes all; with x not applicable the error on y takes a single point.
    assert reach(form) == (0, 19)


def test_equal_parts_can_move_weight_to_where_it_pays():
    form = checklist(section("a", ask("x", 1), ask("y", 1), ask("z", 8, na=True)), na_rule=NaRule.SPLIT_EQUALLY)
    assert reach(form, x="yes", y="no") == (10, 90)
    poor = Choice(options(good=Fraction(1, 4), poor=Fraction(1, 8)))
    less = checklist(section("a", ask("x", 1), ask("y", 1), ask("z", 8, poor, na=True)), na_rule=NaRule.SPLIT_EQUALLY)
    assert reach(less, x="yes", y="no") == (20, 50)


def test_equal_parts_can_be_kept_away_from_a_bad_answer_by_leaving_open():
    bad = Choice(options(poor=0))
    form = checklist(
        section("a", ask("x", 1), ask("y", 8, bad, na=True, required=False)),
        section("b", ask("z", 9)),
        na_rule=NaRule.SPLIT_EQUALLY,
    )
    # Not applicable, the second gives its weight to the first, which earned nothing; left open, it does not.
    assert reach(form, x="no", z="yes") == (50, 90)


def test_flags_and_fails_do_not_touch_the_range():
    form = checklist(
        section("a", ask("x", critical=critical(Effect.FAIL)), ask("y", 0, critical=critical(Effect.FLAG)))
    )
    assert reach(form, x="yes") == (100, 100)


def test_a_question_that_may_yet_be_hidden_may_count_or_not():
    form = checklist(section("a", ask("x", 1), ask("q", 0), ask("y", 1, when=Compare("q", Comparator.EQ, ("yes",)))))
    assert reach(form, x="yes") == (50, 100)
    assert reach(form, x="yes", q="no") == (100, 100)
    # An answer that would be shown again is kept.
    assert reach(form, x="yes", y="no") == (50, 100)


def test_a_section_may_leave_when_its_last_question_is_hidden():
    form = checklist(
        section("a", ask("x", 1), ask("q", 0)),
        section("b", ask("y", 1, when=Compare("q", Comparator.EQ, ("yes",))), ask("r", 8, na=True)),
        na_rule=NaRule.FULL,
    )
    assert reach(form, x="no", r=NA) == (0, 90)
    assert reach(form, x="no", r=NA, q="no") == (0, 0)


def test_a_condition_on_the_subject_is_decided_from_the_start():
    form = checklist(section("a", ask("x"), ask("y", when=Compare("subject.channel", Comparator.EQ, ("phone",)))))
    assert score(form, {"x": "yes"}, {"channel": "phone"}).range == (50, 100)
    assert score(form, {"x": "yes"}, {"channel": "mail"}).range == (100, 100)


def test_range_follows_answers_that_are_taken_back():
    sheet = ScoreSheet(checklist(section("a", ask("x", 1), ask("y", 3))), {})
    sheet.set_answer("y", "no")
    assert sheet.range == (0, 25)
    sheet.set_answer("y", None)
    assert sheet.range == (0, 100)


def test_the_cost_of_an_answer_does_not_grow_with_the_checklist(monkeypatch):
    """Counted, not timed: how many questions the range looks at again after one answer."""
    looked: list[str] = []

    def count(plan: Plan, item: Item, *args: Any, **more: Any) -> Any:
        looked.append(item.question.id)
        return prospect_of(plan, item, *args, **more)

    monkeypatch.setattr(outlook, "prospect_of", count)
    for size in (60, 3000):
        sections = [section(f"s{start}", *(ask(f"q{start + n}") for n in range(20))) for start in range(0, size, 20)]
        sheet = ScoreSheet(checklist(*sections), {})
        _ = sheet.range
        looked.clear()
        sheet.set_answer("q7", "no")
        assert sheet.range == (0, 100 * (1 - Fraction(1, size)))
        assert looked == ["q7"]
