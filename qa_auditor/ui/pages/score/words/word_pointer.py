"""What the mouse does on lines: choose a line, select words in one, click what can be clicked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTextBoundaryFinder
from PySide6.QtGui import QMouseEvent

from qa_auditor.ui.pages.score.words.units import to_chars, to_units

if TYPE_CHECKING:
    from qa_auditor.ui.pages.score.words.lines_view import LinesView

_DRAG_FROM = 4


class WordPointer:
    """Follows one press from its beginning to its end. Words are selected in one line: a mark quotes one line."""

    def __init__(self, view: "LinesView") -> None:
        self._view = view
        self._index = -1
        self._from = QPoint()
        self._place = 0
        self._dragging = False

    def press(self, event: QMouseEvent) -> None:
        """Take hold of a line."""
        view, point = self._view, event.position().toPoint()
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._index = view.index_at(point.y()) if event.button() is Qt.MouseButton.LeftButton else -1
        self._from, self._dragging = point, False
        if self._index < 0:
            return
        self._place = self._place_at(self._index, point)
        chosen = view.selection
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and chosen is not None and chosen[0] == self._index:
            first, last = sorted((chosen[1], self._place))
            view.select((self._index, first, max(last, first + 1)))
            self._index = -1

    def move(self, event: QMouseEvent) -> None:
        """Select from where it was pressed to here."""
        view, point = self._view, event.position().toPoint()
        if self._index < 0 or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_shape(point)
            return
        if not self._dragging and (point - self._from).manhattanLength() < _DRAG_FROM:
            return
        self._dragging = True
        start, end = sorted((self._place, self._place_at(self._index, point)))
        view.select((self._index, start, end) if end > start else None)

    def release(self, event: QMouseEvent) -> None:
        """A click chooses; a drag has selected."""
        view, index = self._view, self._index
        self._index = -1
        if index < 0 or self._dragging:
            return
        point = event.position().toPoint()
        hot = view.hot_at(index, point)
        if hot is not None:
            view.hot_clicked.emit(index, hot)
            return
        on_text = view.text_rect(index).contains(point)
        if on_text and view.lines[index].hides(self._place):
            view.hidden_clicked.emit(index)
            return
        view.select(None)
        view.set_follows(on=True)
        view.set_current(index, reveal=True)
        view.chosen.emit(index, self._place if on_text else -1)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word under the pointer."""
        view, point = self._view, event.position().toPoint()
        index = view.index_at(point.y())
        if index < 0 or not view.text_rect(index).contains(point):
            return
        text = view.lines[index].text
        place = min(self._place_at(index, point), max(0, len(text) - 1))
        start, end = word_around(text, place)
        if end > start:
            view.select((index, start, end))
        self._index = -1

    def _place_at(self, index: int, point: QPoint) -> int:
        place = self._view.block(index).place_at(point.x(), point.y() - self._view.top_of(index))
        return to_chars(self._view.lines[index].text, place)

    def _show_shape(self, point: QPoint) -> None:
        view = self._view
        index = view.index_at(point.y())
        shape = Qt.CursorShape.ArrowCursor
        if index >= 0:
            if view.hot_at(index, point) is not None:
                shape = Qt.CursorShape.PointingHandCursor
            elif view.text_rect(index).contains(point):
                shape = Qt.CursorShape.IBeamCursor
        view.viewport().setCursor(shape)


def word_around(text: str, place: int) -> tuple[int, int]:
    """The word at a character: from its first to behind its last one."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    finder.setPosition(to_units(text, place))
    end = finder.toNextBoundary()
    end = to_chars(text, end) if end >= 0 else len(text)
    finder.setPosition(to_units(text, end))
    start = finder.toPreviousBoundary()
    return to_chars(text, max(0, start)), end
