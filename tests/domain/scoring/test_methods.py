"""The three methods, the N/A rules and "no score", with numbers worked out by hand."""

from fractions import Fraction

import pytest

from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import FreeText, Method, NaRule
from qa_auditor.domain.condition import Comparator, Compare
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.scoring.sheet import ScoreSheet
from tests.domain.scoring.building import ask, checklist, critical, halves, known, section

FULL, HALF, NONE = Fraction(2), Fraction(1), Fraction(0)


def total(form, **answers):
    return score(form, answers, {}).total


def by_question(made):
    return {entry.question_id: entry for entry in made.contributions}


def test_points_weigh_all_questions_alike_whatever_their_section():
    form = checklist(section("a", ask("x", 3), weight=90), section("b", ask("y", 1), weight=10))
    assert total(form, x="yes", y="no") == 75


def test_weighted_weighs_sections():
    form = checklist(
        section("a", ask("x", 3), ask("z", 1), weight=90), section("b", ask("y", 1), weight=10), method=Method.WEIGHTED
    )
    made = score(form, {"x": "yes", "z": "no", "y": "no"}, {})
    assert made.total == Fraction(675, 10)
    assert made.sections == {"a": 75, "b": 0}
    assert [(entry.effective_weight, entry.earned, entry.lost) for entry in made.contributions] == [
        (Fraction(27, 40), Fraction(135, 2), 0),
        (Fraction(9, 40), 0, Fraction(45, 2)),
        (Fraction(1, 10), 0, 10),
    ]


def test_deduction_takes_points_off_the_base():
    form = checklist(section("a", ask("x", 5), halves("y", 4)), method=Method.DEDUCTION)
    made = score(form, {"x": "no", "y": HALF}, {})
    assert (made.total, made.raw) == (93, 93)
    assert made.sections == {"a": Fraction(200, 9)}
    assert [(entry.effective_weight, entry.earned, entry.lost) for entry in made.contributions] == [
        (None, None, 5),
        (None, None, 2),
    ]
    assert made.areas == {"people.tact": Fraction(200, 9)}


def test_deduction_takes_no_more_than_a_sections_cap_and_shares_it():
    form = checklist(
        section("a", ask("x", 6), ask("y", 3), ask("z", 3), cap=6), method=Method.DEDUCTION, base=50, maximum=50
    )
    made = score(form, {"x": "no", "y": "no", "z": "yes"}, {})
    assert made.total == 44
    assert made.sections == {"a": 0}
    assert [entry.lost for entry in made.contributions] == [4, 2, 0]
    # Caps are put aside for key areas.
    assert made.areas == {"people.tact": 25}


def test_deduction_is_held_at_zero_before_bonus_and_losses_are_reduced():
    form = checklist(
        section("a", ask("x", 8), ask("y", 4)),
        section("b", ask("b", bonus=Fraction(3))),
        method=Method.DEDUCTION,
        base=10,
        maximum=10,
    )
    made = score(form, {"x": "no", "y": "no", "b": "yes"}, {})
    assert (made.raw, made.bonus, made.total) == (0, 3, 3)
    lost = by_question(made)
    assert (lost["x"].lost, lost["y"].lost) == (Fraction(20, 3), Fraction(10, 3))
    assert made.sections == {"a": 0, "b": None}


def test_deduction_section_that_can_take_nothing_off_has_no_score():
    form = checklist(section("a", ask("x"), cap=0), method=Method.DEDUCTION)
    assert score(form, {"x": "no"}, {}).sections == {"a": None}
    assert total(form, x="no") == 100


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (NaRule.REDISTRIBUTE, Fraction(75)),
        (NaRule.SPLIT_EQUALLY, Fraction(220, 3)),
        (NaRule.FULL, Fraction(80)),
        (NaRule.ZERO, Fraction(60)),
    ],
)
@pytest.mark.parametrize("method", [Method.POINTS, Method.WEIGHTED])
def test_same_answers_under_every_rule(method, rule, expected):
    questions = [halves("q1", 40), halves("q2", 20), halves("q3", 20), halves("q4", 20, na=True)]
    form = checklist(section("a", *questions), method=method, na_rule=rule)
    made = score(form, {"q1": FULL, "q2": HALF, "q3": HALF, "q4": NA}, {})
    assert made.total == expected
    assert sum(known(entry.earned) for entry in (*made.contributions, *made.counted_not_applicable)) == expected


def test_equal_parts_of_forty_thirty_thirty_are_fifty_five_and_forty_five():
    form = checklist(section("a", ask("x", 40), ask("y", 30), ask("z", 30, na=True)), na_rule=NaRule.SPLIT_EQUALLY)
    made = score(form, {"x": "yes", "y": "no", "z": NA}, {})
    assert made.total == 55
    assert [entry.weight for entry in made.contributions] == [55, 45]


def test_equal_parts_go_to_what_is_still_unanswered_too():
    form = checklist(section("a", ask("x", 40), ask("y", 30), ask("z", 30, na=True)), na_rule=NaRule.SPLIT_EQUALLY)
    assert [entry.weight for entry in score(form, {"x": "yes", "z": NA}, {}).contributions] == [55]


def test_equal_parts_leave_out_bonus_unscored_weightless_and_hidden_questions():
    form = checklist(
        section(
            "a",
            ask("x", 10),
            ask("gone", 10, na=True),
            ask("free", 0),
            ask("extra", 5, bonus=Fraction(1)),
            ask("words", 5, FreeText()),
            ask("hidden", 5, when=Compare("x", Comparator.EQ, ("no",))),
        ),
        section("b", ask("y", 20)),
        na_rule=NaRule.SPLIT_EQUALLY,
    )
    made = score(
        form, {"x": "yes", "gone": NA, "free": "no", "extra": "no", "words": "w", "hidden": "no", "y": "no"}, {}
    )
    assert made.total == 50
    assert {name: entry.weight for name, entry in by_question(made).items()} == {
        "x": 20,
        "free": 0,
        "extra": 1,
        "y": 20,
    }


def test_equal_parts_without_a_receiver_leave():
    form = checklist(
        section("a", ask("x", 0), ask("z", 9, na=True)), section("b", ask("y", 1)), na_rule=NaRule.SPLIT_EQUALLY
    )
    assert total(form, x="no", z=NA, y="yes") == 100


@pytest.mark.parametrize("rule", list(NaRule))
@pytest.mark.parametrize("method", [Method.POINTS, Method.WEIGHTED])
def test_a_section_where_nothing_applies_leaves_under_every_rule(method, rule):
    form = checklist(
        section("a", ask("x", 9, na=True)), section("b", ask("y", 1), ask("z", 1)), method=method, na_rule=rule
    )
    made = score(form, {"x": NA, "y": "yes", "z": "no"}, {})
    assert made.total == 50
    assert made.sections == {"a": None, "b": 50}
    assert made.counted_not_applicable == ()


@pytest.mark.parametrize("rule", list(NaRule))
@pytest.mark.parametrize("method", list(Method))
def test_an_evaluation_where_nothing_applies_has_no_score(method, rule):
    fatal = ask("x", 9, na=True)
    form = checklist(
        section("a", fatal, ask("extra", bonus=Fraction(5)), ask("w", 1, FreeText(), critical=critical())),
        method=method,
        na_rule=rule,
        pass_mark=0,
        bands={0: "any"},
    )
    made = score(form, {"x": NA, "extra": "yes", "w": "no"}, {})
    assert (made.total, made.raw, made.passed, made.band, made.range) == (None, None, None, None, None)
    assert made.sections == {"a": None}
    assert made.dimensions == {"people": None}


@pytest.mark.parametrize("method", list(Method))
def test_no_weight_no_score(method):
    form = checklist(section("a", ask("x", 0)), method=method)
    made = score(form, {"x": "yes"}, {})
    assert (made.total, made.sections, made.areas) == (None, {"a": None}, {"people.tact": None})


def test_sections_without_weight_make_no_weighted_total():
    form = checklist(section("a", ask("x"), weight=0), method=Method.WEIGHTED)
    made = score(form, {"x": "yes"}, {})
    assert (made.total, made.sections) == (None, {"a": 100})


def test_key_area_where_nothing_applies_has_no_score_though_it_counts_in_the_total():
    form = checklist(
        section("a", ask("x", 1, area="software.time", na=True), ask("y", 1, area="people.tact")), na_rule=NaRule.FULL
    )
    made = score(form, {"x": NA, "y": "no"}, {})
    assert made.total == 50
    assert made.areas == {"software.time": None, "people.tact": 0}
    assert made.dimensions == {"software": None, "people": 0}


def test_key_areas_count_what_full_counts():
    form = checklist(section("a", ask("x", 3, na=True), ask("y", 1)), na_rule=NaRule.FULL)
    assert score(form, {"x": NA, "y": "no"}, {}).areas == {"people.tact": 75}


def test_key_areas_weigh_by_share_of_the_total():
    form = checklist(
        section("a", ask("x", 1), weight=3),
        section("b", ask("y", 1), ask("z", 1, area="people.guidance"), weight=1),
        method=Method.WEIGHTED,
    )
    made = score(form, {"x": "yes", "y": "no", "z": "yes"}, {})
    assert made.areas == {"people.tact": Fraction(600, 7), "people.guidance": 100}
    assert made.dimensions == {"people": Fraction(175, 2)}


def test_hidden_questions_leave_under_every_rule_and_their_answers_are_ignored():
    form = checklist(
        section("a", ask("x"), ask("y", 9, when=Compare("x", Comparator.EQ, ("no",)), critical=critical())),
        na_rule=NaRule.ZERO,
    )
    made = score(form, {"x": "yes", "y": "no"}, {})
    assert (made.total, made.critical, made.hidden) == (100, (), {"y"})
    assert [entry.question_id for entry in made.contributions] == ["x"]


def test_a_draft_is_scored_over_what_was_answered():
    form = checklist(
        section("a", ask("x", 3), ask("y", 1), ask("open", 1, required=False), ask("w", answer=FreeText()))
    )
    made = score(form, {"x": "yes"}, {})
    assert (made.total, made.missing) == (100, ("y", "w"))
    assert made.range == (75 * Fraction(4, 5), 100)


def test_a_draft_without_answers_has_a_range_and_no_score():
    made = score(checklist(section("a", ask("x"))), {}, {})
    assert (made.total, made.range) == (None, (0, 100))


def test_an_optional_question_left_open_leaves():
    form = checklist(section("a", ask("x", 3), ask("y", 1, required=False)))
    made = score(form, {"x": "yes"}, {})
    assert (made.total, made.missing, made.range) == (100, (), (75, 100))


def test_bonus_is_added_after_the_method_and_held_to_the_maximum():
    form = checklist(section("a", ask("x", 1), ask("y", 1), halves("extra", 7, bonus=Fraction(20))))
    made = score(form, {"x": "yes", "y": "no", "extra": HALF}, {})
    assert (made.raw, made.bonus, made.total) == (50, 10, 60)
    assert made.sections == {"a": 50}
    assert total(form, x="yes", y="yes", extra=FULL) == 100
    assert total(checklist(*form.sections, maximum=110), x="yes", y="yes", extra=HALF) == 110


def test_not_applicable_earns_no_bonus():
    form = checklist(section("a", ask("x"), ask("extra", bonus=Fraction(5), na=True)), na_rule=NaRule.FULL, maximum=200)
    made = score(form, {"x": "yes", "extra": NA}, {})
    assert (made.total, made.bonus) == (100, 0)


def test_bands_and_pass_mark_look_at_the_exact_total():
    bands = {0: "low", 90: "high", 60: "middle"}
    form = checklist(
        section("a", ask("x", Fraction("89.995")), ask("y", Fraction("10.005"))), pass_mark=90, bands=bands
    )
    made = score(form, {"x": "yes", "y": "no"}, {})
    assert (made.total, made.passed, known(made.band).in_language("en")) == (Fraction("89.995"), False, "middle")
    assert known(score(form, {"x": "yes", "y": "yes"}, {}).band).in_language("en") == "high"


def test_below_the_lowest_band_there_is_none():
    form = checklist(section("a", ask("x")), bands={10: "some"})
    assert score(form, {"x": "no"}, {}).band is None


def test_section_points_of_the_window():
    form = checklist(section("a", ask("x", 3), ask("y", 1)), section("b", ask("z", 1)))
    sheet = ScoreSheet(form, {}, {"x": "yes", "y": "no"})
    assert (sheet.section_points("a"), sheet.section_points("b")) == ((3, 4), None)


def test_unknown_question_is_refused():
    with pytest.raises(KeyError):
        score(checklist(section("a", ask("x"))), {"other": "yes"}, {})


def test_refused_value_leaves_the_sheet_as_it_was():
    sheet = ScoreSheet(checklist(section("a", ask("x"))), {}, {"x": "yes"})
    with pytest.raises(ValueError, match="x"):
        sheet.set_answer("x", "maybe")
    assert (sheet.total, sheet.value("x")) == (100, "yes")
