from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.contact import ProcessTrait
from qa_auditor.domain.map_editing import (
    CellPlace,
    MapEdit,
    add_head,
    bind,
    offer_again,
    rate_contact,
    rate_process,
    reason_at,
    say_not_offered,
    touchpoint_at,
)
from qa_auditor.domain.text import plain
from qa_auditor.domain.touchpoint import (
    Brand,
    Business,
    Channel,
    ContactDimension,
    NotOffered,
    ProcessMap,
    Touchpoint,
)

PLACES = [CellPlace(channel, "GT", business) for channel in ("TEL", "WEB") for business in ("0101", "0102")]
HEADS = ProcessMap(
    channels=(Channel("TEL", plain("Telephone")), Channel("WEB", plain("Web"))),
    brands=(Brand("GT", plain("GoTone")),),
    businesses=(Business("0101", plain("Open")), Business("0102", plain("Close"))),
)
ratings = st.none() | st.integers(1, 5)
contents = st.sampled_from(["empty", "not offered", "touchpoint"])
edits: st.SearchStrategy[Callable[[ProcessMap, CellPlace], MapEdit]] = st.one_of(
    st.sampled_from(["A", "B", None]).map(lambda code: lambda found, place: bind(found, place, code)),
    st.just(lambda found, place: say_not_offered(found, place, plain("why"))),
    st.just(offer_again),
    st.tuples(st.sampled_from(ContactDimension), ratings).map(
        lambda one: lambda found, place: rate_contact(found, place, *one)
    ),
    st.tuples(st.sampled_from(ProcessTrait), ratings).map(
        lambda one: lambda found, place: rate_process(found, place, *one)
    ),
    st.just(lambda found, place: add_head(Channel("NEW", plain("New")))),
    st.just(lambda found, place: add_head(Business("9999", plain("New")))),
)


def filled(kinds: list[str]) -> ProcessMap:
    cells = list(zip(PLACES, kinds, strict=True))
    touchpoints = [Touchpoint(*place, "A", complexity=2) for place, kind in cells if kind == "touchpoint"]
    reasons = [NotOffered(*place) for place, kind in cells if kind == "not offered"]
    return replace(HEADS, touchpoints=tuple(touchpoints), not_offered=tuple(reasons))


def held(found: ProcessMap) -> set[object]:
    return {*found.touchpoints, *found.not_offered}


@given(
    kinds=st.lists(contents, min_size=len(PLACES), max_size=len(PLACES)),
    edit=edits,
    place=st.sampled_from(PLACES),
)
def test_every_edit_can_be_taken_back_and_done_again(kinds: list[str], edit, place: CellPlace):
    before = filled(kinds)
    made = edit(before, place)
    after = made.do(before)
    back = made.undo(after)
    assert held(back) == held(before)
    assert (back.channels, back.brands, back.businesses) == (before.channels, before.brands, before.businesses)
    assert held(made.reversed.undo(back)) == held(after)


@given(
    kinds=st.lists(contents, min_size=len(PLACES), max_size=len(PLACES)),
    edit=edits,
    place=st.sampled_from(PLACES),
)
def test_a_cell_holds_one_thing_and_the_others_stay_as_they_are(kinds: list[str], edit, place: CellPlace):
    before = filled(kinds)
    after = edit(before, place).do(before)
    for other in PLACES:
        there = [one for one in (touchpoint_at(after, other), reason_at(after, other)) if one is not None]
        assert len(there) <= 1
        if other != place:
            assert there == [one for one in (touchpoint_at(before, other), reason_at(before, other)) if one is not None]


def test_an_edit_is_taken_back_without_what_others_did_elsewhere():
    before = filled(["touchpoint", "empty", "empty", "empty"])
    mine = bind(before, PLACES[0], "B")
    theirs = bind(before, PLACES[1], "C")
    both = theirs.do(mine.do(before))
    left = mine.undo(both)
    assert touchpoint_at(left, PLACES[0]) == touchpoint_at(before, PLACES[0])
    assert touchpoint_at(left, PLACES[1]) == Touchpoint(*PLACES[1], "C")


def test_a_new_business_that_is_taken_back_takes_its_cells_along():
    before = filled(["empty"] * 4)
    head = add_head(Business("0103", plain("Move")))
    place = CellPlace("TEL", "GT", "0103")
    after = head.do(before)
    after = bind(after, place, "A").do(after)
    assert head.undo(after) == before


@pytest.mark.parametrize("rating", [1, 5, None])
def test_a_rating_replaces_the_former_one_and_none_takes_it_away(rating: int | None):
    before = filled(["touchpoint", "empty", "empty", "empty"])
    once = rate_contact(before, PLACES[0], ContactDimension.MEDIUM, 3).do(before)
    twice = rate_contact(once, PLACES[0], ContactDimension.MEDIUM, rating).do(once)
    there = touchpoint_at(twice, PLACES[0])
    assert there is not None
    assert there.contact == (((ContactDimension.MEDIUM, rating),) if rating else ())
    assert there.process_code == "A"
