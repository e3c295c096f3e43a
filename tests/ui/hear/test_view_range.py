"""Which part of a recording is shown: zooming and scrolling never lose it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.ui.pages.score.hear.view_range import SHORTEST_MS, ViewRange, tick_step, tick_text

HOUR = 3_600_000
VIEWS = st.builds(
    lambda length, width, steps, about: ViewRange.whole(length, width).zoomed(steps, about * width),
    st.floats(10, 4 * HOUR),
    st.integers(1, 4000),
    st.floats(0, 40),
    st.floats(0, 1),
)


@given(VIEWS, st.floats(-50, 50), st.floats(0, 1), st.floats(-1e5, 1e5))
def test_nothing_outside_the_recording_is_ever_shown(view: ViewRange, steps: float, share: float, pixels: float):
    for other in (view.zoomed(steps, share * view.width), view.scrolled(pixels), view.beginning_at(pixels)):
        assert other.start_ms >= 0
        assert other.end_ms <= other.length_ms * (1 + 1e-9)
        assert other.shown_ms >= min(SHORTEST_MS, other.length_ms) * (1 - 1e-9)


@given(VIEWS, st.floats(-3, 3), st.floats(0, 1))
def test_zooming_leaves_what_is_under_the_pointer_where_it_is(view: ViewRange, steps: float, share: float):
    at = share * view.width
    moment = view.ms_at(at)
    other = view.zoomed(steps, at)
    inside = other.start_ms > 0 and other.end_ms < other.length_ms - 1e-6
    if inside:
        assert other.x_of(moment) == pytest.approx(at, abs=0.01)


def test_the_closest_look_shows_ten_milliseconds_and_the_furthest_everything():
    view = ViewRange.whole(HOUR, 500).zoomed(100, 250)
    assert view.shown_ms == 10
    assert view.zoomed(-100, 250).is_whole


def test_a_moment_that_is_not_shown_is_brought_near_the_beginning():
    view = ViewRange.whole(HOUR, 500).showing(60_000, 90_000)
    assert view.reaching(70_000) is view
    moved = view.reaching(600_000)
    assert moved.start_ms < 600_000 < moved.start_ms + 0.2 * moved.shown_ms
    assert moved.shown_ms == view.shown_ms


@pytest.mark.parametrize(
    ("ms", "step", "words"),
    [(252_000, 1000, "04:12"), (3_729_000, 60_000, "1:02:09"), (252_500, 100, "04:12.5"), (252_345, 1, "04:12.345")],
)
def test_the_ruler_is_as_exact_as_its_ticks(ms: int, step: int, words: str):
    assert tick_text(ms, step) == words


@given(VIEWS)
def test_labels_on_the_ruler_have_room(view: ViewRange):
    step = tick_step(view, room=74)
    assert step / view.ms_per_pixel >= 74 or step == HOUR
