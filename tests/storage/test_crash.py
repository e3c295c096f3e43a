"""Killed at any moment, the program has lost nothing that it said was saved."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_auditor.domain.answer import Mark, Response
from qa_auditor.storage.workspace import Workspace

ROOT = Path(__file__).parents[2]
LOOP = Path(__file__).parent / "answering_loop.py"
ROUNDS = 12


@pytest.fixture
def begun(workspace: Workspace, draft: str, folder: Path, tmp_path: Path) -> tuple[Path, str]:
    """A workspace with an open evaluation, closed; to be copied."""
    workspace.close()
    return shutil.copytree(folder, tmp_path / "begun"), draft


def test_kill_9_loses_no_answer_that_was_shown_as_saved(
    begun: tuple[Path, str], tmp_path: Path, open_at: Callable[..., Workspace]
):
    source, draft = begun
    folder = shutil.copytree(source, tmp_path / "killed")
    chance = random.Random(7)  # noqa: S311 - the moments of death, the same in each run
    saved: dict[str, Response] = {}
    for _ in range(ROUNDS):
        with subprocess.Popen(
            [sys.executable, str(LOOP), str(folder), draft], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            # Killed after some answers, wherever the program then is: writing, flushing, between two.
            lines = [program.stdout.readline() for _ in range(chance.randint(1, 40))]
            program.kill()
            lines += program.stdout.readlines()
        for line in lines:
            if line.endswith("\n"):
                number = int(line.strip().removeprefix("question-"))
                saved[line.strip()] = Response("yes", note="说了“您好”", marks=(Mark(number),))

        again = open_at(folder)
        with again.store.begin() as work:
            there = work.evaluations.responses(draft)
        assert {name: there.get(name) for name in saved} == saved
        # At most the one answer that was under way is there beyond those that were shown.
        assert len(there) <= len(saved) + 1
        assert again.store.defects() == []
        again.close()
    assert len(saved) > ROUNDS


def test_a_workspace_copied_at_the_moment_of_a_crash_opens_with_every_answer(
    begun: tuple[Path, str], tmp_path: Path, open_at: Callable[..., Workspace]
):
    """What lies on the disk right after a commit is enough: database and log, without a proper ending."""
    source, draft = begun
    folder = shutil.copytree(source, tmp_path / "running")
    with subprocess.Popen(
        [sys.executable, str(LOOP), str(folder), draft], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline().strip() for _ in range(20)]
        program.kill()
        program.stdout.read()
    frozen = tmp_path / "frozen"
    frozen.mkdir()
    for name in ("workspace.sqlite", "workspace.sqlite-wal"):
        shutil.copy(folder / name, frozen / name)

    again = open_at(frozen)
    with again.store.begin() as work:
        assert set(lines) <= set(work.evaluations.responses(draft))
    again.close()
