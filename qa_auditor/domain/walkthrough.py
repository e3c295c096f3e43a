"""A walk-through 流程穿越 while it is walked: what was said of each step, entry by entry, and where that stands.

Entries are only ever added; taking one back is an entry, too. ``standing`` says where a row of entries stands, so that
a walk goes on after a break, or a power cut, as if nothing had been.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from qa_auditor.domain.moment import Moment
from qa_auditor.domain.walk import StepOutcome, Walk, WalkedStep


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """One walk through one version of a process.

    Attributes:
        id: the subject that the walk-through becomes when it is evaluated has the same.
        title: short name for lists. touchpoint: code of the touchpoint where it is walked, or "".
        begun: in the zone of the workspace or site.
    """

    id: str
    process_code: str
    process_version: int
    evaluator_id: str
    begun: Moment
    title: str
    touchpoint: str = ""


class Act(StrEnum):
    """What an entry says; its ``value`` in brackets."""

    OUTCOME = "outcome"
    """The step was met so (a ``StepOutcome``)."""
    PLACED = "placed"
    """The step came out of order, before another one that is marked (that one's id)."""
    POSTPONED = "postponed"
    """The step does not come now; it may come later."""
    STARTED = "started"
    """The clock of the step runs."""
    STOPPED = "stopped"
    """It stands."""
    TIMED = "timed"
    """The step took so long (whole seconds), whatever the clock says."""
    NOTE = "note"
    """The remark on the step (its text); the last one counts."""
    PHOTO = "photo"
    """A photo shows the step (SHA-256)."""
    PHOTO_AWAY = "photo_away"
    """That photo does not (SHA-256)."""
    CLEARED = "cleared"
    """Nothing is said of the step: no outcome, no time."""
    ABANDONED = "abandoned"
    """The walk-through is given up (why)."""
    TAKEN_BACK = "taken_back"
    """All entries of a gesture don't count (its number)."""


@dataclass(frozen=True, slots=True)
class WalkEntry:
    """One line of the record of a walk-through.

    Attributes:
        seq: its number in the walk-through, from 1.
        gesture: number of the first entry that was given by the same press of a key.
        value: see ``Act``; "" where the act needs none.
        at: UTC.
    """

    seq: int
    gesture: int
    act: Act
    step_id: str
    value: str
    at: datetime
    evaluator_id: str


@dataclass(frozen=True, slots=True)
class StepStanding:
    """Where one step stands.

    Attributes:
        outcome: None while nothing was said.
        seconds: what its clock counted before it last stood, or what was typed; None when it never ran.
        running_since: the clock runs since then; None when it stands.
        photos: SHA-256 of each.
        postponed: it was said that it does not come yet.
        out_of_order: it was said to have come before another.
    """

    outcome: StepOutcome | None = None
    seconds: int | None = None
    running_since: datetime | None = None
    note: str = ""
    photos: tuple[str, ...] = ()
    postponed: bool = False
    out_of_order: bool = False

    @property
    def taken(self) -> bool:
        """Whether it was done at all, well or not."""
        return self.outcome in (StepOutcome.DONE, StepOutcome.NOT_TO_STANDARD)

    def seconds_at(self, now: datetime) -> int | None:
        """What its clock shows at an instant."""
        if self.running_since is None:
            return self.seconds
        return (self.seconds or 0) + max(0, int((now - self.running_since).total_seconds()))


_NOTHING = StepStanding()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a walk-through stands.

    Attributes:
        steps: by id; a step of which nothing was said is absent.
        order: ids of the steps that were taken, as they came.
        last_gesture: what can be taken back next; None when there is nothing.
        abandoned: it was given up.
    """

    steps: Mapping[str, StepStanding]
    order: tuple[str, ...]
    last_gesture: int | None
    abandoned: bool = False

    def of(self, step_id: str) -> StepStanding:
        """Where a step stands."""
        return self.steps.get(step_id, _NOTHING)

    @property
    def running(self) -> str | None:
        """Id of the step whose clock runs."""
        return next((step_id for step_id, step in self.steps.items() if step.running_since is not None), None)

    def walk(self, *, evaluation_id: str, process_code: str, process_version: int) -> Walk:
        """The steps as an evaluation keeps them: those that were taken in their order, then what was said of others."""
        others = [step_id for step_id, step in self.steps.items() if step.outcome is not None and not step.taken]
        return Walk(
            evaluation_id=evaluation_id,
            process_code=process_code,
            process_version=process_version,
            steps=tuple(_walked(step_id, self.steps[step_id]) for step_id in (*self.order, *others)),
        )


def standing(entries: Iterable[WalkEntry]) -> Standing:
    """Where the walk-through stands after these entries."""
    counting = _counting(list(entries))
    steps: dict[str, StepStanding] = {}
    order: list[str] = []
    for entry in counting:
        if entry.act is Act.ABANDONED:
            continue
        before = steps.get(entry.step_id, _NOTHING)
        after = steps[entry.step_id] = _after(before, entry)
        if not after.taken:
            order = [step_id for step_id in order if step_id != entry.step_id]
        elif entry.act is Act.PLACED:
            order = _placed(order, entry.step_id, entry.value)
        elif entry.step_id not in order:
            order.append(entry.step_id)
    gestures = [entry.gesture for entry in counting]
    abandoned = bool(counting) and counting[-1].act is Act.ABANDONED
    return Standing(steps, tuple(order), gestures[-1] if gestures else None, abandoned)


def _counting(entries: Sequence[WalkEntry]) -> list[WalkEntry]:
    """The entries that were not taken back, without those that take back."""
    gone: set[int] = set()
    kept: list[WalkEntry] = []
    # From the end: an entry that takes back may be taken back itself.
    for entry in reversed(entries):
        if entry.gesture in gone:
            continue
        if entry.act is Act.TAKEN_BACK:
            gone.add(int(entry.value))
        else:
            kept.append(entry)
    return kept[::-1]


def _after(step: StepStanding, entry: WalkEntry) -> StepStanding:
    """Where a step stands after one more entry."""
    match entry.act:
        case Act.OUTCOME | Act.PLACED | Act.POSTPONED | Act.CLEARED:
            return _met(step, entry)
        case Act.STARTED:
            return step if step.running_since else replace(step, running_since=entry.at)
        case Act.STOPPED:
            return replace(step, seconds=step.seconds_at(entry.at), running_since=None)
        case Act.TIMED:
            return replace(step, seconds=int(entry.value) if entry.value else None, running_since=None)
        case Act.NOTE:
            return replace(step, note=entry.value)
        case Act.PHOTO:
            return replace(step, photos=tuple(dict.fromkeys((*step.photos, entry.value))))
        case _:
            return replace(step, photos=tuple(photo for photo in step.photos if photo != entry.value))


def _met(step: StepStanding, entry: WalkEntry) -> StepStanding:
    """Likewise for what says how, or that, the step was met."""
    match entry.act:
        case Act.OUTCOME:
            return replace(step, outcome=StepOutcome(entry.value), postponed=False, out_of_order=False)
        case Act.PLACED:
            outcome = step.outcome if step.taken else StepOutcome.DONE
            return replace(step, outcome=outcome, postponed=False, out_of_order=True)
        case Act.POSTPONED:
            return replace(step, outcome=None, postponed=True, out_of_order=False)
        case _:
            return StepStanding(note=step.note, photos=step.photos)


def _placed(order: list[str], step_id: str, before: str) -> list[str]:
    others = [known for known in order if known != step_id]
    place = others.index(before) if before in others else len(others)
    return [*others[:place], step_id, *others[place:]]


def _walked(step_id: str, step: StepStanding) -> WalkedStep:
    return WalkedStep(
        step_id=step_id,
        outcome=step.outcome or StepOutcome.SKIPPED,
        seconds=step.seconds,
        note=step.note,
        photo=step.photos[0] if step.photos else "",
    )
