"""Processes, standards, the map and proposals are kept as they were given, and versions never change."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from qa_auditor.application.faults import FaultsError
from qa_auditor.application.ports import DecidedError, NotFoundError, VersionTakenError
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.process import Lane, Link, ProcessRecord, Step
from qa_auditor.domain.standard import Enquiry, Origin, Proposal, ProposalState, Standard
from qa_auditor.domain.text import plain, translated
from qa_auditor.domain.touchpoint import (
    Brand,
    Business,
    Channel,
    ContactDimension,
    NotOffered,
    ProcessMap,
    Touchpoint,
)
from qa_auditor.storage.workspace import Workspace

RECORD = ProcessRecord(
    "MAIL",
    1,
    translated({"zh-CN": "邮箱", "en": "Mail"}),
    ProcessClass.HANDLING,
    steps=(
        Step("ask", plain("Ask"), Stage.INITIAL, Lane.CUSTOMER),
        Step("do", plain("Do"), Stage.FINAL, Lane.BACK, time_limit_s=30, time_share=Fraction(9, 10)),
    ),
)
STANDARD = Standard("STD-1", 1, plain("Answer soon"), "software.time", target=Fraction(1, 3))
MAP = ProcessMap(
    (Channel("TEL", plain("Phone")), Channel("SMS", plain("SMS"))),
    (Brand("GT", plain("GoTone")),),
    (Business("0103", plain("Bill"), plain("Money")), Business("0104", plain("Roaming"))),
    (Touchpoint("TEL", "GT", "0103", "MAIL", ((ContactDimension.PRESENCE, 2),), 1, None, 5),),
    (NotOffered("SMS", "GT", "0103", plain("Too long")),),
)
PROPOSAL = Proposal(
    "p1",
    "STD-1",
    1,
    replace(STANDARD, version=2),
    Origin.CUSTOMER,
    Enquiry.INTERVIEW,
    "Heard",
    "evaluator",
    "2026-11-01",
)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    with workspace.store.begin() as work:
        work.process_records.add(RECORD)
        work.standards.add(STANDARD)
        work.map.put(MAP)
        work.proposals.add(PROPOSAL)
        work.commit()
    return workspace


def test_all_of_it_is_there_after_opening_again(filled: Workspace, folder: Path, open_at: Callable[..., Workspace]):
    filled.close()
    with closing(open_at(folder)) as again, again.store.begin() as work:
        assert work.process_records.latest("MAIL") == RECORD
        assert work.standards.latest("STD-1") == STANDARD
        assert work.map.get() == MAP
        assert work.proposals.find() == [PROPOSAL]


def test_versions_stand_side_by_side_and_the_newest_is_found(filled: Workspace):
    with filled.store.begin() as work:
        for version in (2, 10):
            work.process_records.add(replace(RECORD, version=version, name=plain(f"v{version}")))
        assert work.process_records.versions("MAIL") == [1, 2, 10]
        assert work.process_records.latest("MAIL").version == 10
        assert work.process_records.get("MAIL", 1) == RECORD
        assert [record.version for record in work.process_records.newest()] == [10]
        assert work.process_records.codes() == ["MAIL"]
        with pytest.raises(NotFoundError):
            work.process_records.get("MAIL", 3)
        with pytest.raises(NotFoundError):
            work.process_records.latest("NONE")


def test_the_rest_of_the_program_knows_the_newest_name(filled: Workspace):
    with filled.store.begin() as work:
        work.process_records.add(replace(RECORD, version=3, name=plain("New"), process_class=None))
        work.process_records.add(replace(RECORD, version=2, name=plain("Between")))
        assert work.processes.get("MAIL") == Process("MAIL", plain("New"), None)


def test_a_version_is_added_once_and_never_with_other_content(filled: Workspace):
    with filled.store.begin() as work:
        work.process_records.add(RECORD)
        work.standards.add(STANDARD)
        with pytest.raises(VersionTakenError):
            work.process_records.add(replace(RECORD, name=plain("Other")))
        with pytest.raises(VersionTakenError):
            work.standards.add(replace(STANDARD, target=Fraction(1)))


def test_what_could_not_be_read_again_is_not_stored(workspace: Workspace):
    lost = replace(RECORD, links=(Link("ask", "nowhere"),))
    with workspace.store.begin() as work, pytest.raises(FaultsError):
        work.process_records.add(lost)
    with workspace.store.begin() as work, pytest.raises(FaultsError):
        work.standards.add(replace(STANDARD, area="nothing"))


def test_a_process_called_the_same_but_for_capitals_becomes_the_record_with_its_calls(workspace: Workspace):
    with workspace.store.begin() as work:
        work.processes.put(Process("mail", plain("mail")))
        work.subjects.update(replace(work.subjects.get("call"), process_code="mail", touchpoint="TEL-GT-0103"))
        work.process_records.add(RECORD)
        work.commit()
    with workspace.store.begin() as work:
        assert [process.code for process in work.processes.all()] == ["COMPLAINT", "MAIL"]
        assert work.subjects.get("call").process_code == "MAIL"
        assert work.subjects.get("call").touchpoint == "TEL-GT-0103"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE process_version SET source = 'x'",
        "DELETE FROM process_version",
        "REPLACE INTO process_version SELECT code, version, 'x', 'x', 0, 'x' FROM process_version",
        "UPDATE standard_version SET shipped = 1",
        "DELETE FROM standard_version",
        "REPLACE INTO standard_version SELECT code, version, 'x', 'x', 0, 'x' FROM standard_version",
        "UPDATE proposal SET why = 'x'",
        "UPDATE proposal SET state = 'accepted', decided_at = 'x', proposed = 'x'",
        "DELETE FROM proposal",
        "REPLACE INTO proposal SELECT * FROM proposal",
        "DELETE FROM process WHERE code = 'MAIL'",
    ],
)
def test_the_database_itself_refuses_changes_of_what_is_kept(filled: Workspace, folder: Path, statement: str):
    with closing(sqlite3.connect(folder / "workspace.sqlite")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


def test_a_map_can_be_changed_in_every_part(filled: Workspace):
    changed = replace(
        MAP,
        channels=(Channel("APP", plain("App")), Channel("TEL", plain("Telephone"))),
        businesses=(Business("0104", plain("Roaming")), Business("0103", plain("Bills"))),
        touchpoints=(Touchpoint("APP", "GT", "0104"), Touchpoint("TEL", "GT", "0103", "MAIL")),
        not_offered=(NotOffered("APP", "GT", "0103"),),
    )
    with filled.store.begin() as work:
        work.map.put(changed)
        work.commit()
    with filled.store.begin() as work:
        assert work.map.get() == changed
        work.map.put(ProcessMap())
        assert work.map.get() == ProcessMap()


def test_a_touchpoint_leads_to_a_process_that_is_there(workspace: Workspace):
    with workspace.store.begin() as work, pytest.raises(NotFoundError):
        work.map.put(MAP)


def test_a_proposal_is_decided_once(filled: Workspace):
    with filled.store.begin() as work:
        work.proposals.decide("p1", state=ProposalState.ACCEPTED, by="colleague", at="2026-11-02", decision="Good")
        work.commit()
    with filled.store.begin() as work:
        decided = work.proposals.get("p1")
        assert (decided.state, decided.decided_by, decided.decision) == (ProposalState.ACCEPTED, "colleague", "Good")
        assert work.proposals.find(state=ProposalState.PROPOSED) == []
        with pytest.raises(DecidedError):
            work.proposals.decide("p1", state=ProposalState.DECLINED, by="colleague", at="x", decision="")


def test_a_map_of_200_by_30_is_kept(workspace: Workspace):
    channels = tuple(Channel(f"C{number}", plain("c")) for number in range(30))
    businesses = tuple(Business(f"{number:04}", plain("b")) for number in range(200))
    cells = tuple(Touchpoint(one.id, "GT", other.code) for one in channels for other in businesses)
    large = ProcessMap(channels, (Brand("GT", plain("b")),), businesses, cells)
    with workspace.store.begin() as work:
        work.map.put(large)
        work.commit()
    with workspace.store.begin() as work:
        found = work.map.get()
        assert len(found.touchpoints) == 6000
        work.map.put(replace(found, touchpoints=found.touchpoints[1:]))
        assert len(work.map.get().touchpoints) == 5999
