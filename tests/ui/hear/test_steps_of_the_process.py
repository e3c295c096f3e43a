"""Where a process is bound, its steps are marked in the recording by one key, kept, and taken back like answers."""

from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Lane, ProcessRecord, Step
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import translated
from qa_auditor.domain.walk import Walk, WalkedStep, walk_trace
from tests.ui.conftest import Desk
from tests.ui.hear.conftest import add_call

STEPS = ("greet", "verify", "solve", "close")


@pytest.fixture
def traced(desk: Desk, tmp_path: Path) -> Desk:
    add_call(desk, tmp_path)
    record = ProcessRecord(
        "COMPLAINT",
        2,  # the shipped library has the first
        translated({"zh-CN": "投诉", "en": "Complaint"}),
        steps=tuple(
            Step(name, translated({"zh-CN": name, "en": name.capitalize()}), Stage.INITIAL, Lane.FRONT)
            for name in STEPS
        ),
    )
    with desk.backend.store.begin() as work:
        work.process_records.add(record)
        call = work.subjects.get("two-sides")
        work.subjects.update(
            Subject(call.id, call.kind, call.title, call.occurred, process_code="COMPLAINT", recording=call.recording)
        )
        work.commit()
    desk.begin()
    desk.settle()
    return desk


def walk_on_disk(desk: Desk) -> Walk | None:
    with desk.backend.store.begin() as work:
        return work.walks.get(desk.bench.opened.evaluation.id)


def chips(desk: Desk) -> list[tuple[str, bool, bool]]:
    return [(chip.step_id, chip.done, chip.next) for chip in desk.score.recording.steps.chips]


def test_one_key_marks_the_next_step_at_the_moment_and_undo_takes_it_back(traced: Desk):
    assert chips(traced)[0] == ("greet", False, True)
    assert walk_on_disk(traced) is None, "looking at a call marks nothing"
    traced.press("T", "Right", "T", "Right", "T")
    walk = walk_on_disk(traced)
    assert walk is not None
    assert walk.steps == (
        WalkedStep("greet", at_ms=0),
        WalkedStep("verify", at_ms=5000),
        WalkedStep("solve", at_ms=10_000),
    )
    traced.press("Y", "Ctrl+Z", "Ctrl+Z")
    assert traced.bench.answered == 0
    walk = walk_on_disk(traced)
    assert walk is not None
    assert walk.taken == ("greet", "verify")
    traced.press("Ctrl+Y")
    walk = walk_on_disk(traced)
    assert walk is not None
    assert walk.taken == ("greet", "verify", "solve")
    with traced.backend.store.begin() as work:
        assert walk_trace(walk, work.process_records.latest("COMPLAINT")).share == Fraction(6, 7)


def test_a_step_is_marked_out_of_turn_by_a_click_and_a_marked_one_sought(traced: Desk):
    page = traced.score
    buttons = page.recording.steps.findChildren(QPushButton)
    traced.press("Right", "Right")
    buttons[2].click()
    traced.settle()
    traced.press("Home", "T")
    walk = walk_on_disk(traced)
    assert walk is not None
    assert [(step.step_id, step.at_ms) for step in walk.steps] == [("close", 0), ("solve", 10_000)]
    buttons[2].click()
    assert page.player.position == 10_000
    page.recording.steps.undone_wanted.emit("solve")
    traced.settle()
    assert chips(traced) == [
        ("greet", False, True), ("verify", False, False), ("solve", False, False), ("close", True, False),
    ]  # fmt: skip
