"""How rules fare: how often what they suggested was taken, agreed with, or answered otherwise."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.application.ports import Store, SuggestionOutcome
from qa_auditor.domain.checklist import ChecklistRef


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """One rule over all submitted evaluations.

    Attributes:
        made: how often it suggested.
        taken: taken, and the answer stands. agreed: the same answer was given by hand.
        changed: another answer stands. left: the question has no answer.
    """

    checklist: ChecklistRef
    question_id: str
    rule_id: str
    made: int
    taken: int
    agreed: int
    changed: int
    left: int

    @property
    def right(self) -> Fraction | None:
        """Share of the answered suggestions that stand as suggested, 0 to 1; None when none was answered."""
        answered = self.taken + self.agreed + self.changed
        return Fraction(self.taken + self.agreed, answered) if answered else None


def rule_records(store: Store) -> tuple[RuleRecord, ...]:
    """All rules that ever suggested something in a submitted evaluation, by checklist, question and rule."""
    with store.begin() as work:
        outcomes = work.suggestions.outcomes()
    fates: dict[tuple[ChecklistRef, str, str], Counter[str]] = {}
    for outcome in outcomes:
        key = (outcome.checklist, outcome.question_id, outcome.rule_id)
        fates.setdefault(key, Counter())[_fate(outcome)] += 1
    return tuple(
        RuleRecord(
            *key, fate.total(), taken=fate["taken"], agreed=fate["agreed"], changed=fate["changed"], left=fate["left"]
        )
        for key, fate in sorted(fates.items())
    )


def _fate(outcome: SuggestionOutcome) -> str:
    if outcome.given is None:
        return "left"
    if outcome.given != outcome.suggested:
        return "changed"
    return "taken" if outcome.taken else "agreed"
