"""A new version is saved with its reason, never over somebody else's, and the map by many hands at once."""

from dataclasses import replace
from functools import partial

import pytest

from qa_auditor.application.faults import FaultsError, OvertakenError
from qa_auditor.application.process_library.saving import change_map, save_process, save_standard
from qa_auditor.bootstrap.program import Application
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import ChangeNote, Lane, ProcessRecord, Step
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.text import plain
from qa_auditor.domain.touchpoint import Brand, Business, Channel, NotOffered, ProcessMap, Touchpoint

RECORD = ProcessRecord("OWN", 1, plain("Own"), steps=(Step("ask", plain("Ask"), Stage.INITIAL, Lane.FRONT),))
STANDARD = Standard("HOUSE-1", 1, plain("Answers"), "software.time")
NOTE = ChangeNote("name", "heard", "QC01")


@pytest.fixture
def saved(application: Application) -> ProcessRecord:
    return save_process(application.store, clock=application.clock, record=RECORD, based_on=0).value


def test_a_new_process_needs_no_reason(application: Application, saved: ProcessRecord):
    assert (saved.version, saved.change) == (1, None)
    with application.store.begin() as work:
        assert work.process_records.latest("OWN") == saved
        assert work.processes.get("OWN").name == plain("Own")


def test_the_next_version_keeps_what_why_by_whom_and_when(application: Application, saved: ProcessRecord):
    changed = replace(saved, name=plain("Better"), version=77)
    outcome = save_process(application.store, clock=application.clock, record=changed, based_on=1, note=NOTE)
    assert (outcome.value.version, outcome.value.change) == (2, replace(NOTE, on="2026-11-22"))
    assert [(change.kind, change.id) for change in outcome.changes] == [("process", "OWN")]


def test_without_a_reason_nothing_is_saved_and_every_lack_is_said(application: Application, saved: ProcessRecord):
    changed = replace(saved, name=plain("Better"))
    with pytest.raises(FaultsError) as refused:
        save_process(
            application.store, clock=application.clock, record=changed, based_on=1, note=ChangeNote("name", " ", "")
        )
    assert [fault.code for fault in refused.value.faults] == ["change-without-why", "change-without-by"]
    with application.store.begin() as work:
        assert work.process_records.versions("OWN") == [1]


def test_saving_what_did_not_change_makes_no_version(application: Application, saved: ProcessRecord):
    outcome = save_process(application.store, clock=application.clock, record=saved, based_on=1)
    assert outcome.value == saved
    assert outcome.changes == ()


@pytest.mark.parametrize("based_on", [0, 2])
def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    application: Application, saved: ProcessRecord, based_on: int
):
    changed = replace(saved, name=plain("Better"))
    with pytest.raises(OvertakenError):
        save_process(application.store, clock=application.clock, record=changed, based_on=based_on, note=NOTE)


def test_a_standard_is_saved_like_a_process(application: Application):
    store, clock = application.store, application.clock
    assert save_standard(store, clock=clock, standard=STANDARD, based_on=0).value.version == 1
    stricter = replace(STANDARD, time_limit_s=10)
    assert save_standard(store, clock=clock, standard=stricter, based_on=1, note=NOTE).value.version == 2
    with pytest.raises(OvertakenError):
        save_standard(store, clock=clock, standard=STANDARD, based_on=1, note=NOTE)
    with pytest.raises(FaultsError):
        save_standard(store, clock=clock, standard=replace(STANDARD, retired=True), based_on=2)


def drawn(_before: ProcessMap) -> ProcessMap:
    return ProcessMap(
        (Channel("TEL", plain("Phone")),),
        (Brand("GT", plain("G")),),
        (Business("01", plain("B")), Business("02", plain("C"))),
    )


def with_cell(cell: Touchpoint, before: ProcessMap) -> ProcessMap:
    return replace(before, touchpoints=(*before.touchpoints, cell))


def test_two_people_may_change_different_cells(application: Application, saved: ProcessRecord):
    change_map(application.store, change=drawn)
    for business in ("01", "02"):
        cell = Touchpoint("TEL", "GT", business, "OWN")
        change_map(application.store, change=partial(with_cell, cell))
    with application.store.begin() as work:
        assert [one.code for one in work.map.get().touchpoints] == ["TEL-GT-01", "TEL-GT-02"]


def test_the_cells_that_changed_are_named(application: Application, saved: ProcessRecord):
    change_map(application.store, change=drawn)
    cell = Touchpoint("TEL", "GT", "02", "OWN")
    outcome = change_map(application.store, change=lambda before: replace(before, touchpoints=(cell,)))
    assert [(change.kind, change.id) for change in outcome.changes] == [("touchpoint", "TEL-GT-02")]
    assert change_map(application.store, change=lambda before: before).changes == ()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda found: replace(found, touchpoints=(Touchpoint("TEL", "GT", "09"),)), "no-head"),
        (lambda found: replace(found, touchpoints=(Touchpoint("TEL", "GT", "01"),) * 2), "duplicate-cell"),
        (
            lambda found: replace(
                found, touchpoints=(Touchpoint("TEL", "GT", "01"),), not_offered=(NotOffered("TEL", "GT", "01"),)
            ),
            "duplicate-cell",
        ),
        (lambda found: replace(found, touchpoints=(Touchpoint("TEL", "GT", "01", "NONE"),)), "unknown-process"),
        (lambda found: replace(found, touchpoints=(Touchpoint("TEL", "GT", "01", flow=9),)), "wrong-rating"),
        (lambda found: replace(found, channels=(*found.channels, Channel("tel", plain("x")))), "wrong-head"),
        (lambda found: replace(found, brands=found.brands * 2), "duplicate-head"),
    ],
)
def test_a_map_that_contradicts_itself_is_refused(application: Application, wrong, code):
    change_map(application.store, change=drawn)
    with pytest.raises(FaultsError) as refused:
        change_map(application.store, change=wrong)
    assert [fault.code for fault in refused.value.faults] == [code]
