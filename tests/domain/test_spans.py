"""Stretches of time against a plain list of the milliseconds that they hold."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.spans import Span, crossed, joined, lasting, longest, outside, total_ms

END = 60
SPANS = st.lists(
    st.tuples(st.integers(0, END), st.integers(0, END)).map(lambda ends: Span(min(ends), max(ends))), max_size=8
)


def held(spans) -> set[int]:
    return {moment for span in spans for moment in range(span.start_ms, span.end_ms)}


def apart_and_in_order(spans) -> bool:
    return all(one.end_ms < next_one.start_ms for one, next_one in pairwise(spans))


@given(SPANS)
def test_joined_holds_the_same_moments_in_spans_that_lie_apart(spans):
    result = joined(spans)
    assert held(result) == held(spans)
    assert apart_and_in_order(result)
    assert all(span.length_ms > 0 for span in result)


@given(SPANS, st.integers(0, 10))
def test_gaps_up_to_the_limit_are_closed_and_longer_ones_stay(spans, gap):
    result = joined(spans, gap_ms=gap)
    assert held(spans) <= held(result)
    closed = held(joined([span for span in spans if span.length_ms]))
    for one, following in pairwise(result):
        assert following.start_ms - one.end_ms > gap
    for moment in held(result) - closed:
        before = max((other for other in closed if other < moment), default=-99)
        after = min((other for other in closed if other > moment), default=999)
        assert after - before - 1 <= gap


@given(SPANS, SPANS)
def test_crossed_holds_what_lies_in_both(one, other):
    result = crossed(joined(one), joined(other))
    assert held(result) == held(one) & held(other)
    assert all(span.length_ms > 0 for span in result)


@given(SPANS)
def test_inside_and_outside_are_everything_and_never_the_same_moment(spans):
    inside = joined(spans)
    out = outside(inside, end_ms=END)
    assert held(inside) | held(out) == set(range(END))
    assert not held(inside) & held(out)
    assert total_ms(inside) + total_ms(out) == END


def test_what_lasts_long_enough_and_what_lasts_longest():
    spans = (Span(0, 5), Span(10, 20), Span(30, 40))
    assert lasting(spans, 10) == spans[1:]
    assert longest(spans) == Span(10, 20)
    assert longest(()) is None
