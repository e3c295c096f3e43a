"""The contact matrix of the map: where each touchpoint stands, and which is to be evaluated first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.contact import Level, ProcessTrait, level_of, trait_of, weight_of
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import Touchpoint
from qa_auditor.i18n import N_
from qa_auditor.ui.pages.processes.map.grid import GridCell

LEVELS = tuple(Level)
LEVEL_NAMES = {Level.LOW: N_("low"), Level.MIDDLE: N_("middle"), Level.HIGH: N_("high")}


@dataclass(frozen=True, slots=True)
class Rated:
    """A touchpoint that is on the matrix.

    Attributes:
        cell: what the map knows of it. business, channel: their names.
        degree: of contact, 1 to 5. rating: of what is set against it.
        weight: how much looking it deserves, 1 to 25.
    """

    cell: GridCell
    business: Text
    channel: Text
    degree: Fraction
    rating: int
    weight: Fraction

    @property
    def field(self) -> tuple[int, int]:
        """Column and row of its field, from the low end."""
        return LEVELS.index(level_of(self.degree)), LEVELS.index(level_of(self.rating))


def rated(
    touchpoints: Sequence[Touchpoint],
    cells: Mapping[str, GridCell],
    names: Mapping[str, Text],
    trait: ProcessTrait,
) -> tuple[list[Rated], list[GridCell]]:
    """Those that can be placed, what is to be evaluated first before the rest; and those that were not rated.

    ``names`` holds the names of businesses by code and of channels by id.
    """
    placed: list[Rated] = []
    unrated: list[GridCell] = []
    for touchpoint in touchpoints:
        cell = cells.get(touchpoint.code)
        if cell is None or not cell.offered:
            continue
        degree, rating, weight = touchpoint.contact_degree, trait_of(touchpoint, trait), weight_of(touchpoint)
        if degree is None or rating is None or weight is None:
            unrated.append(cell)
        else:
            business, channel = names.get(cell.business, Text()), names.get(cell.channel, Text())
            placed.append(Rated(cell, business, channel, degree, rating, weight))
    placed.sort(key=_urgency)
    return placed, unrated


def _urgency(one: Rated) -> tuple[Fraction, int, Fraction, str]:
    """What deserves most looking first; of equals the one seen least, then the one that does worst."""
    compliance = one.cell.compliance if one.cell.compliance is not None else Fraction(0)
    return -one.weight, one.cell.n, compliance, one.cell.code
