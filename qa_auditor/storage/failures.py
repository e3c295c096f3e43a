"""What a broken, full, busy or forbidden database says to the user: never an empty result, always what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from qa_auditor import paths
from qa_auditor.application.faults import DamagedError, OvertakenError, StoreError
from qa_auditor.application.ports import CodeTakenError, NotFoundError, SubmittedError
from qa_auditor.i18n import _

SUBMITTED = "the evaluation is submitted"
"""What the triggers say when something would change a submitted evaluation."""

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Ways in which a system says that nothing more fits: the disk, a limit on files, the user's quota."""


def busy() -> StoreError:
    """Somebody else writes and does not end."""
    return StoreError(
        _("The workspace is in use by another program that is writing to it"),
        _("Wait until it has finished, or close it, then try again"),
    )


def overtaken() -> OvertakenError:
    """What the step was based on was changed by somebody else before it could be written."""
    return OvertakenError(
        _("Somebody else changed the same things of the workspace at this moment, so nothing was saved"),
        _("Try again"),
    )


def disk_full(folder: Path) -> StoreError:
    """No room left; what was said to be saved is."""
    return StoreError(
        _("The disk that holds {folder} is full; the last step was not saved").format(folder=folder),
        _("Make room on the disk, then try again"),
    )


def damaged(folder: Path) -> DamagedError:
    """The database is not whole; the newest backup is named."""
    backups = sorted(paths.backups_of(folder).glob("*.sqlite"), key=lambda path: path.stat().st_mtime)
    remedy = (
        _("Close the program, keep a copy of the file, and put the newest backup in its place: {backup}").format(
            backup=backups[-1]
        )
        if backups
        else _("There is no backup in the workspace; bring the file back from a copy of your own")
    )
    return DamagedError(_("The database {file} is damaged").format(file=paths.database_of(folder)), remedy)


def forbidden(path: Path) -> StoreError:
    """The file or its folder may not be written."""
    return StoreError(
        _("{path} can't be written").format(path=path),
        _("Give yourself permission to write there, or choose another folder with --workspace"),
    )


def disk_failed(folder: Path, detail: str) -> StoreError:
    """The disk or the network did not do what was asked."""
    return StoreError(
        _("Reading or writing {folder} failed: {detail}").format(folder=folder, detail=detail),
        _("Check the disk, its free space and the connection to it, then try again"),
    )


def of_file(error: OSError, path: Path) -> StoreError:
    """What the operating system refused for ``path``."""
    if error.errno in FULL:
        return disk_full(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return forbidden(path)
    return disk_failed(path, error.strerror or str(error))


def of_database(error: BaseException | None, folder: Path) -> Exception | None:
    """The user's side of what SQLite raised; None when it is a bug of this program."""
    name = getattr(error, "sqlite_errorname", "")
    family = "_".join(name.split("_")[:2])
    match family:
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return busy()
        case "SQLITE_FULL":
            return disk_full(folder)
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB":
            return damaged(folder)
        case "SQLITE_READONLY" | "SQLITE_PERM" | "SQLITE_CANTOPEN":
            return forbidden(paths.database_of(folder))
        case "SQLITE_IOERR" | "SQLITE_NOLFS":
            return disk_failed(folder, str(error))
        case "SQLITE_CONSTRAINT":
            return _of_constraint(name, str(error))
        case _:
            return None


def _of_constraint(name: str, message: str) -> Exception | None:
    if SUBMITTED in message:
        return SubmittedError(message)
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return NotFoundError("something that this refers to is not in the workspace")
    if name == "SQLITE_CONSTRAINT_UNIQUE":
        return CodeTakenError(message)
    return None


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what the database raises within the block into what the user can do about it; bugs pass as they are."""
    try:
        yield
    except DBAPIError as error:
        if (meant := of_database(error.orig, folder)) is None:
            raise
        raise meant from error
    except sqlite3.Error as error:
        if (meant := of_database(error, folder)) is None:
            raise
        raise meant from error
    except PoolTimeoutError as error:
        raise busy() from error
