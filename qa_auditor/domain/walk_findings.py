"""What a walk found: steps that were left out, came out of order, took too long or were not done to standard."""

from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.domain.process import ProcessRecord, Step
from qa_auditor.domain.trace import Deviation
from qa_auditor.domain.walk import StepOutcome, Walk, WalkedStep, walk_trace


class WalkFault(StrEnum):
    """What is wrong with a step."""

    LEFT_OUT = "left_out"
    OUT_OF_ORDER = "out_of_order"
    NOT_TO_STANDARD = "not_to_standard"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class WalkFinding:
    """One step with what is wrong with it.

    Attributes:
        walked: what was said of the step; None where nothing was.
    """

    step: Step
    faults: tuple[WalkFault, ...]
    walked: WalkedStep | None


def findings_of(walk: Walk, record: ProcessRecord) -> tuple[WalkFinding, ...]:
    """The findings of a walk, in the order of the record."""
    deviations = walk_trace(walk, record).deviations
    left_out = {name for kind, name in deviations if kind is Deviation.LEFT_OUT}
    out_of_order = {name for kind, name in deviations if kind is not Deviation.LEFT_OUT}
    # A step that came at the wrong time may count as left out here and out of place there: it was taken.
    out_of_order |= left_out & set(walk.taken)
    said = {step.step_id: step for step in walk.steps}
    found = []
    for step in record.steps:
        walked = said.get(step.id)
        holds = {
            WalkFault.LEFT_OUT: step.id in left_out - set(walk.taken),
            WalkFault.OUT_OF_ORDER: step.id in out_of_order,
            WalkFault.NOT_TO_STANDARD: walked is not None and walked.outcome is StepOutcome.NOT_TO_STANDARD,
            WalkFault.LATE: walked is not None and is_late(walked, step),
        }
        if any(holds.values()):
            found.append(WalkFinding(step, tuple(fault for fault in WalkFault if holds[fault]), walked))
    return tuple(found)


def told_of(walk: Walk, record: ProcessRecord) -> tuple[WalkFinding, ...]:
    """The findings, and the steps without one of which something was written or photographed."""
    found = {finding.step.id: finding for finding in findings_of(walk, record)}
    said = {step.step_id: step for step in walk.steps if step.note or step.photo}
    return tuple(
        found.get(step.id) or WalkFinding(step, (), said[step.id])
        for step in record.steps
        if step.id in found or step.id in said
    )


def is_late(walked: WalkedStep, step: Step) -> bool:
    """Whether a step that was taken took longer than its standard allows."""
    limit = step.time_limit_s
    return walked.taken and limit is not None and walked.seconds is not None and walked.seconds > limit
