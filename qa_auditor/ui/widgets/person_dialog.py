"""Who scores: a name and a staff number, asked for once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qa_auditor.i18n import _
from qa_auditor.ui.widgets.text import button, label, say

_LONGEST = 80


class PersonDialog(QDialog):
    """``given`` carries staff number, which may be "", and name."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Add an evaluator"))
        self.name, self.code = QLineEdit(), QLineEdit()
        for field in (self.name, self.code):
            field.setMaxLength(_LONGEST)
            field.setMinimumWidth(260)
        say(self.name, _("Name"))
        say(self.code, _("Staff number"))
        self.code.setPlaceholderText(_("may be left empty"))
        self.yes = button("primary", clicked=self._give)
        self.yes.setText(_("Add and sign in"))
        self.yes.setEnabled(False)
        self.yes.setDefault(True)
        no = button(clicked=self.reject)
        no.setText(_("Cancel"))
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(label(text=_("Name")), self.name)
        form.addRow(label(text=_("Staff number")), self.code)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(self.yes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        outer.addWidget(label("heading", text=_("Who scores?")))
        outer.addWidget(label("soft", text=_("Name and number stand on every evaluation and document."), wrap=True))
        outer.addLayout(form)
        outer.addSpacing(4)
        outer.addLayout(row)
        self.name.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        if name := self.name.text().strip():
            self.given.emit(self.code.text().strip(), name)
            self.accept()
