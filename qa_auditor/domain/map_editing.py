"""Changes of the process map, each as an edit that can be taken back: what a cell holds, and the heads of the map.

An edit touches only its own cell or head, so that it may be taken back after others have changed other cells.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from qa_auditor.domain.contact import ProcessTrait
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import (
    Brand,
    Business,
    Channel,
    ContactDimension,
    NotOffered,
    ProcessMap,
    Touchpoint,
)

MapChange = Callable[[ProcessMap], ProcessMap]

Content = Touchpoint | NotOffered | None
"""What a cell holds."""


class CellPlace(NamedTuple):
    """Where a cell stands."""

    channel: str
    brand: str
    business: str

    @property
    def code(self) -> str:
        """The code of the touchpoint there."""
        return "-".join(self)


@dataclass(frozen=True, slots=True)
class MapEdit:
    """A change of the map, and the one that takes it back."""

    do: MapChange
    undo: MapChange

    @property
    def reversed(self) -> "MapEdit":
        """The same, the other way round."""
        return MapEdit(self.undo, self.do)


def touchpoint_at(found: ProcessMap, place: CellPlace) -> Touchpoint | None:
    """The touchpoint of a cell, if there is one."""
    return next((one for one in found.touchpoints if _place(one) == place), None)


def reason_at(found: ProcessMap, place: CellPlace) -> NotOffered | None:
    """That a cell is empty on purpose, if it is."""
    return next((one for one in found.not_offered if _place(one) == place), None)


def bind(found: ProcessMap, place: CellPlace, process_code: str | None) -> MapEdit:
    """Lead the cell to a process, exactly one; None leaves a touchpoint without any. It is offered from then on."""
    return _changed(found, place, lambda former: replace(former, process_code=process_code))


def say_not_offered(found: ProcessMap, place: CellPlace, reason: Text) -> MapEdit:
    """Say that the business is not to be had there, and why; what was rated there goes."""
    return _set(found, place, lambda _now: NotOffered(*place, reason))


def offer_again(found: ProcessMap, place: CellPlace) -> MapEdit:
    """Take back that it is not offered: the cell is empty until it is led to a process."""
    return _set(found, place, lambda _now: None)


def rate_contact(found: ProcessMap, place: CellPlace, dimension: ContactDimension, rating: int | None) -> MapEdit:
    """Rate one dimension of the degree of contact, 1 to 5; None takes the rating away."""

    def rated(former: Touchpoint) -> Touchpoint:
        ratings: dict[ContactDimension, int | None] = {**dict(former.contact), dimension: rating}
        known = ((one, ratings.get(one)) for one in ContactDimension)
        return replace(former, contact=tuple((one, given) for one, given in known if given is not None))

    return _changed(found, place, rated)


def rate_process(found: ProcessMap, place: CellPlace, trait: ProcessTrait, rating: int | None) -> MapEdit:
    """Rate a trait of the process at this touchpoint, 1 to 5; None takes the rating away."""

    def rated(former: Touchpoint) -> Touchpoint:
        if trait is ProcessTrait.COMPLEXITY:
            return replace(former, complexity=rating)
        if trait is ProcessTrait.DIVERSITY:
            return replace(former, diversity=rating)
        return replace(former, flow=rating)

    return _changed(found, place, rated)


def add_head(head: Channel | Brand | Business) -> MapEdit:
    """Add a channel, brand or business at the end."""
    return MapEdit(lambda found: _with_head(found, head), lambda found: _without_head(found, head))


def _changed(found: ProcessMap, place: CellPlace, change: Callable[[Touchpoint], Touchpoint]) -> MapEdit:
    """The touchpoint of a cell is changed as it stands then; one is made where there is none."""
    return _set(found, place, lambda now: change(touchpoint_at(now, place) or Touchpoint(*place)))


def _set(found: ProcessMap, place: CellPlace, content: Callable[[ProcessMap], Content]) -> MapEdit:
    former = touchpoint_at(found, place) or reason_at(found, place)
    return MapEdit(lambda now: _filled(now, place, content(now)), lambda now: _filled(now, place, former))


def _filled(found: ProcessMap, place: CellPlace, content: Content) -> ProcessMap:
    touchpoints = tuple(one for one in found.touchpoints if _place(one) != place)
    reasons = tuple(one for one in found.not_offered if _place(one) != place)
    if isinstance(content, Touchpoint):
        touchpoints = (*touchpoints, content)
    elif content is not None:
        reasons = (*reasons, content)
    return replace(found, touchpoints=touchpoints, not_offered=reasons)


def _with_head(found: ProcessMap, head: Channel | Brand | Business) -> ProcessMap:
    if isinstance(head, Channel):
        return replace(found, channels=(*found.channels, head))
    if isinstance(head, Brand):
        return replace(found, brands=(*found.brands, head))
    return replace(found, businesses=(*found.businesses, head))


def _without_head(found: ProcessMap, head: Channel | Brand | Business) -> ProcessMap:
    """The map without a head, and without the cells that were made in it since."""
    found = replace(
        found,
        touchpoints=tuple(one for one in found.touchpoints if not _stands_in(_place(one), head)),
        not_offered=tuple(one for one in found.not_offered if not _stands_in(_place(one), head)),
    )
    if isinstance(head, Channel):
        return replace(found, channels=tuple(one for one in found.channels if one.id != head.id))
    if isinstance(head, Brand):
        return replace(found, brands=tuple(one for one in found.brands if one.id != head.id))
    return replace(found, businesses=tuple(one for one in found.businesses if one.code != head.code))


def _stands_in(place: CellPlace, head: Channel | Brand | Business) -> bool:
    if isinstance(head, Channel):
        return place.channel == head.id
    if isinstance(head, Brand):
        return place.brand == head.id
    return place.business == head.code


def _place(one: Touchpoint | NotOffered) -> CellPlace:
    return CellPlace(one.channel, one.brand, one.business)
