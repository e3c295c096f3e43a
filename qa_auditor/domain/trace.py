"""The trace of use 运用轨迹: the steps that were taken, in order, held against the steps that are defined.

The trace is 1 − (insertions + deletions + swaps) ÷ (steps defined + steps taken). The three are counted by an alignment
of the two rows: a step that was left out is a deletion, one that does not belong there an insertion, and two neighbours
in the wrong order one swap. Of all alignments the one with the fewest counts (optimal string alignment: steps that were
swapped are not touched again; there is no substitution, because one step never stands for another).
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.flow import ends, entries, links_of
from qa_auditor.domain.process import ProcessRecord


class Deviation(StrEnum):
    """How the steps taken differ from those defined."""

    LEFT_OUT = "left_out"
    OUT_OF_PLACE = "out_of_place"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class Trace:
    """How well the steps taken follow those defined.

    Attributes:
        defined: ids of the steps that were to be taken. taken: of those that were.
        deviations: what differs, with the step's id; of a swap, the one that came too early.
    """

    defined: tuple[str, ...]
    taken: tuple[str, ...]
    deviations: tuple[tuple[Deviation, str], ...]

    @property
    def length(self) -> int:
        """Steps defined and steps taken."""
        return len(self.defined) + len(self.taken)

    @property
    def share(self) -> Fraction | None:
        """0 to 1, 1 being as defined; None when there are no steps at all."""
        return 1 - Fraction(len(self.deviations), self.length) if self.length else None


def trace_of(defined: Sequence[str], taken: Sequence[str]) -> Trace:
    """The alignment of two rows of steps with the fewest deviations."""
    rows, columns = len(defined), len(taken)
    cost = [[0] * (columns + 1) for _row in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            cost[row][column] = min(_ways(defined, taken, row, column, cost), default=0)
    deviations: list[tuple[Deviation, str]] = []
    row, column = rows, columns
    while row or column:
        here = cost[row][column]
        if _same(defined, taken, row, column) and cost[row - 1][column - 1] == here:
            row, column = row - 1, column - 1
        elif _swapped(defined, taken, row, column) and cost[row - 2][column - 2] + 1 == here:
            deviations.append((Deviation.SWAPPED, taken[column - 2]))
            row, column = row - 2, column - 2
        elif row and cost[row - 1][column] + 1 == here:
            deviations.append((Deviation.LEFT_OUT, defined[row - 1]))
            row -= 1
        else:
            deviations.append((Deviation.OUT_OF_PLACE, taken[column - 1]))
            column -= 1
    return Trace(tuple(defined), tuple(taken), tuple(reversed(deviations)))


def _same(defined: Sequence[str], taken: Sequence[str], row: int, column: int) -> bool:
    return row > 0 and column > 0 and defined[row - 1] == taken[column - 1]


def _swapped(defined: Sequence[str], taken: Sequence[str], row: int, column: int) -> bool:
    return (
        row > 1
        and column > 1
        and defined[row - 1] == taken[column - 2]
        and defined[row - 2] == taken[column - 1]
        and defined[row - 1] != defined[row - 2]
    )


def _ways(defined: Sequence[str], taken: Sequence[str], row: int, column: int, cost: list[list[int]]) -> list[int]:
    ways: list[int] = []
    if row:
        ways.append(cost[row - 1][column] + 1)
    if column:
        ways.append(cost[row][column - 1] + 1)
    if _same(defined, taken, row, column):
        ways.append(cost[row - 1][column - 1])
    if _swapped(defined, taken, row, column):
        ways.append(cost[row - 2][column - 2] + 1)
    return ways


def trace_through(record: ProcessRecord, taken: Sequence[str]) -> Trace:
    """The trace against the way through the process that fits best.

    Where a process branches, the steps of the branch that was not taken are not missed, and optional steps that were
    left out are no deviation. Steps that the process does not know are out of place.
    """
    way = _best_way(record, tuple(taken))
    went = set(taken)
    defined = [name for name in way if record.step_by_id[name].required or name in went]
    return trace_of(defined, taken)


_Place = tuple[str, int]
"""The last step of the way so far, and how many of the steps taken are aligned; the way begins before the entries."""

_BEFORE = ""


def _best_way(record: ProcessRecord, taken: tuple[str, ...]) -> tuple[str, ...]:
    """The way from an entry to an end with the fewest deviations; of equals, the shortest."""
    following = _following(record)
    last = {step.id for step in ends(record)}
    order = {step.id: place for place, step in enumerate(record.steps)}
    # Cheapest first: deviations, length of the way, then places in the record, so that the choice is always the same.
    waiting: list[tuple[int, int, tuple[int, ...], _Place]] = [(0, 0, (), (_BEFORE, 0))]
    done: set[_Place] = set()
    best = tuple(step.id for step in record.steps)
    while waiting:
        cost, length, way, place = heapq.heappop(waiting)
        if place in done:
            continue
        done.add(place)
        name, aligned = place
        if aligned == len(taken) and (name in last or (name == _BEFORE and not following[_BEFORE])):
            return tuple(record.steps[one].id for one in way)
        if aligned < len(taken):
            heapq.heappush(waiting, (cost + 1, length, way, (name, aligned + 1)))
        for further in following.get(name, ()):
            met = aligned < len(taken) and taken[aligned] == further
            steps = (*way, order[further])
            if met:
                heapq.heappush(waiting, (cost, length + 1, steps, (further, aligned + 1)))
            left_out = int(record.step_by_id[further].required)
            heapq.heappush(waiting, (cost + left_out, length + 1, steps, (further, aligned)))
            for second in following.get(further, ()):
                if second != further and taken[aligned : aligned + 2] == (second, further):
                    both = (*steps, order[second])
                    heapq.heappush(waiting, (cost + 1, length + 2, both, (second, aligned + 2)))
    return best


def _following(record: ProcessRecord) -> Mapping[str, Sequence[str]]:
    following: dict[str, list[str]] = {_BEFORE: [step.id for step in entries(record)]}
    for link in links_of(record):
        following.setdefault(link.source, []).append(link.target)
    return following
