import wave
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_auditor.application.changes import Outcome
from qa_auditor.application.intake.importing import import_paths
from qa_auditor.application.intake.report import IntakeReport
from qa_auditor.bootstrap.library import library_format
from qa_auditor.bootstrap.readers import readers
from qa_auditor.domain.checklist import Checklist
from qa_auditor.i18n import speaking
from qa_auditor.storage.workspace import Workspace, open_workspace


class TickingClock:
    """Goes on by a millisecond whenever it is read."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 8, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def no_checklists(text: str, file: str) -> Checklist:
    raise AssertionError("an import reads no checklist")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(tmp_path / "workspace", clock=TickingClock(), parse=no_checklists, formats=library_format())
    yield opened
    opened.close()


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """The folder that is imported."""
    folder = tmp_path / "calls"
    folder.mkdir()
    return folder


@pytest.fixture
def record(calls: Path) -> Callable[..., Path]:
    """Makes a short WAV; each number of samples gives other bytes."""

    def make(name: str, *, samples: int = 800) -> Path:
        path = calls / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(b"\x01\x02" * samples)
        return path

    return make


@pytest.fixture
def bring(workspace: Workspace) -> Callable[..., Outcome[IntakeReport]]:
    """Imports paths with the real readers."""

    def bring(*paths: Path, **options: object) -> Outcome[IntakeReport]:
        return import_paths(
            workspace.store,
            workspace.media,
            paths=paths,
            readers=readers(),
            clock=TickingClock(),
            **options,  # type: ignore[arg-type]
        )

    return bring
