"""The four measurements are what their definitions say."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.measurement import (
    compliance_rate,
    lacks_of,
    organisational_conformity,
    trace_of_use,
    use_on_the_spot,
)
from qa_auditor.domain.process import Lane, Measurement, ProcessRecord, Step, StepKind
from qa_auditor.domain.text import plain
from qa_auditor.domain.trace import trace_of
from qa_auditor.domain.walk import Compliance, StepOutcome, Walk, WalkedStep, walk_compliance, walk_trace


def step(name: str, **facts) -> Step:
    return Step(name, plain(name), Stage.MIDDLE, Lane.FRONT, **facts)


RECORD = ProcessRecord(
    "P",
    1,
    plain("P"),
    steps=(
        replace(step("call"), lane=Lane.CUSTOMER),
        step("answer", owner=plain("o"), resources=plain("r"), time_limit_s=10),
        step("solve", owner=plain("o")),
        step("record", time_limit_s=60, required=False),
        step("end", kind=StepKind.END),
    ),
    benchmarks=((Measurement.USE, Fraction(9, 10)), (Measurement.COMPLIANCE, Fraction(1, 2))),
)


def walk(*steps: WalkedStep | str, used: bool | None = None) -> Walk:
    return Walk("e", "P", 1, tuple(WalkedStep(one) if isinstance(one, str) else one for one in steps), used)


def test_use_is_the_share_in_which_the_process_was_used():
    measured = use_on_the_spot(RECORD, [True, True, False])
    assert (measured.value, measured.n, measured.benchmark, measured.holds) == (
        Fraction(2, 3),
        3,
        Fraction(9, 10),
        False,
    )
    assert use_on_the_spot(RECORD, []).holds is None


def test_a_walk_says_whether_the_process_was_used():
    assert walk("answer").was_used
    assert not walk(WalkedStep("answer", StepOutcome.SKIPPED)).was_used
    assert not walk("answer", used=False).was_used


def test_the_trace_of_a_period_is_made_of_all_its_steps():
    traces = [trace_of("abc", "ac"), trace_of("abc", "abc"), trace_of("", "")]
    measured = trace_of_use(RECORD, traces)
    assert (measured.value, measured.n) == (1 - Fraction(1, 11), 2)


def test_conformity_counts_the_steps_of_the_house_alone():
    measured = organisational_conformity(RECORD)
    assert (measured.value, measured.n, measured.interval) == (Fraction(1, 3), 3, None)
    assert lacks_of(RECORD.steps[2]) == ("resources", "time")
    assert organisational_conformity(replace(RECORD, steps=())).value is None


@pytest.mark.parametrize(
    ("steps", "met", "applicable"),
    [
        (("call", "answer", "solve", "end"), 4, 4),
        (("call", "answer", "solve", "record", "end"), 5, 5),
        (("call", "solve", "end"), 3, 4),
        (("call", WalkedStep("answer", seconds=11), "solve", "end"), 3, 4),
        (("call", WalkedStep("answer", seconds=10), "solve", "end"), 4, 4),
        (("call", WalkedStep("answer", StepOutcome.NOT_TO_STANDARD), "solve", "end"), 3, 4),
        (("call", WalkedStep("answer", StepOutcome.NOT_APPLICABLE), "solve", "end"), 3, 3),
        (("call", WalkedStep("answer", StepOutcome.SKIPPED), "solve", "end"), 3, 4),
        ((), 0, 4),
    ],
)
def test_compliance_is_steps_done_to_standard_of_those_that_applied(steps, met, applicable):
    assert walk_compliance(walk(*steps), RECORD) == Compliance(met, applicable)


def test_a_step_that_did_not_apply_is_not_missed_in_the_trace():
    excused = walk("call", WalkedStep("answer", StepOutcome.NOT_APPLICABLE), "solve", "end")
    assert walk_trace(excused, RECORD).share == 1


outcomes = st.sampled_from(StepOutcome)
walked = st.builds(WalkedStep, st.sampled_from(["call", "answer", "solve", "record", "end", "other"]), outcomes)


@given(st.lists(walked, max_size=7, unique_by=lambda one: one.step_id))
def test_shares_lie_between_none_and_all(steps):
    compliance = walk_compliance(walk(*steps), RECORD)
    assert 0 <= compliance.met <= compliance.applicable
    share = walk_trace(walk(*steps), RECORD).share
    assert share is None or 0 <= share <= 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), max_size=6))
def test_compliance_of_a_period_weighs_every_step_alike(pairs):
    judged = [Compliance(met, applicable) for met, applicable in pairs]
    measured = compliance_rate(RECORD, judged)
    applicable = sum(one.applicable for one in judged)
    assert measured.value == (Fraction(sum(one.met for one in judged), applicable) if applicable else None)
    assert measured.n == sum(1 for one in judged if one.applicable)
    if measured.value is not None and measured.interval is not None:
        assert measured.interval.low <= measured.value <= measured.interval.high
        assert measured.holds == (measured.value >= Fraction(1, 2))
