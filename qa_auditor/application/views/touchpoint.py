"""One touchpoint in full: what stands behind it, what it was last seen like, and what waits to be scored there."""

from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.moment import Moment
from qa_auditor.domain.text import Text


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A question that judges the process."""

    checklist_id: str
    checklist: Text
    question_id: str
    text: Text


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A submitted evaluation of it."""

    evaluation_id: str
    title: str
    agent: str
    occurred: Moment
    checklist: Text
    total: Fraction | None


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A subject of its process that waits to be scored; ``here`` when it belongs to this very touchpoint."""

    subject_id: str
    title: str
    agent: str
    occurred: Moment
    here: bool


@dataclass(frozen=True, slots=True)
class TouchpointView:
    """What is known of a touchpoint beyond its cell on the map.

    Attributes:
        standards: pairs of code and statement of those that its process serves.
        questions: of the checklists that judge it, newest versions.
        last_evaluated: when the newest evaluated subject took place.
        evaluations: newest first, a handful. evaluated: how many there are in all.
        waiting: of its process, those of this touchpoint first, then the oldest; a handful. to_score: how many in all.
    """

    code: str
    standards: tuple[tuple[str, Text], ...] = ()
    questions: tuple[QuestionLink, ...] = ()
    last_evaluated: Moment | None = None
    evaluations: tuple[SeenLine, ...] = ()
    evaluated: int = 0
    waiting: tuple[WaitingLine, ...] = ()
    to_score: int = 0
