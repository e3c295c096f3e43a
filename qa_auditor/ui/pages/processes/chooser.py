"""The list of processes on the left: search by code or name, walk with the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout
from typing_extensions import override

from qa_auditor.application.views.wording import PROCESS_CLASS_NAMES
from qa_auditor.domain.people import Process
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.widgets.text import label, say

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


class _Model(QAbstractListModel):
    """Two lines a process: its name; its code and class."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Process] = []

    def show(self, rows: Sequence[Process]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        process = self.rows[index.row()]
        name = process.name.in_language(language())
        if role == _DISPLAY:
            return f"{name}\n{' · '.join(_facts(process))}"
        if role in {_TIP, _ACCESSIBLE}:
            return ", ".join((name, *_facts(process)))
        return None


def _facts(process: Process) -> list[str]:
    kind = process.process_class
    return [process.code, *([_(PROCESS_CLASS_NAMES[kind])] if kind else [])]


class _List(QListView):
    """Enter is passed on: the page moves the keyboard to the tab."""

    entered_by_key = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered_by_key.emit()
        else:
            super().keyPressEvent(event)


class ProcessChooser(QFrame):
    """``chosen`` carries the code of the process that became current; ``left`` when the keyboard shall go on."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pane-left")
        self._all: tuple[Process, ...] = ()
        self._code = ""
        self._title = label("heading")
        self._count = label("soft")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self._empty = label("soft", wrap=True)
        self.list = _List()
        self.model = _Model()
        self.list.setModel(self.model)
        self.list.setProperty("kind", "plain")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 12, 0)
        head.setSpacing(6)
        for part in (self._title, self._count, self.search, self._empty):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.entered_by_key.connect(self.left)

    @property
    def code(self) -> str:
        """The process that is chosen; "" while there is none."""
        return self._code

    def show_processes(self, processes: Sequence[Process]) -> None:
        """Offer other processes; the chosen one stays while it is there, else the first is chosen."""
        self._all = tuple(processes)
        if self._code not in {process.code for process in self._all}:
            self._code = self._all[0].code if self._all else ""
        self._show()

    def choose(self, code: str) -> bool:
        """Choose a process, without a signal; False when there is none of this code."""
        if code not in {process.code for process in self._all}:
            return False
        self._code = code
        if code not in {process.code for process in self.model.rows}:
            self.search.clear()
        self._show()
        return True

    def title(self) -> str:
        """Name and code of the chosen process."""
        for process in self._all:
            if process.code == self._code:
                name = process.name.in_language(language())
                return f"{name}  ·  {process.code}" if name != process.code else name
        return ""

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._title.setText(_("Processes"))
        self.search.setPlaceholderText(_("Find"))
        say(self.search, _("Find a process by code or name"), hint_of(Action.FILTER))
        self.list.setAccessibleName(_("Processes"))
        self._show()

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        rows = [process for process in self._all if all(word in _searched(process) for word in words)]
        chosen = self.list.selectionModel()
        chosen.blockSignals(True)
        self.model.show(rows)
        place = next((place for place, row in enumerate(rows) if row.code == self._code), -1)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        chosen.blockSignals(False)
        if place >= 0:
            self.list.scrollTo(self.model.index(place))
        self._count.setText(ngettext("{n} process", "{n} processes", len(self._all)).format(n=len(self._all)))
        self._empty.setText(
            _("Nothing fits the search.") if self._all else _("No process yet. Import one on the tab Record.")
        )
        self._empty.setVisible(not rows)

    def _on_current(
        self, current: QModelIndex | QPersistentModelIndex, _before: QModelIndex | QPersistentModelIndex
    ) -> None:
        if current.isValid() and (code := self.model.rows[current.row()].code) != self._code:
            self._code = code
            self.chosen.emit(code)


def _searched(process: Process) -> str:
    names = (wording for _language, wording in process.name.versions)
    return " ".join((*_facts(process), *names)).casefold()
