"""The touchpoint beside the map: what stands behind the cell that the keyboard is on, rated and changed in place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from qa_auditor.application.views.map_wording import (
    DIMENSION_HINTS,
    DIMENSION_NAMES,
    TRAIT_HINTS,
    TRAIT_NAMES,
    blind_text,
)
from qa_auditor.application.views.touchpoint import TouchpointView
from qa_auditor.domain.contact import ProcessTrait, trait_of
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import ContactDimension, Touchpoint
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.processes.map.grid import GridCell
from qa_auditor.ui.pages.processes.map.rating import RatingLine
from qa_auditor.ui.widgets.text import button, card, label, say

_SHOWN = 6


class TouchpointPanel(QScrollArea):
    """Signals: what was wanted of the cell that is shown; links carry a target of the page."""

    link_wanted = Signal(str)
    bind_wanted = Signal()
    not_offered_wanted = Signal()
    offer_wanted = Signal()
    evaluations_wanted = Signal()
    next_wanted = Signal()
    contact_rated = Signal(str, int)
    process_rated = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._cell: GridCell | None = None
        self._touchpoint: Touchpoint | None = None
        self._names: tuple[Text, Text, Text] = (Text(), Text(), Text())
        self._view: TouchpointView | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = label("soft", wrap=True)
        self._code, self._where = label("heading", wrap=True), label("soft", wrap=True)
        self._reason = label("notice", wrap=True)
        self._blind = label("notice", wrap=True)
        self._rate, self._count = label("total"), label("soft", wrap=True)
        self._last = label("soft", wrap=True)
        self.process = button("row", clicked=lambda: self._link("process"))
        self.bind = button(clicked=self.bind_wanted.emit)
        self.evaluations = button(clicked=self.evaluations_wanted.emit)
        self.score_next = button("primary", clicked=self.next_wanted.emit)
        self.not_offered = button("quiet", clicked=self.not_offered_wanted.emit)
        self.offer = button(clicked=self.offer_wanted.emit)
        self._degree = label("strong")
        self._contact_title, self._process_title = label("strong"), label("strong")
        self.contact = {one: RatingLine() for one in ContactDimension}
        self.of_process = {one: RatingLine() for one in ProcessTrait}
        self._standards, self._questions = _Links(self.link_wanted.emit), _Links(self.link_wanted.emit)
        self._offered = QWidget()
        self._lay_out()
        for dimension, line in self.contact.items():
            line.rated.connect(partial(self.contact_rated.emit, str(dimension)))
        for trait, line in self.of_process.items():
            line.rated.connect(partial(self.process_rated.emit, str(trait)))
        self.show_cell(None, None, (Text(), Text(), Text()))

    # ------------------------------------------------------------------------------------------------------------ shows

    @property
    def cell(self) -> GridCell | None:
        """The cell that is shown."""
        return self._cell

    @property
    def view(self) -> TouchpointView | None:
        """What was read of it; None while it is on its way."""
        return self._view

    def show_cell(self, cell: GridCell | None, touchpoint: Touchpoint | None, names: tuple[Text, Text, Text]) -> None:
        """Show another cell at once; ``names`` of business, channel and brand. What must be read comes after."""
        if cell is None or self._cell is None or cell.code != self._cell.code:
            self._view = None
        self._cell, self._touchpoint, self._names = cell, touchpoint, names
        self._show()

    def show_view(self, view: TouchpointView | None) -> None:
        """Show what was read of the cell; ignored when another one is shown by now."""
        if view is not None and self._cell is not None and view.code == self._cell.code:
            self._view = view
            self._show_read()

    def first_field(self) -> QWidget:
        """Where the keyboard begins."""
        offered = self._cell is not None and self._cell.offered
        return (self.process if self.process.isVisible() else self.bind) if offered else self.offer

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Touchpoint"))
        self._empty.setText(_("Choose a cell of the map: what stands behind it is shown here."))
        for made, words, action in (
            (self.evaluations, _("All evaluations"), Action.MAP_EVALUATIONS),
            (self.score_next, _("What to score next"), Action.MAP_NEXT),
            (self.not_offered, _("Not offered …"), Action.MAP_NOT_OFFERED),
            (self.offer, _("Offer it again"), Action.MAP_NOT_OFFERED),
        ):
            made.setText(words)
            say(made, words, hint_of(action))
        self._contact_title.setText(_("Degree of contact"))
        self._process_title.setText(_("The process here"))
        for dimension, line in self.contact.items():
            line.say(_(DIMENSION_NAMES[dimension]), _(DIMENSION_HINTS[dimension]))
        for trait, line in self.of_process.items():
            line.say(_(TRAIT_NAMES[trait]), _(TRAIT_HINTS[trait]))
        self._show()

    def _show(self) -> None:
        cell = self._cell
        self._empty.setVisible(cell is None)
        for part in (self._code, self._where):
            part.setVisible(cell is not None)
        offered = cell is not None and cell.offered
        self._offered.setVisible(offered)
        self.offer.setVisible(cell is not None and not offered)
        self._reason.setVisible(cell is not None and not offered)
        if cell is None:
            return
        self._code.setText(cell.code)
        self._where.setText(" · ".join(name.in_language(language()) for name in self._names if name))
        reason = cell.reason.in_language(language())
        self._reason.setText(_("not offered: {reason}").format(reason=reason or "—"))
        if offered:
            self._show_offered(cell)

    def _show_offered(self, cell: GridCell) -> None:
        name = cell.process.in_language(language())
        self.process.setVisible(bool(cell.process_code))
        self.process.setText(f"{name}  ·  {cell.process_code}" if name != cell.process_code else name)
        say(self.process, _("Open the process {name}").format(name=name), _("Open the process (Enter)"))
        words = _("Change the process …") if cell.process_code else _("Give it a process …")
        self.bind.setText(words)
        say(self.bind, words, hint_of(Action.MAP_BIND))
        known = cell.compliance is not None
        self._rate.setVisible(known)
        self._rate.setText(f"{shown(cell.compliance * 100, 1)} %" if cell.compliance is not None else "")
        count = ngettext("compliance in {n} evaluation", "compliance in {n} evaluations", cell.n).format(n=cell.n)
        told = " · ".join((count, _("below the benchmark"))) if cell.short else count
        self._count.setText(told if known else _("No evaluation in the chosen period."))
        when = f"{cell.last.astimezone():%Y-%m-%d %H:%M}" if cell.last else ""
        self._last.setText(_("Last evaluated: {when}").format(when=when) if when else _("Never evaluated here."))
        self._blind.setVisible(bool(cell.blind))
        self._blind.setText(_("Blind spot: {kinds}").format(kinds=_(", ").join(map(blind_text, cell.blind))))
        ratings = dict(self._touchpoint.contact) if self._touchpoint else {}
        for dimension, line in self.contact.items():
            line.show_rating(ratings.get(dimension))
        degree = self._touchpoint.contact_degree if self._touchpoint else None
        self._degree.setText(shown(degree, 1) if degree is not None else "—")
        for trait, line in self.of_process.items():
            line.show_rating(trait_of(self._touchpoint, trait) if self._touchpoint else None)
        self._show_read()

    def _show_read(self) -> None:
        view = self._view
        self.evaluations.setEnabled(view is not None and view.evaluated > 0)
        self.score_next.setEnabled(view is not None and view.to_score > 0)
        if view is None:
            self._standards.show_links("", [])
            self._questions.show_links("", [])
            return
        self.evaluations.setText(_("All evaluations ({n})").format(n=view.evaluated))
        self.score_next.setText(_("What to score next ({n})").format(n=view.to_score))
        standards = [(f"standard:{code}", f"{code}  {text.in_language(language())}") for code, text in view.standards]
        self._standards.show_links(_("Standards"), standards)
        questions = [
            (f"question:{one.checklist_id}/{one.question_id}", one.text.in_language(language()))
            for one in view.questions
        ]
        self._questions.show_links(_("Checklist questions"), questions)

    def _link(self, kind: str) -> None:
        if self._cell is not None and self._cell.process_code:
            self.link_wanted.emit(f"{kind}:{self._cell.process_code}")

    # ----------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(6)
        for part in (self._empty, self._code, self._where, self._reason):
            column.addWidget(part)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        offered = QVBoxLayout(self._offered)
        offered.setContentsMargins(0, 4, 0, 0)
        offered.setSpacing(6)
        offered.addWidget(self._blind)
        offered.addWidget(self.process)
        offered.addWidget(self.bind)
        offered.addWidget(card("rule"))
        for part in (self._rate, self._count, self._last):
            offered.addWidget(part)
        offered.addWidget(self.score_next)
        offered.addWidget(self.evaluations)
        offered.addWidget(card("rule"))
        offered.addLayout(_titled(self._contact_title, self._degree))
        for line in self.contact.values():
            offered.addWidget(line)
        offered.addSpacing(4)
        offered.addWidget(self._process_title)
        for line in self.of_process.values():
            offered.addWidget(line)
        offered.addWidget(card("rule"))
        offered.addWidget(self._standards)
        offered.addWidget(self._questions)
        offered.addWidget(self.not_offered, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._offered)
        column.addStretch(1)
        self.setWidget(inner)


class _Links(QWidget):
    """A title with links under it; the first few, and how many more there are."""

    def __init__(self, todo: Callable[[str], object]) -> None:
        super().__init__()
        self._todo = todo
        self._made: list[QPushButton | QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_links(self, title: str, links: list[tuple[str, str]]) -> None:
        """Show pairs of target and words under a title with their count; nothing without a title."""
        while self._made:
            old = self._made.pop()
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        if not title:
            return
        self._add(label("strong", text=f"{title} ({len(links)})"))
        for target, words in links[:_SHOWN]:
            made = button("row", clicked=partial(self._todo, target))
            made.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 270).replace("&", "&&"))
            say(made, words)
            self._add(made)
        if len(links) > _SHOWN:
            more = len(links) - _SHOWN
            self._add(label("soft", text=ngettext("and {n} more", "and {n} more", more).format(n=more)))

    def _add(self, made: QPushButton | QLabel) -> None:
        self._column.addWidget(made)
        self._made.append(made)


def _titled(title: QLabel, value: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(title, 1)
    row.addWidget(value)
    return row
