"""Runs the command line in this process and shows what a caller would see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_auditor import i18n
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Opened, Program


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Asked:
    """What the program was asked to open."""

    window: tuple[Path, str | None] | None = None


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def qa_auditor(capsys: pytest.CaptureFixture[str], asked: Asked) -> Iterator[Callable[..., Ended]]:
    before = i18n.language()

    def open_nothing(folder: Path) -> Opened:
        raise AssertionError(f"no test here opens {folder}")

    def note_window(folder: Path, language: str | None) -> int:
        asked.window = (folder, language)
        return 0

    def run_it(*arguments: str | Path) -> Ended:
        code = run([str(argument) for argument in arguments], Program(open=open_nothing, window=note_window))
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    yield run_it
    i18n.set_language(before)
