"""The scorer behind everything: answers go in one by one, every part of the score can be asked for at any time.

One answer costs the same in a checklist of 60 and of 3,000 questions: running sums change by what the answer
changes, and only conditions that name the question are looked at again.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import Checklist, Effect, Method
from qa_auditor.domain.condition_evaluation import Operand, evaluate
from qa_auditor.domain.scoring.breakdown import Ledger, contribution_of, full_score
from qa_auditor.domain.scoring.earning import fraction_of, is_critical_answer
from qa_auditor.domain.scoring.outlook import Outlook
from qa_auditor.domain.scoring.plan import Item, plan_of
from qa_auditor.domain.scoring.result import Contribution, CriticalError, Score
from qa_auditor.domain.scoring.tally import Exact, Tally, terms_of
from qa_auditor.domain.text import Text

_SUBJECT = "subject."


class ScoreSheet:
    """Answers of one evaluation and the score that they make.

    Args:
        checklist: the version that the evaluation is pinned to.
        subject: fields for ``subject.field`` in conditions.
        values: answers to begin with; much faster than setting them one by one.

    Raises:
        KeyError: an answer names a question that the checklist does not have.
    """

    def __init__(
        self,
        checklist: Checklist,
        subject: Mapping[str, str | Fraction],
        values: Mapping[str, Value] | None = None,
    ) -> None:
        self._checklist = checklist
        self._subject = dict(subject)
        self._plan = plan = plan_of(checklist)
        self._terms = terms_of(checklist, weight_scale=plan.weight_scale, fraction_scale=plan.fraction_scale)
        self._values: list[Value | None] = [None] * len(plan.items)
        self._fractions = [0] * len(plan.items)
        self._hidden = [False] * len(plan.items)
        self._errors: set[int] = set()
        self._caps: Counter[Fraction] = Counter()
        self._missing: set[int] = set()
        self._unanswered = 0
        self._tallies = [Tally() for _ in checklist.sections]
        self._shares: list[tuple[Exact, Exact]] = [(0, 0)] * len(checklist.sections)
        self._section_bonus = [Fraction(0)] * len(checklist.sections)
        self._above: Exact = 0
        self._below: Exact = 0
        self._bonus = Fraction(0)
        self._stale_sections = set(range(len(checklist.sections)))
        for question_id, value in (values or {}).items():
            self._store(plan.index_of[question_id], value)
        for item in plan.items:
            self._hidden[item.index] = not self._asked(item)
            self._count(item, 1)
        self._outlook: Outlook | None = None
        self._unseen: set[int] = set()

    def set_answer(self, question_id: str, value: Value | None) -> frozenset[str]:
        """Gives, changes or (None) takes back an answer.

        Returns:
            ids of the questions that became hidden or visible by it.

        Raises:
            KeyError: the checklist has no such question.
            ValueError: the value is none that the question permits.
        """
        first = self._plan.items[self._plan.index_of[question_id]]
        fraction = None if value is None else fraction_of(first.question, value)
        self._count(first, -1)
        self._values[first.index] = value
        self._fractions[first.index] = 0 if fraction is None else self._plan.scaled(fraction)
        self._count(first, 1)
        self._unseen.add(first.index)
        changed = []
        waiting = list(first.dependents)
        heapify(waiting)
        while waiting:
            item = self._plan.items[heappop(waiting)]
            hidden = not self._asked(item)
            if hidden == self._hidden[item.index]:
                continue
            self._count(item, -1)
            self._hidden[item.index] = hidden
            self._count(item, 1)
            changed.append(item.question.id)
            for index in item.dependents:
                heappush(waiting, index)
        self.changed_visibility = frozenset(changed)
        return self.changed_visibility

    changed_visibility: frozenset[str] = frozenset()
    """What the last ``set_answer`` returned."""

    @property
    def total(self) -> Fraction | None:
        """The score after every step; None when there is none."""
        raw = self.raw
        if raw is None:
            return None
        return self._finished(raw + self._bonus)

    def _finished(self, points: Fraction) -> Fraction:
        held = min(points, self._checklist.scoring.maximum)
        return min(held, *self._caps) if self._caps else held

    @property
    def raw(self) -> Fraction | None:
        """What the method makes of the answers, before bonus; None when there is no score."""
        self._refresh()
        if not self._below:
            return None
        match self._checklist.scoring.method:
            case Method.POINTS:
                return 100 * Fraction(self._above) / (self._below * self._plan.fraction_scale)
            case Method.WEIGHTED:
                return 100 * Fraction(self._above) / self._below
            case Method.DEDUCTION:
                return max(Fraction(0), self._checklist.scoring.base - self._above)

    @property
    def bonus(self) -> Fraction:
        """Points on top of ``raw``, before the maximum."""
        self._refresh()
        return self._bonus

    @property
    def passed(self) -> bool | None:
        """Whether the evaluation passes; None without a pass mark or a total."""
        total, mark = self.total, self._checklist.scoring.pass_mark
        if total is None or mark is None:
            return None
        effects = (self._critical(index).effect for index in self._errors)
        return total >= mark and all(effect is Effect.FLAG for effect in effects)

    @property
    def band(self) -> Text | None:
        """Title of the grade reached by the exact total."""
        total = self.total
        reached = [band for band in self._checklist.scoring.bands if total is not None and band.lower <= total]
        return max(reached, key=lambda band: band.lower).title if reached else None

    @property
    def range(self) -> tuple[Fraction, Fraction] | None:
        """Lowest and highest final total that the open questions still allow; None when no score is possible."""
        if not self._unanswered:
            total = self.total
            return None if total is None else (total, total)
        if self._outlook is None:
            self._outlook = Outlook(
                self._checklist,
                self._plan,
                self._terms,
                values=self._values,
                fractions=self._fractions,
                subject_of=self._field,
            )
        elif self._unseen:
            self._outlook.follow(self._unseen)
        self._unseen.clear()
        return self._outlook.range()

    def section_score(self, section_id: str) -> Fraction | None:
        """0 to 100; None when the section has no score."""
        place = self._plan.section_of[section_id]
        earned, weight = self._terms.sums(self._tallies[place])
        if self._checklist.scoring.method is Method.DEDUCTION:
            taken, most = self._terms.taken(earned, weight, self._checklist.sections[place].cap)
            return 100 * (1 - taken / most) if most else None
        share = self._terms.share(earned, weight)
        return None if share is None else 100 * share

    def section_points(self, section_id: str) -> tuple[Fraction, Fraction] | None:
        """Points earned and possible in a section so far; None when it has no score."""
        place = self._plan.section_of[section_id]
        earned, weight = self._terms.sums(self._tallies[place])
        if self._checklist.scoring.method is Method.DEDUCTION:
            taken, most = self._terms.taken(earned, weight, self._checklist.sections[place].cap)
            return (most - taken, most) if most else None
        share = self._terms.share(earned, weight)
        possible = Fraction(weight) / self._plan.weight_scale
        return None if share is None else (share * possible, possible)

    def is_hidden(self, question_id: str) -> bool:
        """Whether the question's condition does not hold."""
        return self._hidden[self._plan.index_of[question_id]]

    @property
    def hidden(self) -> frozenset[str]:
        """Questions whose condition does not hold."""
        return frozenset(item.question.id for item in self._plan.items if self._hidden[item.index])

    def missing(self) -> tuple[str, ...]:
        """Required questions that apply and have no answer, in the checklist's order."""
        return tuple(self._plan.items[index].question.id for index in sorted(self._missing))

    def value(self, question_id: str) -> Value | None:
        """The answer given, be the question hidden or not."""
        return self._values[self._plan.index_of[question_id]]

    def contribution(self, question_id: str) -> Contribution | None:
        """What one question gave and took; None unless it is scored, answered and applicable."""
        return contribution_of(self._ledger(), self._plan.items[self._plan.index_of[question_id]])

    def critical_errors(self) -> tuple[CriticalError, ...]:
        """Errors so far, in the checklist's order."""
        return tuple(self._critical(index) for index in sorted(self._errors))

    def score(self) -> Score:
        """Everything about the score as one value."""
        return full_score(
            self._ledger(),
            total=self.total,
            passed=self.passed,
            band=self.band,
            reach=self.range,
            sections={section.id: self.section_score(section.id) for section in self._checklist.sections},
            critical=self.critical_errors(),
            hidden=self.hidden,
            missing=self.missing(),
        )

    def _ledger(self) -> Ledger:
        raw = self.raw
        return Ledger(
            checklist=self._checklist,
            plan=self._plan,
            terms=self._terms,
            values=self._values,
            fractions=self._fractions,
            hidden=self._hidden,
            tallies=self._tallies,
            raw=raw,
            bonus=self._bonus,
            above=self._above,
            below=self._below,
        )

    def _store(self, index: int, value: Value | None) -> None:
        question = self._plan.items[index].question
        fraction = None if value is None else fraction_of(question, value)
        self._values[index] = value
        self._fractions[index] = 0 if fraction is None else self._plan.scaled(fraction)

    def _asked(self, item: Item) -> bool:
        when = item.question.when
        return when is None or bool(evaluate(when, self._operand))

    def _operand(self, name: str) -> Operand:
        index = self._plan.index_of.get(name)
        if index is None:
            return self._field(name)
        return None if self._hidden[index] else self._values[index]

    def _field(self, name: str) -> Operand:
        return self._subject.get(name.removeprefix(_SUBJECT))

    def _critical(self, index: int) -> CriticalError:
        question = self._plan.items[index].question
        if question.critical is None:
            raise AssertionError(question.id)
        critical = question.critical
        return CriticalError(question.id, critical.critical_class, critical.effect, critical.cap)

    def _count(self, item: Item, sign: int) -> None:
        """Takes a question as it stands into the running sums (1) or out of them (-1)."""
        if self._hidden[item.index]:
            return
        value = self._values[item.index]
        if value is None:
            self._unanswered += sign
            if item.question.required:
                (self._missing.add if sign > 0 else self._missing.discard)(item.index)
        tally = self._tallies[item.section]
        self._stale_sections.add(item.section)
        if item.bonus is not None:
            tally.bonus += sign * item.bonus * Fraction(self._fractions[item.index], self._plan.fraction_scale)
        elif item.counted and value is NA:
            tally.waived += sign * item.weight
        elif item.counted:
            self._count_applicable(item, tally, sign)

    def _count_applicable(self, item: Item, tally: Tally, sign: int) -> None:
        value, fraction = self._values[item.index], self._fractions[item.index]
        has_weight = sign if item.weight else 0
        tally.live += sign
        tally.receivers += has_weight
        if value is None:
            return
        tally.answered += has_weight
        tally.weight += sign * item.weight
        tally.earned += sign * item.weight * fraction
        tally.fractions += has_weight * fraction
        if is_critical_answer(item.question, value):
            (self._errors.add if sign > 0 else self._errors.discard)(item.index)
            tally.zeroing += sign if item.zeroes_section else 0
            if item.cap is not None:
                self._caps[item.cap] += sign
                if not self._caps[item.cap]:
                    del self._caps[item.cap]

    def _refresh(self) -> None:
        """Brings the sums over sections up to date with the sections that changed."""
        for place in self._stale_sections:
            tally, section = self._tallies[place], self._checklist.sections[place]
            earned, weight = self._terms.sums(tally)
            above, below = earned, weight
            if self._terms.method is Method.DEDUCTION:
                above = self._terms.taken(earned, weight, section.cap)[0]
            elif self._terms.method is Method.WEIGHTED:
                share = self._terms.share(earned, weight)
                above, below = (0, 0) if share is None else (section.weight * share, section.weight)
            old_above, old_below = self._shares[place]
            self._above += above - old_above
            self._below += below - old_below
            self._shares[place] = (above, below)
            bonus = Fraction(0) if tally.zeroing else tally.bonus
            self._bonus += bonus - self._section_bonus[place]
            self._section_bonus[place] = bonus
        self._stale_sections.clear()
