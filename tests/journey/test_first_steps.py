"""A stranger with an empty workspace gets to a submitted evaluation without leaving the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.domain.people import ProcessClass
from qa_auditor.ui.pages.home.page import HomePage
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.score.process_dialog import ProcessDialog
from qa_auditor.ui.widgets.person_dialog import PersonDialog
from tests.journey.conftest import Seat, answer_all


def words(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def home(seat: Seat) -> HomePage:
    page = seat.shell.page(PageId.HOME)
    assert isinstance(page, HomePage)
    return page


def sign_in(seat: Seat, name: str) -> None:
    """Press what Home offers first, and give a name."""
    seat.press("Return")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PersonDialog)
    seat.qtbot.keyClicks(dialog.name, name)
    seat.qtbot.keySequence(dialog.name, "Return")
    # Where there is no window manager, nobody else gives the keyboard back.
    seat.shell.activateWindow()
    seat.qtbot.waitUntil(seat.shell.isActiveWindow, timeout=20_000)
    seat.settle()


def say_process(seat: Seat, code: str, kind: ProcessClass) -> None:
    """Press P and name a new process."""
    seat.press("P")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ProcessDialog)
    seat.qtbot.keyClicks(dialog.code, code)
    dialog.kind.setCurrentIndex(dialog.kind.findData(str(kind)))
    dialog.yes.click()
    seat.shell.activateWindow()
    seat.qtbot.waitUntil(seat.shell.isActiveWindow, timeout=20_000)
    seat.settle()


def test_from_nothing_to_a_submitted_evaluation(sit_down: Callable[[Path], Seat], recordings: Path, tmp_path: Path):
    seat = sit_down(tmp_path / "nothing")
    sign_in(seat, "Zhou Min")
    assert "Zhou Min" in words(home(seat))
    assert seat.shell.session.evaluator is not None
    assert seat.shell.session.evaluator.code == "Q01"
    home(seat).take_in([recordings / "01-pcm.wav"])
    seat.settle()
    seat.qtbot.waitUntil(lambda: "1" in words(home(seat)).split(), timeout=20_000)
    seat.press("Return")
    seat.choose("call-service")
    asked = seat.score.bench.asked if seat.score.bench else 0
    say_process(seat, "TEL-7", ProcessClass.COMPLAINT)
    bench = seat.score.bench
    assert bench is not None
    assert bench.opened.process is not None
    assert bench.opened.process.code == "TEL-7"
    assert bench.asked > asked, "the questions for complaints are asked now"
    answer_all(seat)
    seat.press("Ctrl+Return", "Return")
    with seat.shell.session.open_backend().store.begin() as work:
        assert len(work.evaluations.find(EvaluationFilter(process_code="TEL-7"))) == 1


def test_a_number_that_someone_has_is_refused_with_what_to_do(sit_down: Callable[[Path], Seat], tmp_path: Path):
    seat = sit_down(tmp_path / "nothing")
    sign_in(seat, "Zhou Min")
    seat.shell.session.sign_in_wanted.emit()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PersonDialog)
    seat.qtbot.keyClicks(dialog.code, "Q01")
    seat.qtbot.keyClicks(dialog.name, "Anna")
    dialog.yes.click()
    seat.settle()
    assert "Q01" in seat.shell.message_bar.text
    assert seat.shell.session.evaluator is not None
    assert seat.shell.session.evaluator.name == "Zhou Min"


def test_whoever_imported_before_signing_in_is_asked_for_a_name(
    sit_down: Callable[[Path], Seat], recordings: Path, tmp_path: Path
):
    seat = sit_down(tmp_path / "nothing")
    home(seat).take_in([recordings / "01-pcm.wav"])
    seat.settle()
    seat.press("Ctrl+2", "Return")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PersonDialog)
    dialog.reject()
    assert seat.score.bench is None


@pytest.mark.parametrize("document", ["scorecards", "summary"])
def test_an_export_folder_that_can_not_be_written_is_said_once(seat: Seat, document: str):
    page = seat.open("01-pcm")
    answer_all(seat)
    seat.press("Ctrl+Return", "Return")
    assert page.keeper.all_kept
    (seat.folder / "exports").write_text("in the way")
    seat.press("Ctrl+4")
    view = seat.reports.screen_view
    view.choose_period("all")
    seat.settle()
    view.export_button(document).click()
    seat.settle()
    assert str(seat.folder) in seat.shell.message_bar.text
    assert seat.reports.news.text == ""
    assert view.export_button(document).isEnabled()
