"""Blind spots are cells where nobody looks; the contact matrix says where to begin."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.blind_spots import BlindSpotKind, Cover, blind_spots
from qa_auditor.domain.contact import Level, ProcessTrait, contact_matrix, level_of, weight_of, where_to_begin
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

NOW = datetime(2026, 11, 1, tzinfo=UTC)
COVERED = Cover(has_standard=True, has_question=True)


def drawn(*touchpoints: Touchpoint, absent: tuple[NotOffered, ...] = ()) -> ProcessMap:
    return ProcessMap(
        (Channel("TEL", plain("t")), Channel("SMS", plain("s"))),
        (Brand("GT", plain("g")),),
        (Business("01", plain("a")),),
        touchpoints,
        absent,
    )


def spots(found: ProcessMap, covers=None, last=None, days=30):
    return [(spot.code, spot.kind.value) for spot in blind_spots(found, covers or {}, last or {}, now=NOW, days=days)]


TEL = Touchpoint("TEL", "GT", "01", "P")
SMS_ABSENT = (NotOffered("SMS", "GT", "01"),)


def test_empty_cells_are_blind_unless_they_are_meant():
    assert spots(drawn()) == [("TEL-GT-01", "no_process"), ("SMS-GT-01", "no_process")]
    assert spots(drawn(Touchpoint("TEL", "GT", "01"), absent=SMS_ABSENT)) == [("TEL-GT-01", "no_process")]


@pytest.mark.parametrize(
    ("cover", "age", "kinds"),
    [
        (COVERED, 1, []),
        (COVERED, 30, []),
        (COVERED, 31, ["not_evaluated"]),
        (COVERED, None, ["not_evaluated"]),
        (Cover(has_question=True), 1, ["no_standard"]),
        (Cover(has_standard=True), 1, ["no_question"]),
        (None, None, ["no_standard", "no_question", "not_evaluated"]),
    ],
)
def test_a_touchpoint_is_blind_for_every_reason_that_holds(cover, age, kinds):
    covers = {} if cover is None else {"P": cover}
    last = {} if age is None else {"TEL-GT-01": NOW - timedelta(days=age)}
    assert [kind for _code, kind in spots(drawn(TEL, absent=SMS_ABSENT), covers, last)] == kinds


@given(st.sets(st.sampled_from(["TEL", "SMS"])), st.booleans())
def test_a_cell_is_mapped_meant_or_blind(filled, rest_is_meant):
    touchpoints = [Touchpoint(channel, "GT", "01", "P") for channel in sorted(filled)]
    absent = tuple(NotOffered(one, "GT", "01") for one in ("TEL", "SMS") if one not in filled and rest_is_meant)
    found = drawn(*touchpoints, absent=absent)
    blind = {code for code, kind in spots(found, {"P": COVERED}) if kind == BlindSpotKind.NO_PROCESS}
    assert len(blind) + len(filled) + len(absent) == 2


def rated(channel: str, degree: int | None, complexity: int | None) -> Touchpoint:
    contact = () if degree is None else tuple((one, degree) for one in ContactDimension)
    return Touchpoint(channel, "GT", "01", "P", contact, complexity)


def test_every_touchpoint_has_one_place_in_the_matrix():
    high, low, unrated = rated("A", 5, 1), rated("B", 1, 5), rated("C", None, 3)
    matrix = contact_matrix([high, low, unrated], ProcessTrait.COMPLEXITY)
    assert matrix.cells[Level.LOW, Level.HIGH] == [high]
    assert matrix.cells[Level.HIGH, Level.LOW] == [low]
    assert list(matrix.unrated) == [unrated]
    assert sum(map(len, matrix.cells.values())) == 2


def test_levels_are_thirds_of_the_scale():
    assert [level_of(rating).value for rating in (1, 2, 3, 4, 5)] == ["low", "low", "middle", "high", "high"]
    assert level_of(Fraction(7, 3)) is level_of(Fraction(11, 3)) is Level.MIDDLE


def test_evaluation_begins_where_contact_and_process_are_most():
    most, less, least = rated("Z", 5, 5), rated("A", 5, 2), rated("B", 1, 1)
    assert where_to_begin([least, less, most, rated("C", None, None)]) == [most, less, least]
    assert weight_of(most) == 25
