"""What the workbench shows of a subject: with a recording and without, of a process that may be changed."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QLabel

from qa_auditor.application.subjects import SubjectFacts, add_subject
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.i18n import translator
from qa_auditor.ui.pages.score.process_dialog import ProcessDialog
from qa_auditor.ui.picture import PictureOrder, _target
from qa_auditor.ui.player import no_sound
from tests.ui.conftest import Desk


def add_without_recording(desk: Desk, title: str) -> None:
    facts = SubjectFacts(SubjectKind.CHAT, title, Moment(datetime(2026, 11, 1, 8, tzinfo=UTC), "Asia/Shanghai"))
    add_subject(desk.backend.store, clock=desk.backend.clock, facts=facts)


def test_without_a_recording_there_is_one_calm_line_and_no_player(desk: Desk):
    add_without_recording(desk, "typed")
    page = desk.begin()
    assert desk.bench.opened.subject.title == "typed"
    words = [one.text() for one in page.recording.findChildren(QLabel) if one.isVisible()]
    assert any(text.startswith("No recording") for text in words)
    assert not page.recording.wave.isVisible()
    assert "00:00 / 00:00" not in words
    desk.press("Space", "M", "Y")
    assert desk.bench.response("greeting").marks == ()
    assert desk.bench.answered == 1


def test_a_notice_follows_the_language(desk: Desk):
    page = desk.begin()
    page.recording.show_notice(no_sound)
    desk.shell.switch_language("zh-CN")
    said = page.recording.notice
    desk.shell.switch_language("en")
    assert page.recording.notice.startswith("There is no sound device")
    assert said == translator("zh-CN").gettext(page.recording.notice) != page.recording.notice


def test_another_process_is_chosen_by_key(desk: Desk):
    page = desk.begin()
    desk.press("Y", "P")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ProcessDialog)
    assert dialog.code.text() == "COMPLAINT"
    dialog.code.setText("SALES")
    dialog.name.setText("Sales")
    dialog.yes.click()
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.bench is not None, timeout=20_000)
    process = desk.bench.opened.process
    assert process is not None
    assert (process.code, process.name.in_language("en")) == ("SALES", "Sales")
    assert desk.bench.answered == 1
    assert page.form.current_question() == "name", "it stands where it stood"
    assert {row.process_code for row in page.queue.model.rows} == {"SALES", "COMPLAINT"}


def test_a_picture_shows_rather_a_draft_with_a_recording(desk: Desk):
    add_without_recording(desk, "typed")
    desk.begin()
    desk.press("Y", "F6", "Down", "Return", "Return")  # Open; with the same checklist as before.
    desk.press("Y")
    heard = desk.bench.opened
    assert heard.subject.recording is not None
    order = PictureOrder(page="score", width=1, height=1, language="en")
    assert _target(order, desk.backend, desk.shell.session.evaluator_id) == heard.evaluation.id
