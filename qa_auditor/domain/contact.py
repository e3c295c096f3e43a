"""The contact matrix: degree of contact 客户接触度 across, complexity, diversity and flow of the process down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.touchpoint import Touchpoint


class Level(StrEnum):
    """A third of the scale from 1 to 5."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class ProcessTrait(StrEnum):
    """What the degree of contact is set against."""

    COMPLEXITY = "complexity"
    DIVERSITY = "diversity"
    FLOW = "flow"


_LOW_BELOW, _HIGH_ABOVE = Fraction(7, 3), Fraction(11, 3)


def level_of(rating: Fraction | int) -> Level:
    """The third in which a rating from 1 to 5 lies; the limits belong to the middle."""
    return Level.LOW if rating < _LOW_BELOW else Level.HIGH if rating > _HIGH_ABOVE else Level.MIDDLE


def trait_of(touchpoint: Touchpoint, trait: ProcessTrait) -> int | None:
    """A rating of the process at a touchpoint; None when nobody rated it."""
    ratings = {
        ProcessTrait.COMPLEXITY: touchpoint.complexity,
        ProcessTrait.DIVERSITY: touchpoint.diversity,
        ProcessTrait.FLOW: touchpoint.flow,
    }
    return ratings[trait]


@dataclass(frozen=True, slots=True)
class ContactMatrix:
    """Touchpoints by level of the trait (down) and of contact (across); ``unrated`` lack one of the two."""

    trait: ProcessTrait
    cells: Mapping[tuple[Level, Level], Sequence[Touchpoint]]
    unrated: Sequence[Touchpoint]


def contact_matrix(touchpoints: Iterable[Touchpoint], trait: ProcessTrait) -> ContactMatrix:
    """Sort touchpoints into the nine cells of the matrix."""
    cells: dict[tuple[Level, Level], list[Touchpoint]] = {(down, across): [] for down in Level for across in Level}
    unrated: list[Touchpoint] = []
    for touchpoint in touchpoints:
        degree, rating = touchpoint.contact_degree, trait_of(touchpoint, trait)
        if degree is None or rating is None:
            unrated.append(touchpoint)
        else:
            cells[level_of(rating), level_of(degree)].append(touchpoint)
    return ContactMatrix(trait, cells, tuple(unrated))


def weight_of(touchpoint: Touchpoint) -> Fraction | None:
    """How much looking a touchpoint deserves: contact × mean of the rated traits, 1 to 25; None while not rated."""
    degree = touchpoint.contact_degree
    rated = [rating for trait in ProcessTrait if (rating := trait_of(touchpoint, trait)) is not None]
    return degree * Fraction(sum(rated), len(rated)) if degree is not None and rated else None


def where_to_begin(touchpoints: Iterable[Touchpoint]) -> list[Touchpoint]:
    """Where evaluation starts: the rated touchpoints, those that deserve most first, then by code."""
    weighed = [(weight, touchpoint) for touchpoint in touchpoints if (weight := weight_of(touchpoint)) is not None]
    return [touchpoint for _weight, touchpoint in sorted(weighed, key=lambda one: (-one[0], one[1].code))]
