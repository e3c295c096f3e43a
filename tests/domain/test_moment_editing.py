"""Moments of truth: what is edited changes, everything else stays."""

from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.moment_editing import (
    moved_moment,
    with_new_moment,
    with_step_of_moment,
    without_moment,
)
from qa_auditor.domain.process import MomentOfTruth, ProcessRecord
from qa_auditor.domain.text import plain

NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1, max_size=8)


def circle(names: list[str]) -> ProcessRecord:
    return ProcessRecord("P", 1, plain("P"), moments=tuple(MomentOfTruth(name, plain(name)) for name in names))


def order(record: ProcessRecord) -> list[str]:
    return [one.id for one in record.moments]


@given(NAMES, st.data())
def test_a_new_moment_stands_behind_the_chosen_one_and_can_be_removed(names: list[str], data: st.DataObject):
    after = data.draw(st.sampled_from(names))
    made = with_new_moment(circle(names), "New", after=after)
    (added,) = set(order(made)) - set(names)

    assert order(made).index(added) == names.index(after) + 1
    assert without_moment(made, added) == circle(names)


@given(NAMES, st.data())
def test_moving_there_and_back_changes_nothing(names: list[str], data: st.DataObject):
    one = data.draw(st.sampled_from(names[:-1] or names))
    there = moved_moment(circle(names), one, 1)

    assert sorted(order(there)) == sorted(names)
    if one != names[-1]:
        assert order(there).index(one) == names.index(one) + 1
        assert moved_moment(there, one, -1) == circle(names)
    else:
        assert there == circle(names)


def test_new_moments_never_take_an_id_that_is_there():
    record = circle(["moment-2", "a"])
    for _number in range(3):
        record = with_new_moment(record, "New")
    assert order(record) == ["moment-2", "a", "moment-3", "moment-4", "moment-5"]


def test_steps_of_a_moment_stay_in_the_order_of_the_process():
    moment = with_step_of_moment(MomentOfTruth("m", plain("m"), steps=("c",)), "a", ("a", "b", "c"))

    assert moment.steps == ("a", "c")
    assert with_step_of_moment(moment, "c", ("a", "b", "c")).steps == ("a",)
