"""Sites, teams, agents, evaluators, processes and settings as rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, select, update

from qa_auditor.application.ports import NotFoundError
from qa_auditor.domain.people import Agent, Evaluator, Process, ProcessClass, Role, Site, Team
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import text_in, text_out
from qa_auditor.storage.session import Session


def put(session: Session, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row, or replace the facts of the one with the same key."""
    same = [column == row[column.name] for column in table.primary_key.columns]
    facts = {name: value for name, value in row.items() if name not in table.primary_key.columns}
    if not session.write(update(table).where(*same).values(facts)):
        session.write(insert(table).values(row))


class SqlPeople:
    """``ports.PeopleRepository``; everybody is listed by code, teams by name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put_site(self, site: Site) -> None:
        """Add or replace."""
        put(
            self._session,
            schema.site,
            {"id": site.id, "code": site.code, "name": text_out(site.name), "zone": site.zone},
        )

    def put_team(self, team: Team) -> None:
        """Add or replace."""
        put(self._session, schema.team, {"id": team.id, "name": team.name, "site_id": team.site_id})

    def put_agent(self, agent: Agent) -> None:
        """Add or replace."""
        put(
            self._session,
            schema.agent,
            {"id": agent.id, "code": agent.code, "name": agent.name, "team_id": agent.team_id},
        )

    def put_evaluator(self, evaluator: Evaluator) -> None:
        """Add or replace."""
        put(
            self._session,
            schema.evaluator,
            {"id": evaluator.id, "code": evaluator.code, "name": evaluator.name, "role": evaluator.role.value},
        )

    def sites(self) -> Sequence[Site]:
        """All, by code."""
        site = schema.site.c
        rows = self._session.read(select(site.id, site.code, site.name, site.zone).order_by(site.code))
        return [Site(key, code, text_in(name), zone) for key, code, name, zone in rows]

    def teams(self) -> Sequence[Team]:
        """All, by name."""
        team = schema.team.c
        rows = self._session.read(select(team.id, team.name, team.site_id).order_by(team.name, team.id))
        return [Team(*row) for row in rows]

    def agents(self) -> Sequence[Agent]:
        """All, by code."""
        agent = schema.agent.c
        rows = self._session.read(select(agent.id, agent.code, agent.name, agent.team_id).order_by(agent.code))
        return [Agent(*row) for row in rows]

    def evaluators(self) -> Sequence[Evaluator]:
        """All, by code."""
        who = schema.evaluator.c
        rows = self._session.read(select(who.id, who.code, who.name, who.role).order_by(who.code))
        return [Evaluator(key, code, name, Role(role)) for key, code, name, role in rows]


class SqlProcesses:
    """``ports.ProcessRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, process: Process) -> None:
        """Add or replace."""
        kind = process.process_class.value if process.process_class else None
        put(
            self._session,
            schema.process,
            {"code": process.code, "name": text_out(process.name), "process_class": kind},
        )

    def get(self, code: str) -> Process:
        """The process, or ``NotFoundError``."""
        for process in self.all():
            if process.code == code:
                return process
        raise NotFoundError(code)

    def all(self) -> Sequence[Process]:
        """All, by code."""
        process = schema.process.c
        rows = self._session.read(select(process.code, process.name, process.process_class).order_by(process.code))
        return [
            Process(code, text_in(name), ProcessClass(kind) if kind is not None else None) for code, name, kind in rows
        ]


class SqlSettings:
    """``ports.SettingRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: str, default: str = "") -> str:
        """The text kept under ``key``."""
        rows = self._session.read(select(schema.setting.c.value).where(schema.setting.c.key == key))
        return str(rows[0][0]) if rows else default

    def put(self, key: str, value: str) -> None:
        """Keep a text under ``key``."""
        put(self._session, schema.setting, {"key": key, "value": value})
