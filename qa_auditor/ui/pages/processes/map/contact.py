"""The contact matrix: degree of contact across, complexity, diversity or flow down; where evaluation starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.rounding import rounded
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import Touchpoint
from qa_auditor.i18n import N_
from qa_auditor.ui.pages.processes.map.grid import GridCell

LEVELS = 5


class Down(StrEnum):
    """What the matrix sets the degree of contact against."""

    COMPLEXITY = "complexity"
    DIVERSITY = "diversity"
    FLOW = "flow"
    ALL = "all"


DOWN_NAMES = {
    Down.COMPLEXITY: N_("Complexity"),
    Down.DIVERSITY: N_("Diversity"),
    Down.FLOW: N_("Flow of customers"),
    Down.ALL: N_("All three"),
}


@dataclass(frozen=True, slots=True)
class Rated:
    """A touchpoint that is on the matrix.

    Attributes:
        degree: of contact, 1 to 5. level: of what is set against it, 1 to 5.
        business: its name. cell: what the map knows of it.
    """

    cell: GridCell
    business: Text
    channel: Text
    degree: Fraction
    level: Fraction

    @property
    def column(self) -> int:
        """Its column, 0 to 4."""
        return _place(self.degree)

    @property
    def row(self) -> int:
        """Its row from the bottom, 0 to 4."""
        return _place(self.level)


def level_of(touchpoint: Touchpoint, down: Down) -> Fraction | None:
    """What stands down for a touchpoint; the mean of what was rated of all three; None when nothing was."""
    ratings = {
        Down.COMPLEXITY: touchpoint.complexity,
        Down.DIVERSITY: touchpoint.diversity,
        Down.FLOW: touchpoint.flow,
    }
    known = [rating for key, rating in ratings.items() if down in {key, Down.ALL} and rating is not None]
    return Fraction(sum(known), len(known)) if known else None


def rated(
    touchpoints: Sequence[Touchpoint],
    cells: Mapping[str, GridCell],
    names: Mapping[str, Text],
    channels: Mapping[str, Text],
    down: Down,
) -> tuple[list[Rated], list[GridCell]]:
    """Those that can be placed, what is to be evaluated first before the rest; and those that were not rated."""
    placed: list[Rated] = []
    unrated: list[GridCell] = []
    for touchpoint in touchpoints:
        cell = cells.get(touchpoint.code)
        if cell is None or not cell.offered:
            continue
        degree, level = touchpoint.contact_degree, level_of(touchpoint, down)
        if degree is None or level is None:
            unrated.append(cell)
        else:
            business, channel = names.get(cell.business, Text()), channels.get(cell.channel, Text())
            placed.append(Rated(cell, business, channel, degree, level))
    placed.sort(key=_urgency)
    return placed, unrated


def _urgency(one: Rated) -> tuple[Fraction, int, Fraction, str]:
    """High contact with a high level first; of equals the one seen least, then the one that does worst."""
    compliance = one.cell.compliance if one.cell.compliance is not None else Fraction(0)
    return -one.degree * one.level, one.cell.n, compliance, one.cell.code


def _place(value: Fraction) -> int:
    return min(LEVELS, max(1, int(rounded(value, 0)))) - 1
