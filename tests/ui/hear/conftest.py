"""A waveform whose samples are known, and a call of two sides in the queue."""

import wave
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.media.peaks import PeakCollector, Peaks, even_blocks
from qa_auditor.ui.pages.score.hear.lane_paint import Lane
from qa_auditor.ui.pages.score.hear.wave_view import WaveView
from qa_auditor.ui.theme.tokens import load_tokens
from tests.ui.conftest import Desk

RATE = 8000
SECONDS = 40


def two_sides(seconds: int = SECONDS) -> np.ndarray:
    """Agent in even tens of seconds, customer in odd ones, five seconds each, both silent in between."""
    at = np.arange(seconds * RATE) / RATE
    tone = 9000 * np.sin(at * 2 * np.pi * 220)
    speaks = at % 10 < 5
    agent = np.where(speaks & (at // 10 % 2 == 0), tone, 0)
    customer = np.where(speaks & (at // 10 % 2 == 1), tone / 2, 0)
    return np.stack([agent, customer]).astype(np.int16)


def peaks_of(samples: np.ndarray) -> Peaks:
    collector = PeakCollector(channels=samples.shape[0], sample_rate=RATE)
    for block in even_blocks([samples], collector.width):
        collector.add(block)
    return collector.peaks()


def write(path: Path, samples: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[0])
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.T.tobytes())
    return path


@pytest.fixture(scope="session")
def peaks() -> Peaks:
    return peaks_of(two_sides())


@pytest.fixture
def wave_view(qtbot: QtBot, peaks: Peaks) -> WaveView:
    view = WaveView()
    qtbot.addWidget(view)
    view.recolour(load_tokens("light"))
    view.resize(400, 180)
    view.show()
    lanes = [Lane(0, "waveform-agent", "Agent"), Lane(1, "waveform-customer", "Customer")]
    view.show_recording(SECONDS * 1000, lanes)
    view.show_waveform(peaks)
    return view


def roll(widget: QWidget, x: int, *, up: int = 0, right: int = 0, held: Qt.KeyboardModifier | None = None) -> None:
    """Turn the wheel over a widget by whole steps."""
    point = QPointF(x, widget.height() / 2)
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            point,
            widget.mapToGlobal(point),
            QPoint(),
            QPoint(120 * right, 120 * up),
            Qt.MouseButton.NoButton,
            held or Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


@pytest.fixture
def call(desk: Desk, tmp_path: Path) -> Desk:
    """A desk on which a call of two sides is open."""
    add_call(desk, tmp_path)
    desk.begin()
    assert desk.bench.opened.subject.title == "two-sides"
    desk.settle()
    return desk


def add_call(desk: Desk, tmp_path: Path) -> None:
    """A call of two sides, first in the queue."""
    file = write(tmp_path / "two-sides.wav", two_sides())
    digest = sha256(file.read_bytes()).hexdigest()
    desk.backend.media.take(file, sha256=digest)
    recording = Recording(digest, file.name, "WAV PCM", file.stat().st_size, SECONDS * 1000, 2, RATE)
    when = Moment(datetime(2026, 11, 1, 6, tzinfo=UTC), "Asia/Shanghai")
    with desk.backend.store.begin() as work:
        work.subjects.add(Subject("two-sides", SubjectKind.CHAT, "two-sides", when, recording=recording))
        work.commit()
