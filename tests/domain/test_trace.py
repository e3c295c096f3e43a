"""The trace of use against its definition, counted by hand and by trying everything."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Lane, Link, ProcessRecord, Step, StepKind
from qa_auditor.domain.text import plain
from qa_auditor.domain.trace import Deviation, trace_of, trace_through

rows = st.lists(st.sampled_from("abcd"), max_size=5).map(tuple)


@cache
def fewest(defined: tuple[str, ...], taken: tuple[str, ...]) -> int:
    """Every alignment is tried, from the front."""
    if not defined or not taken:
        return len(defined) + len(taken)
    ways = [1 + fewest(defined[1:], taken), 1 + fewest(defined, taken[1:])]
    if defined[0] == taken[0]:
        ways.append(fewest(defined[1:], taken[1:]))
    if len(defined) > 1 and len(taken) > 1 and defined[:2] == (taken[1], taken[0]):
        ways.append(1 + fewest(defined[2:], taken[2:]))
    return min(ways)


@given(rows, rows)
def test_no_alignment_has_fewer_deviations(defined, taken):
    trace = trace_of(defined, taken)
    assert len(trace.deviations) == fewest(defined, taken)
    length = len(defined) + len(taken)
    assert trace.share == (1 - Fraction(fewest(defined, taken), length) if length else None)


@given(rows, rows)
def test_the_deviations_told_turn_one_row_into_the_other(defined, taken):
    trace = trace_of(defined, taken)
    kinds = [kind for kind, _step in trace.deviations]
    assert len(taken) == len(defined) - kinds.count(Deviation.LEFT_OUT) + kinds.count(Deviation.OUT_OF_PLACE)
    for kind, step in trace.deviations:
        assert step in (defined if kind is Deviation.LEFT_OUT else taken)


@given(rows)
def test_as_defined_is_whole_and_nothing_at_all_is_nothing(defined):
    assert trace_of(defined, defined).share == (1 if defined else None)
    assert trace_of(defined, ()).share == (0 if defined else None)


@pytest.mark.parametrize(
    ("defined", "taken", "share", "deviations"),
    [
        ("abc", "ac", Fraction(4, 5), [("left_out", "b")]),
        ("abc", "axbc", Fraction(6, 7), [("out_of_place", "x")]),
        ("abc", "acb", Fraction(5, 6), [("swapped", "c")]),
        ("abcd", "badc", Fraction(6, 8), [("swapped", "b"), ("swapped", "d")]),
        ("ab", "xy", Fraction(0), [("left_out", "a"), ("left_out", "b"), ("out_of_place", "x"), ("out_of_place", "y")]),
    ],
)
def test_by_hand(defined, taken, share, deviations):
    trace = trace_of(defined, taken)
    assert trace.share == share
    assert sorted((kind.value, step) for kind, step in trace.deviations) == sorted(deviations)


def record(
    names: str, links: list[tuple[str, str]] | None = None, *, ends: str = "", optional: str = ""
) -> ProcessRecord:
    steps = tuple(
        Step(
            name,
            plain(name),
            Stage.MIDDLE,
            Lane.FRONT,
            kind=StepKind.END if name in ends else StepKind.ACTION,
            required=name not in optional,
        )
        for name in names
    )
    return ProcessRecord("P", 1, plain("P"), steps=steps, links=tuple(Link(*link) for link in links or ()))


@given(rows)
def test_along_one_line_it_is_the_same_as_against_its_steps(taken):
    assert len(trace_through(record("abcd"), taken).deviations) == len(trace_of("abcd", taken).deviations)


BRANCHING = record("abcde", [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "e")], ends="de")


def ways(start: str) -> list[tuple[str, ...]]:
    onwards = [link.target for link in BRANCHING.links if link.source == start]
    return [(start, *way) for target in onwards for way in ways(target)] if onwards else [(start,)]


@settings(max_examples=200)
@given(st.lists(st.sampled_from("abcde"), max_size=5).map(tuple))
def test_of_all_ways_the_one_that_fits_best_counts(taken):
    fewest_deviations = min(len(trace_of(way, taken).deviations) for way in ways("a"))
    assert len(trace_through(BRANCHING, taken).deviations) == fewest_deviations


def test_the_branch_that_was_not_taken_is_not_missed():
    assert trace_through(BRANCHING, tuple("acd")).share == 1
    assert trace_through(BRANCHING, tuple("ae")).share == 1


def test_going_round_again_is_no_deviation_where_the_process_allows_it():
    again = record("abc", [("a", "b"), ("b", "a"), ("b", "c")])
    assert trace_through(again, tuple("ababc")).share == 1


def test_an_optional_step_may_be_left_out_or_taken():
    optional = record("abc", optional="b")
    assert trace_through(optional, tuple("ac")).share == 1
    assert trace_through(optional, tuple("abc")).share == 1


def test_a_process_without_steps_knows_no_trace():
    assert trace_through(record(""), ()).share is None
    assert trace_through(record(""), ("x",)).share == 0


def test_sixty_steps_are_traced_at_once():
    names = [f"s{number}" for number in range(60)]
    steps = tuple(Step(name, plain(name), Stage.MIDDLE, Lane.FRONT) for name in names)
    crossing = tuple(Link(names[one], names[min(one + jump, 59)]) for one in range(59) for jump in (1, 2))
    unique = tuple({(link.source, link.target): link for link in crossing}.values())
    trace = trace_through(ProcessRecord("P", 1, plain("P"), steps=steps, links=unique), names[::2][:25])
    assert trace.share is not None
