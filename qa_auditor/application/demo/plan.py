"""What happens when in the demo: which agent serves whom on which day, and who will score it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from qa_auditor.application.demo.cast import AGENTS, BASE, EVALUATORS, FIRST, PROCESSES, SITES, EvaluatorRole, SiteRole
from qa_auditor.application.demo.story import Scene
from qa_auditor.domain.checklist import SubjectKind

_CALL_HOURS = (*range(8, 21), 18, 19, 20)
_VISIT_HOURS = (10, 11, 14, 15, 16, 17)


@dataclass(frozen=True, slots=True)
class Plan:
    """One subject to make and to score."""

    scene: Scene
    kind: SubjectKind


class Planner:
    """Throws the dice for days, people and processes."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice

    def plans(self, calls: int, visits: int) -> list[Plan]:
        """So many calls and visits, spread evenly over the three months, in order of time."""
        # The last days are left to the recorded dialogues and to what still waits.
        days = (BASE - FIRST).days - 3
        plans = [self._plan(days * number // calls, SubjectKind.CALL) for number in range(calls)]
        plans += [self._plan(days * number // visits, SubjectKind.VISIT) for number in range(visits)]
        return sorted(plans, key=lambda plan: (plan.scene.occurred.astimezone(UTC), plan.scene.agent.code))

    def last_calls(self, count: int) -> Sequence[Plan]:
        """Calls of the last day but one."""
        last = (BASE - FIRST).days - 2
        return [self._plan(last, SubjectKind.CALL) for _number in range(count)]

    def _plan(self, day: int, kind: SubjectKind) -> Plan:
        dice = self._dice
        visit = kind is SubjectKind.VISIT
        agent = dice.choice([one for one in AGENTS if one.shop is visit])
        site = next(one for one in SITES if one.code == agent.site)
        hour = dice.choice(_VISIT_HOURS if visit else _CALL_HOURS)
        clock = time(hour, dice.randrange(60), dice.randrange(60), tzinfo=ZoneInfo(site.zone))
        occurred = datetime.combine(FIRST + timedelta(days=day), clock)
        codes = [process.code for process in PROCESSES]
        process = "STORE" if visit else dice.choices(codes, [process.share for process in PROCESSES])[0]
        return Plan(Scene(occurred, process, agent, self._evaluator_for(site, visit=visit), site), kind)

    def _evaluator_for(self, site: SiteRole, *, visit: bool) -> EvaluatorRole:
        by_code = {who.code: who for who in EVALUATORS}
        if site.code != "JN":
            return by_code["QC03"]
        if visit:
            return by_code["SH01"]
        return by_code[self._dice.choice(("QC01", "QC01", "QC02"))]
