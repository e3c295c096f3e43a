"""A workspace has the checklists that came along, takes new versions, and offers those that fit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qa_auditor.application.faults import FaultsError
from qa_auditor.application.library import checklists_for, install_checklist, install_shipped, latest_versions
from qa_auditor.bootstrap.program import Application, parse_checklist
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind
from qa_auditor.exchange.shipped import shipped_checklists

TEXT = """\
format: 1
id: mine
version: 1
title: Mine
subject: call
sections:
  - id: only
    title: Only
    questions: [{id: greeting, text: Greets, area: people.attitude, answer: {type: yes_no}}]
"""


def install(application: Application, text: str) -> None:
    install_checklist(application.store, text=text, file="mine.yaml", parse=parse_checklist)


def test_a_fresh_workspace_has_every_shipped_checklist(application: Application):
    with application.store.begin() as work:
        there = {ref.id for ref in work.checklists.refs()}
        for ref in work.checklists.refs():
            assert work.checklists.get(ref).ref == ref
    assert there == {path.stem for path in shipped_checklists()}


def test_shipped_checklists_are_read_again_only_for_a_new_program(
    application: Application, rebuild: Callable[[Path], Application], monkeypatch: pytest.MonkeyPatch
):
    read: list[str] = []

    def shipped() -> list[tuple[str, str]]:
        read.append("read")
        return []

    monkeypatch.setattr("qa_auditor.bootstrap.program._shipped", shipped)
    rebuild(application.workspace).close()
    assert read == []
    monkeypatch.setattr("qa_auditor.__version__", "999")
    rebuild(application.workspace).close()
    rebuild(application.workspace).close()
    assert read == ["read"]


def test_a_shipped_version_that_is_there_stays(application: Application):
    install(application, TEXT)
    changed = TEXT.replace("Greets", "Says hello")
    added = install_shipped(
        application.store,
        program="999",
        sources=lambda: [("mine.yaml", changed), ("next.yaml", changed.replace("version: 1", "version: 2"))],
        parse=parse_checklist,
    )

    assert added.value == (ChecklistRef("mine", 2),)
    with application.store.begin() as work:
        assert work.checklists.source(ChecklistRef("mine", 1)) == TEXT


def test_the_newest_version_is_offered(application: Application):
    for version in (1, 2, 10):
        install(application, TEXT.replace("version: 1", f"version: {version}"))
    with application.store.begin() as work:
        assert [ref.version for ref in latest_versions(work) if ref.id == "mine"] == [10]


def test_a_changed_checklist_needs_a_new_version(application: Application):
    install(application, TEXT)
    install(application, TEXT)
    with pytest.raises(FaultsError) as refused:
        install(application, TEXT.replace("Greets", "Says hello"))

    (fault,) = refused.value.faults
    assert fault.code == "version-taken"
    assert fault.place.file == "mine.yaml"
    assert "2" in fault.remedy


def test_a_wrong_checklist_is_not_installed(application: Application):
    with pytest.raises(FaultsError):
        install(application, TEXT.replace("yes_no", "maybe"))
    with application.store.begin() as work:
        assert "mine" not in {ref.id for ref in work.checklists.refs()}


def test_checklists_fit_by_kind_and_those_of_the_process_come_first(application: Application):
    install(application, TEXT.replace("id: mine", "id: any"))
    install(application, TEXT.replace("id: mine", "id: of-query\nprocess: [QUERY]"))
    install(application, TEXT.replace("id: mine", "id: of-other\nprocess: [OTHER]"))
    with application.store.begin() as work:
        for_query = [ref.id for ref in checklists_for(work, kind=SubjectKind.CALL, process_code="QUERY")]
        visits = [ref.id for ref in checklists_for(work, kind=SubjectKind.VISIT)]
        for_complaint = [ref.id for ref in checklists_for(work, kind=SubjectKind.CALL, process_code="COMPLAINT")]
        for_nothing_known = [ref.id for ref in checklists_for(work, kind=SubjectKind.CALL)]
    assert for_query == ["of-query", "call-service", "any", "call-complaint", "of-other"]
    assert for_complaint[:3] == ["call-complaint", "call-service", "any"], "the one for complaints alone goes deeper"
    assert for_nothing_known[:2] == ["any", "call-service"], "the one for most processes is the safest guess"
    assert "call-service" not in visits
    assert "store-visit" in visits
