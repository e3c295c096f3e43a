"""Answers are only added, the newest counts, a submitted evaluation never changes: the database itself sees to it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from fractions import Fraction
from pathlib import Path

import pytest

from qa_auditor.application.ports import EvaluationFilter, NotFoundError, SubmittedError
from qa_auditor.application.scoring_desk import correct_evaluation, discard_draft, save_place, submit_evaluation
from qa_auditor.domain.answer import NA, Mark, Response
from qa_auditor.domain.evaluation import EvaluationState, SubmittedScore
from qa_auditor.storage.workspace import Workspace

Answer = Callable[[str, str, Response], None]
Submit = Callable[[str], SubmittedScore]

GREETING = Response("yes", "“您好” 🙂", (Mark(1500, "您好"), Mark(2000, "", until_ms=2600)))


def test_the_newest_answer_counts_and_the_earlier_ones_stay(workspace: Workspace, draft: str, answer: Answer):
    answer(draft, "greeting", Response("no"))
    answer(draft, "wait", Response(Fraction(25, 2)))
    answer(draft, "greeting", GREETING)

    with workspace.store.begin() as work:
        assert work.evaluations.responses(draft) == {"greeting": GREETING, "wait": Response(Fraction(25, 2))}
        history = work.evaluations.history(draft)
    assert [given.response for given in history] == [Response("no"), Response(Fraction(25, 2)), GREETING]
    assert [given.question_id for given in history] == ["greeting", "wait", "greeting"]
    assert history[0].evaluator_id == "evaluator"
    assert history[0].given_at.tzinfo is UTC
    assert history[0].given_at < history[1].given_at < history[2].given_at


def test_an_answer_that_was_taken_back_is_absent_and_can_be_given_again(
    workspace: Workspace, draft: str, answer: Answer
):
    answer(draft, "greeting", Response("yes"))
    answer(draft, "greeting", Response())
    with workspace.store.begin() as work:
        assert work.evaluations.responses(draft) == {}
        assert work.evaluations.responses_of([draft]) == {draft: {}}
        assert len(work.evaluations.history(draft)) == 2

    answer(draft, "greeting", Response(note="later"))
    with workspace.store.begin() as work:
        assert work.evaluations.responses(draft) == {"greeting": Response(note="later")}


def test_an_answer_to_an_evaluation_that_is_not_there_is_refused(workspace: Workspace, answer: Answer):
    with pytest.raises(NotFoundError):
        answer("nowhere", "greeting", Response("yes"))


def test_a_submitted_evaluation_takes_no_answer_no_place_and_no_second_submission(
    workspace: Workspace, draft: str, answer: Answer, submit: Submit, clock
):
    submit(draft)
    with workspace.store.begin() as work:
        before = work.evaluations.get(draft), dict(work.evaluations.responses(draft))

    with pytest.raises(SubmittedError):
        answer(draft, "greeting", Response("no"))
    with pytest.raises(SubmittedError):
        submit_evaluation(workspace.store, clock=clock, evaluation_id=draft)
    with pytest.raises(SubmittedError):
        discard_draft(workspace.store, evaluation_id=draft)
    save_place(workspace.store, evaluation_id=draft, position_ms=5, question_id="wait", scoring_ms=5)

    with workspace.store.begin() as work:
        assert (work.evaluations.get(draft), dict(work.evaluations.responses(draft))) == before


def test_the_store_itself_refuses_a_second_score(workspace: Workspace, draft: str, submit: Submit, clock):
    score = submit(draft)
    with workspace.store.begin() as work:
        moment = work.evaluations.get(draft).submitted
        assert moment is not None
        with pytest.raises(SubmittedError):
            work.evaluations.submit(draft, submitted=moment, score=score)


COLUMNS = "question_id, value, note, marks, given_at, evaluator_id FROM answer"

BORN_SUBMITTED = """
    INSERT INTO evaluation SELECT 'x', 'x', 1, checklist_id, checklist_version, subject_id, evaluator_id,
    started_at, started_zone, 'submitted', 'now', 'UTC', '', 0, '', 0 FROM evaluation
"""

FORBIDDEN = [
    "UPDATE answer SET note = 'x'",
    "UPDATE answer SET seq = seq + 100",
    "DELETE FROM answer",
    f"INSERT INTO answer SELECT evaluation_id, 99, {COLUMNS}",
    f"INSERT OR REPLACE INTO answer SELECT evaluation_id, seq, {COLUMNS}",
    "UPDATE evaluation SET state = 'draft', submitted_at = NULL",
    "UPDATE evaluation SET scoring_ms = 1",
    "DELETE FROM evaluation",
    "INSERT OR REPLACE INTO evaluation SELECT * FROM evaluation",
    "UPDATE evaluation_score SET total = '100'",
    "DELETE FROM evaluation_score",
    "INSERT OR REPLACE INTO evaluation_score SELECT * FROM evaluation_score",
    "UPDATE part_score SET score = '100'",
    "DELETE FROM part_score",
    "INSERT OR REPLACE INTO part_score SELECT * FROM part_score",
    "UPDATE question_result SET lost = '0'",
    "DELETE FROM question_result",
    "INSERT OR REPLACE INTO question_result SELECT * FROM question_result",
    "UPDATE checklist SET source = ''",
    "DELETE FROM checklist",
    "INSERT OR REPLACE INTO checklist SELECT * FROM checklist",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_no_statement_changes_what_was_submitted(workspace: Workspace, draft: str, submit: Submit, statement: str):
    submit(draft)
    with closing(sqlite3.connect(workspace.folder / "workspace.sqlite")) as connection:
        before = list(connection.iterdump())
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
        connection.rollback()

        assert list(connection.iterdump()) == before


UNFAIR = [
    "UPDATE answer SET note = 'x'",
    f"INSERT OR REPLACE INTO answer SELECT evaluation_id, seq, {COLUMNS}",
    "UPDATE evaluation SET state = 'submitted', submitted_at = 'now'",
    "UPDATE evaluation SET state = 'gone'",
    BORN_SUBMITTED,
]


@pytest.mark.parametrize("statement", UNFAIR)
def test_no_statement_rewrites_the_answers_of_a_draft_or_submits_without_a_score(
    workspace: Workspace, draft: str, answer: Answer, statement: str
):
    answer(draft, "greeting", Response("yes"))
    file = workspace.folder / "workspace.sqlite"
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_a_draft_can_be_discarded_with_its_answers(workspace: Workspace, draft: str, answer: Answer):
    answer(draft, "greeting", Response("yes"))
    discard_draft(workspace.store, evaluation_id=draft)

    with workspace.store.begin() as work:
        assert work.evaluations.find(EvaluationFilter(state=None)) == []
        assert work.evaluations.history(draft) == []
        with pytest.raises(NotFoundError):
            work.evaluations.get(draft)


def test_a_correction_stands_beside_what_it_corrects(
    workspace: Workspace, draft: str, answer: Answer, submit: Submit, clock
):
    first = submit(draft)
    opened = correct_evaluation(
        workspace.store, clock=clock, evaluation_id=draft, evaluator_id="colleague", reason="misheard"
    ).value
    second_id = opened.evaluation.id
    assert opened.responses["wait"] == Response(NA)
    with workspace.store.begin() as work:
        # While it is a draft, the first counts.
        assert [found.id for found in work.evaluations.find(EvaluationFilter())] == [draft]
    answer(second_id, "greeting", Response("no"))
    second = submit_evaluation(workspace.store, clock=clock, evaluation_id=second_id).value

    with workspace.store.begin() as work:
        revisions = work.evaluations.revisions(draft)
        assert [(found.id, found.revision, found.reason) for found in revisions] == [
            (draft, 1, ""),
            (second_id, 2, "misheard"),
        ]
        assert work.evaluations.scores(EvaluationFilter()) == {second_id: second}
        everything = EvaluationFilter(newest_revision_only=False)
        assert work.evaluations.scores(everything) == {draft: first, second_id: second}
    assert first.total != second.total


def test_a_place_is_remembered(workspace: Workspace, folder: Path, draft: str, open_at):
    save_place(workspace.store, evaluation_id=draft, position_ms=61_000, question_id="wait", scoring_ms=90_000)

    again = open_at(folder)
    with again.store.begin() as work:
        evaluation = work.evaluations.get(draft)
    again.close()
    assert (evaluation.position_ms, evaluation.question_id, evaluation.scoring_ms) == (61_000, "wait", 90_000)
    assert evaluation.state is EvaluationState.DRAFT
