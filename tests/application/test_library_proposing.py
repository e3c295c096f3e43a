"""A proposal names who speaks, is decided once by those who may, and names the questions that it touches."""

from dataclasses import replace
from fractions import Fraction

import pytest

from qa_auditor.application.faults import FaultsError, OvertakenError
from qa_auditor.application.library import install_checklist
from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.process_library.proposing import (
    accept_proposal,
    decline_proposal,
    propose,
    questions_judging,
)
from qa_auditor.application.process_library.saving import save_standard
from qa_auditor.bootstrap.program import Application, parse_checklist
from qa_auditor.domain.people import Role
from qa_auditor.domain.process import ChangeNote
from qa_auditor.domain.standard import Enquiry, Origin, Proposal, ProposalState, Standard
from qa_auditor.domain.text import plain

STANDARD = Standard("HOUSE-1", 1, plain("Answers"), "software.time", target=Fraction(30))
STRICTER = replace(STANDARD, target=Fraction(20))

CHECKLIST = """\
format: 1
id: own
version: 1
title: Own
subject: call
sections:
  - id: only
    title: Only
    questions:
      - {id: fast, text: Fast, area: software.time, standard: HOUSE-1, answer: {type: yes_no}}
      - {id: kind, text: Kind, area: people.tact, standard: HOUSE-2, answer: {type: yes_no}}
"""


@pytest.fixture
def people(application: Application) -> dict[Role, str]:
    with application.store.begin() as work:
        made = {
            role: ensure_evaluator(work, clock=application.clock, code=f"T-{role}", name=role.value, role=role).id
            for role in Role
        }
        work.standards.add(STANDARD)
        work.commit()
    install_checklist(application.store, text=CHECKLIST, file="own.yaml", parse=parse_checklist)
    return made


@pytest.fixture
def proposal(application: Application, people: dict[Role, str]) -> Proposal:
    return made(application, people)


def made(
    application: Application,
    people: dict[Role, str],
    proposed: Standard = STRICTER,
    why: str = "Callers hang up after twenty seconds",
) -> Proposal:
    return propose(
        application.store,
        clock=application.clock,
        proposed=proposed,
        base_version=1,
        origin=Origin.CUSTOMER,
        enquiry=Enquiry.QUESTIONNAIRE,
        why=why,
        made_by=people[Role.INSPECTOR],
    ).value


def test_a_proposal_waits_with_its_origin_and_reason(application, proposal):
    with application.store.begin() as work:
        (waiting,) = work.proposals.find(standard_code="HOUSE-1", state=ProposalState.PROPOSED)
        assert work.standards.versions("HOUSE-1") == [1]
    assert waiting == proposal
    assert (waiting.origin, waiting.enquiry, waiting.proposed.version) == (Origin.CUSTOMER, Enquiry.QUESTIONNAIRE, 2)


@pytest.mark.parametrize("role", [Role.OWNER, Role.SUPERVISOR])
def test_accepted_it_becomes_the_next_version_and_names_the_questions(application, people, proposal, role):
    outcome = accept_proposal(
        application.store, clock=application.clock, proposal_id=proposal.id, decided_by=people[role]
    )
    decided = outcome.value
    assert decided.standard is not None
    assert decided.standard == replace(
        STRICTER, version=2, change=ChangeNote("target", "Callers hang up after twenty seconds", role, "2026-11-22")
    )
    assert [(str(one.checklist), one.question_id) for one in decided.questions] == [("own v1", "fast")]
    assert {change.kind.value for change in outcome.changes} == {"proposal", "standard"}
    with application.store.begin() as work:
        assert work.standards.latest("HOUSE-1") == decided.standard
        assert work.proposals.get(proposal.id).state is ProposalState.ACCEPTED


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SHOPPER])
def test_others_may_not_decide(application, people, proposal, role):
    for decide in (accept_proposal, decline_proposal):
        with pytest.raises(FaultsError) as refused:
            decide(
                application.store,
                clock=application.clock,
                proposal_id=proposal.id,
                decided_by=people[role],
                decision="because",
            )
        assert [fault.code for fault in refused.value.faults] == ["not-permitted"]
    with application.store.begin() as work:
        assert work.proposals.get(proposal.id).state is ProposalState.PROPOSED


def test_declined_it_keeps_the_reason_and_changes_nothing(application, people, proposal):
    store, clock, owner = application.store, application.clock, people[Role.OWNER]
    with pytest.raises(FaultsError):
        decline_proposal(store, clock=clock, proposal_id=proposal.id, decided_by=owner, decision=" ")
    decided = decline_proposal(store, clock=clock, proposal_id=proposal.id, decided_by=owner, decision="No staff").value
    assert (decided.proposal.state, decided.proposal.decision, decided.standard) == (
        ProposalState.DECLINED,
        "No staff",
        None,
    )
    with pytest.raises(FaultsError) as refused:
        accept_proposal(store, clock=clock, proposal_id=proposal.id, decided_by=owner)
    assert [fault.code for fault in refused.value.faults] == ["proposal-decided"]
    with store.begin() as work:
        assert work.standards.versions("HOUSE-1") == [1]


def test_what_was_revised_meanwhile_is_not_undone(application, people, proposal):
    note = ChangeNote("share", "measured", "T")
    save_standard(
        application.store,
        clock=application.clock,
        standard=replace(STANDARD, share=Fraction(1, 2)),
        based_on=1,
        note=note,
    )
    with pytest.raises(OvertakenError):
        accept_proposal(
            application.store, clock=application.clock, proposal_id=proposal.id, decided_by=people[Role.OWNER]
        )
    with pytest.raises(OvertakenError):
        made(application, people)


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"proposed": STANDARD}, "proposal-changes-nothing"), ({"why": "  "}, "proposal-without-why")],
)
def test_a_proposal_that_says_nothing_is_refused(application, people, facts, code):
    with pytest.raises(FaultsError) as refused:
        made(application, people, **facts)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_questions_are_those_of_the_newest_checklists(application, people):
    newer = CHECKLIST.replace("version: 1", "version: 2").replace("HOUSE-2", "HOUSE-1").replace("id: fast", "id: quick")
    install_checklist(application.store, text=newer, file="own.yaml", parse=parse_checklist)
    with application.store.begin() as work:
        assert [one.question_id for one in questions_judging(work, "HOUSE-1")] == ["quick", "kind"]
