import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from qa_auditor.application.faults import StoreError
from qa_auditor.ui.actions import KEYMAP, Action, Scope, keys_of, title_of
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.reports.page import ReportsPage
from qa_auditor.ui.preferences import Preferences
from qa_auditor.ui.theme.tokens import load_tokens
from tests.ui.conftest import Desk, OpenDesk, TickingClock

CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit)


def shown_words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


@pytest.mark.parametrize("page_id", list(PageId))
def test_every_control_has_an_accessible_name(desk: Desk, page_id: PageId):
    desk.shell.open_page(page_id)
    desk.settle()
    if page_id is PageId.SCORE:
        desk.begin()
    page = desk.shell.page(page_id)
    nameless = [
        f"{type(one).__name__} {one.objectName()}"
        for one in page.findChildren(QWidget)
        if isinstance(one, CONTROLS) and one.isVisible() and not one.objectName().startswith("qt_")
        if not one.accessibleName() and not (isinstance(one, QAbstractButton) and one.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("page_id", list(PageId))
def test_an_empty_workspace_says_what_to_do_or_that_there_is_nothing(
    open_desk: OpenDesk, empty_workspace: Path, page_id: PageId
):
    desk = open_desk(empty_workspace)
    desk.shell.open_page(page_id)
    desk.settle()
    words = " ".join(shown_words(desk.shell.page(page_id)))
    assert any(hint in words for hint in ("Import", "No submitted evaluation", "No evaluation in the chosen period"))


def test_the_language_changes_at_once_everywhere(desk: Desk):
    desk.begin()
    desk.shell.open_page(PageId.REPORTS)
    desk.settle()
    desk.shell.switch_language("zh-CN")
    desk.settle()
    assert desk.score.head._title.text().startswith("试用表")
    assert desk.shell.rail.word(PageId.HOME) == _chinese("Home")
    desk.shell.switch_language("en")
    assert desk.shell.rail.word(PageId.HOME) == "Home"
    assert desk.score.head._title.text().startswith("Trial list")
    assert desk.shell.windowTitle().startswith("Reports")


def _chinese(words: str) -> str:
    from qa_auditor.i18n import translator

    return translator("zh-CN").gettext(words)


def test_light_and_dark_change_at_once(desk: Desk):
    desk.begin()
    assert not desk.shell.session.tokens.dark
    desk.shell.status_line.theme_chosen.emit("dark")
    assert desk.shell.session.tokens.dark
    assert QApplication.palette().window().color().name() == load_tokens("dark").colours["window"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "surface"), ("text-muted", "surface"), ("text-muted", "window"), ("text", "accent-soft"),
        ("text-muted", "accent-soft"), ("text-muted", "surface-sunken"), ("text-on-accent", "accent"),
        ("surface", "pass"),
        ("surface", "fail"), ("surface", "not-applicable"), ("critical", "critical-soft"), ("fail", "accent-soft"),
        ("pass", "pass-soft"), ("warning", "warning-soft"), ("rail-text", "rail"),
        ("rail-selected-text", "rail-selected"),
        ("critical", "accent-soft"), ("accent", "surface"), ("accent", "window"),
    ],
)  # fmt: skip
def test_what_is_painted_can_be_read(theme: str, text: str, ground: str):
    tokens = load_tokens(theme)
    lighter, darker = sorted((_luminance(tokens.colour(text)), _luminance(tokens.colour(ground))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])


def test_home_goes_on_where_it_stood_by_one_key(desk: Desk):
    page = desk.begin()
    desk.press("Y", "Ctrl+1")
    desk.qtbot.waitUntil(lambda: isinstance(desk.focus(), QAbstractButton), timeout=20_000)
    desk.press("Return")
    assert desk.shell.current is PageId.SCORE
    assert page.form.hasFocus()


def test_files_dropped_on_home_are_taken_in(desk: Desk, tmp_path: Path):
    home = desk.shell.page(PageId.HOME)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    home.dropEvent(event)
    desk.settle()
    assert desk.backend.taken == [tmp_path]
    assert any("x.txt: no recording" in words for words in shown_words(home))


def test_reports_are_written_for_what_was_chosen(desk: Desk):
    _submit_one(desk)
    desk.shell.open_page(PageId.REPORTS)
    desk.settle()
    page = desk.shell.page(PageId.REPORTS)
    assert isinstance(page, ReportsPage)
    view = page.screen_view
    view.choose_period("all")
    desk.settle()
    assert not view.export_button("process").isEnabled(), "a report is of one process"
    rows = range(view.processes.count())
    view.processes.setCurrentRow(next(row for row in rows if "COMPLAINT" in view.processes.item(row).text()))
    desk.settle()
    view.export_button("process").click()
    desk.settle()
    document, order = desk.backend.exporter.orders[0]
    assert (document, order.process_code, order.since, order.language) == ("process", "COMPLAINT", None, "en")
    assert "1 file written" in page.news.text


def test_a_running_export_can_be_cancelled(desk: Desk):
    _submit_one(desk)
    desk.shell.open_page(PageId.REPORTS)
    desk.settle()
    page = desk.shell.page(PageId.REPORTS)
    assert isinstance(page, ReportsPage)
    page.screen_view.choose_period("all")
    desk.settle()
    began = threading.Event()

    def hold(progress) -> None:
        began.set()
        while True:
            progress(1, 0, "working")

    desk.backend.exporter.hold = hold
    page.screen_view.export_button("summary").click()
    assert began.wait(5)
    assert desk.shell.status_line._cancel.isVisible()
    desk.shell.status_line._cancel.click()
    desk.settle()
    assert "Cancelled" in page.news.text
    assert not desk.shell.status_line._cancel.isVisible()
    assert page.screen_view.export_button("summary").isEnabled()
    assert not page.screen_view.export_button("process").isEnabled(), "no process is chosen"


def test_reports_begin_with_the_newest_period_that_has_evaluations(desk: Desk):
    clock = desk.backend.clock
    assert isinstance(clock, TickingClock)
    # The calls took place early in November.
    clock.at = datetime(2026, 12, 5, tzinfo=UTC)
    desk.press("Ctrl+4")
    page = desk.shell.page(PageId.REPORTS)
    assert isinstance(page, ReportsPage)
    assert page.screen_view.periods.option("month").isChecked()
    _submit_one(desk)
    desk.press("Ctrl+4")
    assert page.screen_view.periods.option("last-month").isChecked()
    page.screen_view.periods.option("all").click()
    desk.press("Ctrl+1", "Ctrl+4")
    assert page.screen_view.periods.option("all").isChecked()


def _submit_one(desk: Desk) -> None:
    desk.begin()
    desk.press("Y", "Y", "Y", "4", "9", "Return", "Ctrl+Return", "Return")


def test_the_key_table_lists_every_action(desk: Desk):
    desk.press("F1")
    table = QApplication.activeModalWidget()
    assert table is not None
    words = shown_words(table)
    table.close()
    assert all(title_of(binding.action) in words and keys_of(binding.action) in words for binding in KEYMAP)


def test_no_two_actions_of_a_place_share_a_key():
    for scope in {binding.scope for binding in KEYMAP}:
        keys = [key for binding in KEYMAP if binding.scope is scope for key in binding.keys]
        assert len(keys) == len(set(keys))
    assert Action.SAVE_AGAIN not in {binding.action for binding in KEYMAP}


def test_a_workspace_that_does_not_open_says_why(open_desk: OpenDesk, tmp_path: Path):
    desk = open_desk()
    with desk.qtbot.waitSignal(desk.shell.filled, timeout=20_000):
        desk.shell.session.runner.on_store(
            lambda: (_ for _ in ()).throw(StoreError("It is damaged", "Restore a backup")),
            None,
            desk.shell._on_not_opened,
        )
    assert "It is damaged" in desk.shell.message_bar.text


test_a_workspace_that_does_not_open_says_why = pytest.mark.logs_error("could not be opened")(
    test_a_workspace_that_does_not_open_says_why
)


@pytest.mark.logs_error("unexpected error")
def test_a_bug_is_logged_and_said_once(desk: Desk):
    desk.shell.session.ask(lambda backend: 1 // 0)
    desk.settle()
    assert "unexpected" in desk.shell.message_bar.text


def test_without_multimedia_scoring_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    import sys

    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    page = desk.begin()
    assert "sound libraries are missing" in page.recording.notice
    desk.press("Space", "Right", "M", "Y")
    assert desk.bench.answered == 1
    assert desk.bench.response("greeting").marks[0].at_ms == 5000


def test_preferences_survive_and_a_broken_file_costs_nothing(tmp_path: Path):
    file = tmp_path / "config" / "preferences.toml"
    Preferences(file).set("language", "en")
    assert Preferences(file).get("language") == "en"
    file.write_text("language = ")
    assert Preferences(file).get("language") == ""


def test_no_thread_outlives_the_window(open_desk: OpenDesk):
    desk = open_desk()
    desk.shell.session.runner.in_background("x", lambda progress: None)
    desk.settle()
    assert any(thread.name.startswith("qa-") for thread in threading.enumerate())
    desk.shell.close()
    assert not any(thread.name.startswith("qa-") for thread in threading.enumerate())


def test_no_key_means_two_things_on_one_page():
    on_score = (Scope.FORM, Scope.PLAYER, Scope.WORDS, Scope.WINDOW)
    keys = [key for bound in KEYMAP if bound.scope in on_score for key in bound.keys]
    assert sorted(keys) == sorted(set(keys))
