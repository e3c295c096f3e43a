"""The matrix on the screen: heads that stay while it is scrolled, cells drawn by ``painting``, walked by arrow keys."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from qa_auditor.application.views.map_wording import blind_text
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language
from qa_auditor.ui.pages.processes.map.grid import Grid, GridCell
from qa_auditor.ui.pages.processes.map.painting import (
    COLUMN_HEAD_HEIGHT,
    COLUMN_WIDTH,
    GROUP_HEIGHT,
    ROW_HEAD_WIDTH,
    ROW_HEIGHT,
    WIDEST_COLUMN,
    MapPainter,
)
from qa_auditor.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


class MapModel(QAbstractTableModel):
    """Businesses down, channels across; group headings are rows that can't be entered."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid()

    def show(self, grid: Grid) -> None:
        """Show another grid, or the same after its filter changed."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.grid.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.grid.channels)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.grid.rows[index.row()].business is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in {_DISPLAY, _TIP, _ACCESSIBLE}:
            return None
        cell = self.grid.cell(index.row(), index.column())
        if cell is None:
            return None
        return cell_words(cell) if role != _DISPLAY else cell.code

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role not in {_DISPLAY, _TIP, _ACCESSIBLE}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            channel = self.grid.channels[section]
            return f"{channel.name.in_language(language())} ({channel.id})"
        row = self.grid.rows[section]
        if row.business is None:
            return row.group.in_language(language())
        return f"{row.business.name.in_language(language())} ({row.business.code})"


def cell_words(cell: GridCell) -> str:
    """A cell in words, for tool tips and screen readers."""
    parts = [cell.code]
    if not cell.offered:
        parts.append(_("not offered: {reason}").format(reason=cell.reason.in_language(language()) or "—"))
        return "\n".join(parts)
    if cell.process_code:
        parts.append(f"{cell.process.in_language(language())} ({cell.process_code})")
    if cell.compliance is not None:
        rate = shown(cell.compliance * 100, 1)
        parts.append(_("compliance {rate} %, n = {n}").format(rate=rate, n=cell.n))
        if cell.short:
            parts.append(_("below the benchmark"))
    elif not cell.blind:
        parts.append(_("no evaluation in the chosen period"))
    if cell.blind:
        parts.append(_("Blind spot: {kinds}").format(kinds=_(", ").join(map(blind_text, cell.blind))))
    return "\n".join(parts)


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell; asks the model for nothing but the cell."""

    def __init__(self, table: "MapTable") -> None:
        super().__init__(table)
        self._table = table

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self._table
        if table.painter is None:
            return
        cell = table.map.grid.cell(index.row(), index.column())
        dim = cell is not None and not table.map.grid.looked_for(cell)
        area: QRect = option.rect
        table.painter.cell(painter, area, cell, dim=dim, chosen=cell is not None and index == table.currentIndex())


class _Head(QHeaderView):
    """Draws the heads of rows and columns; Qt keeps them in their place."""

    def __init__(self, orientation: Qt.Orientation, table: "MapTable") -> None:
        super().__init__(orientation, table)
        self._table = table
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        table, grid = self._table, self._table.map.grid
        if table.painter is None:
            return
        current = table.currentIndex()
        painter.save()
        if self.orientation() is Qt.Orientation.Horizontal:
            channel = grid.channels[logicalIndex]
            table.painter.column_head(painter, rect, channel, current=current.column() == logicalIndex)
        else:
            table.painter.row_head(painter, rect, grid.rows[logicalIndex], current=current.row() == logicalIndex)
        painter.restore()


class MapTable(QTableView):
    """Signals: ``cell_entered`` with the cell that the keyboard came to; ``cell_opened`` on Enter or a double click."""

    cell_entered = Signal(object)
    cell_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.map = MapModel()
        self.painter: MapPainter | None = None
        self.setItemDelegate(_CellDelegate(self))
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Head(Qt.Orientation.Vertical, self))
        self.setModel(self.map)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        # What is painted covers the whole ground: scrolling then moves the picture and paints only what is new.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for head, size in ((across, COLUMN_WIDTH), (down, ROW_HEIGHT)):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setMinimumSectionSize(GROUP_HEIGHT)
            head.setDefaultSectionSize(size)
        across.setFixedHeight(COLUMN_HEAD_HEIGHT)
        down.setFixedWidth(ROW_HEAD_WIDTH)
        self.doubleClicked.connect(self._on_double_click)

    def show_grid(self, grid: Grid) -> None:
        """Show a grid; the current cell stays where it is still shown."""
        kept = self.current_cell()
        self.map.show(grid)
        self._fit_columns()
        # Qt keeps the heights of the rows that stood there before.
        for row, shown_row in enumerate(grid.rows):
            height = GROUP_HEIGHT if shown_row.business is None else ROW_HEIGHT
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        place = grid.place_of(kept.code) if kept else None
        if place is None:
            place = next(((row, 0) for row, one in enumerate(grid.rows) if one.business is not None), None)
        if place is not None and grid.channels:
            self._go(*place)
        self.cell_entered.emit(self.current_cell())

    def current_cell(self) -> GridCell | None:
        """The cell that the keyboard is on."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.map.grid.rows):
            return None
        return self.map.grid.cell(index.row(), index.column())

    def go_to(self, code: str) -> bool:
        """Make a touchpoint's cell current; False where it is not shown."""
        place = self.map.grid.place_of(code)
        if place is None:
            return False
        self._go(*place)
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Few columns share the room; many keep their width and scroll."""
        count = len(self.map.grid.channels)
        room = self.viewport().width() // count if count else 0
        self.horizontalHeader().setDefaultSectionSize(min(max(room, COLUMN_WIDTH), WIDEST_COLUMN))

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self.painter = MapPainter(tokens, self.font())
        self._repaint()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Process map: businesses down, channels across"))
        self.horizontalHeader().setAccessibleName(_("Channels"))
        self.verticalHeader().setAccessibleName(_("Businesses"))
        self._repaint()

    def _go(self, row: int, column: int) -> None:
        index = self.map.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _repaint(self) -> None:
        for part in (self.viewport(), self.horizontalHeader().viewport(), self.verticalHeader().viewport()):
            part.update()

    def _on_double_click(self, _index: QModelIndex) -> None:
        if (cell := self.current_cell()) is not None:
            self.cell_opened.emit(cell)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        if self.painter is not None:
            ground = QPainter(self.viewport())
            ground.fillRect(e.rect(), self.painter.colour("surface"))
            ground.end()
        super().paintEvent(e)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._repaint()
        if current.isValid():
            self.cell_entered.emit(self.current_cell())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if (cell := self.current_cell()) is not None:
                self.cell_opened.emit(cell)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
