from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.checklist import Checklist, Question, Section, SubjectKind, YesNo
from qa_auditor.domain.evaluation import Evaluation
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import plain
from tests.ui.conftest import Desk


def long_evaluation(count: int) -> OpenEvaluation:
    questions = [Question(f"q{n}", plain(f"Question {n}"), YesNo(), "people.tact") for n in range(count)]
    sections = tuple(
        Section(f"s{first}", plain(f"Section {first}"), tuple(questions[first : first + 20]))
        for first in range(0, count, 20)
    )
    checklist = Checklist("long", 1, plain("Long"), SubjectKind.CALL, sections)
    moment = Moment(datetime(2026, 11, 3, tzinfo=UTC))
    evaluation = Evaluation("e", "e", 1, checklist.ref, "s", "p", moment)
    return OpenEvaluation(evaluation, checklist, Subject("s", SubjectKind.CALL, "call", moment), {}, {})


def noting(seen: list[str], name: str, real: Callable[..., object]) -> Callable[..., object]:
    def called(*args: object) -> object:
        seen.append(name)
        return real(*args)

    return called


def test_an_answer_measures_and_paints_only_what_is_seen(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    page = desk.begin()
    page.answers.show(Workbench(long_evaluation(1000)))
    page.form.go_to("q0")
    page.form.setFocus()
    monkeypatch.setattr(page.keeper, "keep", lambda *_args: None)
    qtbot.waitUntil(lambda: page.form.visualRect(page.form.currentIndex()).height() > 0, timeout=20_000)
    # Let the view finish the layout of the new rows.
    for _turn in range(5):
        QApplication.processEvents()
    delegate = page.form._delegate
    seen: list[str] = []
    # What Qt calls is looked up once; what these call in turn can be counted.
    for name in ("_text_width", "_paint_question"):
        monkeypatch.setattr(type(delegate), name, noting(seen, name, getattr(type(delegate), name)))
    for _answer in range(5):
        qtbot.keyClick(page.form, Qt.Key.Key_N)
        QApplication.processEvents()
    assert desk.bench.answered == 5
    assert seen.count("_paint_question") > 0
    assert len(seen) < 500
