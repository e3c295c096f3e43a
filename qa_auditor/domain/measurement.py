"""The four measurements 监控规范 of a process in a period, each against its benchmark 标杆值. All numbers exact."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.process import Lane, Measurement, ProcessRecord, Step, StepKind
from qa_auditor.domain.statistics import Interval, wilson
from qa_auditor.domain.text import Text
from qa_auditor.domain.trace import Trace
from qa_auditor.domain.walk import Compliance


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement.

    Attributes:
        value: 0 to 1; None while there are no data.
        n: of how many evaluations (of conformity: steps) it is made.
        interval: where the true value may lie, each evaluation counted once, because what is seen in one hangs
            together; None without data and for conformity, which is counted in full.
        benchmark: what it is held against; None where the process names none.
    """

    measurement: Measurement
    value: Fraction | None
    n: int
    interval: Interval | None
    benchmark: Fraction | None

    @property
    def holds(self) -> bool | None:
        """Whether the benchmark is reached; None without value or benchmark."""
        if self.value is None or self.benchmark is None:
            return None
        return self.value >= self.benchmark


def benchmark_of(record: ProcessRecord, measurement: Measurement) -> Fraction | None:
    """The value that a measurement of the process is held against."""
    return dict(record.benchmarks).get(measurement)


def use_on_the_spot(record: ProcessRecord, used: Iterable[bool]) -> Measured:
    """Use 实地运用: of the sampled subjects in which the process should have been used, the share in which it was."""
    seen = list(used)
    value = Fraction(sum(seen), len(seen)) if seen else None
    return _measured(record, Measurement.USE, value, len(seen))


def trace_of_use(record: ProcessRecord, traces: Iterable[Trace]) -> Measured:
    """Trace of use 运用轨迹: all deviations ÷ all steps defined and taken, taken from 1."""
    seen = [trace for trace in traces if trace.length]
    length = sum(trace.length for trace in seen)
    value = 1 - Fraction(sum(len(trace.deviations) for trace in seen), length) if length else None
    return _measured(record, Measurement.TRACE, value, len(seen))


def compliance_rate(record: ProcessRecord, judged: Iterable[Compliance]) -> Measured:
    """Compliance rate 流程规范率: what was done to standard ÷ what applied."""
    seen = [one for one in judged if one.applicable]
    return _measured(record, Measurement.COMPLIANCE, sum(seen, Compliance(0, 0)).share, len(seen))


def organisational_conformity(record: ProcessRecord) -> Measured:
    """Conformity 组织符合度: the share of the house's own steps that have an owner, resources and a time standard."""
    own = own_steps(record)
    whole = [step for step in own if not lacks_of(step)]
    value = Fraction(len(whole), len(own)) if own else None
    return Measured(Measurement.CONFORMITY, value, len(own), None, benchmark_of(record, Measurement.CONFORMITY))


def own_steps(record: ProcessRecord) -> tuple[Step, ...]:
    """Steps that the house answers for: not what the customer does, and no mere start or end."""
    return tuple(
        step
        for step in record.steps
        if step.lane is not Lane.CUSTOMER and step.kind not in (StepKind.START, StepKind.END)
    )


def lacks_of(step: Step) -> tuple[str, ...]:
    """Which of ``owner``, ``resources`` and ``time`` a step lacks."""
    there: dict[str, Text | int | None] = {
        "owner": step.owner,
        "resources": step.resources,
        "time": step.time_limit_s,
    }
    return tuple(name for name, value in there.items() if not value)


def share_interval(value: Fraction | None, n: int) -> Interval | None:
    """Where a share may truly lie when each of ``n`` evaluations counts once."""
    return None if value is None or not n else wilson(value * n, n)


def _measured(record: ProcessRecord, measurement: Measurement, value: Fraction | None, n: int) -> Measured:
    return Measured(measurement, value, n, share_interval(value, n), benchmark_of(record, measurement))
