"""A checklist as data: what is asked, what each answer earns, how a score is made.

The meaning of every field is fixed by the file format (``docs/checklist-format.md``); values here are checked
already: whoever makes a ``Checklist`` from a file reports every fault before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from qa_auditor.domain.assist import AssistRule
from qa_auditor.domain.condition import Condition
from qa_auditor.domain.text import Text


class SubjectKind(StrEnum):
    """What a checklist judges."""

    CALL = "call"
    CHAT = "chat"
    EMAIL = "email"
    VISIT = "visit"
    WALKTHROUGH = "walkthrough"
    MANAGEMENT = "management"


class Method(StrEnum):
    """How a total is made of answers."""

    POINTS = "points"
    WEIGHTED = "weighted"
    DEDUCTION = "deduction"


class NaRule(StrEnum):
    """Where the weight of a question goes that was answered not applicable."""

    REDISTRIBUTE = "redistribute"
    SPLIT_EQUALLY = "split_equally"
    FULL = "full"
    ZERO = "zero"


class CriticalClass(StrEnum):
    """Whom a critical error hurts."""

    CUSTOMER = "customer"
    BUSINESS = "business"
    COMPLIANCE = "compliance"


class Effect(StrEnum):
    """What a critical error does to the score."""

    FAIL = "fail"
    FLAG = "flag"
    ZERO_SECTION = "zero_section"
    CAP_TOTAL = "cap_total"
    ZERO_EVALUATION = "zero_evaluation"


class Stage(StrEnum):
    """Part of a service process."""

    INITIAL = "initial"
    MIDDLE = "middle"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, and the fraction (0 to 1; in a multiple choice it may be negative) that it earns."""

    id: str
    title: Text
    score: Fraction


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """One rung of a number's or duration's ladder: the first band whose limits (included) hold gives its score.

    ``maximum`` and ``minimum`` None: no limit on that side. The last band of a ladder has neither.
    """

    score: Fraction
    maximum: Fraction | None = None
    minimum: Fraction | None = None

    def holds(self, number: Fraction) -> bool:
        """Whether ``number`` lies within the limits."""
        return (self.maximum is None or number <= self.maximum) and (self.minimum is None or number >= self.minimum)


@dataclass(frozen=True, slots=True)
class YesNo:
    """Answered yes or no; ``passing`` is the answer that earns the weight."""

    passing: str = "yes"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MultiChoice:
    """Any number of options, none included; scores add up and are held within 0 and 1."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """Whole numbers from ``minimum`` to ``maximum``; ``scores`` names the fraction of each, or is empty (linear)."""

    minimum: int
    maximum: int
    scores: tuple[tuple[int, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number in ``unit``, scored by its bands."""

    bands: tuple[ScoreBand, ...]
    unit: Text = Text()


@dataclass(frozen=True, slots=True)
class Duration:
    """Seconds, exact, scored by bands."""

    bands: tuple[ScoreBand, ...]


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words; not scored."""


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date (ISO 8601, ``2026-11-22``); not scored."""


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """A file name or remark that stands for a photo or document; not scored."""


AnswerType = YesNo | Choice | MultiChoice | Rating | Number | Duration | FreeText | Date | EvidenceAnswer
UNSCORED = (FreeText, Date, EvidenceAnswer)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers from ``minimum`` to ``maximum``, limits included; None is no limit."""

    minimum: Fraction | None = None
    maximum: Fraction | None = None

    def holds(self, number: Fraction) -> bool:
        """Whether ``number`` lies within."""
        return (self.maximum is None or number <= self.maximum) and (self.minimum is None or number >= self.minimum)


@dataclass(frozen=True, slots=True)
class Critical:
    """A question whose failing answer is a critical error.

    Attributes:
        on: the answers that fail, complete (the loader fills in the default): option ids or ``yes``/``no``;
            ``none`` for "nothing chosen" in a multiple choice; values and ranges for ratings, numbers, durations.
        cap: highest total, with the effect ``cap_total`` only.
    """

    critical_class: CriticalClass
    effect: Effect = Effect.FAIL
    on: tuple[str | NumberRange, ...] = ()
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question comes from."""

    document: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing judged. ``area`` is a full key-area name; ``bonus`` None for an ordinary question."""

    id: str
    text: Text
    answer: AnswerType
    area: str
    guidance: Text = Text()
    weight: Fraction = Fraction(1)
    na: bool = False
    required: bool = True
    bonus: Fraction | None = None
    critical: Critical | None = None
    when: Condition | None = None
    evidence_required_on_fail: bool = False
    stage: Stage | None = None
    standard: str = ""
    source: Source | None = None
    assist: tuple[AssistRule, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether an answer can earn anything."""
        return not isinstance(self.answer, UNSCORED)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that are scored together. ``cap``: most that a deduction takes off here."""

    id: str
    title: Text
    questions: tuple[Question, ...]
    weight: Fraction = Fraction(1)
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade 等级, from its lower limit (an exact total) upwards."""

    lower: Fraction
    title: Text


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a total is made. ``maximum`` is what the total with bonus is held to (the loader fills in its default)."""

    method: Method = Method.POINTS
    base: Fraction = Fraction(100)
    maximum: Fraction = Fraction(100)
    pass_mark: Fraction | None = None
    bands: tuple[GradeBand, ...] = ()
    na_rule: NaRule = NaRule.REDISTRIBUTE


@dataclass(frozen=True)
class Checklist:
    """A form, named for ever by ``id`` and ``version``."""

    id: str
    version: int
    title: Text
    subject: SubjectKind
    sections: tuple[Section, ...]
    scoring: Scoring = field(default_factory=Scoring)
    process_codes: tuple[str, ...] = ()

    def questions(self) -> Iterator[Question]:
        """All questions in the order of the form."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions()}

    @property
    def ref(self) -> "ChecklistRef":
        """The name that evaluations are pinned to."""
        return ChecklistRef(self.id, self.version)


@dataclass(frozen=True, slots=True, order=True)
class ChecklistRef:
    """Id and version of a checklist."""

    id: str
    version: int

    def __str__(self) -> str:
        return f"{self.id} v{self.version}"
