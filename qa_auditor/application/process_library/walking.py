"""Marking the steps of a process in an evaluation: in a walk-through, or where they are heard in a recording."""

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.ports import Store
from qa_auditor.domain.walk import Walk


def keep_walk(store: Store, *, walk: Walk) -> Outcome[Walk]:
    """Store the steps as they stand, in place of those that stood before; on disk when this returns.

    Raises:
        SubmittedError: the evaluation is submitted.
        NotFoundError: the evaluation or the version of the process is not there.
    """
    with store.begin() as work:
        work.walks.put(walk)
        work.commit()
    return Outcome(walk, (Change(Kind.EVALUATION, walk.evaluation_id),))


def walk_of(store: Store, *, evaluation_id: str) -> Walk | None:
    """The steps of an evaluation; None when none were marked."""
    with store.begin() as work:
        return work.walks.get(evaluation_id)
