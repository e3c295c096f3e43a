"""A walk through a process: which of its steps were taken, in order, as an auditor or an evaluator saw it.

A walk-through 流程穿越 is walked by an auditor as a customer; in a recorded call the evaluator marks the steps as they
are heard. Either way the walk belongs to an evaluation and to one version of the process.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.trace import Trace, trace_through


class StepOutcome(StrEnum):
    """What became of a step."""

    DONE = "done"
    NOT_TO_STANDARD = "not_to_standard"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "na"


@dataclass(frozen=True, slots=True)
class WalkedStep:
    """One step as it was met, in the order in which it was met.

    Attributes:
        seconds: how long it took; None when nobody measured it.
        at_ms: where in the recording it is, milliseconds; None without a recording.
        note: what was seen. photo: name of a file of evidence, or "".
    """

    step_id: str
    outcome: StepOutcome = StepOutcome.DONE
    seconds: int | None = None
    at_ms: int | None = None
    note: str = ""
    photo: str = ""

    @property
    def taken(self) -> bool:
        """Whether the step was done at all, well or not."""
        return self.outcome in (StepOutcome.DONE, StepOutcome.NOT_TO_STANDARD)


@dataclass(frozen=True, slots=True)
class Walk:
    """The steps of one evaluation.

    Attributes:
        used: whether the process was used at all; None lets the steps speak.
    """

    evaluation_id: str
    process_code: str
    process_version: int
    steps: tuple[WalkedStep, ...] = ()
    used: bool | None = None

    @property
    def was_used(self) -> bool:
        """Whether the process was used: as the evaluator says, else whether any step was taken."""
        return any(step.taken for step in self.steps) if self.used is None else self.used

    @property
    def taken(self) -> tuple[str, ...]:
        """Ids of the steps that were taken, in their order."""
        return tuple(step.step_id for step in self.steps if step.taken)


@dataclass(frozen=True, slots=True)
class Compliance:
    """How many of the steps (or questions) that applied were done to standard."""

    met: int
    applicable: int

    def __add__(self, other: "Compliance") -> "Compliance":
        return Compliance(self.met + other.met, self.applicable + other.applicable)

    @property
    def share(self) -> Fraction | None:
        """0 to 1; None when nothing applied."""
        return Fraction(self.met, self.applicable) if self.applicable else None


def walk_trace(walk: Walk, record: ProcessRecord) -> Trace:
    """The trace of a walk against its process; steps that did not apply are asked of nobody."""
    excused = {step.step_id for step in walk.steps if step.outcome is StepOutcome.NOT_APPLICABLE}
    traced = trace_through(record, walk.taken)
    if excused.isdisjoint(traced.defined):
        return traced
    deviations = tuple(one for one in traced.deviations if one[1] not in excused)
    return Trace(tuple(name for name in traced.defined if name not in excused), traced.taken, deviations)


def walk_compliance(walk: Walk, record: ProcessRecord) -> Compliance:
    """Steps done to standard ÷ steps applicable: those of the way that was to be taken, and those that were taken."""
    traced = walk_trace(walk, record)
    met = {step.step_id for step in walk.steps if step.outcome is StepOutcome.DONE and _in_time(step, record)}
    applicable = {name for name in (*traced.defined, *traced.taken) if name in record.step_by_id}
    return Compliance(len(met & applicable), len(applicable))


def _in_time(walked: WalkedStep, record: ProcessRecord) -> bool:
    step = record.step_by_id.get(walked.step_id)
    limit = None if step is None else step.time_limit_s
    return limit is None or walked.seconds is None or walked.seconds <= limit
