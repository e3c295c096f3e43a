"""``qa-auditor export scorecards`` and ``qa-auditor report process`` on a workspace with data."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qa_auditor.bootstrap.program import build


def test_all_scorecards_and_a_summary_with_as_many_rows(qa_auditor, demo_workspace, tmp_path):
    ended = qa_auditor("export", "scorecards", "--workspace", demo_workspace, "--out", tmp_path, "--json")
    said = json.loads(ended.out)
    assert ended.code == 0
    assert said["evaluations"] == len(said["scorecards"]) == 12
    assert len(list((tmp_path / "scorecards").iterdir())) == 12
    book = load_workbook(said["summary"], read_only=True)
    assert sum(1 for _row in book["Scores"].iter_rows()) == 13


def test_filters_work_together(qa_auditor, demo_workspace, tmp_path):
    options = ("--workspace", demo_workspace, "--out", tmp_path, "--no-summary", "--json")
    one = json.loads(
        qa_auditor(
            "export", "scorecards", "--agent", "4027", "--process", "complaint", "--site", "JN", "--since",
            "2026-10-21", "--until", "2026-10-21", "--checklist", "call-service", *options,
        ).out
    )  # fmt: skip
    assert one["evaluations"] == 1
    assert one["summary"] is None
    assert "_4027_call-service_" in one["scorecards"][0]


def test_chosen_evaluations_are_written_whichever_revision_they_are(qa_auditor, demo_workspace, tmp_path):
    from qa_auditor.application.ports import EvaluationFilter

    with build(demo_workspace) as application, application.store.begin() as work:
        every = work.evaluations.find(EvaluationFilter(newest_revision_only=False))
    corrected = next(one.id for one in every if one.revision == 2)
    former = next(one.root_id for one in every if one.revision == 2)
    said = json.loads(
        qa_auditor(
            "export", "scorecards", "--workspace", demo_workspace, "--out", tmp_path, "--json",
            "--evaluation", former, "--evaluation", corrected,
        ).out
    )  # fmt: skip
    assert len({Path(file).name for file in said["scorecards"]}) == 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--process", "COMPLAIN"), "COMPLAINT"),
        (("--agent", "4072"), "40"),
        (("--site", "jn"), "JN"),
        (("--checklist", "call-servce"), "call-service"),
        (("--evaluation", "nothing"), "nothing"),
        (("--since", "2026-10-09", "--until", "2026-10-01"), "ends before"),
        (("--since", "2026-02-30"), "2026-02-30"),
    ],
)
def test_what_is_not_known_is_named_with_the_nearest_that_is(qa_auditor, demo_workspace, tmp_path, options, expected):
    ended = qa_auditor("export", "scorecards", "--workspace", demo_workspace, "--out", tmp_path / "out", *options)
    assert ended.code == 2
    assert expected in ended.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("options", [("--since", "0001-01-01"), ("--until", "9999-12-31")])
def test_a_day_at_the_end_of_the_calendar_is_refused(qa_auditor, demo_workspace, options):
    for command in (("export", "scorecards"), ("report", "process", "COMPLAINT")):
        ended = qa_auditor(*command, *options, "--workspace", demo_workspace)
        assert (ended.code, ended.err.count("\n")) == (2, 1)
        assert f"{options[0]}: {options[1]}" in ended.err


def test_without_any_evaluation_it_ends_with_1_and_writes_nothing(qa_auditor, demo_workspace, tmp_path):
    ended = qa_auditor(
        "export", "scorecards", "--workspace", demo_workspace, "--out", tmp_path / "out", "--since", "2030-01-01"
    )
    assert ended.code == 1
    assert "no submitted evaluations" in ended.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"garbage" * 900])
def test_a_check_says_that_the_database_is_damaged_also_when_it_cannot_be_opened(
    qa_auditor, demo_workspace, tmp_path, content
):
    shutil.copytree(demo_workspace / "media", tmp_path / "media")
    (tmp_path / "workspace.sqlite").write_bytes(content)
    ended = qa_auditor("check", "--workspace", tmp_path, "--json")
    assert ended.code == 1
    said = json.loads(ended.out)
    assert [fault["code"] for fault in said["faults"]] == ["database"]
    assert not said["ok"]
    assert qa_auditor("export", "scorecards", "--workspace", tmp_path).code == 3


def test_a_folder_that_cannot_be_made_is_said_with_a_remedy(qa_auditor, demo_workspace, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    ended = qa_auditor("export", "scorecards", "--workspace", demo_workspace, "--out", tmp_path / "file" / "out")
    assert ended.code == 3
    assert str(tmp_path / "file") in ended.err
    assert "Traceback" not in ended.err


def test_a_report_of_a_process_in_each_language(qa_auditor, demo_workspace, tmp_path):
    for tag in ("en", "zh-CN"):
        file = tmp_path / f"{tag}.pdf"
        ended = qa_auditor(
            "report", "process", "COMPLAINT", "--workspace", demo_workspace, "--out", file, "--json", "--lang", tag
        )
        said = json.loads(ended.out)
        assert ended.code == 0
        assert file.read_bytes().startswith(b"%PDF-")
        assert said["process"] == "COMPLAINT"
        assert said["evaluations"] >= 2
        assert float(said["score"]) <= 100


def test_the_period_reaches_from_the_first_to_the_last_evaluated_day_unless_told(qa_auditor, demo_workspace, tmp_path):
    told = json.loads(
        qa_auditor(
            "report", "process", "query", "--workspace", demo_workspace, "--out", tmp_path / "a.pdf", "--json",
            "--since", "2026-10-23", "--until", "2026-10-24", "--pooled",
        ).out
    )  # fmt: skip
    assert (told["since"], told["until"], told["pooled"]) == ("2026-10-23", "2026-10-24", True)
    free = json.loads(
        qa_auditor(
            "report", "process", "QUERY", "--workspace", demo_workspace, "--out", tmp_path / "b.pdf", "--json"
        ).out
    )
    assert free["since"] <= "2026-10-23" <= free["until"]
    assert free["zone"] == "Asia/Shanghai"


def test_a_period_without_evaluations_makes_an_honest_report(qa_auditor, demo_workspace, tmp_path):
    ended = qa_auditor(
        "report", "process", "QUERY", "--workspace", demo_workspace, "--out", tmp_path / "a.pdf",
        "--since", "2030-01-01", "--until", "2030-01-31",
    )  # fmt: skip
    assert ended.code == 0
    assert (tmp_path / "a.pdf").exists()
    assert "no evaluations" in ended.err


def test_an_unknown_process_is_refused_with_the_nearest(qa_auditor, demo_workspace):
    ended = qa_auditor("report", "process", "QUARY", "--workspace", demo_workspace)
    assert ended.code == 2
    assert "QUERY" in ended.err
