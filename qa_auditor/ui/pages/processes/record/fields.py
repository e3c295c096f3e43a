"""Fields of the record that are edited in place: each says when something else stands in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

LONGEST_TEXT = 4000
_QUIET_MS = 700
_LEAST_LINES, _MOST_LINES = 2, 8
_FRAME = 20
"""Pixels of border, padding and margin above and below the lines."""


class LineField(QLineEdit):
    """One line. ``given`` carries its text once the hand rests or leaves."""

    given = Signal(str)

    def __init__(self, longest: int = 120) -> None:
        super().__init__()
        self._known = ""
        self.setMaxLength(longest)
        self._timer = _quiet(self, self.flush)
        self.textEdited.connect(lambda _text: self._timer.start())
        self.editingFinished.connect(self.flush)

    def show_text(self, text: str) -> None:
        """Show another text, without a signal; what is being typed stays."""
        if text != self._known or self.text().strip() != text:
            self._known = text
            self.setText(text)

    def flush(self) -> None:
        """Hand over what was typed and not handed over yet."""
        self._timer.stop()
        text = self.text().strip()
        if text != self._known:
            self._known = text
            self.given.emit(text)


class TextField(QPlainTextEdit):
    """Some lines, as high as what stands in them. ``given`` carries the text once the hand rests or leaves."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._known = ""
        self._timer = _quiet(self, self.flush)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def show_text(self, text: str) -> None:
        """Show another text, without a signal."""
        if text != self._known or self.toPlainText().strip() != text:
            self._known = text
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()

    def flush(self) -> None:
        """Hand over what was typed and not handed over yet."""
        self._timer.stop()
        text = self.toPlainText().strip()[:LONGEST_TEXT]
        if text != self._known:
            self._known = text
            self.given.emit(text)

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.flush()

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    def _on_changed(self) -> None:
        self._timer.start()
        self._fit()

    def _fit(self) -> None:
        needed = int(self.document().size().height())
        lines = min(max(needed, _LEAST_LINES), _MOST_LINES)
        scrolls = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > _MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(scrolls)
        height = lines * self.fontMetrics().lineSpacing() + _FRAME
        if height != self.height():
            self.setFixedHeight(height)


def _quiet(owner: LineField | TextField, todo: Callable[[], object]) -> QTimer:
    made = QTimer(owner)
    made.setSingleShot(True)
    made.setInterval(_QUIET_MS)
    made.timeout.connect(todo)
    return made
