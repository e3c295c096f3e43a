"""Walking through a process in the window: by keys, over restarts, with photos, to its evaluation."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QToolButton

from qa_auditor.application.process_library.saving import save_process
from qa_auditor.application.views.walkthroughs import WalkStage, walkthrough_rows
from qa_auditor.bootstrap.program import build
from qa_auditor.domain.process import ChangeNote, Link, ProcessRecord
from qa_auditor.domain.text import plain
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.tabs import TabId
from qa_auditor.ui.pages.processes.walk.card import seconds_typed
from qa_auditor.ui.pages.processes.walk.photos import thumbnail
from tests.ui.conftest import Desk, TickingClock
from tests.ui.processes.conftest import FIRST

DONE, SKIPPED, BADLY = StepOutcome.DONE, StepOutcome.SKIPPED, StepOutcome.NOT_TO_STANDARD


def tab_of(desk):
    return desk.shell.page(PageId.PROCESSES).tab(TabId.WALK)


def opened(desk):
    found = tab_of(desk).desk.opened
    assert found is not None
    return found


def standing(desk):
    return opened(desk).standing


def open_tab(desk):
    desk.shell.open_page(PageId.PROCESSES, "process:COMPLAINT")
    desk.settle()
    desk.shell.page(PageId.PROCESSES).open_tab(TabId.WALK)
    desk.settle()
    return tab_of(desk)


def dialog(desk):
    desk.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


@pytest.fixture
def walking(open_desk, library_workspace):
    desk: Desk = open_desk(library_workspace)
    open_tab(desk)
    begin(desk)
    return desk


def begin(desk):
    tab_of(desk).overview.begin.click()
    dialog(desk).yes.click()
    desk.settle()
    desk.qtbot.waitUntil(lambda: tab_of(desk).walks)
    activate(desk)


def activate(desk):
    """A screen gives the keyboard back when a dialog closes; without one it has to be asked."""
    desk.shell.activateWindow()
    desk.qtbot.waitUntil(tab_of(desk).walking.steps.hasFocus)
    desk.settle()


def menu_of(desk):
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def rows(desk):
    with desk.backend.store.begin() as work:
        return walkthrough_rows(work)


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


# --------------------------------------------------------------------------------------------------------------- photos


@pytest.fixture
def photo(tmp_path: Path):
    path = tmp_path / "大堂.jpg"
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(path))
    return path


def drop(desk, files):
    screen = tab_of(desk).walking
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.dropEvent(event)
    desk.settle()


def test_photos_are_dropped_on_a_step_shown_and_taken_off(walking, photo):
    drop(walking, [photo])
    walking.settle()
    (sha256,) = standing(walking).of("greet").photos
    tiles = tab_of(walking).walking.card.photos.findChildren(QToolButton)
    names = [made.accessibleName() for made in tiles if made.isVisible()]
    assert names == ["Photo 1", "Take photo 1 off"]
    tab_of(walking).walking.card.photos.dropped.emit(sha256)
    walking.settle()

    assert standing(walking).of("greet").photos == ()


def test_a_picture_is_pasted_from_the_clipboard(walking):
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(picture)
    walking.press("Ctrl+V")
    walking.settle()
    walking.qtbot.waitUntil(lambda: len(standing(walking).of("greet").photos) == 1)
    with walking.backend.store.begin() as work:
        (kept,) = work.photos.all()

    assert (kept.encoding, kept.width) == ("PNG", 30)


def test_a_file_that_is_no_photo_is_refused_in_words_and_the_others_are_kept(walking, photo, tmp_path):
    bad = tmp_path / "virus.jpg"
    bad.write_bytes(b"MZ" * 100)
    drop(walking, [bad, photo])
    walking.qtbot.waitUntil(lambda: len(standing(walking).of("greet").photos) == 1)
    news = walking.shell.page(PageId.PROCESSES).screen_view.news

    assert news.isVisible()
    assert "virus.jpg" in news.text


def test_a_photo_is_shown_upright(tmp_path):
    from PIL import Image

    path = tmp_path / "sideways"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(path, "JPEG", exif=exif)
    shown = thumbnail(path, 100)

    assert (shown.width(), shown.height()) == (50, 100)


# ----------------------------------------------------------------------------------------------------------- the ending


def test_finishing_names_open_steps_and_opens_the_evaluation(walking):
    walking.press("D", "D", "Ctrl+Return")
    asked = dialog(walking)
    words = " ".join(label.text() for label in asked.findChildren(type(asked.trouble)))
    assert "Solve" in words
    assert "Close" in words
    asked.yes.click()
    walking.settle()
    walking.qtbot.waitUntil(lambda: walking.shell.current is PageId.SCORE and walking.score.bench is not None)
    evaluation = walking.bench.opened

    assert evaluation.checklist.id == "process-walkthrough"
    assert evaluation.subject.process_code == "COMPLAINT"
    (row,) = rows(walking)
    assert row.stage is WalkStage.JUDGING
    assert row.evaluation_id == evaluation.evaluation.id
    with walking.backend.store.begin() as work:
        walk = work.walks.get(row.evaluation_id)
    assert walk is not None
    assert walk.taken == ("greet", "listen")


def test_the_list_shows_what_a_walk_found(walking):
    walking.press("D", "S", "Ctrl+Return")
    dialog(walking).yes.click()
    walking.settle()
    walking.qtbot.waitUntil(lambda: walking.shell.current is PageId.SCORE)
    tab = open_tab(walking)
    words = [made.text() for made in tab.overview.findChildren(type(tab.walking.card.name)) if made.isVisible()]

    assert "Left out" in words
    assert "Listen" in words
    assert any(word.endswith(" %") for word in words)


def test_giving_up_and_taking_up_again(walking):
    walking.press("D")
    tab = tab_of(walking)
    tab.walking.back.click()
    walking.settle()
    walk_id = rows(walking)[0].id
    tab.overview.give_up_wanted.emit(walk_id)
    walking.settle()
    assert rows(walking)[0].stage is WalkStage.ABANDONED
    tab.open(walk_id)
    activate(walking)

    assert rows(walking)[0].stage is WalkStage.WALKING
    assert standing(walking).order == ("greet",)


def test_leaving_the_page_and_coming_back_goes_on_where_it_stood(walking):
    walking.press("D")
    walking.press("Ctrl+1")
    walking.settle()
    walking.shell.open_page(PageId.PROCESSES)
    walking.settle()

    assert tab_of(walking).walks
    assert tab_of(walking).walking.current == "listen"


def test_it_speaks_the_language_at_once_and_every_control_has_a_name(walking):
    walking.shell.switch_language("zh-CN")
    walking.settle()
    tab = tab_of(walking)
    assert tab.walking.card.name.text() == "1. 问候"
    buttons = [made for made in tab.findChildren(QPushButton) if made.isVisible()]

    assert buttons
    assert all(made.accessibleName() or made.text() for made in buttons)
    assert all("Done" not in made.text() for made in buttons)


# -------------------------------------------------------------------------------------------------------------- kill -9

LOOP = """
import sys
from pathlib import Path
from qa_auditor.application.walkthroughs.walking import say
from qa_auditor.bootstrap.program import build
from qa_auditor.domain.walkthrough import Act

application = build(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    say(application.store, clock=application.clock, walkthrough_id=sys.argv[2], evaluator_id=sys.argv[3],
        given=[(Act.OUTCOME, "greet", "done"), (Act.NOTE, "greet", str(number))])
    print(number, flush=True)
"""


def test_killed_while_walking_nothing_that_was_said_is_lost(walking):
    walkthrough = opened(walking).walkthrough
    arguments = [str(walking.folder), walkthrough.id, walkthrough.evaluator_id]
    with subprocess.Popen([sys.executable, "-c", LOOP, *arguments], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _line in range(12)]
        program.kill()
        lines += program.stdout.readlines()
    said = max(int(line) for line in lines if line.endswith("\n"))
    with walking.backend.store.begin() as work:
        entries = work.walkthroughs.entries(walkthrough.id)

    assert int(entries[-1].value) in {said, said + 1}
    assert len(entries) % 2 == 0, "a gesture is stored whole or not at all"
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
