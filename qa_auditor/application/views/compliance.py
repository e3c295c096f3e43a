"""What evaluations found, counted for the measurements: from the steps that were walked, else from the questions."""

from dataclasses import dataclass

from qa_auditor.application.ports import EvaluationFilter, Tally, UnitOfWork
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.trace import Trace
from qa_auditor.domain.walk import Compliance, Walk, walk_compliance, walk_trace


@dataclass(frozen=True, slots=True)
class Judged:
    """One submitted evaluation.

    Attributes:
        compliance: what was done to standard, of what applied.
        walk, trace: the steps that were walked and how they follow the process; None where no steps were marked.
    """

    tally: Tally
    compliance: Compliance
    walk: Walk | None = None
    trace: Trace | None = None


def judged(work: UnitOfWork, which: EvaluationFilter) -> list[Judged]:
    """The submitted evaluations meant, by when their subject occurred."""
    walks = work.walks.of(which)
    records: dict[tuple[str, int], ProcessRecord] = {}
    for walk in walks.values():
        name = (walk.process_code, walk.process_version)
        if name not in records:
            records[name] = work.process_records.get(*name)
    return [_judged(tally, walks.get(tally.evaluation_id), records) for tally in work.monitoring.tallies(which)]


def _judged(tally: Tally, walk: Walk | None, records: dict[tuple[str, int], ProcessRecord]) -> Judged:
    if walk is None:
        return Judged(tally, Compliance(tally.met, tally.applicable))
    record = records[walk.process_code, walk.process_version]
    return Judged(tally, walk_compliance(walk, record), walk, walk_trace(walk, record))
