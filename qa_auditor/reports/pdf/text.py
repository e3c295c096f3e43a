"""Text in a PDF: plain, never markup, broken into lines where Chinese and English may be broken.

Reportlab's paragraphs read markup, so that a note with ``<b>`` in it would change the page; these don't.
"""

import unicodedata
from collections.abc import Iterator

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from qa_auditor.reports.pdf.fonts import face
from qa_auditor.reports.pdf.style import Style, colour

_NOT_AT_START = frozenset("、。，．：；？！）］｝〉》」』】〕〗”’…—～·%％‰℃°,.:;?!)]}›»")
"""Signs that don't begin a line (GB/T 15834, section 5)."""

_NOT_AT_END = frozenset("（［｛〈《「『【〔〖“‘([{‹«¥￥$＄#")

_BREAK_AFTER = frozenset("-–/\\_@&=+|")
"""Where a Latin word may be broken when nothing better is there, for example in file names."""


def _is_wide(char: str) -> bool:
    """Whether lines may be broken before and after it: Chinese characters and their punctuation."""
    return char >= "\u2e80" and unicodedata.east_asian_width(char) in "WF"


def lines_of(text: str, *, font: str, size: float, width: float) -> Iterator[tuple[str, float]]:
    """Lines of ``text`` that fit into ``width``, each with its own width.

    Breaks at spaces and between Chinese characters, keeps closing signs off a line's beginning and opening ones off its
    end, and cuts a word only where the word alone is too long for a line.
    """
    measure = face(font)
    for paragraph in text.split("\n"):
        rest = paragraph.rstrip()
        if not rest:
            yield "", 0.0
        ends = measure.offsets(rest, size)
        start = 0
        while start < len(rest):
            base = ends[start - 1] if start else 0.0
            stop = _fitting(ends, start, base + width)
            if stop < len(rest):
                stop = _good_break(rest, start, stop)
            line = rest[start:stop].rstrip()
            yield line, (ends[start + len(line) - 1] - base if line else 0.0)
            start = stop
            while start < len(rest) and rest[start] == " ":
                start += 1


def _fitting(ends: list[float], start: int, limit: float) -> int:
    """How far a line that begins at ``start`` reaches; at least one character."""
    low, high = start + 1, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if ends[middle - 1] <= limit + 1e-6:
            low = middle
        else:
            high = middle - 1
    return low


def _good_break(text: str, start: int, stop: int) -> int:
    """The best place at or before ``stop`` to end the line."""
    for place in range(stop, start, -1):
        if _may_break(text, place):
            return place
    for place in range(stop, start + (stop - start) // 2, -1):
        if text[place - 1] in _BREAK_AFTER:
            return place
    return stop


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " " or before == " ":
        return True
    if after in _NOT_AT_START or before in _NOT_AT_END:
        return False
    return _is_wide(before) or _is_wide(after)


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
