"""The line above the drawing: which drawing, folded or in one line, size, scores, what needs a look, undo, export."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton

from qa_auditor.application.flow.chart import ChartView
from qa_auditor.application.flow.wording import VIEW_NAMES
from qa_auditor.i18n import N_, _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import button, label, say, tool

PERIODS = {
    "30": N_("Scores of 30 days"),
    "90": N_("Scores of 90 days"),
    "365": N_("Scores of 365 days"),
    "all": N_("Scores of all time"),
    "": N_("No scores"),
}
"""How far back scores are taken from; "" shows none."""

FILES = {"svg": N_("SVG drawing"), "png": N_("PNG picture"), "pdf": N_("PDF document")}


class FlowToolbar(QFrame):
    """Signals say what was pressed; ``acted`` carries the action of a key that would have done the same."""

    view_chosen = Signal(str)
    period_chosen = Signal(str)
    export_wanted = Signal(str)
    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "head")
        self.views = Segmented(focus=True)
        self.fold = self._tool(Action.FLOW_FOLD, checkable=True)
        self.smaller = self._tool(Action.FLOW_ZOOM_OUT)
        self.percent: QPushButton = button("quiet", clicked=lambda: self.acted.emit(Action.FLOW_NATURAL))
        self.larger = self._tool(Action.FLOW_ZOOM_IN)
        self.whole = self._tool(Action.FLOW_FIT)
        self.periods = MenuChoice()
        self.hints = self._tool(Action.FLOW_HINTS, checkable=True)
        self.undo = self._tool(Action.UNDO)
        self.redo = self._tool(Action.REDO)
        self.export = MenuChoice()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(4)
        self.views.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(self.views)
        row.addSpacing(8)
        for part in (self.fold, self.smaller, self.percent, self.larger, self.whole):
            row.addWidget(part)
        row.addStretch(1)
        for wide in (self.hints, self.periods, self.undo, self.redo, self.export):
            row.addWidget(wide)
        self.views.chosen.connect(self.view_chosen)
        self.periods.chosen.connect(self.period_chosen)
        self.export.chosen.connect(self.export_wanted)

    def show_state(self, *, view: ChartView, folds: bool, zoom: float, period: str, hints: bool) -> None:
        """Show what is chosen."""
        self.views.set_chosen(view)
        self.fold.setChecked(folds)
        self.percent.setText(f"{round(zoom * 100)}%")
        self.periods.set_options([(key, _(title)) for key, title in PERIODS.items()], period)
        self.hints.setChecked(hints)

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        """Whether there is something to take back, or to do again."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.views.setAccessibleName(_("Drawing"))
        self.views.set_options([(key, _(title)) for key, title in VIEW_NAMES.items()])
        for made, action in (
            (self.fold, Action.FLOW_FOLD),
            (self.smaller, Action.FLOW_ZOOM_OUT),
            (self.larger, Action.FLOW_ZOOM_IN),
            (self.whole, Action.FLOW_FIT),
            (self.hints, Action.FLOW_HINTS),
            (self.undo, Action.UNDO),
            (self.redo, Action.REDO),
        ):
            say(made, hint_of(action))
        say(self.percent, hint_of(Action.FLOW_NATURAL))
        say(self.periods, hint_of(Action.FLOW_SCORES))
        self.export.set_options([(key, _(title)) for key, title in FILES.items()], "")
        self.export.setText(_("Export"))
        say(self.export, hint_of(Action.FLOW_EXPORT))

    def recolour(self, tokens: Tokens) -> None:
        """Draw icons for another theme."""
        for made, name in (
            (self.fold, "fold"),
            (self.smaller, "zoom-out"),
            (self.larger, "zoom-in"),
            (self.whole, "zoom-whole"),
            (self.hints, "warning"),
            (self.undo, "undo"),
            (self.redo, "redo"),
        ):
            made.setIcon(icon(name, tokens))

    def _tool(self, action: Action, *, checkable: bool = False) -> QToolButton:
        made = tool(lambda: self.acted.emit(action))
        made.setCheckable(checkable)
        return made


class DraftLine(QFrame):
    """Says that what is shown is no version yet, and what can be done about it."""

    save_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "news")
        self._words = label(wrap=True)
        self.discard: QPushButton = button("quiet", clicked=self.discard_wanted.emit)
        self.save: QPushButton = button("primary", clicked=self.save_wanted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        self.hide()

    def show_draft(self, *, edited: bool, based_on: int) -> None:
        """Show it for a draft; hide it for a version."""
        self._words.setText(_("Draft after version {number}: kept on disk, not in force yet").format(number=based_on))
        self.setVisible(edited)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.discard.setText(_("Discard the draft"))
        say(self.discard, _("Go back to the newest version"))
        self.save.setText(_("Save as new version"))
        say(self.save, hint_of(Action.SUBMIT))
