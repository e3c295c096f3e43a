"""Walking through a process in the window: by keys, over restarts, with photos, to its evaluation."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from qa_auditor.application.process_library.saving import save_process
from qa_auditor.application.views.walkthroughs import walkthrough_rows
from qa_auditor.bootstrap.program import build
from qa_auditor.domain.process import ChangeNote, Link, ProcessRecord
from qa_auditor.domain.text import plain
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.tabs import TabId
from qa_auditor.ui.pages.processes.walk.card import seconds_typed
from tests.ui.conftest import TickingClock
from tests.ui.processes.conftest import FIRST
from tests.ui.processes.walking import (
    activate,
    begin,
    menu_of,
    open_tab,
    opened,
    rows,
    standing,
    tab_of,
)

DONE, SKIPPED, BADLY = StepOutcome.DONE, StepOutcome.SKIPPED, StepOutcome.NOT_TO_STANDARD


def test_a_process_that_nobody_walked_says_how_to_begin(open_desk, library_workspace):
    desk = open_desk(library_workspace)
    tab = open_tab(desk)

    assert tab.overview.begin.isEnabled()
    assert desk.focus() is tab.overview.begin


def test_it_begins_at_the_first_step_with_the_keyboard_ready(walking):
    tab = tab_of(walking)

    assert tab.walking.current == "greet"
    assert walking.focus() is tab.walking.steps
    assert tab.walking.card.name.text() == "1. Greet"


def test_every_step_is_marked_by_one_key_and_the_next_one_comes(walking):
    walking.press("D", "N", "S", "-")

    outcomes = [standing(walking).of(step.id).outcome for step in FIRST.steps]
    assert outcomes == [DONE, BADLY, SKIPPED, StepOutcome.NOT_APPLICABLE]
    assert standing(walking).order == ("greet", "listen")


def test_what_was_pressed_is_on_disk(walking):
    walking.press("D", "N")
    other = build(walking.folder, clock=TickingClock())
    with other, other.store.begin() as work:
        (row,) = walkthrough_rows(work)

    assert row.opened.standing.order == ("greet", "listen")


def test_keys_pressed_faster_than_the_disk_all_count(walking):
    steps = tab_of(walking).walking.steps
    for key in (Qt.Key.Key_D, Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_D):
        walking.qtbot.keyClick(steps, key)
    walking.settle()

    assert standing(walking).order == ("greet", "listen", "close")
    assert [entry.seq for entry in opened(walking).entries] == [1, 2, 3, 4]


def test_taking_back_and_clearing(walking):
    walking.press("D", "D", "Ctrl+Z")
    assert standing(walking).order == ("greet",)
    walking.press("Up", "Up", "Backspace")

    assert tab_of(walking).walking.current == "greet"
    assert standing(walking).order == ()


def test_a_step_that_came_before_another_is_put_there_by_key(walking):
    walking.press("D", "Down", "D")
    walking.press("Up", "Up")
    assert tab_of(walking).walking.current == "listen"
    walking.press("O")
    menu = menu_of(walking)
    walking.qtbot.keyClick(menu, Qt.Key.Key_Down)
    walking.qtbot.keyClick(menu, Qt.Key.Key_Return)
    walking.settle()

    assert standing(walking).order == ("greet", "listen", "solve")
    assert standing(walking).of("listen").out_of_order


def test_a_step_for_later_is_passed_over_and_marked_when_it_comes(walking):
    walking.press("O")
    menu = menu_of(walking)
    walking.qtbot.keyClick(menu, Qt.Key.Key_Return)
    walking.settle()
    assert standing(walking).of("greet").postponed
    assert tab_of(walking).walking.current == "listen"
    activate(walking)
    walking.press("D", "Up", "Up", "D")

    assert standing(walking).order == ("listen", "greet")


def test_the_clock_runs_on_with_the_next_step_and_over_a_restart(open_desk, library_workspace):
    desk = open_desk(library_workspace)
    open_tab(desk)
    begin(desk)
    desk.press("T", "D")
    assert standing(desk).running == "listen"
    began = standing(desk).of("listen").running_since
    assert standing(desk).of("greet").seconds is not None
    folder = desk.folder
    desk.shell.close()

    again = open_desk(folder=folder)
    tab = open_tab(again)
    tab.open(rows(again)[0].id)
    activate(again)
    assert standing(again).of("listen").running_since == began
    assert tab.walking.current == "listen", "it stands where the clock runs"
    assert tab.walking.card.time.text() != "––:––"
    again.press("T")

    assert standing(again).running is None


def test_a_time_beyond_the_limit_is_shown_as_such(walking):
    tab = tab_of(walking)
    tab.walking.card.typed.setText("0:09")
    tab.walking.card.typed.editingFinished.emit()
    walking.settle()

    assert standing(walking).of("greet").seconds == 9
    assert tab.walking.card.time.property("kind") == "total-bad"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("1:30", 90), ("1：30", 90), ("1:00:00", 3600), ("", None), ("1:x", None), ("-5", None)],
)
def test_a_typed_time_is_minutes_and_seconds(text, seconds):
    assert seconds_typed(text) == seconds


def test_letters_in_the_remark_are_no_keys_and_it_is_stored_without_a_button(walking):
    walking.press("C")
    tab = tab_of(walking)
    assert tab.walking.card.note.hasFocus()
    walking.qtbot.keyClicks(tab.walking.card.note, "dsno")
    assert standing(walking).order == ()
    walking.qtbot.waitUntil(lambda: standing(walking).of("greet").note == "dsno")
    walking.press("Esc", "D")

    assert walking.focus() is tab.walking.steps
    assert standing(walking).of("greet").outcome is DONE
    assert standing(walking).of("greet").note == "dsno"


def test_a_remark_goes_to_the_step_it_was_written_on(walking):
    walking.press("C")
    tab_of(walking).walking.card.note.setPlainText("asked twice")
    walking.press("Esc", "D")

    assert standing(walking).of("greet").note == "asked twice"
    assert standing(walking).of("listen").note == ""
    assert tab_of(walking).walking.card.note.toPlainText() == ""


def test_at_a_branch_the_way_is_chosen_by_number(open_desk, library_workspace):
    desk = open_desk(library_workspace)
    branching = replace(
        FIRST,
        code="BRANCH",
        links=(
            Link("greet", "solve", plain("at once")),
            Link("greet", "listen", plain("later")),
            Link("listen", "close"),
            Link("solve", "close"),
        ),
        benchmarks=(),
        sources=(),
    )
    save(desk, branching)
    desk.shell.open_page(PageId.PROCESSES, "process:BRANCH")
    desk.settle()
    desk.shell.page(PageId.PROCESSES).open_tab(TabId.WALK)
    desk.settle()
    begin(desk)
    desk.press("D")
    card = tab_of(desk).walking.card
    offered = [made.text() for made in card.findChildren(QPushButton) if made.isVisible() and "→" in made.text()]
    assert offered == ["1  at once  →  Solve", "2  later  →  Listen"]
    desk.press("2")
    assert tab_of(desk).walking.current == "listen"
    desk.press("D")

    assert tab_of(desk).walking.current == "close", "the other branch is not asked for"


def save(desk, record: ProcessRecord):
    save_process(
        desk.backend.store, clock=desk.backend.clock, record=record, based_on=0, note=ChangeNote("new", "why", "who")
    )
