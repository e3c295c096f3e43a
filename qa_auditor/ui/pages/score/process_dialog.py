"""Which process a subject belongs to: one that is there, or a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qa_auditor.application.views.wording import PROCESS_CLASS_NAMES
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.i18n import _, language
from qa_auditor.ui.widgets.text import button, label, say

_LONGEST_CODE, _LONGEST_NAME = 40, 80


class ProcessDialog(QDialog):
    """``given`` carries code, name ("" leaves the one that is there) and class ("" for none)."""

    given = Signal(str, str, str)

    def __init__(self, processes: Sequence[Process], current: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Process"))
        self._known = {process.code: process for process in processes}
        self.known = QListWidget()
        self.code, self.name, self.kind = QLineEdit(), QLineEdit(), QComboBox()
        self.yes = button("primary")
        self._lay_out(title)
        self._fill(current)

    def _lay_out(self, title: str) -> None:
        self.known.setProperty("kind", "plain")
        self.known.setAccessibleName(_("Processes"))
        self.known.setMinimumWidth(380)
        self.known.setFixedHeight(34 * max(1, min(len(self._known), 6)) + 4)
        self.known.setVisible(bool(self._known))
        self.code.setMaxLength(_LONGEST_CODE)
        self.name.setMaxLength(_LONGEST_NAME)
        say(self.code, _("Code of the process"))
        say(self.name, _("Name of the process"))
        say(self.kind, _("Kind of the process"), _("It opens the questions for that kind of process."))
        self.kind.addItem(_("not said"), "")
        for one in ProcessClass:
            self.kind.addItem(_(PROCESS_CLASS_NAMES[one]), str(one))
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(label(text=_("Code of the process")), self.code)
        form.addRow(label(text=_("Name of the process")), self.name)
        form.addRow(label(text=_("Kind of the process")), self.kind)
        self.yes.setText(_("Use this process"))
        self.yes.setDefault(True)
        self.yes.clicked.connect(self._give)
        no = button(clicked=self.reject)
        no.setText(_("Cancel"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(self.yes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(label("heading", text=_("Process of {title}").format(title=title), wrap=True))
        if self._known:
            outer.addWidget(label("soft", text=_("Choose one, or type the code of a new one."), wrap=True))
        outer.addWidget(self.known)
        outer.addLayout(form)
        outer.addLayout(row)

    def _fill(self, current: str) -> None:
        for process in self._known.values():
            name = process.name.in_language(language())
            item = QListWidgetItem(f"{name}  ·  {process.code}" if name != process.code else name)
            item.setData(int(Qt.ItemDataRole.UserRole), process.code)
            self.known.addItem(item)
            if process.code == current:
                self.known.setCurrentItem(item)
        # What merely got the keyboard is not chosen yet: the fields wait for a choice, or for a new code.
        self.known.itemSelectionChanged.connect(lambda: self._take(next(iter(self.known.selectedItems()), None)))
        self.known.itemActivated.connect(self._on_activated)
        self.code.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))
        self.yes.setEnabled(False)
        self._take(self.known.currentItem())
        (self.known if self._known else self.code).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, item: QListWidgetItem | None) -> None:
        process = self._known.get(str(item.data(int(Qt.ItemDataRole.UserRole)))) if item is not None else None
        if process is not None:
            self.code.setText(process.code)
            self.name.setText(process.name.in_language(language()))
            self.kind.setCurrentIndex(max(0, self.kind.findData(str(process.process_class or ""))))

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._take(item)
        self._give()

    def _give(self) -> None:
        if not self.yes.isEnabled():
            return
        code, name = self.code.text().strip(), self.name.text().strip()
        there = self._known.get(code)
        unchanged = there is not None and name == there.name.in_language(language())
        self.given.emit(code, "" if unchanged else name, str(self.kind.currentData()))
        self.accept()
