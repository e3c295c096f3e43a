"""What holds for every checklist and every way to answer it."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import Method, NaRule
from qa_auditor.domain.scoring.earning import fraction_of
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.scoring.sheet import ScoreSheet
from tests.domain.scoring.building import known
from tests.domain.scoring.reference import count_of_ends, ends
from tests.domain.scoring.strategies import answers_for, checklists, drafts, telling_values, values_of

PROPORTIONAL = (Method.POINTS, Method.WEIGHTED)
SOME = settings(max_examples=100)


@SOME
@given(drafts(), st.randoms(use_true_random=False))
def test_order_of_answers_is_irrelevant(draft, luck):
    checklist, answers = draft
    order = list(answers.items())
    luck.shuffle(order)
    sheet = ScoreSheet(checklist, {})
    for question_id, value in order:
        sheet.set_answer(question_id, value)
    assert sheet.score() == score(checklist, answers, {})


@SOME
@given(st.data())
def test_a_sheet_that_was_changed_often_equals_a_fresh_one(data):
    checklist = data.draw(checklists())
    sheet = ScoreSheet(checklist, {})
    answers: dict[str, Value] = {}
    questions = list(checklist.questions())
    for _ in range(data.draw(st.integers(1, 12))):
        question = data.draw(st.sampled_from(questions))
        value = data.draw(st.none() | values_of(question))
        before = sheet.hidden
        changed = sheet.set_answer(question.id, value)
        assert changed == before ^ sheet.hidden == sheet.changed_visibility
        answers.pop(question.id, None)
        if value is not None:
            answers[question.id] = value
        # Asking in between must change nothing, and not asking neither.
        if data.draw(st.booleans()):
            fresh = score(checklist, answers, {})
            assert (sheet.range, sheet.total) == (fresh.range, fresh.total)
    assert sheet.score() == score(checklist, answers, {})


@SOME
@given(drafts(methods=PROPORTIONAL))
def test_earned_points_add_up_to_the_exact_raw_score(draft):
    made = score(draft[0], draft[1], {})
    ordinary = [entry for entry in made.contributions if draft[0].by_id[entry.question_id].bonus is None]
    carried = [*ordinary, *made.counted_not_applicable]
    if made.raw is not None:
        assert sum(known(entry.earned) for entry in carried) == made.raw
        assert sum(known(entry.lost) for entry in carried) == 100 - made.raw
        assert sum(known(entry.effective_weight) for entry in carried) == 1


@SOME
@given(drafts(methods=(Method.DEDUCTION,)))
def test_lost_points_add_up_to_what_a_deduction_took_off(draft):
    made = score(draft[0], draft[1], {})
    if made.raw is not None:
        assert sum(known(entry.lost) for entry in made.contributions) == draft[0].scoring.base - made.raw


@SOME
@given(drafts(methods=PROPORTIONAL))
def test_bonus_points_earned_add_up_to_the_bonus(draft):
    made = score(draft[0], draft[1], {})
    bonus = [entry for entry in made.contributions if draft[0].by_id[entry.question_id].bonus is not None]
    assert sum(known(entry.earned) for entry in bonus) == made.bonus
    assert all(entry.effective_weight is None and entry.lost == 0 and not entry.failed for entry in bonus)


@SOME
@given(st.data())
def test_the_range_holds_every_possible_end(data):
    checklist, answers = data.draw(drafts(largest=8))
    made = score(checklist, answers, {}).range
    rest = data.draw(answers_for(checklist, complete=True))
    final = score(checklist, {**rest, **answers}, {}).total
    if final is not None:
        assert made is not None
        assert made[0] <= final <= made[1]


@SOME
@given(st.data())
def test_an_answer_narrows_the_range(data):
    checklist, answers = data.draw(drafts(conditions=False))
    question = data.draw(st.sampled_from(list(checklist.questions())))
    before = score(checklist, {name: value for name, value in answers.items() if name != question.id}, {}).range
    after = score(checklist, {**answers, question.id: data.draw(values_of(question))}, {}).range
    if after is not None:
        assert before is not None
        assert before[0] <= after[0] <= after[1] <= before[1]


@SOME
@given(drafts())
def test_nothing_left_unanswered_makes_the_range_a_point(draft):
    checklist, answers = draft
    made = score(checklist, answers, {})
    if all(question.id in answers or question.id in made.hidden for question in checklist.questions()):
        assert made.range == (None if made.total is None else (made.total, made.total))


@SOME
@given(st.data())
def test_the_range_knows_when_no_score_is_possible(data):
    checklist, answers = data.draw(drafts(conditions=False, largest=4))
    values = {question.id: telling_values(question) for question in checklist.questions()}
    if count_of_ends(checklist, answers, values) <= 500:
        possible = any(score(checklist, end, {}).total is not None for end in ends(checklist, answers, values))
        assert (score(checklist, answers, {}).range is not None) is possible


@SOME
@given(st.data())
def test_a_higher_answer_never_lowers_the_score(data):
    checklist, answers = data.draw(drafts(conditions=False, criticals=False))
    question = data.draw(st.sampled_from([*checklist.questions()]))
    values = telling_values(question)
    low, high = data.draw(st.sampled_from(values)), data.draw(st.sampled_from(values))
    if question.scored and known(fraction_of(question, low)) <= known(fraction_of(question, high)):
        lower = score(checklist, {**answers, question.id: low}, {})
        higher = score(checklist, {**answers, question.id: high}, {})
        if lower.total is not None:
            assert lower.total <= known(higher.total)
        assert all(value is None or value <= known(higher.sections[name]) for name, value in lower.sections.items())


@SOME
@given(drafts(methods=PROPORTIONAL), st.sampled_from([Fraction(1, 3), Fraction(2), Fraction(7, 5)]))
def test_the_unit_of_weights_is_irrelevant(draft, factor):
    checklist, answers = draft
    scaled = replace(
        checklist,
        sections=tuple(
            replace(
                section,
                weight=section.weight * factor,
                questions=tuple(replace(question, weight=question.weight * factor) for question in section.questions),
            )
            for section in checklist.sections
        ),
    )
    one, other = score(checklist, answers, {}), score(scaled, answers, {})
    assert (one.total, one.range, one.sections, one.areas) == (other.total, other.range, other.sections, other.areas)


@SOME
@given(st.data())
def test_not_applicable_is_the_same_as_not_there_where_weight_is_redistributed(data):
    checklist, answers = data.draw(drafts(methods=PROPORTIONAL, na_rules=(NaRule.REDISTRIBUTE,), conditions=False))
    kept = tuple(
        replace(section, questions=tuple(q for q in section.questions if answers.get(q.id) is not NA))
        for section in checklist.sections
    )
    rest = {name: value for name, value in answers.items() if value is not NA}
    smaller = replace(checklist, sections=kept)
    assert score(checklist, answers, {}).total == score(smaller, rest, {}).total


@SOME
@given(drafts(methods=PROPORTIONAL, na_rules=(NaRule.SPLIT_EQUALLY,), whole=True, bonuses=False))
def test_equal_parts_keep_the_weight_of_a_section_that_is_answered(draft):
    checklist, answers = draft
    made = score(checklist, answers, {})
    weights = {entry.question_id: entry.weight for entry in made.contributions}
    for section in checklist.sections:
        asked = [question for question in section.questions if question.id not in made.hidden]
        applicable = [question for question in asked if answers.get(question.id) is not NA]
        if applicable and all(question.id in answers for question in applicable):
            assert sum(weights[q.id] for q in applicable) == sum(q.weight for q in asked)


@SOME
@given(drafts())
def test_a_score_stays_within_its_limits(draft):
    made = score(draft[0], draft[1], {})
    if made.total is not None:
        assert 0 <= made.total <= draft[0].scoring.maximum
    for value in (*made.sections.values(), *made.dimensions.values(), *made.areas.values()):
        assert value is None or 0 <= value <= 100


@SOME
@given(drafts())
def test_one_contribution_alone_is_the_one_in_the_score(draft):
    checklist, answers = draft
    sheet = ScoreSheet(checklist, {}, answers)
    told = {entry.question_id: entry for entry in sheet.score().contributions}
    for question in checklist.questions():
        assert sheet.contribution(question.id) == told.get(question.id)
