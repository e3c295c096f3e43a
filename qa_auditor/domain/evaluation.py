"""One checklist answered for one subject by one evaluator."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import ChecklistRef, CriticalClass, Effect
from qa_auditor.domain.moment import Moment


class EvaluationState(StrEnum):
    """A draft can be answered; a submitted evaluation never changes."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation, pinned to a checklist version for ever.

    Attributes:
        root_id: id of the first revision; a correction is a new revision with the same root beside the first.
        revision: 1, 2, …; the newest submitted one counts.
        reason: why a correction was made; "" for the first.
        position_ms, question_id: where the evaluator stood when last seen.
        scoring_ms: net time spent scoring.
    """

    id: str
    root_id: str
    revision: int
    checklist: ChecklistRef
    subject_id: str
    evaluator_id: str
    started: Moment
    state: EvaluationState = EvaluationState.DRAFT
    submitted: Moment | None = None
    reason: str = ""
    position_ms: int = 0
    question_id: str = ""
    scoring_ms: int = 0


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One line of the append-only record of answers: what was given, when (UTC) and by whom."""

    evaluation_id: str
    question_id: str
    response: Response
    given_at: datetime
    evaluator_id: str


class Fate(StrEnum):
    """What became of a question in a submitted evaluation."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "na"
    HIDDEN = "hidden"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question's part of a submitted score, as the engine gave it. All numbers exact; None as in ``Contribution``."""

    question_id: str
    fate: Fate
    fraction: Fraction | None = None
    weight: Fraction | None = None
    effective_weight: Fraction | None = None
    earned: Fraction | None = None
    lost: Fraction | None = None
    failed: bool = False
    critical_class: CriticalClass | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class SubmittedScore:
    """The score of a submitted evaluation, kept beside the answers so that reports need not score again.

    Made by the one engine at submission and never changed; ``qa-auditor check`` scores again and compares.
    ``band`` is the lower limit of the grade band, its name for ever. ``fields`` are the facts of the subject that
    conditions saw: a later change of the subject never changes what was asked.
    """

    evaluation_id: str
    total: Fraction | None
    raw: Fraction | None
    bonus: Fraction
    passed: bool | None
    band: Fraction | None
    sections: tuple[tuple[str, Fraction | None], ...]
    dimensions: tuple[tuple[str, Fraction | None], ...]
    areas: tuple[tuple[str, Fraction | None], ...]
    results: tuple[QuestionResult, ...]
    fields: tuple[tuple[str, str | Fraction], ...] = ()
