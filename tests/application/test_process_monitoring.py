"""The map and the measurements show what evaluations found, in one pass, each evaluation in its cell."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from qa_auditor.application.library import install_checklist
from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.ports import EvaluationFilter, NotFoundError, SubmittedError
from qa_auditor.application.process_library.saving import change_map
from qa_auditor.application.process_library.walking import keep_walk, walk_of
from qa_auditor.application.scoring_desk import (
    correct_evaluation,
    discard_draft,
    give_response,
    start_evaluation,
    submit_evaluation,
)
from qa_auditor.application.subjects import SubjectFacts, add_subject
from qa_auditor.application.views.process_map import map_view
from qa_auditor.application.views.process_measurements import all_measurements, measurements_of
from qa_auditor.bootstrap.program import Application, parse_checklist
from qa_auditor.domain.answer import Response
from qa_auditor.domain.blind_spots import BlindSpotKind
from qa_auditor.domain.checklist import ChecklistRef, Stage, SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.process import Lane, Measurement, ProcessRecord, Step
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.text import plain
from qa_auditor.domain.touchpoint import Brand, Business, Channel, NotOffered, ProcessMap, Touchpoint
from qa_auditor.domain.walk import StepOutcome, Walk, WalkedStep
from qa_auditor.storage.session import Session

CHECKLIST = """\
format: 1
id: own
version: 1
title: Own
subject: call
scoring: {method: points}
sections:
  - id: only
    title: Only
    questions:
      - {id: one, text: One, area: software.time, standard: HOUSE-1, answer: {type: yes_no}}
      - {id: two, text: Two, area: people.tact, answer: {type: yes_no, na: true}}
      - {id: more, text: More, area: people.tact, bonus: 5, required: false, answer: {type: yes_no}}
      - {id: said, text: Said, area: people.tact, answer: {type: text}}
"""
REF = ChecklistRef("own", 1)
NOW = datetime(2026, 11, 1, tzinfo=UTC)

OWN = ProcessRecord(
    "OWN",
    1,
    plain("Own"),
    steps=(
        Step("ask", plain("Ask"), Stage.INITIAL, Lane.FRONT, owner=plain("o"), resources=plain("r"), time_limit_s=5),
        Step("do", plain("Do"), Stage.MIDDLE, Lane.FRONT, standards=("HOUSE-1",)),
        Step("end", plain("End"), Stage.FINAL, Lane.FRONT),
    ),
    benchmarks=((Measurement.COMPLIANCE, Fraction(3, 4)),),
)
MAP = ProcessMap(
    (Channel("TEL", plain("Phone")), Channel("SMS", plain("SMS"))),
    (Brand("GT", plain("G")),),
    (Business("01", plain("A")), Business("02", plain("B"))),
    (Touchpoint("TEL", "GT", "01", "OWN"), Touchpoint("TEL", "GT", "02", "OWN"), Touchpoint("SMS", "GT", "01", "LONE")),
    (NotOffered("SMS", "GT", "02", plain("Too long")),),
)


@pytest.fixture
def evaluator(application: Application) -> str:
    with application.store.begin() as work:
        found = ensure_evaluator(work, clock=application.clock, code="T1", name="T")
        work.process_records.add(OWN)
        work.process_records.add(replace(OWN, code="LONE", steps=(), benchmarks=()))
        work.standards.add(Standard("HOUSE-1", 1, plain("Answers"), "software.time"))
        work.commit()
    install_checklist(application.store, text=CHECKLIST, file="own.yaml", parse=parse_checklist)
    change_map(application.store, change=lambda _before: MAP)
    return found.id


@pytest.fixture
def begin(application: Application, evaluator: str) -> Callable[..., str]:
    def begun(*, touchpoint: str = "", process: str | None = "OWN", days_ago: int = 1) -> str:
        facts = SubjectFacts(
            SubjectKind.CALL,
            "call",
            Moment(NOW - timedelta(days=days_ago)),
            process_code=process,
            touchpoint=touchpoint,
        )
        subject = add_subject(application.store, clock=application.clock, facts=facts).value
        return start_evaluation(
            application.store, clock=application.clock, subject_id=subject.id, checklist=REF, evaluator_id=evaluator
        ).value.evaluation.id

    return begun


@pytest.fixture
def submit(application: Application, evaluator: str) -> Callable[..., str]:
    def submitted(evaluation_id: str, one: str = "yes", two: str = "yes") -> str:
        from qa_auditor.domain.answer import NA

        for question, value in (("one", one), ("two", NA if two == "na" else two), ("more", "yes"), ("said", "words")):
            give_response(
                application.store,
                clock=application.clock,
                evaluation_id=evaluation_id,
                question_id=question,
                response=Response(value),
                evaluator_id=evaluator,
            )
        submit_evaluation(application.store, clock=application.clock, evaluation_id=evaluation_id)
        return evaluation_id

    return submitted


def shown(application: Application, which: EvaluationFilter | None = None, days: int = 90):
    with application.store.begin() as work:
        return map_view(work, which=which or EvaluationFilter(), now=NOW, days=days)


def test_each_cell_shows_what_its_evaluations_found(application, begin, submit):
    submit(begin(touchpoint="TEL-GT-01"), one="no")
    submit(begin(touchpoint="TEL-GT-01"), two="na")
    submit(begin(touchpoint="TEL-GT-02"))
    submit(begin(touchpoint=""))
    submit(begin(process="LONE"))
    begin(touchpoint="TEL-GT-02")
    view = shown(application)
    cell = view.cells["TEL", "GT", "01"]
    assert (cell.compliance, cell.n, cell.benchmark) == (Fraction(2, 3), 2, Fraction(3, 4))
    assert cell.interval is not None
    assert cell.interval.low < cell.compliance < cell.interval.high
    assert view.cells["TEL", "GT", "02"].compliance == 1
    assert view.cells["SMS", "GT", "01"].n == 1, "the only cell of its process"
    assert view.unplaced == 1
    assert len(view.cells) == 4


def test_the_period_bounds_the_figures_and_not_what_was_last_seen(application, begin, submit):
    submit(begin(touchpoint="TEL-GT-01", days_ago=60))
    view = shown(application, EvaluationFilter(since=NOW - timedelta(days=30)))
    cell = view.cells["TEL", "GT", "01"]
    assert (cell.compliance, cell.n, cell.interval) == (None, 0, None)
    assert cell.last == NOW - timedelta(days=60)
    assert cell.blind == ()
    assert shown(application, days=30).cells["TEL", "GT", "01"].blind == (BlindSpotKind.NOT_EVALUATED,)


def test_blind_spots_are_told_by_kind(application, evaluator):
    change_map(application.store, change=lambda before: replace(before, touchpoints=before.touchpoints[1:]))
    by_kind = {kind.value: [spot.code for spot in spots] for kind, spots in shown(application).blind_by_kind().items()}
    assert by_kind == {
        "no_process": ["TEL-GT-01"],
        "no_standard": ["SMS-GT-01"],
        "no_question": ["SMS-GT-01"],
        "not_evaluated": ["SMS-GT-01", "TEL-GT-02"],
    }


def test_steps_that_were_walked_count_in_place_of_questions(application, begin, submit):
    evaluation = begin(touchpoint="TEL-GT-01")
    steps = (WalkedStep("ask", seconds=9), WalkedStep("end"), WalkedStep("do", note="late"))
    keep_walk(application.store, walk=Walk(evaluation, "OWN", 1, steps))
    submit(evaluation)
    assert shown(application).cells["TEL", "GT", "01"].compliance == Fraction(2, 3)
    with application.store.begin() as work:
        found = measurements_of(work, "OWN", EvaluationFilter())
    measured = {kind.value: one.value for kind, one in found.measured.items()}
    assert measured == {
        "use": 1,
        "trace": 1 - Fraction(1, 6),
        "conformity": Fraction(1, 3),
        "compliance": Fraction(2, 3),
    }
    assert (found.evaluations, found.walks) == (1, 1)
    assert [(step.id, lacks) for step, lacks in found.lacking] == [
        ("do", ("owner", "resources", "time")),
        ("end", ("owner", "resources", "time")),
    ]
    figures = {one.step.id: (one.done, one.out_of_order, one.seconds) for one in found.steps}
    assert figures == {"ask": (1, 0, (9,)), "do": (1, 0, ()), "end": (1, 1, ())}


def test_a_process_that_was_not_used_counts_as_such(application, begin, submit):
    for used in (None, False):
        evaluation = begin()
        keep_walk(application.store, walk=Walk(evaluation, "OWN", 1, (WalkedStep("ask"),), used))
        submit(evaluation)
    with application.store.begin() as work:
        measured = measurements_of(work, "OWN", EvaluationFilter()).measured
    assert measured[Measurement.USE].value == Fraction(1, 2)
    assert measured[Measurement.TRACE].n == 1


def test_every_process_is_measured_at_once(application, begin, submit):
    submit(begin())
    with application.store.begin() as work:
        every = {one.code: one for one in all_measurements(work, EvaluationFilter())}
        assert set(every) == set(work.process_records.codes())
        with pytest.raises(NotFoundError):
            measurements_of(work, "NONE", EvaluationFilter())
    assert every["OWN"].measured[Measurement.COMPLIANCE].n == 1
    assert every["LONE"].evaluations == 0


def test_a_walk_is_kept_until_it_is_submitted_and_follows_a_correction(application, begin, submit, evaluator):
    evaluation = begin()
    walk = Walk(evaluation, "OWN", 1, (WalkedStep("ask", StepOutcome.SKIPPED, None, 1500, "words", "a.jpg"),))
    keep_walk(application.store, walk=replace(walk, steps=()))
    keep_walk(application.store, walk=walk)
    assert walk_of(application.store, evaluation_id=evaluation) == walk
    submit(evaluation)
    with pytest.raises(SubmittedError):
        keep_walk(application.store, walk=replace(walk, steps=()))
    corrected = correct_evaluation(
        application.store, clock=application.clock, evaluation_id=evaluation, evaluator_id=evaluator, reason="heard"
    ).value.evaluation.id
    assert walk_of(application.store, evaluation_id=corrected) == replace(walk, evaluation_id=corrected)
    discard_draft(application.store, evaluation_id=corrected)
    assert walk_of(application.store, evaluation_id=corrected) is None


def test_a_walk_belongs_to_a_version_that_is_there(application, begin):
    with pytest.raises(NotFoundError):
        keep_walk(application.store, walk=Walk(begin(), "OWN", 2))


def test_a_map_of_200_by_30_and_two_brands_is_read_in_one_pass(application, evaluator, monkeypatch):
    channels = tuple(Channel(f"C{number}", plain("c")) for number in range(30))
    brands = (Brand("A", plain("a")), Brand("B", plain("b")))
    businesses = tuple(Business(f"{number:04}", plain("b")) for number in range(200))
    cells = tuple(
        Touchpoint(channel.id, brand.id, business.code, "OWN")
        for channel in channels
        for brand in brands
        for business in businesses
    )
    change_map(application.store, change=lambda _before: ProcessMap(channels, brands, businesses, cells))
    shown(application)
    queries: list[object] = []
    read = Session.read

    def counted(*given):
        queries.append(given)
        return read(*given)

    monkeypatch.setattr(Session, "read", counted)
    began = time.process_time()
    view = shown(application)
    assert time.process_time() - began < 3, "usually a third of a second"
    assert len(view.cells) == len(view.blind_spots) == 12_000
    assert len(queries) < 30
