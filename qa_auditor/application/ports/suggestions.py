"""Suggestions as the use cases ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qa_auditor.domain.answer import Value
from qa_auditor.domain.assist import Suggestion
from qa_auditor.domain.checklist import ChecklistRef


@dataclass(frozen=True, slots=True)
class SuggestionOutcome:
    """What became of one suggestion in a submitted evaluation.

    Attributes:
        suggested: the answer that the rule suggested. given: the answer that stands; None when there is none.
        taken: the evaluator took the suggestion, whatever stands now.
    """

    checklist: ChecklistRef
    question_id: str
    rule_id: str
    suggested: Value
    given: Value | None
    taken: bool


class SuggestionRepository(Protocol):
    """What rules suggested for drafts."""

    def replace(self, evaluation_id: str, made: Sequence[Suggestion], *, at: datetime) -> None:
        """Store what is suggested now. Suggestions that are gone leave, unless they were taken."""

    def of(self, evaluation_id: str) -> Sequence[Suggestion]:
        """The suggestions for an evaluation, by question and rule."""

    def take(self, evaluation_id: str, *, question_id: str, rule_id: str, at: datetime) -> None:
        """Note that the evaluator took a suggestion; nothing happens when it isn't there."""

    def outcomes(self) -> Sequence[SuggestionOutcome]:
        """All suggestions of submitted evaluations with what was answered."""
