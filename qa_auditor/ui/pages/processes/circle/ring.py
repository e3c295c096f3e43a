"""The service circle: the moments of truth on a ring, clockwise from the top in the customer's order."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from qa_auditor.application.views.process_wording import STAGE_NAMES
from qa_auditor.domain.checklist import Stage
from qa_auditor.i18n import _, ngettext
from qa_auditor.ui.theme.tokens import Tokens

_STEP = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_STAGE_COLOURS = {Stage.INITIAL: "chart-hardware", Stage.MIDDLE: "chart-software", Stage.FINAL: "chart-people"}
_LABEL_WIDTH = 118
_GAP = 10


@dataclass(frozen=True, slots=True)
class RingMoment:
    """A moment as the ring shows it.

    Attributes:
        stage: of the first step in which it is met; None when no step is named.
        importance: 1 to 5: the size of its disc.
        standards: how many came of it; none is drawn hollow, because nothing holds the house to it.
    """

    id: str
    name: str
    stage: Stage | None
    importance: int
    standards: int


class RingView(QWidget):
    """Signals: ``chosen`` with the id of a moment; ``opened`` when it was double-clicked or Enter was pressed."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._tokens: Tokens | None = None
        self._title, self._hint = "", ""
        self._moments: tuple[RingMoment, ...] = ()
        self._current = ""

    def show_moments(self, title: str, moments: Sequence[RingMoment], current: str) -> None:
        """Show a process's circle."""
        self._title, self._moments, self._current = title, tuple(moments), current
        self.setAccessibleDescription(", ".join(f"{place}. {one.name}" for place, one in enumerate(moments, start=1)))
        self.update()

    def recolour(self, tokens: Tokens) -> None:
        """Draw with another theme."""
        self._tokens = tokens
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 520)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, 380)

    def place_of(self, moment_id: str) -> QPointF:
        """Where a moment's disc is."""
        ids = [one.id for one in self._moments]
        return self._centre_of(ids.index(moment_id))

    # --------------------------------------------------------------------------------------------------------- geometry

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _radius(self) -> float:
        return max(80.0, min(self.width() / 2 - _LABEL_WIDTH - 30, self.height() / 2 - 74))

    def _angle(self, place: int) -> float:
        """Clockwise from the top, in radians."""
        return 2 * math.pi * place / max(len(self._moments), 1)

    def _centre_of(self, place: int) -> QPointF:
        angle, radius = self._angle(place), self._radius()
        return self._middle() + QPointF(math.sin(angle) * radius, -math.cos(angle) * radius)

    def _size(self, moment: RingMoment) -> float:
        most = min(24.0, math.pi * self._radius() / max(len(self._moments), 1) - 3)
        return max(9.0, most * (0.56 + 0.11 * (moment.importance - 1)))

    def _at(self, point: QPointF) -> RingMoment | None:
        for place, moment in enumerate(self._moments):
            away = point - self._centre_of(place)
            if math.hypot(away.x(), away.y()) <= self._size(moment) + 6:
                return moment
            if self._label_area(place).contains(point):
                return moment
        return None

    def _label_area(self, place: int) -> QRectF:
        angle = self._angle(place)
        centre = self._centre_of(place)
        off = self._size(self._moments[place]) + _GAP
        metrics = QFontMetricsF(self._font(bold=True))
        text = self._moments[place].name
        bounds = metrics.boundingRect(QRectF(0, 0, _LABEL_WIDTH, 200), int(Qt.TextFlag.TextWordWrap), text)
        width, height = bounds.width() + 6, min(bounds.height(), metrics.lineSpacing() * 3)
        side, up = math.sin(angle), -math.cos(angle)
        anchor = centre + QPointF(side * off, up * off)
        left = anchor.x() - width / 2 if abs(side) < 0.2 else anchor.x() if side > 0 else anchor.x() - width
        top = anchor.y() - height if up < -0.75 else anchor.y() if up > 0.75 else anchor.y() - height / 2
        return QRectF(left, top, width, height)

    def _font(self, *, bold: bool = False, size: str = "font-body") -> QFont:
        font = QFont(QApplication.font())
        if self._tokens is not None:
            font.setPixelSize(self._tokens.px(size))
        font.setBold(bold)
        return font

    # --------------------------------------------------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._tokens
        if tokens is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), tokens.colour("surface"))
        if self._moments:
            self._paint_ring(painter, tokens)
            for place, moment in enumerate(self._moments):
                self._paint_moment(painter, tokens, place, moment)
        self._paint_middle(painter, tokens)
        self._paint_legend(painter, tokens)
        painter.end()

    def _paint_ring(self, painter: QPainter, tokens: Tokens) -> None:
        middle, radius = self._middle(), self._radius()
        ring = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        count = len(self._moments)
        for place, moment in enumerate(self._moments):
            colour = tokens.colour(_STAGE_COLOURS[moment.stage] if moment.stage else "border-strong")
            painter.setPen(QPen(colour, 3))
            start = 90 - math.degrees(self._angle(place))
            painter.drawArc(ring, round(start * 16), round(-360 / count * 16))
        if count > 1:
            painter.setPen(Qt.PenStyle.NoPen)
            for place, moment in enumerate(self._moments):
                painter.setBrush(tokens.colour(_STAGE_COLOURS[moment.stage] if moment.stage else "border-strong"))
                painter.drawPolygon(self._arrow(self._angle(place) + math.pi / count))

    def _arrow(self, angle: float) -> QPolygonF:
        middle, radius = self._middle(), self._radius()
        tip = middle + QPointF(math.sin(angle) * radius, -math.cos(angle) * radius)
        along = QPointF(math.cos(angle), math.sin(angle))
        across = QPointF(math.sin(angle), -math.cos(angle))
        return QPolygonF([tip + along * 6, tip - along * 5 + across * 6, tip - along * 5 - across * 6])

    def _paint_moment(self, painter: QPainter, tokens: Tokens, place: int, moment: RingMoment) -> None:
        centre, size = self._centre_of(place), self._size(moment)
        current = moment.id == self._current
        colour = tokens.colour(_STAGE_COLOURS[moment.stage] if moment.stage else "not-applicable")
        if current:
            painter.setPen(QPen(tokens.colour("focus-ring"), 3 if self.hasFocus() else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, size + 5, size + 5)
        style = Qt.PenStyle.SolidLine if moment.standards else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 2, style))
        painter.setBrush(colour if moment.standards else tokens.colour("surface"))
        painter.drawEllipse(centre, size, size)
        painter.setFont(self._font(bold=True, size="font-caption" if size < 12 else "font-body"))
        painter.setPen(tokens.colour("surface") if moment.standards else colour)
        number = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        painter.setFont(self._font(bold=current))
        painter.setPen(tokens.colour("text" if current else "text-soft"))
        side = math.sin(self._angle(place))
        align = Qt.AlignmentFlag.AlignHCenter if abs(side) < 0.2 else Qt.AlignmentFlag.AlignLeft
        if side <= -0.2:
            align = Qt.AlignmentFlag.AlignRight
        area = self._label_area(place)
        flags = int(align | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(area, flags, moment.name)

    def _paint_middle(self, painter: QPainter, tokens: Tokens) -> None:
        radius = self._radius() - 40
        middle = self._middle()
        area = QRectF(middle.x() - radius * 0.7, middle.y() - radius * 0.55, radius * 1.4, radius * 0.55)
        painter.setFont(self._font(bold=True, size="font-heading"))
        painter.setPen(tokens.colour("text"))
        centred = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(area, centred | int(Qt.AlignmentFlag.AlignBottom), self._title)
        painter.setFont(self._font(size="font-caption"))
        painter.setPen(tokens.colour("text-muted"))
        count = len(self._moments)
        lines = [ngettext("{n} moment of truth", "{n} moments of truth", count).format(n=count)]
        if without := sum(1 for one in self._moments if not one.standards):
            lines.append(_("dashed: {n} without a standard").format(n=without))
        below = QRectF(area.left(), area.bottom() + 6, area.width(), radius * 0.6)
        painter.drawText(below, centred | int(Qt.AlignmentFlag.AlignTop), "\n".join(lines))

    def _paint_legend(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setFont(self._font(size="font-caption"))
        metrics = QFontMetricsF(painter.font())
        left, base = 20.0, self.height() - 20.0
        for stage, colour in _STAGE_COLOURS.items() if self._moments else ():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour(colour))
            painter.drawEllipse(QPointF(left + 5, base - 4), 5, 5)
            painter.setPen(tokens.colour("text-muted"))
            words = _(STAGE_NAMES[stage])
            painter.drawText(QPointF(left + 16, base), words)
            left += 16 + metrics.horizontalAdvance(words) + 18

    # --------------------------------------------------------------------------------------------------- mouse and keys

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.chosen.emit(found.id)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.opened.emit(found.id)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), found.name if found else "", self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEP.get(Qt.Key(event.key()))
        if by is not None and self._moments and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            ids = [one.id for one in self._moments]
            place = ids.index(self._current) if self._current in ids else -by
            self.chosen.emit(ids[(place + by) % len(ids)])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)
