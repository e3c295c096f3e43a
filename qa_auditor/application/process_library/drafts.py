"""What is being changed on a process and is no version yet: on disk with each change, one draft for each process."""

import json
from dataclasses import dataclass, replace

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import FaultsError
from qa_auditor.application.ports import LibraryFormat, Store, UnitOfWork
from qa_auditor.domain.process import ProcessRecord


@dataclass(frozen=True, slots=True)
class Draft:
    """A process as it is being changed; ``based_on`` is the version that was opened, 0 for a process without any."""

    record: ProcessRecord
    based_on: int


def keep_draft(store: Store, *, draft: Draft, formats: LibraryFormat) -> Outcome[Draft]:
    """Put a draft on disk in place of the one that was there; it has the number of the version that it may become."""
    numbered = replace(draft.record, version=draft.based_on + 1, change=None)
    text = json.dumps({"based_on": draft.based_on, "source": formats.write_process(numbered)})
    with store.begin() as work:
        work.settings.put(_key(draft.record.code), text)
        work.commit()
    return Outcome(draft, (Change(Kind.PROCESS, draft.record.code),))


def drop_draft(store: Store, *, code: str) -> Outcome[None]:
    """Throw a process's draft away; nothing happens where there is none."""
    with store.begin() as work:
        if not work.settings.get(_key(code)):
            return Outcome(None)
        work.settings.put(_key(code), "")
        work.commit()
    return Outcome(None, (Change(Kind.PROCESS, code),))


def draft_of(work: UnitOfWork, *, code: str, formats: LibraryFormat) -> Draft | None:
    """A process's draft, if there is one that can be read."""
    text = work.settings.get(_key(code))
    if not text:
        return None
    kept = json.loads(text)
    try:
        return Draft(formats.read_process(str(kept["source"]), code), int(kept["based_on"]))
    except FaultsError:
        # Written by a program that allowed more: the newest version is in force.
        return None


def _key(code: str) -> str:
    return f"process_draft:{code}"
