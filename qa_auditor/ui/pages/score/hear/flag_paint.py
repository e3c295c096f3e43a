"""Draws the marks of questions over the sound: a flag with the question's number, a bar where a span is meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from qa_auditor.domain.spans import Span
from qa_auditor.ui.pages.score.hear.scene import Flag
from qa_auditor.ui.pages.score.hear.view_range import ViewRange
from qa_auditor.ui.theme.tokens import Tokens

BAND = 24
"""Height of the row that the flags stand on."""

_TIP = 6


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """A flag where it was drawn, for the pointer: the box in the band, and the pixels of its ends."""

    flag: Flag
    box: QRect
    left: int
    right: int


def place_flags(
    flags: Sequence[Flag], area: QRect, view: ViewRange, width_of: Callable[[str], int]
) -> list[PlacedFlag]:
    """Where the flags stand in the band ``area``; those that are not shown are left out."""
    placed: list[PlacedFlag] = []
    for flag in flags:
        left = area.left() + round(view.x_of(flag.start_ms))
        right = left if flag.end_ms is None else area.left() + round(view.x_of(flag.end_ms))
        if right < area.left() - _TIP or left > area.right() + _TIP:
            continue
        width = 2 * _TIP + 3 + width_of(str(flag.number))
        begin = min(max(left - _TIP, area.left()), area.right() - width)
        placed.append(PlacedFlag(flag, QRect(begin, area.top(), width, area.height()), left, right))
    return placed


class WidthOf:
    """How wide a text is drawn; what ``QFontMetrics.horizontalAdvance`` says, kept for the few numbers that occur."""

    def __init__(self, advance: Callable[[str], int]) -> None:
        self._advance = advance
        self._known: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Pixels."""
        if text not in self._known:
            self._known[text] = self._advance(text)
        return self._known[text]


def colour_of(flag: Flag) -> str:
    """The token of a flag: that of a fail where the question failed."""
    return "fail" if flag.failed else "waveform-mark"


def draw_span_grounds(painter: QPainter, lanes: QRect, placed: Sequence[PlacedFlag], tokens: Tokens) -> None:
    """The stretches of marked spans over the lanes, and a thin line at each marked moment."""
    for one in placed:
        colour = tokens.colour(colour_of(one.flag))
        strong = one.flag.current
        if one.right > one.left:
            ground = tokens.colour(colour_of(one.flag))
            ground.setAlphaF(0.20 if strong else 0.10)
            painter.fillRect(QRect(one.left, lanes.top(), one.right - one.left, lanes.height()), ground)
        colour.setAlphaF(0.9 if strong else 0.45)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine if strong else Qt.PenStyle.DashLine))
        for x in {one.left, one.right}:
            painter.drawLine(x, lanes.top(), x, lanes.bottom())


def draw_flags(painter: QPainter, band: QRect, placed: Sequence[PlacedFlag], tokens: Tokens) -> None:
    """The flags with their numbers; the current question's are filled and come last, on top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # The current question's numbers are always legible; others give way to them.
    occupied = [_label_of(one) for one in placed if one.flag.current]
    for one in sorted(placed, key=lambda each: each.flag.current):
        colour = tokens.colour(colour_of(one.flag))
        tip = band.top() + 2
        painter.setPen(Qt.PenStyle.NoPen)
        if one.right > one.left:
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(one.left, band.top(), one.right - one.left, 3), 1.5, 1.5)
        painter.setBrush(colour)
        triangle = [QPointF(one.left, tip), QPointF(one.left - _TIP, tip + 10), QPointF(one.left + _TIP, tip + 10)]
        painter.drawPolygon(QPolygonF(triangle))
        box = _label_of(one)
        if not one.flag.current and any(box.intersects(other) for other in occupied):
            continue
        if not one.flag.current:
            occupied.append(box)
        font = painter.font()
        font.setBold(one.flag.current)
        painter.setFont(font)
        painter.setPen(tokens.colour("text" if one.flag.current else "text-muted"))
        painter.drawText(
            box.adjusted(0, 0, 8, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(one.flag.number)
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _label_of(placed: PlacedFlag) -> QRect:
    return placed.box.adjusted(_TIP * 2 + 1, 3, 0, 0)


def draw_selection(painter: QPainter, lanes: QRect, view: ViewRange, span: Span, tokens: Tokens) -> None:
    """What is selected, with a handle at each end."""
    left, right = (lanes.left() + round(view.x_of(ms)) for ms in (span.start_ms, span.end_ms))
    ground = tokens.colour("accent")
    ground.setAlphaF(0.18)
    painter.fillRect(QRect(left, lanes.top(), max(1, right - left), lanes.height()), ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.colour("accent"), 2))
    for x in (left, right):
        painter.drawLine(x, lanes.top(), x, lanes.bottom())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.colour("accent"))
    middle = lanes.center().y()
    for x in (left, right):
        painter.drawRoundedRect(QRectF(x - 3, middle - 11, 6, 22), 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
