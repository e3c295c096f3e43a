"""The range of a draft: lowest and highest final total over everything that may still be answered.

Two horizons (``horizon``) hold what the method can make of the answers. Here are the rest of the way to the total:
which questions may yet be hidden, bonus, critical effects, maximum.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush

from qa_auditor.domain.answer import Value
from qa_auditor.domain.checklist import Checklist, Method, NaRule
from qa_auditor.domain.condition_evaluation import Operand, Unsettled, evaluate
from qa_auditor.domain.scoring.horizon import Horizon
from qa_auditor.domain.scoring.plan import Item, Plan
from qa_auditor.domain.scoring.prospects import Prospect, bonus_ends, prospect_of
from qa_auditor.domain.scoring.tally import Terms

_NONE = (Fraction(0), Fraction(0))


class Outlook:
    """Follows the answers of a sheet and knows the range.

    Args:
        checklist: the checklist.
        plan, terms: its scales and method.
        values, fractions: the sheet's own lists, read when it says that they changed.
        subject_of: a field of the subject, None when absent.
    """

    def __init__(
        self,
        checklist: Checklist,
        plan: Plan,
        terms: Terms,
        *,
        values: Sequence[Value | None],
        fractions: Sequence[int],
        subject_of: Callable[[str], Operand],
    ) -> None:
        self._checklist = checklist
        self._plan = plan
        self._terms = terms
        self._values = values
        self._fractions = fractions
        self._subject_of = subject_of
        sections = len(checklist.sections)
        self._high = Horizon(checklist, terms, lowest=False)
        self._low = Horizon(checklist, terms, lowest=True)
        self._asked: list[bool | None] = [True] * len(plan.items)
        self._prospects: list[Prospect | None] = [None] * len(plan.items)
        self._bonus = [_NONE] * sections
        self._bonus_counted = [_NONE] * sections
        self._bonus_ends = _NONE
        self._may_zero = [0] * sections
        self._must_zero = [0] * sections
        self._possible_caps: Counter[Fraction] = Counter()
        self._certain_caps: Counter[Fraction] = Counter()
        self._torn: dict[int, Fraction] = {}
        self._evaders: set[int] = set()
        self._stale_bonus: set[int] = set(range(sections))
        for item in plan.items:
            self._asked[item.index] = self._is_asked(item)
            self._renew(item)

    def follow(self, changed: Iterable[int]) -> None:
        """Takes note that the answers in these places changed."""
        waiting = list(changed)
        own = set(waiting)
        heapify(waiting)
        while waiting:
            index = heappop(waiting)
            item = self._plan.items[index]
            asked = self._is_asked(item)
            if asked == self._asked[index] and index not in own:
                continue
            own.discard(index)
            self._asked[index] = asked
            self._renew(item)
            for dependent in item.dependents:
                heappush(waiting, dependent)

    def range(self) -> tuple[Fraction, Fraction] | None:
        """Lowest and highest final total; None when no score is possible."""
        self._refresh_bonus()
        least, maximum = self._low.raw(), self._checklist.scoring.maximum
        if least is None:
            return None
        low = min(maximum, least + self._bonus_ends[0])
        if self._possible_caps:
            low = min(low, *self._possible_caps)
        high = self._highest()
        return (low, low if high is None else high)

    def _highest(self) -> Fraction | None:
        """Over levels of caps: the best total whose errors all allow that level, held to it.

        Levels fall, so once a total reaches the next level nothing below can be better.
        """
        level = min(self._certain_caps) if self._certain_caps else None
        levels: list[Fraction | None] = [level]
        levels += sorted({cap for cap in self._torn.values() if level is None or cap < level}, reverse=True)
        best: Fraction | None = None
        careless: set[int] = set()
        for cap in levels:
            if best is not None and cap is not None and best >= cap:
                break
            if cap is not None:
                for index, own in self._torn.items():
                    if own >= cap and index not in careless:
                        self._let_err(index, careful=False)
                        careless.add(index)
            raw = self._high.raw()
            if raw is not None:
                reached = self._finished(raw + self._bonus_ends[1], cap)
                best = reached if best is None else max(best, reached)
        for index in careless:
            self._let_err(index, careful=True)
        if not self._high.certain:
            reached_by_error = self._highest_by_error(level)
            best = max((end for end in (best, reached_by_error) if end is not None), default=None)
        return best

    def _finished(self, points: Fraction, cap: Fraction | None) -> Fraction:
        held = min(points, self._checklist.scoring.maximum)
        return held if cap is None else min(held, cap)

    def _let_err(self, index: int, *, careful: bool) -> None:
        item, prospect = self._plan.items[index], self._prospects[index]
        if prospect is not None:
            self._high.count(item, prospect, -1, careful=not careful)
            self._high.count(item, prospect, 1, careful=careful)

    def _highest_by_error(self, cap: Fraction | None) -> Fraction | None:
        """All else leaves, and the one answer that makes a score is an error that zeroes its section.

        It is the only way to a score where every other question has to leave; under ``deduction`` it may also cost
        less than the cheapest answer without an error.
        """
        reached = []
        for index in self._evaders:
            item = self._plan.items[index]
            section, pool = self._checklist.sections[item.section], self._high.pools[item.section]
            counts = self._terms.na_rule in (NaRule.FULL, NaRule.ZERO) and (
                pool.waived or any(ways.na and group.total for ways, group in pool.groups.items())
            )
            if not (item.weight or counts) or (self._terms.method is Method.WEIGHTED and not section.weight):
                continue
            raw = Fraction(0)
            if self._terms.method is Method.DEDUCTION:
                lost = Fraction(item.weight, self._terms.weight_scale)
                lost = lost if section.cap is None else min(lost, section.cap)
                raw = max(raw, self._checklist.scoring.base - lost)
            bonus = self._bonus_ends[1] - self._bonus_counted[item.section][1]
            reached.append(self._finished(raw + bonus, cap))
        return max(reached, default=None)

    def _is_asked(self, item: Item) -> bool | None:
        when = item.question.when
        return True if when is None else evaluate(when, self._operand)

    def _operand(self, name: str) -> Operand:
        index = self._plan.index_of.get(name)
        if index is None:
            return self._subject_of(name)
        asked, value = self._asked[index], self._values[index]
        if asked is False:
            return None
        if asked and value is not None:
            return value
        return Unsettled(value, may_be_na=self._plan.items[index].question.na)

    def _renew(self, item: Item) -> None:
        """Brings one question up to date with its answer and its condition."""
        index = item.index
        prospect = prospect_of(self._plan, item, self._values[index], self._fractions[index], asked=self._asked[index])
        old = self._prospects[index]
        if prospect == old:
            return
        if old is not None:
            self._count(item, old, -1)
        if prospect is not None:
            self._count(item, prospect, 1)
        self._prospects[index] = prospect

    def _count(self, item: Item, prospect: Prospect, sign: int) -> None:
        place = item.section
        if item.bonus is not None:
            least, most = bonus_ends(item, prospect, self._plan.fraction_scale)
            old = self._bonus[place]
            self._bonus[place] = (old[0] + sign * least, old[1] + sign * most)
            self._stale_bonus.add(place)
            return
        self._high.count(item, prospect, sign, careful=True)
        self._low.count(item, prospect, sign, careful=False)
        if prospect.errs:
            self._count_error(item, prospect, sign)

    def _count_error(self, item: Item, prospect: Prospect, sign: int) -> None:
        place = item.section
        if item.cap is not None:
            for caps in (self._possible_caps, *((self._certain_caps,) if prospect.must_err else ())):
                caps[item.cap] += sign
                if not caps[item.cap]:
                    del caps[item.cap]
            if prospect.torn:
                self._torn.update({item.index: item.cap}) if sign > 0 else self._torn.pop(item.index)
            return
        self._may_zero[place] += sign
        self._must_zero[place] += sign if prospect.must_err else 0
        self._low.zeroed[place] = bool(self._may_zero[place])
        self._high.zeroed[place] = bool(self._must_zero[place])
        self._stale_bonus.add(place)
        if prospect.careful is None and not prospect.must_err:
            (self._evaders.add if sign > 0 else self._evaders.discard)(item.index)

    def _refresh_bonus(self) -> None:
        for place in self._stale_bonus:
            least, most = self._bonus[place]
            counted = (
                Fraction(0) if self._may_zero[place] else least,
                Fraction(0) if self._must_zero[place] else most,
            )
            old, ends = self._bonus_counted[place], self._bonus_ends
            self._bonus_ends = (ends[0] + counted[0] - old[0], ends[1] + counted[1] - old[1])
            self._bonus_counted[place] = counted
        self._stale_bonus.clear()
