"""Blind spots 管理盲点: cells of the process map where nobody looks, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qa_auditor.domain.touchpoint import ProcessMap, Touchpoint

USUAL_DAYS = 90
"""After so many days without an evaluation a touchpoint is a blind spot, unless the user says otherwise."""


class BlindSpotKind(StrEnum):
    """What is missing."""

    NO_PROCESS = "no_process"
    NO_STANDARD = "no_standard"
    NO_QUESTION = "no_question"
    NOT_EVALUATED = "not_evaluated"


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """One thing missing in one cell; ``last`` is when it was last evaluated, None for never."""

    channel: str
    brand: str
    business: str
    kind: BlindSpotKind
    process_code: str | None = None
    last: datetime | None = None

    @property
    def code(self) -> str:
        """The cell's code."""
        return f"{self.channel}-{self.brand}-{self.business}"


@dataclass(frozen=True, slots=True)
class Cover:
    """What watches over a process: whether it has standards, and whether questions of checklists judge it."""

    has_standard: bool = False
    has_question: bool = False


def blind_spots(
    found: ProcessMap,
    covers: Mapping[str, Cover],
    last_evaluated: Mapping[str, datetime],
    *,
    now: datetime,
    days: int = USUAL_DAYS,
) -> tuple[BlindSpot, ...]:
    """All blind spots, cell by cell in the order of the map. Cells that are empty on purpose are none.

    Args:
        found: the map.
        covers: by process code; a process that is absent has neither standard nor question.
        last_evaluated: by touchpoint code, when it was last evaluated.
        now: the present.
        days: after how many days without an evaluation a touchpoint counts.
    """
    meant = {(cell.channel, cell.brand, cell.business) for cell in found.not_offered}
    there = {(one.channel, one.brand, one.business): one for one in found.touchpoints}
    oldest = now - timedelta(days=days)
    spots: list[BlindSpot] = []
    for brand in found.brands:
        for business in found.businesses:
            for channel in found.channels:
                cell = (channel.id, brand.id, business.code)
                if cell in meant:
                    continue
                touchpoint = there.get(cell)
                if touchpoint is None or touchpoint.process_code is None:
                    spots.append(BlindSpot(*cell, BlindSpotKind.NO_PROCESS))
                else:
                    spots += _of(touchpoint, covers.get(touchpoint.process_code, Cover()), last_evaluated, oldest)
    return tuple(spots)


def _of(
    touchpoint: Touchpoint, cover: Cover, last_evaluated: Mapping[str, datetime], oldest: datetime
) -> Iterator[BlindSpot]:
    cell = (touchpoint.channel, touchpoint.brand, touchpoint.business)
    if not cover.has_standard:
        yield BlindSpot(*cell, BlindSpotKind.NO_STANDARD, touchpoint.process_code)
    if not cover.has_question:
        yield BlindSpot(*cell, BlindSpotKind.NO_QUESTION, touchpoint.process_code)
    last = last_evaluated.get(touchpoint.code)
    if last is None or last < oldest:
        yield BlindSpot(*cell, BlindSpotKind.NOT_EVALUATED, touchpoint.process_code, last)
