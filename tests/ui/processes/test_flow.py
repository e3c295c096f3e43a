from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from qa_auditor.application.flow.chart import ChartView
from qa_auditor.application.flow.shapes import Point
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.flow import links_of
from qa_auditor.domain.process import Lane, ProcessRecord, StepKind
from qa_auditor.i18n import LANGUAGES
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.flow.tab import FlowTab
from qa_auditor.ui.pages.processes.page import ProcessesPage
from qa_auditor.ui.pages.processes.record.saving import VersionDialog
from qa_auditor.ui.pages.processes.tabs import TabId
from tests.ui.conftest import Desk, OpenDesk


def shown(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


def open_flow(desk: Desk, target: str = "tab:flow/COMPLAINT") -> FlowTab:
    desk.shell.open_page(PageId.PROCESSES, target)
    desk.settle()
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    tab = page.tab(TabId.FLOW)
    assert isinstance(tab, FlowTab)
    return tab


def record_of(tab: FlowTab) -> ProcessRecord:
    assert tab.desk.record is not None
    return tab.desk.record


def order(tab: FlowTab) -> list[str]:
    return [step.id for step in record_of(tab).steps]


def ways(tab: FlowTab) -> list[str]:
    return [f"{link.source}>{link.target}" for link in links_of(record_of(tab))]


@pytest.fixture
def desk(open_desk: OpenDesk, library_workspace: Path) -> Desk:
    return open_desk(library_workspace)


@pytest.fixture
def tab(desk: Desk) -> FlowTab:
    return open_flow(desk)


def test_arrow_keys_walk_along_the_links_and_the_panel_follows(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "Right")
    assert tab.canvas.step == "solve"
    assert tab.panel.form.name.text() == "Solve"
    desk.press("Left")
    assert tab.canvas.step == "listen"
    assert "Step 2 of 4" in tab.canvas.accessibleDescription()
    desk.press("End")
    assert tab.canvas.step == "close"


def test_a_step_is_added_named_and_on_disk_without_a_version(desk: Desk, tab: FlowTab, open_desk: OpenDesk):
    desk.press("Home", "Right", "N")
    assert order(tab) == ["greet", "listen", "step-5", "solve", "close"]
    desk.qtbot.keyClicks(tab.panel.form.name, "Confirm")
    desk.press("Esc")
    assert tab.canvas.hasFocus()
    assert tab.draft.isVisible()
    desk.shell.close()
    again = open_flow(open_desk(folder=desk.folder))
    assert record_of(again).step_by_id["step-5"].name.in_language("en") == "Confirm"
    assert ways(again) == ["greet>listen", "listen>step-5", "step-5>solve", "solve>close"]
    assert record_of(again).step_by_id["step-5"].name.in_language("zh-CN") == "Confirm"


def test_every_change_is_taken_back_and_made_again(desk: Desk, tab: FlowTab):
    before = record_of(tab)
    desk.press("Home", "Right", "N", "Esc", "Alt+Down", "Shift+Right", "Del")
    after = record_of(tab)
    for _change in range(4):
        desk.press("Ctrl+Z")
    assert record_of(tab) == before
    assert not tab.draft.isVisible()
    for _change in range(4):
        desk.press("Ctrl+Y")
    assert record_of(tab) == after


def test_two_steps_are_connected_by_key_and_the_arrow_is_given_a_condition(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "C", "Right", "Right", "Return")
    assert "listen>close" in ways(tab)
    assert tab.canvas.link == ("listen", "close")
    desk.press("Return")
    desk.qtbot.keyClicks(tab.panel.link.condition, "nothing to do")
    desk.press("Esc")
    conditions = {link.target: link.condition.in_language("en") for link in links_of(record_of(tab))}
    assert conditions["close"] in ("nothing to do", "")
    assert any(link.condition.in_language("en") == "nothing to do" for link in links_of(record_of(tab)))


def test_an_arrow_is_taken_away_unless_it_is_the_only_way_on(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "C", "Right", "Right", "Return", "Del")
    assert "listen>close" not in ways(tab)
    desk.press("A", "Del")
    assert "listen>solve" in ways(tab)
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    assert "leads on" in page.screen_view.news.text


def test_a_step_is_put_on_an_arrow(desk: Desk, tab: FlowTab):
    desk.press("Home", "A", "N")
    assert ways(tab)[:2] == ["greet>step-5", "step-5>listen"]


def test_a_step_goes_to_another_lane_and_stage_and_changes_places(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "Alt+Down", "Shift+Right")
    step = record_of(tab).step_by_id["listen"]
    assert (step.lane, step.stage) == (Lane.BACK, Stage.MIDDLE)
    desk.press("Alt+Right")
    assert ways(tab) == ["greet>solve", "solve>listen", "listen>close"]
    desk.press("Alt+Right")
    assert ways(tab) == ["greet>solve", "solve>listen", "listen>close"]


def test_a_step_taken_away_leaves_its_neighbours_joined(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "Del")
    assert ways(tab) == ["greet>solve", "solve>close"]
    assert tab.canvas.step == "greet"


def test_words_are_written_in_each_language_alone(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "Return")
    for tag, words in zip(LANGUAGES, ("听清楚", "聽清楚", "Listen well"), strict=True):
        tab.panel.form.languages.option(tag).click()
        tab.panel.form.name.setText(words)
        tab.panel.form.name.textEdited.emit(words)
        tab.panel.flush()
        desk.settle()
    name = record_of(tab).step_by_id["listen"].name
    assert [name.in_language(tag) for tag in LANGUAGES] == ["听清楚", "聽清楚", "Listen well"]


def test_a_time_is_taken_as_people_write_it_and_what_is_none_is_refused(desk: Desk, tab: FlowTab):
    desk.press("Home")
    for written, seconds, then in (("soon", 8, "8 s"), ("2 min", 120, "2 min")):
        tab.panel.form.limit.setText(written)
        tab.panel.form.limit.flush()
        desk.settle()
        assert record_of(tab).step_by_id["greet"].time_limit_s == seconds
        assert tab.panel.form.limit.text() == then


def test_the_draft_becomes_a_version_with_what_and_why(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "Del", "Ctrl+Return")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VersionDialog)
    dialog.what.setText("Listening is part of greeting")
    dialog.why.setText("Walk-through of November")
    desk.qtbot.keyClick(dialog.why, "\r")
    desk.settle()
    with desk.backend.store.begin() as work:
        saved = work.process_records.latest("COMPLAINT")
    assert [step.id for step in saved.steps] == ["greet", "solve", "close"]
    assert saved.change is not None
    assert saved.change.why == "Walk-through of November"
    assert not tab.draft.isVisible()


def test_what_is_wrong_with_the_ways_is_said_at_once(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right")
    tab.panel.form.kind.chosen.emit(StepKind.DECISION)
    desk.settle()
    wrong = "A decision needs two ways out"
    desk.qtbot.waitUntil(lambda: wrong in shown(tab.panel.facts))
    desk.press("C", "Right", "Right", "Return", "Home", "Right")
    desk.qtbot.waitUntil(lambda: shown(tab.panel.facts) != "" and wrong not in shown(tab.panel.facts))


def test_a_target_chooses_the_step(desk: Desk):
    tab = open_flow(desk, "step:COMPLAINT/solve")
    assert tab.canvas.step == "solve"


def test_views_size_and_folding_change_by_key(desk: Desk, tab: FlowTab):
    assert tab.canvas.chart is not None
    desk.press("Home", "V")
    assert tab.canvas.chart.view is ChartView.BLUEPRINT
    desk.press("0")
    assert tab.canvas.zoom == 1.0
    desk.press("+")
    assert tab.canvas.zoom == pytest.approx(1.2)
    desk.press("-", "-")
    assert tab.canvas.zoom < 1.0
    desk.press("L")
    assert not tab.canvas.folds
    desk.press("F")
    assert tab.canvas.horizontalScrollBar().maximum() == 0
    assert tab.canvas.step == "greet"


def test_a_process_without_steps_says_what_to_do_and_begins_with_one_press(desk: Desk):
    from qa_auditor.domain.people import Process
    from qa_auditor.domain.text import plain

    with desk.backend.store.begin() as work:
        work.processes.put(Process("EMPTY", plain("Empty")))
        work.commit()
    tab = open_flow(desk, "tab:flow/EMPTY")
    desk.qtbot.waitUntil(lambda: "no steps yet" in shown(tab))
    tab._first.click()
    desk.settle()
    assert order(tab) == ["step-1"]
    assert tab.panel.form.name.hasFocus()


def test_what_is_seen_is_exported_and_the_file_is_offered(desk: Desk, tab: FlowTab):
    desk.press("Home", "Right", "Del")
    for kind in ("svg", "png", "pdf"):
        with desk.qtbot.waitSignal(tab.wrote, timeout=20_000) as wrote:
            tab.toolbar.export.chosen.emit(kind)
        files = wrote.args[0]
        assert [file.suffix for file in files] == [f".{kind}"]
        assert "draft" in files[0].name
        assert files[0].stat().st_size > 500
        if kind == "svg":
            assert "Listen" not in files[0].read_text("utf-8")


def middle_of(tab: FlowTab, name: str) -> QPoint:
    assert tab.canvas.chart is not None
    standing = next(one for one in tab.canvas.chart.layout.steps if one.id == name)
    return tab.canvas.from_body(standing.box.middle).toPoint()


def test_the_mouse_chooses_steps_and_arrows_and_drags_a_step_to_another_lane(desk: Desk, tab: FlowTab):
    desk.press("V")
    port, left = tab.canvas.viewport(), Qt.MouseButton.LeftButton
    desk.qtbot.mouseClick(port, left, pos=middle_of(tab, "listen"))
    assert tab.canvas.step == "listen"
    chart = tab.canvas.chart
    assert chart is not None
    arrow = next(one for one in chart.layout.arrows if one.tie.source == "greet")
    start, end = arrow.parts[0][0], arrow.parts[0][1]
    between = tab.canvas.from_body(Point((start.x + end.x) / 2, (start.y + end.y) / 2)).toPoint()
    desk.qtbot.mouseClick(port, left, pos=between)
    assert tab.canvas.link == ("greet", "listen")
    here = middle_of(tab, "listen")
    support = next(band for band in chart.layout.strips[0].lanes if band.key == 3)
    there = QPoint(here.x(), tab.canvas.from_body(Point(0, (support.low + support.high) / 2)).toPoint().y())
    desk.qtbot.mousePress(port, left, pos=here)
    desk.qtbot.mouseMove(port, there)
    desk.qtbot.mouseRelease(port, left, pos=there)
    desk.settle()
    assert record_of(tab).step_by_id["listen"].lane is Lane.SUPPORT
    desk.qtbot.mouseClick(port, left, pos=QPoint(3, port.height() - 3))
    assert tab.canvas.step == ""
    assert tab.canvas.link is None
