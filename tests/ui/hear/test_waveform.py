"""The waveform under the mouse: what is drawn is what is heard, and what the pointer does goes where it points."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from qa_auditor.domain.spans import Span
from qa_auditor.ui.pages.score.hear.scene import Flag, Ground, Shade
from qa_auditor.ui.pages.score.hear.wave_view import WaveView
from qa_auditor.ui.theme.tokens import load_tokens
from tests.ui.hear.conftest import SECONDS, roll

LEFT = Qt.MouseButton.LeftButton


def inked(view: WaveView, lane: int, ms: int) -> bool:
    """Whether the side's colour is drawn off its middle line at a moment."""
    area = view.lane_areas()[lane]
    image = view.grab().toImage()
    name = ("waveform-agent", "waveform-customer")[lane]
    colour = load_tokens("light").colour(name)
    x = round(view.view.x_of(ms))
    return any(QColor(image.pixel(x, area.center().y() + off)) == colour for off in (-6, -5, 5, 6))


def test_each_side_is_drawn_where_it_speaks(wave_view: WaveView):
    wave_view.show_lanes(wave_view._lanes, gain=3)
    assert [(inked(wave_view, 0, ms), inked(wave_view, 1, ms)) for ms in (2500, 7500, 12_500, 17_500)] == [
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]


def test_zoomed_in_it_still_stands_at_its_moment(wave_view: WaveView):
    wave_view.show_lanes(wave_view._lanes, gain=3)
    wave_view.look_at(wave_view.view.showing(4500, 5500, air=0))
    assert inked(wave_view, 0, 4950)
    assert not inked(wave_view, 0, 5050)


def test_a_click_seeks_to_its_moment(wave_view: WaveView, qtbot: QtBot):
    with qtbot.waitSignal(wave_view.sought) as sought:
        qtbot.mouseClick(wave_view, LEFT, pos=QPoint(100, 60))
    assert sought.args == [SECONDS * 1000 // 4]


def drag(qtbot: QtBot, view: WaveView, start: int, end: int, y: int = 60) -> None:
    qtbot.mousePress(view, LEFT, pos=QPoint(start, y))
    for x in (start + (end - start) // 2, end):
        qtbot.mouseMove(view, QPoint(x, y))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(end, y))


def test_a_drag_selects_in_either_direction_and_does_not_seek(wave_view: WaveView, qtbot: QtBot):
    sought: list[int] = []
    wave_view.sought.connect(sought.append)
    drag(qtbot, wave_view, 200, 100)
    assert wave_view.selection == Span(10_000, 20_000)
    assert sought == []


def test_the_ends_of_a_selection_can_be_taken_hold_of(wave_view: WaveView, qtbot: QtBot):
    wave_view.select(Span(10_000, 20_000))
    drag(qtbot, wave_view, 201, 300)
    assert wave_view.selection == Span(10_000, 30_000)
    drag(qtbot, wave_view, 99, 50)
    assert wave_view.selection == Span(5000, 30_000)


def test_shift_and_a_click_extend_what_is_selected(wave_view: WaveView, qtbot: QtBot):
    wave_view.show_position(10_000)
    qtbot.mouseClick(wave_view, LEFT, Qt.KeyboardModifier.ShiftModifier, QPoint(150, 60))
    assert wave_view.selection == Span(10_000, 15_000)
    qtbot.mouseClick(wave_view, LEFT, Qt.KeyboardModifier.ShiftModifier, QPoint(50, 60))
    assert wave_view.selection == Span(5000, 15_000)


def test_a_click_beside_the_selection_lets_go_of_it(wave_view: WaveView, qtbot: QtBot):
    wave_view.select(Span(10_000, 20_000))
    qtbot.mouseClick(wave_view, LEFT, pos=QPoint(150, 60))
    assert wave_view.selection is not None, "a click inside it seeks only"
    qtbot.mouseClick(wave_view, LEFT, pos=QPoint(350, 60))
    assert wave_view.selection is None


def test_the_wheel_zooms_about_the_pointer_and_scrolls_sideways(wave_view: WaveView):
    moment = wave_view.view.ms_at(300)
    roll(wave_view, 300, up=3)
    assert wave_view.view.shown_ms < SECONDS * 1000 / 3
    assert wave_view.view.ms_at(300) == pytest.approx(moment, abs=1)
    start = wave_view.view.start_ms
    roll(wave_view, 300, right=-1)
    assert wave_view.view.start_ms > start
    roll(wave_view, 300, up=1, held=Qt.KeyboardModifier.ShiftModifier)
    assert wave_view.view.start_ms == pytest.approx(start, abs=1)
    roll(wave_view, 10, up=-40)
    assert wave_view.view.is_whole


def test_marks_are_chosen_opened_and_moved_by_the_mouse(wave_view: WaveView, qtbot: QtBot):
    flag = Flag("greeting", 0, 3, 20_000, None, "greets")
    wave_view.show_flags([flag])
    wave_view.grab()
    at = QPoint(200, wave_view.band_area.center().y())
    with qtbot.waitSignal(wave_view.flag_chosen) as chosen:
        qtbot.mouseClick(wave_view, LEFT, pos=at)
    assert chosen.args == [flag]
    with qtbot.waitSignal(wave_view.flag_opened) as opened:
        qtbot.mouseDClick(wave_view, LEFT, pos=at)
    assert opened.args == [flag]
    with qtbot.waitSignal(wave_view.flag_moved) as moved:
        drag(qtbot, wave_view, 200, 250, at.y())
    assert moved.args == [flag, 25_000]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_silence_overlap_and_hold_are_told_apart(wave_view: WaveView, theme: str):
    wave_view.recolour(load_tokens(theme))
    plain = wave_view.grab().toImage()
    looks = set()
    for ground in Ground:
        wave_view.show_shades([Shade(ground, 6000, 9500)])
        image = wave_view.grab().toImage()
        area = wave_view.lane_areas()[0]
        assert image != plain
        looks.add(tuple(image.pixel(75, area.top() + y) for y in range(12)))
    assert len(looks) == 3


def test_while_it_plays_only_the_strips_of_the_cursor_are_painted(wave_view: WaveView, qtbot: QtBot):
    wave_view.show_position(1000)
    qtbot.waitUntil(lambda: wave_view._picture is not None)
    picture = wave_view._picture
    wave_view.show_position(2000)
    wave_view.grab()
    assert wave_view._picture is picture
