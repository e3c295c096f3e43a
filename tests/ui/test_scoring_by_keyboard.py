import threading
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from qa_auditor.application.faults import StoreError
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.domain.answer import NA, Mark
from tests.ui.conftest import Desk, OpenDesk


def stored(desk: Desk) -> dict[str, object]:
    bench = desk.bench
    with desk.backend.store.begin() as work:
        return {key: one.value for key, one in work.evaluations.responses(bench.opened.evaluation.id).items()}


def test_a_subject_is_scored_and_submitted_without_the_mouse(desk: Desk):
    page = desk.begin()
    desk.press("Y", "Y", "Y", "4", "1")
    desk.qtbot.keyClicks(page.editor.value_field, ":20")
    desk.press("Return", "Ctrl+Return")
    assert page.submission.gaps.isHidden()
    assert not page.submission.confirm.isHidden()
    first = desk.bench.opened.evaluation.id
    desk.press("Return")
    with desk.backend.store.begin() as work:
        assert [one.id for one in work.evaluations.find(EvaluationFilter())] == [first]
        assert work.evaluations.scores(EvaluationFilter())[first].total == Fraction(100 * (4 + 2 + 10) * 2 + 300, 40)
    assert desk.bench.opened.subject.title == "call-1", "the next in the queue opens"
    assert page.form.hasFocus()


def test_an_incomplete_evaluation_says_what_is_missing_and_goes_there(desk: Desk):
    page = desk.begin()
    desk.press("Y", "N", "Y", "Ctrl+Return")
    assert page.submission.gaps.lines.count() == 3
    assert page.submission.gaps.lines.item(0).text().startswith("2.")
    desk.press("Down", "Return")
    assert page.form.current_question() == "tone"
    assert page.form.hasFocus()


def test_every_answer_is_stored_before_the_next_key(desk: Desk):
    page = desk.begin()
    # Without waiting between them: the second waits for the first by itself.
    for key in "YNY":
        desk.qtbot.keyClick(page.form, key)
    desk.settle()
    assert stored(desk) == {"greeting": "yes", "name": "no", "solved": "yes"}
    assert "Saved" in desk.shell.status_line.saved_text


def test_undo_and_redo_are_stored_too(desk: Desk):
    page = desk.begin()
    desk.press("Y", "N", "Ctrl+Z")
    assert stored(desk) == {"greeting": "yes"}
    assert page.form.current_question() == "name"
    desk.press("Ctrl+Y")
    assert stored(desk) == {"greeting": "yes", "name": "no"}
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert stored(desk) == {}
    assert page.head.total_text == "–"


def test_not_applicable_only_where_it_is_allowed(desk: Desk):
    page = desk.begin()
    desk.press("-")
    assert stored(desk) == {"greeting": NA}
    desk.press("-")
    assert stored(desk) == {"greeting": NA}
    assert page.form.current_question() == "name"


def test_a_question_appears_with_its_condition_and_goes_with_it(desk: Desk):
    page = desk.begin()
    desk.press("J", "J")
    rows = page.form.form.rowCount()
    desk.press("N")
    assert page.form.form.rowCount() == rows + 1
    assert page.form.current_question() == "why"
    desk.press("K", "Y")
    assert page.form.form.rowCount() == rows


def test_a_note_typed_with_an_input_method_triggers_no_key(desk: Desk):
    page = desk.begin()
    desk.press("C")
    note = page.editor.note_field
    assert note.hasFocus()
    event = QInputMethodEvent()
    event.setCommitString("你好，没有")
    QApplication.sendEvent(note, event)
    desk.qtbot.keyClicks(note, " yn-123 mjk")
    desk.settle()
    assert stored(desk) == {}
    desk.press("Esc")
    assert page.form.hasFocus()
    assert desk.bench.response("greeting").note == "你好，没有 yn-123 mjk"
    with desk.backend.store.begin() as work:
        kept = work.evaluations.responses(desk.bench.opened.evaluation.id)
    assert kept["greeting"].note == "你好，没有 yn-123 mjk"
    desk.press("Ctrl+Z")
    assert desk.bench.response("greeting").note == ""


def test_the_form_takes_no_input_method(desk: Desk):
    page = desk.begin()
    assert not page.form.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_mark_takes_the_moment_that_plays(desk: Desk):
    page = desk.begin()
    desk.press("Right", "Right", "M")
    assert desk.bench.response("greeting").marks == (Mark(10_000),)
    desk.press("Home", "Left")
    assert page.player.position == 0
    desk.press("End")
    assert page.player.position == 30_000


def test_where_no_question_follows_the_answer_is_shown_on_this_one(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    page = desk.begin()
    monkeypatch.setattr(page.form, "move", lambda _by: None)
    desk.press("Y")
    assert page.editor._offer_buttons["yes"].isChecked()
    desk.press("N")
    assert page.editor._offer_buttons["no"].isChecked()


def test_speed_goes_by_steps_within_its_limits(desk: Desk):
    page = desk.begin()
    desk.press("]", "]")
    assert page.player.rate == 1.5
    desk.press(*["["] * 9)
    assert page.player.rate == 0.5


def test_reopening_stands_where_it_stood(open_desk: OpenDesk):
    desk = open_desk()
    page = desk.begin()
    desk.press("Y", "Y", "Right", "Right", "Right")
    desk.shell.close()
    again = open_desk(folder=desk.folder)
    again.press("Return")
    again.qtbot.waitUntil(lambda: again.score.bench is not None, timeout=20_000)
    again.settle()
    assert again.score.form.current_question() == page.form.current_question() == "solved"
    assert again.score.player.position == 15_000
    assert again.bench.responses.keys() == {"greeting", "name"}


def test_closing_in_the_middle_of_a_note_loses_nothing(open_desk: OpenDesk):
    desk = open_desk()
    page = desk.begin()
    desk.press("Y", "C")
    desk.qtbot.keyClicks(page.editor.note_field, "said his name")
    # The store is busy while the window closes.
    gate = threading.Event()
    desk.shell.session.ask(lambda _backend: gate.wait(10))
    threading.Timer(0.2, gate.set).start()
    desk.shell.close()
    again = open_desk(folder=desk.folder)
    again.press("Return")
    again.qtbot.waitUntil(lambda: again.score.bench is not None, timeout=20_000)
    assert again.bench.response("name").note == "said his name"
    assert again.score.form.current_question() == "name"


def test_keys_that_wait_for_a_slow_disk_are_stored_before_the_window_closes(open_desk: OpenDesk):
    desk = open_desk()
    page = desk.begin()
    gate = threading.Event()
    desk.shell.session.ask(lambda _backend: gate.wait(10))
    threading.Timer(0.3, gate.set).start()
    for key in "YNY":
        desk.qtbot.keyClick(page.form, key)
    desk.shell.close()
    again = open_desk(folder=desk.folder)
    again.press("Return")
    again.qtbot.waitUntil(lambda: again.score.bench is not None, timeout=20_000)
    assert stored(again) == {"greeting": "yes", "name": "no", "solved": "yes"}


def test_the_window_does_not_close_over_an_answer_that_is_not_on_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.begin()

    def full(*_args: object, **_kwargs: object) -> None:
        raise StoreError("The disk is full", "Make room")

    with monkeypatch.context() as patch:
        patch.setattr("qa_auditor.ui.pages.score.keeper.give_response", full)
        desk.press("Y")
        desk.shell.close()
        assert desk.shell.isVisible()
        assert "not on disk" in desk.shell.message_bar.text
    # With room on the disk the next answer stores the former too.
    desk.press("N")
    assert stored(desk) == {"greeting": "yes", "name": "no"}
    desk.shell.close()
    assert not desk.shell.isVisible()


def test_what_is_not_on_disk_is_never_called_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    page = desk.begin()

    def full(*_args: object, **_kwargs: object) -> None:
        raise StoreError("The disk is full", "Make room")

    with monkeypatch.context() as patch:
        patch.setattr("qa_auditor.ui.pages.score.keeper.give_response", full)
        desk.press("Y")
        assert "not saved" in desk.shell.status_line.saved_text
        assert "The disk is full" in desk.shell.message_bar.text
        assert stored(desk) == {}
        desk.press("Ctrl+Return")
        assert page.submission.confirm.isHidden()
    desk.press("N")
    assert stored(desk) == {"greeting": "yes", "name": "no"}
    assert "Saved" in desk.shell.status_line.saved_text


def test_a_submitted_evaluation_is_read_only_and_corrected_beside_itself(desk: Desk):
    page = desk.begin()
    desk.press("Y", "Y", "Y", "4", "9", "Return", "Ctrl+Return", "Return")
    with desk.backend.store.begin() as work:
        first = work.evaluations.find(EvaluationFilter())[0].id
    desk.shell.session.go("score", first)
    desk.settle()
    desk.press("N")
    assert desk.bench.response("greeting").value == "yes"
    page.head.correct_wanted.emit()
    desk.qtbot.keyClicks(page.submission.reason.field, "misheard")
    desk.press("Return", "N")
    assert desk.bench.opened.evaluation.revision == 2
    assert desk.bench.opened.evaluation.reason == "misheard"
    with desk.backend.store.begin() as work:
        assert work.evaluations.responses(first)["greeting"].value == "yes"


def test_why_shows_the_arithmetic_of_the_score(desk: Desk):
    from qa_auditor.ui.pages.score.why_dialog import lines_of, steps_of

    desk.begin()
    desk.press("Y", "N", "N")
    lines = lines_of(desk.bench, desk.bench.score())
    assert [line.cells[6] for line in lines if line.costly] == ["12.50", "62.50"]
    steps = steps_of(desk.bench, desk.bench.score())
    assert any("25.00" in step for step in steps)
    assert "not passed" in steps[-1]
    desk.press("W")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_the_queue_filters_and_the_keyboard_walks_through_all_areas(desk: Desk):
    page = desk.begin()
    desk.press("F6")
    assert page.queue.table.hasFocus()
    desk.press("Ctrl+F")
    desk.qtbot.keyClicks(page.queue.filter, "call-2")
    assert [row.title for row in page.queue.model.rows] == ["call-2"]
    desk.press("Return", "Return", "Return")  # To the table; open; with the same checklist as before.
    desk.qtbot.waitUntil(lambda: page.bench is not None and desk.bench.opened.subject.title == "call-2", timeout=20_000)


def test_a_missing_recording_is_said_and_scoring_goes_on(desk: Desk):
    for file in (desk.folder / "media").rglob("*.wav"):
        file.unlink()
    page = desk.begin()
    assert "missing" in page.recording.notice
    desk.press("Y")
    assert stored(desk) == {"greeting": "yes"}


def test_another_evaluator_has_another_draft(desk: Desk):
    page = desk.begin()
    desk.press("Y")
    desk.shell.status_line.evaluator_chosen.emit("e2")
    desk.settle()
    assert page.bench is None
    assert all(not row.evaluation_id for row in page.queue.model.rows)
