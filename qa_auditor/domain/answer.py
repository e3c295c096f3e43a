"""What an evaluator answers: values, notes and the marks that prove them."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final


class NotApplicable(Enum):
    """Type of the one value that says a question does not apply here."""

    NA = "na"


NA: Final = NotApplicable.NA

Value = str | tuple[str, ...] | Fraction | NotApplicable
"""An answer: ``"yes"``/``"no"``, an option's id, text or an ISO date (str); chosen options in checklist order (tuple);
a number, a rating or seconds (Fraction, exact); or ``NA``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment or a span of the recording that an answer rests on.

    Attributes:
        at_ms: start, milliseconds from the beginning of the recording.
        until_ms: end of a span; None for a moment.
        note: what is to be heard there.
    """

    at_ms: int
    note: str = ""
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """All that was given for one question. ``value`` is None while only a note or marks were given."""

    value: Value | None = None
    note: str = ""
    marks: tuple[Mark, ...] = ()
