"""The numbers of the process report, from a real workspace."""

import statistics
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from types import SimpleNamespace

import pytest

from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.scoring_desk import correct_evaluation, give_response, submit_evaluation
from qa_auditor.application.tasks import Cancelled
from qa_auditor.application.views.process_cases import score_kept
from qa_auditor.application.views.process_report import process_report
from qa_auditor.bootstrap.program import build
from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import CriticalClass, SubjectKind
from qa_auditor.domain.evaluation import Evaluation, Fate, GivenAnswer, QuestionResult, SubmittedScore
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Evaluator, Process
from qa_auditor.domain.scoring.period import PoolingError
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import plain
from qa_auditor.exchange.checklist_yaml import load_checklist
from tests.reports.process_cases import NAMES, SITES, ZONE, fill

AUGUST, OCTOBER = date(2026, 8, 1), date(2026, 10, 31)

SMALL = """
format: 1
id: small
version: {version}
title: Small
subject: call
scoring: {{method: {method}, pass_mark: 60}}
sections:
  - id: all
    title: All
    questions:
      - {{id: greets, text: {text}, area: people.tact, weight: 4, answer: {{type: yes_no, na: true}}}}
      - {{id: solves, text: Solves, area: people.problem_solving, weight: 6, answer: {{type: yes_no}}}}
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A workspace with 60 evaluations by two checklists, 20 subjects waiting, and its report."""
    with build(tmp_path_factory.mktemp("workspace")) as application:
        with application.store.begin() as work:
            refs = {ref.id: ref for ref in work.checklists.refs()}
            used = [work.checklists.get(refs[name]) for name in ("call-service", "store-visit")]
            fill(work, used, evaluations=60, waiting=20)
            work.commit()
        with application.store.begin() as work:
            content = process_report(work, process_code="COMPLAINT", since=AUGUST, until=OCTOBER, zone=ZONE)
            scores = dict(work.evaluations.scores(EvaluationFilter(process_code="COMPLAINT")))
        yield SimpleNamespace(application=application, content=content, scores=scores)


def test_the_mean_the_median_and_the_share_that_passed_are_those_of_the_totals(full):
    totals = [score.total for score in full.scores.values()]

    assert full.content.mean.value == statistics.mean(totals)
    assert full.content.median == statistics.median(totals)
    assert full.content.mean.n == full.content.passed.n == 60
    assert full.content.passed.k == sum(score.passed for score in full.scores.values())
    assert sum(full.content.histogram) == 60


def test_it_says_how_many_subjects_there_were_and_how_many_were_evaluated(full):
    sample = full.content.sample

    assert (sample.subjects, sample.evaluated, sample.evaluations) == (80, 60, 60)
    assert (sample.evaluators, sample.agents, sample.sites, sample.corrected) == (2, len(NAMES), len(SITES), 0)


@pytest.mark.parametrize("groups", ["agents", "sites", "trend", "checklists"])
def test_every_evaluation_is_in_one_group(full, groups):
    lines = getattr(full.content, groups)

    assert sum(line.evaluations if groups == "checklists" else line.score.n for line in lines) == 60


def test_dimensions_average_what_each_evaluation_scored_in_them(full):
    for name, mean in full.content.dimensions:
        numbers = [dict(score.dimensions).get(name) for score in full.scores.values()]
        there = [number for number in numbers if number is not None]

        assert (mean.n, mean.value) == (len(there), statistics.mean(there) if there else None)


def test_a_question_counts_where_it_applied_and_points_lost_add_up(full):
    results = [result for score in full.scores.values() for result in score.results]
    line = next(line for line in full.content.questions if line.question.id == "summarises")

    assert line.failed.n == sum(
        result.question_id == "summarises" and result.fraction is not None for result in results
    )
    assert line.lost == sum(result.lost for result in results if result.question_id == "summarises" and result.lost)
    assert sum(line.lost for line in full.content.questions) == sum(result.lost for result in results if result.lost)


def test_questions_stand_in_the_order_of_what_is_certain(full):
    lows = [line.failed.interval.low for line in full.content.questions]

    assert lows == sorted(lows, reverse=True)


def test_critical_errors_are_counted_by_class(full):
    errors = [result.critical_class for score in full.scores.values() for result in score.results]

    assert {line.critical_class: line.errors for line in full.content.critical} == {
        kind: errors.count(kind) for kind in CriticalClass
    }


def test_findings_are_told_with_their_evidence_and_the_rest_is_counted(full):
    found = full.content.findings
    failed = sum(result.failed for score in full.scores.values() for result in score.results)

    assert len(found.told) == 40
    assert found.total == failed
    kinds = [finding.critical_class is not None for finding in found.told]
    assert kinds == sorted(kinds, reverse=True)
    assert all(finding.response.note and finding.response.marks and finding.recording for finding in found.told)


def test_a_limit_of_findings_is_kept_and_said(full):
    with full.application.store.begin() as work:
        few = process_report(
            work, process_code="COMPLAINT", since=AUGUST, until=OCTOBER, zone=ZONE, most_findings=2
        ).findings

    assert len(few.told) == 2
    assert few.total == full.content.findings.total


@pytest.mark.parametrize(
    ("since", "until", "first", "last", "points"),
    [
        (date(2026, 8, 1), date(2026, 10, 31), date(2026, 10, 1), date(2026, 10, 31), 3),
        (date(2026, 8, 5), date(2026, 8, 20), date(2026, 8, 17), date(2026, 8, 20), 3),
        (date(2026, 8, 5), date(2026, 8, 5), date(2026, 8, 5), date(2026, 8, 5), 1),
    ],
)
def test_the_trend_is_by_month_or_by_week_within_the_period(full, since, until, first, last, points):
    with full.application.store.begin() as work:
        content = process_report(work, process_code="COMPLAINT", since=since, until=until, zone=ZONE)

    assert content.by_week == ((until - since).days < 69)
    assert (content.trend[-1].first, content.trend[-1].last, len(content.trend)) == (first, last, points)
    assert content.trend[0].first == since


def test_an_unknown_process_is_an_empty_report(full):
    with full.application.store.begin() as work:
        content = process_report(work, process_code="NONE", since=AUGUST, until=OCTOBER, zone=ZONE)

    assert content.sample.evaluations == content.mean.n == 0
    assert content.mean.value is content.passed.value is content.median is None


def test_a_period_that_ends_before_it_begins_is_refused(full):
    with full.application.store.begin() as work, pytest.raises(ValueError, match="ends before"):
        process_report(work, process_code="COMPLAINT", since=OCTOBER, until=AUGUST, zone=ZONE)


def test_it_can_be_cancelled(full):
    def stop(_done, _of, _what):
        raise Cancelled

    with full.application.store.begin() as work, pytest.raises(Cancelled):
        process_report(work, process_code="COMPLAINT", since=AUGUST, until=OCTOBER, zone=ZONE, progress=stop)


# ------------------------------------------------------------------------------------------------- small workspaces


@pytest.fixture
def empty(tmp_path):
    with build(tmp_path / "small") as application:
        yield application


def _begin(work, key, checklist, *, at, passing):
    """A draft of ``checklist`` whose questions pass as ``passing`` says."""
    subject = Subject(f"subject-{key}", SubjectKind.CALL, key, Moment(at, ZONE), process_code="P")
    work.processes.put(Process("P", plain("Process")))
    work.subjects.add(subject)
    work.people.put_evaluator(Evaluator("e", "E", "Eve"))
    work.evaluations.add(Evaluation(key, key, 1, checklist.ref, subject.id, "e", Moment(at, ZONE)))
    for question_id, good in passing.items():
        answer = GivenAnswer(key, question_id, Response("yes" if good else "no"), at, "e")
        work.evaluations.append_answer(answer)


def _put(application, *, version=1, method="points", text="Greets"):
    source = SMALL.format(version=version, method=method, text=text)
    checklist = load_checklist(source, file="small.yaml")
    with application.store.begin() as work:
        work.checklists.add(checklist, source=source)
        work.commit()
    return checklist


def _evaluated(application, key, checklist, *, at, passing):
    with application.store.begin() as work:
        _begin(work, key, checklist, at=at, passing=passing)
        work.commit()
    submit_evaluation(application.store, clock=application.clock, evaluation_id=key)


def _report(application, since=AUGUST, until=OCTOBER, **options):
    with application.store.begin() as work:
        return process_report(work, process_code="P", since=since, until=until, zone=ZONE, **options)


GOOD, BAD = {"greets": True, "solves": True}, {"greets": False, "solves": True}


def test_days_are_those_of_the_zone_and_the_last_day_belongs_to_the_period(empty):
    checklist = _put(empty)
    for key, at in {
        "before": datetime(2026, 7, 31, 15, 59, tzinfo=UTC),
        "first": datetime(2026, 7, 31, 16, 0, tzinfo=UTC),
        "last": datetime(2026, 8, 1, 15, 59, tzinfo=UTC),
        "after": datetime(2026, 8, 1, 16, 0, tzinfo=UTC),
    }.items():
        _evaluated(empty, key, checklist, at=at, passing=GOOD)

    content = _report(empty, AUGUST, AUGUST)

    assert content.sample.evaluations == content.sample.subjects == 2


def test_a_correction_replaces_what_it_corrects(empty):
    checklist = _put(empty)
    _evaluated(empty, "one", checklist, at=datetime(2026, 8, 2, tzinfo=UTC), passing=BAD)
    corrected = correct_evaluation(
        empty.store, clock=empty.clock, evaluation_id="one", evaluator_id="e", reason="heard it wrong"
    ).value.evaluation.id
    give_response(
        empty.store,
        clock=empty.clock,
        evaluation_id=corrected,
        question_id="greets",
        response=Response("yes"),
        evaluator_id="e",
    )
    submit_evaluation(empty.store, clock=empty.clock, evaluation_id=corrected)

    content = _report(empty)

    assert (content.mean.n, content.mean.value, content.sample.corrected) == (1, 100, 1)
    assert content.findings.total == 0


def test_versions_of_a_checklist_are_one_and_the_newest_wording_stands(empty):
    at = datetime(2026, 8, 2, tzinfo=UTC)
    first, second = _put(empty, text="Old words"), _put(empty, version=2, text="New words")
    _evaluated(empty, "old", first, at=at, passing=BAD)
    _evaluated(empty, "new", second, at=at, passing=BAD)

    content = _report(empty)

    worst = content.questions[0]
    assert (worst.question.text.in_language("en"), worst.failed.k, worst.failed.n, worst.lost) == (
        "New words",
        2,
        2,
        80,
    )
    assert [(use.ref.version, use.evaluations) for use in content.checklists] == [(1, 1), (2, 1)]
    assert {finding.question.text.in_language("en") for finding in content.findings.told} == {"Old words", "New words"}


def test_pooling_weighs_answers_and_is_refused_for_deduction(empty):
    at = datetime(2026, 8, 2, tzinfo=UTC)
    checklist = _put(empty)
    _evaluated(empty, "one", checklist, at=at, passing=BAD)
    _evaluated(empty, "two", checklist, at=at, passing=GOOD)

    content = _report(empty, pool=True)
    assert content.pooled.value == content.score.value == Fraction(1600, 20)

    _evaluated(empty, "three", _put(empty, version=2, method="deduction"), at=at, passing=GOOD)
    assert _report(empty).mean.n == 3
    with pytest.raises(PoolingError):
        _report(empty, pool=True)


def test_what_is_not_applicable_and_counts_as_earned_is_pooled_as_earned():
    checklist = load_checklist(
        SMALL.format(version=1, method="points, na_rule: full", text="Greets"), file="small.yaml"
    )
    na = QuestionResult("greets", Fate.NOT_APPLICABLE)
    solved = QuestionResult("solves", Fate.ANSWERED, Fraction(0), Fraction(6))
    kept = SubmittedScore("x", Fraction(40), Fraction(40), Fraction(0), True, None, (), (), (), (na, solved))

    counted = score_kept(checklist, kept).counted_not_applicable

    assert [(entry.question_id, entry.fraction, entry.weight) for entry in counted] == [("greets", 1, 4)]
    nothing = replace(kept, results=(na, QuestionResult("solves", Fate.HIDDEN)))
    assert score_kept(checklist, nothing).counted_not_applicable == ()
