"""Opening a workspace: new, old, newer, foreign, damaged, after a crash; never an empty one in place of the real."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qa_auditor.application.faults import DamagedError, StoreError
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.i18n import speaking
from qa_auditor.storage import migrate, schema
from qa_auditor.storage.backup import KEPT
from qa_auditor.storage.workspace import Workspace

Open = Callable[..., Workspace]

FURTHER = '''
"""Sites get a remark."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("site", sa.Column("remark", sa.Text(), nullable=True))
    {then}
'''


def run(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "workspace.sqlite")) as connection:
        rows = connection.execute(sql).fetchall()
        connection.commit()
    return rows


@pytest.fixture
def further_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Teaches the program a further migration; ``then`` is done after its change."""

    def teach(then: str = "") -> None:
        folder = shutil.copytree(migrate.MIGRATIONS, tmp_path / "migrations")
        (folder / "versions" / "9999_remark.py").write_text(
            FURTHER.format(then=then, newest=schema.REVISIONS[-1]), encoding="utf-8"
        )
        monkeypatch.setattr(migrate, "REVISIONS", (*schema.REVISIONS, "9999"))
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(migrate.upgrade, "__kwdefaults__", {"migrations": folder, "to": "head"})

    return teach


def test_a_folder_that_is_not_there_becomes_a_fresh_workspace(tmp_path: Path, open_at: Open):
    folder = tmp_path / "new" / "工作区 with %percent"
    first = open_at(folder)
    first.close()
    second = open_at(folder)
    second.close()

    assert (first.fresh, second.fresh) == (True, False)
    assert run(folder, "PRAGMA journal_mode") == [("wal",)]


def test_what_was_stored_is_there_after_opening_again(folder: Path, open_at: Open):
    workspace = open_at(folder)
    with workspace.store.begin() as work:
        assert [agent.name for agent in work.people.agents()] == ["王喆"]
    workspace.close()


def test_a_workspace_of_the_first_release_opens(tmp_path: Path, open_at: Open):
    script = (Path(__file__).parent / "data" / "workspace-0001.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "workspace.sqlite")) as connection:
        connection.executescript(script)

    workspace = open_at(tmp_path)
    with workspace.store.begin() as work:
        (evaluation,) = work.evaluations.revisions("019ab000-0000-7000-8000-000000000001")
        score = work.evaluations.scores(EvaluationFilter())[evaluation.id]
        responses = work.evaluations.responses(evaluation.id)
    workspace.close()

    assert score.total == 100
    assert [result.fate.value for result in score.results] == ["answered", "na", "answered"]
    assert responses["greeting"].note == "说了“您好”"


def test_tables_are_backed_up_and_then_migrated(folder: Path, open_at: Open, further_migration: Callable[..., None]):
    further_migration()
    open_at(folder).close()

    assert ("remark",) in run(folder, "SELECT name FROM pragma_table_info('site')")
    (backup,) = (folder / "backups").iterdir()
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.REVISIONS[-1],)]
        assert copy.execute("SELECT name FROM agent").fetchall() == [("王喆",)]


def test_nothing_is_backed_up_when_nothing_is_migrated(folder: Path, open_at: Open):
    open_at(folder).close()

    assert not (folder / "backups").exists()


def test_the_oldest_backups_go(folder: Path, open_at: Open, further_migration: Callable[..., None]):
    (folder / "backups").mkdir()
    for number in range(KEPT + 2):
        (folder / "backups" / f"workspace-20250101T0000{number:02}000000Z.sqlite").write_bytes(b"old")
    further_migration()
    open_at(folder).close()

    names = sorted(path.name for path in (folder / "backups").iterdir())
    assert len(names) == KEPT
    assert names[0] == "workspace-20250101T000003000000Z.sqlite"
    assert names[-1].startswith("workspace-2026")


def test_a_migration_that_fails_changes_nothing(folder: Path, open_at: Open, further_migration: Callable[..., None]):
    further_migration("raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        open_at(folder)

    assert ("remark",) not in run(folder, "SELECT name FROM pragma_table_info('site')")
    assert run(folder, "SELECT version_num FROM alembic_version") == [(schema.REVISIONS[-1],)]


def test_a_workspace_of_a_newer_program_is_refused_and_left_alone(folder: Path, open_at: Open):
    run(folder, "UPDATE alembic_version SET version_num = '0099'")
    before = (folder / "workspace.sqlite").read_bytes()
    with speaking("en"), pytest.raises(StoreError, match="newer version") as refused:
        open_at(folder)

    assert refused.value.remedy
    assert (folder / "workspace.sqlite").read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, open_at: Open):
    run(tmp_path, "CREATE TABLE bookmark (id)")
    with pytest.raises(StoreError):
        open_at(tmp_path)

    assert run(tmp_path, "SELECT name FROM sqlite_master") == [("bookmark",)]


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"SQLite format 3\x00" + b"\xff" * 9000, b"\n"])
def test_garbage_is_refused_and_left_alone(tmp_path: Path, open_at: Open, content: bytes):
    file = tmp_path / "workspace.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        open_at(tmp_path)

    assert refused.value.remedy
    assert file.read_bytes() == content


@pytest.mark.parametrize("how", [lambda file: file.write_bytes(b""), Path.unlink])
def test_beside_recordings_an_empty_database_is_damage_and_no_new_workspace(
    tmp_path: Path, open_at: Open, how: Callable[[Path], object]
):
    open_at(tmp_path).close()
    stored = tmp_path / "media" / "ab" / "ab12.wav"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"RIFF")
    how(tmp_path / "workspace.sqlite")
    with pytest.raises(DamagedError) as refused:
        open_at(tmp_path)
    assert refused.value.remedy


def test_a_database_that_lost_its_version_is_damaged(folder: Path, open_at: Open):
    run(folder, "DELETE FROM alembic_version")
    with pytest.raises(DamagedError):
        open_at(folder)


def test_damage_after_a_crash_names_the_newest_backup(
    folder: Path, open_at: Open, further_migration: Callable[..., None]
):
    further_migration()
    open_at(folder).close()
    backup = next((folder / "backups").iterdir())
    file = folder / "workspace.sqlite"
    page_size, root = run(
        folder, "SELECT page_size, rootpage FROM pragma_page_size, sqlite_master WHERE name='answer'"
    )[0]
    content = bytearray(file.read_bytes())
    start = (int(str(root)) - 1) * int(str(page_size))
    content[start : start + 64] = b"\xaa" * 64
    file.write_bytes(bytes(content))
    # A log that nobody merged tells that the last program did not end.
    file.with_name("workspace.sqlite-wal").write_bytes(b"\x00" * 4096)

    with pytest.raises(StoreError) as refused:
        open_at(folder)
    assert str(backup) in refused.value.remedy


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path, open_at: Open):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        open_at(tmp_path / "file")
    with pytest.raises(StoreError):
        open_at(tmp_path / "file" / "below")


def test_a_folder_that_may_not_be_written_is_refused(folder: Path, open_at: Open, monkeypatch: pytest.MonkeyPatch):
    # Tests may run as root, to whom nothing is forbidden.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError) as refused:
        open_at(folder)
    assert str(folder) in refused.value.message


def test_opening_an_up_to_date_workspace_does_not_load_alembic(folder: Path):
    program = (
        "import sys\nfrom pathlib import Path\nfrom qa_auditor.bootstrap.program import SystemClock\n"
        "from qa_auditor.storage.workspace import open_workspace\n"
        "open_workspace(Path(sys.argv[1]), clock=SystemClock(), parse=None, formats=None).close()\n"
        "print([name for name in ('alembic', 'sqlalchemy.orm', 'ruamel') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", program, str(folder)], cwd=root, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "[]"
