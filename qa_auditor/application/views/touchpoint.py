"""One touchpoint in full: what stands behind it, what it was last seen like, and what waits to be scored there."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import EvaluationFilter, NotFoundError, UnitOfWork
from qa_auditor.application.views.process_map import Places, standards_of
from qa_auditor.domain.evaluation import Evaluation
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import Text

MOST_LINES = 50
"""How many evaluations and how many waiting subjects are listed."""


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A question that judges the process."""

    checklist_id: str
    checklist: Text
    question_id: str
    text: Text


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A submitted evaluation of it."""

    evaluation_id: str
    title: str
    agent: str
    occurred: Moment
    checklist: Text
    total: Fraction | None


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A subject of its process that waits to be scored; ``here`` when it belongs to this very touchpoint."""

    subject_id: str
    title: str
    agent: str
    occurred: Moment
    here: bool


@dataclass(frozen=True, slots=True)
class TouchpointView:
    """What is known of a touchpoint beyond its cell on the map.

    Attributes:
        standards: pairs of code and statement of those that its process serves.
        questions: of the checklists that judge it, newest versions.
        evaluations: newest first, a handful. evaluated: how many there are in all.
        waiting: of its process, those of this touchpoint first, then the oldest; a handful. to_score: how many in all.
    """

    code: str
    standards: tuple[tuple[str, Text], ...] = ()
    questions: tuple[QuestionLink, ...] = ()
    evaluations: tuple[SeenLine, ...] = ()
    evaluated: int = 0
    waiting: tuple[WaitingLine, ...] = ()
    to_score: int = 0


def touchpoint_view(work: UnitOfWork, *, code: str, evaluator_id: str | None) -> TouchpointView:
    """What is known of a touchpoint; hardly anything while it has no process."""
    places = Places(work.map.get().touchpoints)
    process_code = places.process_of(code)
    if process_code is None:
        return TouchpointView(code)
    try:
        record = work.process_records.latest(process_code)
    except NotFoundError:
        standards: list[Standard] = []
    else:
        standards = standards_of(record, [one for one in work.standards.newest() if not one.retired])
    seen = _seen(work, code, process_code, places)
    waiting = _waiting(work, code, process_code, places, evaluator_id)
    return TouchpointView(
        code=code,
        standards=tuple((standard.code, standard.statement) for standard in standards),
        questions=tuple(_questions(work, process_code, {standard.code for standard in standards})),
        evaluations=tuple(seen[:MOST_LINES]),
        evaluated=len(seen),
        waiting=tuple(waiting[:MOST_LINES]),
        to_score=len(waiting),
    )


def _questions(work: UnitOfWork, process_code: str, standards: set[str]) -> Iterator[QuestionLink]:
    """Questions that judge one of the standards, or that belong to a checklist made for the process."""
    for ref in latest_versions(work):
        checklist = work.checklists.get(ref)
        serves = process_code in checklist.process_codes
        for question in checklist.questions():
            if question.scored and (serves or question.standard in standards):
                yield QuestionLink(checklist.id, checklist.title, question.id, question.text)


def _seen(work: UnitOfWork, code: str, process_code: str, places: Places) -> list[SeenLine]:
    """The submitted evaluations of the cell, newest first; only those that are listed are read in full."""
    which = EvaluationFilter(process_code=process_code)
    subjects = work.evaluations.subjects(which)
    found = [one for one in work.evaluations.find(which) if _is_here(subjects[one.subject_id], code, places)]
    found.sort(key=lambda one: subjects[one.subject_id].occurred.at, reverse=True)
    listed = EvaluationFilter(evaluation_ids=tuple(one.id for one in found[:MOST_LINES]))
    scores = work.evaluations.scores(listed) if found else {}
    agents = {agent.id: agent.name for agent in work.people.agents()}

    def line(one: Evaluation) -> SeenLine:
        subject, score = subjects[one.subject_id], scores.get(one.id)
        return SeenLine(
            evaluation_id=one.id,
            title=subject.title,
            agent=agents.get(subject.agent_id or "", ""),
            occurred=subject.occurred,
            checklist=work.checklists.get(one.checklist).title,
            total=score.total if score else None,
        )

    return [line(one) for one in found]


def _waiting(
    work: UnitOfWork, code: str, process_code: str, places: Places, evaluator_id: str | None
) -> list[WaitingLine]:
    agents = {agent.id: agent.name for agent in work.people.agents()}
    lines = [
        WaitingLine(
            subject_id=subject.id,
            title=subject.title,
            agent=agents.get(subject.agent_id or "", ""),
            occurred=subject.occurred,
            here=_is_here(subject, code, places),
        )
        for subject in work.subjects.waiting(evaluator_id=evaluator_id)
        if subject.process_code == process_code
    ]
    return sorted(lines, key=lambda line: (not line.here, line.occurred.at))


def _is_here(subject: Subject, code: str, places: Places) -> bool:
    return places(subject.touchpoint, subject.process_code) == code
