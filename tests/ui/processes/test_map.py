import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from qa_auditor.domain.touchpoint import ContactDimension, ProcessMap
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.map.dialogs import BindDialog, HeadDialog, ReasonDialog
from qa_auditor.ui.pages.processes.map.evaluations import EvaluationsDialog
from qa_auditor.ui.pages.processes.map.grid import GridCell
from qa_auditor.ui.pages.processes.map.tab import MapTab
from qa_auditor.ui.pages.processes.page import ProcessesPage
from qa_auditor.ui.pages.processes.tabs import TabId
from tests.ui.conftest import Desk, OpenDesk
from tests.ui.processes.maps import small_map, wide_map


def shown(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


def put_map(desk: Desk, found: ProcessMap) -> None:
    with desk.backend.store.begin() as work:
        work.map.put(found)
        work.commit()


def stored(desk: Desk) -> ProcessMap:
    with desk.backend.store.begin() as work:
        return work.map.get()


def open_map(desk: Desk) -> MapTab:
    desk.press("Ctrl+3", "Alt+1")
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    tab = page.tab(TabId.MAP)
    assert isinstance(tab, MapTab)
    desk.qtbot.waitUntil(tab.screen_view.table.hasFocus, timeout=20_000)
    return tab


@pytest.fixture
def desk(open_desk: OpenDesk, library_workspace: Path) -> Desk:
    made = open_desk(library_workspace)
    put_map(made, small_map())
    return made


@pytest.fixture
def tab(desk: Desk) -> MapTab:
    return open_map(desk)


def current(tab: MapTab) -> GridCell:
    cell = tab.screen_view.table.current_cell()
    assert cell is not None
    return cell


def in_front(desk: Desk) -> None:
    """The window is active again after a dialog: shortcuts need it."""
    desk.shell.activateWindow()
    desk.qtbot.waitUntil(desk.shell.isActiveWindow, timeout=20_000)


def dialog(kind: type[QWidget]):
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_arrow_keys_walk_the_cells_and_pass_over_the_headings_of_groups(desk: Desk, tab: MapTab):
    assert current(tab).code == "TEL-GT-0101"
    desk.press("Right")
    assert current(tab).code == "WEB-GT-0101"
    desk.press("Down")
    assert current(tab).code == "WEB-GT-0102"
    desk.press("Down")
    assert current(tab).code == "WEB-GT-0201", "the heading of the second group lies between"
    desk.press("Up", "Up", "Left")
    assert current(tab).code == "TEL-GT-0101"
    assert "TEL-GT-0101" in shown(tab.screen_view.panel)


def test_a_cell_is_told_in_words_with_its_rate_and_n(desk: Desk, tab: MapTab):
    def told() -> str:
        return str(tab.screen_view.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    assert "Complaint handling (COMPLAINT)" in told()
    assert "not evaluated" in told()
    desk.press("Down", "Down")
    assert "Only in person" in told()


def test_enter_leads_to_the_process_of_the_cell(desk: Desk, tab: MapTab):
    desk.press("Return")
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    assert page.current is TabId.FLOW
    assert page.screen_view.chooser.code == "COMPLAINT"


def test_enter_on_a_cell_without_a_process_asks_for_one(desk: Desk, tab: MapTab):
    desk.press("Right", "Return")
    asked = dialog(BindDialog)
    desk.qtbot.keyClicks(asked.search, "complaint")
    desk.qtbot.keyClick(asked.search, Qt.Key.Key_Return)
    desk.settle()
    assert {one.code: one.process_code for one in stored(desk).touchpoints}["WEB-GT-0101"] == "COMPLAINT"
    assert current(tab).process_code == "COMPLAINT"


def test_a_process_bound_by_key_is_stored_at_once_and_can_be_taken_back(desk: Desk, tab: MapTab):
    before = stored(desk)
    desk.press("Right", "B")
    asked = dialog(BindDialog)
    desk.qtbot.keyClick(asked.search, Qt.Key.Key_Return)
    desk.settle()
    assert stored(desk) != before
    in_front(desk)
    assert "Take back" in tab.screen_view.undo.text()
    desk.press("Ctrl+Z")
    assert stored(desk) == before
    assert not tab.screen_view.undo.isVisible()
    desk.press("Ctrl+Y")
    assert stored(desk) != before


def test_not_offered_needs_a_reason_and_is_no_blind_spot(desk: Desk, tab: MapTab):
    offered, blind = tab.screen_view.table.map.grid.counts()
    desk.press("Right", "N")
    asked = dialog(ReasonDialog)
    desk.qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    assert "needs a reason" in asked.trouble.text()
    desk.qtbot.keyClicks(asked.reason, "Only on paper")
    desk.qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    desk.settle()
    assert not current(tab).offered
    assert "Only on paper" in shown(tab.screen_view.panel)
    assert tab.screen_view.table.map.grid.counts() == (offered - 1, blind - 1)
    desk.press("N")
    assert current(tab).offered


def test_the_degree_of_contact_is_rated_in_place_and_taken_away_by_the_same_click(desk: Desk, tab: MapTab):
    line = tab.screen_view.panel.contact[ContactDimension.MEDIUM]
    line.choices.option("5").click()
    desk.settle()
    touchpoint = next(one for one in stored(desk).touchpoints if one.code == "TEL-GT-0101")
    assert dict(touchpoint.contact) == {ContactDimension.MEDIUM: 5}
    assert tab.screen_view.panel._degree.text() == "5.0"
    line.choices.option("5").click()
    desk.settle()
    assert dict(next(one for one in stored(desk).touchpoints if one.code == "TEL-GT-0101").contact) == {}


def test_heads_are_added_and_a_code_that_is_taken_is_refused_in_the_dialog(desk: Desk, tab: MapTab):
    desk.press("A")
    asked = dialog(HeadDialog)
    desk.qtbot.keyClicks(asked.code, "0101")
    desk.qtbot.keyClicks(asked.name, "Moving")
    desk.qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    desk.settle()
    assert "0101" in asked.trouble.text()
    asked.code.setText("0103")
    desk.qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    desk.settle()
    assert [one.code for one in stored(desk).businesses][-1] == "0103"
    assert QApplication.activeModalWidget() is None


def test_only_blind_spots_and_found_words_leave_the_rows_that_fit(desk: Desk, tab: MapTab):
    def rows() -> list[str]:
        return [row.business.code for row in tab.screen_view.table.map.grid.rows if row.business is not None]

    everything = rows()
    desk.press("Ctrl+F")
    desk.qtbot.keyClicks(tab.screen_view.filters.words, "query")
    assert rows() == ["0201"]
    desk.qtbot.keyClicks(tab.screen_view.filters.words, " nothing at all")
    assert rows() == []
    assert "Nothing on the map fits" in shown(tab.screen_view)
    tab.screen_view.filters.clear()
    assert rows() == everything
    heights = [tab.screen_view.table.rowHeight(row) for row in range(2)]
    assert heights[0] < heights[1], "a heading is lower than a business, also where one stood before"
    tab.screen_view.table.setFocus()
    desk.press("L")
    assert tab.screen_view.filters.blind.isChecked()
    assert rows() == everything, "each of them has one"


def test_blind_spots_are_listed_by_kind_with_counts_and_lead_to_their_cells(desk: Desk, tab: MapTab):
    view = tab.screen_view
    view.sides.option("blind").click()
    listed = [str(view.blind.model.index(row).data()) for row in range(view.blind.model.rowCount())]
    assert listed[0] == "No process: 1"
    assert "Open an account · Web, WEB-GT-0101" in listed[1]
    desk.press("F6")
    assert current(tab).code == "WEB-GT-0101"
    desk.press("Down")
    assert current(tab).code == "TEL-GT-0102"


def test_days_without_an_evaluation_can_be_set_and_are_remembered(desk: Desk, tab: MapTab):
    tab.screen_view.sides.option("blind").click()
    tab.screen_view.blind.days.setValue(30)
    desk.settle()
    assert desk.shell.session.preferences.get("map_days") == "30"


def test_a_brand_and_a_target_on_another_brand_are_shown(desk: Desk, tab: MapTab):
    desk.shell.open_page(PageId.PROCESSES, "touchpoint:WEB-MZ-0201")
    desk.settle()
    assert tab.screen_view.filters.brand == "MZ"
    assert current(tab).code == "WEB-MZ-0201"
    desk.shell.open_page(PageId.PROCESSES, "touchpoint:NO-SUCH-THING")
    desk.settle()
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    assert "no touchpoint NO-SUCH-THING" in page.screen_view.news.text


def test_evaluations_and_what_waits_are_one_key_away(desk: Desk, tab: MapTab):
    assert "What to score next (3)" in tab.screen_view.panel.score_next.text()
    desk.press("S")
    assert desk.shell.current is PageId.SCORE
    assert desk.score.queue.filter.text() == "COMPLAINT"
    desk.press("Return")
    lists = desk.focus()
    assert isinstance(lists, QListWidget), "several checklists fit"
    mine = next(row for row in range(lists.count()) if "Trial list" in lists.item(row).text())
    desk.press(str(mine + 1))
    desk.qtbot.waitUntil(lambda: desk.score.bench is not None, timeout=20_000)
    desk.press("Y", "Y", "Y", "4", "9", "Return", "Ctrl+Return", "Return")
    opened = open_map(desk)
    opened.screen_view.filters.choose_period("all")
    desk.settle()
    cell = current(opened)
    assert cell.compliance is not None
    assert cell.n == 1
    desk.press("E")
    asked = dialog(EvaluationsDialog)
    assert "call-0" in asked.list.item(0).text()
    desk.qtbot.keyClick(asked.list, Qt.Key.Key_Return)
    desk.settle()
    assert desk.shell.current is PageId.SCORE


def test_the_contact_matrix_is_walked_by_arrow_keys_and_ranks_what_to_evaluate(desk: Desk, tab: MapTab):
    view = tab.screen_view
    view.filters.views.option("contact").click()
    assert view.contact.matrix.hasFocus()
    listed = [view.first.list.item(row).text() for row in range(view.first.list.count())]
    assert listed[0].startswith("TEL-GT-0102")
    assert "not on the matrix" in shown(view.first)
    desk.press("Left", "Down", "Right", "Up")
    assert view.contact.matrix.current == (2, 2)
    assert view.first.list.count() == 1
    desk.qtbot.mouseClick(view.contact.matrix, Qt.MouseButton.LeftButton, pos=QPoint(90, 20))
    assert view.contact.matrix.current == (0, 2)
    assert view.first.list.count() == 0


def test_the_map_is_exported_as_a_picture_and_as_a_workbook(desk: Desk, tab: MapTab):
    from PySide6.QtGui import QImage

    for kind in ("picture", "excel"):
        tab.screen_view.export.chosen.emit(kind)
        desk.settle()
    (picture,) = (desk.folder / "exports").glob("map-*.png")
    (workbook,) = (desk.folder / "exports").glob("map-*.xlsx")
    assert QImage(str(picture)).width() > 700
    assert workbook.read_bytes().startswith(b"PK")
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    assert workbook.name in page.screen_view.news.text


def test_an_empty_map_says_what_to_do_and_asks_for_the_first_head(open_desk: OpenDesk, filled_workspace: Path):
    desk = open_desk(filled_workspace)
    put_map(desk, ProcessMap())
    desk.press("Ctrl+3", "Alt+1")
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    tab = page.tab(TabId.MAP)
    assert isinstance(tab, MapTab)
    assert "Import a map.yaml" in shown(tab.screen_view)
    tab.screen_view._first.click()
    asked = dialog(HeadDialog)
    assert asked.kinds.option("business").isChecked()
    asked.reject()


def test_a_map_of_two_hundred_by_thirty_opens_and_scrolls_at_once(desk: Desk, tab: MapTab):
    put_map(desk, wide_map(200, 30))
    began = time.perf_counter()
    tab.entered()
    desk.settle()
    assert time.perf_counter() - began < 8, "it is read, drawn and listed"
    table = tab.screen_view.table
    assert table.map.rowCount() > 200
    painted = _count_paints(tab)
    for place in range(0, 600, 30):
        table.verticalScrollBar().setValue(place)
        QApplication.processEvents()
    assert painted() < 20 * 60, "a scroll paints what is new, not the whole screen"


def _count_paints(tab: MapTab) -> Callable[[], int]:
    painter = tab.screen_view.table.painter
    assert painter is not None
    seen = [0]
    original = painter.cell

    def cell(*args, **facts) -> None:
        seen[0] += 1
        original(*args, **facts)

    painter.cell = cell  # type: ignore[method-assign]
    return lambda: seen[0]
