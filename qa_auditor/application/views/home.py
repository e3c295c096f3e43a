"""What waits for an evaluator, and what was done today."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from qa_auditor.application.ports import EvaluationFilter, Store, UnitOfWork
from qa_auditor.domain.evaluation import Evaluation, EvaluationState
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.text import Text

_RECENT = 8


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft to go on with: how far it is, and when it was begun."""

    evaluation_id: str
    title: str
    agent: str
    checklist: Text
    started: Moment
    answered: int
    questions: int


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A submitted evaluation."""

    evaluation_id: str
    title: str
    agent: str
    submitted: Moment
    total: Fraction | None
    passed: bool | None
    critical: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that the first page shows.

    Attributes:
        waiting: subjects that nobody began.
        drafts: own drafts, newest first. today: own evaluations submitted on ``now``'s day, newest first.
        mean_today: mean of today's totals; None when there is none.
        recent: submitted before today, newest first, a handful.
        checklists: how many there are. empty: nothing was ever taken in.
    """

    waiting: int
    drafts: tuple[DraftLine, ...]
    today: tuple[DoneLine, ...]
    mean_today: Fraction | None
    recent: tuple[DoneLine, ...]
    checklists: int
    empty: bool


def home_view(store: Store, *, evaluator_id: str | None, now: datetime) -> HomeView:
    """The first page for an evaluator; ``now`` is aware, in the zone of whoever looks, and decides what today is."""
    with store.begin() as work:
        drafts = _own(work, evaluator_id, EvaluationState.DRAFT)
        submitted = _own(work, evaluator_id, EvaluationState.SUBMITTED)
        submitted.sort(key=_submitted_at, reverse=True)
        today = [one for one in submitted if _submitted_at(one).astimezone(now.tzinfo).date() == now.date()]
        recent = submitted[len(today) : len(today) + _RECENT]
        lines = _done_lines(work, [*today, *recent])
        begun = {draft.subject_id for draft in drafts}
        waiting = [subject for subject in work.subjects.waiting(evaluator_id=evaluator_id) if subject.id not in begun]
        totals = [line.total for line in lines[: len(today)] if line.total is not None]
        return HomeView(
            waiting=len(waiting),
            drafts=_draft_lines(work, sorted(drafts, key=lambda draft: draft.started.at, reverse=True)),
            today=tuple(lines[: len(today)]),
            mean_today=sum(totals, Fraction()) / len(totals) if totals else None,
            recent=tuple(lines[len(today) :]),
            checklists=len(work.checklists.refs()),
            empty=not waiting and not drafts and not submitted and not work.evaluations.find(EvaluationFilter()),
        )


def _own(work: UnitOfWork, evaluator_id: str | None, state: EvaluationState) -> list[Evaluation]:
    if evaluator_id is None:
        return []
    return list(work.evaluations.find(EvaluationFilter(evaluator_id=evaluator_id, state=state)))


def _submitted_at(evaluation: Evaluation) -> datetime:
    return evaluation.submitted.at if evaluation.submitted else evaluation.started.at


def _done_lines(work: UnitOfWork, evaluations: list[Evaluation]) -> list[DoneLine]:
    if not evaluations:
        return []
    which = EvaluationFilter(evaluation_ids=tuple(one.id for one in evaluations), newest_revision_only=False)
    scores = work.evaluations.scores(which)
    subjects = work.evaluations.subjects(which)
    agents = {agent.id: agent.name for agent in work.people.agents()}
    lines = []
    for one in evaluations:
        score = scores[one.id]
        subject = subjects[one.subject_id]
        lines.append(
            DoneLine(
                evaluation_id=one.id,
                title=subject.title,
                agent=agents.get(subject.agent_id or "", ""),
                submitted=one.submitted or one.started,
                total=score.total,
                passed=score.passed,
                critical=sum(1 for result in score.results if result.critical_class is not None),
            )
        )
    return lines


def _draft_lines(work: UnitOfWork, drafts: list[Evaluation]) -> tuple[DraftLine, ...]:
    agents = {agent.id: agent.name for agent in work.people.agents()}
    lines = []
    for draft in drafts:
        subject = work.subjects.get(draft.subject_id)
        checklist = work.checklists.get(draft.checklist)
        responses = work.evaluations.responses(draft.id)
        lines.append(
            DraftLine(
                evaluation_id=draft.id,
                title=subject.title,
                agent=agents.get(subject.agent_id or "", ""),
                checklist=checklist.title,
                started=draft.started,
                answered=sum(1 for response in responses.values() if response.value is not None),
                questions=sum(1 for _question in checklist.questions()),
            )
        )
    return tuple(lines)
