"""What editing a flow may never break, and what each change means."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_auditor.domain.flow import links_of
from qa_auditor.domain.flow_editing import (
    Refusal,
    RefusedEditError,
    added_after,
    added_before,
    added_between,
    connected,
    disconnected,
    free_step_id,
    moved,
    relinked,
    with_step,
    without_step,
)
from qa_auditor.domain.process import Link, MomentOfTruth, ProcessRecord, Step, StepKind
from qa_auditor.domain.text import plain
from qa_auditor.exchange.library.process_yaml import load_process
from qa_auditor.exchange.library.writing import process_yaml
from tests.application.flow.processes import process, step

CHAIN = process(["a", "b", "c", step("end", kind=StepKind.END)])
FORK = process(
    ["a", step("ask", kind=StepKind.DECISION), "b", "c", step("end", kind=StepKind.END)],
    ["ask>b:yes", "ask>c:no", "b>end"],
)
TWO_ENDS = process(
    [step("ask", kind=StepKind.DECISION), "a", step("early", kind=StepKind.END), "b", step("end", kind=StepKind.END)],
    ["ask>a:yes", "ask>b:no", "a>early"],
)


def ways(record: ProcessRecord) -> list[str]:
    return [f"{link.source}>{link.target}" for link in links_of(record)]


def edited(record: ProcessRecord, chance: Random) -> ProcessRecord:
    """Any change at any place; one that is refused leaves the record as it is."""
    names = [one.id for one in record.steps]
    name, other = chance.choice(names), chance.choice(names)
    link = chance.choice(links_of(record) or (Link(name, other),))
    new = Step(free_step_id(record), plain("new"), record.step_by_id[name].stage, record.step_by_id[name].lane)
    known = (link.source, link.target) in {(one.source, one.target) for one in links_of(record)}
    kind = Step(name, plain(name), new.stage, new.lane, chance.choice(list(StepKind)))
    changes = [
        lambda: added_after(record, name, new),
        lambda: added_before(record, name, new),
        lambda: added_between(record, link.source, link.target, new) if known else record,
        lambda: connected(record, name, other, plain("when")),
        lambda: disconnected(record, link.source, link.target),
        lambda: relinked(record, link.source, link.target, condition=plain("if")),
        lambda: without_step(record, name),
        lambda: moved(record, name, later=chance.random() < 0.5),
        lambda: with_step(record, kind),
    ]
    try:
        return chance.choice(changes)()
    except RefusedEditError:
        return record


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_no_row_of_changes_makes_a_process_that_its_own_file_format_refuses(seed: int):
    chance = Random(seed)  # noqa: S311 - no secret
    record = chance.choice([CHAIN, FORK])
    for _change in range(12):
        record = edited(record, chance)
        ids = [one.id for one in record.steps]
        assert len(ids) == len(set(ids)) > 0
        leading = {link.source for link in links_of(record)}
        assert all(one.kind is StepKind.END or one.id in leading for one in record.steps[:-1])
    assert load_process(process_yaml(record)) == record


def test_a_new_step_behind_another_takes_over_what_followed():
    assert ways(added_after(CHAIN, "b", step("new"))) == ["a>b", "b>new", "new>c", "c>end"]


def test_a_new_step_behind_a_decision_is_a_further_outcome():
    changed = added_after(FORK, "ask", step("new"))
    assert {"ask>b", "ask>c", "ask>new", "new>b"} <= set(ways(changed))


def test_a_new_step_before_another_gets_all_that_led_there():
    assert {"b>new", "c>new", "new>end"} <= set(ways(added_before(FORK, "end", step("new"))))


def test_nothing_is_put_behind_an_end_or_before_a_start():
    assert ways(added_after(CHAIN, "end", step("new")))[-2:] == ["c>new", "new>end"]
    begun = process([step("start", kind=StepKind.START), "a"])
    assert ways(added_before(begun, "start", step("new"))) == ["start>new", "new>a"]


def test_a_step_on_a_conditional_arrow_leaves_the_condition_at_the_decision():
    changed = added_between(FORK, "ask", "c", step("new"))
    conditions = {link.target: link.condition.in_language("en") for link in links_of(changed) if link.source == "ask"}
    assert conditions == {"b": "yes", "new": "no"}


def test_links_that_go_without_saying_stay_unwritten():
    assert added_after(CHAIN, "b", step("new")).links == ()
    assert without_step(CHAIN, "b").links == ()
    assert moved(CHAIN, "b", later=True).links == ()


def test_a_step_taken_out_leaves_its_neighbours_joined_and_no_moment_behind():
    from dataclasses import replace

    told = replace(CHAIN, moments=(MomentOfTruth("m", plain("m"), ("a", "b")),))
    changed = without_step(told, "b")
    assert ways(changed) == ["a>c", "c>end"]
    assert changed.moments[0].steps == ("a",)


def test_steps_change_places_with_all_that_leads_to_and_from_them():
    assert ways(moved(CHAIN, "a", later=True)) == ["b>a", "a>c", "c>end"]
    assert ways(moved(CHAIN, "c", later=False)) == ["a>c", "c>b", "b>end"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda: without_step(process(["only"]), "only"), Refusal.ONLY_STEP),
        (lambda: without_step(TWO_ENDS, "early"), Refusal.ONLY_WAY_OUT),
        (lambda: disconnected(CHAIN, "a", "b"), Refusal.ONLY_WAY_OUT),
        (lambda: connected(CHAIN, "a", "b"), Refusal.ALREADY_LINKED),
        (lambda: connected(CHAIN, "end", "a"), Refusal.END_LEADS_ON),
        (lambda: connected(CHAIN, "a", "a"), Refusal.TO_ITSELF),
        (lambda: moved(CHAIN, "c", later=True), Refusal.NO_NEIGHBOUR),
        (lambda: moved(FORK, "a", later=True), Refusal.NO_NEIGHBOUR),
    ],
)
def test_what_would_leave_a_process_that_cannot_be_is_refused_with_its_reason(change, reason: Refusal):
    with pytest.raises(RefusedEditError) as refused:
        change()
    assert refused.value.reason is reason
