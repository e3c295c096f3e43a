"""Revising standards: whoever serves or is served proposes, owners and supervisors decide."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import Fault, FaultsError, OvertakenError, Place
from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import Clock, DecidedError, Store, UnitOfWork
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.people import Evaluator, Role
from qa_auditor.domain.process import ChangeNote
from qa_auditor.domain.standard import Enquiry, Origin, Proposal, ProposalState, Standard
from qa_auditor.domain.text import Text
from qa_auditor.i18n import _

DECIDERS = frozenset({Role.OWNER, Role.SUPERVISOR})
"""Who may accept or decline."""


@dataclass(frozen=True, slots=True)
class JudgingQuestion:
    """A question of a newest checklist that judges a standard: to be looked at when the standard changes."""

    checklist: ChecklistRef
    question_id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a proposal.

    Attributes:
        standard: the new version; None when it was declined.
        questions: those that were written for the version before; empty when it was declined.
    """

    proposal: Proposal
    standard: Standard | None = None
    questions: tuple[JudgingQuestion, ...] = ()


def propose(
    store: Store,
    *,
    clock: Clock,
    proposed: Standard,
    base_version: int,
    origin: Origin,
    enquiry: Enquiry,
    why: str,
    made_by: str,
) -> Outcome[Proposal]:
    """Propose a standard as it shall be.

    Args:
        store: the workspace's rows.
        clock: the time.
        proposed: the standard as it would be; its version number is set here.
        base_version: the version that it was written against.
        origin: who speaks.
        enquiry: how they were asked.
        why: what was heard.
        made_by: id of the evaluator who writes it down.

    Raises:
        FaultsError: nothing was changed, or it is not said why.
        OvertakenError: the standard has a newer version.
        NotFoundError: the standard or the evaluator is not there.
    """
    now = clock.now()
    with store.begin() as work:
        base = work.standards.get(proposed.code, base_version)
        _refuse_outdated(work, proposed.code, base_version)
        if not why.strip():
            message, remedy = _("it is not said why it should be changed"), _("Write what was heard")
            raise FaultsError([Fault("proposal-without-why", message, Place(""), remedy)])
        if not changed_parts(base, proposed):
            message, remedy = _("the proposal changes nothing"), _("Change the standard first")
            raise FaultsError([Fault("proposal-changes-nothing", message, Place(""), remedy)])
        proposal = Proposal(
            id=new_id(int(now.timestamp() * 1000)),
            standard_code=proposed.code,
            base_version=base_version,
            proposed=replace(proposed, version=base_version + 1),
            origin=origin,
            enquiry=enquiry,
            why=why.strip(),
            made_by=made_by,
            made_at=now.isoformat(timespec="seconds"),
        )
        work.proposals.add(proposal)
        work.commit()
    return Outcome(proposal, (Change(Kind.PROPOSAL, proposal.id),))


def accept_proposal(
    store: Store, *, clock: Clock, proposal_id: str, decided_by: str, decision: str = ""
) -> Outcome[Decided]:
    """Put a proposal into force as the standard's next version, and name the questions that judge the one before.

    Raises:
        FaultsError: this person may not decide, or somebody has decided already.
        OvertakenError: the standard has a newer version than the proposal was written against.
    """
    with store.begin() as work:
        who = _decider(work, decided_by)
        proposal = work.proposals.get(proposal_id)
        _refuse_outdated(work, proposal.standard_code, proposal.base_version)
        base = work.standards.get(proposal.standard_code, proposal.base_version)
        day = clock.now().date().isoformat()
        note = proposal.proposed.change
        what = (
            note.what if note is not None and note != base.change else ", ".join(changed_parts(base, proposal.proposed))
        )
        standard = replace(proposal.proposed, change=ChangeNote(what, proposal.why, who.name or who.code, day))
        _decide(work, proposal_id, ProposalState.ACCEPTED, who, clock, decision)
        work.standards.add(standard)
        decided = Decided(work.proposals.get(proposal_id), standard, tuple(questions_judging(work, standard.code)))
        work.commit()
    return Outcome(decided, (Change(Kind.PROPOSAL, proposal_id), Change(Kind.STANDARD, standard.code)))


def decline_proposal(
    store: Store, *, clock: Clock, proposal_id: str, decided_by: str, decision: str
) -> Outcome[Decided]:
    """Decline a proposal, with the reason.

    Raises:
        FaultsError: this person may not decide, no reason is given, or somebody has decided already.
    """
    if not decision.strip():
        message, remedy = _("it is not said why the proposal is declined"), _("Write the reason for whoever made it")
        raise FaultsError([Fault("decision-without-reason", message, Place(""), remedy)])
    with store.begin() as work:
        who = _decider(work, decided_by)
        _decide(work, proposal_id, ProposalState.DECLINED, who, clock, decision)
        decided = Decided(work.proposals.get(proposal_id))
        work.commit()
    return Outcome(decided, (Change(Kind.PROPOSAL, proposal_id),))


def questions_judging(work: UnitOfWork, standard_code: str) -> Sequence[JudgingQuestion]:
    """The questions of the newest checklists that judge a standard."""
    return [
        JudgingQuestion(ref, question.id, question.text)
        for ref in latest_versions(work)
        for question in work.checklists.get(ref).questions()
        if question.standard == standard_code
    ]


def changed_parts(before: Standard, after: Standard) -> list[str]:
    """Names of what differs between two versions of a standard, as they stand in its file."""
    names = {"time_limit_s": "time_limit"}
    ignored = {"version", "change"}
    differing = [one.name for one in fields(Standard) if getattr(before, one.name) != getattr(after, one.name)]
    return [names.get(name, name) for name in differing if name not in ignored]


def _decider(work: UnitOfWork, evaluator_id: str) -> Evaluator:
    who = next((one for one in work.people.evaluators() if one.id == evaluator_id), None)
    if who is None or who.role not in DECIDERS:
        message = _("only process owners and supervisors decide on proposals")
        raise FaultsError([Fault("not-permitted", message, Place(""), _("Ask one of them"))])
    return who


def _decide(
    work: UnitOfWork, proposal_id: str, state: ProposalState, who: Evaluator, clock: Clock, decision: str
) -> None:
    at = clock.now().isoformat(timespec="seconds")
    try:
        work.proposals.decide(proposal_id, state=state, by=who.id, at=at, decision=decision.strip())
    except DecidedError as error:
        message = _("somebody has decided on this proposal already")
        raise FaultsError([Fault("proposal-decided", message, Place(""), _("Look at it again"))]) from error


def _refuse_outdated(work: UnitOfWork, code: str, base_version: int) -> None:
    latest = work.standards.versions(code)[-1]
    if latest != base_version:
        raise OvertakenError(
            _("{code} has version {latest} by now; the proposal was written against version {base}").format(
                code=code, latest=latest, base=base_version
            ),
            _("Write it anew against the newest version"),
        )
