"""Service standards 服务标准: what is promised, as SMART data, and how it is revised."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.checklist import Source
from qa_auditor.domain.process import ChangeNote
from qa_auditor.domain.text import Text


class SmartPart(StrEnum):
    """The five things that a standard has to be."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RELEVANT = "relevant"
    TIMELY = "timely"


class TargetSense(StrEnum):
    """On which side of the target a good value lies."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard; ``code`` and ``version`` name it for ever.

    Attributes:
        statement: the standard in one sentence. area: full name of its key area (``people.tact``).
        indicator: what is observed (specific). unit, target, sense: its measure (measurable).
        share: of the cases, 0 to 1, in which the target is to be met (measurable).
        time_limit_s: within how long, seconds (timely). review_months: how often the standard is looked at again
            (timely, for standards that are not about speed).
        customer_need: what customers want of it (relevant). achievability: what shows that it can be done (achievable).
        processes: codes of the processes that it serves; empty for all.
        retired: no longer asked for; kept because old questions name it.
    """

    code: str
    version: int
    statement: Text
    area: str
    indicator: Text = Text()
    unit: Text = Text()
    target: Fraction | None = None
    sense: TargetSense = TargetSense.AT_LEAST
    share: Fraction | None = None
    time_limit_s: int | None = None
    review_months: int | None = None
    customer_need: Text = Text()
    achievability: Text = Text()
    processes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    change: ChangeNote | None = None
    retired: bool = False


class Origin(StrEnum):
    """Who speaks in a proposal."""

    FRONT_LINE = "front_line"
    CUSTOMER = "customer"


class Enquiry(StrEnum):
    """How they were asked."""

    QUESTIONNAIRE = "questionnaire"
    INTERVIEW = "interview"
    CONSULTATION = "consultation"


class ProposalState(StrEnum):
    """A proposal is decided once."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal to revise a standard.

    Attributes:
        base_version: the version that it was written against.
        proposed: the standard as it would be, with the next version number.
        why: what was heard. made_by, decided_by: ids of evaluators. made_at, decided_at: ISO instants, UTC.
        decision: the reason of the decision; "" while there is none.
    """

    id: str
    standard_code: str
    base_version: int
    proposed: Standard
    origin: Origin
    enquiry: Enquiry
    why: str
    made_by: str
    made_at: str
    state: ProposalState = ProposalState.PROPOSED
    decided_by: str = ""
    decided_at: str = ""
    decision: str = ""
