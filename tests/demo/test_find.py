"""``qa-auditor find`` on a real workspace."""

import json

import pytest


@pytest.mark.parametrize("typed", ["COMPLAINT", "投诉处理", "投訴處理", "tscl", "tousuchuli"])
def test_a_process_is_found_however_it_is_typed(qa_auditor, demo_workspace, typed):
    ended = qa_auditor("--workspace", demo_workspace, "--lang", "zh-CN", "find", typed, "--json")
    found = json.loads(ended.out)

    assert ended.code == 0
    assert {key: found[0][key] for key in ("kind", "code", "title")} == {
        "kind": "process",
        "code": "COMPLAINT",
        "title": "投诉处理",
    }
    assert list(found[0]) == ["kind", "code", "title", "score"]
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert found[0]["score"] <= 1


def test_titles_are_in_the_language_that_is_asked_for(qa_auditor, demo_workspace):
    ended = qa_auditor("--workspace", demo_workspace, "--lang", "en", "find", "投诉", "--limit", "1", "--json")

    assert json.loads(ended.out)[0]["title"] == "Complaints"


def test_nothing_found_is_an_empty_list_and_no_failure(qa_auditor, demo_workspace):
    ended = qa_auditor("--workspace", demo_workspace, "find", "qqxxqq", "--json")

    assert (ended.code, json.loads(ended.out)) == (0, [])


def test_people_get_lines_with_kind_code_and_title(qa_auditor, demo_workspace):
    ended = qa_auditor("--workspace", demo_workspace, "find", "complaint", "handling", "--kind", "question")

    assert ended.code == 0
    assert all("Question" in line for line in ended.out.splitlines())


def test_a_kind_that_does_not_exist_and_a_missing_workspace_are_bad_input(qa_auditor, demo_workspace, tmp_path):
    assert qa_auditor("--workspace", demo_workspace, "find", "x", "--kind", "agent").code == 2
    assert qa_auditor("--workspace", tmp_path / "none", "find", "x").code == 2
