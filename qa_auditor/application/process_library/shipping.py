"""The library that comes with the program, put into a workspace once for each version of the program."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.ports import Head, LibraryFormat, Store, UnitOfWork
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.touchpoint import ProcessMap

_Versioned = TypeVar("_Versioned", ProcessRecord, Standard)

SHIPPED_BY = "shipped_library_of"
"""Setting: the version of the program whose library the workspace has."""

SHIPPED_MAP = "shipped_map_sha256"
"""Setting: the map as it was shipped; one that differs from it was edited here."""


@dataclass(frozen=True, slots=True)
class ShippedLibrary:
    """What the program brings."""

    processes: tuple[ProcessRecord, ...] = ()
    standards: tuple[Standard, ...] = ()
    process_map: ProcessMap = field(default_factory=ProcessMap)


def install_shipped_library(
    store: Store, *, program: str, load: Callable[[], ShippedLibrary], formats: LibraryFormat
) -> Outcome[tuple[str, ...]]:
    """Add what the program brings, once for each version of the program; codes of what was added.

    What was edited in the workspace stays in force: a newer shipped version is added only where the newest version
    there was shipped as well, and the map is replaced only while nobody has changed it.

    Args:
        store: the workspace's rows.
        program: version of the program.
        load: reads the shipped library; called when there is something to add.
        formats: how its parts are written.
    """
    with store.begin() as work:
        if work.settings.get(SHIPPED_BY) == program:
            return Outcome(())
    library = load()
    with store.begin() as work:
        # Writing before reading: programs that make the same workspace at once wait here for each other.
        work.settings.put(SHIPPED_BY, program)
        records = _due(library.processes, work.process_records.heads())
        standards = _due(library.standards, work.standards.heads())
        work.process_records.add_shipped(records)
        work.standards.add_shipped(standards)
        changes = [Change(Kind.PROCESS, record.code) for record in records]
        changes += [Change(Kind.STANDARD, standard.code) for standard in standards]
        changes += _drawn(work, library.process_map, formats)
        work.commit()
    return Outcome(tuple(change.id for change in changes), tuple(changes))


def _due(shipped: Iterable[_Versioned], heads: Mapping[str, Head]) -> list[_Versioned]:
    """What is new, or follows a version that was shipped as well."""
    due: list[_Versioned] = []
    for one in shipped:
        head = heads.get(one.code)
        if head is None or (head.shipped and head.version < one.version):
            due.append(one)
    return due


def _drawn(work: UnitOfWork, shipped: ProcessMap, formats: LibraryFormat) -> list[Change]:
    there = work.map.get()
    known = work.settings.get(SHIPPED_MAP)
    if there == shipped or (there != ProcessMap() and _digest(there, formats) != known):
        return []
    work.map.put(shipped)
    work.settings.put(SHIPPED_MAP, _digest(shipped, formats))
    return [Change(Kind.TOUCHPOINT, touchpoint.code) for touchpoint in shipped.touchpoints]


def _digest(found: ProcessMap, formats: LibraryFormat) -> str:
    return hashlib.sha256(formats.write_map(found).encode()).hexdigest()
