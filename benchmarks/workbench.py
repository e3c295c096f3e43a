"""How long the workbench takes from a key press to its painted answer, and how long its waveform takes to be painted.

    python benchmarks/workbench.py

The window stands on a workspace with one recording of an hour with two sides and its transcript of 1,200 lines. Times
are milliseconds: ``key_to_painted`` from the key event until the form is painted with the answer (it is stored beside
that), ``waveform_…`` a full repaint of the whole hour and of a scrolled minute, ``cursor`` one repaint while it plays.
"""

import json
import os
import shutil
import tempfile
import time
import wave
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from typing_extensions import override

from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.scoring_desk import start_evaluation
from qa_auditor.bootstrap.program import Application, build
from qa_auditor.bootstrap.window import open_backend
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject

if TYPE_CHECKING:
    from qa_auditor.ui.application import Window
    from qa_auditor.ui.pages.score.page import ScorePage

RATE = 8000
SECONDS = 3600
LINES = 1200
RUNS = 40
WIDTH, HEIGHT = 1920, 1080


def make_recording(path: Path) -> None:
    """An hour in which both sides speak in turn, with pauses."""
    luck = np.random.default_rng(3)
    at = np.arange(SECONDS * RATE)
    turn = at // (3 * RATE)
    loud = np.repeat(luck.uniform(0, 1, SECONDS * 20), RATE // 20)
    sound = (luck.normal(0, 3000, len(at)) * loud).astype(np.int16)
    sides = np.stack([np.where(turn % 3 == 0, sound, 0), np.where(turn % 3 == 1, sound, 0)]).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sides.T.tobytes())


def fill(application: Application, folder: Path) -> str:
    """One call with its transcript and a draft; the draft's id."""
    file = folder / "hour.wav"
    make_recording(file)
    digest = sha256(file.read_bytes()).hexdigest()
    application.media.take(file, sha256=digest)
    recording = Recording(digest, file.name, "WAV PCM", file.stat().st_size, SECONDS * 1000, 2, RATE)
    when = datetime(2026, 11, 3, tzinfo=UTC)
    step = SECONDS * 1000 // LINES
    lines = tuple(
        Line(
            n,
            Side.AGENT if n % 2 else Side.CUSTOMER,
            "请问这个月的话费为什么多了二十元?" * (1 + n % 4),
            start_ms=n * step,
        )
        for n in range(LINES)
    )
    with application.store.begin() as work:
        work.subjects.add(Subject("call", SubjectKind.CALL, "hour", Moment(when, "Asia/Shanghai"), recording=recording))
        work.conversations.add(Conversation("call", ConversationKind.TRANSCRIPT, lines), fingerprint="call", added=when)
        evaluator = ensure_evaluator(work, clock=application.clock, code="Q01", name="Q")
        checklist = next(ref for ref in work.checklists.refs() if ref.id == "call-service")
        work.commit()
    opened = start_evaluation(
        application.store,
        clock=application.clock,
        subject_id="call",
        checklist=checklist,
        evaluator_id=evaluator.id,
    )
    return opened.value.evaluation.id


def open_page(workspace: Path, evaluation_id: str) -> "tuple[Window, ScorePage]":
    """The window with the call open and everything known of it."""
    from PySide6.QtWidgets import QApplication

    from qa_auditor.ui.application import Window, make_application
    from qa_auditor.ui.pages.page import PageId
    from qa_auditor.ui.pages.score.page import ScorePage
    from qa_auditor.ui.preferences import Preferences

    window = Window(make_application(), language="zh-CN", theme="light", preferences=Preferences())
    shell = window.shell
    shell.resize(WIDTH, HEIGHT)
    shell.show()
    shell.open_workspace(open_backend, workspace)
    runner = shell.session.runner
    wait(lambda: runner.idle and shell.session.evaluator is not None)
    shell.open_page(PageId.SCORE, evaluation_id)
    page = shell.page(PageId.SCORE)
    if not isinstance(page, ScorePage):
        raise TypeError(page)
    wait(lambda: runner.idle and page.recording.facts.isVisible())
    QApplication.processEvents()
    return window, page


def wait(until: Callable[[], bool]) -> None:
    """Let events run until something holds."""
    from PySide6.QtWidgets import QApplication

    while not until():
        QApplication.processEvents()
        time.sleep(0.001)


def time_keys(page: "ScorePage", runner_idle: Callable[[], bool]) -> list[float]:
    """From the key event until the form is painted with the answer, and everything that follows from it."""
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest

    painted: list[float] = []

    class Watcher(QObject):
        @override
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted.append(time.perf_counter())
            return False

    watcher = Watcher()
    page.form.viewport().installEventFilter(watcher)
    page.form.setFocus()
    times = []
    for number in range(RUNS):
        wait(runner_idle)
        painted.clear()
        key = Qt.Key.Key_Y if number % 2 == 0 else Qt.Key.Key_N
        page.form.go_to_row(page.form.form.step(-1, 1))
        page.form.move(1)
        wait(lambda: not page.form.viewport().visibleRegion().isEmpty())
        painted.clear()
        begin = time.perf_counter()
        QTest.keyClick(page.form, key)
        wait(lambda: bool(painted))
        times.append((painted[0] - begin) * 1000)
    page.form.viewport().removeEventFilter(watcher)
    return times


def time_paints(page: "ScorePage") -> dict[str, float]:
    """Repaints of the waveform at full width."""
    wave_view = page.recording.wave.wave

    def full() -> None:
        wave_view.redraw()
        wave_view.grab()

    def scroll() -> None:
        wave_view.look_at(wave_view.view.scrolled(37))
        wave_view.grab()

    def cursor() -> None:
        wave_view.show_position(wave_view.position_ms + 33)
        wave_view.grab()

    figures = {"waveform_whole": median(full)}
    wave_view.look_at(wave_view.view.showing(600_000, 660_000))
    return figures | {"waveform_scrolled": median(scroll), "cursor": median(cursor)}


def median(do: Callable[[], None]) -> float:
    """Milliseconds that something takes."""
    times = []
    for _run in range(RUNS):
        begin = time.perf_counter()
        do()
        times.append((time.perf_counter() - begin) * 1000)
    return round(sorted(times)[RUNS // 2], 2)


def measure() -> dict[str, object]:
    """Milliseconds, see the head of this file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp())
    try:
        application = build(folder / "workspace")
        evaluation_id = fill(application, folder)
        application.close()
        window, page = open_page(folder / "workspace", evaluation_id)
        runner = window.shell.session.runner
        keys = sorted(time_keys(page, lambda: runner.idle))
        figures: dict[str, object] = {
            "key_to_painted": {"p50": round(keys[len(keys) // 2], 2), "p95": round(keys[int(len(keys) * 0.95)], 2)},
            **time_paints(page),
        }
        window.shell.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
