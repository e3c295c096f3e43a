"""The list of standards: what is promised, which of the five SMART parts hold, and how many questions ask for it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from qa_auditor.application.process_library.smart_words import smart_part_text, smart_text
from qa_auditor.application.views.standards import StandardRow, target_text
from qa_auditor.application.views.wording import area_name
from qa_auditor.domain.standard import SmartPart
from qa_auditor.i18n import N_, _, language
from qa_auditor.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)

PARTS = tuple(SmartPart)
CODE, STATEMENT, AREA, FIRST_PART = 0, 1, 2, 3
TARGET, ASKED = FIRST_PART + len(PARTS), FIRST_PART + len(PARTS) + 1
_COLUMNS = ASKED + 1
_WIDTHS = {CODE: 86, AREA: 104, TARGET: 132, ASKED: 62}
_PART_WIDTH = 30
_LETTERS = "SMART"
_HEADS = {CODE: N_("Code"), STATEMENT: N_("Standard"), AREA: N_("Key area"), TARGET: N_("Target"), ASKED: N_("Asked")}


class StandardsModel(QAbstractTableModel):
    """Rows in the order of their codes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[StandardRow] = []
        self.tokens: Tokens | None = None

    def show(self, rows: Sequence[StandardRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return _COLUMNS

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        part = PARTS[section - FIRST_PART] if FIRST_PART <= section < TARGET else None
        if role == _DISPLAY:
            return _LETTERS[section - FIRST_PART] if part is not None else _(_HEADS[section])
        if role == _TIP and part is not None:
            return smart_part_text(part)
        return None

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == _DISPLAY:
            return self._text(row, column)
        if role == _ACCESSIBLE and column == CODE:
            return self._spoken(row)
        if role == _TIP:
            return self._tip(row, column)
        if role == _COLOUR and self.tokens is not None:
            return self._colour(row, column)
        if role == _ALIGN and column >= FIRST_PART and column != TARGET:
            return _CENTRE
        return None

    def _text(self, row: StandardRow, column: int) -> str:
        standard = row.standard
        if FIRST_PART <= column < TARGET:
            return "–" if PARTS[column - FIRST_PART] in row.missing else "✓"
        if column == CODE:
            return standard.code
        if column == AREA:
            return area_name(standard.area)
        if column == TARGET:
            return target_text(standard, language())
        if column == ASKED:
            return str(len(row.asked)) if row.asked else "–"
        words = standard.statement.in_language(language())
        if row.proposed:
            words = _("● {statement}").format(statement=words)
        return _("{statement} (retired)").format(statement=words) if standard.retired else words

    def _tip(self, row: StandardRow, column: int) -> str:
        if FIRST_PART <= column < TARGET:
            lacking = [finding for finding in row.findings if finding.part is PARTS[column - FIRST_PART]]
            return "\n".join(". ".join(smart_text(finding)) for finding in lacking)
        return row.standard.statement.in_language(language()) if column == STATEMENT else ""

    def _colour(self, row: StandardRow, column: int) -> QColor | None:
        assert self.tokens is not None  # noqa: S101 - narrows the type; data has looked
        if row.standard.retired:
            return self.tokens.colour("text-muted")
        if FIRST_PART <= column < TARGET:
            return self.tokens.colour("warning" if PARTS[column - FIRST_PART] in row.missing else "pass")
        if column == ASKED and not row.asked:
            return self.tokens.colour("warning")
        return self.tokens.colour("text-muted") if column == AREA else None

    def _spoken(self, row: StandardRow) -> str:
        missing = ", ".join(smart_part_text(part) for part in PARTS if part in row.missing)
        lacks = _("lacks: {parts}").format(parts=missing) if missing else _("SMART")
        return f"{row.standard.code}, {row.standard.statement.in_language(language())}, {lacks}"


class StandardsTable(QTableView):
    """``entered`` with the code of the row that became current."""

    code_entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.standards = StandardsModel()
        self.setModel(self.standards)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(46)
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(STATEMENT, QHeaderView.ResizeMode.Stretch)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(24)
        for column in range(_COLUMNS):
            if column != STATEMENT:
                self.setColumnWidth(column, _WIDTHS.get(column, _PART_WIDTH))

    def show_rows(self, rows: Sequence[StandardRow], current: str) -> None:
        """Show other rows, and stay on the standard that was current if it is still there."""
        self.standards.show(rows)
        place = next((number for number, row in enumerate(rows) if row.standard.code == current), None)
        if place is not None:
            self.selectRow(place)
            self.scrollTo(self.standards.index(place, CODE))

    def current_code(self) -> str:
        """The code of the current row, or ""."""
        row = self.currentIndex().row()
        return self.standards.rows[row].standard.code if 0 <= row < len(self.standards.rows) else ""

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.code_entered.emit(self.current_code())
