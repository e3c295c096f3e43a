from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.text import translated
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.page import ProcessesPage
from qa_auditor.ui.pages.processes.tabs import TABS, TabId
from qa_auditor.ui.pages.processes.target import Target, target_of
from tests.ui.conftest import Desk, OpenDesk


@pytest.fixture
def page(desk: Desk) -> ProcessesPage:
    with desk.backend.store.begin() as work:
        work.processes.put(Process("BILL", translated({"zh-CN": "账单查询", "en": "Bill query"}), ProcessClass.QUERY))
        work.commit()
    desk.press("Ctrl+3")
    made = desk.shell.page(PageId.PROCESSES)
    assert isinstance(made, ProcessesPage)
    return made


def test_every_tab_opens_by_its_key_and_the_next_one_by_another(desk: Desk, page: ProcessesPage):
    for number, entry in enumerate(TABS, start=1):
        desk.press(f"Alt+{number}")
        assert page.current is entry.id
        assert page.screen_view.tabs.option(entry.id).isChecked()
    desk.press("Ctrl+PgDown")
    assert page.current is TABS[0].id
    desk.press("Ctrl+PgUp")
    assert page.current is TABS[-1].id


def test_the_list_of_processes_stands_only_beside_tabs_about_one(desk: Desk, page: ProcessesPage):
    for number, entry in enumerate(TABS, start=1):
        desk.press(f"Alt+{number}")
        assert page.screen_view.chooser.isVisible() == entry.about_one


def test_a_process_is_found_by_any_of_its_names_and_chosen_with_the_arrow_keys(desk: Desk, page: ProcessesPage):
    desk.press("Alt+2", "Ctrl+F")
    chooser = page.screen_view.chooser
    assert chooser.search.hasFocus()
    chooser.search.setText("账单查询")
    assert [process.code for process in chooser.model.rows] == ["BILL"]
    chooser.search.clear()
    first, second, *_others = (process.code for process in chooser.model.rows)
    desk.press("Return", "Home")
    assert chooser.code == first
    desk.press("Down")
    assert chooser.code == second
    assert second in page.screen_view.title.text()


def test_a_target_opens_the_tab_that_shows_it(desk: Desk, page: ProcessesPage):
    for target, tab in (
        ("step:COMPLAINT/greet", TabId.FLOW),
        ("moment:COMPLAINT/first", TabId.CIRCLE),
        ("touchpoint:TEL-GT-0103", TabId.MAP),
        ("standard:STD-101", TabId.STANDARDS),
        ("question:trial/greeting", TabId.STANDARDS),
        ("process:COMPLAINT", TabId.RECORD),
        ("tab:circle/COMPLAINT", TabId.CIRCLE),
    ):
        desk.shell.open_page(PageId.PROCESSES, target)
        desk.settle()
        assert page.current is tab, target
        if "COMPLAINT" in target:
            assert page.screen_view.chooser.code == "COMPLAINT"


@pytest.mark.parametrize(
    ("target", "tab", "said"),
    [
        ("standard:STD-99999", TabId.STANDARDS, "There is no standard STD-99999"),
        ("step:COMPLAINT/nope", TabId.FLOW, "The process has no step nope"),
        ("step:NOPE/greet", TabId.FLOW, "There is no process NOPE"),
        ("moment:COMPLAINT/nope", TabId.CIRCLE, "The process has no moment of truth nope"),
        ("walk:COMPLAINT/nope", TabId.WALK, "There is no walk-through nope"),
        ("process:NOPE", TabId.RECORD, "There is no process NOPE"),
        ("tab:nonsense", TabId.MAP, "There is no tab nonsense"),
        ("STD-101", TabId.MAP, "Not understood: STD-101"),
        ("nonsense:STD-101", TabId.MAP, "Not understood: nonsense:STD-101"),
    ],
)
def test_a_target_that_is_not_there_is_said_to_be_missing(
    open_desk: OpenDesk, library_workspace: Path, target: str, tab: TabId, said: str
):
    desk = open_desk(library_workspace)
    desk.shell.open_page(PageId.PROCESSES, target)
    desk.settle()
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    assert page.current is tab
    assert page.screen_view.news.text.startswith(said)
    if "COMPLAINT" in target:
        assert page.screen_view.chooser.code == "COMPLAINT"


def test_a_process_asked_for_by_name_stays_on_the_open_tab(desk: Desk, page: ProcessesPage):
    desk.press("Alt+3")
    desk.shell.open_page(PageId.PROCESSES, "process:BILL")
    desk.settle()
    assert page.current is TabId.CIRCLE
    assert page.screen_view.chooser.code == "BILL"


def test_a_process_that_is_added_elsewhere_appears_at_once(desk: Desk, page: ProcessesPage):
    from qa_auditor.application.subjects import assign_process

    desk.shell.session.ask(
        lambda backend: assign_process(backend.store, subject_id="subject-0", code="VIP", name="VIP reception")
    )
    desk.settle()
    assert "VIP" in [process.code for process in page.screen_view.chooser.model.rows]


def test_the_tabs_speak_the_language_that_is_chosen(desk: Desk, page: ProcessesPage):
    before = page.screen_view.tabs.option(TabId.MAP).text()
    desk.shell.switch_language("zh-CN")
    words = [one.text() for one in page.tab(page.current).findChildren(QLabel)]
    assert page.screen_view.tabs.option(TabId.MAP).text() != before
    assert all("shown here" not in text for text in words)


def test_targets_are_read_as_they_are_written():
    for text in ("step:COMPLAINT/greet", "touchpoint:TEL-GT-0103", ""):
        assert str(target_of(text)) == text
    assert target_of("no kind at all") == Target()
