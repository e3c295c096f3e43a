"""A transcript runs with the sound: heard, sought, searched, marked and corrected, by keys and by the mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPlainTextEdit

from qa_auditor.domain.answer import Mark
from qa_auditor.ui.pages.score.words.lines_view import LinesView
from tests.ui.conftest import Desk
from tests.ui.hear.conftest import roll
from tests.ui.hear.test_hearing_by_keyboard import marks

LEFT = Qt.MouseButton.LeftButton


def view_of(desk: Desk) -> LinesView:
    return desk.score.recording.words.view


def point_of(view: LinesView, index: int, place: int) -> QPoint:
    """Where a character of a line is painted."""
    block = view.block(index)
    line = block.layout.lineForTextPosition(place)
    x = float(line.cursorToX(place)[0])  # type: ignore[index]
    y = view.top_of(index) + block.text_at.y() + line.y() + line.height() / 2
    return QPoint(round(block.text_at.x() + x) + 2, round(y))


def test_the_line_that_is_heard_is_current(spoken: Desk):
    view = view_of(spoken)
    assert view.current == 0
    spoken.press("Right", "Right", "Right", "Right", "Shift+Right")
    assert view.current == 2
    spoken.press("Alt+Down")
    assert spoken.score.player.position == 30_000
    spoken.press("Alt+Up", "Alt+Up")
    assert spoken.score.player.position == 10_000


def test_a_click_on_a_line_seeks_there_and_on_a_word_to_the_word(spoken: Desk):
    view, player = view_of(spoken), spoken.score.player
    spoken.qtbot.mouseClick(view.viewport(), LEFT, pos=point_of(view, 2, 1))
    assert player.position == 20_000
    spoken.qtbot.mouseClick(view.viewport(), LEFT, pos=point_of(view, 1, 3))
    assert player.position == 12_000


def test_selected_words_make_a_mark_with_their_moment_and_quote(spoken: Desk):
    view = view_of(spoken)
    spoken.qtbot.mousePress(view.viewport(), LEFT, pos=point_of(view, 1, 1))
    for place in (2, 5):
        spoken.qtbot.mouseMove(view.viewport(), point_of(view, 1, place))
    spoken.qtbot.mouseRelease(view.viewport(), LEFT, pos=point_of(view, 1, 5))
    spoken.press("M")
    assert marks(spoken) == (Mark(10_400, "", 13_500, line=1, from_char=1, until_char=5, quote="要查話費"),)
    assert view.selection is None, "the next M marks something else"
    assert [mark.number for mark in view.lines[1].marks] == [1]
    spoken.press("Home", ".")
    assert spoken.score.player.position == 10_400


def test_a_mark_on_the_sound_shows_on_the_line_that_is_heard_there(spoken: Desk):
    spoken.press("Right", "Right", "Right", "Right", "Shift+Right", "M")
    assert [bool(line.marks) for line in view_of(spoken).lines] == [False, False, True, False]


def test_with_the_keyboard_on_the_words_m_marks_the_line(spoken: Desk):
    spoken.press("F6")
    assert view_of(spoken).hasFocus()
    spoken.press("Down", "M", "Y")
    assert marks(spoken) == (Mark(10_000, "", 15_000, line=1, quote="我要查話費"),)
    assert spoken.bench.response("greeting").value == "yes", "keys of the form work here too"


def test_a_search_finds_either_script_and_goes_from_place_to_place(spoken: Desk):
    page = spoken.score
    spoken.press("Ctrl+Shift+F")
    pane = page.recording.words
    assert pane.search.hasFocus()
    # Typed as an input method commits it.
    pane.search.setText("话费")
    pane.search.textEdited.emit("话费")
    assert [(one.position, one.start, one.end) for one in page.words.search.found] == [(1, 3, 5), (2, 3, 5)]
    assert pane._count.text() == "1 / 2"
    spoken.press("Return")
    assert pane._count.text() == "2 / 2"
    spoken.press("Return")
    assert pane._count.text() == "1 / 2"
    spoken.press("Esc")
    assert page.form.hasFocus()


def test_whoever_scrolls_is_left_alone_until_they_want_to_follow_again(spoken: Desk):
    view = view_of(spoken)
    roll(view.viewport(), 50, up=-1)
    assert not view.follows
    assert not spoken.score.recording.words._follow.isHidden()
    spoken.score.recording.words._follow.click()
    assert view.follows
    assert spoken.score.recording.words._follow.isHidden()


def test_a_line_is_corrected_and_what_was_imported_stays(spoken: Desk):
    view = view_of(spoken)
    spoken.press("Alt+Down", "F2")
    field = spoken.focus()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "我要查話費"
    field.setPlainText("我要查花费")
    spoken.press("Return")
    assert view.lines[1].line.text == "我要查花费"
    assert view.lines[1].original == "我要查話費"
    with spoken.backend.store.begin() as work:
        imported = work.conversations.imported("two-sides")
        edits = work.conversations.edits("two-sides")
    assert imported is not None
    assert imported.lines[1].text == "我要查話費"
    assert [(edit.position, edit.text) for edit in edits] == [(1, "我要查花费")]
    spoken.press("F2", "Y", "Esc")
    assert view.lines[1].line.text == "我要查花费", "Esc leaves it as it was"
    assert spoken.bench.answered == 0


def test_turns_of_the_transcript_count_where_the_sound_has_one_channel(spoken: Desk):
    page = spoken.score
    page.sound._apart = False
    page.sound.know_turns([0, 10_000, 20_000, 30_000])
    spoken.press("Ctrl+Right", "Ctrl+Right")
    assert page.player.position == 20_000
