"""Evaluations and their append-only answers as rows."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, literal, select, update

from qa_auditor.application.ports import EvaluationFilter, NotFoundError, SubmittedError
from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.domain.evaluation import Evaluation, EvaluationState, GivenAnswer, SubmittedScore
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Subject
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import instant_in, instant_out, marks_in, marks_out, value_in, value_out
from qa_auditor.storage.repositories.scores import add_score, read_scores
from qa_auditor.storage.repositories.selection import JOINED, SUBMITTED, among, meant
from qa_auditor.storage.repositories.subjects import SUBJECTS, subject_of
from qa_auditor.storage.session import Fields, Session

_evaluation = schema.evaluation.c
_answer = schema.answer.c

_EVALUATIONS = select(
    _evaluation.id,
    _evaluation.root_id,
    _evaluation.revision,
    _evaluation.checklist_id,
    _evaluation.checklist_version,
    _evaluation.subject_id,
    _evaluation.evaluator_id,
    _evaluation.started_at,
    _evaluation.started_zone,
    _evaluation.state,
    _evaluation.submitted_at,
    _evaluation.submitted_zone,
    _evaluation.reason,
    _evaluation.position_ms,
    _evaluation.question_id,
    _evaluation.scoring_ms,
)

_RESPONSES = select(_answer.evaluation_id, _answer.question_id, _answer.value, _answer.note, _answer.marks).order_by(
    _answer.evaluation_id, _answer.seq
)

_earlier = schema.answer.alias("earlier")
_APPEND = insert(schema.answer).values(
    # One statement numbers and adds; when the transaction begins with it, nobody can come in between.
    seq=select(func.coalesce(func.max(_earlier.c.seq), literal(0)) + literal(1))
    .where(_earlier.c.evaluation_id == bindparam("of_evaluation"))
    .scalar_subquery()
)


class SqlEvaluations:
    """``ports.EvaluationRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, evaluation: Evaluation) -> None:
        """Store a new draft."""
        if evaluation.state is not EvaluationState.DRAFT:
            raise ValueError("an evaluation begins as a draft")
        self._session.write(
            insert(schema.evaluation),
            {
                "id": evaluation.id,
                "root_id": evaluation.root_id,
                "revision": evaluation.revision,
                "checklist_id": evaluation.checklist.id,
                "checklist_version": evaluation.checklist.version,
                "subject_id": evaluation.subject_id,
                "evaluator_id": evaluation.evaluator_id,
                "started_at": instant_out(evaluation.started.at),
                "started_zone": evaluation.started.zone,
                "state": evaluation.state.value,
                "reason": evaluation.reason,
                "position_ms": evaluation.position_ms,
                "question_id": evaluation.question_id,
                "scoring_ms": evaluation.scoring_ms,
            },
        )

    def get(self, evaluation_id: str) -> Evaluation:
        """The evaluation, or ``NotFoundError``."""
        rows = self._session.read(_EVALUATIONS.where(_evaluation.id == evaluation_id))
        if not rows:
            raise NotFoundError(evaluation_id)
        return _evaluation_of(rows[0])

    def append_answer(self, answer: GivenAnswer) -> None:
        """Add one answer; refused with ``SubmittedError`` once the evaluation is submitted."""
        response = answer.response
        self._session.write(
            _APPEND,
            {
                "evaluation_id": answer.evaluation_id,
                "of_evaluation": answer.evaluation_id,
                "question_id": answer.question_id,
                "value": value_out(response.value),
                "note": response.note,
                "marks": marks_out(response.marks),
                "given_at": instant_out(answer.given_at),
                "evaluator_id": answer.evaluator_id,
            },
        )

    def responses(self, evaluation_id: str) -> Mapping[str, Response]:
        """The newest response of each question; one that was taken back is absent."""
        return self._newest(_answer.evaluation_id == evaluation_id).get(evaluation_id, {})

    def responses_of(self, evaluation_ids: Sequence[str]) -> Mapping[str, Mapping[str, Response]]:
        """``responses`` for many evaluations at once, by evaluation id; empty for those without any."""
        found = self._newest(among(_answer.evaluation_id, evaluation_ids))
        return {evaluation_id: found.get(evaluation_id, {}) for evaluation_id in evaluation_ids}

    def history(self, evaluation_id: str) -> Sequence[GivenAnswer]:
        """Every answer ever given, oldest first."""
        rows = self._session.read(
            select(
                _answer.question_id,
                _answer.value,
                _answer.note,
                _answer.marks,
                _answer.given_at,
                _answer.evaluator_id,
            )
            .where(_answer.evaluation_id == evaluation_id)
            .order_by(_answer.seq)
        )
        return [
            GivenAnswer(evaluation_id, question, Response(value_in(value), note, marks_in(marks)), instant_in(at), who)
            for question, value, note, marks, at, who in rows
        ]

    def save_place(self, evaluation_id: str, *, position_ms: int, question_id: str, scoring_ms: int) -> None:
        """Remember where the evaluator stands; nothing happens to a submitted evaluation."""
        self._session.write(
            update(schema.evaluation)
            .where(_evaluation.id == evaluation_id, _evaluation.state != SUBMITTED)
            .values(position_ms=position_ms, question_id=question_id, scoring_ms=scoring_ms)
        )

    def submit(self, evaluation_id: str, *, submitted: Moment, score: SubmittedScore) -> None:
        """Make it immutable, with its score; ``SubmittedError`` if it is already."""
        self._refuse_submitted(evaluation_id)
        if score.evaluation_id != evaluation_id:
            raise ValueError(f"the score of {score.evaluation_id} is not that of {evaluation_id}")
        # The score first: the database refuses scores of evaluations that are submitted already.
        add_score(self._session, score)
        self._session.write(
            update(schema.evaluation)
            .where(_evaluation.id == evaluation_id)
            .values(state=SUBMITTED, submitted_at=instant_out(submitted.at), submitted_zone=submitted.zone)
        )

    def discard(self, evaluation_id: str) -> None:
        """Remove a draft with its answers; ``SubmittedError`` for a submitted one."""
        self._refuse_submitted(evaluation_id)
        self._session.write(delete(schema.answer).where(_answer.evaluation_id == evaluation_id))
        self._session.write(delete(schema.suggestion).where(schema.suggestion.c.evaluation_id == evaluation_id))
        self._session.write(delete(schema.walk).where(schema.walk.c.evaluation_id == evaluation_id))
        self._session.write(delete(schema.evaluation).where(_evaluation.id == evaluation_id))

    def find(self, which: EvaluationFilter) -> Sequence[Evaluation]:
        """Evaluations by when their subject occurred, then id."""
        rows = self._session.read(
            _EVALUATIONS.select_from(JOINED).where(meant(which)).order_by(schema.subject.c.occurred_at, _evaluation.id)
        )
        return [_evaluation_of(row) for row in rows]

    def scores(self, which: EvaluationFilter) -> Mapping[str, SubmittedScore]:
        """Scores of submitted evaluations by evaluation id, in the order of ``find``, with their question results."""
        return read_scores(self._session, which)

    def subjects(self, which: EvaluationFilter) -> Mapping[str, Subject]:
        """The subjects of those evaluations, by subject id, oldest first."""
        subject = schema.subject.c
        ids = select(_evaluation.subject_id).select_from(JOINED).where(meant(which))
        rows = self._session.read(SUBJECTS.where(subject.id.in_(ids)).order_by(subject.occurred_at, subject.id))
        return {row[0]: subject_of(row) for row in rows}

    def revisions(self, root_id: str) -> Sequence[Evaluation]:
        """All revisions, oldest first."""
        rows = self._session.read(_EVALUATIONS.where(_evaluation.root_id == root_id).order_by(_evaluation.revision))
        return [_evaluation_of(row) for row in rows]

    def _newest(self, condition: ColumnElement[bool]) -> dict[str, dict[str, Response]]:
        newest: dict[str, dict[str, Response]] = {}
        for evaluation_id, question_id, value, note, marks in self._session.read(_RESPONSES.where(condition)):
            given = newest.setdefault(evaluation_id, {})
            if value is None and not note and marks == "[]":
                given.pop(question_id, None)
            else:
                given[question_id] = Response(value_in(value), note, marks_in(marks))
        return newest

    def _refuse_submitted(self, evaluation_id: str) -> None:
        if self.get(evaluation_id).state is EvaluationState.SUBMITTED:
            raise SubmittedError(evaluation_id)


def _evaluation_of(row: Fields) -> Evaluation:
    key, root, revision, checklist, version, subject, evaluator, began, zone, state, at, submitted_zone, *rest = row
    return Evaluation(
        id=key,
        root_id=root,
        revision=revision,
        checklist=ChecklistRef(checklist, version),
        subject_id=subject,
        evaluator_id=evaluator,
        started=Moment(instant_in(began), zone),
        state=EvaluationState(state),
        submitted=None if at is None else Moment(instant_in(at), submitted_zone),
        reason=rest[0],
        position_ms=rest[1],
        question_id=rest[2],
        scoring_ms=rest[3],
    )
