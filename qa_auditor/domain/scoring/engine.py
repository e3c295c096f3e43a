"""A score in one call."""

from collections.abc import Mapping
from fractions import Fraction

from qa_auditor.domain.answer import Value
from qa_auditor.domain.checklist import Checklist
from qa_auditor.domain.scoring.result import Score
from qa_auditor.domain.scoring.sheet import ScoreSheet


def score(checklist: Checklist, values: Mapping[str, Value], subject: Mapping[str, str | Fraction]) -> Score:
    """The score of an evaluation, draft or complete: a sheet filled with its answers.

    Args:
        checklist: the version that the evaluation is pinned to.
        values: answers by question id; absent is unanswered. Answers to hidden questions are ignored.
        subject: fields for ``subject.field`` in conditions.

    Raises:
        KeyError: an answer names a question that the checklist does not have.
        ValueError: a value that its question does not permit.
    """
    return ScoreSheet(checklist, subject, values).score()
