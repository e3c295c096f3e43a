"""What is being changed on a standard and is no version yet: on disk with each change, one draft for each standard."""

import json
from dataclasses import dataclass, replace

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import FaultsError
from qa_auditor.application.ports import LibraryFormat, Store, UnitOfWork
from qa_auditor.domain.standard import Standard


@dataclass(frozen=True, slots=True)
class StandardDraft:
    """A standard as it is being changed; ``based_on`` is the version that was opened."""

    standard: Standard
    based_on: int


def keep_standard_draft(store: Store, *, draft: StandardDraft, formats: LibraryFormat) -> Outcome[StandardDraft]:
    """Put a draft on disk in place of the one that was there."""
    numbered = replace(draft.standard, version=draft.based_on + 1, change=None)
    text = json.dumps({"based_on": draft.based_on, "source": formats.write_standards([numbered])})
    with store.begin() as work:
        work.settings.put(_key(draft.standard.code), text)
        work.commit()
    return Outcome(draft, (Change(Kind.STANDARD, draft.standard.code),))


def drop_standard_draft(store: Store, *, code: str) -> Outcome[None]:
    """Throw a standard's draft away; nothing happens where there is none."""
    with store.begin() as work:
        if not work.settings.get(_key(code)):
            return Outcome(None)
        work.settings.put(_key(code), "")
        work.commit()
    return Outcome(None, (Change(Kind.STANDARD, code),))


def standard_draft_of(work: UnitOfWork, *, code: str, formats: LibraryFormat) -> StandardDraft | None:
    """A standard's draft, if there is one that can be read."""
    text = work.settings.get(_key(code))
    if not text:
        return None
    kept = json.loads(text)
    try:
        return StandardDraft(formats.read_standard(str(kept["source"]), code), int(kept["based_on"]))
    except FaultsError:
        # Written by a program that allowed more: the newest version is in force.
        return None


def _key(code: str) -> str:
    return f"standard_draft:{code}"
