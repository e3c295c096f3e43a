from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.checklist import Source, Stage
from qa_auditor.domain.process import (
    ChangeNote,
    Element,
    Lane,
    Link,
    Measurement,
    MomentOfTruth,
    ProcessRecord,
    Step,
)
from qa_auditor.domain.process_difference import Fate, Part, differences
from qa_auditor.domain.text import plain, translated


def step(step_id: str, *, time_limit_s: int | None = None) -> Step:
    return Step(step_id, plain(step_id), Stage.INITIAL, Lane.FRONT, time_limit_s=time_limit_s)


BASE = ProcessRecord(
    code="COMPLAINT",
    version=1,
    name=translated({"zh-CN": "投诉", "en": "Complaint"}),
    elements=((Element.RESULT, plain("solved")),),
    steps=(step("greet", time_limit_s=10), step("listen"), step("solve"), step("close")),
    links=(Link("listen", "solve"), Link("listen", "close", plain("withdrawn"))),
    moments=(MomentOfTruth("first", plain("First word"), ("greet",)),),
    benchmarks=((Measurement.USE, Fraction(9, 10)),),
    sources=(Source("004", "complaints"),),
)


def test_a_version_that_only_counts_on_differs_in_nothing():
    assert differences(BASE, replace(BASE, version=2, change=ChangeNote("nothing"))) == ()


def test_a_field_that_changed_is_named_with_what_it_was_and_is():
    faster = replace(BASE, steps=(replace(BASE.steps[0], time_limit_s=8), *BASE.steps[1:]))
    (found,) = differences(BASE, faster)
    assert (found.part, found.key, found.field, found.fate) == (Part.STEP, "greet", "time_limit_s", Fate.CHANGED)
    assert (found.before, found.after) == (10, 8)


def test_a_share_of_nothing_is_a_value_and_not_a_gap():
    zero = replace(BASE, benchmarks=((Measurement.USE, Fraction(0)),))
    (found,) = differences(BASE, zero)
    assert (found.fate, found.before, found.after) == (Fate.CHANGED, Fraction(9, 10), Fraction(0))


def test_a_step_that_moved_is_one_difference_and_its_neighbours_are_none():
    greet, listen, solve, close = BASE.steps
    (found,) = differences(BASE, replace(BASE, steps=(listen, solve, greet, close)))
    assert (found.key, found.fate, found.before, found.after) == ("greet", Fate.MOVED, 1, 3)


def test_parts_that_came_and_went_are_named_once():
    latter = replace(
        BASE,
        steps=(*BASE.steps, step("survey")),
        links=BASE.links[:1],
        moments=(),
        elements=(*BASE.elements, (Element.VALUE, plain("trust"))),
        sources=(),
        owner=plain("head of complaints"),
    )
    found = {(one.part, one.key, one.field): one.fate for one in differences(BASE, latter)}
    assert found == {
        (Part.RECORD, "", "owner"): Fate.ADDED,
        (Part.ELEMENT, "value", ""): Fate.ADDED,
        (Part.STEP, "survey", ""): Fate.ADDED,
        (Part.LINK, "listen → close", ""): Fate.REMOVED,
        (Part.MOMENT, "first", ""): Fate.REMOVED,
        (Part.SOURCE, "004 complaints", ""): Fate.REMOVED,
    }


@given(order=st.permutations(BASE.steps), kept=st.sets(st.sampled_from([one.id for one in BASE.steps])))
def test_what_was_added_one_way_was_removed_the_other(order: list[Step], kept: set[str]):
    other = replace(BASE, steps=tuple(one for one in order if one.id in kept))
    there = {(one.key, one.fate) for one in differences(BASE, other)}
    back = {(one.key, one.fate) for one in differences(other, BASE)}
    swapped = {Fate.ADDED: Fate.REMOVED, Fate.REMOVED: Fate.ADDED}
    assert {one for one in there if one[1] is not Fate.MOVED} == {
        (key, swapped[fate]) for key, fate in back if fate is not Fate.MOVED
    }
    assert len([one for one in there if one[1] is Fate.MOVED]) == len([one for one in back if one[1] is Fate.MOVED])
