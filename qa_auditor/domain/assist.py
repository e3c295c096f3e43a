"""Rules by which an answer may be suggested: from words that were said or not said, and from measured facts.

Nothing is ever scored by a rule. A suggestion shows what it rests on and counts only once the evaluator takes it.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.answer import Value
from qa_auditor.domain.conversation import Side


class FactName(StrEnum):
    """What can be measured; seconds unless the name says a count or a share (0 to 1)."""

    DURATION = "duration"
    FIRST_AGENT_WORD = "first_agent_word"
    LONGEST_SILENCE = "longest_silence"
    SILENCE_COUNT = "silence_count"
    SILENCE_SHARE = "silence_share"
    LONGEST_HOLD = "longest_hold"
    HOLD_TOTAL = "hold_total"
    OVERLAP_COUNT = "overlap_count"
    AGENT_INTERRUPTIONS = "agent_interruptions"
    AGENT_SHARE = "agent_share"
    LONGEST_MONOLOGUE = "longest_monologue"
    FIRST_RESPONSE = "first_response"
    LONGEST_REPLY = "longest_reply"


@dataclass(frozen=True, slots=True)
class Fact:
    """One measured number, and where it is to be heard or read: milliseconds of the recording, or a line's position."""

    name: FactName
    value: Fraction
    at_ms: int | None = None
    until_ms: int | None = None
    line: int | None = None


class Turn(StrEnum):
    """Which turn of a side is looked at."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words that must be there or must not.

    Attributes:
        any_of: at least one of them is said. all_of: each of them is. none_of: not one of them is.
        side: who has to say them; None for whoever.
        within_s: looks at the first seconds only, counted from the beginning of the recording, or from the first
            message.
        turn: looks at the first or the last turn of that side only.
        near: what sounds alike is taken for the same, because transcripts err.
    """

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    side: Side | None = None
    within_s: Fraction | None = None
    turn: Turn | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A fact that lies within limits, which are included; None is no limit on that side."""

    fact: FactName
    minimum: Fraction | None = None
    maximum: Fraction | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether ``value`` lies within."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True, slots=True)
class AssistRule:
    """One rule of a question: when all its phrases and limits hold, the answer is suggested.

    Attributes:
        id: unique within the question; names the rule in the statistics of what was taken.
        suggest: the answer; or the fact whose measured value is the answer, rounded to a tenth.
    """

    id: str
    suggest: Value | FactName
    phrases: tuple[Phrases, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a suggestion rests on.

    Attributes:
        words: the words as they stand in the conversation; "" for a fact, or when something is absent.
        absent: the words that were looked for and not found.
        fact: the fact that was measured.
        line, from_char, until_char: place in the conversation. at_ms, until_ms: place in the recording.
    """

    words: str = ""
    absent: tuple[str, ...] = ()
    fact: Fact | None = None
    line: int | None = None
    from_char: int | None = None
    until_char: int | None = None
    at_ms: int | None = None
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer that a rule suggests, with its evidence."""

    question_id: str
    rule_id: str
    value: Value
    evidence: tuple[Evidence, ...]
