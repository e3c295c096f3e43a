"""A line set for a width: where its text, its frame and what can be clicked in it lie, relative to its upper edge."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from qa_auditor.domain.conversation import Found
from qa_auditor.ui.pages.score.words.shown_line import ShownLine
from qa_auditor.ui.pages.score.words.units import to_units
from qa_auditor.ui.theme.tokens import Tokens


class HotKind(StrEnum):
    """What a click on a part of a line asks for."""

    QUOTED = "quoted"
    IMAGE = "image"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Hot:
    """A part that can be clicked."""

    kind: HotKind
    area: QRect
    name: str = ""


@dataclass(slots=True)
class Block:
    """One line, set.

    Attributes:
        height: pixels. layout: its text, set at ``text_at``. frame: bubble or row.
        shown_to: how many characters of the text are set; the rest is folded away.
        hot: what can be clicked. captions: small texts with their areas and colours.
    """

    height: int
    layout: QTextLayout
    text_at: QPointF
    frame: QRect
    shown_to: int
    hot: tuple[Hot, ...] = ()
    captions: Sequence[tuple[QRect, str, str]] = field(default_factory=tuple)

    def place_at(self, x: float, y: float) -> int:
        """The character at a point of the text; its end for points behind it."""
        layout, at = self.layout, self.text_at
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if y < at.y() + line.y() + line.height() or number == layout.lineCount() - 1:
                return line.xToCursor(x - at.x())
        return 0

    def text_area(self) -> QRectF:
        """Where the text lies."""
        return self.layout.boundingRect().translated(self.text_at)

    def top_of(self, place: int) -> float:
        """The upper edge of the row in which a character stands."""
        line = self.layout.lineForTextPosition(place)
        return self.text_at.y() + (line.y() if line.isValid() else 0.0)


@dataclass(frozen=True, slots=True)
class LineState:
    """How a line stands out: being heard or chosen, with selected characters, with what a search found."""

    current: bool = False
    selection: tuple[int, int] | None = None
    found: Sequence[Found] = ()
    found_now: Found | None = None


def set_text(text: str, font: QFont, width: float) -> tuple[QTextLayout, float, float]:
    """Text broken into rows of a width; the layout, its height, and the width that it takes."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height = used = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height() + 2
        used = max(used, line.naturalTextWidth())
    layout.endLayout()
    return layout, height, used


def guessed_rows(text: str, em: int, width: int) -> int:
    """About how many rows a text takes, without setting it: Chinese characters are an em wide, others about half."""
    halves = max(1, 2 * width // em)
    # A Chinese character is three bytes of UTF-8 and two halves wide.
    return sum(1 + (len(row) + len(row.encode(errors="replace"))) // 2 // halves for row in text.split("\n"))


def draw_text(painter: QPainter, block: Block, top: int, shown: ShownLine, state: LineState, tokens: Tokens) -> None:
    """The text with what is selected, found, marked and covered in it."""
    formats: list[QTextLayout.FormatRange] = []
    text = shown.text
    for mark in shown.marks:
        if mark.start is not None and mark.end is not None:
            ground = _thin(tokens, "fail" if mark.failed else "waveform-mark")
            formats.append(_range(text, mark.start, mark.end, ground=ground))
    for hidden in shown.masked:
        ink = tokens.colour("text-muted")
        formats.append(_range(text, hidden.start, hidden.end, ground=tokens.colour("surface-hover"), ink=ink))
    for found in state.found:
        now = found == state.found_now
        ground = tokens.colour("warning" if now else "warning-soft")
        formats.append(
            _range(text, found.start, found.end, ground=ground, ink=tokens.colour("surface") if now else None)
        )
    if state.selection is not None:
        start, end = state.selection
        formats.append(_range(text, start, end, ground=tokens.colour("selection"), ink=tokens.colour("selection-text")))
    painter.setPen(tokens.colour("text"))
    block.layout.draw(painter, QPointF(block.text_at.x(), top + block.text_at.y()), formats)


def draw_captions(painter: QPainter, block: Block, top: int, tokens: Tokens, font: QFont) -> None:
    """The small texts around it."""
    former = painter.font()
    painter.setFont(font)
    for area, text, colour in block.captions:
        painter.setPen(tokens.colour(colour))
        painter.drawText(area.translated(0, top), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.setFont(former)


def _range(text: str, start: int, end: int, *, ground: QColor, ink: QColor | None = None) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    first = to_units(text, start)
    made.start, made.length = first, to_units(text, end) - first
    form = QTextCharFormat()
    form.setBackground(ground)
    if ink is not None:
        form.setForeground(ink)
    made.format = form
    return made


def _thin(tokens: Tokens, name: str) -> QColor:
    colour = tokens.colour(name)
    colour.setAlphaF(0.22)
    return colour
