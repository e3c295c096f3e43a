"""What a hand does to a flow: each verb is one change of the draft, and says why where it can't be made."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.flow_editing import (
    Refusal,
    RefusedEditError,
    added_after,
    added_before,
    added_between,
    connected,
    disconnected,
    free_step_id,
    moved,
    relinked,
    with_step,
    without_step,
)
from qa_auditor.domain.process import Lane, ProcessRecord, Step, StepKind
from qa_auditor.domain.text import Text, translated
from qa_auditor.i18n import N_, _, language
from qa_auditor.ui.pages.processes.drafting import DraftDesk

_REFUSALS = {
    Refusal.ONLY_STEP: N_("This is the only step: change it instead."),
    Refusal.ONLY_WAY_OUT: N_("A step that is no end leads on. Connect it with another step first, or make it an end."),
    Refusal.ALREADY_LINKED: N_("The two steps are connected already."),
    Refusal.END_LEADS_ON: N_("Nothing follows an end. Give the step another kind first."),
    Refusal.TO_ITSELF: N_("A step doesn't follow itself. Let it lead back to the step that is repeated first."),
    Refusal.NO_NEIGHBOUR: N_("Steps change places only where neither's ways part or join. Change the arrows instead."),
}


class FlowEditor(QObject):
    """Changes the record on the desk.

    Signals: ``refused`` with the reason why nothing was changed; ``came`` with a step that is new, to be chosen and
    named; ``went`` with the step that stands next where one was taken away.
    """

    refused = Signal(str)
    came = Signal(str)
    went = Signal(str)

    def __init__(self, desk: DraftDesk) -> None:
        super().__init__()
        self._desk = desk

    def add_first(self) -> None:
        """A first step of a process that has none."""
        record = self._desk.record
        if record is not None and not record.steps:
            step = Step("step-1", _unnamed(), Stage.INITIAL, Lane.FRONT, StepKind.START)
            self._edit(lambda now: replace(now, steps=(step,)))
            self.came.emit(step.id)

    def add_after(self, name: str) -> None:
        """A new step that follows another."""
        self._add(name, lambda record, new: added_after(record, name, new))

    def add_before(self, name: str) -> None:
        """A new step that another one follows."""
        self._add(name, lambda record, new: added_before(record, name, new))

    def add_between(self, source: str, target: str) -> None:
        """A new step on an arrow."""
        self._add(source, lambda record, new: added_between(record, source, target, new))

    def connect_steps(self, source: str, target: str) -> None:
        """An arrow from one step to another."""
        self._edit(lambda record: connected(record, source, target))

    def disconnect_steps(self, source: str, target: str) -> None:
        """Take an arrow away."""
        if self._edit(lambda record: disconnected(record, source, target)):
            self.went.emit(source)

    def say_when(self, source: str, target: str, condition: Text) -> None:
        """Give an arrow another condition."""
        self._edit(lambda record: relinked(record, source, target, condition=condition))

    def remove(self, name: str) -> None:
        """Take a step away."""
        record = self._desk.record
        if record is None or name not in record.step_by_id:
            return
        places = [step.id for step in record.steps]
        place = places.index(name)
        near = [*places[:place][::-1], *places[place + 1 :]]
        if self._edit(lambda now: without_step(now, name)) and near:
            self.went.emit(near[0])

    def exchange(self, name: str, *, later: bool) -> None:
        """Let a step change places with its neighbour."""
        self._edit(lambda record: moved(record, name, later=later))

    def place(self, name: str, *, stage: Stage | None = None, lane: Lane | None = None) -> None:
        """Put a step into another stage or lane."""
        self.change(name, lambda step: replace(step, stage=stage or step.stage, lane=lane or step.lane))

    def shift(self, name: str, *, lanes: int = 0, stages: int = 0) -> None:
        """Put a step some lanes down or some stages on."""
        record = self._desk.record
        if record is not None and name in record.step_by_id:
            step = record.step_by_id[name]
            lane = list(Lane).index(step.lane) + lanes
            stage = list(Stage).index(step.stage) + stages
            if 0 <= lane < len(Lane) and 0 <= stage < len(Stage):
                self.place(name, stage=list(Stage)[stage], lane=list(Lane)[lane])

    def change(self, name: str, change: Callable[[Step], Step]) -> None:
        """Change what is said of a step."""
        self._edit(lambda record: with_step(record, change(record.step_by_id[name])))

    def _add(self, beside: str, add: Callable[[ProcessRecord, Step], ProcessRecord]) -> None:
        record = self._desk.record
        if record is None:
            return
        near = record.step_by_id[beside]
        new = Step(free_step_id(record), _unnamed(), near.stage, near.lane)
        if self._edit(lambda now: add(now, new)):
            self.came.emit(new.id)

    def _edit(self, edit: Callable[[ProcessRecord], ProcessRecord]) -> bool:
        try:
            self._desk.edit(edit)
        except RefusedEditError as error:
            self.refused.emit(_(_REFUSALS[error.reason]))
            return False
        return True


def _unnamed() -> Text:
    """The name of a step that waits for one, in the language in which it is about to be given."""
    return translated({language(): _("New step")})
