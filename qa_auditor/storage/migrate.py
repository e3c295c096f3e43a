"""Brings the tables of a workspace to what this program knows. Alembic is loaded only when there is something to do."""

import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import column, select, table, text
from sqlalchemy.engine import Connection

from qa_auditor.application.faults import StoreError
from qa_auditor.i18n import _
from qa_auditor.storage.backup import back_up
from qa_auditor.storage.failures import damaged, told
from qa_auditor.storage.schema import APPLICATION_ID, REVISIONS
from qa_auditor.storage.session import Database

MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = table("alembic_version", column("version_num"))
_TABLES = table("sqlite_master", column("name"), column("type"))


def bring_up_to_date(database: Database, *, now: datetime) -> bool:
    """Migrate the database if its tables are older than the program, after a backup; fill an empty one.

    Returns:
        Whether the workspace is fresh: it had no tables before.

    Raises:
        StoreError: it is no workspace, is newer than this program, or the disk failed.
    """
    with told(database.folder), database.engine.connect() as connection:
        revision = _revision(connection, database.file)
        if revision == REVISIONS[-1]:
            return False
        if revision is not None:
            back_up(database.file, now=now)
        return _migrated(connection, database.file)


def upgrade(connection: Connection, *, migrations: Path = MIGRATIONS, to: str = "head") -> None:
    """Run the migrations that are due, within the transaction that the caller has begun."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _migrated(connection: Connection, file: Path) -> bool:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("the workspace is no SQLite database")
    driver.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have been quicker while this one waited for the lock.
        revision = _revision(connection, file)
        if revision != REVISIONS[-1]:
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID:d}"))
            upgrade(connection)
        driver.execute("COMMIT")
    except BaseException:
        driver.rollback()
        raise
    return revision is None


def _revision(connection: Connection, file: Path) -> str | None:
    """The migration that the tables come from; None for a database without tables."""
    tables = set(connection.execute(select(_TABLES.c.name).where(_TABLES.c.type == "table")).scalars())
    mark = connection.execute(text("PRAGMA application_id")).scalar_one()
    if not tables and mark in {0, APPLICATION_ID}:
        return None
    if mark != APPLICATION_ID or "alembic_version" not in tables:
        raise StoreError(
            _("{file} is a database of another program").format(file=file),
            _("Choose another folder with --workspace"),
        )
    revision = connection.execute(select(_VERSION.c.version_num)).scalar_one_or_none()
    if revision is None:
        raise damaged(file.parent)
    revision = str(revision)
    if revision not in REVISIONS:
        raise StoreError(
            _("The workspace {folder} was made by a newer version of this program").format(folder=file.parent),
            _("Install the newest version of the program; nothing was changed"),
        )
    return revision
