"""Making an evaluation of a walk-through: the steps give trace and compliance, the checklist what is judged beside."""

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.library import checklists_for
from qa_auditor.application.ports import Clock, NotFoundError, Store, UnitOfWork
from qa_auditor.application.scoring_desk import OpenEvaluation, start_evaluation
from qa_auditor.application.walkthroughs.walking import OpenWalkthrough, opened_walkthrough, say
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.process import Step
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.trace import Deviation
from qa_auditor.domain.walk import Walk, walk_trace
from qa_auditor.domain.walkthrough import Act
from qa_auditor.i18n import _


def unsaid(opened: OpenWalkthrough) -> tuple[Step, ...]:
    """Steps that will count as left out although nobody said so, in the order of the record."""
    walk = walk_so_far(opened)
    missing = {name for kind, name in walk_trace(walk, opened.record).deviations if kind is Deviation.LEFT_OUT}
    said = {step.step_id for step in walk.steps}
    return tuple(step for step in opened.record.steps if step.id in missing - said)


def walk_so_far(opened: OpenWalkthrough, *, evaluation_id: str = "") -> Walk:
    """The steps as they stand."""
    return opened.standing.walk(
        evaluation_id=evaluation_id,
        process_code=opened.walkthrough.process_code,
        process_version=opened.walkthrough.process_version,
    )


def finish_walkthrough(
    store: Store, *, clock: Clock, walkthrough_id: str, evaluator_id: str
) -> Outcome[OpenEvaluation]:
    """Open the evaluation of a walk-through, with its steps as they stand; finishing again brings it up to date.

    What is not done when the program ends half-way is done by finishing again.

    Raises:
        FaultsError: the workspace has no checklist that judges walk-throughs.
        SubmittedError: the evaluation is submitted.
    """
    changes: tuple[Change, ...] = ()
    with store.begin() as work:
        opened = opened_walkthrough(work, walkthrough_id)
    if (running := opened.standing.running) is not None:
        stopped = say(
            store,
            clock=clock,
            walkthrough_id=walkthrough_id,
            evaluator_id=evaluator_id,
            given=[(Act.STOPPED, running, "")],
        )
        opened, changes = stopped.value, stopped.changes
    with store.begin() as work:
        refs = checklists_for(work, kind=SubjectKind.WALKTHROUGH, process_code=opened.walkthrough.process_code)
        if not refs:
            raise FaultsError([_no_checklist()])
        if _is_new(work, walkthrough_id):
            work.subjects.add(_subject(opened))
            work.commit()
    evaluation = start_evaluation(
        store, clock=clock, subject_id=walkthrough_id, checklist=refs[0], evaluator_id=evaluator_id
    )
    with store.begin() as work:
        work.walks.put(walk_so_far(opened, evaluation_id=evaluation.value.evaluation.id))
        work.commit()
    return Outcome(evaluation.value, (*changes, *evaluation.changes, Change(Kind.WALKTHROUGH, walkthrough_id)))


def _is_new(work: UnitOfWork, walkthrough_id: str) -> bool:
    try:
        work.subjects.get(walkthrough_id)
    except NotFoundError:
        return True
    return False


def _subject(opened: OpenWalkthrough) -> Subject:
    walkthrough = opened.walkthrough
    channel = walkthrough.touchpoint.partition("-")[0]
    return Subject(
        id=walkthrough.id,
        kind=SubjectKind.WALKTHROUGH,
        title=walkthrough.title,
        occurred=walkthrough.begun,
        process_code=walkthrough.process_code,
        touchpoint=walkthrough.touchpoint,
        channel=_CHANNELS.get(channel, channel.lower()),
    )


_CHANNELS = {"TEL": "phone", "IVR": "phone", "MAIL": "email", "HALL": "store"}
"""How subjects call the channels of the shipped map, where they have another name."""


def _no_checklist() -> Fault:
    return Fault(
        "no-walkthrough-checklist",
        _("No checklist of the workspace judges walk-throughs"),
        Place(""),
        _("Add one whose subject is walkthrough, for example process-walkthrough"),
    )
