"""The best that one section can still become, for every price of weight.

A total is earned ÷ weight, so what is best for a section depends on the others: a question that may leave should stay
only while it earns more than the total does. Each section therefore offers a *frontier*: the corners of the concave
upper hull of all (weight, earned) that it can reach, as a base and edges. Adding edges of all sections, steepest first,
while they are steeper than the ratio so far, gives the exact maximum of the sum of earned ÷ sum of weights
(Dinkelbach's condition for fractional programs, W. Dinkelbach, Management Science 13, 1967).

The lowest total is the same question for what is *lost*: the caller gives fractions counted from the top.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from qa_auditor.domain.checklist import NaRule
from qa_auditor.domain.scoring.tally import Exact


class Ways(NamedTuple):
    """What can become of a question: earn ``fraction`` (None: not by an answer), or leave in one of three ways."""

    fraction: int | None
    na: bool
    open: bool
    hide: bool


@dataclass(slots=True)
class Group:
    """Questions of a section with the same ways: their weights, ascending, and the sum."""

    weights: list[int] = field(default_factory=list)
    total: int = 0


@dataclass(slots=True)
class Pool:
    """One section as far as it is known: what is settled, and groups of what is not.

    Attributes:
        weight, earned, count, fractions: of questions that are answered for good: sums of weights, of weight times
            fraction, and, over those with a weight, their number and the sum of their fractions.
        waived: weight of questions "not applicable" for good.
        live: questions that can't become not applicable or hidden.
    """

    weight: int = 0
    earned: int = 0
    count: int = 0
    fractions: int = 0
    waived: int = 0
    live: int = 0
    groups: dict[Ways, Group] = field(default_factory=dict)

    def put(self, ways: Ways, weight: int) -> None:
        """Adds an unsettled question."""
        group = self.groups.setdefault(ways, Group())
        insort(group.weights, weight)
        group.total += weight

    def drop(self, ways: Ways, weight: int) -> None:
        """Takes an unsettled question out."""
        group = self.groups[ways]
        del group.weights[bisect_left(group.weights, weight)]
        group.total -= weight
        if not group.weights:
            del self.groups[ways]

    def all_earning(self, fraction: int) -> "Pool":
        """The same section where every answer earns ``fraction``: it is zeroed."""
        zeroed = replace(self, earned=self.weight * fraction, fractions=self.count * fraction, groups={})
        for ways, group in self.groups.items():
            same = ways if ways.fraction is None else ways._replace(fraction=fraction)
            merged = zeroed.groups.setdefault(same, Group())
            merged.weights = sorted(merged.weights + group.weights)
            merged.total += group.total
        return zeroed


@dataclass(frozen=True, slots=True)
class Frontier:
    """``base`` (earned, weight) belongs to every choice; ``edges`` (earned per weight, weight) as far as they pay."""

    base: tuple[Exact, Exact] = (0, 0)
    edges: tuple[tuple[Exact, Exact], ...] = ()


_Point = tuple[Exact, Exact]
"""(weight, earned), in this order for sorting."""


def frontier_of(pool: Pool, rule: NaRule, *, waived_fraction: int) -> Frontier:
    """The frontier of a section.

    Args:
        pool: the section.
        rule: where weight of "not applicable" goes.
        waived_fraction: what "not applicable" counts as under ``full`` and ``zero``.
    """
    if rule is NaRule.SPLIT_EQUALLY:
        return _split_equally(pool)
    if rule is NaRule.REDISTRIBUTE:
        return _chain(pool, None)
    return _counting(pool, waived_fraction)


def best_ratio(base: tuple[Exact, Exact], edges: Mapping[Exact, Exact]) -> Fraction | None:
    """Highest earned ÷ weight; None when no choice has a weight."""
    earned, weight = base
    for slope in sorted((slope for slope, length in edges.items() if length), reverse=True):
        if weight and slope * weight <= earned:
            break
        earned += slope * edges[slope]
        weight += edges[slope]
    return Fraction(earned) / weight if weight else None


def _chain(pool: Pool, waived_fraction: int | None) -> Frontier:
    """Each question for itself. ``waived_fraction`` None: what is not applicable leaves."""
    waived = 0 if waived_fraction is None else pool.waived
    earned, weight = pool.earned + waived * (waived_fraction or 0), pool.weight + waived
    edges: dict[Exact, Exact] = {}
    for ways, group in pool.groups.items():
        counts = [] if ways.fraction is None else [ways.fraction]
        if ways.na and waived_fraction is not None:
            counts.append(waived_fraction)
        if not counts or not group.total:
            continue
        if ways.open or ways.hide or (ways.na and waived_fraction is None):
            edges[max(counts)] = edges.get(max(counts), 0) + group.total
        else:
            earned += max(counts) * group.total
            weight += group.total
    return Frontier((earned, weight), tuple(edges.items()))


def _counting(pool: Pool, waived_fraction: int) -> Frontier:
    """``full`` and ``zero``: "not applicable" counts, except in a section where nothing applies: that leaves whole."""
    chain = _chain(pool, waived_fraction)
    if pool.live:
        return chain
    free = not pool.groups or not any(
        ways.hide or (ways.fraction is not None and ways.fraction >= waived_fraction) for ways in pool.groups
    )
    # Where the best for each question leaves one that applies, the chain stands; what may be hidden is taken so too:
    # with conditions still open the range may be wider.
    corners = list(_one_applies(pool, waived_fraction)) if free else list(_corners(chain))
    return _hull([(0, 0), *corners])


def _one_applies(pool: Pool, waived_fraction: int) -> Iterator[_Point]:
    """All "not applicable" but for what it takes that one question applies: one answer, or one left open, or all."""
    whole = pool.waived + sum(group.total for group in pool.groups.values())
    left_open = 0
    for ways, group in pool.groups.items():
        if ways.fraction is not None:
            yield whole, waived_fraction * whole - group.weights[0] * (waived_fraction - ways.fraction)
        if ways.open:
            left_open += group.total
            yield whole - group.weights[0], waived_fraction * (whole - group.weights[0])
    if any(ways.open for ways in pool.groups):
        yield whole - left_open, waived_fraction * (whole - left_open)


def _corners(frontier: Frontier) -> Iterator[_Point]:
    earned, weight = frontier.base
    yield weight, earned
    for slope, length in sorted(frontier.edges, reverse=True):
        earned += slope * length
        weight += length
        yield weight, earned


def _hull(points: list[_Point]) -> Frontier:
    """Corners of the concave upper hull as a frontier, as far as it rises."""
    hull: list[_Point] = []
    for weight, earned in sorted(points, key=lambda point: (point[0], -point[1])):
        if hull and weight == hull[-1][0]:
            continue
        while len(hull) > 1 and _turns_up(hull[-2], hull[-1], (weight, earned)):
            hull.pop()
        hull.append((weight, earned))
    edges = []
    for (weight, earned), (next_weight, next_earned) in pairwise(hull):
        slope = Fraction(next_earned - earned) / (next_weight - weight)
        if slope < 0:
            break
        edges.append((slope, next_weight - weight))
    return Frontier((hull[0][1], hull[0][0]), tuple(edges))


def _turns_up(first: _Point, middle: _Point, last: _Point) -> bool:
    run, rise = middle[0] - first[0], middle[1] - first[1]
    return rise * (last[0] - first[0]) <= (last[1] - first[1]) * run


def _split_equally(pool: Pool) -> Frontier:
    """The weight of "not applicable" goes in equal parts to what applies, answered or left open.

    At a given price of weight let g be what a question's fraction is above it, and c the sum of g over the answered
    divided by the number of receivers. Moving single questions shows what the best choice looks like, whatever the
    weights: optional questions are answered where g > 0 and otherwise left open (c < 0) or waived (c > 0); those that
    may be waived are answered where g ≥ c. So it is enough to try each threshold for the one and for the other.
    """
    if any(ways.hide for ways in pool.groups):
        return _bounded(pool)
    opens = {ways.fraction for ways in pool.groups if ways.open and ways.fraction is not None}
    waivable = {ways.fraction for ways in pool.groups if ways.na and ways.fraction is not None}
    points = [
        point
        for answer_from in (*opens, None)
        for keep_from in (*waivable, None)
        for waive in ((False, True) if opens or any(ways.open for ways in pool.groups) else (True,))
        if (point := _split_point(pool, answer_from, keep_from, waive=waive)) is not None
    ]
    if not pool.count and all(ways.na or ways.open for ways in pool.groups):
        points.append((0, 0))
    return _hull(points) if points else Frontier()


def _split_point(pool: Pool, answer_from: int | None, keep_from: int | None, *, waive: bool) -> _Point | None:
    """Weight and earned where questions from a fraction upwards are answered; None when nothing is."""
    answered, receivers, waived = pool.count, pool.count, pool.waived
    weight, earned, fractions = pool.weight, pool.earned, pool.fractions
    for ways, group in pool.groups.items():
        number, fraction = len(group.weights), ways.fraction
        pays = fraction is not None and (not ways.open or (answer_from is not None and fraction >= answer_from))
        keeps = fraction is not None and (not ways.na or (keep_from is not None and fraction >= keep_from))
        if fraction is not None and pays and keeps:
            answered += number
            receivers += number
            weight += group.total
            earned += group.total * fraction
            fractions += number * fraction
        elif ways.na and (not ways.open or pays or waive):
            waived += group.total
        else:
            receivers += number
    if not answered:
        return None
    if not waived:
        return weight, earned
    return weight + Fraction(waived * answered, receivers), earned + Fraction(waived * fractions, receivers)


def _bounded(pool: Pool) -> Frontier:
    """An outer bound where conditions are open: no fraction above the highest, no weight beyond all that there is."""
    ratios: list[Exact] = [ways.fraction for ways in pool.groups if ways.fraction is not None]
    if pool.count:
        ratios += [Fraction(pool.earned, pool.weight), Fraction(pool.fractions, pool.count)]
    if not ratios:
        return Frontier()
    steepest = max(ratios)
    more = pool.waived + sum(group.total for group in pool.groups.values())
    return Frontier((steepest * pool.weight, pool.weight), ((steepest, more),))
