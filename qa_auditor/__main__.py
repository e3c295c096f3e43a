"""Where ``qa-auditor`` and ``python -m qa_auditor`` begin. The heavy floors are built when a command needs them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Picture, Program

if TYPE_CHECKING:
    from qa_auditor.bootstrap.program import Application


def _open(folder: Path) -> "Application":
    from qa_auditor.bootstrap.program import build

    return build(folder)


def _window(folder: Path, language: str | None) -> int:
    from qa_auditor.bootstrap.window import run_window

    return run_window(folder, language)


def _draw(folder: Path, file: Path, picture: Picture) -> None:
    from qa_auditor.bootstrap.window import draw

    draw(folder, file, picture)


def main() -> None:
    """Run the program and leave with its exit code."""
    sys.exit(run(sys.argv[1:], Program(open=_open, window=_window, draw=_draw)))


if __name__ == "__main__":
    main()
