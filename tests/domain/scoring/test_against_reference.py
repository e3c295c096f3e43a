"""The engine against a second telling of the contract, over random checklists."""

from hypothesis import HealthCheck, assume, given, settings

from qa_auditor.domain.checklist import Method, NaRule
from qa_auditor.domain.scoring.engine import score
from tests.domain.scoring.building import known
from tests.domain.scoring.reference import count_of_ends, range_of, result_of
from tests.domain.scoring.strategies import drafts, telling_values

MANY = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@MANY
@given(drafts())
def test_score_is_what_the_contract_says(draft):
    checklist, answers = draft
    told, made = result_of(checklist, answers), score(checklist, answers, {})
    assert (made.total, made.raw, made.passed) == (told.total, told.raw, told.passed)
    assert dict(made.sections) == told.sections
    assert {**made.dimensions, **made.areas} == told.groups
    assert [error.question_id for error in made.critical] == told.errors
    for entry in (*made.contributions, *made.counted_not_applicable):
        if checklist.by_id[entry.question_id].bonus is not None:
            continue
        row = told.rows[entry.question_id]
        assert entry.fraction == row.earned_itself
        assert entry.weight == row.weight
        if checklist.scoring.method is Method.DEDUCTION:
            assert entry.lost == row.lost
        elif told.raw is not None:
            share = known(row.share)
            assert entry.effective_weight == share
            assert entry.earned == 100 * share * row.counted
            assert entry.lost == 100 * share * (1 - row.counted)


def check_range(draft, *, exact):
    checklist, answers = draft
    values = {question.id: telling_values(question) for question in checklist.questions()}
    assume(count_of_ends(checklist, answers, values) <= 3000)
    told, made = range_of(checklist, answers, values), score(checklist, answers, {}).range
    if exact:
        assert made == told
    elif told is not None:
        assert made is not None
        assert made[0] <= told[0]
        assert told[1] <= made[1]


@MANY
@given(drafts(conditions=False, largest=5))
def test_range_is_exact_without_conditions(draft):
    check_range(draft, exact=True)


@MANY
@given(drafts(conditions=False, largest=5, methods=(Method.POINTS, Method.WEIGHTED), na_rules=(NaRule.SPLIT_EQUALLY,)))
def test_range_is_exact_where_weight_is_split_equally(draft):
    check_range(draft, exact=True)


@MANY
@given(
    drafts(conditions=False, largest=5, methods=(Method.POINTS, Method.WEIGHTED), na_rules=(NaRule.FULL, NaRule.ZERO))
)
def test_range_is_exact_where_not_applicable_counts(draft):
    check_range(draft, exact=True)


@MANY
@given(drafts(largest=6))
def test_range_with_conditions_holds_every_end(draft):
    check_range(draft, exact=False)
