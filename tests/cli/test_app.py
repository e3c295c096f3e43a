"""The command line as a whole: help, languages, exit codes, and never a traceback."""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from qa_auditor import __version__
from qa_auditor.application.faults import Fault, FaultsError, Place, StoreError
from qa_auditor.cli.app import COMMANDS, LazyGroup
from qa_auditor.cli.errors import Unattended
from qa_auditor.exchange.shipped import shipped_checklists
from qa_auditor.paths import default_workspace, log_folder
from tests.cli.conftest import Asked, Ended

Run = Callable[..., Ended]


def test_help_names_every_command(qa_auditor: Run) -> None:
    ended = qa_auditor("--help")
    assert ended.code == 0
    for name in COMMANDS:
        assert f"  {name} " in ended.out


@pytest.mark.parametrize("command", [["checklist"], ["checklist", "check"], ["score"]])
def test_every_command_has_help_and_the_shared_options(qa_auditor: Run, command: list[str]) -> None:
    ended = qa_auditor(*command, "--help")
    assert ended.code == 0
    assert "--lang" in ended.out
    assert "--workspace" in ended.out


def test_a_group_alone_asks_for_a_command_in_one_line(qa_auditor: Run) -> None:
    ended = qa_auditor("--lang", "en", "checklist")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "qa-auditor checklist: a command is missing. See qa-auditor checklist --help\n"


def test_a_wrong_value_is_told_in_the_language_of_the_user_alone(qa_auditor: Run) -> None:
    ended = qa_auditor("--lang", "zh-CN", "import", "x", "--zone", "Nowhere")
    assert ended.code == 2
    assert ended.err.startswith("qa-auditor import: --zone: ")
    assert "Invalid" not in ended.err
    assert qa_auditor("--lang", "xx").err.startswith("qa-auditor: --lang: ")
    assert ". " not in ended.err


def test_a_proposal_for_a_mistyped_option_ends_as_a_question(qa_auditor: Run) -> None:
    assert "Did you mean '--json'? See" in qa_auditor("--lang", "en", "score", "--jsn").err


def test_with_its_output_closed_a_command_does_not_fail(qa_auditor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    ended = qa_auditor("checklist", "check", str(shipped_checklists()[0]), "--json")
    sys.stdout.close()
    assert (ended.code, ended.err) == (0, "")


def test_version(qa_auditor: Run) -> None:
    assert qa_auditor("--version").out == f"qa-auditor {__version__}\n"


def test_without_a_command_the_window_opens(qa_auditor: Run, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for arguments in ([], ["--lang", "zh-TW"], ["--workspace", "asked-for"]):
        assert qa_auditor(*arguments).code == 0
        seen.append(asked.window)
    monkeypatch.setenv("QA_AUDITOR_WORKSPACE", "from-environment")
    assert qa_auditor().code == 0
    assert [*seen, asked.window] == [
        (default_workspace(), None),
        (default_workspace(), "zh-TW"),
        (Path("asked-for"), None),
        (Path("from-environment"), None),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["--no-such-option"],
        ["score"],
        ["score", "one"],
        ["score", "a", "b", "c"],
        ["checklist", "check"],
        ["--lang", "tlh"],
        ["score", "a", "b", "--lang"],
        ["--workspace", __file__],
    ],
)
def test_wrong_usage_ends_with_2_and_one_line(qa_auditor: Run, arguments: list[str]) -> None:
    ended = qa_auditor(*arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("qa-auditor")


def failing(error: BaseException) -> click.Command:
    @click.command
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (StoreError("The disk is full", "Make room"), 3, "The disk is full"),
        (FaultsError([Fault("x", "wrong\nthing", Place("f.csv", 4))]), 2, "f.csv:4: wrong thing"),
        (FileNotFoundError(2, "No such file", "absent.wav"), 2, "absent.wav"),
        (PermissionError(13, "Permission denied", "locked"), 2, "locked"),
        (OSError(28, "No space left on device", "out.pdf"), 3, "No space left"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_how_errors_end(
    qa_auditor: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: failing(error))
    ended = qa_auditor("anything")
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert len(ended.err.strip().splitlines()) <= 1
    assert "Traceback" not in ended.err


@pytest.mark.logs_error("internal error")
def test_a_bug_is_logged_with_its_trace_and_said_in_one_line(qa_auditor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: failing(ZeroDivisionError("a secret of ours")))
    ended = qa_auditor("anything")
    assert (ended.code, ended.out, ended.err.count("\n")) == (3, "", 1)
    log = log_folder() / "qa-auditor.log"
    assert str(log) in ended.err
    assert "a secret of ours" in log.read_text(encoding="utf-8")


@pytest.mark.logs_error("internal error")
@pytest.mark.parametrize(
    ("error", "said"), [(StoreError("The disk is full"), ""), (ValueError("a secret of ours"), "drawing failed")]
)
def test_what_is_logged_with_a_trace_reaches_the_terminal_as_a_line_at_most(
    capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    record = logging.LogRecord("qa", logging.ERROR, "f.py", 1, "drawing failed", (), (type(error), error, None))
    Unattended().handle(record)
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert err.count("\n") == bool(said)
    assert "secret" not in err


def started(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_auditor", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_as_a_program_of_its_own() -> None:
    ended = started("checklist", "check", str(shipped_checklists()[0]))
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_reader_that_goes_away_is_no_error() -> None:
    files = [str(path) for path in shipped_checklists()] * 20
    command = [sys.executable, "-m", "qa_auditor", "checklist", "check", "--json", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_scoring_loads_neither_the_window_nor_the_database_nor_documents() -> None:
    code = (
        "import sys; from qa_auditor.cli.app import run; run(['checklist', 'check', '--help'], None);"
        "import qa_auditor.cli.score;"
        "print([m for m in ('PySide6', 'sqlalchemy', 'openpyxl', 'reportlab', 'numpy') if m in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
