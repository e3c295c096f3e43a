"""The standards: what each lacks, how one is written, proposed and decided, and which questions ask for it."""

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from qa_auditor.application.library import install_checklist
from qa_auditor.application.process_library.saving import save_standard
from qa_auditor.application.views.standards import target_text
from qa_auditor.bootstrap.program import build, parse_checklist
from qa_auditor.domain.people import Evaluator, Role
from qa_auditor.domain.standard import ProposalState, Standard
from qa_auditor.i18n import speaking
from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.page import ProcessesPage
from qa_auditor.ui.pages.processes.record.saving import VersionDialog
from qa_auditor.ui.pages.processes.standards.asking import DeclineDialog, ProposalDialog
from qa_auditor.ui.pages.processes.standards.tab import StandardsTab
from qa_auditor.ui.pages.processes.tabs import TabId
from tests.ui.conftest import Desk, OpenDesk, TickingClock
from tests.ui.processes.conftest import words

SOON = Standard("TRY-1", 1, words("尽快答复", "Answered as soon as possible"), "software.time")
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
      - {id: soon, text: Answers, area: software.time, standard: TRY-1, answer: {type: yes_no}}
"""


@pytest.fixture(scope="session")
def standards_workspace(tmp_path_factory: pytest.TempPathFactory, library_workspace: Path) -> Path:
    folder = tmp_path_factory.mktemp("standards") / "desk"
    shutil.copytree(library_workspace, folder)
    with build(folder, clock=TickingClock()) as application:
        save_standard(application.store, clock=application.clock, standard=SOON, based_on=0)
        install_checklist(application.store, text=ASKED, file="asks.yaml", parse=parse_checklist)
        with application.store.begin() as work:
            work.people.put_evaluator(Evaluator("e1", "Q01", "周敏", Role.SUPERVISOR))
            work.commit()
    return folder


@pytest.fixture
def desk(open_desk: OpenDesk, standards_workspace: Path) -> Desk:
    return open_desk(standards_workspace)


@pytest.fixture
def tab(desk: Desk) -> StandardsTab:
    desk.shell.open_page(PageId.PROCESSES, "standard:TRY-1")
    desk.settle()
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    made = page.tab(TabId.STANDARDS)
    assert isinstance(made, StandardsTab)
    return made


def standard(tab: StandardsTab) -> Standard:
    found = tab.standard
    assert found is not None
    return found


def dialog(kind: type) -> object:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_a_line_of_the_target_ends_only_before_the_share():
    promised = replace(SOON, target=Fraction(10), unit=words("个 工作日", "working days"), share=Fraction(9, 10))
    with speaking("en"):
        shown = target_text(promised, "en")
    assert shown.split(" ") == ["≥\xa010\xa0working\xa0days", "·", "90\xa0%"]


def test_the_list_says_which_of_the_five_is_missing(tab: StandardsTab):
    model = tab.screen_view.table.standards
    row = next(number for number, one in enumerate(model.rows) if one.standard.code == "TRY-1")
    texts = [model.data(model.index(row, column)) for column in range(model.columnCount())]

    assert texts[0] == "TRY-1"
    assert texts[3:8] == ["–"] * 5
    assert texts[9] == "1"
    assert "尽快" in str(model.data(model.index(row, 3), Qt.ItemDataRole.ToolTipRole))


def test_what_is_written_takes_a_lack_away_and_is_on_disk(desk: Desk, tab: StandardsTab):
    form = tab.screen_view.form
    number = form.numbers["target"]
    number.setFocus()
    desk.qtbot.keyClicks(number, "10")
    desk.press("Tab")
    assert standard(tab).target == 10
    share = form.numbers["share"]
    share.setFocus()
    desk.qtbot.keyClicks(share, "92.5")
    desk.press("Tab")

    with desk.backend.store.begin() as work:
        kept = work.settings.get("standard_draft:TRY-1")
        assert work.standards.latest("TRY-1").target is None, "a draft is no version"
    assert "0.925" in kept


def test_a_number_that_is_none_is_said_at_its_field(desk: Desk, tab: StandardsTab):
    number = tab.screen_view.form.numbers["time_limit_s"]
    number.setFocus()
    desk.qtbot.keyClicks(number, "soon")
    desk.press("Tab")

    assert tab.screen_view.form._wrong["time_limit_s"].isVisible()
    assert standard(tab).time_limit_s is None


def test_a_draft_becomes_a_version_with_its_reason(desk: Desk, tab: StandardsTab):
    tab.screen_view.form.placed.emit("people.attention")
    desk.settle()
    tab.act(Action.SUBMIT)
    asking = dialog(VersionDialog)
    assert isinstance(asking, VersionDialog)
    asking.what.setText("Area")
    asking.why.setText("It is about attention")
    asking.by.setText("Li")
    asking.give()
    desk.settle()

    with desk.backend.store.begin() as work:
        saved = work.standards.latest("TRY-1")
    assert (saved.version, saved.area) == (2, "people.attention")


def proposed(desk: Desk, tab: StandardsTab) -> None:
    tab.screen_view.form.placed.emit("people.attention")
    desk.settle()
    tab.screen_view.propose.click()
    asking = dialog(ProposalDialog)
    assert isinstance(asking, ProposalDialog)
    asking.give()
    assert asking.trouble.isVisible(), "what was heard is needed"
    asking.origin.option("customer").click()
    asking.why.setPlainText("Customers ask for it")
    asking.give()
    desk.settle()


def test_a_proposal_is_accepted_and_becomes_the_next_version(desk: Desk, tab: StandardsTab):
    proposed(desk, tab)
    with desk.backend.store.begin() as work:
        assert work.standards.latest("TRY-1").version == 1
    accept = next(one for one in tab.screen_view.cards.findChildren(QPushButton) if one.text() == "Accept")
    accept.click()
    desk.settle()

    with desk.backend.store.begin() as work:
        assert work.standards.latest("TRY-1").area == "people.attention"
        (proposal,) = work.proposals.find(standard_code="TRY-1")
    assert proposal.state is ProposalState.ACCEPTED
    assert proposal.origin == "customer"


def test_a_proposal_is_declined_with_a_reason(desk: Desk, tab: StandardsTab):
    proposed(desk, tab)
    decline = next(one for one in tab.screen_view.cards.findChildren(QPushButton) if one.text() == "Decline …")
    decline.click()
    asking = dialog(DeclineDialog)
    assert isinstance(asking, DeclineDialog)
    asking.give()
    desk.settle()
    assert asking.trouble.isVisible(), "the reason is needed"
    asking.reason.setPlainText("Not measurable")
    asking.give()
    desk.settle()

    with desk.backend.store.begin() as work:
        (proposal,) = work.proposals.find(standard_code="TRY-1")
        assert work.standards.latest("TRY-1").version == 1
    assert (proposal.state, proposal.decision) == (ProposalState.DECLINED, "Not measurable")


def test_a_question_leads_to_the_standard_that_it_judges(desk: Desk, tab: StandardsTab):
    desk.shell.open_page(PageId.PROCESSES, "question:asks/soon")
    desk.settle()

    assert standard(tab).code == "TRY-1"


def test_filters_leave_what_is_not_smart(desk: Desk, tab: StandardsTab):
    view = tab.screen_view
    view.which.option("lacking").click()
    view.dimension.option("software").click()
    desk.settle()
    shown = [row.standard.code for row in view.table.standards.rows]

    assert "TRY-1" in shown
    view.dimension.option("hardware").click()
    desk.settle()
    assert "TRY-1" not in [row.standard.code for row in view.table.standards.rows]
