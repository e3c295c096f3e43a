"""Paints the marks of a drawing with Qt, in the colours of a theme."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from qa_auditor.application.flow.marks import Anchor, Mark, Shape, Words
from qa_auditor.application.flow.shapes import Path
from qa_auditor.ui.theme.tokens import Tokens


@lru_cache(maxsize=32)
def _font(size: float, bold: bool) -> QFont:
    """The font of the window at a size in the drawing's own units, which are pixels before it is enlarged."""
    made = QFont(QApplication.font())
    made.setPixelSize(round(size))
    made.setBold(bold)
    return made


@lru_cache(maxsize=65536)
def measure(text: str, size: float, bold: bool) -> float:
    """The width of a text as it will be painted."""
    return QFontMetricsF(_font(size, bold)).horizontalAdvance(text)


@dataclass(slots=True)
class _Stroke:
    """A path with pen and brush, ready for a painter."""

    bounds: QRectF
    path: QPainterPath
    pen: QPen
    brush: QBrush

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawPath(self.path)


@dataclass(slots=True)
class _Line:
    """A line of text, ready for a painter."""

    bounds: QRectF
    at: QPointF
    text: str
    font: QFont
    ink: QColor

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self.ink)
        painter.setFont(self.font)
        painter.drawText(self.at, self.text)


class Picture:
    """Marks made ready once, painted as often as they are looked at; what lies outside of the view is left out."""

    def __init__(self, marks: Iterable[Mark], tokens: Tokens) -> None:
        self._parts = [_stroke(mark, tokens) if isinstance(mark, Shape) else _line(mark, tokens) for mark in marks]

    def paint(self, painter: QPainter, seen: QRectF) -> None:
        """Paint what ``seen``, a part of the drawing, has in it."""
        for part in self._parts:
            if part.bounds.intersects(seen):
                part.paint(painter)


def path_of(path: Path) -> QPainterPath:
    """A path as Qt has it."""
    made = QPainterPath(QPointF(*path.start))
    for part in path.parts:
        if part.bend is None:
            made.lineTo(*part.end)
        else:
            made.cubicTo(QPointF(*part.bend[0]), QPointF(*part.bend[1]), QPointF(*part.end))
    if path.closed:
        made.closeSubpath()
    return made


def _stroke(mark: Shape, tokens: Tokens) -> _Stroke:
    path = path_of(mark.path)
    pen = QPen(Qt.PenStyle.NoPen)
    if mark.stroke:
        pen = QPen(tokens.colour(mark.stroke), mark.width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if mark.dash:
            # Qt counts dashes in widths of the pen.
            pen.setDashPattern([part / mark.width for part in mark.dash])
    brush = QBrush(tokens.colour(mark.fill)) if mark.fill else QBrush(Qt.BrushStyle.NoBrush)
    return _Stroke(path.controlPointRect().adjusted(-3, -3, 3, 3), path, pen, brush)


def _line(mark: Words, tokens: Tokens) -> _Line:
    width = measure(mark.text, mark.size, mark.bold)
    shift = {Anchor.LEFT: 0.0, Anchor.CENTRE: width / 2, Anchor.RIGHT: width}[mark.anchor]
    at = QPointF(mark.at.x - shift, mark.at.y)
    bounds = QRectF(at.x(), at.y() - mark.size * 1.2, width, mark.size * 1.6)
    return _Line(bounds, at, mark.text, _font(mark.size, mark.bold), tokens.colour(mark.ink))
