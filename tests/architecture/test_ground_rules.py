"""The rules in tests/conftest.py catch what they are there to catch."""

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


@pytest.fixture
def outcome(tmp_path, monkeypatch):
    """Runs the text of a test module under the project's conftest and settings, and returns what pytest said."""
    (tmp_path / "conftest.py").write_bytes((TESTS / "conftest.py").read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((TESTS.parent / "pyproject.toml").read_bytes())
    monkeypatch.delenv("CI", raising=False)

    def run(source: str) -> str:
        (tmp_path / "test_subject.py").write_text("import logging, os, threading, pytest\n" + source, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "test_subject.py"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout

    return run


def test_an_error_in_the_log_fails_the_test(outcome):
    said = outcome("def test_it(): logging.getLogger('store').error('disk %s', 'full')\n")

    assert "store: disk full" in said
    assert "1 error" in said


def test_an_announced_error_is_accepted_and_asked_for(outcome):
    mark = "@pytest.mark.logs_error('disk')\n"

    assert "1 passed" in outcome(mark + "def test_it(): logging.error('disk full')\n")
    assert "announced errors that nobody logged: disk" in outcome(mark + "def test_it(): pass\n")


def test_a_warning_fails_the_test(outcome):
    assert "1 failed" in outcome("import warnings\ndef test_it(): warnings.warn('old', DeprecationWarning)\n")


def test_a_thread_left_behind_is_named_with_its_test(outcome):
    said = outcome(
        "import time\ndef test_it(): threading.Thread(target=time.sleep, args=(5,), name='writer').start()\n"
    )

    assert "threads left behind: writer, begun in test_subject.py::test_it" in said


def test_tests_see_neither_the_user_s_home_nor_a_screen(outcome, tmp_path):
    said = outcome(
        "from pathlib import Path\n"
        "def test_it():\n"
        f"    assert os.environ['HOME'] != {str(Path.home())!r}\n"
        "    assert Path(os.environ['XDG_CONFIG_HOME']).is_relative_to(os.environ['HOME'])\n"
        "    assert os.environ['QT_QPA_PLATFORM'] == 'offscreen'\n"
        "    assert 'QA_AUDITOR_WORKSPACE' not in os.environ\n"
    )

    assert "1 passed" in said


def test_a_missing_reader_is_skipped_by_name_and_fails_in_ci(outcome, monkeypatch):
    source = "def test_it(require_reader): require_reader('no-such-reader')\n"

    assert "no-such-reader is not installed" in outcome(source)

    monkeypatch.setenv("CI", "true")
    assert "no-such-reader is missing, and CI=true" in outcome(source)
