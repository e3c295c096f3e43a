"""An auditor goes through a process as a customer; what is said is on disk, and becomes an evaluation."""

import sqlite3
from contextlib import closing
from fractions import Fraction

import pytest
from PIL import Image

from qa_auditor.application.faults import FaultsError
from qa_auditor.application.integrity import check_workspace
from qa_auditor.application.ports import EvaluationFilter, NotFoundError, SubmittedError
from qa_auditor.application.views.process_measurements import measurements_of
from qa_auditor.application.views.walkthroughs import WalkStage, walkthrough_rows
from qa_auditor.application.walkthroughs.finishing import unsaid
from qa_auditor.application.walkthroughs.walking import (
    begin_walkthrough,
    open_walkthrough,
    say,
    take_in_photo,
    taking_back,
    with_said,
)
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.process import Measurement
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.domain.walkthrough import Act
from qa_auditor.media.photos import read_photo
from tests.application.walks import DONE, RECORD, SKIPPED, again, finish, mark, submit


def test_it_begins_at_the_newest_version_with_a_name_of_its_own(shop, begun):
    assert begun.record == RECORD
    assert begun.walkthrough.title.startswith("SHOP 2026-11-22")
    assert (begun.standing.order, begun.evaluation, begun.closed) == ((), None, False)
    with shop.store.begin() as work:
        assert work.subjects.waiting() == [], "only a finished one waits to be scored"


def test_a_process_without_record_or_a_stranger_walks_nothing(shop):
    for code, evaluator in (("NONE", shop.auditor), ("SHOP", "nobody")):
        with pytest.raises(NotFoundError):
            begin_walkthrough(shop.store, clock=shop.clock, process_code=code, evaluator_id=evaluator)


def test_what_was_said_stands_when_the_workspace_is_opened_again(shop, begun, rebuild):
    opened = mark(shop, begun, ("greet", DONE), ("part", SKIPPED))
    shop.close()
    with rebuild(shop.workspace) as reopened:
        stands = open_walkthrough(reopened.store, walkthrough_id=begun.walkthrough.id)

    assert stands == opened
    assert stands.standing.order == ("greet",)


def test_marking_a_step_stops_its_clock_in_the_same_gesture(shop, begun):
    opened = say(
        shop.store,
        clock=shop.clock,
        walkthrough_id=begun.walkthrough.id,
        evaluator_id=shop.auditor,
        given=[(Act.STARTED, "greet", "")],
    ).value
    opened = mark(shop, opened, ("greet", DONE))
    assert opened.standing.running is None
    back = say(
        shop.store,
        clock=shop.clock,
        walkthrough_id=begun.walkthrough.id,
        evaluator_id=shop.auditor,
        given=taking_back(opened),
    ).value

    assert back.standing.running == "greet"
    assert back.standing.of("greet").outcome is None


def test_when_nothing_was_said_there_is_nothing_to_take_back(shop, begun):
    assert taking_back(begun) == []


def test_what_the_screen_shows_before_it_is_stored_is_what_is_stored(shop, begun):
    at = shop.clock.now()
    given = [(Act.STARTED, "greet", ""), (Act.NOTE, "greet", "quick")]
    shown = with_said(begun, given, at=at, evaluator_id=shop.auditor)
    stored = say(
        shop.store,
        clock=shop.clock,
        walkthrough_id=begun.walkthrough.id,
        evaluator_id=shop.auditor,
        given=given,
        at=at,
    )

    assert stored.value == shown


def test_the_evaluation_has_the_steps_trace_and_compliance(shop, begun):
    opened = mark(shop, begun, ("greet", DONE), ("part", DONE), ("serve", StepOutcome.NOT_TO_STANDARD))
    evaluation = finish(shop, opened)
    assert evaluation.checklist.subject is SubjectKind.WALKTHROUGH
    assert (evaluation.subject.id, evaluation.subject.process_code) == (begun.walkthrough.id, "SHOP")
    assert (evaluation.subject.channel, evaluation.subject.touchpoint) == ("store", "HALL-GT-0101")
    submit(shop, evaluation)
    with shop.store.begin() as work:
        measured = measurements_of(work, "SHOP", EvaluationFilter()).measured
        (row,) = walkthrough_rows(work, process_code="SHOP")

    # Three steps defined, three taken, the last two swapped.
    assert measured[Measurement.TRACE].value == Fraction(5, 6)
    assert measured[Measurement.COMPLIANCE].value == Fraction(2, 3)
    assert measured[Measurement.USE].value == 1
    assert (row.stage, row.trace.share, row.compliance.share) == (WalkStage.SUBMITTED, Fraction(5, 6), Fraction(2, 3))
    assert row.total is not None


def test_finishing_twice_is_one_evaluation_brought_up_to_date(shop, begun):
    first = finish(shop, mark(shop, begun, ("greet", DONE)))
    second = finish(shop, mark(shop, again(shop, begun), ("serve", DONE)))
    with shop.store.begin() as work:
        walk = work.walks.get(first.evaluation.id)

    assert second.evaluation.id == first.evaluation.id
    assert walk is not None
    assert walk.taken == ("greet", "serve")


def test_a_running_clock_stands_when_the_walk_is_finished(shop, begun):
    say(
        shop.store,
        clock=shop.clock,
        walkthrough_id=begun.walkthrough.id,
        evaluator_id=shop.auditor,
        given=[(Act.OUTCOME, "greet", "done"), (Act.STARTED, "greet", "")],
    )
    finish(shop, begun)

    assert again(shop, begun).standing.running is None


def test_open_steps_that_will_count_as_left_out_are_named_before(shop, begun):
    opened = mark(shop, begun, ("greet", DONE), ("serve", SKIPPED))

    assert [step.id for step in unsaid(opened)] == ["part"]


def test_after_submission_nothing_can_be_said_any_more(shop, begun):
    submit(shop, finish(shop, mark(shop, begun, ("greet", DONE))))
    assert again(shop, begun).closed
    with pytest.raises(SubmittedError):
        mark(shop, again(shop, begun), ("serve", DONE))


def test_the_database_itself_refuses_to_change_what_was_said(shop, begun):
    mark(shop, begun, ("greet", DONE))
    submit(shop, finish(shop, begun))
    shop.close()
    with closing(sqlite3.connect(shop.workspace / "workspace.sqlite")) as file:
        for statement in (
            "UPDATE walkthrough_entry SET value = 'skipped'",
            "DELETE FROM walkthrough_entry",
            "UPDATE walkthrough SET title = ''",
            "DELETE FROM walkthrough",
            "INSERT OR REPLACE INTO walkthrough_entry SELECT * FROM walkthrough_entry",
            "INSERT INTO walkthrough_entry SELECT walkthrough_id, 9, 9, act, '', '', '', '' FROM walkthrough_entry",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                file.execute(statement)


def test_without_a_checklist_for_walk_throughs_the_fault_says_what_to_add(shop, begun, monkeypatch):
    monkeypatch.setattr("qa_auditor.application.walkthroughs.finishing.checklists_for", lambda *_a, **_k: [])
    with pytest.raises(FaultsError) as refused:
        finish(shop, begun)

    assert refused.value.faults[0].remedy


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "大堂.jpg"
    Image.new("RGB", (40, 30), "red").save(path)
    return path


def keep_photo(shop, opened, path):
    taken = take_in_photo(shop.media, path=path, read=read_photo)
    return say(
        shop.store,
        clock=shop.clock,
        walkthrough_id=opened.walkthrough.id,
        evaluator_id=shop.auditor,
        given=[(Act.PHOTO, "greet", taken.sha256)],
        photo=taken,
    ).value


def test_a_photo_is_kept_by_its_content_and_goes_with_the_step(shop, begun, photo):
    keep_photo(shop, begun, photo)
    opened = mark(shop, keep_photo(shop, begun, photo), ("greet", DONE))
    (sha256,) = opened.standing.of("greet").photos
    evaluation = finish(shop, opened)
    with shop.store.begin() as work:
        kept = work.photos.get(sha256)
        walk = work.walks.get(evaluation.evaluation.id)

    assert shop.media.path_of(kept).read_bytes() == photo.read_bytes()
    assert kept.file_name == "大堂.jpg"
    assert walk is not None
    assert walk.steps[0].photo == sha256


def test_what_is_no_photo_leaves_nothing_behind(shop, begun, photo):
    photo.write_bytes(b"MZ")
    with pytest.raises(FaultsError):
        keep_photo(shop, begun, photo)

    assert again(shop, begun).entries == ()
    with shop.store.begin() as work:
        assert work.photos.all() == []


def test_check_finds_a_photo_that_is_gone_or_was_changed(shop, begun, photo):
    opened = keep_photo(shop, begun, photo)
    assert check_workspace(shop.store, shop.media).faults == ()
    with shop.store.begin() as work:
        path = shop.media.path_of(work.photos.get(opened.standing.of("greet").photos[0]))
    path.write_bytes(b"other")
    assert [fault.code for fault in check_workspace(shop.store, shop.media).faults] == ["photo-differs"]
    path.unlink()

    report = check_workspace(shop.store, shop.media)
    assert [fault.code for fault in report.faults] == ["photo-missing"]
    assert report.checked["photos"] == 1


def test_one_that_was_given_up_stands_last_in_the_list(shop, begun):
    other = begin_walkthrough(shop.store, clock=shop.clock, process_code="SHOP", evaluator_id=shop.auditor).value
    say(
        shop.store,
        clock=shop.clock,
        walkthrough_id=other.walkthrough.id,
        evaluator_id=shop.auditor,
        given=[(Act.ABANDONED, "", "closed")],
    )
    with shop.store.begin() as work:
        rows = walkthrough_rows(work)

    assert [(row.id, row.stage) for row in rows] == [
        (begun.walkthrough.id, WalkStage.WALKING),
        (other.walkthrough.id, WalkStage.ABANDONED),
    ]
    assert rows[0].evaluator == "Auditor"
