"""What the summary of many evaluations says about them together: who is meant, groups, questions, and how sure it is.

Evaluations go through one by one, and only what a statistic needs of them is kept. Every number is the domain's.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from statistics import median

from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.views.scorecard import ScorecardContent
from qa_auditor.domain.answer import NA
from qa_auditor.domain.areas import DIMENSIONS
from qa_auditor.domain.checklist import ChecklistRef, Method, NaRule, Question
from qa_auditor.domain.people import Agent, Evaluator, Process, Site, Team
from qa_auditor.domain.scoring.period import PeriodScore, Share, mean_of_totals
from qa_auditor.domain.text import Text, plain

MOST_EVALUATIONS = 1_048_000
"""What fits one worksheet below its headings."""


@dataclass(frozen=True, slots=True)
class SummaryScope:
    """Which evaluations were asked for, with names in place of ids, and how many they are.

    ``since`` is included, ``until`` is not; ``chosen`` is the number of evaluations that were named one by one.
    """

    evaluations: int
    since: datetime | None = None
    until: datetime | None = None
    process: Process | None = None
    site: Site | None = None
    team: Team | None = None
    agent: Agent | None = None
    evaluator: Evaluator | None = None
    checklist_id: str = ""
    chosen: int = 0


def scope_of(work: UnitOfWork, which: EvaluationFilter) -> SummaryScope:
    """What ``which`` means, for people."""
    return SummaryScope(
        evaluations=len(work.evaluations.find(which)),
        since=which.since,
        until=which.until,
        process=next((one for one in work.processes.all() if one.code == which.process_code), None),
        site=next((one for one in work.people.sites() if one.id == which.site_id), None),
        team=next((one for one in work.people.teams() if one.id == which.team_id), None),
        agent=next((one for one in work.people.agents() if one.id == which.agent_id), None),
        evaluator=next((one for one in work.people.evaluators() if one.id == which.evaluator_id), None),
        checklist_id=which.checklist_id or "",
        chosen=len(which.evaluation_ids),
    )


@dataclass(slots=True)
class Group:
    """Evaluations that have something in common: an agent, a site, a checklist, a month.

    Attributes:
        number: by which rows refer to the group, from 1 in the order of appearance.
        key: what groups are sorted by. label: its name.
        totals: exact, of evaluations that have one. verdicts: of those that have a pass mark and a total.
        critical: evaluations with a critical error. errors: all critical errors.
        dimensions: scores of the three dimensions, where there are any.
    """

    number: int
    key: str
    label: Text = field(default_factory=Text)
    evaluations: int = 0
    totals: list[Fraction] = field(default_factory=list)
    passed: int = 0
    verdicts: int = 0
    critical: int = 0
    errors: int = 0
    dimensions: dict[str, list[Fraction]] = field(default_factory=lambda: {name: [] for name in DIMENSIONS})

    def add(self, content: ScorecardContent) -> None:
        """Count one more evaluation."""
        score = content.score
        self.evaluations += 1
        if score.total is not None:
            self.totals.append(score.total)
        if score.passed is not None:
            self.verdicts += 1
            self.passed += score.passed
        self.critical += bool(score.critical)
        self.errors += len(score.critical)
        for name, values in self.dimensions.items():
            value = score.dimensions.get(name)
            if value is not None:
                values.append(value)

    @property
    def mean(self) -> PeriodScore:
        """The mean of totals, with its interval."""
        return mean_of_totals(self.totals)

    @property
    def median(self) -> Fraction | None:
        """The middle total; None without any."""
        return median(self.totals) if self.totals else None

    @property
    def pass_rate(self) -> Share:
        """Passed among those with a verdict."""
        return Share(self.passed, self.verdicts)


@dataclass(slots=True)
class QuestionUse:
    """How one question was answered in all versions of its checklist together.

    Attributes:
        question: as the newest version that was used asks it. versions: those that were used and have it.
        applicable: scored answers. failed: those of them that failed.
        lost: points of totals that it took.
    """

    checklist_id: str
    question: Question
    newest: int
    versions: set[int] = field(default_factory=set)
    applicable: int = 0
    failed: int = 0
    not_applicable: int = 0
    critical: int = 0
    lost: Fraction = Fraction(0)

    @property
    def failing(self) -> Share:
        """Failed among applicable."""
        return Share(self.failed, self.applicable)


@dataclass(frozen=True, slots=True)
class ChecklistRules:
    """How a checklist version makes its score."""

    title: Text
    method: Method
    na_rule: NaRule
    pass_mark: Fraction | None


class Groups:
    """Groups of one kind, by key."""

    def __init__(self, key_of: Callable[[ScorecardContent], tuple[str, Text]]) -> None:
        self._key_of = key_of
        self._by_key: dict[str, Group] = {}

    def add(self, content: ScorecardContent) -> int:
        """Count an evaluation in its group; the group's number."""
        key, label = self._key_of(content)
        group = self._by_key.get(key)
        if group is None:
            group = self._by_key[key] = Group(len(self._by_key) + 1, key, label)
        group.add(content)
        return group.number

    def sorted(self) -> list[Group]:
        """By key; evaluations that name none come last."""
        return sorted(self._by_key.values(), key=lambda group: (not group.key, group.key))


class SummaryTally:
    """Everything that is counted over all evaluations."""

    def __init__(self) -> None:
        self.all = Group(0, "")
        self.agents = Groups(_agent)
        self.sites = Groups(_site)
        self.checklists = Groups(_checklist)
        self.months = Groups(lambda content: (content.subject.occurred.local().strftime("%Y-%m"), Text()))
        self.evaluators: set[str] = set()
        self.corrections = 0
        self.rules: dict[ChecklistRef, ChecklistRules] = {}
        self._questions: dict[tuple[str, str], QuestionUse] = {}

    def add(self, content: ScorecardContent) -> tuple[int, int, int, int]:
        """Count an evaluation; the numbers of its agent, site, checklist and month."""
        self.all.add(content)
        self.evaluators.add(content.evaluation.evaluator_id)
        self.corrections += content.evaluation.revision > 1
        self._note_rules(content)
        self._count_questions(content)
        return (
            self.agents.add(content),
            self.sites.add(content),
            self.checklists.add(content),
            self.months.add(content),
        )

    def questions(self) -> list[QuestionUse]:
        """Those that were ever asked, by checklist, then the share that failed, worst first."""
        used = [use for use in self._questions.values() if use.applicable or use.not_applicable]
        return sorted(used, key=lambda use: (use.checklist_id, -(use.failing.value or 0), use.question.id))

    def _note_rules(self, content: ScorecardContent) -> None:
        checklist = content.checklist
        if checklist.ref not in self.rules:
            scoring = checklist.scoring
            self.rules[checklist.ref] = ChecklistRules(
                checklist.title, scoring.method, scoring.na_rule, scoring.pass_mark
            )

    def _count_questions(self, content: ScorecardContent) -> None:
        checklist, score = content.checklist, content.score
        for part in score.contributions:
            use = self._use(checklist.ref, checklist.by_id, part.question_id)
            use.applicable += 1
            use.failed += part.failed
            use.lost += part.lost or 0
        for error in score.critical:
            self._use(checklist.ref, checklist.by_id, error.question_id).critical += 1
        for question_id in not_applicable(content):
            self._use(checklist.ref, checklist.by_id, question_id).not_applicable += 1

    def _use(self, ref: ChecklistRef, by_id: Mapping[str, Question], question_id: str) -> QuestionUse:
        use = self._questions.get((ref.id, question_id))
        if use is None:
            use = self._questions[ref.id, question_id] = QuestionUse(ref.id, by_id[question_id], ref.version)
        elif ref.version > use.newest:
            use.question, use.newest = by_id[question_id], ref.version
        use.versions.add(ref.version)
        return use


def not_applicable(content: ScorecardContent) -> Iterable[str]:
    """Ids of questions that were asked and answered "not applicable"."""
    return (
        question_id
        for question_id, response in content.responses.items()
        if response.value is NA and question_id not in content.score.hidden
    )


def _agent(content: ScorecardContent) -> tuple[str, Text]:
    return (content.agent.code, plain(content.agent.name)) if content.agent else ("", Text())


def _site(content: ScorecardContent) -> tuple[str, Text]:
    return (content.site.code, content.site.name) if content.site else ("", Text())


def _checklist(content: ScorecardContent) -> tuple[str, Text]:
    return content.checklist.id, content.checklist.title
