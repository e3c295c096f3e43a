"""What the map asks: which process a touchpoint has, why a business is not offered, and what a new head is called."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)
from typing_extensions import override

from qa_auditor.domain.people import Process
from qa_auditor.i18n import N_, _, language
from qa_auditor.ui.widgets.asking import Asking
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import label, say

CHANNEL, BRAND, BUSINESS = "channel", "brand", "business"
HEADS = {BUSINESS: N_("Business"), CHANNEL: N_("Channel"), BRAND: N_("Brand")}
_LONGEST_CODE, _LONGEST_NAME, _LONGEST_REASON = 20, 60, 200
_CODE = int(Qt.ItemDataRole.UserRole)


class BindDialog(Asking):
    """``given`` carries the code of the process."""

    given = Signal(str)

    def __init__(
        self, processes: Sequence[Process], current: str, touchpoint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Process of the touchpoint"),
            _("Which process stands behind {touchpoint}?").format(touchpoint=touchpoint),
            _("Use this process"),
            parent,
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find"))
        say(self.search, _("Find a process by code or name"))
        self.list = QListWidget()
        self.list.setProperty("kind", "plain")
        self.list.setAccessibleName(_("Processes"))
        self.list.setMinimumHeight(260)
        for process in processes:
            name = process.name.in_language(language())
            item = QListWidgetItem(f"{name}  ·  {process.code}" if name != process.code else name)
            item.setData(_CODE, process.code)
            self.list.addItem(item)
            if process.code == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.yes.setEnabled(self.list.count() > 0)
        if not processes:
            self.column.addWidget(label("soft", text=_("No process yet. Import one on the tab Record."), wrap=True))
        self.column.addWidget(self.search)
        self.column.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self.give())
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.given.emit(str(item.data(_CODE)))
            self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The arrow keys walk the list while one types.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
            if not item.isHidden():
                shown.append(row)
        if shown and self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0])
        self.yes.setEnabled(bool(shown))

    def _step(self, by: int) -> None:
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if shown:
            place = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[min(max(place + by, 0), len(shown) - 1)])


class ReasonDialog(Asking):
    """``given`` carries the reason why a business is not offered there."""

    given = Signal(str)

    def __init__(self, touchpoint: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Not offered"),
            _("Why is {touchpoint} not offered?").format(touchpoint=touchpoint),
            _("Not offered"),
            parent,
        )
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        say(self.reason, _("Reason"))
        self.column.addWidget(
            label("soft", text=_("The cell is then no blind spot; the reason is shown in it."), wrap=True)
        )
        self.column.addWidget(self.reason)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.refuse(_("A cell that is empty on purpose needs a reason."))
            return
        self.given.emit(reason)
        self.accept()


class HeadDialog(Asking):
    """``given`` carries kind, code, name and group of a new business, channel or brand."""

    given = Signal(str, str, str, str)

    def __init__(self, kind: str, groups: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(_("Add to the map"), _("What is added to the map?"), _("Add"), parent)
        self._kind = kind
        self.kinds = Segmented(focus=True)
        self.kinds.set_options([(key, _(title)) for key, title in HEADS.items()])
        self.code, self.name, self.group = QLineEdit(), QLineEdit(), QLineEdit()
        for field, longest in ((self.code, _LONGEST_CODE), (self.name, _LONGEST_NAME), (self.group, _LONGEST_NAME)):
            field.setMaxLength(longest)
        self._code_title, self._group_title = label(), label(text=_("Group"))
        self._hint = label("soft", wrap=True)
        if groups:
            self.group.setText(groups[-1])
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self._code_title, self.code)
        form.addRow(label(text=_("Title")), self.name)
        form.addRow(self._group_title, self.group)
        self.column.addWidget(self.kinds)
        self.column.addLayout(form)
        self.column.addWidget(self._hint)
        say(self.name, _("Title"))
        say(self.group, _("Group"))
        self.kinds.chosen.connect(self._show_kind)
        self._show_kind(kind)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        code, name = self.code.text().strip().upper(), self.name.text().strip()
        if not code or not name:
            self.refuse(_("Both the code and the name are needed."))
            return
        group = self.group.text().strip() if self._kind == BUSINESS else ""
        self.given.emit(self._kind, code, name, group)

    def _show_kind(self, kind: str) -> None:
        self._kind = kind
        self.kinds.set_chosen(kind)
        business = kind == BUSINESS
        for part in (self._group_title, self.group):
            part.setVisible(business)
        words = _("Code") if business else _("Short name (code)")
        self._code_title.setText(words)
        say(self.code, words)
        example = {BUSINESS: "0103", CHANNEL: "TEL", BRAND: "GT"}[kind]
        self._hint.setText(_("Capitals and digits; part of the touchpoint's code: {example}").format(example=example))
        self.trouble.hide()
