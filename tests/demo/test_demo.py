"""The demo: from nothing to results in one command, and the same each time."""

import hashlib
import json
import shlex
import shutil
from datetime import UTC

import pytest

from qa_auditor.application.demo.cast import BASE, FIRST
from qa_auditor.application.demo.dialogues import SCORED
from qa_auditor.application.integrity import check_workspace
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.assets import resource_path
from qa_auditor.bootstrap.program import build
from qa_auditor.cli import demo as demo_command
from qa_auditor.domain.evaluation import EvaluationState


def exports(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "exports").rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def opened(demo_workspace):
    with build(demo_workspace) as application:
        yield application


def test_the_same_seed_makes_the_same_bytes_and_another_does_not(demo_workspace, qa_auditor, tmp_path):
    assert qa_auditor("demo", tmp_path / "again", "--evaluations", "12", "--seed", "5").code == 0
    assert qa_auditor("demo", tmp_path / "other", "--evaluations", "12", "--seed", "6").code == 0
    first = exports(demo_workspace)
    assert len(first) == 12 + 1 + 2 * len([name for name in first if name.endswith("_en.pdf")])
    assert exports(tmp_path / "again") == first
    assert not set(exports(tmp_path / "other").values()) & set(first.values())


def test_everything_in_the_workspace_is_whole_and_scores_hold(opened):
    report = check_workspace(opened.store, opened.media)
    assert not report.faults
    assert report.checked["recordings"] == 8
    assert report.checked["submitted"] == 13, "twelve, and one that was corrected"


def test_home_and_queue_find_drafts_waiting_recordings_and_a_correction(opened):
    with opened.store.begin() as work:
        drafts = work.evaluations.find(EvaluationFilter(state=EvaluationState.DRAFT))
        every = work.evaluations.find(EvaluationFilter(newest_revision_only=False))
        begun = {draft.subject_id for draft in drafts}
        waiting = [subject for subject in work.subjects.waiting() if subject.id not in begun]
        answered = [len(work.evaluations.responses(draft.id)) for draft in drafts]
    assert len(drafts) == 3
    assert all(answered)
    assert sum(subject.recording is not None for subject in waiting) == 3
    assert [one.revision for one in every if one.reason] == [2]


def test_every_call_and_visit_has_its_place_on_the_shipped_map(opened):
    with opened.store.begin() as work:
        subjects = work.evaluations.subjects(EvaluationFilter(state=None)).values()
        found = {one.code: one.process_code for one in work.map.get().touchpoints}
        walks = work.walks.of(EvaluationFilter())
    assert len(subjects) > 12
    assert all(found[subject.touchpoint] == subject.process_code for subject in subjects)
    assert walks


def test_all_took_place_in_the_three_months_before_the_base_day(opened):
    with opened.store.begin() as work:
        evaluations = work.evaluations.find(EvaluationFilter(state=None, newest_revision_only=False))
        subjects = work.evaluations.subjects(EvaluationFilter(state=None))
    assert all(FIRST <= subject.occurred.local().date() < BASE for subject in subjects.values())
    assert all(one.submitted.at.astimezone(UTC).date() < BASE for one in evaluations if one.submitted)
    assert {subject.occurred.zone for subject in subjects.values()} == {"Asia/Shanghai", "Europe/London"}


@pytest.mark.parametrize("dialogue", sorted(SCORED))
def test_marks_stand_at_the_moments_of_the_faults(opened, dialogue):
    script = json.loads(resource_path("dialogues", f"{dialogue}.json").read_text(encoding="utf-8"))
    edges = {turn[name] for turn in script["turns"] for name in ("start_ms", "end_ms")}
    with opened.store.begin() as work:
        subject = next(one for one in work.evaluations.subjects(EvaluationFilter()).values() if one.title == dialogue)
        (evaluation,) = work.evaluations.find(EvaluationFilter(subject_id=subject.id))
        responses = work.evaluations.responses(evaluation.id)
    marks = [mark for response in responses.values() for mark in response.marks]
    assert len(marks) >= 3
    assert all(mark.at_ms in edges and mark.until_ms in edges and mark.at_ms < mark.until_ms for mark in marks)
    assert max(mark.until_ms for mark in marks) <= subject.recording.duration_ms


def test_it_says_what_it_made_and_how_to_look_at_it(qa_auditor, tmp_path):
    ended = qa_auditor("demo", tmp_path / "w", "--evaluations", "8", "--json")
    said = json.loads(ended.out)
    assert said["evaluations"] == 8
    assert said["recordings"] == 8
    assert {"COMPLAINT", "QUERY", "HANDLING"} <= set(said["processes"])
    for kind in ("scorecards", "summary", "reports"):
        assert said[kind]
        assert set(said[kind]) <= {str(path) for path in (tmp_path / "w").rglob("*")}
    assert not list((tmp_path / "w").rglob("*.part"))


def test_it_never_touches_a_folder_that_has_something(qa_auditor, tmp_path):
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    ended = qa_auditor("demo", tmp_path)
    assert ended.code == 2
    assert "not empty" in ended.err
    assert "new folder" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_interrupted_demo_is_begun_anew(qa_auditor, tmp_path, monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demo_command, "write_documents", interrupted)
        assert qa_auditor("demo", tmp_path / "d", "--evaluations", "8").code == 130
    assert qa_auditor("demo", tmp_path / "d", "--evaluations", "8").code == 0
    assert {one.name for one in (tmp_path / "d").iterdir()} >= {"workspace.sqlite", "media", "samples", "exports"}
    assert qa_auditor("demo", tmp_path / "d", "--evaluations", "8").code == 2


def test_beginning_anew_leaves_what_is_not_of_the_demo(qa_auditor, tmp_path):
    (tmp_path / "demo-unfinished").touch()
    (tmp_path / "workspace.sqlite").write_bytes(b"half")
    (tmp_path / "own.txt").write_text("mine", encoding="utf-8")
    assert qa_auditor("demo", tmp_path, "--evaluations", "8").code == 2
    assert (tmp_path / "own.txt").read_text(encoding="utf-8") == "mine"


def test_the_command_for_the_window_can_be_typed_as_it_stands(qa_auditor, tmp_path):
    ended = qa_auditor("demo", tmp_path / "my demo", "--evaluations", "8")
    typed = shlex.split(ended.out.splitlines()[-1])
    assert typed[-2:] == ["--workspace", str(tmp_path / "my demo")]
    assert shutil.which(typed[0])


def test_an_empty_folder_will_do_and_too_few_evaluations_are_refused(qa_auditor, tmp_path):
    (tmp_path / "empty").mkdir()
    assert qa_auditor("demo", tmp_path / "empty", "--evaluations", "3").code == 2
    assert not list((tmp_path / "empty").iterdir())
