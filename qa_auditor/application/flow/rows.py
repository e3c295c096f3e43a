"""In which row of its lane each step of a drawing stands.

Steps that follow each other in the usual way make strands, and each strand lies in one row, the topmost that is free;
where the usual way leads past other columns it keeps its row there. From this beginning the steps of each column are
ordered by the barycentre of their neighbours, sweeping from left to right and back, and put into the rows nearest to
them. The best of all is kept, and wherever two choices are equal the order of the list decides: the same process gives
the same rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.application.flow.graph import Tie

_SWEEPS = 6
_USUAL = 8
_OTHER = 2
_CROSSING = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: column and row, counted from the left and from the top; ``lane`` is the band of its row."""

    column: int
    row: int
    lane: int


@dataclass(frozen=True, slots=True)
class _Pull:
    """How strongly two steps want the same row."""

    left: str
    right: str
    weight: int


def places_of(
    order: Sequence[str], lane: Mapping[str, int], column: Mapping[str, int], ties: Sequence[Tie], *, lanes: int
) -> tuple[dict[str, Place], tuple[int, ...]]:
    """The place of each step, and the number of rows of each lane (one at least).

    Args:
        order: the steps as listed.
        lane: the lane of each step.
        column: the column of each step.
        ties: the arrows.
        lanes: how many lanes there are.
    """
    named = order
    rank = {name: place for place, name in enumerate(order)}
    order, lane, column, ties = _with_passages(order, lane, column, ties)
    # A passage ranks with the step that the way comes from.
    rank.update({name: rank[name.partition(">")[0]] for name in order[len(named) :]})
    cells: dict[tuple[int, int], list[str]] = {}
    for name in order:
        cells.setdefault((column[name], lane[name]), []).append(name)
    pulls = _pulls(rank, ties, column)
    inner = _strands(order, lane, column, pulls)
    heights = tuple(max([1, *(inner[name] + 1 for name in order if lane[name] == number)]) for number in range(lanes))
    first = [sum(heights[:number]) for number in range(lanes)]
    rows = {name: first[lane[name]] + inner[name] for name in order}
    best, least = dict(rows), _cost(rows, pulls, column)
    near: dict[str, list[tuple[str, int]]] = {name: [] for name in order}
    for pull in pulls:
        near[pull.left].append((pull.right, pull.weight))
        near[pull.right].append((pull.left, pull.weight))
    for sweep in range(_SWEEPS):
        for key in sorted(cells, reverse=bool(sweep % 2)):
            wishes = sorted((_wish(rows, name, near[name]), rank[name], name) for name in cells[key])
            _settle(rows, wishes, first[key[1]], heights[key[1]])
        cost = _cost(rows, pulls, column)
        if cost < least:
            best, least = dict(rows), cost
    return {name: Place(column[name], best[name], lane[name]) for name in named}, heights


def _with_passages(
    order: Sequence[str], lane: Mapping[str, int], column: Mapping[str, int], ties: Sequence[Tie]
) -> tuple[list[str], dict[str, int], dict[str, int], list[Tie]]:
    """The steps, and a passage for each column that a usual way passes within a lane; arrows lead through them."""
    every, lanes, columns = list(order), dict(lane), dict(column)
    made: list[Tie] = []
    usual = _usual_ways(ties)
    for tie in ties:
        here = tie.source
        if usual.get(tie.source) is tie and lane[tie.source] == lane[tie.target]:
            for number in range(column[tie.source] + 1, column[tie.target]):
                passage = f"{tie.source}>{tie.target}@{number}"
                every.append(passage)
                lanes[passage], columns[passage] = lane[tie.source], number
                made.append(Tie(here, passage))
                here = passage
        made.append(tie if here == tie.source else Tie(here, tie.target))
    return every, lanes, columns, made


def _usual_ways(ties: Sequence[Tie]) -> dict[str, Tie]:
    """The usual way out of each step: the first that was written of those that lead on."""
    made: dict[str, Tie] = {}
    for tie in ties:
        if not tie.back:
            made.setdefault(tie.source, tie)
    return made


def _pulls(rank: Mapping[str, int], ties: Sequence[Tie], column: Mapping[str, int]) -> list[_Pull]:
    """One pull for each arrow that leads on, the strongest for the usual way out of a step that is the usual way in."""
    ahead = [tie for tie in ties if not tie.back]
    out = _usual_ways(ahead)
    into: dict[str, Tie] = {}
    for tie in ahead:
        known = into.get(tie.target)
        if known is None or (column[tie.source], -rank[tie.source]) > (column[known.source], -rank[known.source]):
            into[tie.target] = tie
    return [
        _Pull(tie.source, tie.target, _USUAL if out[tie.source] is tie and into[tie.target] is tie else _OTHER)
        for tie in ahead
    ]


def _strands(
    order: Sequence[str], lane: Mapping[str, int], column: Mapping[str, int], pulls: Sequence[_Pull]
) -> dict[str, int]:
    """The row within its lane of each step, so that strands run straight and never lie over each other."""
    following = {pull.left: pull.right for pull in pulls if pull.weight == _USUAL}
    continued = {right for left, right in following.items() if lane[left] == lane[right]}
    strands: list[list[str]] = []
    for name in order:
        if name not in continued:
            strand = [name]
            while (onward := following.get(strand[-1])) is not None and lane[onward] == lane[name]:
                strand.append(onward)
            strands.append(strand)
    strands.sort(key=lambda strand: column[strand[0]])
    made: dict[str, int] = {}
    full: dict[tuple[int, int], int] = {}
    for strand in strands:
        band, start = lane[strand[0]], column[strand[0]]
        row = 0
        while full.get((band, row), -1) >= start:
            row += 1
        full[band, row] = column[strand[-1]]
        made.update(dict.fromkeys(strand, row))
    return made


def _wish(rows: Mapping[str, int], name: str, near: Sequence[tuple[str, int]]) -> Fraction:
    """The row that a step wants: the weighted mean of its neighbours' rows."""
    weights = sum(weight for _other, weight in near)
    return Fraction(sum(rows[other] * weight for other, weight in near), weights) if weights else Fraction(rows[name])


def _settle(rows: dict[str, int], wishes: Sequence[tuple[Fraction, int, str]], first: int, height: int) -> None:
    """Put steps into the rows of their lane, in the order of their wishes and as near to them as can be."""
    count = len(wishes)
    slack = height - count
    # costs[k]: the least cost of placing the members so far with k rows left empty above the last of them.
    costs: list[Fraction] = [Fraction(0)] * (slack + 1)
    choices: list[list[int]] = []
    for place, (wish, _rank, _name) in enumerate(wishes):
        following: list[Fraction] = []
        chosen: list[int] = []
        best = 0
        for empty in range(slack + 1):
            if costs[empty] < costs[best]:
                best = empty
            following.append(costs[best] + abs(first + place + empty - wish))
            chosen.append(best)
        costs = following
        choices.append(chosen)
    empty = min(range(slack + 1), key=lambda number: (costs[number], number))
    for place in range(count - 1, -1, -1):
        rows[wishes[place][2]] = first + place + empty
        empty = choices[place][empty]


def _cost(rows: Mapping[str, int], pulls: Sequence[_Pull], column: Mapping[str, int]) -> int:
    """How far arrows lead up and down, and how often they would cross."""
    cost = sum(pull.weight * abs(rows[pull.left] - rows[pull.right]) for pull in pulls)
    for place, one in enumerate(pulls):
        for other in pulls[place + 1 :]:
            if column[one.left] < column[other.right] and column[other.left] < column[one.right]:
                before = rows[one.left] - rows[other.left]
                after = rows[one.right] - rows[other.right]
                cost += _CROSSING * (before * after < 0)
    return cost
