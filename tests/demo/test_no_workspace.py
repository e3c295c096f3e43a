"""Commands that only read say that there is nothing, and make nothing."""

import pytest


@pytest.mark.parametrize("words", [["check"], ["export", "scorecards"], ["report", "process", "COMPLAINT"]])
def test_a_mistyped_workspace_is_said_and_not_made(qa_auditor, tmp_path, words):
    folder = tmp_path / "mistyped"
    ended = qa_auditor("--workspace", folder, *words, "--json")
    assert ended.code == 2
    assert str(folder) in ended.err
    assert ended.err.count("\n") == 1
    assert ended.out == ""
    assert not folder.exists()
