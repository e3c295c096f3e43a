"""What is drawn over the sound: shaded stretches and the marks of questions."""

from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.domain.spans import Span


class Ground(StrEnum):
    """What a shaded stretch is."""

    SILENCE = "silence"
    OVERLAP = "overlap"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch of the recording that stands out."""

    ground: Ground
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark of a question.

    Attributes:
        question_id, place: which of the question's marks it is.
        number: of the question, as the form shows it.
        start_ms, end_ms: None for the end of a moment.
        words: what was noted or quoted, else the question's text.
        failed: whether the question lost all its points. current: whether the keys are about this question.
    """

    question_id: str
    place: int
    number: int
    start_ms: int
    end_ms: int | None
    words: str
    failed: bool = False
    current: bool = False


def span_between(one_ms: float, other_ms: float) -> Span:
    """The stretch between two moments, whichever comes first."""
    first, last = sorted((round(one_ms), round(other_ms)))
    return Span(first, last)
