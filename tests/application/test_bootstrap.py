"""The program is built once, quickly, and lets go of everything."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa_auditor import paths
from qa_auditor.application.faults import StoreError
from qa_auditor.bootstrap.program import build
from qa_auditor.bootstrap.window import SCREENS
from qa_auditor.exchange.shipped import former_checklists, shipped_checklists

ROOT = Path(__file__).parents[2]
HEAVY = ("alembic", "sqlalchemy.orm", "ruamel", "openpyxl", "reportlab", "PySide6", "numpy")


@pytest.mark.skipif(sys.platform != "linux", reason="a screen is always there")
def test_without_a_screen_the_window_says_so_in_one_line(fresh: Path):
    bare = {name: value for name, value in os.environ.items() if name not in SCREENS}
    command = [sys.executable, "-m", "qa_auditor", "--workspace", str(fresh), "--lang", "en"]
    ended = subprocess.run(command, env=bare, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert ended.returncode == 2
    assert ended.stderr.startswith("There is no screen")
    assert ended.stderr.count("\n") == 1


def test_opening_a_workspace_loads_nothing_that_is_not_needed_yet(fresh: Path, tmp_path: Path):
    folder = shutil.copytree(fresh, tmp_path / "workspace")
    program = (
        "import sys\nfrom pathlib import Path\nfrom qa_auditor.bootstrap.program import build\n"
        f"build(Path(sys.argv[1])).close()\nprint([name for name in {HEAVY} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "[]"


def test_programs_that_make_the_same_workspace_at_once_all_get_it(tmp_path: Path):
    program = (
        "import sys\nfrom pathlib import Path\nfrom qa_auditor.bootstrap.program import build\nsys.stdin.readline()\n"
        "with build(Path(sys.argv[1])) as application, application.store.begin() as work:\n"
        "    print(len(work.checklists.refs()))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "workspace")]
    with (
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one,
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other,
    ):
        for running in (one, other):
            assert running.stdin is not None
            running.stdin.write("\n")
            running.stdin.flush()
        answers = [running.communicate(timeout=60)[0].strip() for running in (one, other)]

    assert answers == [str(len((*former_checklists(), *shipped_checklists())))] * 2


def test_closing_lets_go_of_the_files(tmp_path: Path):
    with build(tmp_path / "workspace") as application:
        assert application.workspace == tmp_path / "workspace"
        assert application.clock.now().utcoffset() is not None
    # SQLite removes its log with the last connection.
    assert [path.name for path in (tmp_path / "workspace").iterdir()] == ["workspace.sqlite"]


def test_a_workspace_that_can_not_be_opened_is_an_error_with_a_remedy(tmp_path: Path):
    (tmp_path / "workspace.sqlite").write_bytes(b"garbage")
    with pytest.raises(StoreError) as refused:
        build(tmp_path)
    assert refused.value.remedy


def test_the_users_folders_are_apart():
    folders = [paths.default_workspace(), paths.config_folder(), paths.log_folder()]

    assert len(set(folders)) == 3
    for folder in folders:
        assert folder.is_absolute()
        assert Path.home() in folder.parents


def test_everything_of_a_workspace_lies_inside_it(tmp_path: Path):
    inside = [paths.database_of, paths.media_of, paths.backups_of, paths.exports_of]

    assert [place(tmp_path).parent for place in inside] == [tmp_path] * 4
