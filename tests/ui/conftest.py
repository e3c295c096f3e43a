"""A window on a real workspace: a small checklist, three calls that wait, two evaluators."""

import math
import shutil
import struct
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qa_auditor.application.library import install_checklist
from qa_auditor.application.ports import Clock, LibraryFormat, MediaFolder, Store
from qa_auditor.application.ports.audio import AudioAnalysis
from qa_auditor.application.ports.sounds import SoundFiles
from qa_auditor.application.tasks import Progress
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.bootstrap.library_files import WorkspaceLibrary
from qa_auditor.bootstrap.program import Application, build, parse_checklist
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.hearing import Ear
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Evaluator, Process, Site
from qa_auditor.domain.photo import Photo
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.domain.text import translated
from qa_auditor.ui.application import Window, make_application
from qa_auditor.ui.backend import Intake, LibraryFiles, ReportOrder
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.score.page import ScorePage
from qa_auditor.ui.preferences import Preferences
from qa_auditor.ui.shell import Shell

CHECKLIST = """
format: 1
id: trial
version: 1
title: {zh-CN: 试用表, en: Trial list}
subject: chat
scoring: {method: points, pass_mark: 80}
sections:
  - id: opening
    title: {zh-CN: 开场, en: Opening}
    questions:
      - {id: greeting, text: {zh-CN: 问候, en: Greets}, area: people.tact, weight: 4, answer: {type: yes_no, na: true}}
      - {id: name, text: {zh-CN: 报姓名, en: Says the name}, area: people.tact, weight: 2, answer: {type: yes_no},
         evidence: {required_on_fail: true}}
  - id: handling
    title: {zh-CN: 处理, en: Handling}
    questions:
      - {id: solved, text: {zh-CN: 解决, en: Solved}, area: people.problem_solving, weight: 10, answer: {type: yes_no},
         critical: {class: customer, effect: fail}}
      - {id: why, text: {zh-CN: 为何没有解决, en: Why not}, area: people.problem_solving, required: false,
         answer: {type: text}, when: "solved == no"}
      - {id: tone, text: {zh-CN: 语气, en: Tone}, area: people.attitude, weight: 2,
         answer: {type: rating, min: 1, max: 5}}
      - {id: wait, text: {zh-CN: 等待, en: Wait}, area: software.time, weight: 2,
         answer: {type: duration, bands: [{max: 30, score: 1}, {score: 0}]}}
"""


class TickingClock:
    """Every look is a second later."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class FakeExporter:
    """Writes one small file for an order, and remembers the orders."""

    folder: Path
    orders: list[tuple[str, ReportOrder]] = field(default_factory=list)
    hold: Callable[[Progress], None] = lambda progress: progress(1, 2, "half")

    def scorecards(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        return self._write("scorecards", order, progress)

    def summary(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        return self._write("summary", order, progress)

    def process_report(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        return self._write("process", order, progress)

    def _write(self, document: str, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        self.orders.append((document, order))
        self.hold(progress)
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{document}.bin"
        path.write_bytes(b"x")
        return [path]


class DeskBackend:
    """An open workspace with a fake exporter and importer."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self.exporter = FakeExporter(application.workspace / "exports")
        self.taken: list[Path] = []

    @property
    def workspace(self) -> Path:
        return self._application.workspace

    @property
    def store(self) -> Store:
        return self._application.store

    @property
    def media(self) -> MediaFolder:
        return self._application.media

    @property
    def clock(self) -> Clock:
        return self._application.clock

    @property
    def sounds(self) -> SoundFiles:
        return self._application.sounds

    @property
    def audio(self) -> AudioAnalysis:
        return self._application.audio

    @property
    def ear(self) -> Ear:
        return self._application.ear

    @property
    def formats(self) -> LibraryFormat:
        return self._application.formats

    @property
    def library(self) -> LibraryFiles:
        return WorkspaceLibrary(self.store, self.workspace / "exports", self.clock)

    def read_photo(self, path: Path) -> Photo:
        return self._application.read_photo(path)

    def playable(self, stored: Path) -> Path:
        return stored

    def take_in(self, paths: Sequence[Path], progress: Progress) -> Intake:
        progress(0, len(paths), "")
        self.taken.extend(paths)
        return Intake(len(paths), 0, ("x.txt: no recording",))

    def close(self) -> None:
        self._application.close()


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ui") / "empty"
    build(folder, clock=TickingClock()).close()
    return folder


@pytest.fixture(scope="session")
def filled_workspace(tmp_path_factory: pytest.TempPathFactory, empty_workspace: Path) -> Path:
    root = tmp_path_factory.mktemp("ui")
    folder = root / "desk"
    shutil.copytree(empty_workspace, folder)
    application = build(folder, clock=TickingClock())
    install_checklist(application.store, text=CHECKLIST, file="trial.yaml", parse=parse_checklist)
    with application.store.begin() as work:
        work.people.put_site(Site("s", "GZ", translated({"zh-CN": "广州", "en": "Guangzhou"}), "Asia/Shanghai"))
        work.people.put_agent(Agent("a", "0301", "王喆"))
        work.people.put_evaluator(Evaluator("e1", "Q01", "周敏"))
        work.people.put_evaluator(Evaluator("e2", "Q02", "Anna"))
        work.processes.put(Process("COMPLAINT", translated({"zh-CN": "投诉", "en": "Complaint"})))
        work.commit()
    for number in range(3):
        file = _tone(root / f"call-{number}.wav", seconds=30 + number)
        digest = sha256(file.read_bytes()).hexdigest()
        application.media.take(file, sha256=digest)
        recording = Recording(digest, file.name, "WAV PCM", file.stat().st_size, (30 + number) * 1000, 1, 8000)
        subject = Subject(
            id=f"subject-{number}",
            kind=SubjectKind.CHAT,
            title=f"call-{number}",
            occurred=Moment(datetime(2026, 11, 3 + number, 6, 2, tzinfo=UTC), "Asia/Shanghai"),
            agent_id="a",
            site_id="s",
            process_code="COMPLAINT",
            recording=recording,
        )
        with application.store.begin() as work:
            work.subjects.add(subject)
            work.commit()
    application.close()
    return folder


def _tone(path: Path, *, seconds: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        second = b"".join(struct.pack("<h", int(2000 * math.sin(step * 0.3))) for step in range(8000))
        file.writeframes(second * seconds)
    return path


@dataclass
class Desk:
    """A window that is open, with what tests look at."""

    window: Window
    qtbot: QtBot
    folder: Path

    @property
    def shell(self) -> Shell:
        return self.window.shell

    @property
    def score(self) -> ScorePage:
        page = self.shell.page(PageId.SCORE)
        assert isinstance(page, ScorePage)
        return page

    @property
    def bench(self) -> Workbench:
        bench = self.score.bench
        assert bench is not None
        return bench

    @property
    def backend(self) -> DeskBackend:
        backend = self.shell.session.open_backend()
        assert isinstance(backend, DeskBackend)
        return backend

    def settle(self) -> None:
        """Wait until everything that was asked of the store has arrived."""
        runner = self.shell.session.runner
        self.qtbot.waitUntil(lambda: runner.idle, timeout=20_000)
        # What arrived may have asked for more.
        self.qtbot.waitUntil(lambda: runner.idle and not self._intents(), timeout=20_000)

    def press(self, *keys: str) -> None:
        """Press keys one after another, each where the keyboard is then."""
        for key in keys:
            self.qtbot.keySequence(self.focus(), key)
            self.settle()

    def focus(self) -> QWidget:
        widget: QWidget | None = self.shell.focusWidget()
        return widget or self.shell

    def begin(self) -> ScorePage:
        """Open the first subject of the queue with the keyboard."""
        self.press("Ctrl+2")
        self.qtbot.waitUntil(self.score.queue.table.hasFocus, timeout=20_000)
        self.press("Return")
        if self.score.bench is None:
            self.choose("trial")
        self.qtbot.waitUntil(lambda: self.score.bench is not None, timeout=20_000)
        return self.score

    def choose(self, checklist_id: str) -> None:
        """Answer the question which checklist."""
        chooser = self.score.opening.chooser
        chooser.lines.setCurrentRow(chooser._ids.index(checklist_id))
        self.press("Return")

    def _intents(self) -> int:
        page = self.shell._pages.get(PageId.SCORE)
        return page.answers.waiting if isinstance(page, ScorePage) else 0


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path, filled_workspace: Path) -> Iterator[OpenDesk]:
    opened: list[Desk] = []

    def open_one(template: Path = filled_workspace, *, language: str = "en", folder: Path | None = None) -> Desk:
        place = folder or tmp_path / f"workspace-{len(opened)}"
        if not place.exists():
            shutil.copytree(template, place)
        app = make_application()
        window = Window(app, language=language, theme="light", preferences=Preferences())
        desk = Desk(window, qtbot, place)
        opened.append(desk)
        window.shell.show()
        window.shell.activateWindow()
        qtbot.waitUntil(window.shell.isActiveWindow, timeout=20_000)
        with qtbot.waitSignal(window.shell.filled, timeout=20_000):
            window.shell.open_workspace(lambda path: DeskBackend(build(path, clock=TickingClock())), place)
        desk.settle()
        return desk

    yield open_one
    for desk in opened:
        desk.shell.close()
        desk.shell.deleteLater()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()
