"""The best total that all sections together can still reach, kept up to date section by section.

One horizon looks at what can be earned at most. Its twin looks at the least: it counts every fraction from the top
(1 − f), so that the most that can be lost is again a maximum.
"""

from fractions import Fraction

from qa_auditor.domain.checklist import Checklist, Method, NaRule
from qa_auditor.domain.scoring.frontier import Pool, Ways, best_ratio, frontier_of
from qa_auditor.domain.scoring.plan import Item
from qa_auditor.domain.scoring.prospects import Prospect
from qa_auditor.domain.scoring.tally import Exact, Terms


class Horizon:
    """Sums over sections of what they can reach. ``lowest`` says which twin this is."""

    def __init__(self, checklist: Checklist, terms: Terms, *, lowest: bool) -> None:
        self._checklist = checklist
        self._terms = terms
        self._lowest = lowest
        full = terms.na_rule is NaRule.FULL
        self._waived_fraction = terms.fraction_scale if full is not lowest else 0
        self._zeroed_fraction = terms.fraction_scale if lowest else 0
        self._counts_empty = terms.na_rule in (NaRule.FULL, NaRule.ZERO)
        self.pools = [Pool() for _ in checklist.sections]
        self.zeroed = [False] * len(checklist.sections)
        self._bases: list[tuple[Exact, Exact]] = [(0, 0)] * len(checklist.sections)
        self._steps: list[tuple[tuple[Exact, Exact], ...]] = [()] * len(checklist.sections)
        self._earned: Exact = 0
        self._weight: Exact = 0
        self._edges: dict[Exact, Exact] = {}
        self._stale = set(range(len(checklist.sections)))

    def count(self, item: Item, prospect: Prospect, sign: int, *, careful: bool) -> None:
        """Takes a question in (1) or out (-1). ``careful``: it is answered without an error if it can be."""
        self.touch(item.section)
        pool, weight = self.pools[item.section], item.weight
        if not (prospect.na or prospect.hide):
            pool.live += sign
        fraction = (prospect.best if careful else prospect.high) if not self._lowest else prospect.low
        if fraction is not None and self._lowest:
            fraction = self._terms.fraction_scale - fraction
        if not prospect.settled:
            if weight or self._counts_empty:
                ways = Ways(fraction, prospect.na, prospect.open, prospect.hide)
                (pool.put if sign > 0 else pool.drop)(ways, weight)
        elif fraction is None:
            pool.waived += sign * weight
        elif weight:
            pool.weight += sign * weight
            pool.earned += sign * weight * fraction
            pool.count += sign
            pool.fractions += sign * fraction

    def touch(self, place: int) -> None:
        """Says that a section changed."""
        self._stale.add(place)

    @property
    def certain(self) -> bool:
        """Whether some weight is in the score whatever becomes of the open questions (as of the last ``raw``)."""
        return bool(self._weight)

    def raw(self) -> Fraction | None:
        """The end of what the method can make of the answers; None when it can't make a score."""
        for place in self._stale:
            self._renew(place)
        self._stale.clear()
        if self._terms.method is Method.DEDUCTION:
            return self._least_left() if self._lowest else self._most_left()
        ratio = best_ratio((self._earned, self._weight), self._edges)
        if ratio is None:
            return None
        share = ratio / self._terms.fraction_scale
        return 100 * (1 - share if self._lowest else share)

    def _renew(self, place: int) -> None:
        base, steps = self._offer(place)
        old_earned, old_weight = self._bases[place]
        self._earned += base[0] - old_earned
        self._weight += base[1] - old_weight
        for slope, length in self._steps[place]:
            self._edges[slope] -= length
            if not self._edges[slope]:
                del self._edges[slope]
        for slope, length in steps:
            self._edges[slope] = self._edges.get(slope, 0) + length
        self._bases[place], self._steps[place] = base, steps

    def _offer(self, place: int) -> tuple[tuple[Exact, Exact], tuple[tuple[Exact, Exact], ...]]:
        pool, section = self.pools[place], self._checklist.sections[place]
        waived_fraction = self._waived_fraction
        if self.zeroed[place]:
            pool, waived_fraction = pool.all_earning(self._zeroed_fraction), self._zeroed_fraction
        if self._terms.method is Method.DEDUCTION:
            return self._losses(pool, section.cap), ()
        frontier = frontier_of(pool, self._terms.na_rule, waived_fraction=waived_fraction)
        if self._terms.method is Method.POINTS:
            return frontier.base, frontier.edges
        ratio = best_ratio(frontier.base, dict(frontier.edges))
        if ratio is None or not section.weight:
            return (0, 0), ()
        if frontier.base[1]:
            return (section.weight * ratio, section.weight), ()
        # The section may also be without a score: then it leaves.
        return (0, 0), ((ratio, section.weight),)

    def _losses(self, pool: Pool, cap: Fraction | None) -> tuple[Fraction, int]:
        """Points that a section takes off (most, or least), and the weight that it then (certainly) has."""
        lost, weight = pool.earned, pool.weight
        if not self._lowest:
            lost = pool.weight * self._terms.fraction_scale - pool.earned
        for ways, group in pool.groups.items():
            leaves = ways.na or ways.open or ways.hide
            if ways.fraction is None or (leaves and not self._lowest):
                continue
            loss = ways.fraction if self._lowest else self._terms.fraction_scale - ways.fraction
            lost += group.total * loss
            weight += group.total
        return self._points(lost, cap), weight

    def _points(self, lost: int, cap: Fraction | None) -> Fraction:
        points = Fraction(lost, self._terms.fraction_scale * self._terms.weight_scale)
        return points if cap is None else min(cap, points)

    def _least_left(self) -> Fraction | None:
        if not self._weight:
            return None
        return max(Fraction(0), self._checklist.scoring.base - self._earned)

    def _most_left(self) -> Fraction | None:
        """Something must be answered for a score: where all may leave, the one that costs least stays."""
        if self._weight:
            return max(Fraction(0), self._checklist.scoring.base - self._earned)
        scale = self._terms.fraction_scale
        costs = [
            self._points(group.weights[0] * (scale - (0 if zeroed else ways.fraction)), section.cap)
            for pool, section, zeroed in zip(self.pools, self._checklist.sections, self.zeroed, strict=True)
            for ways, group in pool.groups.items()
            if ways.fraction is not None
        ]
        return max(Fraction(0), self._checklist.scoring.base - min(costs)) if costs else None
