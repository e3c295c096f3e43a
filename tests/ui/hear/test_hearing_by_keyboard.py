"""A call is heard and marked by keys alone, and by the mouse on the waveform."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from qa_auditor.domain.answer import Mark
from qa_auditor.ui.pages.score.recording_panel import Panel
from tests.ui.conftest import Desk
from tests.ui.hear.conftest import SECONDS


def marks(desk: Desk, question: str = "greeting") -> tuple[Mark, ...]:
    """The marks as they are on disk."""
    with desk.backend.store.begin() as work:
        responses = work.evaluations.responses(desk.bench.opened.evaluation.id)
    return responses[question].marks if question in responses else ()


def test_the_waveform_is_drawn_and_is_there_at_once_when_it_is_opened_again(call: Desk):
    wave = call.score.recording.wave.wave
    assert wave.waveform is not None
    assert wave.waveform.frames == SECONDS * 8000
    assert [lane.name for lane in wave._lanes] == ["Agent", "Customer"]
    with call.backend.store.begin() as work:
        recording = work.subjects.get("two-sides").recording
    assert recording is not None
    known = call.backend.audio.kept(recording)
    assert known is not None
    assert known.waveform.frames == wave.waveform.frames


def test_a_span_is_begun_and_ended_by_key_marked_looped_and_forgotten(call: Desk):
    page = call.score
    call.press("Right", "I", "Right", "Right", "I")
    span = page.sound.listening.span
    assert span is not None
    assert (span.start_ms, span.end_ms) == (5000, 15_000)
    call.press("M")
    assert marks(call) == (Mark(5000, until_ms=15_000),)
    call.press("L")
    assert page.sound.listening.loops
    assert page.player.position < 15_000
    call.press("L", "Esc")
    assert page.sound.listening.span is None
    call.press("Ctrl+Z")
    assert marks(call) == ()


def test_keys_step_through_the_marks_of_the_question_that_is_current(call: Desk):
    page = call.score
    call.press("M", "Right", "M", "Right", "Right", "M", "J", "Right", "M", "K")
    assert [mark.at_ms for mark in marks(call)] == [0, 5000, 15_000]
    call.press("Home", ".")
    assert page.player.position == 5000
    call.press(".", ".")
    assert page.player.position == 0, "after the last the first one comes again"
    call.press(",")
    assert page.player.position == 15_000


def test_sides_are_muted_and_it_gets_louder_from_where_it_stands(call: Desk):
    page = call.score
    original = page.player.path
    call.press("Right", "H")
    assert page.sound.mixer.heard == (0,)
    assert page.player.path != original
    assert page.player.path is not None
    assert page.player.position == 5000
    call.press("Shift+Up")
    louder = page.player.path
    heard = np.frombuffer(Path(louder).read_bytes()[44:], "<i2")
    assert heard[: 8000 * 5].max() == pytest.approx(18_000, abs=20)
    assert not heard[8000 * 10 : 8000 * 15].any(), "the customer is not heard"
    call.press("Shift+Down", "H", "H")
    assert page.player.path == original
    assert page.player.position == 5000


def test_the_list_of_marks_is_worked_by_keys(call: Desk):
    page = call.score
    call.press("Right", "M", "Right", "M")
    page.recording.show_panel(Panel.MARKS)
    view = page.recording.marks.view
    view.setFocus()
    view.setCurrentIndex(view.marks.index(0))
    call.press("Down")
    assert page.player.position == 10_000
    call.press("Alt+Right", "Alt+Right")
    assert [mark.at_ms for mark in marks(call)] == [5000, 10_400]
    call.press("Return")
    field = call.focus()
    assert isinstance(field, QLineEdit)
    call.qtbot.keyClicks(field, "no name, yes")
    call.press("Return")
    call.qtbot.waitUntil(lambda: [mark.note for mark in marks(call)] == ["", "no name, yes"], timeout=20_000)
    assert call.bench.response("greeting").value is None, "what is typed into a note is no answer"
    view.setFocus()
    call.press("Del")
    assert [mark.at_ms for mark in marks(call)] == [5000]
    call.press("Ctrl+Z")
    assert [mark.note for mark in marks(call)] == ["", "no name, yes"]


def test_a_mark_is_saved_as_a_clip(call: Desk):
    call.press("Right", "I", "Right", "I", "M", "Ctrl+E")
    (clip,) = (call.folder / "exports" / "clips").iterdir()
    assert len(np.frombuffer(clip.read_bytes()[44:], "<i2")) == 5 * 8000 * 2
    assert "Saved" in call.score.recording.news.text


def test_clicks_on_the_waveform_seek_and_a_drag_gives_what_m_marks(call: Desk):
    wave = call.score.recording.wave.wave
    width = wave.view.width
    call.qtbot.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, 60))
    assert call.score.player.position == pytest.approx(SECONDS * 500, abs=SECONDS * 1000 / width)
    call.qtbot.mousePress(wave, Qt.MouseButton.LeftButton, pos=QPoint(width // 4, 60))
    call.qtbot.mouseMove(wave, QPoint(width // 3, 60))
    call.qtbot.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=QPoint(width // 3, 60))
    call.press("M")
    (mark,) = marks(call)
    assert mark.until_ms is not None
    assert mark.until_ms - mark.at_ms == pytest.approx(SECONDS * 1000 * (1 / 3 - 1 / 4), abs=300)


def test_zooming_by_key_down_to_single_samples(call: Desk):
    page = call.score
    call.press("Right", "Right", "Shift+Right", *["Z"] * 20)
    wave = page.recording.wave.wave
    assert wave.view.shown_ms == 10
    call.qtbot.waitUntil(lambda: wave._closer is not None, timeout=20_000)
    assert wave._closer is not None
    assert wave._closer.finest == 1
    assert wave.view.start_ms <= 11_000 <= wave.view.end_ms
    call.press("A")
    assert wave.view.is_whole
