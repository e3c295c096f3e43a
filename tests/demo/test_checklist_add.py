"""A supervisor brings an own checklist into the workspace."""

from qa_auditor.application.library import checklists_for
from qa_auditor.bootstrap.program import build
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind

OWN = """\
format: 1
id: own-call
version: {version}
title: {title}
subject: call
sections:
  - id: opening
    title: Opening
    questions:
      - id: greeting
        text: {text}
        area: people.tact
        answer: {{type: yes_no}}
"""


def test_added_checklists_can_be_chosen_and_the_newest_version_first(qa_auditor, tmp_path):
    folder = tmp_path / "workspace"
    first, second, wrong = (tmp_path / name for name in ("first.yaml", "second.yaml", "wrong.yaml"))
    first.write_text(OWN.format(version=1, title="自定义", text="问好"), encoding="utf-8-sig")
    second.write_text(OWN.format(version=2, title="自定义", text="先问好"), encoding="utf-8")
    wrong.write_text(OWN.format(version="x", title="错", text="问好"), encoding="utf-8")
    ended = qa_auditor("--workspace", folder, "checklist", "add", first, wrong, second)
    assert ended.code == 1
    assert "wrong.yaml:3" in ended.out
    assert qa_auditor("--workspace", folder, "checklist", "add", first).code == 0, "the same again changes nothing"
    with build(folder) as built, built.store.begin() as work:
        assert ChecklistRef("own-call", 2) in checklists_for(work, kind=SubjectKind.CALL)
        assert work.checklists.get(ChecklistRef("own-call", 1)).title.in_language("zh-CN") == "自定义"


def test_a_version_with_other_content_is_refused_with_the_next_number(qa_auditor, tmp_path):
    folder, file = tmp_path / "workspace", tmp_path / "own.yaml"
    file.write_text(OWN.format(version=1, title="a", text="b"), encoding="utf-8")
    assert qa_auditor("--workspace", folder, "checklist", "add", file).code == 0
    file.write_text(OWN.format(version=1, title="a", text="changed"), encoding="utf-8")
    ended = qa_auditor("--workspace", folder, "checklist", "add", file)
    assert ended.code == 1
    assert "version 2" in ended.out
