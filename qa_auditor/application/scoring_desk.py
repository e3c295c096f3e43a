"""What an evaluator does: open a subject, answer, take back, submit, correct.

Each answer is one transaction: when ``give_response`` returns, it is on disk. Undo is the same call with the response
that stood before, so that the record of what happened stays whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.ports import Clock, EvaluationFilter, Store, SubmittedError, UnitOfWork
from qa_auditor.domain.answer import NA, Response, Value
from qa_auditor.domain.checklist import Checklist, ChecklistRef
from qa_auditor.domain.evaluation import (
    Evaluation,
    EvaluationState,
    Fate,
    GivenAnswer,
    QuestionResult,
    SubmittedScore,
)
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Process, Site
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.scoring.result import Score
from qa_auditor.domain.subject import Subject, condition_fields


@dataclass(frozen=True, slots=True)
class OpenEvaluation:
    """All that the workbench shows of one evaluation; ``fields`` are what conditions see of the subject."""

    evaluation: Evaluation
    checklist: Checklist
    subject: Subject
    fields: Mapping[str, str | Fraction]
    responses: Mapping[str, Response]
    agent: Agent | None = None
    site: Site | None = None
    process: Process | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that keeps an evaluation from being submitted."""

    question_id: str
    reason: str
    """``answer`` (a required question is open) or ``evidence`` (a failed question needs a mark or a note)."""


class IncompleteError(Exception):
    """Submission was refused: ``gaps`` names what is missing, in checklist order."""

    def __init__(self, gaps: tuple[Gap, ...]) -> None:
        super().__init__(f"{len(gaps)} questions are incomplete")
        self.gaps = gaps


def start_evaluation(
    store: Store, *, clock: Clock, subject_id: str, checklist: ChecklistRef, evaluator_id: str
) -> Outcome[OpenEvaluation]:
    """Open the evaluator's draft of this subject, or a new one pinned to ``checklist``."""
    with store.begin() as work:
        drafts = [
            draft
            for draft in work.evaluations.find(
                EvaluationFilter(subject_id=subject_id, evaluator_id=evaluator_id, state=EvaluationState.DRAFT)
            )
            if draft.checklist.id == checklist.id
        ]
        if drafts:
            return Outcome(_opened(work, drafts[-1]))
        subject = work.subjects.get(subject_id)
        now = clock.now()
        draft_id = new_id(int(now.timestamp() * 1000))
        draft = Evaluation(
            id=draft_id,
            root_id=draft_id,
            revision=1,
            checklist=checklist,
            subject_id=subject_id,
            evaluator_id=evaluator_id,
            started=Moment(now, subject.occurred.zone),
        )
        work.evaluations.add(draft)
        opened = _opened(work, draft)
        work.commit()
    return Outcome(opened, (Change(Kind.EVALUATION, draft.id), Change(Kind.SUBJECT, subject_id)))


def open_evaluation(store: Store, *, evaluation_id: str) -> OpenEvaluation:
    """An evaluation as it stands, draft or submitted."""
    with store.begin() as work:
        return _opened(work, work.evaluations.get(evaluation_id))


def give_response(
    store: Store,
    *,
    clock: Clock,
    evaluation_id: str,
    question_id: str,
    response: Response,
    evaluator_id: str,
    taken_rule: str = "",
) -> Outcome[None]:
    """Store what was given for one question. On disk when this returns. An empty response takes the answer back.

    ``taken_rule`` is the id of the rule whose suggestion was taken with this response.
    """
    with store.begin() as work:
        now = clock.now()
        work.evaluations.append_answer(GivenAnswer(evaluation_id, question_id, response, now, evaluator_id))
        if taken_rule:
            work.suggestions.take(evaluation_id, question_id=question_id, rule_id=taken_rule, at=now)
        work.commit()
    return Outcome(None, (Change(Kind.EVALUATION, evaluation_id),))


def save_place(store: Store, *, evaluation_id: str, position_ms: int, question_id: str, scoring_ms: int) -> None:
    """Remember where the evaluator stands, so that reopening stands there too."""
    with store.begin() as work:
        work.evaluations.save_place(
            evaluation_id, position_ms=position_ms, question_id=question_id, scoring_ms=scoring_ms
        )
        work.commit()


def submit_evaluation(store: Store, *, clock: Clock, evaluation_id: str) -> Outcome[SubmittedScore]:
    """Score with the engine, keep the score, and make the evaluation immutable; ``IncompleteError`` names the gaps."""
    with store.begin() as work:
        evaluation = work.evaluations.get(evaluation_id)
        if evaluation.state is EvaluationState.SUBMITTED:
            raise SubmittedError(evaluation_id)
        opened = _opened(work, evaluation)
        result = score_of(opened)
        if gaps := gaps_in(opened, result):
            raise IncompleteError(gaps)
        kept = submitted_score(opened, result)
        now = Moment(clock.now(), opened.subject.occurred.zone)
        work.evaluations.submit(evaluation_id, submitted=now, score=kept)
        work.commit()
    return Outcome(kept, (Change(Kind.EVALUATION, evaluation_id), Change(Kind.SUBJECT, opened.subject.id)))


def correct_evaluation(
    store: Store, *, clock: Clock, evaluation_id: str, evaluator_id: str, reason: str
) -> Outcome[OpenEvaluation]:
    """A new draft revision beside a submitted evaluation, with its answers to start from. The first stays as it is."""
    with store.begin() as work:
        former = work.evaluations.get(evaluation_id)
        revisions = work.evaluations.revisions(former.root_id)
        now = clock.now()
        draft = replace(
            former,
            id=new_id(int(now.timestamp() * 1000)),
            revision=revisions[-1].revision + 1,
            state=EvaluationState.DRAFT,
            evaluator_id=evaluator_id,
            started=Moment(now, former.started.zone),
            submitted=None,
            reason=reason,
            scoring_ms=0,
        )
        work.evaluations.add(draft)
        for question_id, response in work.evaluations.responses(former.id).items():
            work.evaluations.append_answer(GivenAnswer(draft.id, question_id, response, now, evaluator_id))
        if (walk := work.walks.get(former.id)) is not None:
            work.walks.put(replace(walk, evaluation_id=draft.id))
        opened = _opened(work, draft)
        work.commit()
    return Outcome(opened, (Change(Kind.EVALUATION, draft.id),))


def discard_draft(store: Store, *, evaluation_id: str) -> Outcome[None]:
    """Throw a draft away; submitted evaluations can't be."""
    with store.begin() as work:
        subject_id = work.evaluations.get(evaluation_id).subject_id
        work.evaluations.discard(evaluation_id)
        work.commit()
    return Outcome(None, (Change(Kind.EVALUATION, evaluation_id), Change(Kind.SUBJECT, subject_id)))


def values_of(responses: Mapping[str, Response]) -> dict[str, Value]:
    """The values alone, as the engine takes them."""
    return {question_id: response.value for question_id, response in responses.items() if response.value is not None}


def score_of(opened: OpenEvaluation) -> Score:
    """The score as it stands."""
    return score(opened.checklist, values_of(opened.responses), opened.fields)


def gaps_in(opened: OpenEvaluation, result: Score) -> tuple[Gap, ...]:
    """What keeps it from being submitted: open required questions, failed ones without the evidence they ask for."""
    failed = {part.question_id for part in result.contributions if part.failed}
    gaps: list[Gap] = []
    for question in opened.checklist.questions():
        response = opened.responses.get(question.id, Response())
        if question.id in result.missing:
            gaps.append(Gap(question.id, "answer"))
        elif question.evidence_required_on_fail and question.id in failed and not (response.note or response.marks):
            gaps.append(Gap(question.id, "evidence"))
    return tuple(gaps)


def submitted_score(opened: OpenEvaluation, result: Score) -> SubmittedScore:
    """The engine's score in the form that is kept."""
    parts = {part.question_id: part for part in (*result.contributions, *result.counted_not_applicable)}
    errors = {error.question_id: error for error in result.critical}
    results: list[QuestionResult] = []
    for question in opened.checklist.questions():
        response = opened.responses.get(question.id)
        value = response.value if response else None
        if question.id in result.hidden:
            results.append(QuestionResult(question.id, Fate.HIDDEN))
        elif value is None:
            results.append(QuestionResult(question.id, Fate.OPEN))
        elif (part := parts.get(question.id)) is None:
            results.append(QuestionResult(question.id, Fate.NOT_APPLICABLE if value is NA else Fate.ANSWERED))
        else:
            error = errors.get(question.id)
            results.append(
                QuestionResult(
                    question.id,
                    Fate.NOT_APPLICABLE if value is NA else Fate.ANSWERED,
                    fraction=part.fraction,
                    weight=part.weight,
                    effective_weight=part.effective_weight,
                    earned=part.earned,
                    lost=part.lost,
                    failed=part.failed,
                    critical_class=error.critical_class if error else None,
                    effect=error.effect if error else None,
                )
            )
    reached = [
        band.lower
        for band in opened.checklist.scoring.bands
        if result.band is not None and result.total is not None and band.lower <= result.total
    ]
    return SubmittedScore(
        evaluation_id=opened.evaluation.id,
        total=result.total,
        raw=result.raw,
        bonus=result.bonus,
        passed=result.passed,
        band=max(reached, default=None),
        sections=tuple(result.sections.items()),
        dimensions=tuple(result.dimensions.items()),
        areas=tuple(result.areas.items()),
        results=tuple(results),
        fields=tuple(sorted(opened.fields.items())),
    )


def _opened(work: UnitOfWork, evaluation: Evaluation) -> OpenEvaluation:
    subject = work.subjects.get(evaluation.subject_id)
    process = work.processes.get(subject.process_code) if subject.process_code else None
    return OpenEvaluation(
        evaluation=evaluation,
        checklist=work.checklists.get(evaluation.checklist),
        subject=subject,
        fields=_fields_of(work, evaluation, subject, process),
        responses=dict(work.evaluations.responses(evaluation.id)),
        agent=next((agent for agent in work.people.agents() if agent.id == subject.agent_id), None),
        site=next((site for site in work.people.sites() if site.id == subject.site_id), None),
        process=process,
    )


def _fields_of(
    work: UnitOfWork, evaluation: Evaluation, subject: Subject, process: Process | None
) -> Mapping[str, str | Fraction]:
    """What conditions see: of a submitted evaluation what they saw then, of a draft the subject as it is."""
    if evaluation.state is EvaluationState.SUBMITTED:
        kept = work.evaluations.scores(EvaluationFilter(evaluation_ids=(evaluation.id,), newest_revision_only=False))
        return dict(kept[evaluation.id].fields)
    process_class = process.process_class.value if process and process.process_class else None
    return condition_fields(subject, process_class=process_class)
