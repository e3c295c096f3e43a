"""What evaluations say of the steps of a process, and what its drawing makes one look at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from qa_auditor.application.flow.hints import HintKind, hint_text, hints_of
from qa_auditor.application.flow.notes import notes_of
from qa_auditor.application.flow.symbols import Tone
from qa_auditor.application.library import install_checklist
from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.scoring_desk import give_response, start_evaluation, submit_evaluation
from qa_auditor.application.views.process_flow import StepScore, flow_scores
from qa_auditor.application.views.process_measurements import StepFigures
from qa_auditor.bootstrap.program import Application, parse_checklist
from qa_auditor.domain.answer import NA, Response
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Process
from qa_auditor.domain.process import Lane, Measurement, StepKind
from qa_auditor.domain.scoring.period import Share
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import plain
from qa_auditor.i18n import speaking
from tests.application.flow.processes import process, step

CHECKLIST = """
format: 1
id: steps
version: 1
title: {zh-CN: 步骤, en: Steps}
subject: chat
sections:
  - id: all
    title: {zh-CN: 全部, en: All}
    questions:
      - {id: greeting, text: Greets, area: people.tact, answer: {type: yes_no}, standard: OWN-1}
      - {id: name, text: Says the name, area: people.tact, answer: {type: yes_no, na: true}, standard: OWN-1}
      - {id: solved, text: Solved, area: people.tact, answer: {type: yes_no}, standard: OWN-2}
      - {id: never, text: Never asked, area: people.tact, answer: {type: text}, required: false, standard: OWN-2}
"""

RECORD = replace(
    process(["greet", "solve", "close"]),
    code="STEPS",
    benchmarks=((Measurement.COMPLIANCE, Fraction(3, 4)),),
)
RECORD = replace(
    RECORD,
    steps=tuple(
        replace(one, standards=codes)
        for one, codes in zip(RECORD.steps, (("OWN-1", "OWN-9"), ("OWN-2",), ()), strict=True)
    ),
)
FIRST = datetime(2026, 11, 3, 6, tzinfo=UTC)


@pytest.fixture
def scored(application: Application) -> Application:
    """Four chats, a day apart: the greeting fails in one, the name in two of three, the solution in none."""
    install_checklist(application.store, text=CHECKLIST, file="steps.yaml", parse=parse_checklist)
    answers = [("no", "no"), ("yes", "no"), ("yes", "yes"), ("yes", "na")]
    with application.store.begin() as work:
        person = ensure_evaluator(work, clock=application.clock, code="Q01").id
        work.processes.put(Process("STEPS", plain("Steps")))
        for code in ("OWN-1", "OWN-2"):
            work.standards.add(Standard(code, 1, plain(f"Statement of {code}"), "people.tact"))
        for number in range(len(answers)):
            at = Moment(FIRST + timedelta(days=number), "Asia/Shanghai")
            work.subjects.add(Subject(f"s{number}", SubjectKind.CHAT, "chat", at, process_code="STEPS"))
        work.commit()
    for number, (greeting, name) in enumerate(answers):
        started = start_evaluation(
            application.store,
            clock=application.clock,
            subject_id=f"s{number}",
            checklist=ChecklistRef("steps", 1),
            evaluator_id=person,
        ).value.evaluation.id
        for question, value in (("greeting", greeting), ("name", name), ("solved", "yes")):
            give_response(
                application.store,
                clock=application.clock,
                evaluation_id=started,
                question_id=question,
                response=Response(NA if value == "na" else value),
                evaluator_id=person,
            )
        submit_evaluation(application.store, clock=application.clock, evaluation_id=started)
    return application


def test_a_step_is_scored_by_the_questions_that_judge_its_standards(scored: Application):
    with scored.store.begin() as work:
        scores = flow_scores(work, RECORD, EvaluationFilter(process_code="STEPS"))
    assert scores.evaluations == 4
    greet = scores.steps["greet"]
    assert (greet.met.k, greet.met.n) == (4, 7)
    assert greet.worst is not None
    assert greet.worst.question.id == "name"
    assert (greet.worst.failed.k, greet.worst.failed.n) == (2, 3)
    assert [standard.code for standard in greet.standards] == ["OWN-1"]
    assert greet.missing == ("OWN-9",)
    solve = scores.steps["solve"]
    assert (solve.met.k, solve.met.n) == (4, 4)
    assert solve.worst is None
    assert {one.question.id: one.failed.n for one in solve.questions} == {"solved": 4, "never": 0}
    assert scores.steps["close"].questions == ()


def test_only_the_period_counts(scored: Application):
    since = FIRST + timedelta(days=2)
    with scored.store.begin() as work:
        scores = flow_scores(work, RECORD, EvaluationFilter(process_code="STEPS", since=since))
    assert (scores.steps["greet"].met.k, scores.steps["greet"].met.n) == (3, 3)


def test_figures_on_steps_are_held_against_the_benchmark(scored: Application):
    with scored.store.begin() as work:
        scores = flow_scores(work, RECORD, EvaluationFilter(process_code="STEPS"))
    with speaking("en"):
        notes = notes_of(RECORD, scores)
        unmeasured = notes_of(replace(RECORD, benchmarks=()), scores)
    assert (notes["greet"].figure, notes["greet"].tone) == ("57% n7", Tone.BAD)
    assert (notes["solve"].figure, notes["solve"].tone) == ("100% n4", Tone.GOOD)
    assert "close" not in notes
    assert unmeasured["greet"].tone is Tone.PLAIN


def kinds(record, name: str) -> set[HintKind]:
    return {hint.kind for hint in hints_of(record) if hint.step == name}


def test_wrong_ways_are_said_at_the_step_that_has_them():
    record = process(
        [step("a"), step("ask", kind=StepKind.DECISION), step("end", kind=StepKind.END), "lost", "stuck"],
        ["a>ask", "ask>end", "end>a", "lost>stuck", "stuck>lost"],
    )
    assert HintKind.ONE_WAY_DECISION in kinds(record, "ask")
    assert HintKind.END_GOES_ON in kinds(record, "end")
    assert HintKind.UNREACHABLE in kinds(record, "lost")
    assert HintKind.NO_WAY_TO_END in kinds(record, "stuck")


def test_where_control_or_a_standard_is_missing_is_pointed_out():
    timed = [replace(step(name, lane=Lane.BACK), time_limit_s=60) for name in ("b", "c")]
    slow = replace(step("slow", lane=Lane.BACK), time_limit_s=3600)
    record = process([step("front"), *timed, slow, step("wait", kind=StepKind.WAIT)])
    assert kinds(record, "front") == {HintKind.NO_TIME_LIMIT, HintKind.NO_STANDARD}
    assert kinds(record, "b") == set()
    assert kinds(record, "slow") == {HintKind.SLOWEST}
    assert HintKind.WAIT in kinds(record, "wait")
    assert kinds(process([step("customer", lane=Lane.CUSTOMER)]), "customer") == set()


def test_every_hint_has_words():
    record = process(
        [step("a"), step("ask", kind=StepKind.DECISION), step("wait", kind=StepKind.WAIT), "b"], ["ask>wait", "ask>b"]
    )
    with speaking("en"):
        for hint in hints_of(record):
            assert hint_text(hint, record.step_by_id[hint.step]).endswith(".")


def test_a_step_that_no_question_judges_is_scored_by_those_who_walked_it():
    walked = StepFigures(step("s"), done=3, not_to_standard=1, skipped=2, seconds=(4, 9))
    assert StepScore(walked=walked).shown == Share(3, 6)
    assert StepScore(met=Share(1, 2), walked=walked).shown == Share(1, 2)
    assert StepScore().shown == Share(0, 0)
