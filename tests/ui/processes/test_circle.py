"""The service circle: moments in the customer's order, their impact analysis, and the standards that came of them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from qa_auditor.application.library import install_checklist
from qa_auditor.application.process_library.saving import save_process, save_standard
from qa_auditor.bootstrap.program import build, parse_checklist
from qa_auditor.domain.process import ChangeNote, MomentOfTruth, ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.circle.asking import LinkStandardDialog, NewStandardDialog
from qa_auditor.ui.pages.processes.circle.impact import LEAST
from qa_auditor.ui.pages.processes.circle.tab import CircleTab
from qa_auditor.ui.pages.processes.page import ProcessesPage
from qa_auditor.ui.pages.processes.record.saving import VersionDialog
from qa_auditor.ui.pages.processes.tabs import TabId
from qa_auditor.ui.widgets.text import ElidedButton
from tests.ui.conftest import Desk, OpenDesk, TickingClock
from tests.ui.processes.conftest import SECOND, words

FIRST_WORD = MomentOfTruth(
    "first-word", words("第一句话", "The first word"), steps=("greet",), least=words("有人接", "Someone answers"),
    importance=5, standards=("TRY-801",),
)  # fmt: skip
OUTCOME = MomentOfTruth("outcome", words("结论", "The outcome"), steps=("close",), importance=2)
PROMISE = Standard("TRY-801", 1, words("两声内接听", "Answered within two rings"), "software.time")
ASKED = """
format: 1
id: asks
version: 1
title: Asks
subject: walkthrough
sections:
  - id: s
    title: S
    questions:
      - {id: rings, text: Rings, area: software.time, standard: TRY-801, answer: {type: yes_no}}
"""


@pytest.fixture(scope="session")
def circle_workspace(tmp_path_factory: pytest.TempPathFactory, library_workspace: Path) -> Path:
    folder = tmp_path_factory.mktemp("circle") / "desk"
    shutil.copytree(library_workspace, folder)
    with build(folder, clock=TickingClock()) as application:
        with application.store.begin() as work:
            newest = work.process_records.versions("COMPLAINT")[-1]
        save_standard(application.store, clock=application.clock, standard=PROMISE, based_on=0)
        install_checklist(application.store, text=ASKED, file="asks.yaml", parse=parse_checklist)
        record = replace(SECOND, moments=(FIRST_WORD, OUTCOME))
        note = ChangeNote("moments", "impact analysis", "Zhou Min")
        save_process(application.store, clock=application.clock, record=record, based_on=newest, note=note)
    return folder


@pytest.fixture
def desk(open_desk: OpenDesk, circle_workspace: Path) -> Desk:
    return open_desk(circle_workspace)


@pytest.fixture
def tab(desk: Desk) -> CircleTab:
    desk.shell.open_page(PageId.PROCESSES, "tab:circle/COMPLAINT")
    desk.settle()
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    made = page.tab(TabId.CIRCLE)
    assert isinstance(made, CircleTab)
    return made


def draft(tab: CircleTab) -> ProcessRecord:
    record = tab.desk.record
    assert record is not None
    return record


def dialog(kind: type) -> object:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_the_arrows_go_round_the_circle(desk: Desk, tab: CircleTab):
    assert tab.ring.hasFocus()
    assert tab.current == "first-word"
    desk.press("Right")
    assert tab.current == "outcome"
    assert tab.impact.name.text() == "The outcome"
    desk.press("Right")
    assert tab.current == "first-word"


def test_a_click_chooses_a_moment(desk: Desk, tab: CircleTab):
    desk.qtbot.mouseClick(tab.ring, Qt.MouseButton.LeftButton, pos=tab.ring.place_of("outcome").toPoint())

    assert tab.current == "outcome"


def test_a_question_without_room_ends_in_an_ellipsis(desk: Desk, tab: CircleTab):
    asks = next(one for one in tab.impact.findChildren(ElidedButton) if one.text() == "asks: Rings")
    assert asks.shown_text() == "asks: Rings"
    asks.resize(60, asks.height())
    assert asks.shown_text().startswith("as")
    assert asks.shown_text().endswith("…")


def test_what_is_written_is_in_the_draft_on_disk(desk: Desk, tab: CircleTab):
    field = tab.impact.fields[LEAST]
    field.setFocus()
    field.setPlainText("A person answers")
    desk.press("Tab")

    assert draft(tab).moments[0].least.in_language("en") == "A person answers"
    assert draft(tab).moments[0].least.in_language("zh-CN") == "有人接"
    tab.desk.open("")
    tab.desk.open("COMPLAINT")
    tab.desk.read()
    desk.settle()
    assert draft(tab).moments[0].least.in_language("en") == "A person answers"


def test_moments_are_added_moved_and_removed_and_all_of_it_can_be_taken_back(desk: Desk, tab: CircleTab):
    desk.qtbot.mouseClick(tab.new, Qt.MouseButton.LeftButton)
    desk.settle()
    assert [one.id for one in draft(tab).moments] == ["first-word", "moment-1", "outcome"]
    desk.qtbot.mouseClick(tab.later, Qt.MouseButton.LeftButton)
    desk.settle()
    assert [one.id for one in draft(tab).moments] == ["first-word", "outcome", "moment-1"]
    desk.qtbot.mouseClick(tab.drop, Qt.MouseButton.LeftButton)
    desk.settle()
    assert [one.id for one in draft(tab).moments] == ["first-word", "outcome"]
    for _step in range(3):
        tab.act(Action.UNDO)
        desk.settle()
    assert tab.desk.view is not None
    assert not tab.desk.view.edited


def test_from_a_moment_to_its_standard_and_its_question_it_is_one_click_each(desk: Desk, tab: CircleTab):
    said = [one.accessibleName() for one in tab.impact.findChildren(QPushButton) if one.isVisible()]
    wanted: list[str] = []
    tab.session.page_wanted.connect(lambda _page, target: wanted.append(target))

    assert "Open the standard TRY-801" in said
    assert "Show the question Rings" in said
    for name in ("Show the question Rings", "Open the standard TRY-801"):
        one = next(one for one in tab.impact.findChildren(QPushButton) if one.accessibleName() == name)
        one.click()
    desk.settle()
    assert wanted == ["question:asks/rings", "standard:TRY-801"]


def test_a_moment_gets_a_new_standard(desk: Desk, tab: CircleTab):
    desk.press("Right")
    desk.qtbot.mouseClick(tab.impact.new, Qt.MouseButton.LeftButton)
    asking = dialog(NewStandardDialog)
    assert isinstance(asking, NewStandardDialog)
    assert asking.statement.toPlainText() == "The outcome"
    asking.code.setText("try 9")
    asking.give()
    assert asking.trouble.isVisible()
    asking.code.setText("try-901")
    asking.area.chosen.emit("software.time")
    asking.give()
    desk.settle()

    assert draft(tab).moments[1].standards == ("TRY-901",)
    with desk.backend.store.begin() as work:
        assert work.standards.latest("TRY-901").processes == ("COMPLAINT",)


def test_a_moment_is_linked_to_a_standard_that_is_there(desk: Desk, tab: CircleTab):
    desk.press("Right")
    desk.qtbot.mouseClick(tab.impact.add, Qt.MouseButton.LeftButton)
    desk.settle()
    asking = dialog(LinkStandardDialog)
    assert isinstance(asking, LinkStandardDialog)
    desk.qtbot.keyClicks(asking.search, "try-801")
    desk.qtbot.keyClick(asking.search, Qt.Key.Key_Return)
    desk.settle()

    assert draft(tab).moments[1].standards == ("TRY-801",)


def test_a_new_version_says_what_and_why(desk: Desk, tab: CircleTab):
    desk.qtbot.mouseClick(tab.impact.importance.option("3"), Qt.MouseButton.LeftButton)
    desk.settle()
    tab.act(Action.SUBMIT)
    asking = dialog(VersionDialog)
    assert isinstance(asking, VersionDialog)
    asking.what.setText("Importance")
    asking.why.setText("Interviews")
    asking.by.setText("Li")
    asking.give()
    desk.settle()

    with desk.backend.store.begin() as work:
        saved = work.process_records.latest("COMPLAINT")
    assert saved.moments[0].importance == 3
    assert saved.change is not None
    assert saved.change.why == "Interviews"


def test_a_process_without_moments_says_what_to_do(desk: Desk, tab: CircleTab):
    for _moment in range(2):
        tab.drop.click()
        desk.settle()

    assert not tab.ring.isVisible()
    assert "Add the first" in tab._empty.text()
