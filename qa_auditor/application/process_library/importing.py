"""Files of the library taken into a workspace: what is right is added, what is wrong is said, file by file."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.ports import NotFoundError, ProcessRecordRepository, StandardRepository, Store, UnitOfWork
from qa_auditor.application.process_library.references import Reference, ReferenceKind, unknown_references
from qa_auditor.application.process_library.saving import change_faults
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.touchpoint import ProcessMap
from qa_auditor.i18n import _

MAP = "map"
"""How the process map is called among the things that a file holds."""


@dataclass(frozen=True, slots=True)
class LibraryDocument:
    """What a file of the library says, or what is wrong with it.

    Attributes:
        file: its name, for messages.
        processes, standards, process_map: what it holds; nothing when there are faults.
        faults: what makes it unusable. warnings: what its author may not have meant.
        references: what it names that other files define.
    """

    file: str
    processes: tuple[ProcessRecord, ...] = ()
    standards: tuple[Standard, ...] = ()
    process_map: ProcessMap | None = None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of a file.

    Attributes:
        added: versions that were added (``COMPLAINT 2``), and ``MAP``.
        unchanged: versions that were there with the same content.
        faults: why nothing of it was taken; empty when all was.
    """

    file: str
    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def import_library(store: Store, *, documents: Sequence[LibraryDocument]) -> Outcome[tuple[ImportedFile, ...]]:
    """Add what the files hold: new processes and standards, new versions of known ones, and the map.

    A file that is wrong is refused as a whole and keeps no other from being taken. A version that is there with the
    same content changes nothing; with other content it is refused, because versions never change. A version that
    follows another says what was changed, why and by whom. The map replaces the one that is there.
    """
    results: dict[int, ImportedFile] = {}
    changes: list[Change] = []
    with store.begin() as work:
        # Maps last: their touchpoints lead to processes that may come along.
        for place, document in sorted(enumerate(documents), key=lambda one: one[1].process_map is not None):
            faults = document.faults or _conflicts(work, document)
            results[place] = _refused(document, faults) if faults else _taken(work, document, changes)
        known = known_codes((), work)
        if changes:
            work.commit()
    return Outcome(
        tuple(_with_references(results[place], one, known) for place, one in enumerate(documents)), tuple(changes)
    )


def known_codes(
    documents: Iterable[LibraryDocument], work: UnitOfWork | None = None
) -> Mapping[ReferenceKind, AbstractSet[str]]:
    """What references may name: everything that files hold and, given one, everything in the workspace."""
    documents = list(documents)
    maps = [document.process_map for document in documents if document.process_map is not None]
    processes = {record.code for document in documents for record in document.processes}
    standards = {standard.code for document in documents for standard in document.standards}
    if work is not None:
        maps.append(work.map.get())
        processes |= {process.code for process in work.processes.all()}
        standards |= set(work.standards.codes())
    return {
        ReferenceKind.PROCESS: processes,
        ReferenceKind.STANDARD: standards,
        ReferenceKind.CHANNEL: {channel.id for found in maps for channel in found.channels},
    }


def _conflicts(work: UnitOfWork, document: LibraryDocument) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    for record in document.processes:
        faults += _version_faults(work.process_records, record, document.file)
    for standard in document.standards:
        faults += _version_faults(work.standards, standard, document.file)
    if document.process_map is not None:
        processes = {process.code for process in work.processes.all()}
        faults += unknown_references(document.references, {ReferenceKind.PROCESS: processes})
    return tuple(faults)


def _version_faults(
    versions: ProcessRecordRepository | StandardRepository, one: ProcessRecord | Standard, file: str
) -> tuple[Fault, ...]:
    there = versions.versions(one.code)
    latest = there[-1] if there else 0
    if one.version > latest:
        return change_faults(one.change, Place(file, path=f"{one.code}: change")) if latest else ()
    try:
        if versions.get(one.code, one.version) == one:
            return ()
    except NotFoundError:
        message = _("Version {version} of {code} is older than version {latest} of the workspace")
        code = "version-older"
    else:
        message = _("Version {version} of {code} is in the workspace already, with other content")
        code = "version-taken"
    message = message.format(version=one.version, code=one.code, latest=latest)
    remedy = _("Give it the version {version}, and say what was changed").format(version=latest + 1)
    return (Fault(code, message, Place(file, path=f"{one.code}: version"), remedy),)


def _refused(document: LibraryDocument, faults: tuple[Fault, ...]) -> ImportedFile:
    return ImportedFile(document.file, faults=faults, warnings=document.warnings)


def _taken(work: UnitOfWork, document: LibraryDocument, changes: list[Change]) -> ImportedFile:
    added: list[str] = []
    unchanged: list[str] = []
    for record in document.processes:
        if record.version in work.process_records.versions(record.code):
            unchanged.append(f"{record.code} {record.version}")
            continue
        work.process_records.add(record)
        added.append(f"{record.code} {record.version}")
        changes.append(Change(Kind.PROCESS, record.code))
    for standard in document.standards:
        if standard.version in work.standards.versions(standard.code):
            unchanged.append(f"{standard.code} {standard.version}")
            continue
        work.standards.add(standard)
        added.append(f"{standard.code} {standard.version}")
        changes.append(Change(Kind.STANDARD, standard.code))
    if document.process_map is not None:
        if document.process_map == work.map.get():
            unchanged.append(MAP)
        else:
            work.map.put(document.process_map)
            added.append(MAP)
            changes.append(Change(Kind.TOUCHPOINT, ""))
    return ImportedFile(document.file, tuple(added), tuple(unchanged), warnings=document.warnings)


def _with_references(
    result: ImportedFile, document: LibraryDocument, known: Mapping[ReferenceKind, AbstractSet[str]]
) -> ImportedFile:
    """What a file names and nobody knows is said; it may come later."""
    if result.faults:
        return result
    return replace(result, warnings=(*result.warnings, *unknown_references(document.references, known)))
