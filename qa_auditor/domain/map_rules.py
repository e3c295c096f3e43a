"""What must hold of a process map: heads and cells are unique, and cells lie under heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.domain import codes
from qa_auditor.domain.touchpoint import NotOffered, ProcessMap, Touchpoint

RATINGS = range(1, 6)


class MapFlawKind(StrEnum):
    """What is wrong."""

    WRONG_HEAD = "wrong-head"
    DUPLICATE_HEAD = "duplicate-head"
    NO_HEAD = "no-head"
    DUPLICATE_CELL = "duplicate-cell"
    WRONG_RATING = "wrong-rating"


@dataclass(frozen=True, slots=True)
class MapFlaw:
    """Something wrong with a head (its id) or a cell (its code)."""

    kind: MapFlawKind
    code: str


def flaws_of(found: ProcessMap) -> tuple[MapFlaw, ...]:
    """Everything that is wrong with the map; empty when it can be kept."""
    return (*_head_flaws(found), *_cell_flaws(found))


def _head_flaws(found: ProcessMap) -> Iterator[MapFlaw]:
    axes = (
        ([channel.id for channel in found.channels], codes.is_map_part),
        ([brand.id for brand in found.brands], codes.is_map_part),
        ([business.code for business in found.businesses], codes.is_business_code),
    )
    for names, permitted in axes:
        for name in dict.fromkeys(names):
            if not permitted(name):
                yield MapFlaw(MapFlawKind.WRONG_HEAD, name)
        for name in sorted({name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ()):
            yield MapFlaw(MapFlawKind.DUPLICATE_HEAD, name)


def _cell_flaws(found: ProcessMap) -> Iterator[MapFlaw]:
    channels = {channel.id for channel in found.channels}
    brands = {brand.id for brand in found.brands}
    businesses = {business.code for business in found.businesses}
    taken: set[tuple[str, str, str]] = set()
    cells: tuple[Touchpoint | NotOffered, ...] = (*found.touchpoints, *found.not_offered)
    for cell in cells:
        place = (cell.channel, cell.brand, cell.business)
        if cell.channel not in channels or cell.brand not in brands or cell.business not in businesses:
            yield MapFlaw(MapFlawKind.NO_HEAD, "-".join(place))
        if place in taken:
            yield MapFlaw(MapFlawKind.DUPLICATE_CELL, "-".join(place))
        taken.add(place)
        if isinstance(cell, Touchpoint) and not all(rating in RATINGS for rating in _ratings(cell)):
            yield MapFlaw(MapFlawKind.WRONG_RATING, cell.code)


def _ratings(touchpoint: Touchpoint) -> list[int]:
    of_process = (touchpoint.complexity, touchpoint.diversity, touchpoint.flow)
    return [rating for _dimension, rating in touchpoint.contact] + [one for one in of_process if one is not None]
