"""The contact matrix with what it is set against, and the list beside it: which touchpoints to evaluate first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qa_auditor.application.views.map_wording import TRAIT_NAMES
from qa_auditor.domain.contact import ProcessTrait
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.pages.processes.map.contact import Rated
from qa_auditor.ui.pages.processes.map.contact_matrix import ContactMatrix
from qa_auditor.ui.pages.processes.map.grid import GridCell
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import button, label, say

_CODE = int(Qt.ItemDataRole.UserRole)
_MOST = 200


class ContactView(QWidget):
    """``trait_chosen`` carries what stands down; ``field_entered`` the touchpoints of a field; ``opened`` on Enter."""

    trait_chosen = Signal(str)
    field_entered = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.trait = ProcessTrait.COMPLEXITY
        self._rated: list[Rated] = []
        self.traits = Segmented(focus=True)
        self._heading = label("soft")
        self.matrix = ContactMatrix()
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._heading)
        line.addWidget(self.traits)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.matrix, 1)
        self.traits.chosen.connect(self._on_trait)
        self.matrix.field_entered.connect(self.field_entered)
        self.matrix.opened.connect(self.opened)

    def show_rated(self, rated: Sequence[Rated]) -> None:
        """Show touchpoints."""
        self._rated = list(rated)
        self.matrix.show_rated(self._rated, _(TRAIT_NAMES[self.trait]))

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self.matrix.recolour(tokens)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._heading.setText(_("Degree of contact against"))
        self.traits.set_options([(str(key), _(title)) for key, title in TRAIT_NAMES.items()])
        self.traits.set_chosen(str(self.trait))
        self.matrix.retranslate()
        self.matrix.show_rated(self._rated, _(TRAIT_NAMES[self.trait]))

    def _on_trait(self, key: str) -> None:
        self.trait = ProcessTrait(key)
        self.trait_chosen.emit(key)


class FirstList(QFrame):
    """What to evaluate first, of a field or of all. ``chosen`` and ``next_wanted`` carry a touchpoint's code."""

    chosen = Signal(str)
    next_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rated: list[Rated] = []
        self._here: list[Rated] = []
        self._unrated: list[GridCell] = []
        self._whole = True
        self.list = QListWidget()
        self.list.setProperty("kind", "plain")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title, self._rule = label("strong", wrap=True), label("soft", wrap=True)
        self._left_out = label("soft", wrap=True)
        self.all = button("quiet", clicked=self.show_all)
        self.score = button("primary", clicked=self._on_score)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 14)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        line.addWidget(self.all)
        column.addLayout(line)
        for part in (self._rule, self.list, self._left_out, self.score):
            column.addWidget(part, 1 if part is self.list else 0)
        self.list.currentItemChanged.connect(lambda item, _before: self._on_current(item))

    def show_rated(self, rated: Sequence[Rated], unrated: Sequence[GridCell]) -> None:
        """Show touchpoints, the most urgent first, and how many were not rated."""
        self._rated, self._unrated = list(rated), list(unrated)
        self.show_all()

    def show_field(self, here: Sequence[Rated]) -> None:
        """Show those of one field alone."""
        self._here, self._whole = list(here), False
        self._fill()

    def show_all(self) -> None:
        """Show those of all fields."""
        self._here, self._whole = self._rated, True
        self._fill()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.list.setAccessibleName(_("Touchpoints to evaluate, the most urgent first"))
        self.all.setText(_("All fields"))
        self.score.setText(_("What to score next"))
        say(self.score, _("What to score next"))
        self._rule.setText(
            _("High contact and a high level come first; of equals what was evaluated least, then what does worst.")
        )
        self._fill()

    def _fill(self) -> None:
        count = ngettext("{n} touchpoint in this field", "{n} touchpoints in this field", len(self._here))
        every = ngettext(
            "{n} touchpoint, the most urgent first", "{n} touchpoints, the most urgent first", len(self._here)
        )
        self._title.setText((every if self._whole else count).format(n=len(self._here)))
        self.all.setVisible(not self._whole)
        left = len(self._unrated)
        words = ngettext(
            "{n} touchpoint is not on the matrix: its ratings are missing. Rate it beside the map.",
            "{n} touchpoints are not on the matrix: their ratings are missing. Rate them beside the map.",
            left,
        ).format(n=left)
        self._left_out.setText(words)
        self._left_out.setVisible(left > 0)
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._here[:_MOST]:
            item = QListWidgetItem(_line(one))
            item.setToolTip(_line(one))
            item.setData(_CODE, one.cell.code)
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.score.setEnabled(False)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        self.score.setEnabled(item is not None)
        if item is not None:
            self.chosen.emit(str(item.data(_CODE)))

    def _on_score(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is not None:
            self.next_wanted.emit(str(item.data(_CODE)))


def _line(one: Rated) -> str:
    rate = f"{shown(one.cell.compliance * 100, 0)}%" if one.cell.compliance is not None else "—"
    facts = _("contact {degree} · level {level} · {rate} · n {n}").format(
        degree=shown(one.degree, 1), level=one.rating, rate=rate, n=one.cell.n
    )
    names = f"{one.business.in_language(language())} · {one.channel.in_language(language())}"
    return f"{one.cell.code}  {names}\n{facts}"
