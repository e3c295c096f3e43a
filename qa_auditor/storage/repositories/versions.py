"""Things that are kept version by version as the texts that describe them, and read again when they are wanted."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, and_, func, insert, select

from qa_auditor.application.ports import Clock, Head, NotFoundError, VersionTakenError
from qa_auditor.storage.encoding import instant_out
from qa_auditor.storage.session import Session

_Kept = TypeVar("_Kept")

Parsed = dict[tuple[str, str, int], _Kept]
"""What was read, by table, code and version; for the store's whole life."""


class Versions(Generic[_Kept]):
    """The versions in one table."""

    def __init__(
        self,
        session: Session,
        table: Table,
        *,
        read: Callable[[str, str], _Kept],
        parsed: Parsed[_Kept],
        clock: Clock,
    ) -> None:
        self._session = session
        self._table = table
        self.read = read
        self._parsed = parsed
        self._clock = clock

    def store(self, code: str, version: int, source: str) -> None:
        """Store a version; nothing happens if it is there with the same text."""
        table = self._table
        known = self._session.read(select(table.c.sha256).where(table.c.code == code, table.c.version == version))
        if not known:
            self._session.write(insert(table), self._row(code, version, source, shipped=False))
        elif known[0][0] != _digest(source):
            raise VersionTakenError(f"{code} {version}")

    def store_shipped(self, versions: Sequence[tuple[str, int, str]]) -> None:
        """Store versions (code, number, text) that are not there yet."""
        if versions:
            self._session.write(insert(self._table), [self._row(*version, shipped=True) for version in versions])

    def _row(self, code: str, version: int, source: str, *, shipped: bool) -> dict[str, Any]:
        return {
            "code": code,
            "version": version,
            "source": source,
            "sha256": _digest(source),
            "shipped": int(shipped),
            "added_at": instant_out(self._clock.now()),
        }

    def get(self, code: str, version: int) -> _Kept:
        """The version, or ``NotFoundError``."""
        if (known := self._parsed.get((self._table.name, code, version))) is not None:
            return known
        return self._kept(code, version, self.source(code, version))

    def _kept(self, code: str, version: int, source: str) -> _Kept:
        name = (self._table.name, code, version)
        if (known := self._parsed.get(name)) is not None:
            return known
        value = self.read(source, f"{code} {version}")
        # What this transaction wrote may still be rolled back.
        return value if self._session.writing else self._parsed.setdefault(name, value)

    def latest(self, code: str) -> _Kept:
        """The newest version, or ``NotFoundError``."""
        versions = self.versions(code)
        if not versions:
            raise NotFoundError(code)
        return self.get(code, versions[-1])

    def newest(self) -> Sequence[_Kept]:
        """The newest version of each, by code."""
        table = self._table.c
        last = select(table.code, func.max(table.version).label("version")).group_by(table.code).subquery()
        joined = self._table.join(last, and_(table.code == last.c.code, table.version == last.c.version))
        query = select(table.code, table.version, table.source).select_from(joined).order_by(table.code)
        return [self._kept(*row) for row in self._session.read(query)]

    def versions(self, code: str) -> Sequence[int]:
        """All versions, oldest first."""
        table = self._table.c
        rows = self._session.read(select(table.version).where(table.code == code).order_by(table.version))
        return [version for (version,) in rows]

    def codes(self) -> Sequence[str]:
        """All codes, sorted."""
        table = self._table.c
        return [code for (code,) in self._session.read(select(table.code).distinct().order_by(table.code))]

    def heads(self) -> Mapping[str, Head]:
        """The newest version of each, by code."""
        table = self._table.c
        rows = self._session.read(select(table.code, table.version, table.shipped).order_by(table.version))
        # In the order of versions, a later one takes the place of the earlier.
        return {code: Head(version, bool(shipped)) for code, version, shipped in rows}

    def every(self) -> Sequence[tuple[str, int, bool]]:
        """All versions, by code and number, each with whether its text is the one that was stored."""
        table = self._table.c
        query = select(table.code, table.version, table.source, table.sha256).order_by(table.code, table.version)
        return [
            (code, version, _digest(source) == digest) for code, version, source, digest in self._session.read(query)
        ]

    def source(self, code: str, version: int) -> str:
        """The text as it is stored, or ``NotFoundError``."""
        return str(self._fact("source", code, version))

    def is_shipped(self, code: str, version: int) -> bool:
        """Whether the version came with the program, or ``NotFoundError``."""
        return bool(self._fact("shipped", code, version))

    def _fact(self, name: str, code: str, version: int) -> object:
        table = self._table.c
        rows = self._session.read(select(table[name]).where(table.code == code, table.version == version))
        if not rows:
            raise NotFoundError(f"{code} {version}")
        return rows[0][0]


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()
