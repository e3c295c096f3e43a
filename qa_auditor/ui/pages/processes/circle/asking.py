"""What the circle asks when a moment gets a standard: a new one, or one that is there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget
from typing_extensions import override

from qa_auditor.application.views.wording import area_name
from qa_auditor.domain.areas import AREAS
from qa_auditor.domain.codes import LONGEST_CODE, is_code
from qa_auditor.domain.standard import Standard
from qa_auditor.i18n import _, language
from qa_auditor.ui.widgets.asking import Asking
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.text import label, say

_LONGEST_STATEMENT = 400


class NewStandardDialog(Asking):
    """``given`` carries code, statement and key area of a standard; its SMART data follow on the tab Standards."""

    given = Signal(str, str, str)

    def __init__(self, statement: str, parent: QWidget | None = None) -> None:
        super().__init__(_("New standard"), _("What does the house promise in this moment?"), _("Add"), parent)
        self.code, self.statement, self.area = QLineEdit(), QPlainTextEdit(), MenuChoice()
        self._area = ""
        self.code.setMaxLength(LONGEST_CODE)
        self.code.setPlaceholderText("STD-901")
        self.statement.setPlainText(statement[:_LONGEST_STATEMENT])
        self.statement.setTabChangesFocus(True)
        self.statement.setFixedHeight(84)
        self.area.chosen.connect(self._on_area)
        self._on_area("")
        form = QFormLayout()
        form.setSpacing(8)
        for field, words in (
            (self.code, _("Code of the standard")),
            (self.statement, _("Standard in one sentence")),
            (self.area, _("Key area")),
        ):
            say(field, words)
            form.addRow(label(text=words), field)
        self.column.addLayout(form)
        hint = _("What can be seen or counted, and within how long: the tab Standards asks for the rest.")
        self.column.addWidget(label("soft", text=hint, wrap=True))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        code, statement = self.code.text().strip().upper(), self.statement.toPlainText().strip()
        if not is_code(code):
            self.refuse(_("Capitals and digits, words joined by a hyphen: {example}").format(example="STD-901"))
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not statement:
            self.refuse(_("Say in one sentence what is promised."))
            self.statement.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._area:
            self.refuse(_("Choose the key area that it belongs to."))
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.given.emit(code, statement[:_LONGEST_STATEMENT], self._area)

    def _on_area(self, key: str) -> None:
        self._area = key
        self.area.set_options([(area, area_name(area)) for area in AREAS], key)
        if not key:
            self.area.setText(_("choose …"))


class LinkStandardDialog(Asking):
    """``given`` carries the code of the standard that was chosen."""

    given = Signal(str)

    def __init__(self, standards: Sequence[Standard], parent: QWidget | None = None) -> None:
        super().__init__(_("Link a standard"), _("Which standard came of this moment?"), _("Link"), parent)
        self.setMinimumWidth(560)
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setPlaceholderText(_("Code or words"))
        say(self.search, _("Find a standard"))
        say(self.list, _("Standards"))
        self.list.setMinimumHeight(300)
        self.list.setWordWrap(True)
        for standard in standards:
            item = QListWidgetItem(f"{standard.code}  {standard.statement.in_language(language())}")
            item.setData(Qt.ItemDataRole.UserRole, standard.code)
            self.list.addItem(item)
        self.column.addWidget(self.search)
        self.column.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.list.itemActivated.connect(lambda _item: self.give())
        self.list.setCurrentRow(0)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is None or item.isHidden():
            self.refuse(_("Choose a standard in the list."))
            return
        self.given.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        self.accept()

    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold())
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self.list.setCurrentItem(first)
