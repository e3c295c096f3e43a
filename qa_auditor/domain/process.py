"""A service process: its six elements, its steps and how they follow each other, and its moments of truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from qa_auditor.domain.checklist import Source, Stage
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.text import Text


class Element(StrEnum):
    """The six elements 六要素 of a process; a record without one is incomplete."""

    RESOURCES = "resources"
    ACTIVITIES = "activities"
    INTERACTION = "interaction"
    RESULT = "result"
    CUSTOMER = "customer"
    VALUE = "value"


class Lane(StrEnum):
    """Whose step it is in the service blueprint 服务蓝图, from the customer inwards."""

    CUSTOMER = "customer"
    FRONT = "front"
    BACK = "back"
    SUPPORT = "support"


class StepKind(StrEnum):
    """What kind of step it is; each has a symbol of its own in the business flow."""

    START = "start"
    ACTION = "action"
    CHECK = "check"
    DECISION = "decision"
    WAIT = "wait"
    RECORD = "record"
    END = "end"


class Measurement(StrEnum):
    """The four measurements 监控规范, each held against a benchmark 标杆值."""

    USE = "use"
    TRACE = "trace"
    CONFORMITY = "conformity"
    COMPLIANCE = "compliance"


@dataclass(frozen=True, slots=True)
class Information:
    """What information enters a step, is stored there and leaves it; each item a short name."""

    enters: tuple[Text, ...] = ()
    stored: tuple[Text, ...] = ()
    leaves: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.enters or self.stored or self.leaves)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process.

    Attributes:
        id: kebab-case, unique within the process and kept over versions.
        role: who does it. activity: what is done, in a sentence.
        input, output: what the step needs and what it gives.
        time_limit_s: its time standard in seconds; None while it has none.
        time_share: the share of cases, 0 to 1, in which the limit is to hold; None means always.
        channel: id of the channel it happens in; "" where that is open.
        owner, resources: who answers for it, and with what; both are what organisational conformity asks for.
        required: whether a walk-through that leaves it out is a deviation.
        standards: codes of the standards that say how it is done well.
    """

    id: str
    name: Text
    stage: Stage
    lane: Lane
    kind: StepKind = StepKind.ACTION
    role: Text = Text()
    activity: Text = Text()
    input: Text = Text()
    output: Text = Text()
    time_limit_s: int | None = None
    time_share: Fraction | None = None
    channel: str = ""
    owner: Text = Text()
    resources: Text = Text()
    required: bool = True
    information: Information = Information()
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One step follows another; ``condition`` says when, at a branch."""

    source: str
    target: str
    condition: Text = Text()


@dataclass(frozen=True, slots=True)
class MomentOfTruth:
    """A moment of truth 关键时刻 on the service circle, with its impact analysis 影响分析.

    Attributes:
        steps: ids of the steps in which the customer meets it.
        least: what the customer expects at the least. adds, takes_away: what makes it better and what spoils it.
        importance: 1 (hardly noticed) to 5 (decides whether the customer stays).
        standards: codes of the standards that came of it.
    """

    id: str
    name: Text
    steps: tuple[str, ...] = ()
    least: Text = Text()
    adds: Text = Text()
    takes_away: Text = Text()
    importance: int = 3
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What a version changed, why and by whom; ``on`` is an ISO date."""

    what: str
    why: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class ProcessRecord:
    """A process as its owner keeps it; ``code`` and ``version`` name it for ever.

    Attributes:
        elements: the six elements that are filled in; a missing one is shown and reported.
        steps: in the order in which they are usually taken.
        links: how steps follow each other; where none leads on from a step that is not an end, the next one does.
        moments: moments of truth in the order in which the customer meets them.
        benchmarks: the value, 0 to 1, that each measurement is held against.
        sources: where it comes from.
        change: what this version changed; None for the first.
    """

    code: str
    version: int
    name: Text
    process_class: ProcessClass | None = None
    owner: Text = Text()
    elements: tuple[tuple[Element, Text], ...] = ()
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    moments: tuple[MomentOfTruth, ...] = ()
    benchmarks: tuple[tuple[Measurement, Fraction], ...] = ()
    sources: tuple[Source, ...] = ()
    change: ChangeNote | None = None

    @cached_property
    def step_by_id(self) -> Mapping[str, Step]:
        """Steps by id."""
        return {step.id: step for step in self.steps}

    @property
    def missing_elements(self) -> tuple[Element, ...]:
        """The elements that nobody filled in, in their usual order."""
        there = {element for element, text in self.elements if text}
        return tuple(element for element in Element if element not in there)
