"""What waits to be scored, as the queue shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_auditor.application.library import checklists_for
from qa_auditor.application.ports import EvaluationFilter, NotFoundError, Store, UnitOfWork
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind
from qa_auditor.domain.evaluation import Evaluation, EvaluationState
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import Text


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A subject that waits: ``evaluation_id`` is the evaluator's draft, or "" while nobody began."""

    subject_id: str
    title: str
    kind: SubjectKind
    occurred: Moment
    agent: str = ""
    process: Text = Text()
    process_code: str = ""
    duration_ms: int | None = None
    evaluation_id: str = ""

    def matches(self, words: str, language: str) -> bool:
        """Whether every word is found in what the row shows, ignoring case."""
        shown = " ".join(
            (
                self.title,
                self.agent,
                self.process_code,
                self.process.in_language(language),
                f"{self.occurred.local():%Y-%m-%d %H:%M}",
            )
        ).casefold()
        return all(word in shown for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class ChecklistChoice:
    """A checklist that fits a subject, in its newest version."""

    ref: ChecklistRef
    title: Text
    questions: int


def waiting_rows(store: Store, *, evaluator_id: str | None) -> tuple[QueueRow, ...]:
    """All that waits for an evaluator: own drafts first, then what nobody began, oldest first."""
    with store.begin() as work:
        drafts = _drafts(work, evaluator_id)
        subjects = work.subjects.waiting(evaluator_id=evaluator_id)
        rows = _rows(work, subjects, drafts)
    return tuple(sorted(rows, key=lambda row: (not row.evaluation_id, row.occurred.at)))


def row_of(store: Store, *, subject_id: str, evaluator_id: str | None) -> QueueRow | None:
    """A subject as a row, whether it waits or not: the evaluator's draft, else the newest evaluation; None if gone."""
    with store.begin() as work:
        try:
            subject = work.subjects.get(subject_id)
        except NotFoundError:
            return None
        found = work.evaluations.find(EvaluationFilter(subject_id=subject_id, state=None))
        mine = [one for one in found if one.state is EvaluationState.DRAFT and one.evaluator_id == evaluator_id]
        submitted = [one for one in found if one.state is EvaluationState.SUBMITTED]
        last = max(mine or submitted, key=lambda one: one.id, default=None)
        (row,) = _rows(work, [subject], {subject_id: last} if last else {})
    return row


def fitting_checklists(store: Store, *, subject_id: str) -> tuple[ChecklistChoice, ...]:
    """The newest version of each checklist made for the subject's kind, best first."""
    with store.begin() as work:
        subject = work.subjects.get(subject_id)
        refs = checklists_for(work, kind=subject.kind, process_code=subject.process_code)
        checklists = [work.checklists.get(ref) for ref in refs]
    return tuple(
        ChecklistChoice(checklist.ref, checklist.title, sum(1 for _question in checklist.questions()))
        for checklist in checklists
    )


def _drafts(work: UnitOfWork, evaluator_id: str | None) -> dict[str, Evaluation]:
    if evaluator_id is None:
        return {}
    found = work.evaluations.find(EvaluationFilter(evaluator_id=evaluator_id, state=EvaluationState.DRAFT))
    return {evaluation.subject_id: evaluation for evaluation in found}


def _rows(work: UnitOfWork, subjects: Sequence[Subject], drafts: Mapping[str, Evaluation]) -> list[QueueRow]:
    agents = {agent.id: agent.name for agent in work.people.agents()}
    processes = {process.code: process.name for process in work.processes.all()}
    return [
        QueueRow(
            subject_id=subject.id,
            title=subject.title,
            kind=subject.kind,
            occurred=subject.occurred,
            agent=agents.get(subject.agent_id or "", ""),
            process=processes.get(subject.process_code or "", Text()),
            process_code=subject.process_code or "",
            duration_ms=subject.recording.duration_ms if subject.recording else None,
            evaluation_id=drafts[subject.id].id if subject.id in drafts else "",
        )
        for subject in subjects
    ]
