"""What the audit report of a process says, as numbers and facts: words are made by whoever writes it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qa_auditor.application.views.process_flow import FlowScores
from qa_auditor.application.views.process_walks import WalkCase
from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import ChecklistRef, CriticalClass, Effect, Method, NaRule, Question
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Process
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.scoring.period import PeriodScore, Share
from qa_auditor.domain.text import Text

FEW = 5
"""Below this number of evaluations a figure is shown with a warning."""


NOTHING = PeriodScore(None, 0, None, pooled=False)
"""The score of no evaluations."""

NONE_COUNTED = Share(0, 0)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One week or month. ``first`` and ``last`` are days of the period, both included."""

    first: date
    last: date
    score: PeriodScore


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One agent or one site. ``code`` is "" and ``name`` empty for evaluations that name none.

    ``critical`` counts the evaluations with a critical error.
    """

    code: str
    name: Text
    score: PeriodScore
    passed: Share
    critical: int


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """How one question was answered, all versions of its checklist together.

    Attributes:
        question: as the newest version in use asks it.
        failed: failed answers among applicable ones.
        lost: points of totals that it took in the whole period.
    """

    checklist_id: str
    question: Question
    failed: Share
    lost: Fraction


@dataclass(frozen=True, slots=True)
class CriticalLine:
    """One class of critical errors.

    Attributes:
        accuracy: evaluations without such an error among those that could have had one; n is 0 when none could.
        errors: how many there were; one evaluation can have several.
    """

    critical_class: CriticalClass
    accuracy: Share
    errors: int


@dataclass(frozen=True, slots=True)
class ChecklistUse:
    """A checklist version and how many evaluations were scored with it."""

    ref: ChecklistRef
    title: Text
    method: Method
    na_rule: NaRule
    pass_mark: Fraction | None
    evaluations: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What the report rests on.

    Attributes:
        subjects: of the process in the period. evaluated: those of them with a submitted evaluation.
        evaluations: newest submitted revisions. without_score: those of them in which nothing applied.
        evaluators, agents, sites: how many different ones. corrected: evaluations that are a correction.
    """

    subjects: int = 0
    evaluated: int = 0
    evaluations: int = 0
    without_score: int = 0
    evaluators: int = 0
    agents: int = 0
    sites: int = 0
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed question with its evidence.

    Attributes:
        title: of the subject. agent: name or "". site: name. evaluator: name or "".
        critical_class, effect: None for an ordinary failure. lost: points of the total that it took.
        recording: name of the file, "" without one. sha256: of its bytes.
    """

    evaluation_id: str
    title: str
    occurred: Moment
    agent: str
    site: Text
    evaluator: str
    question: Question
    response: Response
    critical_class: CriticalClass | None = None
    effect: Effect | None = None
    lost: Fraction | None = None
    recording: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings told in full, critical ones first, and how many there are besides."""

    told: tuple[Finding, ...] = ()
    critical_left_out: int = 0
    others_left_out: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.told) + self.critical_left_out + self.others_left_out


NO_FINDINGS = Findings()


@dataclass(frozen=True, slots=True)
class ProcessReportContent:
    """The whole report.

    Attributes:
        since, until: days in ``zone``, both included.
        pooled: the score over all answers, where that was asked for instead of the mean of totals.
        mean: of the evaluations' totals.
        passed: of the evaluations that have a score and a pass mark.
        critical_free: evaluations without any critical error, among all.
        dimensions, areas: means of the evaluations' scores; areas that no question belongs to are left out.
        histogram: evaluations by total in ten steps from 0 to 100; 100 and more belong to the last.
        questions: every question that applied at least once, worst first: by the lower limit of the failed share.
        non_critical: passed among applicable answers to questions that are not critical.
        walkthroughs: of the period, with what they found at which step.
        record, flow: the process as its owner keeps it, and what the evaluations say of its steps; None without one.
    """

    process: Process
    since: date
    until: date
    zone: str
    sample: Sample
    mean: PeriodScore = NOTHING
    pooled: PeriodScore | None = None
    median: Fraction | None = None
    passed: Share = NONE_COUNTED
    critical_free: Share = NONE_COUNTED
    dimensions: tuple[tuple[str, PeriodScore], ...] = ()
    areas: tuple[tuple[str, PeriodScore], ...] = ()
    histogram: tuple[int, ...] = (0,) * 10
    by_week: bool = False
    trend: tuple[TrendPoint, ...] = ()
    agents: tuple[GroupLine, ...] = ()
    sites: tuple[GroupLine, ...] = ()
    critical: tuple[CriticalLine, ...] = ()
    non_critical: Share = NONE_COUNTED
    questions: tuple[QuestionLine, ...] = ()
    findings: Findings = NO_FINDINGS
    checklists: tuple[ChecklistUse, ...] = ()
    record: ProcessRecord | None = None
    flow: FlowScores | None = None
    walkthroughs: tuple[WalkCase, ...] = ()

    @property
    def score(self) -> PeriodScore:
        """The period's score: pooled where that was asked for, else the mean of totals."""
        return self.mean if self.pooled is None else self.pooled
