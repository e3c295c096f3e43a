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
    """What an answer rests on: a moment or a span of the recording, a line of the conversation, words in it.

    Attributes:
        at_ms: start, milliseconds from the beginning of the recording; of a message, or of a line without times, 0.
        until_ms: end of a span; None for a moment.
        note: what is to be heard or read there.
        line: position of the line or message; None for a mark on the recording alone.
        from_char, until_char: the words in the line's text as it stood, counted in characters; None for all of it.
        quote: those words, as they stood when the mark was set.
    """

    at_ms: int
    note: str = ""
    until_ms: int | None = None
    line: int | None = None
    from_char: int | None = None
    until_char: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """All that was given for one question. ``value`` is None while only a note or marks were given."""

    value: Value | None = None
    note: str = ""
    marks: tuple[Mark, ...] = ()
