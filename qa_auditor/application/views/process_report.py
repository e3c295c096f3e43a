"""Gathers the audit report of a process from the scores that were kept at submission; nothing is scored again."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from qa_auditor.application.ports import EvaluationFilter, NotFoundError, UnitOfWork
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.application.views.process_cases import Case, Names, case_of
from qa_auditor.application.views.process_content import (
    ChecklistUse,
    CriticalLine,
    GroupLine,
    ProcessReportContent,
    QuestionLine,
    Sample,
    TrendPoint,
)
from qa_auditor.application.views.process_findings import findings_of
from qa_auditor.application.views.process_flow import flow_scores
from qa_auditor.application.views.process_walks import walk_cases
from qa_auditor.domain.areas import AREAS, DIMENSIONS
from qa_auditor.domain.checklist import ChecklistRef, CriticalClass, Question
from qa_auditor.domain.evaluation import EvaluationState
from qa_auditor.domain.people import Process
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.scoring.period import (
    PeriodScore,
    Share,
    critical_accuracy,
    mean_of_totals,
    non_critical_accuracy,
)
from qa_auditor.domain.scoring.period import pooled as pooled_score
from qa_auditor.domain.statistics import median
from qa_auditor.domain.text import Text, plain

MOST_FINDINGS = 40

WEEKS_UNTIL_MONTHS = 10
"""Periods shorter than this many weeks are followed by week, others by month."""

_STEPS = 5


def process_report(
    work: UnitOfWork,
    *,
    process_code: str,
    since: date,
    until: date,
    zone: str,
    pool: bool = False,
    most_findings: int = MOST_FINDINGS,
    progress: Progress = no_progress,
) -> ProcessReportContent:
    """The report of one process over a period.

    Args:
        work: the store; it is only read.
        process_code: which process. One that is not registered has an empty name.
        since: first day of the period, in ``zone``.
        until: last day of the period, included.
        zone: IANA name of the zone that days, weeks and months are counted in.
        pool: also give the score over all answers, instead of the mean of totals alone.
        most_findings: how many findings are told in full; ``Findings`` says how many are left out.
        progress: told of each step; may raise ``Cancelled``.

    Raises:
        ValueError: ``until`` is before ``since``; ``PoolingError`` where a checklist deducts points.
    """
    if until < since:
        raise ValueError("the period ends before it begins")
    which = EvaluationFilter(
        process_code=process_code,
        since=midnight(since, zone),
        until=midnight(until + timedelta(days=1), zone),
    )
    progress(0, _STEPS, "")
    cases = _cases(work, which)
    progress(1, _STEPS, "")
    names = Names(
        agents={agent.id: agent for agent in work.people.agents()},
        sites={site.id: site for site in work.people.sites()},
        evaluators={evaluator.id: evaluator for evaluator in work.people.evaluators()},
    )
    totals = [case.score.total for case in cases if case.score.total is not None]
    by_week = (until - since).days + 1 < 7 * WEEKS_UNTIL_MONTHS
    progress(2, _STEPS, "")
    findings = findings_of(work, cases, names, most=most_findings)
    progress(3, _STEPS, "")
    pairs = [(case.checklist, case.score) for case in cases]
    progress(4, _STEPS, "")
    record = _record(work, process_code)
    content = ProcessReportContent(
        process=_process(work, process_code),
        since=since,
        until=until,
        zone=zone,
        sample=_sample(work, which, cases),
        mean=mean_of_totals(totals),
        pooled=pooled_score(pairs) if pool else None,
        median=median(totals),
        passed=_passed(cases),
        critical_free=Share(sum(not _errors(case) for case in cases), len(cases)),
        dimensions=_parts(cases, tuple(DIMENSIONS), lambda case: case.kept.dimensions),
        areas=_parts(cases, AREAS, lambda case: case.kept.areas),
        histogram=_histogram(totals),
        by_week=by_week,
        trend=_trend(cases, since, until, zone, by_week=by_week),
        agents=_by_agent(cases, names),
        sites=_by_site(cases, names),
        critical=_critical(cases),
        non_critical=non_critical_accuracy(pairs),
        questions=_questions(cases),
        findings=findings,
        checklists=_checklists(cases),
        walkthroughs=walk_cases(work, which),
        record=record,
        flow=flow_scores(work, record, which) if record is not None else None,
    )
    progress(_STEPS, _STEPS, "")
    return content


def midnight(day: date, zone: str) -> datetime:
    """The instant at which ``day`` begins in ``zone``, UTC."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _cases(work: UnitOfWork, which: EvaluationFilter) -> list[Case]:
    subjects = work.evaluations.subjects(which)
    scores = work.evaluations.scores(which)
    evaluations = work.evaluations.find(which)
    checklists = {ref: work.checklists.get(ref) for ref in {evaluation.checklist for evaluation in evaluations}}
    return [
        case_of(evaluation, subjects[evaluation.subject_id], checklists[evaluation.checklist], scores[evaluation.id])
        for evaluation in evaluations
    ]


def _process(work: UnitOfWork, code: str) -> Process:
    try:
        return work.processes.get(code)
    except NotFoundError:
        return Process(code, Text())


def _record(work: UnitOfWork, code: str) -> ProcessRecord | None:
    try:
        return work.process_records.latest(code)
    except NotFoundError:
        return None


def _sample(work: UnitOfWork, which: EvaluationFilter, cases: Sequence[Case]) -> Sample:
    started = EvaluationFilter(process_code=which.process_code, since=which.since, until=which.until, state=None)
    known = set(work.evaluations.subjects(started))
    known.update(
        subject.id
        for subject in work.subjects.waiting()
        if subject.process_code == which.process_code and _within(subject.occurred.at, which)
    )
    return Sample(
        subjects=len(known),
        evaluated=len({case.subject.id for case in cases}),
        evaluations=len(cases),
        without_score=sum(case.score.total is None for case in cases),
        evaluators=len({case.evaluation.evaluator_id for case in cases}),
        agents=len({case.subject.agent_id for case in cases if case.subject.agent_id}),
        sites=len({case.subject.site_id for case in cases if case.subject.site_id}),
        corrected=sum(
            case.evaluation.revision > 1 and case.evaluation.state is EvaluationState.SUBMITTED for case in cases
        ),
    )


def _within(at: datetime, which: EvaluationFilter) -> bool:
    return (which.since is None or which.since <= at) and (which.until is None or at < which.until)


def _passed(cases: Iterable[Case]) -> Share:
    verdicts = [case.score.passed for case in cases if case.score.passed is not None]
    return Share(sum(verdicts), len(verdicts))


def _errors(case: Case) -> int:
    return len(case.score.critical)


def _parts(
    cases: Sequence[Case],
    keys: tuple[str, ...],
    parts_of: Callable[[Case], tuple[tuple[str, Fraction | None], ...]],
) -> tuple[tuple[str, PeriodScore], ...]:
    numbers: dict[str, list[Fraction]] = {}
    for case in cases:
        for key, number in parts_of(case):
            known = numbers.setdefault(key, [])
            if number is not None:
                known.append(number)
    return tuple((key, mean_of_totals(numbers[key])) for key in keys if key in numbers)


def _histogram(totals: Iterable[Fraction]) -> tuple[int, ...]:
    counted = Counter(min(9, max(0, int(total // 10))) for total in totals)
    return tuple(counted[step] for step in range(10))


def _trend(cases: Sequence[Case], since: date, until: date, zone: str, *, by_week: bool) -> tuple[TrendPoint, ...]:
    clock = ZoneInfo(zone)
    totals: dict[date, list[Fraction]] = {}
    for case in cases:
        if case.score.total is not None:
            day = case.subject.occurred.at.astimezone(clock).date()
            totals.setdefault(_start(day, by_week=by_week), []).append(case.score.total)
    points: list[TrendPoint] = []
    start = _start(since, by_week=by_week)
    while start <= until:
        following = _start(start + timedelta(days=7 if by_week else 32), by_week=by_week)
        last = min(following - timedelta(days=1), until)
        points.append(TrendPoint(max(start, since), last, mean_of_totals(totals.get(start, []))))
        start = following
    return tuple(points)


def _start(day: date, *, by_week: bool) -> date:
    """Monday of the day's week, or the first of its month."""
    return day - timedelta(days=day.weekday()) if by_week else day.replace(day=1)


def _group(code: str, name: Text, cases: Sequence[Case]) -> GroupLine:
    return GroupLine(
        code=code,
        name=name,
        score=mean_of_totals([case.score.total for case in cases if case.score.total is not None]),
        passed=_passed(cases),
        critical=sum(_errors(case) > 0 for case in cases),
    )


def _by(cases: Iterable[Case], key: Callable[[Case], str | None]) -> dict[str, list[Case]]:
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(key(case) or "", []).append(case)
    return groups


def _by_agent(cases: Sequence[Case], names: Names) -> tuple[GroupLine, ...]:
    lines = []
    for agent_id, group in _by(cases, lambda case: case.subject.agent_id).items():
        agent = names.agents.get(agent_id)
        lines.append(_group(agent.code if agent else "", plain(agent.name) if agent else Text(), group))
    return tuple(sorted(lines, key=_by_code))


def _by_site(cases: Sequence[Case], names: Names) -> tuple[GroupLine, ...]:
    lines = []
    for site_id, group in _by(cases, lambda case: case.subject.site_id).items():
        site = names.sites.get(site_id)
        lines.append(_group(site.code if site else "", site.name if site else Text(), group))
    return tuple(sorted(lines, key=_by_code))


def _by_code(line: GroupLine) -> tuple[bool, str]:
    return not line.code, line.code


def _critical(cases: Sequence[Case]) -> tuple[CriticalLine, ...]:
    pairs = [(case.checklist, case.score) for case in cases]
    errors = Counter(error.critical_class for case in cases for error in case.score.critical)
    return tuple(CriticalLine(kind, critical_accuracy(pairs, kind), errors[kind]) for kind in CriticalClass)


def _questions(cases: Sequence[Case]) -> tuple[QuestionLine, ...]:
    asked: dict[tuple[str, str], tuple[int, Question]] = {}
    n: Counter[tuple[str, str]] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    lost: dict[tuple[str, str], Fraction] = {}
    for case in cases:
        ref = case.checklist.ref
        for result in case.kept.results:
            if result.fraction is None:
                continue
            key = (ref.id, result.question_id)
            if key not in asked or asked[key][0] < ref.version:
                asked[key] = (ref.version, case.checklist.by_id[result.question_id])
            n[key] += 1
            failed[key] += result.failed
            if result.lost:
                lost[key] = lost.get(key, Fraction(0)) + result.lost
    lines = [
        QuestionLine(key[0], question, Share(failed[key], n[key]), lost.get(key, Fraction(0)))
        for key, (_, question) in asked.items()
        if question.bonus is None
    ]
    return tuple(
        sorted(lines, key=lambda line: (-_least(line.failed), -line.lost, line.checklist_id, line.question.id))
    )


def _least(share: Share) -> float:
    return share.interval.low if share.interval else 0.0


def _checklists(cases: Sequence[Case]) -> tuple[ChecklistUse, ...]:
    used: dict[ChecklistRef, list[Case]] = {}
    for case in cases:
        used.setdefault(case.checklist.ref, []).append(case)
    return tuple(
        ChecklistUse(
            ref,
            group[0].checklist.title,
            group[0].checklist.scoring.method,
            group[0].checklist.scoring.na_rule,
            group[0].checklist.scoring.pass_mark,
            len(group),
        )
        for ref, group in sorted(used.items())
    )
