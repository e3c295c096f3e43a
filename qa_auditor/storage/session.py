"""One transaction on the workspace's database, begun when it is first used.

SQLite has one writer. Inside this program a lock makes writes wait for each other; against other programs
``BEGIN IMMEDIATE`` waits for up to ``busy_ms``. Whoever writes first in a transaction waits at its beginning. Whoever
read before may find that somebody else has written meanwhile, and SQLite then refuses the write for good; in that
case the reads are repeated in a new transaction, which goes on if they give the same.
"""

import sqlite3
import threading
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Engine, create_engine, event, false, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.dml import UpdateBase

from qa_auditor.storage import schema
from qa_auditor.storage.failures import busy, overtaken, told

Fields = tuple[Any, ...]
"""A row: values in the order of the query's columns."""

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

BUSY_MS = 5_000
"""How long another program is waited for."""

WRITER_SECONDS = 60.0
"""How long another thread of this program is waited for; an import writes in bigger steps than an answer."""

_TAKE_WRITE_LOCK = update(schema.setting).where(false()).values(value="")


class Database:
    """The engine and the lock that its writers share.

    Attributes:
        file: the SQLite file.
        folder: the workspace it lies in.
    """

    def __init__(self, file: Path, *, busy_ms: int = BUSY_MS) -> None:
        self.file = file
        self.folder = file.parent
        self.engine = _engine(file, busy_ms=busy_ms)
        self._writing = threading.Lock()
        self._writer: int | None = None

    def lock(self) -> None:
        """Wait for the other writers of this program."""
        if self._writer == threading.get_ident():
            raise RuntimeError("this thread is writing in another transaction already")
        if not self._writing.acquire(timeout=WRITER_SECONDS):
            raise busy()
        self._writer = threading.get_ident()

    def unlock(self) -> None:
        """Let the next writer of this program go on."""
        self._writer = None
        self._writing.release()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def _engine(file: Path, *, busy_ms: int) -> Engine:
    # Transactions are begun and ended by Session in words, because the driver would begin them later than asked.
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": busy_ms / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        # Each commit is flushed to the disk before it returns: a power cut loses nothing that was said to be saved.
        connection.execute("PRAGMA synchronous = FULL")
        # macOS calls a flush done when the disk has heard of it; elsewhere this changes nothing.
        connection.execute("PRAGMA fullfsync = ON")

    return engine


class _State(Enum):
    IDLE = "idle"
    READING = "reading"
    WRITING = "writing"


class Session:
    """A transaction; used by one thread at a time and closed by whoever opened it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._state = _State.IDLE
        self._reads: list[tuple[Executable, Parameters | None]] = []

    @property
    def writing(self) -> bool:
        """Whether anything was changed that is not committed."""
        return self._state is _State.WRITING

    def read(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Fields]:
        """All rows of a query, from the moment at which the transaction's first query was made."""
        with told(self._database.folder):
            if self._connection is None:
                self._connection = self._begun("BEGIN")
                self._state = _State.READING
            if self._state is _State.READING:
                self._reads.append((statement, parameters))
            return cast("Sequence[Fields]", self._connection.execute(statement, parameters).fetchall())

    def write(self, statement: UpdateBase, parameters: Parameters | None = None) -> int:
        """Change rows; how many were met."""
        with told(self._database.folder):
            if self._state is not _State.WRITING:
                self._start_writing()
            assert self._connection is not None  # noqa: S101 - _start_writing has set it
            return int(self._connection.execute(statement, parameters).rowcount)

    def commit(self) -> None:
        """Flush what was written to the disk; what comes after is another transaction."""
        if self._state is _State.WRITING:
            with told(self._database.folder):
                _driver(self._connection).execute("COMMIT")
        self.close()

    def close(self) -> None:
        """End the transaction; what was not committed is rolled back."""
        connection, self._connection = self._connection, None
        writing, self._state = self._state is _State.WRITING, _State.IDLE
        self._reads.clear()
        try:
            if connection is not None:
                _ended(connection)
        finally:
            if writing:
                self._database.unlock()

    def _start_writing(self) -> None:
        self._database.lock()
        try:
            if self._connection is None:
                self._connection = self._begun("BEGIN IMMEDIATE")
            elif not _takes_write_lock(self._connection):
                self._connection = self._caught_up(self._connection)
        except BaseException:
            self._database.unlock()
            raise
        self._reads.clear()
        self._state = _State.WRITING

    def _begun(self, how: str) -> Connection:
        connection = self._database.engine.connect()
        try:
            _driver(connection).execute(how)
        except BaseException:
            connection.close()
            raise
        return connection

    def _caught_up(self, former: Connection) -> Connection:
        """A writing connection on which everything that was read from ``former`` reads the same."""
        current = self._begun("BEGIN IMMEDIATE")
        try:
            if not all(_same(former, current, *query) for query in self._reads):
                raise overtaken()  # noqa: TRY301 - handled like a failing query: the new transaction is ended
        except BaseException:
            _ended(current)
            raise
        _ended(former)
        return current


def _driver(connection: Connection | None) -> sqlite3.Connection:
    driver = connection.connection.driver_connection if connection is not None else None
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("the transaction has no SQLite connection")
    return driver


def _ended(connection: Connection) -> None:
    # SQLite has ended the transaction itself when the disk failed; the driver knows, and then does nothing.
    try:
        _driver(connection).rollback()
    finally:
        connection.close()


def _same(former: Connection, current: Connection, statement: Executable, parameters: Parameters | None) -> bool:
    return former.execute(statement, parameters).fetchall() == current.execute(statement, parameters).fetchall()


def _takes_write_lock(connection: Connection) -> bool:
    try:
        connection.execute(_TAKE_WRITE_LOCK)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            return False
        raise
    return True
