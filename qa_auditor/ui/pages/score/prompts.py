"""Questions that the workbench asks in place of the editor: which checklist, submit or not, why a correction."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout
from typing_extensions import override

from qa_auditor.i18n import _
from qa_auditor.ui.widgets.text import button, label, say


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to choose: its id and words."""

    id: str
    words: str


class _Lines(QListWidget):
    """Chosen by Enter, a click, or its digit."""

    picked = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.itemClicked.connect(lambda item: self.picked.emit(self.row(item)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self.picked.emit(self.currentRow())
        elif text.isdecimal() and 0 < int(text) <= self.count():
            self.picked.emit(int(text) - 1)
        elif event.key() == Qt.Key.Key_J:
            self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))
        elif event.key() == Qt.Key.Key_K:
            self.setCurrentRow(max(self.currentRow() - 1, 0))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ListPrompt(QFrame):
    """A heading, a remark, and lines of which one is chosen. ``picked`` carries its id, ``left`` after Esc."""

    picked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self._ids: list[str] = []
        self._title = label("heading", wrap=True)
        self._remark = label("soft", wrap=True)
        self.lines = _Lines()
        self.lines.picked.connect(lambda row: self.picked.emit(self._ids[row]))
        self.lines.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._remark)
        column.addWidget(self.lines, 1)
        column.addStretch(0)

    def ask(self, title: str, remark: str, lines: Sequence[Line], *, current: str = "", numbered: bool = True) -> None:
        """Ask, with the keyboard on ``current``."""
        self._title.setText(title)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._ids = [line.id for line in lines]
        self.lines.clear()
        for number, line in enumerate(lines, start=1):
            words = f"{number}   {line.words}" if numbered and number < 10 else line.words
            self.lines.addItem(QListWidgetItem(words))
        self.lines.setAccessibleName(title)
        self.lines.setMaximumHeight(max(1, len(lines)) * max(self.lines.sizeHintForRow(0), 34) + 4)
        if lines:
            self.lines.setCurrentRow(self._ids.index(current) if current in self._ids else 0)
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)


class ConfirmPrompt(QFrame):
    """What will be submitted, and one button. ``confirmed`` after Enter, ``left`` after Esc."""

    confirmed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self._title = label("heading")
        self._summary = label(wrap=True)
        self._alarm = label("alarm", wrap=True)
        self._total = label("total")
        self._verdict = label("pill-good")
        self.yes = button("primary", clicked=self.confirmed.emit)
        self.no = button(clicked=self.left.emit)
        figures = QHBoxLayout()
        figures.setSpacing(14)
        figures.addWidget(self._total)
        figures.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignVCenter)
        figures.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(figures)
        column.addWidget(self._summary)
        column.addWidget(self._alarm)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(1)

    def ask(self, *, total: str, verdict: str, passed: bool | None, summary: str, alarm: str) -> None:
        """Ask, with the keyboard on the button that submits."""
        self._title.setText(_("Submit this evaluation?"))
        self._total.setText(total)
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))
        self._verdict.setProperty("kind", "pill" if passed is None else "pill-good" if passed else "pill-bad")
        self._verdict.style().polish(self._verdict)
        self._summary.setText(summary)
        self._alarm.setText(alarm)
        self._alarm.setVisible(bool(alarm))
        self.yes.setText(_("Submit (Enter)"))
        say(self.yes, _("Submit"))
        self.no.setText(_("Back (Esc)"))
        say(self.no, _("Back"))
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self.left if self.no.hasFocus() else self.confirmed).emit()
        else:
            super().keyPressEvent(event)


class ReasonPrompt(QFrame):
    """Why a submitted evaluation is corrected. ``given`` carries the reason."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self._title = label("heading")
        self._remark = label("soft", wrap=True)
        self.field = QLineEdit()
        self.yes = button("primary", clicked=self._give)
        self.no = button(clicked=self.left.emit)
        row = QHBoxLayout()
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        for part in (self._title, self._remark, self.field):
            column.addWidget(part)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(1)
        self.field.returnPressed.connect(self._give)
        self.field.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))

    def ask(self) -> None:
        """Ask, with the keyboard in the field."""
        self._title.setText(_("Why is it corrected?"))
        self._remark.setText(
            _("The submitted evaluation stays as it is. The correction begins beside it, with its answers.")
        )
        say(self.field, _("Reason of the correction"))
        self.yes.setText(_("Begin the correction"))
        self.no.setText(_("Back (Esc)"))
        self.field.clear()
        self.yes.setEnabled(False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        if reason := self.field.text().strip():
            self.given.emit(reason)
