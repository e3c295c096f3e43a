"""Checklists as the texts of their files, read again when they are wanted."""

import hashlib
from collections.abc import Callable, Sequence

from sqlalchemy import insert, select

from qa_auditor.application.ports import Clock, NotFoundError, VersionTakenError
from qa_auditor.domain.checklist import Checklist, ChecklistRef
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import instant_out
from qa_auditor.storage.session import Session

Parse = Callable[[str, str], Checklist]
"""Makes a checklist of a file's text; the second argument is the name that faults are told under."""


class SqlChecklists:
    """``ports.ChecklistRepository``; ``parsed`` keeps what was read, for the store's whole life."""

    def __init__(self, session: Session, *, parse: Parse, parsed: dict[ChecklistRef, Checklist], clock: Clock) -> None:
        self._session = session
        self._parse = parse
        self._parsed = parsed
        self._clock = clock

    def add(self, checklist: Checklist, *, source: str) -> None:
        """Store a version; nothing happens if it is there with the same text, line ends aside."""
        # A shared workspace meets the same file with both kinds of line ends.
        text = "\n".join(source.splitlines()) + "\n"
        digest = hashlib.sha256(text.encode()).hexdigest()
        table = schema.checklist
        known = self._session.read(
            select(table.c.sha256).where(table.c.id == checklist.id, table.c.version == checklist.version)
        )
        if known:
            if known[0][0] != digest:
                raise VersionTakenError(str(checklist.ref))
            return
        self._session.write(
            insert(table),
            {
                "id": checklist.id,
                "version": checklist.version,
                "source": source,
                "sha256": digest,
                "added_at": instant_out(self._clock.now()),
            },
        )

    def get(self, ref: ChecklistRef) -> Checklist:
        """The checklist, or ``NotFoundError``."""
        if (known := self._parsed.get(ref)) is not None:
            return known
        checklist = self._parse(self.source(ref), str(ref))
        # What this transaction wrote may still be rolled back.
        return checklist if self._session.writing else self._parsed.setdefault(ref, checklist)

    def source(self, ref: ChecklistRef) -> str:
        """The file's text as it was stored."""
        table = schema.checklist
        rows = self._session.read(select(table.c.source).where(table.c.id == ref.id, table.c.version == ref.version))
        if not rows:
            raise NotFoundError(str(ref))
        return str(rows[0][0])

    def refs(self) -> Sequence[ChecklistRef]:
        """All versions, by id then version."""
        table = schema.checklist
        rows = self._session.read(select(table.c.id, table.c.version).order_by(table.c.id, table.c.version))
        return [ChecklistRef(*row) for row in rows]
