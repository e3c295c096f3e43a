"""Text in a PDF: plain, never markup, broken into lines where Chinese and English may be broken.

Reportlab's paragraphs read markup, so that a note with ``<b>`` in it would change the page; these don't.
"""

from collections.abc import Iterator

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from qa_auditor.i18n.line_breaks import line_spans
from qa_auditor.reports.pdf.fonts import face
from qa_auditor.reports.pdf.style import Style, colour


def lines_of(text: str, *, font: str, size: float, width: float) -> Iterator[tuple[str, float]]:
    """Lines of ``text`` that fit into ``width``, each with its own width."""
    measure = face(font)
    for paragraph in text.split("\n"):
        rest = paragraph.rstrip()
        if not rest:
            yield "", 0.0
        ends = measure.offsets(rest, size)
        for start, stop in line_spans(rest, ends, width):
            base = ends[start - 1] if start else 0.0
            yield rest[start:stop], (ends[stop - 1] - base if stop > start else 0.0)


def shortened(text: str, *, font: str, size: float, width: float) -> str:
    """``text`` on one line of at most ``width``, its end replaced by an ellipsis where it is longer."""
    measure = face(font)
    line = " ".join(text.split())
    if measure.width(line, size) <= width:
        return line
    room = width - measure.width("…", size)
    kept = sum(end <= room for end in measure.offsets(line, size))
    return line[:kept].rstrip() + "…"


class TextBlock(Flowable):  # type: ignore[misc] # reportlab has no types
    """Lines of one text. Splits between lines, leaving two on either side."""

    def __init__(self, text: str, style: Style) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self._lines: list[tuple[str, float]] = []
        self._ready_for = -1.0

    @classmethod
    def of_lines(cls, lines: list[tuple[str, float]], style: Style, width: float) -> "TextBlock":
        """A block of lines that are broken already."""
        block = cls("\n".join(line for line, _ in lines), style)
        block._lines = lines
        block._ready_for = width
        return block

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break into lines; the space that they take."""
        if self._ready_for != width:
            self._lines = list(lines_of(self.text, font=self.style.font, size=self.style.size, width=width))
            self._ready_for = width
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def minWidth(self) -> float:  # noqa: N802 - reportlab's name
        """The narrowest column it makes sense in."""
        return self.style.size * 3

    def natural_width(self) -> float:
        """Width of the longest line when none is broken."""
        measure = face(self.style.font)
        return max(measure.width(line, self.style.size) for line in self.text.split("\n"))

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits into ``height``, and the rest; nothing where the first part would be one line."""
        self.wrap(width, height)
        fitting = int(height // self.style.leading)
        if fitting >= len(self._lines):
            return [self]
        fitting = min(fitting, len(self._lines) - 2)
        if fitting < 2:
            return []
        first = TextBlock.of_lines(self._lines[:fitting], self.style, width)
        second = TextBlock.of_lines(self._lines[fitting:], self.style, width)
        first.spaceAfter, second.spaceBefore = 0, 0
        return [first, second]

    def draw(self) -> None:
        """Set the lines from the top."""
        style = self.style
        # Chinese characters stand a little lower than Latin ones: the line's slack is parted 60 to 40.
        first = self.height - style.leading + (style.leading - style.size) * 0.4 + style.size * 0.16
        set_lines(self.canv, self._lines, style, x=0, y=first, width=self.width)


def set_lines(
    canvas: Canvas, lines: list[tuple[str, float]], style: Style, *, x: float, y: float, width: float
) -> None:
    """Set lines with the baseline of the first at ``y``."""
    canvas.setFillColor(colour(style.ink))
    text = canvas.beginText()
    text.setFont(style.font, style.size, style.leading)
    for number, (line, line_width) in enumerate(lines):
        if line:
            shift = {"left": 0.0, "centre": (width - line_width) / 2, "right": width - line_width}[style.align]
            text.setTextOrigin(x + shift, y - number * style.leading)
            text.textOut(line)
    canvas.drawText(text)
