"""A field laid over a line of a transcript in which its words are corrected."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.words.lines_view import LinesView


class LineEditor(QPlainTextEdit):
    """``finished`` carries the index of the line and its new words. Enter keeps them, Esc doesn't."""

    finished = Signal(int, str)

    def __init__(self, view: LinesView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._index = -1
        self.setTabChangesFocus(True)
        self.hide()

    def edit(self, index: int, text: str) -> None:
        """Correct a line."""
        self._view.bring(index)
        self._index = index
        area = self._view.text_rect(index)
        width = self._view.viewport().width()
        self.setGeometry(QRect(area.left() - 8, area.top() - 6, width - area.left() - 4, max(64, area.height() + 30)))
        self.setPlainText(text)
        self.setAccessibleName(_("Words of the line"))
        self.setToolTip(_("Enter keeps the words, Esc leaves them as they were. What was imported stays on record."))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(self.textCursor().MoveOperation.End)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._leave(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._leave(keep=False)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._leave(keep=True)

    def _leave(self, *, keep: bool) -> None:
        index, self._index = self._index, -1
        if index < 0:
            return
        text = self.toPlainText()
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep:
            self.finished.emit(index, text)
