"""What the measurements of processes are made of, as the read models ask for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qa_auditor.application.ports.scoring import EvaluationFilter
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.walk import Walk


@dataclass(frozen=True, slots=True)
class Tally:
    """What one submitted evaluation found, counted.

    Attributes:
        touchpoint: code of the cell that its subject belongs to, or "".
        met, applicable: questions that did not fail, of those that were answered and could; no bonus questions.
    """

    evaluation_id: str
    kind: SubjectKind
    process_code: str | None
    touchpoint: str
    occurred_at: datetime
    met: int
    applicable: int


class WalkRepository(Protocol):
    """The steps that evaluations saw being taken; they may change until the evaluation is submitted."""

    def put(self, walk: Walk) -> None:
        """Store or replace the walk of a draft.

        ``SubmittedError`` once it is submitted, ``NotFoundError`` when the evaluation or the version is not there.
        """

    def get(self, evaluation_id: str) -> Walk | None:
        """The walk of an evaluation; None when it has none."""

    def of(self, which: EvaluationFilter) -> Mapping[str, Walk]:
        """The walks of the evaluations meant, by evaluation id."""


class MonitoringRepository(Protocol):
    """Evaluations counted, many at once."""

    def tallies(self, which: EvaluationFilter) -> Sequence[Tally]:
        """One for each submitted evaluation meant, by when its subject occurred."""

    def last_evaluated(self) -> Mapping[tuple[str, str | None], datetime]:
        """When the newest evaluated subject occurred, by touchpoint ("" for none) and process."""
