"""How the standards look: filters in one line, the list below, and the chosen one beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from qa_auditor.application.views.standards import StandardRow
from qa_auditor.application.views.wording import DIMENSION_NAMES, area_name
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.processes.standards.form import StandardForm
from qa_auditor.ui.pages.processes.standards.sheet import SheetCards
from qa_auditor.ui.pages.processes.standards.table import StandardsTable
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import button, label, say

ALL, LACKING, UNASKED, PROPOSED = "all", "lacking", "unasked", "proposed"
_TYPING_MS = 120


class StandardsScreen(QWidget):
    """Signals: ``filtered`` when other rows are wanted; the buttons say what was pressed."""

    filtered = Signal()
    new_wanted = Signal()
    save_wanted = Signal()
    propose_wanted = Signal()
    discard_wanted = Signal()
    retire_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.dimension, self.which = Segmented(focus=True), Segmented(focus=True)
        self._dimension, self._which = ALL, ALL
        self.table, self.form, self.cards = StandardsTable(), StandardForm(), SheetCards()
        self._count, self.state = label("soft"), label("pill")
        self._empty, self._choose = label("soft", wrap=True), label("soft", wrap=True)
        self.new = button(clicked=self.new_wanted.emit)
        self.retire = button("quiet", clicked=self.retire_wanted.emit)
        self.discard = button("quiet", clicked=self.discard_wanted.emit)
        self.propose = button(clicked=self.propose_wanted.emit)
        self.save = button("primary", clicked=self.save_wanted.emit)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.filtered)
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.dimension.chosen.connect(self._on_dimension)
        self.which.chosen.connect(self._on_which)

    def wanted(self, rows: Sequence[StandardRow]) -> list[StandardRow]:
        """The rows that the filters leave."""
        words = self.search.text().casefold().split()
        return [row for row in rows if self._fits(row) and all(word in _haystack(row) for word in words)]

    def show_rows(self, rows: Sequence[StandardRow], of: int, current: str) -> None:
        """Show the rows that the filters left, of so many."""
        self.table.show_rows(rows, current)
        all_words = ngettext("{n} standard", "{n} standards", of).format(n=of)
        self._count.setText(all_words if len(rows) == of else _("{n} of {all}").format(n=len(rows), all=all_words))
        self._empty.setVisible(of == 0)
        self.table.setVisible(of > 0)

    def show_sheet(self, *, there: bool) -> None:
        """Show the panel of a standard, or what to do to see one."""
        parts: tuple[QWidget, ...] = (self.form, self.cards, self.state, self.save, self.propose, self.retire)
        for part in parts:
            part.setVisible(there)
        self._choose.setVisible(not there)

    def clear_filters(self) -> None:
        """Show all rows."""
        self._dimension = self._which = ALL
        self.search.clear()
        self._typing.stop()
        self._mark_filters()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.search.setPlaceholderText(_("Code or words"))
        say(self.search, _("Find a standard"), hint_of(Action.FILTER))
        names = [(key, _(words)) for key, words in DIMENSION_NAMES.items()]
        self.dimension.set_options([(ALL, _("All")), *names])
        self.which.set_options(
            [(ALL, _("All")), (LACKING, _("Not SMART")), (UNASKED, _("Not asked")), (PROPOSED, _("Proposed"))]
        )
        self._mark_filters()
        self.table.setAccessibleName(_("Service standards"))
        self.table.standards.layoutChanged.emit()
        self.form.retranslate()
        for made, words, hint in (
            (self.new, _("New standard …"), _("New standard")),
            (self.retire, _("Retire …"), _("Ask for it no longer; old evaluations keep it")),
            (self.discard, _("Discard the draft"), _("Go back to the newest version")),
            (self.propose, _("Propose …"), _("Propose the change to whoever decides")),
            (self.save, _("Save as new version"), hint_of(Action.SUBMIT)),
        ):
            made.setText(words)
            say(made, words, hint)
        self._empty.setText(_("No standard yet. Add one, or import the library on the tab Record."))
        self._choose.setText(_("Choose a standard in the list to see what it promises and what it lacks."))

    def _fits(self, row: StandardRow) -> bool:
        if self._dimension not in {ALL, row.standard.area.partition(".")[0]}:
            return False
        fits = {LACKING: bool(row.findings), UNASKED: not row.asked, PROPOSED: row.proposed > 0}
        return fits.get(self._which, True)

    def _on_dimension(self, key: str) -> None:
        self._dimension = key
        self.filtered.emit()

    def _on_which(self, key: str) -> None:
        self._which = key
        self.filtered.emit()

    def _mark_filters(self) -> None:
        self.dimension.set_chosen(self._dimension)
        self.which.set_chosen(self._which)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("kind", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        self.search.setFixedWidth(170)
        filters: tuple[QWidget, ...] = (self.search, self.dimension, self.which, self._count)
        for one in filters:
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.new)
        left = QFrame()
        left.setProperty("kind", "pane")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        self._empty.setContentsMargins(32, 28, 32, 28)
        inside.addWidget(self._empty)
        inside.addWidget(self.table, 1)
        # In one line they are wider than the panel in a small window.
        buttons = QGridLayout()
        buttons.setContentsMargins(16, 8, 16, 0)
        buttons.setVerticalSpacing(6)
        buttons.setColumnStretch(1, 1)
        buttons.addWidget(self.state, 0, 0)
        for row_number, pair in enumerate(((self.discard, self.retire), (self.propose, self.save))):
            beside = QHBoxLayout()
            beside.setSpacing(8)
            beside.addStretch(1)
            for made in pair:
                beside.addWidget(made)
            buttons.addLayout(beside, row_number, 1)
        inner = QWidget()
        sheet = QVBoxLayout(inner)
        sheet.setContentsMargins(16, 10, 16, 20)
        sheet.setSpacing(12)
        below: tuple[QWidget, ...] = (self._choose, self.form, self.cards)
        for one in below:
            sheet.addWidget(one)
        sheet.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(area, 1)
        right.setMinimumWidth(400)
        self._put_together(head, left, right)

    def _put_together(self, head: QWidget, left: QWidget, right: QWidget) -> None:
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        sides: tuple[tuple[QWidget, int], ...] = ((left, 3), (right, 2))
        for one, stretch in sides:
            split.addWidget(one)
            split.setStretchFactor(split.indexOf(one), stretch)
        split.setSizes([740, 440])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(split, 1)


def _haystack(row: StandardRow) -> str:
    standard = row.standard
    texts = (standard.code, standard.statement.in_language(language()), area_name(standard.area), *standard.processes)
    return " ".join(texts).casefold()
