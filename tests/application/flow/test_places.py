"""What holds for every drawing of every process."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_auditor.application.flow.chart import Chart, ChartView, finished, sketch_of
from qa_auditor.application.flow.graph import links_drawn, ties_of
from qa_auditor.application.flow.layout import Arrow, Layout, Standing
from qa_auditor.application.flow.shapes import Box, Point, inset
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import ProcessRecord
from tests.application.flow.processes import measure, processes

views = st.sampled_from(ChartView)
rooms = st.sampled_from([None, None, 900.0, 400.0])
EPSILON = 0.01


def drawn(record: ProcessRecord, view: ChartView, room: float | None) -> Chart:
    return finished(sketch_of(record, view=view, measure=measure), room)


def segments(arrow: Arrow) -> Iterator[tuple[Point, Point]]:
    for points in arrow.parts:
        yield from pairwise(points)


def crosses(box: Box, start: Point, end: Point) -> bool:
    """Whether a level or upright line passes through the inside of a box."""
    inside = box.grown(-0.5)
    return (
        min(start.x, end.x) < inside.right
        and max(start.x, end.x) > inside.left
        and min(start.y, end.y) < inside.bottom
        and max(start.y, end.y) > inside.top
    )


def by_id(layout: Layout) -> dict[str, Standing]:
    return {standing.id: standing for standing in layout.steps}


@settings(deadline=None, max_examples=40)
@given(processes(), views, rooms)
def test_no_two_steps_overlap_and_no_arrow_or_label_crosses_a_step(record, view, room):
    layout = drawn(record, view, room).layout
    for one, other in combinations(layout.steps, 2):
        assert not one.room.meets(other.room), f"{one.id} lies over {other.id}"
    for arrow in layout.arrows:
        every = list(segments(arrow))
        for standing in layout.steps:
            # At its two ends an arrow touches the outline, which may lie inside of the box.
            first, last = standing.id == arrow.tie.source, standing.id == arrow.tie.target
            for start, end in every[first : len(every) - last]:
                assert not crosses(standing.box, start, end), f"{arrow.tie} runs through {standing.id}"
            assert arrow.label is None or not arrow.label.meets(standing.box), f"label of {arrow.tie}"
    labels = [arrow.label for arrow in layout.arrows if arrow.label is not None]
    for label, other_label in combinations(labels, 2):
        assert not label.meets(other_label)


@settings(deadline=None, max_examples=40)
@given(processes(), views, rooms)
def test_every_link_is_drawn_from_the_outline_of_its_source_to_the_left_of_its_target(record, view, room):
    layout = drawn(record, view, room).layout
    steps = by_id(layout)
    drawn_links = [(arrow.tie.source, arrow.tie.target) for arrow in layout.arrows]
    assert sorted(drawn_links) == sorted((link.source, link.target) for link in links_drawn(record))
    for arrow in layout.arrows:
        source, target = steps[arrow.tie.source], steps[arrow.tie.target]
        start, end = arrow.parts[0][0], arrow.parts[-1][-1]
        assert source.box.grown(EPSILON).meets(Box(*start, *start).grown(EPSILON))
        assert end.x == pytest.approx(target.box.left + inset(target.kind, target.box, end.y, right=False))
        assert target.box.top < end.y < target.box.bottom
        before = arrow.parts[-1][-2]
        assert before.y == end.y
        assert before.x < end.x
        assert all(abs(a.x - b.x) < EPSILON or abs(a.y - b.y) < EPSILON for a, b in segments(arrow))


@settings(deadline=None, max_examples=40)
@given(processes(), views, rooms)
def test_everything_lies_within_the_drawing(record, view, room):
    layout = drawn(record, view, room).layout
    whole = Box(0, 0, layout.width, layout.height).grown(EPSILON)
    boxes = [standing.room for standing in layout.steps] + [strip.box for strip in layout.strips]
    boxes += [arrow.label for arrow in layout.arrows if arrow.label is not None]
    boxes += [tag.box for tag in layout.tags]
    boxes += [Box(*point, *point) for arrow in layout.arrows for part in arrow.parts for point in part]
    for box in boxes:
        assert whole.left <= box.left <= box.right <= whole.right
        assert whole.top <= box.top <= box.bottom <= whole.bottom


@settings(deadline=None, max_examples=40)
@given(processes(most=24), st.sampled_from([ChartView.FLOW, ChartView.BLUEPRINT]))
def test_arrows_lead_to_the_right_except_those_of_loops_and_into_earlier_stages(record, view):
    layout = drawn(record, view, None).layout
    steps = by_id(layout)
    rank = {name: place for place, name in enumerate(step.id for step in record.steps)}
    stage = {one.id: list(Stage).index(one.stage) for one in record.steps}
    ahead: dict[str, set[str]] = {}
    for link in links_drawn(record):
        ahead.setdefault(link.source, set()).add(link.target)
    for arrow in layout.arrows:
        source, target = arrow.tie.source, arrow.tie.target
        if arrow.tie.back:
            assert stage[target] < stage[source] or (rank[target] <= rank[source] and source in reached(target, ahead))
        else:
            assert steps[source].place.column < steps[target].place.column
            assert steps[source].box.right < steps[target].box.left
    for one, other in combinations(record.steps, 2):
        if stage[one.id] < stage[other.id]:
            assert steps[one.id].place.column < steps[other.id].place.column


def reached(name: str, ahead: dict[str, set[str]]) -> set[str]:
    met, waiting = {name}, [name]
    while waiting:
        for further in ahead.get(waiting.pop(), set()) - met:
            met.add(further)
            waiting.append(further)
    return met


@settings(deadline=None, max_examples=40)
@given(processes(), views)
def test_arrows_that_have_neither_source_nor_target_in_common_never_run_along_each_other(record, view):
    layout = drawn(record, view, None).layout
    for one, other in combinations(layout.arrows, 2):
        if one.tie.source == other.tie.source or one.tie.target == other.tie.target:
            continue
        for a, b in segments(one):
            for c, d in segments(other):
                assert along(a, b, c, d) < 1, f"{one.tie} along {other.tie}"


def along(a: Point, b: Point, c: Point, d: Point) -> float:
    """How far two lines of the same direction lie in each other."""
    if abs(a.y - b.y) < EPSILON and abs(c.y - d.y) < EPSILON and abs(a.y - c.y) < 3:
        return min(max(a.x, b.x), max(c.x, d.x)) - max(min(a.x, b.x), min(c.x, d.x))
    if abs(a.x - b.x) < EPSILON and abs(c.x - d.x) < EPSILON and abs(a.x - c.x) < 3:
        return min(max(a.y, b.y), max(c.y, d.y)) - max(min(a.y, b.y), min(c.y, d.y))
    return 0.0


@settings(deadline=None, max_examples=25)
@given(processes(), views, rooms)
def test_the_same_process_gives_the_same_drawing(record, view, room):
    assert drawn(record, view, room) == drawn(record, view, room)


@settings(deadline=None, max_examples=25)
@given(processes(), st.sampled_from([ChartView.FLOW, ChartView.BLUEPRINT]))
def test_an_arrow_between_strips_ends_and_begins_at_a_tag_of_its_own_steps(record, view):
    layout = drawn(record, view, 400.0).layout
    for arrow in layout.arrows:
        named = {step for tag in layout.tags if arrow.tie in tag.ties for step in tag.steps}
        if len(arrow.parts) > 1:
            assert {arrow.tie.source, arrow.tie.target} <= named
        else:
            assert not named
    assert all(ties_of(record).count(tie) == 1 for tag in layout.tags for tie in tag.ties)
    for one, other in combinations(layout.tags, 2):
        assert not one.box.meets(other.box)
