import subprocess
import sys
from pathlib import Path

import pytest

PNG = b"\x89PNG\r\n"


def draw(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qa_auditor", "screenshot", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    return str(tmp_path / "workspace")


def test_a_page_is_drawn_without_a_screen_and_the_same_twice(tmp_path: Path, workspace: str):
    for name in ("one.png", "two.png"):
        ran = draw("--workspace", workspace, "home", name, "--size", "1280x800", "--lang", "zh-CN", cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
    first = (tmp_path / "one.png").read_bytes()
    assert first.startswith(PNG)
    assert first == (tmp_path / "two.png").read_bytes()


def test_a_tab_of_the_page_processes_is_drawn(tmp_path: Path, workspace: str):
    for tab in ("tab:map", "tab:record"):
        ran = draw("--workspace", workspace, "processes", "page.png", "--show", tab, cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert (tmp_path / "page.png").read_bytes().startswith(PNG)
        (tmp_path / "page.png").unlink()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("attic", "x.png"), "home, score, processes, reports"),
        (("home", "x.png", "--size", "big"), "1280x800"),
        (("home", "nowhere/x.png"), "folder does not exist"),
        (("home", "x.png", "--theme", "pink"), "pink"),
    ],
)
def test_a_wrong_order_is_refused_in_one_line(tmp_path: Path, workspace: str, arguments: tuple[str, ...], said: str):
    ran = draw("--workspace", workspace, "--lang", "en", *arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
