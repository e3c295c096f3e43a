"""What the migrations make is what the program's tables say, and every migration goes both ways."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from qa_auditor.storage.migrate import MIGRATIONS, upgrade
from qa_auditor.storage.schema import REVISIONS, metadata


def statements(file: Path) -> set[str]:
    """Tables and indices of a file in one spelling."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger' AND name <> 'alembic_version'"
        ).fetchall()
    return {table_parts(re.sub(r"\s+", " ", row[0])) for row in rows}


def table_parts(sql: str) -> str:
    """The order in which a table's constraints are written means nothing."""
    head, _, body = sql.partition(" (")
    body, _, tail = body.rpartition(")")
    parts = re.split(r", (?![^(]*\))", body.strip())
    return f"{head} ({', '.join(sorted(part.strip() for part in parts))}){tail}"


def test_migrations_make_the_tables_that_the_program_uses(tmp_path: Path):
    declared, migrated = tmp_path / "declared.sqlite", tmp_path / "migrated.sqlite"
    metadata.create_all(create_engine(f"sqlite:///{declared}"))
    with create_engine(f"sqlite:///{migrated}").begin() as connection:
        upgrade(connection)

    assert statements(migrated) == statements(declared)


def test_alembic_would_generate_nothing(folder: Path):
    with create_engine(f"sqlite:///{folder / 'workspace.sqlite'}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_the_program_knows_every_migration_in_order():
    script = ScriptDirectory(str(MIGRATIONS))

    assert tuple(revision.revision for revision in reversed(list(script.walk_revisions()))) == REVISIONS


def test_no_migration_imports_the_program():
    for file in (MIGRATIONS / "versions").glob("*.py"):
        assert "qa_auditor" not in file.read_text(encoding="utf-8"), file.name


def test_migrations_can_be_taken_back(tmp_path: Path):
    from alembic import command
    from alembic.config import Config

    file = tmp_path / "workspace.sqlite"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with create_engine(f"sqlite:///{file}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        command.upgrade(config, "head")
        command.downgrade(config, "base")

    with closing(sqlite3.connect(file)) as plain:
        left = plain.execute("SELECT name FROM sqlite_master WHERE tbl_name <> 'alembic_version'").fetchall()
    assert left == []


@pytest.mark.parametrize("kind", ["fk", "ck", "pk", "uq"])
def test_every_constraint_has_a_name(folder: Path, kind: str):
    words = {"fk": "FOREIGN KEY", "ck": "CHECK", "pk": "PRIMARY KEY", "uq": "UNIQUE"}
    with closing(sqlite3.connect(folder / "workspace.sqlite")) as connection:
        tables = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
        ).fetchall()
    for (sql,) in tables:
        assert len(re.findall(rf"\b{words[kind]} ?\(", sql)) == len(re.findall(rf"CONSTRAINT {kind}_\w+ ", sql)), sql
