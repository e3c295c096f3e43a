"""From a folder of recordings to a scorecard and an audit report, in the real window, by keyboard alone."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtWidgets import QApplication

from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.domain.answer import Mark
from qa_auditor.domain.rounding import rounded
from qa_auditor.reports.scorecard.template import RESULT_ROW
from qa_auditor.ui.backend import Intake
from qa_auditor.ui.player import no_sound
from tests.journey.conftest import CODINGS, SECONDS, Coding, Seat, answer_all, there

NOTE = "开场没有报出单位名称，语速过快"
READABLE = [
    pytest.param(coding, id=coding.title, marks=[] if there(coding) else pytest.mark.skip("the amr extra is missing"))
    for coding in CODINGS
]


def test_every_recording_is_taken_in_and_a_second_import_adds_nothing(
    imported: tuple[Path, Intake], recordings: Path, sit_down: Callable[[Path], Seat]
):
    folder, intake = imported
    count = sum(map(there, CODINGS))
    assert (intake.taken, intake.known, intake.refused) == (count, 0, ())
    backend = sit_down(folder).shell.session.open_backend()
    again = backend.take_in([recordings], lambda _done, _of, _what: None)
    assert (again.taken, again.known, again.refused) == (0, count, ())


@pytest.mark.parametrize("coding", READABLE)
def test_a_recording_of_each_format_plays_and_takes_a_mark_where_it_plays(seat: Seat, coding: Coding):
    page = seat.open(coding.title)
    media = page.player._media
    assert isinstance(media, QMediaPlayer)
    seat.qtbot.waitUntil(lambda: media.duration() > 0, timeout=20_000)
    assert abs(page.player.length - SECONDS * 1000) <= 100, "the length that the window shows"
    # An encoder's own silence before and after the sound is no part of the recording, but Qt counts it in an MP3.
    assert abs(media.duration() - page.player.length) <= (200 if coding.name.endswith(".mp3") else 100)
    seat.press("Space")
    seat.qtbot.waitUntil(lambda: page.player.position >= 300, timeout=20_000)
    assert page.recording.notice in {"", no_sound()}
    seat.press("M")
    assert page.bench is not None
    (mark,) = page.bench.response(page.form.current_question()).marks
    assert 300 <= mark.at_ms <= page.player.length
    seat.press("Space", "Home", "End")
    assert page.player.position == page.player.length


@pytest.mark.parametrize("name", ["05-mpeg", "04-gsm"])
def test_a_call_is_scored_submitted_and_reported_by_keyboard_alone(
    seat: Seat, name: str, require_reader: Callable[[str], str], tmp_path: Path
):
    page = seat.open(name)
    assert page.bench is not None
    evaluation_id = page.bench.opened.evaluation.id
    assert page.bench.opened.checklist.id == "call-service"
    seat.press("Space")
    seat.qtbot.waitUntil(lambda: page.player.position >= 300, timeout=20_000)
    seat.press("Space")
    moment = page.player.position
    answer_all(seat)
    _fail_with_a_mark_and_a_note(seat, "greeting")
    bench = page.bench
    assert bench.response("greeting").marks == (Mark(moment),)
    assert not bench.gaps()
    total = bench.sheet.total
    assert total is not None
    seat.press("Ctrl+Return", "Return")
    seat.qtbot.waitUntil(lambda: page.bench is None or page.bench.opened.evaluation.id != evaluation_id, timeout=20_000)
    store = seat.shell.session.open_backend().store
    with store.begin() as work:
        assert work.evaluations.scores(EvaluationFilter())[evaluation_id].total == total

    (card,) = _export(seat, "scorecards")
    (calculated,) = _calculated(require_reader("soffice"), [card], tmp_path)
    shown = load_workbook(calculated, data_only=True).worksheets[0][f"A{RESULT_ROW + 1}"].value
    assert shown == float(rounded(total))
    assert any(NOTE in str(list(sheet.values)) for sheet in load_workbook(card).worksheets)

    with store.begin() as work:
        (subject,) = (work.subjects.get(one.subject_id) for one in work.evaluations.find(EvaluationFilter()))
    listed = seat.reports.screen_view.processes
    codes = [listed.item(row).data(Qt.ItemDataRole.UserRole) for row in range(listed.count())]
    listed.setCurrentRow(codes.index(subject.process_code))
    seat.settle()
    (report,) = _export(seat, "process")
    fonts = _said(require_reader("pdffonts"), report).splitlines()[2:]
    assert fonts
    assert [line for line in fonts if line.split()[-5] != "yes"] == []
    assert NOTE in "".join(_said(require_reader("pdftotext"), report, "-").split())


def _fail_with_a_mark_and_a_note(seat: Seat, question_id: str) -> None:
    page = seat.score
    seat.press("PgUp")
    while page.form.current_question() != question_id:
        seat.press("J")
    seat.press("M", "C")
    event = QInputMethodEvent()
    event.setCommitString(NOTE)
    QApplication.sendEvent(seat.focus(), event)
    seat.press("Esc", "N")


def _export(seat: Seat, document: str) -> list[Path]:
    seat.press("Ctrl+4")
    view = seat.reports.screen_view
    view.choose_period("all")
    seat.settle()
    before = set(seat.folder.glob("exports/**/*.*"))
    view.export_button(document).setFocus()
    seat.press("Return")
    return sorted(set(seat.folder.glob("exports/**/*.*")) - before)


def _calculated(soffice: str, files: list[Path], folder: Path) -> list[Path]:
    """The files as LibreOffice writes them after calculating every formula, without the values that we stored."""
    bare = []
    for file in files:
        workbook = load_workbook(file)
        workbook.save(folder / file.name)
        bare.append(folder / file.name)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    kind = "xlsx:Calc MS Excel 2007 XML"
    target = folder / "calculated"
    command: list[str | Path] = [soffice, "--headless", profile, "--convert-to", kind, "--outdir", target, *bare]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return [target / file.name for file in bare]


def _said(program: str, *arguments: str | Path) -> str:
    return subprocess.run([program, *arguments], check=True, capture_output=True, encoding="utf-8").stdout
