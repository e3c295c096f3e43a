"""What a drawing should make its owner look at: where the ways are wrong, where control is missing, where time goes.

A business flow is drawn to show where control and standards are needed and where the bottleneck is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.flow.wording import time_limit_text
from qa_auditor.domain.flow import unreachable, ways_out, without_end
from qa_auditor.domain.process import Lane, ProcessRecord, Step, StepKind
from qa_auditor.i18n import N_, _

_SLOW_SHARE = 0.5
_TIMED = frozenset({StepKind.ACTION, StepKind.CHECK, StepKind.WAIT, StepKind.RECORD})


class HintKind(StrEnum):
    """What is to be looked at; the first five are wrong, the others ask for control or a standard."""

    UNREACHABLE = "unreachable"
    NO_WAY_TO_END = "no-way-to-end"
    ONE_WAY_DECISION = "one-way-decision"
    END_GOES_ON = "end-goes-on"
    NO_CONDITION = "no-condition"
    NO_TIME_LIMIT = "no-time-limit"
    NO_STANDARD = "no-standard"
    WAIT = "wait"
    SLOWEST = "slowest"


FAULTS = frozenset(
    {
        HintKind.UNREACHABLE,
        HintKind.NO_WAY_TO_END,
        HintKind.ONE_WAY_DECISION,
        HintKind.END_GOES_ON,
        HintKind.NO_CONDITION,
    }
)


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at, at a step."""

    kind: HintKind
    step: str

    @property
    def is_fault(self) -> bool:
        """Whether the drawing is wrong, and not only to be thought about."""
        return self.kind in FAULTS


_WORDS = {
    HintKind.UNREACHABLE: N_("No way leads here. Connect a step with it, or make it a start."),
    HintKind.NO_WAY_TO_END: N_("From here no way leads to an end. Connect it onwards, or make it an end."),
    HintKind.ONE_WAY_DECISION: N_("A decision needs two ways out. Connect the step that follows otherwise."),
    HintKind.END_GOES_ON: N_("A way leads on from this end. Take the arrow away, or change the kind."),
    HintKind.NO_CONDITION: N_("A way that parts here doesn't say when it is taken. Give the arrow a condition."),
    HintKind.NO_TIME_LIMIT: N_("No time standard: nobody can tell when this takes too long."),
    HintKind.WAIT: N_("The customer waits here: keep it short, and say how long it takes."),
}


def hints_of(record: ProcessRecord) -> tuple[Hint, ...]:
    """Everything to look at, in the order of the steps, what is wrong first."""
    found = [*_faults(record), *_wants(record)]
    order = {step.id: place for place, step in enumerate(record.steps)}
    return tuple(sorted(found, key=lambda hint: (order[hint.step], not hint.is_fault)))


def hint_text(hint: Hint, step: Step) -> str:
    """A hint in words, with what to do."""
    if hint.kind is HintKind.NO_STANDARD:
        if step.kind is StepKind.DECISION:
            return _("No standard says how this is decided.")
        if step.kind is StepKind.CHECK:
            return _("No standard says when this check is passed.")
        return _("The customer meets this step, and no standard says how it is done well.")
    if hint.kind is HintKind.SLOWEST:
        limit = time_limit_text(step.time_limit_s or 0)
        return _("Bottleneck: {limit} is most of the time that all steps may take.").format(limit=limit)
    return _(_WORDS[hint.kind])


def _faults(record: ProcessRecord) -> Iterator[Hint]:
    leaving = ways_out(record)
    for step in unreachable(record):
        yield Hint(HintKind.UNREACHABLE, step.id)
    for step in without_end(record):
        yield Hint(HintKind.NO_WAY_TO_END, step.id)
    for step in record.steps:
        out = leaving.get(step.id, ())
        if step.kind is StepKind.DECISION and len(out) < 2:
            yield Hint(HintKind.ONE_WAY_DECISION, step.id)
        if step.kind is StepKind.END and out:
            yield Hint(HintKind.END_GOES_ON, step.id)
        if step.kind is StepKind.DECISION and len(out) > 1 and any(not link.condition for link in out):
            yield Hint(HintKind.NO_CONDITION, step.id)


def _wants(record: ProcessRecord) -> Iterator[Hint]:
    total = sum(step.time_limit_s or 0 for step in record.steps)
    timed = [step for step in record.steps if step.time_limit_s is not None]
    for step in record.steps:
        own = step.lane is not Lane.CUSTOMER
        if own and step.kind in _TIMED and step.time_limit_s is None:
            yield Hint(HintKind.NO_TIME_LIMIT, step.id)
        if not step.standards and (
            step.kind in (StepKind.DECISION, StepKind.CHECK)
            or (step.lane is Lane.FRONT and step.kind is StepKind.ACTION)
        ):
            yield Hint(HintKind.NO_STANDARD, step.id)
        if step.kind is StepKind.WAIT:
            yield Hint(HintKind.WAIT, step.id)
        if len(timed) > 2 and (step.time_limit_s or 0) > _SLOW_SHARE * total:
            yield Hint(HintKind.SLOWEST, step.id)
