"""The two fields of a question in which one types: a note, and an answer that is no choice."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

_TYPING_PAUSE_MS = 700


class NoteField(QPlainTextEdit):
    """A note: ``rested`` when the typing pauses, ``finished`` when it is left. Input methods compose in here alone."""

    rested = Signal()
    finished = Signal()
    begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_PAUSE_MS)
        self._timer.timeout.connect(self.rested)
        self.textChanged.connect(self._on_text)

    def show_text(self, text: str) -> None:
        """Show another note, without a signal."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
        self._timer.stop()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.begun.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._timer.stop()
        self.finished.emit()

    def _on_text(self) -> None:
        if self.hasFocus():
            self._timer.start()


class ValueField(QLineEdit):
    """A typed answer. ``left`` when the focus goes elsewhere."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # The page would take it for a key of the question that came next.
            event.accept()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
