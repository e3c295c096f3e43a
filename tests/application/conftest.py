"""The whole program on a fresh workspace, with its shipped checklists; a copy of one that is made once."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.walkthroughs.walking import begin_walkthrough
from qa_auditor.bootstrap.program import Application, build
from qa_auditor.i18n import language, set_language
from tests.application.walks import RECORD


@dataclass
class TickingClock:
    """A clock that goes on by a millisecond whenever it is read."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 8, tzinfo=UTC))

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "workspace"
    build(folder, clock=TickingClock()).close()
    return folder


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def application(fresh: Path, tmp_path: Path, clock: TickingClock) -> Iterator[Application]:
    with build(shutil.copytree(fresh, tmp_path / "workspace"), clock=clock) as built:
        yield built


@pytest.fixture
def rebuild(clock: TickingClock) -> Callable[[Path], Application]:
    """Opens the workspace once more; the test closes it."""
    return lambda folder: build(folder, clock=clock)


@pytest.fixture(autouse=True)
def _same_language_after() -> Iterator[None]:
    """The command line chooses the program's language; the next test finds the one that was."""
    before = language()
    yield
    set_language(before)


@pytest.fixture
def shop(application):
    with application.store.begin() as work:
        work.process_records.add(RECORD)
        auditor = ensure_evaluator(work, clock=application.clock, code="A1", name="Auditor")
        work.commit()
    application.auditor = auditor.id
    return application


@pytest.fixture
def begun(shop):
    return begin_walkthrough(
        shop.store, clock=shop.clock, process_code="SHOP", evaluator_id=shop.auditor, touchpoint="HALL-GT-0101"
    ).value
