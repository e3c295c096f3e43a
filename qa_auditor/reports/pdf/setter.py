"""Sets the parts of a PDF report: every text goes through here, so that none reaches the page unchecked."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import CondPageBreak, Flowable

from qa_auditor.reports.pdf.fonts import Glyphs
from qa_auditor.reports.pdf.page import Entry, Heading
from qa_auditor.reports.pdf.style import BODY, CELL, HEADING_1, HEADING_2, MARGIN_BOTTOM, MARGIN_TOP, PAGE_HEIGHT, Style
from qa_auditor.reports.pdf.style import colour as colour_of
from qa_auditor.reports.pdf.table import in_cell
from qa_auditor.reports.pdf.text import TextBlock

_PAGE = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM


class Setter:
    """One document in the making: its headings and what its fonts can't show.

    Attributes:
        language: tag of the document's language, for texts of checklists and places.
        glyphs: what was missing. entries: headings so far.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.glyphs = Glyphs()
        self.entries: list[Entry] = []

    def show(self, text: str) -> str:
        """``text`` with only what the fonts have."""
        return self.glyphs.showable(text)

    def one_line(self, text: str) -> str:
        """``text`` without line breaks, showable."""
        return " ".join(self.show(text).split())

    def block(self, text: str, style: Style = BODY) -> TextBlock:
        """A paragraph, or several with line feeds between."""
        return TextBlock(self.show(text), style)

    def cell(self, text: str, style: Style = CELL) -> TextBlock:
        """A text in a table; a very long one ends in an ellipsis."""
        return TextBlock(self.show(in_cell(text)), style)

    def section(self, title: str, *, new_page: bool = True) -> list[Flowable]:
        """A heading of the first level, on a new page or at least not near the end of one."""
        entry = self._entry(title, 1)
        start = CondPageBreak(_PAGE if new_page else _PAGE * 0.4)
        style = HEADING_1 if new_page else replace(HEADING_1, before=22)
        return [start, Heading(entry, style)]

    def part(self, title: str, *, room: float = 150) -> list[Flowable]:
        """A heading of the second level with ``room`` points for what follows."""
        return [CondPageBreak(room), Heading(self._entry(title, 2), HEADING_2)]

    def _entry(self, title: str, level: int) -> Entry:
        self.entries.append(Entry(f"section-{len(self.entries) + 1}", self.one_line(title), level))
        return self.entries[-1]


class Card(Flowable):  # type: ignore[misc] # reportlab has no types
    """Texts that belong together, beside a coloured rule. Torn only where it is taller than a page."""

    def __init__(self, parts: Sequence[TextBlock], ink: str) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._ink = ink
        self.spaceAfter = 14

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The space it takes."""
        self.width = width
        self.height = sum(part.wrap(width - 14, height)[1] + part.style.after for part in self._parts)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Between texts, or within one."""
        if self.wrap(width, height)[1] <= _PAGE:
            return []
        kept: list[TextBlock] = []
        for index, part in enumerate(self._parts):
            needed = part.wrap(width - 14, height)[1] + part.style.after
            if needed > height:
                pieces = part.split(width - 14, height)
                rest = [*pieces[1:], *self._parts[index + 1 :]] if len(pieces) == 2 else list(self._parts[index:])
                kept += pieces[:1] if len(pieces) == 2 else []
                return [Card(kept, self._ink), Card(rest, self._ink)] if kept and rest else []
            kept.append(part)
            height -= needed
        return [self]

    def draw(self) -> None:
        """The rule, then the texts from the top."""
        self.canv.setFillColor(colour_of(self._ink))
        self.canv.rect(0, 0, 2.4, self.height, stroke=0, fill=1)
        y = self.height
        for part in self._parts:
            y -= part.height
            part.drawOn(self.canv, 14, y)
            y -= part.style.after
