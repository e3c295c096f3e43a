"""Where a walk goes on: the steps that can follow, and which of them comes next."""

from collections.abc import Sequence

from qa_auditor.domain.flow import entries, ways_out
from qa_auditor.domain.process import Link, ProcessRecord
from qa_auditor.domain.walkthrough import Standing


def ways_on(record: ProcessRecord, step_id: str) -> Sequence[Link]:
    """The links that lead on from a step."""
    return ways_out(record).get(step_id, ())


def next_step(record: ProcessRecord, standing: Standing, *, after: str) -> str | None:
    """The step to look at when ``after`` was marked; None where the process branches and somebody has to say.

    A step of which something was said already is passed over: after the way back of a loop the walk goes on behind it.
    """
    ways = ways_on(record, after)
    open_ways = [way.target for way in ways if _open(standing, way.target)]
    if len(ways) > 1 and len(open_ways) > 1:
        return None
    if open_ways:
        return open_ways[0]
    if ways:
        return _behind(record, standing, ways[0].target)
    ids = [step.id for step in record.steps]
    return next((step_id for step_id in ids[ids.index(after) + 1 :] if _open(standing, step_id)), None)


def where_it_stands(record: ProcessRecord, standing: Standing) -> str:
    """The step to begin or go on with; "" for a process without steps."""
    if standing.running is not None:
        return standing.running
    if not standing.order:
        return next((step.id for step in entries(record)), "")
    last = standing.order[-1]
    return next_step(record, standing, after=last) or last


def _behind(record: ProcessRecord, standing: Standing, step_id: str) -> str | None:
    """The first open step on the way on from ``step_id``, where the way does not branch."""
    seen: set[str] = set()
    while step_id not in seen:
        if _open(standing, step_id):
            return step_id
        seen.add(step_id)
        ways = ways_on(record, step_id)
        if len(ways) != 1:
            return None
        step_id = ways[0].target
    return None


def _open(standing: Standing, step_id: str) -> bool:
    step = standing.of(step_id)
    return step.outcome is None and not step.postponed
