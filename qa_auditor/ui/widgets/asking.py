"""A dialog that asks for something: a heading, what is asked, what is wrong with it, and two buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from qa_auditor.application.faults import FaultsError, StoreError, sentence
from qa_auditor.i18n import _
from qa_auditor.ui.widgets.message_bar import words_for
from qa_auditor.ui.widgets.text import button, label


class Asking(QDialog):
    """A heading, what is asked, and two buttons."""

    def __init__(self, title: str, heading: str, yes: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.yes = button("primary", clicked=self.give)
        self.yes.setText(yes)
        self.yes.setDefault(True)
        self.trouble = label("bad", wrap=True)
        self.trouble.hide()
        no = button(clicked=self.reject)
        no.setText(_("Cancel"))
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(self.yes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        outer.addWidget(label("heading", text=heading, wrap=True))
        outer.addLayout(self.column)
        outer.addWidget(self.trouble)
        outer.addLayout(row)

    def give(self) -> None:
        """Hand over what was given, and close."""

    def refuse(self, words: str) -> None:
        """Say why it can't be taken; the dialog stays."""
        self.trouble.setText(words)
        self.trouble.show()

    def refuse_error(self, error: Exception) -> bool:
        """Say what a use case refused; whether it is something that was given, and not a bug."""
        if not isinstance(error, FaultsError | StoreError):
            return False
        what, remedy = words_for(error)
        self.refuse(sentence(what.rstrip("."), remedy))
        return True
