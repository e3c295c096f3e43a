"""Copies of the database in the workspace's ``backups`` folder."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from qa_auditor import paths
from qa_auditor.storage.failures import of_file, told

KEPT = 10
"""So many backups stay; older ones are removed."""


def back_up(file: Path, *, now: datetime, kept: int = KEPT) -> Path:
    """Copy the database beside itself, also while others use it, and remove the oldest copies.

    Returns:
        The copy: ``backups/workspace-20261122T122612345678Z.sqlite``.
    """
    folder = paths.backups_of(file.parent)
    target = folder / f"{file.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}.sqlite"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        with told(file.parent):
            _copy(file, part)
        part.replace(target)
        for old in sorted(folder.glob(f"{file.stem}-*.sqlite"))[:-kept]:
            old.unlink()
    except OSError as error:
        raise of_file(error, folder) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _copy(file: Path, part: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        # The copy is one file, without a journal that could get lost.
        copy.execute("PRAGMA journal_mode = DELETE")
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
