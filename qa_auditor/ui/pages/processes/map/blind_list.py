"""The blind spots beside the map: by kind, with counts; choosing one goes to its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from qa_auditor.domain.blind_spots import BlindSpotKind
from qa_auditor.i18n import N_, _, language, ngettext
from qa_auditor.ui.pages.processes.map.grid import Grid, GridCell
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import label, say

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_HEADING, _LINE, _PAD = 34, 46, 14
_LONGEST_DAYS = 3650

TITLES = {
    BlindSpotKind.NO_PROCESS: N_("No process"),
    BlindSpotKind.NO_STANDARD: N_("No standard"),
    BlindSpotKind.NO_QUESTION: N_("No checklist question"),
    BlindSpotKind.NOT_EVALUATED: N_("Not evaluated"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading with its count, or a cell under it."""

    kind: BlindSpotKind
    count: int
    cell: GridCell | None = None
    title: str = ""


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_Row] = []

    def show(self, rows: Sequence[_Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].cell is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        if role not in {_DISPLAY, _ACCESSIBLE, _TIP}:
            return None
        if row.cell is None:
            return f"{_(TITLES[row.kind])}: {row.count}"
        return f"{row.title}, {row.cell.code}"


class _Delegate(QStyledItemDelegate):
    """Headings in bold with their count at the right; cells in two lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens: Tokens | None = None

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = index.flags() == Qt.ItemFlag.NoItemFlags
        return QSize(100, _HEADING if heading else _LINE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, tokens = index.model(), self.tokens
        if tokens is None or not isinstance(model, _Model):
            return
        row = model.rows[index.row()]
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font = QFont(option.font)
        painter.save()
        if row.cell is None:
            painter.fillRect(area, tokens.colour("surface-sunken"))
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(tokens.colour("text"))
            room = area.adjusted(_PAD, 0, -_PAD, 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), _(TITLES[row.kind]))
            count = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(room, count, str(row.count))
        else:
            if state & QStyle.StateFlag.State_Selected:
                ground = "selection" if state & QStyle.StateFlag.State_HasFocus else "accent-soft"
                painter.fillRect(area, tokens.colour(ground))
            self._lines(painter, area, row, font, tokens)
        painter.restore()

    def _lines(self, painter: QPainter, area: QRect, row: _Row, font: QFont, tokens: Tokens) -> None:
        room = area.adjusted(_PAD, 5, -_PAD, -5)
        for words, colour, size, upper in (
            (row.title, "text", "font-body", True),
            (row.cell.code if row.cell else "", "text-muted", "font-caption", False),
        ):
            font.setPixelSize(tokens.px(size))
            painter.setFont(font)
            painter.setPen(tokens.colour(colour))
            half = room.adjusted(0, 0, 0, -room.height() // 2) if upper else room.adjusted(0, room.height() // 2, 0, 0)
            fitting = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(half, int(Qt.AlignmentFlag.AlignVCenter), fitting)


class BlindList(QFrame):
    """Signals: ``chosen`` with a touchpoint's code; ``days_changed`` with after how many days one counts as unseen."""

    chosen = Signal(str)
    days_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._grid = Grid()
        self.model = _Model()
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = _Delegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._summary = label("soft", wrap=True)
        self._before, self._after = label("soft"), label("soft")
        self.days = QSpinBox()
        self.days.setRange(1, _LONGEST_DAYS)
        self.days.setKeyboardTracking(False)
        self._empty = label("soft", wrap=True)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(self._on_current)
        self.days.valueChanged.connect(self.days_changed)

    def show_days(self, days: int) -> None:
        """Show after how many days a touchpoint counts as not evaluated, without a signal."""
        self.days.blockSignals(True)
        self.days.setValue(days)
        self.days.blockSignals(False)

    def show_grid(self, grid: Grid) -> None:
        """List the blind spots of a grid."""
        self._grid = grid
        self._fill()

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._delegate.tokens = tokens
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.list.setAccessibleName(_("Blind spots"))
        self._before.setText(_("Not evaluated for"))
        self._after.setText(_("days"))
        say(self.days, _("Days after which a touchpoint counts as not evaluated"))
        self._empty.setText(_("No blind spot. Every touchpoint has a process, standards and questions, and was seen."))
        self._fill()

    def _fill(self) -> None:
        found: Mapping[BlindSpotKind, Sequence[GridCell]] = self._grid.blind_spots()
        channels = {channel.id: channel.name.in_language(language()) for channel in self._grid.channels}
        rows: list[_Row] = []
        for kind, cells in found.items():
            if cells:
                rows.append(_Row(kind, len(cells)))
            for cell in cells:
                business = self._grid.business_of(cell)
                name = business.name.in_language(language()) if business else cell.business
                rows.append(_Row(kind, len(cells), cell, f"{name} · {channels.get(cell.channel, cell.channel)}"))
        self.model.show(rows)
        offered, blind = self._grid.counts()
        words = ngettext("{n} blind spot in {all} touchpoints", "{n} blind spots in {all} touchpoints", blind)
        self._summary.setText(words.format(n=blind, all=offered))
        self._empty.setVisible(not rows and offered > 0)
        self.list.setVisible(bool(rows))

    def _on_current(self, current: Index, _before: object = None) -> None:
        if current.isValid() and (cell := self.model.rows[current.row()].cell) is not None:
            self.chosen.emit(cell.code)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(_PAD, 0, _PAD, 0)
        head.setSpacing(8)
        head.addWidget(self._summary)
        line = QHBoxLayout()
        line.setSpacing(6)
        for part in (self._before, self.days, self._after):
            line.addWidget(part)
        line.addStretch(1)
        head.addLayout(line)
        head.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addStretch(0)
