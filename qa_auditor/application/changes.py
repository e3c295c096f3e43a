"""What a use case hands back: its value, and what changed in the store."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Kind(StrEnum):
    """Kinds of things that pages show and that a use case may change."""

    CHECKLIST = "checklist"
    SUBJECT = "subject"
    EVALUATION = "evaluation"
    PERSON = "person"
    PROCESS = "process"
    STANDARD = "standard"
    TOUCHPOINT = "touchpoint"
    PROPOSAL = "proposal"
    WALKTHROUGH = "walkthrough"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing was added or changed."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The value of a use case, and which kinds and ids changed."""

    value: T
    changes: tuple[Change, ...] = ()
