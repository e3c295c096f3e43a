"""Beginning a walk-through and saying what was met at each step; on disk when each of these returns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.intake.importing import USUAL_ZONE, ZONE_SETTING
from qa_auditor.application.ports import Clock, EvaluationFilter, MediaFolder, ReadPhoto, Store, UnitOfWork
from qa_auditor.domain.evaluation import Evaluation, EvaluationState
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.photo import Photo
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.domain.walkthrough import Act, Standing, WalkEntry, Walkthrough, standing

Given = tuple[Act, str, str]
"""One thing that is said: act, step and value; see ``Act``."""


@dataclass(frozen=True, slots=True)
class OpenWalkthrough:
    """All that the screen shows of a walk-through.

    Attributes:
        record: the version of the process that is walked.
        evaluation: what was made of it, the newest revision; None while it is only walked.
    """

    walkthrough: Walkthrough
    record: ProcessRecord
    entries: tuple[WalkEntry, ...]
    standing: Standing
    evaluation: Evaluation | None = None

    @property
    def closed(self) -> bool:
        """Whether an evaluation of it was submitted: nothing can be said any more."""
        return self.evaluation is not None and self.evaluation.state is EvaluationState.SUBMITTED


def begin_walkthrough(
    store: Store, *, clock: Clock, process_code: str, evaluator_id: str, title: str = "", touchpoint: str = ""
) -> Outcome[OpenWalkthrough]:
    """Begin to walk the newest version of a process.

    Raises:
        NotFoundError: the process has no record, or nobody of this id evaluates.
    """
    with store.begin() as work:
        record = work.process_records.latest(process_code)
        now = Moment(clock.now(), work.settings.get(ZONE_SETTING) or USUAL_ZONE)
        walkthrough = Walkthrough(
            id=new_id(int(now.at.timestamp() * 1000)),
            process_code=record.code,
            process_version=record.version,
            evaluator_id=evaluator_id,
            begun=now,
            title=title or f"{record.code} {now.local():%Y-%m-%d %H:%M}",
            touchpoint=touchpoint,
        )
        work.walkthroughs.add(walkthrough)
        opened = opened_walkthrough(work, walkthrough.id)
        work.commit()
    return Outcome(opened, (_changed(walkthrough.id),))


def open_walkthrough(store: Store, *, walkthrough_id: str) -> OpenWalkthrough:
    """A walk-through as it stands; ``NotFoundError`` when it is not there."""
    with store.begin() as work:
        return opened_walkthrough(work, walkthrough_id)


def say(
    store: Store,
    *,
    clock: Clock,
    walkthrough_id: str,
    evaluator_id: str,
    given: Sequence[Given],
    at: datetime | None = None,
    photo: Photo | None = None,
) -> Outcome[OpenWalkthrough]:
    """Add what one press of a key says; ``at`` when it was said, if that is not now, and the ``photo`` that it names.

    Raises:
        SubmittedError: an evaluation of it is submitted.
    """
    with store.begin() as work:
        if photo is not None:
            work.photos.add(photo)
        _append(work, walkthrough_id, given, at=at or clock.now(), evaluator_id=evaluator_id)
        opened = opened_walkthrough(work, walkthrough_id)
        work.commit()
    return Outcome(opened, (_changed(walkthrough_id),))


def take_in_photo(media: MediaFolder, *, path: Path, read: ReadPhoto) -> Photo:
    """Put a photo into the media folder; ``say`` with it tells where it belongs.

    Raises:
        FaultsError: the file is no photo, or too large.
        StoreError: the disk is full or failed.
    """
    photo = read(path)
    media.take(path, sha256=photo.sha256)
    return photo


def marking(opened: OpenWalkthrough, *, step_id: str, outcome: StepOutcome) -> list[Given]:
    """What is said when a step was met so: its clock stands, and its outcome."""
    given: list[Given] = []
    if opened.standing.of(step_id).running_since is not None:
        given.append((Act.STOPPED, step_id, ""))
    return [*given, (Act.OUTCOME, step_id, outcome.value)]


def taking_back(opened: OpenWalkthrough) -> list[Given]:
    """What is said to take the last thing back that counts; nothing where there is none. The record keeps both."""
    last = opened.standing.last_gesture
    return [] if last is None else [(Act.TAKEN_BACK, "", str(last))]


def with_said(opened: OpenWalkthrough, given: Sequence[Given], *, at: datetime, evaluator_id: str) -> OpenWalkthrough:
    """The walk-through as it will stand when this is stored."""
    entries = (*opened.entries, *_entries(opened.entries, given, at=at, evaluator_id=evaluator_id))
    return replace(opened, entries=entries, standing=standing(entries))


def opened_walkthrough(work: UnitOfWork, walkthrough_id: str) -> OpenWalkthrough:
    """A walk-through within a transaction."""
    walkthrough = work.walkthroughs.get(walkthrough_id)
    entries = tuple(work.walkthroughs.entries(walkthrough_id))
    evaluations = work.evaluations.find(
        EvaluationFilter(subject_id=walkthrough_id, state=None, newest_revision_only=False)
    )
    return OpenWalkthrough(
        walkthrough=walkthrough,
        record=work.process_records.get(walkthrough.process_code, walkthrough.process_version),
        entries=entries,
        standing=standing(entries),
        evaluation=max(evaluations, key=lambda one: (one.started.at, one.revision), default=None),
    )


def _append(work: UnitOfWork, walkthrough_id: str, given: Sequence[Given], *, at: datetime, evaluator_id: str) -> None:
    there = work.walkthroughs.entries(walkthrough_id)
    work.walkthroughs.append(walkthrough_id, _entries(there, given, at=at, evaluator_id=evaluator_id))


def _entries(there: Sequence[WalkEntry], given: Sequence[Given], *, at: datetime, evaluator_id: str) -> list[WalkEntry]:
    first = there[-1].seq + 1 if there else 1
    return [
        WalkEntry(seq, first, act, step_id, value, at, evaluator_id)
        for seq, (act, step_id, value) in enumerate(given, start=first)
    ]


def _changed(walkthrough_id: str) -> Change:
    return Change(Kind.WALKTHROUGH, walkthrough_id)
