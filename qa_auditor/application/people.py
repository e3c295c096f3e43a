"""Who and where: sites, teams, agents, evaluators and processes, found by the code that people know, or added.

Each of these works within a transaction of the caller, because people come with what they did: an imported call
brings its agent. Facts that are given replace those that were known; "" and None leave them.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.ports import Clock, NotFoundError, Store, UnitOfWork
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.people import Agent, Evaluator, Process, ProcessClass, Role, Site, Team
from qa_auditor.domain.text import Text, plain
from qa_auditor.i18n import _


def evaluators(store: Store) -> Sequence[Evaluator]:
    """Everyone who may score, by code."""
    with store.begin() as work:
        return work.people.evaluators()


def processes(store: Store) -> Sequence[Process]:
    """All processes, by code."""
    with store.begin() as work:
        return work.processes.all()


def add_evaluator(store: Store, *, clock: Clock, code: str, name: str) -> Outcome[Evaluator]:
    """Add someone who may score; without a code, the next free one of Q01, Q02 … is given.

    Raises:
        FaultsError: someone else has the code.
    """
    with store.begin() as work:
        codes = {who.code for who in work.people.evaluators()}
        if code in codes:
            taken = Fault(
                "code-taken",
                _("The staff number {code} is someone else's").format(code=code),
                Place(""),
                _("Choose that person at the lower right, or give another number"),
            )
            raise FaultsError([taken])
        given = code or next(free for number in range(1, len(codes) + 2) if (free := f"Q{number:02}") not in codes)
        added = ensure_evaluator(work, clock=clock, code=given, name=name)
        work.commit()
    return Outcome(added, (Change(Kind.PERSON, added.id),))


def ensure_site(work: UnitOfWork, *, clock: Clock, code: str, name: Text | None = None, zone: str = "") -> Site:
    """The site with this code; a new one is named like its code and keeps UTC where nothing else is said."""
    known = next((site for site in work.people.sites() if site.code == code), None)
    wanted = known or Site(_fresh_id(clock), code, plain(code), "UTC")
    wanted = replace(wanted, name=name or wanted.name, zone=zone or wanted.zone)
    if wanted != known:
        work.people.put_site(wanted)
    return wanted


def ensure_team(work: UnitOfWork, *, clock: Clock, name: str, site_id: str) -> Team:
    """The team of this name at the site."""
    for team in work.people.teams():
        if team.name == name and team.site_id == site_id:
            return team
    team = Team(_fresh_id(clock), name, site_id)
    work.people.put_team(team)
    return team


def ensure_agent(work: UnitOfWork, *, clock: Clock, code: str, name: str = "", team_id: str | None = None) -> Agent:
    """The agent with this staff number; a new one without a name is called by the number."""
    known = next((agent for agent in work.people.agents() if agent.code == code), None)
    wanted = known or Agent(_fresh_id(clock), code, code)
    wanted = replace(wanted, name=name or wanted.name, team_id=team_id or wanted.team_id)
    if wanted != known:
        work.people.put_agent(wanted)
    return wanted


def ensure_evaluator(
    work: UnitOfWork, *, clock: Clock, code: str, name: str = "", role: Role | None = None
) -> Evaluator:
    """The evaluator with this code; a new one is an inspector where nothing else is said."""
    known = next((who for who in work.people.evaluators() if who.code == code), None)
    wanted = known or Evaluator(_fresh_id(clock), code, code)
    wanted = replace(wanted, name=name or wanted.name, role=role or wanted.role)
    if wanted != known:
        work.people.put_evaluator(wanted)
    return wanted


def ensure_process(
    work: UnitOfWork, *, code: str, name: Text | None = None, process_class: ProcessClass | None = None
) -> Process:
    """The process with this code; a new one is named like its code."""
    try:
        known = work.processes.get(code)
    except NotFoundError:
        known = None
    wanted = known or Process(code, plain(code))
    wanted = replace(wanted, name=name or wanted.name, process_class=process_class or wanted.process_class)
    if wanted != known:
        work.processes.put(wanted)
    return wanted


def _fresh_id(clock: Clock) -> str:
    return new_id(int(clock.now().timestamp() * 1000))
