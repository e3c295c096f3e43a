"""A line or message as the screen shows it: what is personal in it is masked until somebody asks to see it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from qa_auditor.domain.conversation import Line
from qa_auditor.domain.masking import Span


@dataclass(frozen=True, slots=True)
class LineMark:
    """A mark on a line: the number of its question, whether that is current or failed, and the characters it names."""

    number: int
    current: bool = False
    failed: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line.

    Attributes:
        line: as it reads now. text: its words as they may be shown, place for place.
        original: its text as it was imported, where it was corrected.
        masked: where something is hidden in the text.
        waited: how long the other side had waited for this message; None where nobody waited.
        marks: what was marked on it.
        unfolded: whether the quoted part of an e-mail is shown.
    """

    line: Line
    text: str
    original: str | None = None
    masked: tuple[Span, ...] = ()
    waited: timedelta | None = None
    marks: tuple[LineMark, ...] = ()
    unfolded: bool = False

    def with_marks(self, marks: tuple[LineMark, ...]) -> "ShownLine":
        """The same line with other marks."""
        return self if marks == self.marks else replace(self, marks=marks)

    def hides(self, place: int) -> bool:
        """Whether a character belongs to something that is hidden."""
        return any(span.start <= place < span.end for span in self.masked)
