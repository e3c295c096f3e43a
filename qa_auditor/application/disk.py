"""Files written for users: whole or not at all, and what a disk refuses said with what to do about it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa_auditor.application.faults import StoreError
from qa_auditor.i18n import _

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_text(path: Path, text: str) -> None:
    """Write a text file (UTF-8); arguments and refusals as for ``write_bytes``."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file through a temporary file beside it; folders on the way are made.

    Raises:
        StoreError: the disk or its permissions refused.
    """
    with told_of_disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.part")
        try:
            with temporary.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def told_of_disk(place: Path) -> Iterator[None]:
    """Say what the disk or its permissions refused, and what to do."""
    try:
        yield
    except OSError as error:
        path = Path(error.filename) if isinstance(error.filename, str) else place
        raise _of_disk(error, path) from error


def _of_disk(error: OSError, path: Path) -> StoreError:
    if error.errno in _FULL:
        return StoreError(
            _("The disk is full: {path} could not be written").format(path=path), _("Make room, then try again")
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return StoreError(
            _("{path} may not be written").format(path=path),
            _("If it is open in another program, close it there; else choose another folder"),
        )
    return StoreError(
        _("Writing {path} failed: {reason}").format(path=path, reason=error.strerror or str(error)),
        _("Check the folder and the disk, then try again"),
    )
