"""Chats and e-mails take the place of the sound: read, marked and walked through by keys."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from qa_auditor.domain.answer import Mark
from qa_auditor.domain.conversation import ConversationKind
from qa_auditor.i18n import speaking
from qa_auditor.ui.pages.score.words.block import HotKind
from qa_auditor.ui.pages.score.words.mail_look import quoted_from
from qa_auditor.ui.pages.score.words.reveal_dialog import RevealDialog
from qa_auditor.ui.pages.score.words.times import waited_text
from tests.ui.conftest import Desk
from tests.ui.hear.test_hearing_by_keyboard import marks
from tests.ui.words.conftest import chat_lines, open_written


def captions(desk: Desk) -> list[str]:
    view = desk.score.recording.words.view
    return [text for index in range(len(view.lines)) for _area, text, _colour in view.block(index).captions]


def test_a_chat_says_when_and_how_long_each_side_waited(chat: Desk):
    said = captions(chat)
    assert said[0] == "Customer · 客户 8831  2026-11-01 09:30", "on the clock of the site"
    assert said[2] == "Agent · 小禾  09:33  after 3 min 20 s", "from the first message that was not answered"
    assert not chat.score.recording.wave.isVisible()
    words = [one.text() for one in chat.score.recording.findChildren(QLabel) if one.isVisible()]
    assert not any(text.startswith("No recording") for text in words)


def test_messages_are_walked_through_and_marked_by_keys(chat: Desk):
    chat.press("Alt+Down", "Alt+Down", "Alt+Down", "M", "J", "Alt+Down", "M")
    assert marks(chat) == (Mark(0, line=2),)
    assert marks(chat, "name") == (Mark(0, line=3),)
    view = chat.score.recording.words.view
    assert [[mark.number for mark in line.marks] for line in view.lines] == [[], [], [1], [2]]
    chat.press("F6", "Up", "Up", "M", "Ctrl+Z")
    assert marks(chat, "name") == (Mark(0, line=3),)


def test_nothing_is_marked_while_no_message_is_chosen(chat: Desk):
    chat.press("M")
    assert marks(chat) == ()
    assert "nothing to mark" in chat.score.editor._problem.text()


def test_words_behind_an_emoji_are_quoted_as_they_are_selected(chat: Desk):
    view = chat.score.recording.words.view
    view.select((3, 5, 7))
    chat.press("M")
    assert [(mark.quote, mark.from_char, mark.until_char) for mark in marks(chat)] == [("再见", 5, 7)]


def test_an_e_mail_folds_what_it_quotes_and_lists_what_came_with_it(mail: Desk):
    view = mail.score.recording.words.view
    assert "Subject: 宽带故障" in captions(mail)
    assert "派单.pdf · 81 kB" in captions(mail)
    folded = view.block(1)
    assert "原始邮件" not in folded.layout.text()
    (hot,) = [one for one in folded.hot if one.kind is HotKind.QUOTED]
    point = hot.area.center() + QPoint(0, view.top_of(1))
    mail.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert "原始邮件" in view.block(1).layout.text()
    assert any("after 1 d 2 h" in text for text in captions(mail))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Thanks.\n\n> old\n> older", "Thanks.\n\n"),
        ("> You asked\nYes, we do.", "> You asked\nYes, we do."),
        ("Hi\nOn Mon, 2 Nov 2026 Li wrote:\n> a\nb", "Hi\n"),
        ("好的\n-----Original Message-----\nFrom: a", "好的\n"),
        ("no quotes - at all", "no quotes - at all"),
    ],
)
def test_only_what_is_quoted_below_is_folded(text: str, kept: str):
    assert text[: quoted_from(text)] == kept


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(45, "45 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (86_400 + 4 * 3600, "1 d 4 h"), (3600, "1 h")],
)
def test_waiting_is_said_as_people_say_it(seconds: int, words: str):
    with speaking("en"):
        assert waited_text(timedelta(seconds=seconds)) == words


def test_private_data_is_masked_until_somebody_asks_and_that_is_on_record(desk: Desk):
    private = "打 13912345678 或写 li@example.com"
    lines = [replace(chat_lines()[0], text=private), *chat_lines()[1:]]
    open_written(desk, ConversationKind.CHAT, lines)
    view = desk.score.recording.words.view
    assert "13912345678" not in view.block(0).layout.text()
    assert len(view.lines[0].text) == len(private)
    desk.press("Alt+Down", "Alt+Up", "U")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RevealDialog)
    desk.press("Esc")
    assert "13912345678" not in view.lines[0].text, "leaving it masked puts nothing on record"
    with desk.backend.store.begin() as work:
        assert list(work.reveals.all()) == []
    at = view.block(0).text_area().center().toPoint() + QPoint(0, view.top_of(0))
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RevealDialog)
    dialog.buttons.buttons()[0].click()
    desk.settle()
    assert "13912345678" in view.block(0).layout.text()
    with desk.backend.store.begin() as work:
        (record,) = work.reveals.all()
    assert (record.subject_id, record.line, record.kind) == ("written", 0, "mobile,email")
    view.select((0, 2, 13))
    desk.press("M")
    assert marks(desk)[0].quote == "13912345678"
    assert "139" not in desk.score.recording.marks.view.marks.rows[0].words[4:]
