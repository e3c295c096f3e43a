"""All marks of an evaluation as a list: when, which question, what was said and noted. Keys work in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from qa_auditor.application.privacy import hide_private
from qa_auditor.application.views.wording import clock_text
from qa_auditor.application.views.workbench import PlacedMark
from qa_auditor.i18n import _
from qa_auditor.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)

_ROW = 44
_TIME = 112
_MOVE_MS = 200


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark with what the list says of it."""

    placed: PlacedMark
    number: int
    question: str
    failed: bool

    @property
    def words(self) -> str:
        """What was said there, else the question's text."""
        quote = hide_private(self.placed.mark.quote)
        return f"“{quote}”" if quote else self.question

    @property
    def note(self) -> str:
        """What was noted, as it may be shown."""
        return hide_private(self.placed.mark.note)

    @property
    def when(self) -> str:
        """The moment or span; the message's number where there is no moment."""
        mark = self.placed.mark
        if mark.line is not None and not mark.at_ms and mark.until_ms is None:
            return _("line {number}").format(number=mark.line + 1)
        span = clock_text(mark.at_ms)
        return span if mark.until_ms is None else f"{span}–{clock_text(mark.until_ms)}"


class MarkModel(QAbstractListModel):
    """The rows; editing one gives its mark another note through ``noted``."""

    noted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[MarkRow] = ()
        self.read_only = False

    def show(self, rows: Sequence[MarkRow], *, read_only: bool) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows, self.read_only = tuple(rows), read_only
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        if role == _EDIT:
            return row.placed.mark.note
        if role in {_DISPLAY, _SPOKEN}:
            return f"{row.when} {row.number} {row.words} {row.note}".rstrip()
        return None

    @override
    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        row = self.rows[index.row()]
        if role != _EDIT or str(value).strip() == row.placed.mark.note:
            return False
        self.noted.emit(row.placed, str(value).strip())
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual if self.read_only else usual | Qt.ItemFlag.ItemIsEditable


class MarkDelegate(QStyledItemDelegate):
    """Paints a mark in two lines, and edits its note in the second."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens: Tokens | None = None

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, tokens = index.model(), self.tokens
        if tokens is None or not isinstance(model, MarkModel):
            return
        row, area = model.rows[index.row()], option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tokens.colour("accent-soft"))
        painter.setPen(tokens.colour("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        upper = QRect(area.left() + 20, area.top() + 4, area.width() - 40, 18)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(tokens.colour("fail" if row.failed else "waveform-mark"))
        painter.drawText(upper, align, f"▲ {row.when}")
        painter.setPen(tokens.colour("text-muted"))
        painter.drawText(upper.adjusted(_TIME, 0, 0, 0), align, str(row.number))
        painter.setPen(tokens.colour("text"))
        rest = upper.adjusted(_TIME + 26, 0, 0, 0)
        painter.drawText(
            rest, align, painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, rest.width())
        )
        lower = rest.translated(0, 18)
        painter.setPen(tokens.colour("text-muted"))
        note = row.note or ("" if model.read_only else _("Enter: note"))
        if row.note or state & QStyle.StateFlag.State_Selected:
            painter.drawText(
                lower, align, painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, lower.width())
            )
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = QLineEdit(parent)
        made.setAccessibleName(_("Note on the mark"))
        made.setPlaceholderText(_("Note on the mark"))
        return made

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        area = option.rect
        editor.setGeometry(QRect(area.left() + 20 + _TIME, area.top() + 8, area.width() - 40 - _TIME, 28))


class MarksView(QListView):
    """Signals carry the ``PlacedMark``.

    ``chosen`` when the keyboard or a click came to it, ``opened`` by a double click, ``noted`` with its new note,
    ``removed``, ``moved`` with milliseconds to add.
    """

    chosen = Signal(object)
    opened = Signal(object)
    noted = Signal(object, str)
    removed = Signal(object)
    moved = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.marks = MarkModel()
        self._delegate = MarkDelegate(self)
        self.setModel(self.marks)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.marks.noted.connect(self.noted)
        self.clicked.connect(lambda index: self.chosen.emit(self.marks.rows[index.row()].placed))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.marks.rows[index.row()].placed))

    def show_rows(self, rows: Sequence[MarkRow], *, read_only: bool) -> None:
        """Show other marks; the keyboard stays where it was."""
        if tuple(rows) == tuple(self.marks.rows) and read_only == self.marks.read_only:
            return
        former = self.current()
        at = self.currentIndex().row()
        self.marks.show(rows, read_only=read_only)
        same = next((place for place, row in enumerate(rows) if row.placed == former), None)
        if rows and former is not None:
            self.setCurrentIndex(self.marks.index(same if same is not None else min(at, len(rows) - 1)))

    def current(self) -> PlacedMark | None:
        """The mark that the keyboard is on."""
        row = self.currentIndex().row()
        return self.marks.rows[row].placed if 0 <= row < len(self.marks.rows) else None

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._delegate.tokens = tokens
        self.viewport().update()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Marks"))
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark, key = self.current(), event.key()
        held = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers():
            by = 1 if key == Qt.Key.Key_Down else -1
            row = max(0, min(self.currentIndex().row() + by, len(self.marks.rows) - 1))
            self.setCurrentIndex(self.marks.index(row))
            if (now := self.current()) is not None:
                self.chosen.emit(now)
        elif mark is None or self.marks.read_only or self.state() is QAbstractItemView.State.EditingState:
            event.ignore()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit(self.currentIndex())
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(mark)
        elif held and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.moved.emit(mark, _MOVE_MS if key == Qt.Key.Key_Right else -_MOVE_MS)
        else:
            # Everything else is a key of the page.
            event.ignore()
