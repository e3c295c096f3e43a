"""New versions of processes and standards, and changes of the process map, as their owners make them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import Fault, FaultsError, OvertakenError, Place
from qa_auditor.application.ports import Clock, Store, VersionTakenError
from qa_auditor.application.process_library.references import Reference, ReferenceKind, unknown_references
from qa_auditor.domain.map_rules import MapFlawKind, flaws_of
from qa_auditor.domain.process import ChangeNote, ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.touchpoint import ProcessMap, in_map_order
from qa_auditor.i18n import _

_Versioned = TypeVar("_Versioned", ProcessRecord, Standard)


def save_process(
    store: Store, *, clock: Clock, record: ProcessRecord, based_on: int, note: ChangeNote | None = None
) -> Outcome[ProcessRecord]:
    """Store a process as its next version; nothing happens when nothing was changed.

    Args:
        store: the workspace's rows.
        clock: the time; its day is noted with the change.
        record: the process as it shall be; its version number and change are set here.
        based_on: the version that was edited; 0 for a process that is new.
        note: what was changed, why and by whom; all three are needed unless the process is new.

    Raises:
        FaultsError: the record contradicts itself, or the note lacks something.
        OvertakenError: somebody else has saved a version in between; nothing was saved.
    """
    with store.begin() as work:
        saved = _with_next_version(work.process_records, record, clock=clock, based_on=based_on, note=note)
        if saved is None:
            return Outcome(work.process_records.get(record.code, based_on))
        work.commit()
    return Outcome(saved, (Change(Kind.PROCESS, saved.code),))


def save_standard(
    store: Store, *, clock: Clock, standard: Standard, based_on: int, note: ChangeNote | None = None
) -> Outcome[Standard]:
    """Store a standard as its next version; arguments and refusals as for ``save_process``."""
    with store.begin() as work:
        saved = _with_next_version(work.standards, standard, clock=clock, based_on=based_on, note=note)
        if saved is None:
            return Outcome(work.standards.get(standard.code, based_on))
        work.commit()
    return Outcome(saved, (Change(Kind.STANDARD, saved.code),))


def change_map(store: Store, *, change: Callable[[ProcessMap], ProcessMap]) -> Outcome[ProcessMap]:
    """Change the map as it stands at this moment, so that two people who change different cells both succeed.

    Raises:
        FaultsError: a cell is filled twice, names a head that is not there, or a process that is not there.
        OvertakenError: somebody else changed it at the same instant; nothing was saved.
    """
    with store.begin() as work:
        before = work.map.get()
        after = in_map_order(change(before))
        if after == before:
            return Outcome(before)
        if faults := map_faults(after, {process.code for process in work.processes.all()}):
            raise FaultsError(faults)
        work.map.put(after)
        work.commit()
    changed = set(after.touchpoints) ^ set(before.touchpoints)
    codes = sorted({touchpoint.code for touchpoint in changed})
    # Heads and cells that are empty on purpose have no touchpoint to name.
    return Outcome(after, tuple(Change(Kind.TOUCHPOINT, code) for code in codes or [""]))


class _Versions(Protocol[_Versioned]):
    """What processes and standards have in common: versions that are added and never changed."""

    def versions(self, code: str) -> Sequence[int]: ...

    def get(self, code: str, version: int) -> _Versioned: ...

    def add(self, one: _Versioned, /) -> None: ...


def _with_next_version(
    there: _Versions[_Versioned], one: _Versioned, *, clock: Clock, based_on: int, note: ChangeNote | None
) -> _Versioned | None:
    """Add ``one`` as the version after ``based_on``; None, and nothing added, when it changes nothing."""
    versions = there.versions(one.code)
    latest = versions[-1] if versions else 0
    if latest != based_on:
        raise _overtaken(one.code, latest)
    if latest and _same_content(one, there.get(one.code, latest)):
        return None
    saved = replace(one, version=latest + 1, change=_noted(note, clock, needed=latest > 0))
    try:
        there.add(saved)
    except VersionTakenError as error:
        raise _overtaken(one.code, latest + 1) from error
    return saved


def _same_content(one: _Versioned, other: _Versioned) -> bool:
    return replace(one, version=other.version, change=other.change) == other


def _noted(note: ChangeNote | None, clock: Clock, *, needed: bool) -> ChangeNote | None:
    if note is None and not needed:
        return None
    note = note or ChangeNote("")
    note = ChangeNote(note.what.strip(), note.why.strip(), note.by.strip(), clock.now().date().isoformat())
    faults = change_faults(note, Place("")) if needed else ()
    if faults:
        raise FaultsError(faults)
    return note if note.what else None


def change_faults(note: ChangeNote | None, place: Place) -> tuple[Fault, ...]:
    """What a new version does not say of its change."""
    wanted = (
        ("what", _("it is not said what was changed"), _("Say it in a few words")),
        ("why", _("it is not said why it was changed"), _("Name the reason: what was heard, measured or decided")),
        ("by", _("it is not said who changed it"), _("Give a name or staff number")),
    )
    return tuple(
        Fault(f"change-without-{key}", message, place, remedy)
        for key, message, remedy in wanted
        if note is None or not getattr(note, key)
    )


def _overtaken(code: str, latest: int) -> OvertakenError:
    if not latest:
        return OvertakenError(
            _("{code} is no longer what was edited: it has no version here").format(code=code),
            _("Save it as a new one"),
        )
    return OvertakenError(
        _("Somebody else has saved version {version} of {code} in the meantime, so nothing was saved").format(
            version=latest, code=code
        ),
        _("Open it again and repeat the change"),
    )


def map_faults(found: ProcessMap, processes: Collection[str]) -> tuple[Fault, ...]:
    """What contradicts itself in a map, and the processes that it names and that are not there."""
    messages = {
        MapFlawKind.WRONG_HEAD: _("{code} can't be part of a touchpoint's code: use capitals and digits"),
        MapFlawKind.DUPLICATE_HEAD: _("{code} stands on the map twice"),
        MapFlawKind.NO_HEAD: _("{code} lies outside of the map: add its channel, brand and business first"),
        MapFlawKind.DUPLICATE_CELL: _("the cell {code} is filled twice"),
        MapFlawKind.WRONG_RATING: _("the ratings of {code} must lie between 1 and 5"),
    }
    faults = [Fault(flaw.kind, messages[flaw.kind].format(code=flaw.code), Place("")) for flaw in flaws_of(found)]
    named = [
        Reference(ReferenceKind.PROCESS, touchpoint.process_code, Place("", path=touchpoint.code))
        for touchpoint in found.touchpoints
        if touchpoint.process_code is not None
    ]
    return (*faults, *unknown_references(named, {ReferenceKind.PROCESS: processes}))
