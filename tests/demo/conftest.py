"""A small demo workspace, made once by the command, and the command line on real workspaces."""

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from qa_auditor import i18n
from qa_auditor.bootstrap.program import build
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def no_window(folder: Path, language: str | None) -> int:
    raise AssertionError(f"nothing here opens a window on {folder}")


def command(*arguments: str | Path) -> Ended:
    """Run the command line in this process, in English unless told otherwise."""
    before = i18n.language()
    words = [str(argument) for argument in arguments]
    if "--lang" not in words:
        words += ["--lang", "en"]
    try:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            code = run(words, Program(open=build, window=no_window))
    finally:
        i18n.set_language(before)
    return Ended(code, out.getvalue(), err.getvalue())


@pytest.fixture
def qa_auditor() -> Callable[..., Ended]:
    return command


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with twelve evaluations; tests read it and write elsewhere."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    ended = command("demo", folder, "--evaluations", "12", "--seed", "5")
    assert ended.code == 0, ended.err
    return folder
