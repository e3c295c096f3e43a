"""Photos of a walk-through, its ending, and what is left of it when the program is killed."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QToolButton

from qa_auditor.application.views.walkthroughs import WalkStage
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.walk.photos import thumbnail
from tests.ui.processes.walking import (
    activate,
    dialog,
    open_tab,
    opened,
    rows,
    standing,
    tab_of,
)

DONE, SKIPPED, BADLY = StepOutcome.DONE, StepOutcome.SKIPPED, StepOutcome.NOT_TO_STANDARD


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
