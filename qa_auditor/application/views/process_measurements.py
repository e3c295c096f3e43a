"""The four measurements of processes in a period, against their benchmarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.views.compliance import Judged, judged
from qa_auditor.domain.measurement import (
    Measured,
    compliance_rate,
    lacks_of,
    organisational_conformity,
    own_steps,
    trace_of_use,
    use_on_the_spot,
)
from qa_auditor.domain.process import Measurement, ProcessRecord, Step
from qa_auditor.domain.text import Text
from qa_auditor.domain.trace import Deviation
from qa_auditor.domain.walk import StepOutcome


@dataclass(frozen=True, slots=True)
class StepFigures:
    """What the walks of the period say of one step.

    Attributes:
        done, not_to_standard, skipped: how often it was met so.
        out_of_order: how often it came too early or where it does not belong.
        seconds: the times that were measured, sorted.
    """

    step: Step
    done: int = 0
    not_to_standard: int = 0
    skipped: int = 0
    out_of_order: int = 0
    seconds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessMeasurements:
    """One process.

    Attributes:
        measured: the four, in their usual order.
        evaluations: submitted in the period. walks: of these, with steps marked.
        lacking: own steps that keep conformity from being whole, with what they lack (``owner``, ``resources``,
            ``time``).
        steps: figures of each step, in the order of the record.
    """

    code: str
    name: Text
    version: int
    measured: Mapping[Measurement, Measured]
    evaluations: int
    walks: int
    lacking: tuple[tuple[Step, tuple[str, ...]], ...]
    steps: tuple[StepFigures, ...]


def measurements_of(work: UnitOfWork, code: str, which: EvaluationFilter) -> ProcessMeasurements:
    """The measurements of one process; ``which`` says the period and other restrictions.

    Raises:
        NotFoundError: the process has no record.
    """
    record = work.process_records.latest(code)
    return _measurements(record, judged(work, replace(which, process_code=code)))


def all_measurements(work: UnitOfWork, which: EvaluationFilter) -> list[ProcessMeasurements]:
    """The measurements of every process that has a record, by code."""
    by_process: dict[str, list[Judged]] = {}
    for one in judged(work, which):
        by_process.setdefault(one.tally.process_code or "", []).append(one)
    return [_measurements(record, by_process.get(record.code, [])) for record in work.process_records.newest()]


def _measurements(record: ProcessRecord, cases: Sequence[Judged]) -> ProcessMeasurements:
    walked = [one for one in cases if one.walk is not None]
    traces = [one.trace for one in walked if one.trace is not None and one.walk is not None and one.walk.was_used]
    measured = (
        use_on_the_spot(record, [one.walk.was_used for one in walked if one.walk is not None]),
        trace_of_use(record, traces),
        organisational_conformity(record),
        compliance_rate(record, [one.compliance for one in cases]),
    )
    lacking = tuple((step, lacks) for step in own_steps(record) if (lacks := lacks_of(step)))
    return ProcessMeasurements(
        code=record.code,
        name=record.name,
        version=record.version,
        measured={one.measurement: one for one in measured},
        evaluations=len(cases),
        walks=len(walked),
        lacking=lacking,
        steps=tuple(_figures(step, walked) for step in record.steps),
    )


def _figures(step: Step, walked: Sequence[Judged]) -> StepFigures:
    met = [one for case in walked if case.walk is not None for one in case.walk.steps if one.step_id == step.id]
    deviations = [
        kind for case in walked if case.trace is not None for kind, name in case.trace.deviations if name == step.id
    ]
    outcomes = [one.outcome for one in met]
    return StepFigures(
        step=step,
        done=outcomes.count(StepOutcome.DONE),
        not_to_standard=outcomes.count(StepOutcome.NOT_TO_STANDARD),
        skipped=deviations.count(Deviation.LEFT_OUT),
        out_of_order=deviations.count(Deviation.SWAPPED) + deviations.count(Deviation.OUT_OF_PLACE),
        seconds=tuple(sorted(one.seconds for one in met if one.seconds is not None)),
    )
