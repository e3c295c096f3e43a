"""Who keeps the process, and its six elements; each can be written anew, a missing one says so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qa_auditor.application.views.process_wording import ELEMENT_HINTS, ELEMENT_NAMES
from qa_auditor.application.views.wording import PROCESS_CLASS_NAMES
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process import Element, ProcessRecord
from qa_auditor.domain.record_editing import sources_text
from qa_auditor.domain.text import Text
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.pages.processes.record.fields import LineField, TextField
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.text import label, say


class AboutCard(QFrame):
    """Signals carry what was written: ``named``, ``owned``, ``classed`` ("" for none), ``sourced``."""

    named = Signal(str)
    owned = Signal(str)
    classed = Signal(str)
    sourced = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.name, self.owner, self.sources = LineField(), LineField(), TextField()
        self.kind = MenuChoice()
        self._title = label("heading")
        self._titles = {key: label("soft") for key in ("name", "class", "owner", "sources")}
        form = QFormLayout()
        form.setSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self._titles["name"], self.name)
        form.addRow(self._titles["class"], self.kind)
        form.addRow(self._titles["owner"], self.owner)
        form.addRow(self._titles["sources"], self.sources)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(form)
        self.name.given.connect(self.named)
        self.owner.given.connect(self.owned)
        self.kind.chosen.connect(self.classed)
        self.sources.given.connect(self.sourced)
        self._class: ProcessClass | None = None

    def show_record(self, record: ProcessRecord, *, read_only: bool) -> None:
        """Show a record."""
        self._class = record.process_class
        self._title.setText(record.code)
        self.name.show_text(record.name.in_language(language()))
        self.owner.show_text(record.owner.in_language(language()))
        self.sources.show_text(sources_text(record.sources))
        for field in (self.name, self.owner, self.sources):
            field.setReadOnly(read_only)
        self.kind.setEnabled(not read_only)
        self._fill_classes()

    def flush(self) -> None:
        """Hand over what is being typed."""
        for field in (self.name, self.owner, self.sources):
            field.flush()

    def retranslate(self) -> None:
        """Say it in the current language."""
        words = {
            "name": _("Process name"),
            "class": _("Class of the process"),
            "owner": _("Process owner (role)"),
            "sources": _("Sources"),
        }
        for key, title in self._titles.items():
            title.setText(words[key])
        say(self.name, words["name"])
        say(self.owner, words["owner"], _("A role, never a person's name"))
        say(self.sources, words["sources"], _("One a line: document: topic"))
        self._fill_classes()

    def _fill_classes(self) -> None:
        named = [("", _("not said")), *((str(kind), _(PROCESS_CLASS_NAMES[kind])) for kind in ProcessClass)]
        self.kind.set_options(named, str(self._class or ""))
        say(self.kind, _("Class of the process"))


class ElementsCard(QFrame):
    """``written`` carries an element and its text in the current language."""

    written = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = label("heading")
        self._missing = label("pill-warn")
        self._names: dict[Element, QLabel] = {}
        self._gaps: dict[Element, QLabel] = {}
        self.fields: dict[Element, TextField] = {}
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._missing)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(6)
        column.addLayout(head)
        for element in Element:
            column.addWidget(self._line(element))
            column.addWidget(self.fields[element])

    def show_record(self, record: ProcessRecord, *, read_only: bool) -> None:
        """Show a record's elements, and which are missing."""
        texts = dict(record.elements)
        for element, field in self.fields.items():
            field.show_text(texts.get(element, Text()).in_language(language()))
            field.setReadOnly(read_only)
            self._gaps[element].setVisible(element in record.missing_elements)
        missing = len(record.missing_elements)
        self._missing.setText(
            ngettext("{n} of 6 elements is missing", "{n} of 6 elements are missing", missing).format(n=missing)
        )
        self._missing.setVisible(missing > 0)

    def flush(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.flush()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._title.setText(_("The six elements"))
        for element, field in self.fields.items():
            name, hint = _(ELEMENT_NAMES[element]), _(ELEMENT_HINTS[element])
            self._names[element].setText(name)
            self._gaps[element].setText(_("missing"))
            field.setPlaceholderText(hint)
            say(field, name, hint)

    def _line(self, element: Element) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 6, 0, 0)
        self._names[element], self._gaps[element] = label("strong"), label("pill-warn")
        row.addWidget(self._names[element])
        row.addStretch(1)
        row.addWidget(self._gaps[element])
        self.fields[element] = TextField()
        self.fields[element].given.connect(lambda text, element=element: self.written.emit(str(element), text))
        return made
