"""What people expect of the drawing of a process that they know."""

from dataclasses import replace

import pytest

from qa_auditor.application.flow.chart import Chart, ChartView, finished, sketch_of
from qa_auditor.application.flow.fitting import wrapped
from qa_auditor.application.flow.layout import Layout
from qa_auditor.application.flow.legend import legend_of
from qa_auditor.application.flow.marks import Words
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Lane, ProcessRecord, StepKind
from qa_auditor.domain.text import plain
from qa_auditor.i18n import speaking
from tests.application.flow.processes import measure, process, step

LOOP = process(
    ["call", "look", step("right", kind=StepKind.DECISION), "correct", "answer", step("end", kind=StepKind.END)],
    ["right>answer:yes", "right>correct:no", "correct>look"],
)


def drawn(record: ProcessRecord, view: ChartView) -> Chart:
    return finished(sketch_of(record, view=view, measure=measure))


def layout_of(record: ProcessRecord, view: ChartView = ChartView.FLOW) -> Layout:
    return drawn(record, view).layout


def rows(layout: Layout) -> dict[str, int]:
    return {standing.id: standing.place.row for standing in layout.steps}


def columns(layout: Layout) -> dict[str, int]:
    return {standing.id: standing.place.column for standing in layout.steps}


def test_the_usual_way_runs_straight_and_the_exception_stands_aside():
    layout = layout_of(LOOP)
    usual = {rows(layout)[name] for name in ("call", "look", "right", "answer", "end")}
    assert len(usual) == 1
    assert rows(layout)["correct"] not in usual
    straight = next(arrow for arrow in layout.arrows if (arrow.tie.source, arrow.tie.target) == ("right", "answer"))
    assert len(straight.parts[0]) == 2


def test_only_the_way_back_is_a_loop():
    assert [arrow.tie.target for arrow in layout_of(LOOP).arrows if arrow.tie.back] == ["look"]


def test_the_outcomes_of_a_decision_leave_it_at_places_of_their_own():
    record = process(
        [step("ask", kind=StepKind.DECISION), "a", "b", "c", "d", "e"],
        ["ask>a:1", "ask>b:2", "ask>c:3", "ask>d:4", "ask>e:5", "a>e", "b>e", "c>e", "d>e"],
    )
    starts = [arrow.parts[0][0] for arrow in layout_of(record).arrows if arrow.tie.source == "ask"]
    assert len(set(starts)) == 5


def test_arrows_into_the_same_step_come_together_before_it():
    record = process(["a", "b", "c", "end"], ["a>end", "b>end", "c>end"])
    ends = {arrow.parts[0][-1] for arrow in layout_of(record).arrows}
    assert len(ends) == 1


def test_lanes_lie_in_the_order_of_the_service_blueprint():
    record = process([step(lane.value, lane=lane) for lane in reversed(Lane)])
    standing = {one.id: one.box.middle.y for one in layout_of(record, ChartView.BLUEPRINT).steps}
    assert sorted(standing, key=lambda name: standing[name]) == [lane.value for lane in Lane]


def test_a_blueprint_shows_its_three_lines_and_lanes_without_a_step():
    with speaking("en"):
        chart = drawn(process(["only"]), ChartView.BLUEPRINT)
    said = " ".join(mark.text for mark in chart.lane_heads if isinstance(mark, Words))
    for name in ("Customer", "Front stage", "Back stage", "Support", "Line of interaction", "Line of visibility"):
        assert name in said
    assert len(chart.layout.strips[0].lanes) == 4


def test_a_new_name_moves_no_step_to_another_place():
    renamed = replace(LOOP, steps=tuple(replace(one, name=plain("x" * 12)) for one in LOOP.steps))
    for view in (ChartView.FLOW, ChartView.BLUEPRINT):
        assert rows(layout_of(renamed, view)) == rows(layout_of(LOOP, view))
        assert columns(layout_of(renamed, view)) == columns(layout_of(LOOP, view))


def test_a_step_put_between_two_others_moves_what_follows_by_one_column_and_nothing_else():
    names = [f"s{number}" for number in range(8)]
    before = layout_of(process(names, ["s1>s5:short cut", "s1>s2"]))
    after = layout_of(process([*names[:3], "new", *names[3:]], ["s1>s5:short cut", "s1>s2"]))
    for name in names:
        assert rows(after)[name] == rows(before)[name]
        assert columns(after)[name] == columns(before)[name] + (name >= "s3")


def test_stages_follow_each_other_even_where_the_list_does_not():
    record = process([step("last", stage=Stage.FINAL), step("first", stage=Stage.INITIAL)])
    assert columns(layout_of(record)) == {"first": 0, "last": 1}


def test_a_process_without_steps_is_an_empty_drawing():
    for view in ChartView:
        assert layout_of(process([]), view).steps == ()


def test_information_that_goes_on_to_another_step_names_it():
    from qa_auditor.domain.process import Information

    ticket = plain("ticket")
    record = process(
        [
            replace(step("record"), information=Information(leaves=(ticket,))),
            replace(step("solve"), information=Information(enters=(ticket,))),
        ]
    )
    marks = drawn(record, ChartView.INFORMATION).body
    said = [mark.text for mark in marks if isinstance(mark, Words)]
    assert "ticket →2" in said
    assert "ticket ←1" in said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("核对客户身份信息", ("核对客户", "身份信息")),
        ("已核对，请放心", ("已核对，", "请放心")),
        ("Verify it all", ("Verify", "it all")),
        ("一二三四五六七八九十", ("一二三四", "五六七…")),
    ],
)
def test_lines_break_where_chinese_and_english_may_be_broken(text: str, lines: tuple[str, ...]):
    assert wrapped(text, width=4 * 13, measure=measure, most=2) == lines


@pytest.mark.parametrize("view", ChartView)
@pytest.mark.parametrize("width", [220.0, 1500.0])
def test_the_legend_names_every_symbol_within_its_width(view: ChartView, width: float):
    with speaking("en"):
        legend = legend_of(view, width=width, measure=measure)
    said = {mark.text: mark for mark in legend.marks if isinstance(mark, Words)}
    assert {"Decision", "Check", "Wait", "Leads back"} <= set(said)
    assert ("Front stage" in said) == (view is not ChartView.BLUEPRINT)
    for text, mark in said.items():
        assert mark.at.x + measure(text, mark.size, False) <= width
        assert 0 < mark.at.y < legend.height
