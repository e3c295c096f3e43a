"""Real recordings of every format with a table of calls, imported once; the real window on a copy of that workspace."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qa_auditor.application.people import ensure_evaluator
from qa_auditor.assets import resource_path
from qa_auditor.bootstrap.program import build
from qa_auditor.bootstrap.window import open_backend
from qa_auditor.domain.checklist import Duration, FreeText, Question, Rating, YesNo
from qa_auditor.domain.people import ProcessClass
from qa_auditor.ui.application import Window, make_application
from qa_auditor.ui.backend import Intake
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.reports.page import ReportsPage
from qa_auditor.ui.pages.score.page import ScorePage
from qa_auditor.ui.preferences import Preferences
from qa_auditor.ui.shell import Shell

SECONDS = 3
DIALOGUE = "zh-query-bill"
TABLE = "话务记录.csv"


@dataclass(frozen=True, slots=True)
class Coding:
    """How a recording is made: name, options of ffmpeg, whether it takes the extra."""

    name: str
    options: tuple[str, ...] = ()
    extra: bool = False

    @property
    def title(self) -> str:
        """What the window calls the recording."""
        return self.name.rpartition(".")[0]


CODINGS = (
    Coding("01-pcm.wav"),
    Coding("02-alaw.wav", ("-c:a", "pcm_alaw")),
    Coding("03-mulaw.wav", ("-c:a", "pcm_mulaw")),
    Coding("04-gsm.wav", ("-ac", "1", "-c:a", "libgsm_ms")),
    Coding("05-mpeg.mp3", ("-b:a", "32k")),
    Coding("06-vorbis.ogg", ("-c:a", "libvorbis")),
    Coding("07-opus.opus", ("-c:a", "libopus")),
    Coding("08-flac.flac"),
    Coding("09-aac.m4a", ("-c:a", "aac")),
    Coding("10-amr.amr", extra=True),
    Coding("11-wma.wma", ("-c:a", "wmav2"), extra=True),
)


def there(coding: Coding) -> bool:
    """Whether this machine can read it."""
    if not coding.extra:
        return True
    try:
        import av  # noqa: F401 - only whether it is there
    except ImportError:
        return False
    return True


@pytest.fixture(scope="session")
def recordings(require_reader: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as it comes from a call centre: a recording of each coding, and a table of calls beside them."""
    folder = tmp_path_factory.mktemp("journey") / "录音"
    folder.mkdir()
    ffmpeg, sox = require_reader("ffmpeg"), require_reader("sox")
    dialogue = json.loads(resource_path("dialogues", f"{DIALOGUE}.json").read_text(encoding="utf-8"))
    source = resource_path("dialogues", dialogue["recording"])
    rows = ["录音文件,工号,姓名,时间,方向,客户编号,流程"]
    for number, coding in enumerate(filter(there, CODINGS)):
        # Each begins elsewhere: the same bytes twice would be one recording.
        wav = folder.parent / "piece.wav"
        cut = ("-ss", f"{number * 0.5}", "-t", f"{SECONDS}", "-ar", "8000")
        subprocess.run([ffmpeg, "-v", "error", "-y", "-i", source, *cut, wav], check=True, capture_output=True)
        target = folder / coding.name
        if coding.name.endswith(".amr"):
            command: list[str | Path] = [sox, wav, "-c", "1", "-t", "amr-nb", target]
        else:
            command = [ffmpeg, "-v", "error", "-y", "-i", wav, *coding.options, target]
        subprocess.run(command, check=True, capture_output=True)
        rows.append(f"{coding.name},40{number:02},王喆,2026-11-03 14:{number:02},呼入,K{number:04},QUERY")
    (folder / TABLE).write_text("\r\n".join(rows) + "\r\n", encoding="utf-8-sig")
    return folder


@pytest.fixture(scope="session")
def imported(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Intake]:
    """A workspace that took the folder in through the window's own import, with someone who may score."""
    from qa_auditor.application.people import ensure_process

    folder = tmp_path_factory.mktemp("journey") / "workspace"
    with build(folder) as application, application.store.begin() as work:
        ensure_evaluator(work, clock=application.clock, code="Q01", name="周敏")
        ensure_process(work, code="QUERY", process_class=ProcessClass.QUERY)
        work.commit()
    backend = open_backend(folder)
    try:
        intake = backend.take_in([recordings], lambda _done, _of, _what: None)
    finally:
        backend.close()
    return folder, intake


@dataclass
class Seat:
    """Someone in front of the window."""

    window: Window
    qtbot: QtBot
    folder: Path

    @property
    def shell(self) -> Shell:
        """The window."""
        return self.window.shell

    @property
    def score(self) -> ScorePage:
        """The page Score."""
        page = self.shell.page(PageId.SCORE)
        assert isinstance(page, ScorePage)
        return page

    @property
    def reports(self) -> ReportsPage:
        """The page Reports."""
        page = self.shell.page(PageId.REPORTS)
        assert isinstance(page, ReportsPage)
        return page

    def settle(self) -> None:
        """Wait until everything that was asked for has arrived."""
        runner = self.shell.session.runner
        page = self.score
        self.qtbot.waitUntil(lambda: runner.idle and not page.answers.waiting, timeout=30_000)

    def press(self, *keys: str) -> None:
        """Press keys one after another, each where the keyboard is then."""
        for key in keys:
            self.qtbot.keySequence(self.focus(), key)
            self.settle()

    def type(self, text: str) -> None:
        """Type into the field that has the keyboard."""
        self.qtbot.keyClicks(self.focus(), text)
        self.settle()

    def focus(self) -> QWidget:
        """What has the keyboard."""
        widget: QWidget | None = self.shell.focusWidget()
        return widget or self.shell

    def open(self, title: str) -> ScorePage:
        """Find a recording in the queue and open it, by keyboard."""
        page = self.score
        self.press("Ctrl+2", "Ctrl+F")
        self.type(title)
        self.press("Return")
        self.qtbot.waitUntil(page.queue.table.hasFocus, timeout=20_000)
        self.press("Return")
        self.choose("call-service")
        return page

    def choose(self, checklist_id: str) -> None:
        """Answer the question which checklist, and wait until it is there."""
        chooser = self.score.opening.chooser
        chooser.lines.setCurrentRow(chooser._ids.index(checklist_id))
        self.press("Return")
        self.qtbot.waitUntil(lambda: self.score.bench is not None, timeout=20_000)


@pytest.fixture
def sit_down(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], Seat]]:
    """Opens the real window on a copy of a workspace, or on a folder that is not there yet."""
    seats: list[Seat] = []

    def open_one(template: Path) -> Seat:
        folder = tmp_path / f"workspace-{len(seats)}"
        if template.exists():
            shutil.copytree(template, folder)
        window = Window(make_application(), language="zh-CN", theme="light", preferences=Preferences())
        seat = Seat(window, qtbot, folder)
        seats.append(seat)
        window.shell.show()
        window.shell.activateWindow()
        qtbot.waitUntil(window.shell.isActiveWindow, timeout=20_000)
        with qtbot.waitSignal(window.shell.filled, timeout=20_000):
            window.shell.open_workspace(open_backend, folder)
        seat.settle()
        return seat

    yield open_one
    for seat in seats:
        seat.shell.close()
        seat.shell.deleteLater()


@pytest.fixture
def seat(sit_down: Callable[[Path], Seat], imported: tuple[Path, Intake]) -> Seat:
    """The window on the workspace with all recordings."""
    return sit_down(imported[0])


def answer_all(seat: Seat) -> None:
    """Answer every open question as its type wants it."""
    page = seat.score
    seat.press("PgUp")
    assert page.bench is not None
    for _step in range(200):
        question = page.bench.opened.checklist.by_id[page.form.current_question()]
        if page.bench.response(question.id).value is not None:
            seat.press("O")
            if page.form.current_question() == question.id:
                return
            continue
        for key in _keys(question):
            seat.press(key)
    raise AssertionError(f"stuck at {page.form.current_question()}, {seat.focus()}")


def _keys(question: Question) -> tuple[str, ...]:
    match question.answer:
        case YesNo():
            return ("Y",)
        case Rating():
            return ("4",)
        case Duration():
            return ("8", "Return")
        case FreeText():
            return ("Return", "X", "Return")
        case _:
            return ("1",)
