"""A transcript of hours opens at once: only what is seen is set."""

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from qa_auditor.domain.conversation import Line, Side
from qa_auditor.ui.pages.score.words.lines_view import LinesView
from qa_auditor.ui.pages.score.words.shown_line import ShownLine
from qa_auditor.ui.pages.score.words.transcript_look import TranscriptLook
from qa_auditor.ui.pages.score.words.word_pointer import word_around
from qa_auditor.ui.theme.tokens import load_tokens

LINES = 5000


@pytest.fixture
def view(qtbot: QtBot) -> LinesView:
    made = LinesView()
    qtbot.addWidget(made)
    made.recolour(load_tokens("light"))
    made.resize(420, 500)
    made.show()
    return made


def lines() -> list[ShownLine]:
    words = "这是一段用来测试的话，长短不一。"
    return [
        ShownLine(Line(n, Side.AGENT if n % 2 else Side.CUSTOMER, "", start_ms=n * 1000), words * (1 + n % 5))
        for n in range(LINES)
    ]


def test_thousands_of_lines_are_shown_without_setting_them_all(view: LinesView):
    look = TranscriptLook(QFont(), QFont())
    view.show_lines(lines(), look)
    view.grab()
    assert len(view._blocks) < 60
    view.set_current(LINES - 10, reveal=True)
    view.grab()
    assert 0 <= view.top_of(LINES - 10) < view.viewport().height()
    assert len(view._blocks) < 120


def test_setting_lines_above_does_not_move_what_is_read(view: LinesView):
    view.show_lines(lines(), TranscriptLook(QFont(), QFont()))
    view.set_current(2000, reveal=True)
    view.grab()
    top = view.top_of(2000)
    for index in range(1500, 1990):
        view.block(index)
    assert view.top_of(2000) == top


def test_every_height_has_its_line(view: LinesView):
    view.show_lines(lines(), TranscriptLook(QFont(), QFont()))
    for index in (0, 1, 7, 13):
        view.block(index)
        assert view.index_at(view.top_of(index)) == index
        assert view.index_at(view.top_of(index) + view.block(index).height - 1) == index
    assert view.index_at(-5) == -1


def test_a_double_click_means_a_word():
    assert word_around("say hello again", 6) == (4, 9)
    start, end = word_around("😀 hello", 3)
    assert "😀 hello"[start:end] == "hello"
