"""When a question is asked: the parsed form of ``when`` and what it means.

The grammar and the meaning of unanswered, hidden and not applicable answers are fixed by ``docs/checklist-format.md``.
Parsing lives in ``condition_parser``; here are the nodes alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Comparator(StrEnum):
    """The comparisons that a condition knows."""

    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"


@dataclass(frozen=True, slots=True)
class Compare:
    """``left`` is a question's id or ``subject.field``; ``right`` literals: one, or a list after ``in``."""

    left: str
    comparator: Comparator
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """``option in question``: the option is among those chosen in a multiple choice."""

    option: str
    question: str


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = Compare | Chosen | And | Or | Not


def names_in(condition: Condition) -> Iterator[str]:
    """Question ids and ``subject.`` fields that a condition looks at."""
    match condition:
        case Compare(left=left):
            yield left
        case Chosen(question=question):
            yield question
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from names_in(part)
        case Not(part=part):
            yield from names_in(part)
