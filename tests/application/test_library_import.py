"""The shipped library is there, never over what was edited; files bring what is new and say what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qa_auditor.application.process_library.importing import ImportedFile, import_library
from qa_auditor.application.process_library.saving import change_map, save_process
from qa_auditor.application.process_library.shipping import ShippedLibrary, install_shipped_library
from qa_auditor.bootstrap.library import library_format
from qa_auditor.bootstrap.program import Application
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import ChangeNote, Lane, ProcessRecord, Step
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.text import plain
from qa_auditor.domain.touchpoint import Brand, Business, Channel, ProcessMap, Touchpoint
from qa_auditor.exchange.library.documents import check_library_file
from qa_auditor.exchange.library.shipped import load_shipped
from qa_auditor.exchange.library.writing import map_yaml, process_yaml, standards_yaml

STEP = Step("ask", plain("Ask"), Stage.INITIAL, Lane.FRONT, standards=("HOUSE-1",))
RECORD = ProcessRecord("OWN", 1, plain("Own"), steps=(STEP,))
STANDARD = Standard("HOUSE-1", 1, plain("Answers"), "software.time")
MAP = ProcessMap(
    (Channel("TEL", plain("Phone")),),
    (Brand("GT", plain("G")),),
    (Business("01", plain("B")),),
    (Touchpoint("TEL", "GT", "01", "OWN"),),
)
NOTE = ChangeNote("name", "heard", "QC01", "2026-11-01")


@pytest.fixture
def install(application: Application) -> Callable[[str, ShippedLibrary], tuple[str, ...]]:
    def installed(program: str, library: ShippedLibrary) -> tuple[str, ...]:
        return install_shipped_library(
            application.store, program=program, load=lambda: library, formats=library_format()
        ).value

    return installed


def test_a_fresh_workspace_has_the_shipped_library(application: Application):
    shipped = load_shipped()
    with application.store.begin() as work:
        assert work.process_records.codes() == sorted(record.code for record in shipped.processes)
        assert work.standards.codes() == sorted(standard.code for standard in shipped.standards)
        assert work.map.get() == shipped.process_map


def test_the_library_is_read_once_for_each_version_of_the_program(
    application: Application, rebuild: Callable[[Path], Application], monkeypatch: pytest.MonkeyPatch
):
    read: list[str] = []

    def shipped() -> ShippedLibrary:
        read.append("read")
        return ShippedLibrary()

    monkeypatch.setattr("qa_auditor.bootstrap.program.shipped_library", shipped)
    rebuild(application.workspace).close()
    assert read == []
    monkeypatch.setattr("qa_auditor.__version__", "999")
    rebuild(application.workspace).close()
    rebuild(application.workspace).close()
    assert read == ["read"]


def test_a_newer_shipped_version_follows_a_shipped_one(application: Application, install):
    change_map(application.store, change=lambda _before: ProcessMap())
    assert install("a", ShippedLibrary((RECORD,), (STANDARD,), MAP)) == ("OWN", "HOUSE-1", "TEL-GT-01")
    renamed = replace(MAP, channels=(Channel("TEL", plain("Telephone")),))
    newer = ShippedLibrary((replace(RECORD, version=2, change=NOTE),), (STANDARD,), renamed)
    assert install("b", newer) == ("OWN", "TEL-GT-01")
    with application.store.begin() as work:
        assert work.process_records.versions("OWN") == [1, 2]
        assert work.map.get() == renamed


def test_what_was_edited_here_stays_in_force(application: Application, install):
    change_map(application.store, change=lambda _before: ProcessMap())
    install("a", ShippedLibrary((RECORD,), (), MAP))
    edited = replace(RECORD, name=plain("Ours"))
    save_process(application.store, clock=application.clock, record=edited, based_on=1, note=NOTE)
    change_map(application.store, change=lambda before: replace(before, touchpoints=()))
    assert install("b", ShippedLibrary((replace(RECORD, version=3, change=NOTE),), (), MAP)) == ()
    with application.store.begin() as work:
        assert work.process_records.latest("OWN").name == plain("Ours")
        assert work.map.get().touchpoints == ()


@pytest.fixture
def take(application: Application) -> Callable[..., tuple[ImportedFile, ...]]:
    def taken(**texts: str) -> tuple[ImportedFile, ...]:
        documents = [check_library_file(text, file=file) for file, text in texts.items()]
        return import_library(application.store, documents=documents).value

    return taken


def test_files_bring_what_is_new_in_whatever_order_they_come(application: Application, take):
    files = take(a=map_yaml(MAP), b=process_yaml(RECORD), c=standards_yaml([STANDARD]))
    assert [(one.added, one.faults) for one in files] == [(("map",), ()), (("OWN 1",), ()), (("HOUSE-1 1",), ())]
    codes = {warning.code for one in files for warning in one.warnings}
    assert not {code for code in codes if code.startswith("unknown")}
    again = take(a=map_yaml(MAP), b=process_yaml(RECORD), c=standards_yaml([STANDARD]))
    assert [(one.added, one.unchanged) for one in again] == [
        ((), ("map",)),
        ((), ("OWN 1",)),
        ((), ("HOUSE-1 1",)),
    ]
    with application.store.begin() as work:
        assert work.map.get() == MAP


def test_a_wrong_file_keeps_no_other_from_being_taken(application: Application, take):
    wrong, right = take(a=process_yaml(RECORD).replace("front", "rear"), b=standards_yaml([STANDARD]))
    assert [fault.code for fault in wrong.faults] == ["unknown-value"]
    assert right.added == ("HOUSE-1 1",)
    with application.store.begin() as work:
        assert "OWN" not in work.process_records.codes()


def test_a_standard_that_nobody_knows_is_a_warning_with_its_place(take):
    (only,) = take(a=process_yaml(RECORD))
    assert only.added == ("OWN 1",)
    assert [(one.code, one.place.file, one.place.line) for one in only.warnings if one.code.startswith("unknown")] == [
        ("unknown-standard", "a", 10)
    ]


def test_a_map_whose_process_is_not_there_is_refused(application: Application, take):
    (only,) = take(a=map_yaml(MAP))
    assert [(fault.code, fault.place.path) for fault in only.faults] == [("unknown-process", "touchpoints[0].process")]
    with application.store.begin() as work:
        assert work.map.get() != MAP


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda one: replace(one, name=plain("Other")), ["version-taken"]),
        (lambda one: replace(one, version=2), ["change-without-what", "change-without-why", "change-without-by"]),
        (lambda one: replace(one, version=2, change=replace(NOTE, why="")), ["change-without-why"]),
        (lambda one: replace(one, version=7, change=NOTE), []),
    ],
)
def test_a_version_follows_the_one_that_is_there_and_says_why(take, change, codes):
    take(a=process_yaml(RECORD))
    (second,) = take(a=process_yaml(change(RECORD)))
    assert [fault.code for fault in second.faults] == codes


def test_versions_never_go_back(take):
    take(a=process_yaml(replace(RECORD, version=5)))
    (older,) = take(a=process_yaml(replace(RECORD, version=4)))
    assert [fault.code for fault in older.faults] == ["version-older"]


def test_the_same_version_twice_with_different_content_is_refused_the_second_time(take):
    first, second = take(a=process_yaml(RECORD), b=process_yaml(replace(RECORD, name=plain("Other"))))
    assert first.added == ("OWN 1",)
    assert [fault.code for fault in second.faults] == ["version-taken"]
