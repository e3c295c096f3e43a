"""Opening a workspace: one folder with the database, the recordings, its backups and its exports."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from qa_auditor import paths
from qa_auditor.application.ports import Clock, LibraryFormat
from qa_auditor.storage.failures import damaged, forbidden, of_file, told
from qa_auditor.storage.inspection import is_sound
from qa_auditor.storage.media_files import ContentFolder
from qa_auditor.storage.migrate import bring_up_to_date
from qa_auditor.storage.repositories.checklists import Parse
from qa_auditor.storage.session import BUSY_MS, Database
from qa_auditor.storage.unit_of_work import SqlStore

NETWORK_DISKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "sshfs", "fuse.sshfs", "davfs", "afpfs"})
"""File systems across which the shared memory of SQLite's write-ahead log does not reach."""

_JOURNALS = {"wal": text("PRAGMA journal_mode = WAL"), "delete": text("PRAGMA journal_mode = DELETE")}

_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace.

    Attributes:
        fresh: it was made by this opening.
    """

    folder: Path
    store: SqlStore
    media: ContentFolder
    fresh: bool

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()


def open_workspace(
    folder: Path, *, clock: Clock, parse: Parse, formats: LibraryFormat, busy_ms: int = BUSY_MS
) -> Workspace:
    """Open the workspace in ``folder``, or make one; its tables are brought up to date after a backup.

    Args:
        folder: where it lies or shall lie.
        clock: the time.
        parse: reads the text of a checklist's file.
        formats: reads and writes processes and standards.
        busy_ms: how long to wait for other programs that write, milliseconds.

    Raises:
        StoreError: it can't be read or written, is damaged, is none of ours, or is newer than this program.
    """
    file = paths.database_of(folder)
    crashed = _looked_at(folder, file)
    database = Database(file, busy_ms=busy_ms)
    try:
        _choose_journal(database)
        if crashed and not is_sound(database):
            raise damaged(folder)  # noqa: TRY301 - the database is closed as after any failure
        fresh = bring_up_to_date(database, now=clock.now())
        media = ContentFolder(paths.media_of(folder))
    except BaseException:
        database.close()
        raise
    return Workspace(folder, SqlStore(database, parse=parse, formats=formats, clock=clock), media, fresh)


def _looked_at(folder: Path, file: Path) -> bool:
    """Whether the last program that used the file did not close it, or still has it open."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK) or (file.exists() and not os.access(file, os.W_OK)):
            raise forbidden(file)
        if file.exists() and file.stat().st_size:
            with file.open("rb") as stream:
                if stream.read(len(_MAGIC)) != _MAGIC:
                    raise damaged(folder)
        elif _has_recordings(folder):
            # Beginning anew would hide that everything said of these recordings is gone.
            raise damaged(folder)
        log = file.with_name(f"{file.name}-wal")
        return log.exists() and log.stat().st_size > 0
    except FileExistsError as error:
        raise forbidden(folder) from error
    except OSError as error:
        raise of_file(error, folder) from error


def _has_recordings(folder: Path) -> bool:
    return next(paths.media_of(folder).glob("[0-9a-f][0-9a-f]/*"), None) is not None


def _choose_journal(database: Database) -> None:
    """The write-ahead log lets readers read while somebody writes; it works on local disks alone."""
    wanted = "delete" if _on_network(database.folder) else "wal"
    with told(database.folder), database.engine.connect() as connection:
        if connection.execute(text("PRAGMA journal_mode")).scalar_one() != wanted:
            connection.execute(_JOURNALS[wanted])


def _on_network(folder: Path) -> bool:
    place = folder.resolve()
    if os.name == "nt":
        return str(place).startswith("\\\\")
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return False
    kinds = {
        # The kernel writes a space in a name as \040.
        Path(point.replace("\\040", " ")): kind
        for _device, point, kind, *_rest in map(str.split, mounts.read_text(errors="replace").splitlines())
    }
    nearest = next((kinds[parent] for parent in (place, *place.parents) if parent in kinds), "")
    return nearest in NETWORK_DISKS
