"""The drawing under the hand: choosing, walking from step to step by key, dragging to another lane, joining steps."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from typing_extensions import override

from qa_auditor.application.flow.graph import STAGES
from qa_auditor.application.flow.walking import Direction, link_at, neighbour, step_at
from qa_auditor.domain.process import Lane
from qa_auditor.ui.actions import Scope
from qa_auditor.ui.key_finder import KeyFinder
from qa_auditor.ui.pages.processes.flow.viewer import Viewer

_REACH = 7.0
_DRAG = 8

_DIRECTIONS: Mapping[int, Direction] = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


class Canvas(Viewer):
    """Signals say what the hand did.

    ``step_chosen`` with the id of the step that was clicked or walked to, or ""; ``link_chosen`` with source and
    target; ``opened`` on Enter or a double click; ``menu_wanted`` with a place on the screen; ``moved`` with a step,
    its stage and its lane ("" where the drawing has no lanes) when it was dragged elsewhere; ``joined`` with the step
    that was chosen while ``joins`` was set; ``acted`` with the action of a key.
    """

    step_chosen = Signal(str)
    link_chosen = Signal(str, str)
    opened = Signal()
    menu_wanted = Signal(QPoint)
    moved = Signal(str, str, str)
    joined = Signal(str)
    left_joining = Signal()
    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setMouseTracking(True)
        self.joins = False
        self._keys = KeyFinder(Scope.FLOW)
        self._panned: QPoint | None = None
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None

    def set_joins(self, joins: bool) -> None:
        """Whether the next step that is clicked, or walked to and taken with Enter, is to be joined."""
        self.joins = joins
        self.hovered = self.step if joins else ""
        self.viewport().update()

    # ------------------------------------------------------------------------------------------------------------ mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        body = self.to_body(at)
        name = step_at(self.chart, body) if self.chart else None
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = at.toPoint()
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton) and self.chart is not None:
            if name is not None:
                self._choose(name)
                self._pressed = at if event.button() == Qt.MouseButton.LeftButton else None
            elif (link := link_at(self.chart, body, _REACH / self.zoom)) is not None:
                self.choose_link(link)
                self.link_chosen.emit(*link)
            else:
                self._panned = at.toPoint() if event.button() == Qt.MouseButton.LeftButton else None
                self.choose_step("")
                self.step_chosen.emit("")
        if self._panned is not None:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._panned is not None:
            moved = at.toPoint() - self._panned
            self._panned = at.toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())
            return
        if self._pressed is not None:
            if self._dragged is not None or (at - self._pressed).manhattanLength() > _DRAG:
                self._dragged = at
                self.viewport().update()
            return
        name = step_at(self.chart, self.to_body(at)) if self.chart else None
        over_link = self.chart is not None and link_at(self.chart, self.to_body(at), _REACH / self.zoom) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if name or over_link else Qt.CursorShape.ArrowCursor
        )
        if (name or "") != self.hovered:
            self.hovered = name or ""
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged, self._pressed = self._dragged, None, None
        if self._panned is not None:
            self._panned = None
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if dragged is not None:
            self._drop(dragged)
            self.viewport().update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.step or self.link:
            self.opened.emit()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = ""
        self.viewport().update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.step or self.link:
            self.menu_wanted.emit(event.globalPos())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned.y():
                self.zoom_by(1 if turned.y() > 0 else -1, event.position())
            event.accept()
            return
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        across, down = (turned.y(), 0) if sideways else (turned.x(), turned.y())
        if not self.verticalScrollBar().maximum() and not across:
            across, down = down, 0
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - across)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - down)
        event.accept()

    def _choose(self, name: str) -> None:
        if self.joins:
            self.joined.emit(name)
            return
        self.choose_step(name)
        self.step_chosen.emit(name)

    def _drop(self, at: QPointF) -> None:
        """The chosen step was let go elsewhere: its stage and lane are those of the place."""
        chart = self.chart
        point = self.to_body(at)
        strip = None
        if chart is not None:
            strip = next((one for one in chart.layout.strips if one.box.top <= point.y <= one.box.bottom), None)
        if strip is None or not self.step:
            return
        stage = next((STAGES[band.key] for band in strip.stages if band.low <= point.x <= band.high), None)
        lane = next((list(Lane)[band.key] for band in strip.lanes if band.low <= point.y <= band.high), None)
        if stage is not None and lane is not None:
            self.moved.emit(self.step, str(stage), str(lane) if len(strip.lanes) > 1 else "")

    # ------------------------------------------------------------------------------------------------------------- keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        direction = _DIRECTIONS.get(event.key())
        if direction is not None and plain:
            self._walk(direction)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self._go(0 if event.key() == Qt.Key.Key_Home else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.joins and self.hovered:
            self.joined.emit(self.hovered)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and (self.step or self.link):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape and self.joins:
            self.left_joining.emit()
        elif (action := self._keys.action(event)) is not None and not self.joins:
            self.acted.emit(action)
        else:
            event.ignore()

    def _walk(self, direction: Direction) -> None:
        if self.chart is None:
            return
        here = (self.hovered or self.step) if self.joins else self.step
        if not here and self.link is not None:
            here = self.link[1 if direction is Direction.RIGHT else 0]
            self._reach(here)
            return
        found = neighbour(self.chart, here, direction)
        if found is not None:
            self._reach(found)

    def _reach(self, name: str) -> None:
        """Choose a step by key; while two are being joined it is only pointed at."""
        if self.joins:
            self.hovered = name
            self.viewport().update()
        else:
            self.choose_step(name)
            self.step_chosen.emit(name)

    def _go(self, place: int) -> None:
        if self.chart is not None and self.chart.layout.steps:
            self._reach(self.chart.layout.steps[place].id)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # --------------------------------------------------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged is None or self._tokens is None or self.chart is None:
            return
        standing = next((one for one in self.chart.layout.steps if one.id == self.step), None)
        if standing is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._tokens.colour("accent"), 2, Qt.PenStyle.DashLine))
        ghost = QRectF(QPointF(), QSizeF(standing.box.width * self.zoom, standing.box.height * self.zoom))
        ghost.moveCenter(self._dragged)
        painter.drawRoundedRect(ghost, 6, 6)
        painter.end()
