"""The queue on the left: what waits, in a table that can be filtered and walked by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView, QVBoxLayout
from typing_extensions import override

from qa_auditor.application.views.queue import QueueRow
from qa_auditor.application.views.wording import KIND_NAMES, clock_text, moment_text
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import label, say

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_PASSED_ON = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
)


class QueueModel(QAbstractTableModel):
    """Columns: sign of the state, what it is, how long."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QueueRow] = []
        self.open_subject = ""
        self.tokens: Tokens | None = None

    def show(self, rows: Sequence[QueueRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 3

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        if role == _DISPLAY:
            return self._text(row, index.column())
        if role in {_TIP, _ACCESSIBLE}:
            state = _("draft") if row.evaluation_id else _("not begun")
            facts = (
                row.title,
                _(KIND_NAMES[row.kind]),
                row.agent,
                row.process.in_language(language()),
                moment_text(row.occurred),
                state,
            )
            return ", ".join(part for part in facts if part)
        if role == _COLOUR and self.tokens is not None and index.column() != 1:
            return QColor(self.tokens.colours["accent" if index.column() == 0 else "text-muted"])
        if role == _ALIGN and index.column() == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, row: QueueRow, column: int) -> str:
        if column == 0:
            return "▶" if row.subject_id == self.open_subject else "●" if row.evaluation_id else "○"
        if column == 2:
            length = clock_text(row.duration_ms) if row.duration_ms is not None else ""
            return f"{length}\n{row.occurred.local():%m-%d}"
        below = " · ".join(part for part in (row.agent, row.process.in_language(language())) if part)
        return f"{row.title}\n{below}"


class QueueTable(QTableView):
    """Moves by arrow keys; ``opened`` on Enter or double click. Other keys go on to the page."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(50)
        self.horizontalHeader().hide()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit(self) -> None:
        """Give the columns their widths."""
        header = self.horizontalHeader()
        header.setMinimumSectionSize(20)
        for column, mode, width in (
            (0, QHeaderView.ResizeMode.Fixed, 28),
            (1, QHeaderView.ResizeMode.Stretch, 0),
            (2, QHeaderView.ResizeMode.Fixed, 58),
        ):
            header.setSectionResizeMode(column, mode)
            if width:
                self.setColumnWidth(column, width)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.opened.emit(self.currentIndex().row())
        elif event.key() in _PASSED_ON:
            super().keyPressEvent(event)
        else:
            event.ignore()


class QueuePanel(QFrame):
    """``wanted`` carries the row that was chosen to be opened."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pane-left")
        self._all: tuple[QueueRow, ...] = ()
        self._title = label("heading")
        self._count = label("soft")
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self._empty = label("soft", wrap=True)
        self.table = QueueTable()
        self.model = QueueModel()
        self.table.setModel(self.model)
        self.table.fit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        for part in (self._title, self._count, self.filter, self._empty):
            part.setContentsMargins(14, 0, 14, 0)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 12, 0)
        head.setSpacing(6)
        for part in (self._title, self._count, self._empty):
            part.setContentsMargins(0, 0, 0, 0)
        self.filter.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addWidget(self.filter)
        head.addWidget(self._empty)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.filter.returnPressed.connect(self._leave_filter)
        self.table.opened.connect(self._on_opened)

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show what waits."""
        self._all = tuple(rows)
        self._show()

    def show_open(self, subject_id: str) -> None:
        """Mark the subject that is on the workbench."""
        self.model.open_subject = subject_id
        self.table.viewport().update()
        for place, row in enumerate(self.model.rows):
            if row.subject_id == subject_id:
                self.table.selectRow(place)

    def next_after(self, subject_id: str) -> QueueRow | None:
        """The row below a subject's, else the first other one."""
        rows = self.model.rows
        place = next((place for place, row in enumerate(rows) if row.subject_id == subject_id), -1)
        rest = [row for row in (*rows[place + 1 :], *rows[: max(place, 0)]) if row.subject_id != subject_id]
        return rest[0] if rest else None

    def current(self) -> QueueRow | None:
        """The row that the keyboard is on."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self.model.tokens = tokens
        self.table.viewport().update()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._title.setText(_("Queue"))
        self.filter.setPlaceholderText(_("Filter"))
        say(self.filter, _("Filter the queue"), hint_of(Action.FILTER))
        self.table.setAccessibleName(_("Queue of what waits to be scored"))
        self._show()

    def _show(self) -> None:
        current = self.current()
        kept = current.subject_id if current else self.model.open_subject
        rows = [row for row in self._all if row.matches(self.filter.text(), language())]
        self.model.show(rows)
        place = next((place for place, row in enumerate(rows) if row.subject_id == kept), 0)
        if rows:
            self.table.selectRow(place)
        drafts = sum(1 for row in self._all if row.evaluation_id)
        count = ngettext("{n} waits", "{n} wait", len(self._all)).format(n=len(self._all))
        begun = ngettext("{n} draft", "{n} drafts", drafts).format(n=drafts)
        self._count.setText(f"{count} · {begun}" if drafts else count)
        self._empty.setText(
            _("Nothing fits the filter.") if self._all else _("Nothing waits. Import recordings on the page Home.")
        )
        self._empty.setVisible(not rows)
        self._count.setVisible(bool(self._all))

    def _leave_filter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened(self, place: int) -> None:
        if 0 <= place < len(self.model.rows):
            self.wanted.emit(self.model.rows[place])
