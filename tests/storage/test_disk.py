"""A full or failing disk is said to be one, and nothing is lost that was said to be saved."""

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from qa_auditor.application.faults import StoreError
from qa_auditor.domain.answer import Response
from qa_auditor.storage import failures
from qa_auditor.storage.session import Database
from qa_auditor.storage.workspace import Workspace

ROOT = Path(__file__).parents[2]
LOOP = Path(__file__).parent / "answering_loop.py"


def database_of(workspace: Workspace) -> Database:
    return workspace.store._database


def test_a_full_disk_refuses_the_answer_and_keeps_the_others(
    workspace: Workspace, folder: Path, draft: str, answer: Callable[..., None], open_at: Callable[..., Workspace]
):
    engine = database_of(workspace).engine
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    @event.listens_for(engine, "connect")
    def _limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    engine.dispose()
    saved = []
    with pytest.raises(StoreError) as refused:  # noqa: PT012 - the disk fills up along the way
        for number in range(1000):
            answer(draft, f"question-{number}", Response("yes", note="x" * 1000))
            saved.append(f"question-{number}")
    assert "workspace" in refused.value.message
    assert refused.value.remedy
    assert saved

    workspace.close()
    again = open_at(folder)
    with again.store.begin() as work:
        assert list(work.evaluations.responses(draft)) == saved
    assert again.store.defects() == []
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of files")
def test_a_limit_on_the_size_of_files_loses_nothing_that_was_saved(
    workspace: Workspace, folder: Path, draft: str, open_at: Callable[..., Workspace]
):
    limit = (folder / "workspace.sqlite-wal").stat().st_size + 100_000
    ran = subprocess.run(
        [sys.executable, str(LOOP), str(folder), draft, str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    *saved, last = ran.stdout.split()

    assert last == "StoreError", ran.stderr
    assert saved
    with workspace.store.begin() as work:
        assert list(work.evaluations.responses(draft)) == saved


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_FULL", "full"),
        ("SQLITE_IOERR_WRITE", "failed"),
        ("SQLITE_READONLY", "can't be written"),
        ("SQLITE_CANTOPEN", "can't be written"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "damaged"),
        ("SQLITE_BUSY_SNAPSHOT", "in use"),
    ],
)
def test_each_failure_of_sqlite_has_its_words_and_a_remedy(tmp_path: Path, name: str, words: str):
    from qa_auditor.i18n import speaking

    error = sqlite3.OperationalError("whatever")
    error.sqlite_errorname = name
    with speaking("en"), pytest.raises(StoreError) as told, failures.told(tmp_path):
        raise error
    assert words in told.value.message
    assert told.value.remedy


def test_a_bug_stays_a_bug(workspace: Workspace):
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError),
        failures.told(workspace.folder),
    ):
        connection.execute("SELEKT 1")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "full"), (errno.EROFS, "can't be written"), (errno.EIO, "failed")]
)
def test_each_failure_of_a_file_has_its_words_and_a_remedy(tmp_path: Path, number: int, words: str):
    from qa_auditor.i18n import speaking

    with speaking("en"):
        error = failures.of_file(OSError(number, "whatever"), tmp_path)
    assert words in error.message
    assert error.remedy


def test_damage_found_while_working_is_said(workspace: Workspace, draft: str, answer: Callable[..., None]):
    answer(draft, "greeting", Response("yes"))
    workspace.close()
    file = workspace.folder / "workspace.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answer'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(file.read_bytes())
    content[(root - 1) * size : root * size] = b"\xaa" * size
    file.write_bytes(bytes(content))

    with pytest.raises(StoreError) as told, workspace.store.begin() as work:
        work.evaluations.responses(draft)
    assert told.value.remedy
    assert workspace.store.defects() != []
