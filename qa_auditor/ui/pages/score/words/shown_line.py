"""A line or message as the screen shows it: what is personal in it is covered until somebody asks to see it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from qa_auditor.domain.conversation import Line

COVER = "•"
"""Stands in for each covered character, so that places in the text stay places."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Characters ``start`` to ``end`` of the text are covered; ``kind`` says what they are."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class LineMark:
    """A mark on a line: the number of its question, and whether that is current or failed."""

    number: int
    current: bool = False
    failed: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line.

    Attributes:
        line: as it reads now. original: its text as it was imported, where it was corrected.
        covers: what is covered in it.
        waited: how long the other side had waited for this message; None where nobody waited.
        marks: what was marked on it.
        unfolded: whether the quoted part of an e-mail is shown.
    """

    line: Line
    original: str | None = None
    covers: tuple[Cover, ...] = ()
    waited: timedelta | None = None
    marks: tuple[LineMark, ...] = field(default=())
    unfolded: bool = False

    @property
    def text(self) -> str:
        """The text with covered characters replaced, place for place."""
        text = self.line.text
        for cover in self.covers:
            covered = "".join(char if char.isspace() else COVER for char in text[cover.start : cover.end])
            text = text[: cover.start] + covered + text[cover.end :]
        return text

    def with_marks(self, marks: tuple[LineMark, ...]) -> "ShownLine":
        """The same line with other marks."""
        return self if marks == self.marks else replace(self, marks=marks)

    def cover_at(self, place: int) -> Cover | None:
        """What covers a character."""
        return next((cover for cover in self.covers if cover.start <= place < cover.end), None)
