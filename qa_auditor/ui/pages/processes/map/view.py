"""How the map looks: filters above, matrix or contact matrix, the touchpoint and the blind spots beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qa_auditor.i18n import N_, _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.processes.map.blind_list import BlindList
from qa_auditor.ui.pages.processes.map.contact_view import ContactView, FirstList
from qa_auditor.ui.pages.processes.map.filters import MATRIX, FilterLine
from qa_auditor.ui.pages.processes.map.grid import Grid
from qa_auditor.ui.pages.processes.map.legend import Legend
from qa_auditor.ui.pages.processes.map.panel import TouchpointPanel
from qa_auditor.ui.pages.processes.map.table import MapTable
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import button, label, say

TOUCHPOINT, BLIND, FIRST = "touchpoint", "blind", "first"
EXCEL, PICTURE = "excel", "picture"
EXPORTS = {EXCEL: N_("Excel workbook"), PICTURE: N_("Picture (PNG)")}
_PANE = 336


class MapScreen(QWidget):
    """``add_wanted`` and ``export_wanted`` (with the kind of document) say what was pressed below the map."""

    add_wanted = Signal()
    export_wanted = Signal(str)
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.filters = FilterLine()
        self.table = MapTable()
        self.contact = ContactView()
        self.panel = TouchpointPanel()
        self.blind = BlindList()
        self.first = FirstList()
        self.sides = Segmented(focus=True)
        self.legend = Legend()
        self.add = button(clicked=self.add_wanted.emit)
        self.undo = button("quiet", clicked=self.undo_wanted.emit)
        self.export = MenuChoice()
        self._views = QStackedWidget()
        self._side_stack = QStackedWidget()
        self._empty, self._empty_title = label("soft", wrap=True), label("heading")
        self._first: QPushButton = button("primary", clicked=self.add_wanted.emit)
        self._nothing, self._clear = label("soft", wrap=True), button(clicked=self.filters.clear)
        self._asked, self._nothing_found = QWidget(), QWidget()
        self._grid = Grid()
        self._view = MATRIX
        self._side = TOUCHPOINT
        self._lay_out()
        self.sides.chosen.connect(self.show_side)
        self.export.chosen.connect(self.export_wanted)
        self.show_undo("")

    # ------------------------------------------------------------------------------------------------------------ shows

    def show_grid(self, grid: Grid) -> None:
        """Show a brand's cells, or that there is no map yet, or that nothing fits the filter."""
        self._grid = grid
        self.table.show_grid(grid)
        self.blind.show_grid(grid)
        self.show_view(self._view)

    @property
    def view(self) -> str:
        """Which view is open."""
        return self._view

    def show_view(self, view: str) -> None:
        """Show the matrix or the contact matrix, each with its own list beside it."""
        changed, self._view = view != self._view, view
        self.filters.show_view(view)
        there = self._grid.counts() != (0, 0)
        shown: QWidget = self.contact
        if view == MATRIX:
            shown = self._asked if not there else self.table if self._grid.rows else self._nothing_found
        self._views.setCurrentWidget(shown)
        self.legend.setVisible(there)
        self.export.setEnabled(there)
        lists = (TOUCHPOINT, BLIND) if view == MATRIX else (FIRST, TOUCHPOINT)
        self._show_sides()
        if changed or self._side not in lists:
            self.show_side(lists[0])

    def show_side(self, side: str) -> None:
        """Show the touchpoint, the blind spots or what to evaluate first beside the map."""
        self._side = side
        self.sides.set_chosen(side)
        self._side_stack.setCurrentWidget({TOUCHPOINT: self.panel, BLIND: self.blind, FIRST: self.first}[side])

    def side_start(self) -> QWidget:
        """Where the keyboard begins beside the map."""
        if self._side == TOUCHPOINT:
            return self.panel.first_field()
        return self.blind.list if self._side == BLIND else self.first.list

    def show_undo(self, words: str) -> None:
        """Offer to take back the last change; "" when there is none."""
        self.undo.setVisible(bool(words))
        self.undo.setText(words)
        say(self.undo, words, hint_of(Action.UNDO))

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        for part in (self.table, self.contact, self.blind, self.legend):
            part.recolour(tokens)

    def retranslate(self) -> None:
        """Say it in the current language."""
        for part in (self.filters, self.table, self.contact, self.panel, self.blind, self.first, self.legend):
            part.retranslate()
        self.add.setText(_("Add …"))
        say(self.add, _("Add a business, channel or brand"), hint_of(Action.MAP_ADD))
        self.export.set_options([(key, _(title)) for key, title in EXPORTS.items()], "")
        self.export.setText(_("Export"))
        say(self.export, _("Export the map"), hint_of(Action.MAP_EXPORT))
        self._empty_title.setText(_("The map is empty"))
        self._empty.setText(
            _(
                "The process map sets businesses against channels: each cell is a touchpoint with exactly one process. "
                "Import a map.yaml on the tab Record, or add the first business, channel and brand here."
            )
        )
        self._first.setText(_("Add a business, channel or brand"))
        self._nothing.setText(_("Nothing on the map fits the filter."))
        self._clear.setText(_("Show everything"))
        self._show_sides()

    def _show_sides(self) -> None:
        _offered, blind = self._grid.counts()
        touchpoint = (TOUCHPOINT, _("Touchpoint"))
        spots = (BLIND, _("Blind spots ({n})").format(n=blind) if blind else _("Blind spots"))
        first = (FIRST, _("Evaluate first"))
        self.sides.set_options((touchpoint, spots) if self._view == MATRIX else (first, touchpoint))
        self.sides.set_chosen(self._side)

    # ----------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        self._ask()
        self._find_nothing()
        for part in (self.table, self.contact, self._asked, self._nothing_found):
            self._views.addWidget(part)
        for side in (self.panel, self.blind, self.first):
            self._side_stack.addWidget(side)
        pane = QFrame()
        pane.setProperty("kind", "pane-right")
        beside = QVBoxLayout(pane)
        beside.setContentsMargins(0, 10, 0, 0)
        beside.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.addWidget(self.sides)
        beside.addLayout(head)
        beside.addWidget(self._side_stack, 1)
        pane.setMinimumWidth(280)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for place, stretch in ((self._views, 1), (pane, 0)):
            split.addWidget(place)
            split.setStretchFactor(split.indexOf(place), stretch)
        split.setSizes([1000, _PANE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(split, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        made = QFrame()
        made.setProperty("kind", "foot")
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 6, 14, 6)
        row.setSpacing(10)
        row.addWidget(self.legend, 1)
        row.addStretch(0)
        for part in (self.undo, self.add, self.export):
            row.addWidget(part)
        return made

    def _ask(self) -> None:
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        column.addWidget(self._empty_title)
        column.addWidget(self._empty)
        column.addWidget(self._first, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _find_nothing(self) -> None:
        column = QVBoxLayout(self._nothing_found)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        column.addWidget(self._nothing)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
