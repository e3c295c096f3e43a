"""Where a walk-through stands follows from what was said, in whatever order, and nothing said is lost."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Lane, ProcessRecord, Step
from qa_auditor.domain.text import plain
from qa_auditor.domain.trace import Deviation
from qa_auditor.domain.walk import StepOutcome, walk_compliance, walk_trace
from qa_auditor.domain.walk_findings import WalkFault, findings_of
from qa_auditor.domain.walkthrough import Act, WalkEntry, standing

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
STEPS = tuple(
    Step(name, plain(name), Stage.MIDDLE, Lane.FRONT, time_limit_s=10 if name == "verify" else None)
    for name in ("greet", "verify", "solve", "close")
)
RECORD = ProcessRecord("P", 1, plain("P"), steps=STEPS)
DONE, SKIPPED, BADLY = StepOutcome.DONE, StepOutcome.SKIPPED, StepOutcome.NOT_TO_STANDARD


class Said:
    """Entries, each a second after the one before."""

    def __init__(self):
        self.entries = []

    def say(self, act, step_id="", value="", *, seconds=1):
        seq = len(self.entries) + 1
        at = self.entries[-1].at + timedelta(seconds=seconds) if self.entries else NOW
        self.entries.append(WalkEntry(seq, seq, act, step_id, str(value), at, "e"))
        return self

    def marked(self, outcome, *names):
        for name in names:
            self.say(Act.OUTCOME, name, outcome)
        return self

    @property
    def standing(self):
        return standing(self.entries)

    @property
    def walk(self):
        return self.standing.walk(evaluation_id="x", process_code="P", process_version=1)


def test_steps_stand_in_the_order_in_which_they_were_met():
    said = Said().marked(DONE, "greet", "solve").marked(BADLY, "verify").marked(SKIPPED, "close")

    assert said.standing.order == ("greet", "solve", "verify")
    assert said.walk.taken == ("greet", "solve", "verify")
    assert [step.outcome for step in said.walk.steps] == [DONE, DONE, BADLY, SKIPPED]


def test_a_step_that_came_earlier_than_it_was_marked_is_put_there():
    said = Said().marked(DONE, "greet", "solve").say(Act.PLACED, "verify", "greet")

    assert said.standing.order == ("verify", "greet", "solve")
    assert said.standing.of("verify").outcome is DONE
    assert said.standing.of("verify").out_of_order
    assert said.say(Act.PLACED, "verify", "gone").standing.order == ("greet", "solve", "verify")


def test_another_outcome_keeps_the_place_and_skipping_gives_it_up():
    said = Said().marked(DONE, "greet", "verify").marked(BADLY, "greet")
    assert said.standing.order == ("greet", "verify")
    said.marked(SKIPPED, "greet")
    assert said.standing.order == ("verify",)
    said.marked(DONE, "greet")

    assert said.standing.order == ("verify", "greet")


def test_a_step_for_later_is_open_until_it_comes():
    said = Said().say(Act.POSTPONED, "greet").marked(DONE, "verify")
    assert said.standing.of("greet").postponed
    assert said.standing.of("greet").outcome is None
    said.marked(DONE, "greet")

    assert not said.standing.of("greet").postponed
    assert said.standing.order == ("verify", "greet")


def test_the_clock_counts_while_it_runs_also_when_nobody_watches():
    said = Said().say(Act.STARTED, "verify")
    assert said.standing.running == "verify"
    assert said.standing.of("verify").seconds_at(NOW + timedelta(hours=2)) == 7200
    said.say(Act.STOPPED, "verify", seconds=7)
    assert said.standing.running is None
    assert said.standing.of("verify").seconds == 7
    said.say(Act.STARTED, "verify").say(Act.STARTED, "verify").say(Act.STOPPED, "verify", seconds=5)

    assert said.standing.of("verify").seconds == 13, "a second start changes nothing, a second run adds"


def test_a_clock_that_was_set_back_counts_nothing():
    assert Said().say(Act.STARTED, "verify").standing.of("verify").seconds_at(NOW - timedelta(hours=1)) == 0


def test_a_time_that_is_typed_counts_instead_of_the_clock():
    said = Said().say(Act.STARTED, "verify").say(Act.TIMED, "verify", 42)
    assert said.standing.of("verify").seconds == 42
    assert said.standing.running is None

    assert said.say(Act.TIMED, "verify").standing.of("verify").seconds is None


def test_remark_and_photos_stay_when_a_step_is_cleared():
    said = (
        Said()
        .marked(DONE, "greet")
        .say(Act.NOTE, "greet", "slow")
        .say(Act.PHOTO, "greet", "a")
        .say(Act.PHOTO, "greet", "b")
    )
    said.say(Act.PHOTO, "greet", "a").say(Act.PHOTO_AWAY, "greet", "b").say(Act.CLEARED, "greet")
    greet = said.standing.of("greet")

    assert (greet.outcome, greet.note, greet.photos) == (None, "slow", ("a",))
    assert said.standing.order == ()


def test_what_is_taken_back_does_not_count_and_can_be_given_back():
    said = Said().marked(DONE, "greet", "verify")
    assert said.standing.last_gesture == 2
    said.say(Act.TAKEN_BACK, "", 2)
    assert said.standing.order == ("greet",)
    assert said.standing.last_gesture == 1
    said.say(Act.TAKEN_BACK, "", 3)

    assert said.standing.order == ("greet", "verify"), "taking back was taken back"


def test_all_of_one_gesture_is_taken_back_together():
    said = Said().say(Act.STARTED, "verify").say(Act.STOPPED, "verify").say(Act.OUTCOME, "verify", DONE)
    said.entries[2] = WalkEntry(
        3, 2, *[getattr(said.entries[2], name) for name in ("act", "step_id", "value", "at", "evaluator_id")]
    )
    said.say(Act.TAKEN_BACK, "", 2)

    assert said.standing.running == "verify"
    assert said.standing.of("verify").outcome is None


def test_giving_up_is_the_last_word_until_it_is_taken_back():
    said = Said().marked(DONE, "greet").say(Act.ABANDONED, "", "shop closed")
    assert said.standing.abandoned
    assert said.standing.order == ("greet",)

    assert not said.say(Act.TAKEN_BACK, "", 2).standing.abandoned


def test_findings_name_each_step_with_all_that_is_wrong_with_it():
    said = (
        Said()
        .marked(DONE, "greet", "solve", "verify")
        .say(Act.TIMED, "verify", 11)
        .say(Act.NOTE, "verify", "asked twice")
    )
    said.marked(BADLY, "greet")
    found = {finding.step.id: finding for finding in findings_of(said.walk, RECORD)}

    assert found["greet"].faults == (WalkFault.NOT_TO_STANDARD,)
    assert WalkFault.LATE in found["verify"].faults
    assert found["verify"].walked is not None
    assert found["verify"].walked.note == "asked twice"
    assert found["close"].faults == (WalkFault.LEFT_OUT,)
    assert found["close"].walked is None
    assert {name for name, one in found.items() if WalkFault.OUT_OF_ORDER in one.faults} & {"solve", "verify"}
    assert walk_compliance(said.walk, RECORD).share == Fraction(1, 4)


def test_a_walk_as_defined_in_time_has_no_finding():
    said = Said().marked(DONE, "greet", "verify", "solve", "close").say(Act.TIMED, "verify", 10)

    assert findings_of(said.walk, RECORD) == ()
    assert walk_trace(said.walk, RECORD).share == 1
    assert walk_compliance(said.walk, RECORD).share == 1


names = st.sampled_from([step.id for step in STEPS])
sayings = st.one_of(
    st.tuples(st.just(Act.OUTCOME), names, st.sampled_from(list(StepOutcome))),
    st.tuples(st.just(Act.PLACED), names, names),
    st.tuples(st.sampled_from([Act.POSTPONED, Act.STARTED, Act.STOPPED, Act.CLEARED]), names, st.just("")),
    st.tuples(st.just(Act.TIMED), names, st.integers(0, 999).map(str)),
    st.tuples(st.just(Act.NOTE), names, st.text(max_size=3)),
    st.tuples(st.sampled_from([Act.PHOTO, Act.PHOTO_AWAY]), names, st.sampled_from("ab")),
)


@given(st.lists(sayings, max_size=20))
def test_the_order_holds_each_step_that_was_taken_once(given_acts):
    said = Said()
    for act, name, value in given_acts:
        said.say(act, name, value)
    now = said.standing

    assert sorted(now.order) == sorted(name for name, step in now.steps.items() if step.taken)
    assert set(said.walk.taken) == set(now.order)
    assert {name for kind, name in walk_trace(said.walk, RECORD).deviations if kind is Deviation.LEFT_OUT} <= {
        step.id for step in STEPS
    }


@given(st.lists(sayings, max_size=12), st.integers(1, 12))
def test_taking_back_the_last_things_leads_to_where_it_stood(given_acts, times):
    said = Said()
    stood = [said.standing]
    for act, name, value in given_acts:
        said.say(act, name, value)
        stood.append(said.standing)
    for _time in range(min(times, len(given_acts))):
        said.say(Act.TAKEN_BACK, "", said.standing.last_gesture)
    expected = stood[len(given_acts) - min(times, len(given_acts))]

    assert said.standing == expected


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_understood_for_a_step_of_which_nothing_was_said(act):
    values = {Act.OUTCOME: "done", Act.TAKEN_BACK: "1", Act.TIMED: "3"}

    assert Said().say(act, "greet", values.get(act, "")).standing.order in ((), ("greet",))
