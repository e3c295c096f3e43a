"""What an evaluator does, from the first answer to a correction, on a real workspace."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.ports import EvaluationFilter, SubmittedError
from qa_auditor.application.scoring_desk import (
    Gap,
    IncompleteError,
    correct_evaluation,
    discard_draft,
    give_response,
    open_evaluation,
    save_place,
    score_of,
    start_evaluation,
    submit_evaluation,
)
from qa_auditor.application.views.scorecard import scorecard_contents
from qa_auditor.bootstrap.program import Application
from qa_auditor.domain.answer import NA, Mark, Response
from qa_auditor.domain.checklist import ChecklistRef, Effect, SubjectKind, YesNo
from qa_auditor.domain.evaluation import EvaluationState, Fate
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.scoring.permitted import check_value
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import plain

CALL = ChecklistRef("call-service", 1)
OCCURRED = Moment(datetime(2026, 11, 3, 6, 2, tzinfo=UTC), "Asia/Shanghai")


class Desk:
    """One evaluator with one complaint call."""

    def __init__(self, application: Application) -> None:
        self.store, self.clock = application.store, application.clock
        with self.store.begin() as work:
            self.evaluator = ensure_evaluator(work, clock=self.clock, code="Q01").id
            work.processes.put(Process("COMPLAINT", plain("投诉"), ProcessClass.COMPLAINT))
            work.subjects.add(Subject("call", SubjectKind.CALL, "0301", OCCURRED, process_code="COMPLAINT"))
            work.commit()
        self.id = self.start().evaluation.id

    def start(self):
        return start_evaluation(
            self.store, clock=self.clock, subject_id="call", checklist=CALL, evaluator_id=self.evaluator
        ).value

    def give(self, question_id, response, evaluation_id=None):
        give_response(
            self.store,
            clock=self.clock,
            evaluation_id=evaluation_id or self.id,
            question_id=question_id,
            response=response,
            evaluator_id=self.evaluator,
        )

    def opened(self, evaluation_id=None):
        return open_evaluation(self.store, evaluation_id=evaluation_id or self.id)

    def answer_all(self, **different):
        """Every question that is asked, answered well; ``different`` answers by id with _ for -."""
        opened = self.opened()
        for question in opened.checklist.questions():
            given = different.get(question.id.replace("-", "_"))
            if given is None:
                given = check_value(question, best(question))
            self.give(question.id, Response(given))

    def submit(self, evaluation_id=None):
        return submit_evaluation(self.store, clock=self.clock, evaluation_id=evaluation_id or self.id).value


def best(question):
    answer = question.answer
    if isinstance(answer, YesNo):
        return answer.passing
    if hasattr(answer, "options"):
        top = max(answer.options, key=lambda option: option.score).id
        return [option.id for option in answer.options] if type(answer).__name__ == "MultiChoice" else top
    if hasattr(answer, "maximum"):
        return answer.maximum
    return 0 if hasattr(answer, "bands") else "记录"


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def test_starting_again_goes_on_with_the_same_draft(desk: Desk):
    desk.give("privacy-kept", Response("yes", "核对无误", (Mark(1500, "这里"),)))
    save_place(desk.store, evaluation_id=desk.id, position_ms=12_500, question_id="privacy-kept", scoring_ms=9000)
    again = desk.start()
    assert again.evaluation.id == desk.id
    assert (again.evaluation.position_ms, again.evaluation.question_id) == (12_500, "privacy-kept")
    assert again.responses["privacy-kept"] == Response("yes", "核对无误", (Mark(1500, "这里"),))


def test_an_empty_response_takes_the_answer_back_and_the_record_keeps_both(desk: Desk):
    desk.give("privacy-kept", Response("no"))
    desk.give("privacy-kept", Response())
    assert "privacy-kept" not in desk.opened().responses
    with desk.store.begin() as work:
        assert [given.response.value for given in work.evaluations.history(desk.id)] == ["no", None]


def test_submitting_names_everything_that_is_missing_in_the_order_of_the_form(desk: Desk):
    desk.give("privacy-kept", Response("yes"))
    with pytest.raises(IncompleteError) as refused:
        desk.submit()
    opened = desk.opened()
    assert [gap.question_id for gap in refused.value.gaps] == list(score_of(opened).missing)
    assert opened.evaluation.state is EvaluationState.DRAFT


def test_a_failed_question_that_asks_for_evidence_is_not_submitted_without(desk: Desk):
    opened = desk.opened()
    asking = [question for question in opened.checklist.questions() if question.evidence_required_on_fail]
    first = next(question for question in asking if isinstance(question.answer, YesNo) and question.when is None)
    failing = "no" if first.answer.passing == "yes" else "yes"
    desk.answer_all(**{first.id.replace("-", "_"): failing})
    with pytest.raises(IncompleteError) as refused:
        desk.submit()
    assert refused.value.gaps == (Gap(first.id, "evidence"),)
    desk.give(first.id, Response(failing, marks=(Mark(3000),)))
    desk.submit()


def test_what_is_submitted_is_the_engines_score_and_never_changes(desk: Desk):
    desk.answer_all()
    expected = score_of(desk.opened())
    kept = desk.submit()
    assert (kept.total, kept.raw, kept.passed) == (expected.total, expected.raw, True)
    assert dict(kept.sections) == dict(expected.sections)
    with pytest.raises(SubmittedError):
        desk.give("privacy-kept", Response("no"))
    with pytest.raises(SubmittedError):
        desk.submit()
    with pytest.raises(SubmittedError):
        discard_draft(desk.store, evaluation_id=desk.id)
    assert desk.opened().evaluation.state is EvaluationState.SUBMITTED


def test_a_correction_stands_beside_the_first_and_counts_once_submitted(desk: Desk):
    desk.answer_all(privacy_kept="no")
    desk.give("privacy-kept", Response("no", "报出了身份证号"))
    first = desk.submit()
    assert first.total == 0, "a broken confidence zeroes the evaluation"
    draft = correct_evaluation(
        desk.store, clock=desk.clock, evaluation_id=desk.id, evaluator_id=desk.evaluator, reason="复核：未泄露"
    ).value.evaluation
    assert (draft.revision, draft.root_id, draft.reason) == (2, desk.id, "复核：未泄露")
    desk.give("privacy-kept", Response("yes"), draft.id)
    second = desk.submit(draft.id)
    assert second.total is not None
    assert second.total > 0
    with desk.store.begin() as work:
        newest = work.evaluations.find(EvaluationFilter(subject_id="call"))
        every = work.evaluations.scores(EvaluationFilter(subject_id="call", newest_revision_only=False))
    assert [evaluation.id for evaluation in newest] == [draft.id]
    assert {key: score.total for key, score in every.items()} == {desk.id: 0, draft.id: second.total}


def test_results_keep_errors_not_applicable_and_hidden_apart(desk: Desk):
    allowed = next(
        question for question in desk.opened().checklist.questions() if question.na and question.when is None
    )
    desk.answer_all(**{allowed.id.replace("-", "_"): NA, "privacy_kept": "no"})
    desk.give("privacy-kept", Response("no", "说出了地址"))
    results = {result.question_id: result for result in desk.submit().results}
    assert results["privacy-kept"].effect is Effect.ZERO_EVALUATION
    assert results[allowed.id].fate is Fate.NOT_APPLICABLE
    hidden = [result for result in results.values() if result.fate is Fate.HIDDEN]
    assert hidden, "the questions of the four other kinds of process"
    assert all(result.lost is None for result in hidden)


def test_a_subject_changed_later_never_changes_what_was_asked(desk: Desk):
    desk.answer_all()
    kept = desk.submit()
    with desk.store.begin() as work:
        work.processes.put(Process("QUERY", plain("查询"), ProcessClass.QUERY))
        work.subjects.update(replace(work.subjects.get("call"), process_code="QUERY"))
        work.commit()
    assert score_of(desk.opened()).hidden == {
        result.question_id for result in kept.results if result.fate is Fate.HIDDEN
    }
    with desk.store.begin() as work:
        (content,) = scorecard_contents(work, EvaluationFilter(subject_id="call"))
    assert content.score.total == kept.total
    assert content.score.hidden == score_of(desk.opened()).hidden


def test_a_draft_can_be_discarded(desk: Desk):
    desk.give("privacy-kept", Response("yes"))
    discard_draft(desk.store, evaluation_id=desk.id)
    with desk.store.begin() as work:
        assert not work.evaluations.find(EvaluationFilter(subject_id="call", state=None))
