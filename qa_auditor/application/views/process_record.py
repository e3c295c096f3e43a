"""A process as its owner keeps it: the draft or the newest version, and the versions there are."""

from dataclasses import dataclass

from qa_auditor.application.ports import LibraryFormat, NotFoundError, Store, UnitOfWork
from qa_auditor.application.process_library.drafts import draft_of
from qa_auditor.domain.process import ChangeNote, ProcessRecord
from qa_auditor.domain.text import plain


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version: its number, what it changed, and whether it came with the program."""

    number: int
    change: ChangeNote | None = None
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class RecordView:
    """What the record shows.

    Attributes:
        record: the draft where there is one, else the newest version; a process that is known by its code alone has
            an empty one of version 0.
        based_on: the version that edits start from; 0 for none.
        edited: whether ``record`` is a draft. newest: the newest version, what a draft is compared with.
        versions: newest first.
    """

    record: ProcessRecord
    based_on: int
    edited: bool
    newest: ProcessRecord
    versions: tuple[VersionLine, ...] = ()


def record_view(store: Store, *, code: str, formats: LibraryFormat) -> RecordView | None:
    """The view of a process; None where nobody knows its code."""
    with store.begin() as work:
        newest = _newest(work, code)
        if newest is None:
            return None
        draft = draft_of(work, code=code, formats=formats)
        records = work.process_records
        versions = tuple(
            VersionLine(number, records.get(code, number).change, records.is_shipped(code, number))
            for number in reversed(records.versions(code))
        )
    if draft is None:
        return RecordView(newest, newest.version, edited=False, newest=newest, versions=versions)
    return RecordView(draft.record, draft.based_on, edited=True, newest=newest, versions=versions)


def record_of(store: Store, *, code: str, version: int) -> ProcessRecord:
    """One version of a process, or ``NotFoundError``."""
    with store.begin() as work:
        return work.process_records.get(code, version)


def _newest(work: UnitOfWork, code: str) -> ProcessRecord | None:
    try:
        return work.process_records.latest(code)
    except NotFoundError:
        pass
    try:
        known = work.processes.get(code)
    except NotFoundError:
        return None
    return ProcessRecord(code, 0, known.name or plain(code), known.process_class)
