"""Who, where and in which process an imported call took place: found by code or name, or added.

All within the transaction of the call that brings them. What is known already stays as it is: a table of old calls
must not move an agent back into last year's team.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.intake.sources import CallRow
from qa_auditor.application.people import ensure_agent, ensure_process, ensure_site, ensure_team
from qa_auditor.application.ports import Clock, UnitOfWork
from qa_auditor.domain.people import Site
from qa_auditor.domain.process_kinds import kind_spoken_of
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import Touchpoint


@dataclass(slots=True)
class Added:
    """What an import added, by code (teams by name), and the changes that pages are told."""

    sites: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    processes: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def extend(self, more: "Added") -> None:
        """Add what one committed transaction added."""
        self.sites += more.sites
        self.teams += more.teams
        self.agents += more.agents
        self.processes += more.processes
        self.changes += more.changes


def site_of(work: UnitOfWork, named: str, *, zone: str, clock: Clock, new: Added) -> Site | None:
    """The site with this code or name; a new one lies in ``zone``. None for ""."""
    if not named:
        return None
    for site in work.people.sites():
        if named == site.code or named in _wordings(site.name):
            return site
    site = ensure_site(work, clock=clock, code=named, zone=zone)
    new.sites.append(site.code)
    new.changes.append(Change(Kind.PERSON, site.id))
    return site


def agent_of(work: UnitOfWork, row: CallRow, site: Site | None, *, zone: str, clock: Clock, new: Added) -> str | None:
    """Id of the row's agent; without a staff number the name stands for it. None when the row names nobody."""
    code = row.agent_code or row.agent_name
    if not code:
        return None
    agents = work.people.agents()
    same = [agent for agent in agents if agent.code == code]
    if not same and not row.agent_code:
        same = [agent for agent in agents if agent.name == row.agent_name]
    if len(same) == 1:
        return same[0].id
    team_id = _team_of(work, row.team, site, zone=zone, clock=clock, new=new) if row.team else None
    agent = ensure_agent(work, clock=clock, code=code, name=row.agent_name, team_id=team_id)
    new.agents.append(agent.code)
    new.changes.append(Change(Kind.PERSON, agent.id))
    return agent.id


def _team_of(work: UnitOfWork, name: str, site: Site | None, *, zone: str, clock: Clock, new: Added) -> str:
    """Id of the team. A team is somewhere: without a site at the only one there is, else at one of the team's name."""
    sites = work.people.sites()
    here = site or (sites[0] if len(sites) == 1 else site_of(work, name, zone=zone, clock=clock, new=new))
    if here is None:
        raise ValueError("a team without a name")
    known = {team.id for team in work.people.teams()}
    team = ensure_team(work, clock=clock, name=name, site_id=here.id)
    if team.id not in known:
        new.teams.append(team.name)
        new.changes.append(Change(Kind.PERSON, team.id))
    return team.id


def process_of(work: UnitOfWork, named: str, *, new: Added) -> str | None:
    """Code of the process with this code or name; an unknown one is added with the code as its name. None for ""."""
    if not named:
        return None
    for process in work.processes.all():
        if named.casefold() == process.code.casefold() or named in _wordings(process.name):
            return process.code
    # Its kind opens the questions for that kind; whoever scores can say another.
    process = ensure_process(work, code=named, process_class=kind_spoken_of(named))
    new.processes.append(process.code)
    new.changes.append(Change(Kind.PROCESS, process.code))
    return process.code


def touchpoint_of(work: UnitOfWork, named: str) -> Touchpoint | None:
    """The touchpoint of the process map with this code; None for "" and for one that the map does not have."""
    return work.map.touchpoint(named.strip().upper()) if named else None


def _wordings(text: Text) -> Iterable[str]:
    return dict(text.versions).values()
