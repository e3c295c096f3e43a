"""Suggestions on the form: pale, with their words and moment, and nothing until they are taken."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa_auditor.application.library import install_checklist
from qa_auditor.bootstrap.program import build, parse_checklist
from qa_auditor.domain.answer import Mark
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side
from tests.ui.conftest import Desk, OpenDesk, TickingClock

CHECKLIST = """
format: 1
id: assisted
version: 1
title: {zh-CN: 带建议, en: Assisted}
subject: chat
process: [COMPLAINT]
sections:
  - id: only
    title: {zh-CN: 全部, en: All}
    questions:
      - {id: greeting, text: {zh-CN: 问候, en: Greets}, area: people.tact, answer: {type: yes_no},
         assist: [{id: said, suggest: yes, phrase: {any: [您好], side: agent, within: 15}}]}
      - {id: sorry, text: {zh-CN: 致歉, en: Says sorry}, area: people.tact, answer: {type: yes_no},
         assist: [{id: not-said, suggest: no, phrase: {none: [抱歉, 对不起], side: agent}}]}
      - {id: tone, text: {zh-CN: 语气, en: Tone}, area: people.attitude, answer: {type: rating, min: 1, max: 5}}
"""

LINES = (
    Line(0, Side.AGENT, "您好，客服中心", start_ms=2000, end_ms=3500),
    Line(1, Side.CUSTOMER, "我要投诉", start_ms=4000, end_ms=5000),
)


@pytest.fixture(scope="session")
def assisted_workspace(tmp_path_factory: pytest.TempPathFactory, filled_workspace: Path) -> Path:
    folder = tmp_path_factory.mktemp("assisted") / "desk"
    shutil.copytree(filled_workspace, folder)
    with build(folder, clock=TickingClock()) as application:
        install_checklist(application.store, text=CHECKLIST, file="assisted.yaml", parse=parse_checklist)
        with application.store.begin() as work:
            made = Conversation("subject-0", ConversationKind.TRANSCRIPT, LINES)
            work.conversations.add(made, fingerprint="x", added=datetime(2026, 11, 3, tzinfo=UTC))
            work.commit()
    return folder


@pytest.fixture
def assisted(open_desk: OpenDesk, assisted_workspace: Path) -> Desk:
    desk = open_desk(assisted_workspace)
    desk.press("Ctrl+2")
    desk.qtbot.waitUntil(desk.score.queue.table.hasFocus, timeout=20_000)
    # The checklist for this process is the first of those that fit.
    desk.press("Return", "Return")
    assert desk.bench.opened.checklist.id == "assisted"
    return desk


def test_a_suggestion_stands_beside_the_question_and_scores_nothing(assisted: Desk):
    strip = assisted.score.editor.suggestion

    assert not strip.isHidden()
    assert strip.accessibleName() == "Suggested: Yes. “您好” 00:02"
    assert assisted.score.head.total_text == "–"


def test_taking_it_answers_marks_and_goes_on(assisted: Desk):
    assisted.press("F")

    response = assisted.bench.response("greeting")
    assert response.value == "yes"
    assert response.marks == (Mark(2000, "", 3500, 0, 0, 2, "您好"),)
    assert assisted.score.form.current_question() == "sorry"
    with assisted.backend.store.begin() as work:
        stored = work.evaluations.responses(assisted.bench.opened.evaluation.id)
    assert stored["greeting"] == response


def test_what_is_missing_says_what_was_looked_for(assisted: Desk):
    assisted.press("J")

    assert "nowhere “抱歉”, “对不起”" in assisted.score.editor.suggestion.accessibleName()


def test_another_answer_puts_the_suggestion_aside_and_undo_brings_it_back(assisted: Desk):
    strip = assisted.score.editor.suggestion
    assisted.press("N", "K")
    assert strip.isHidden()
    assisted.press("Ctrl+Z")
    assert not strip.isHidden()


def test_its_moment_is_one_key_away(assisted: Desk):
    assisted.press("E")

    assert assisted.score.player.position == 2000


def test_a_question_without_a_suggestion_says_so(assisted: Desk):
    assisted.press("J", "J", "F")

    assert assisted.bench.response("tone").value is None


def test_a_suggestion_is_said_in_another_language_at_once(assisted: Desk):
    assisted.shell.switch_language("zh-CN")

    assert "建议" in assisted.score.editor.suggestion.accessibleName()
