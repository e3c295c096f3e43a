"""What SQLite itself finds wrong with a workspace's file."""

from collections.abc import Sequence

from sqlalchemy import text

from qa_auditor.application.faults import DamagedError
from qa_auditor.i18n import _
from qa_auditor.storage.session import Database, Fields, Session


def defects(database: Database) -> Sequence[str]:
    """Damage of the file and rows that point to nothing, for people; empty when the database is whole."""
    session = Session(database)
    orphans: Sequence[Fields] = ()
    try:
        damage = [str(row[0]) for row in session.read(text("PRAGMA integrity_check"))]
        found = [] if damage == ["ok"] else damage
        if not found:
            orphans = session.read(text("PRAGMA foreign_key_check"))
    except DamagedError as error:
        # Some damage ends the search instead of being its result.
        found = [error.message]
    finally:
        session.close()
    for table, row, missing, *_key in orphans:
        found.append(
            _("Row {row} of table {table} points to a row of {missing} that is not there").format(
                row=row, table=table, missing=missing
            )
        )
    return found


def is_sound(database: Database) -> bool:
    """Whether the pages of the file fit together; quicker than ``defects``, for after a crash."""
    session = Session(database)
    try:
        return [row[0] for row in session.read(text("PRAGMA quick_check(1)"))] == ["ok"]
    finally:
        session.close()
