"""How Home looks: three figures, drafts, today's evaluations; or the first steps in an empty workspace."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.theme.icons import icon, pixmap
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import ElidedLabel, button, card, label, say

if TYPE_CHECKING:
    from qa_auditor.application.views.home import DoneLine, DraftLine, HomeView


class HomeScreen(QScrollArea):
    """Lays a ``HomeView`` out. Signals: ``go_on`` with an evaluation's id; the others say what was wanted."""

    go_on = Signal(str)
    start_wanted = Signal()
    folder_wanted = Signal()
    files_wanted = Signal()
    evaluator_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: HomeView | None = None
        self._name = ""
        self._tokens: Tokens | None = None
        self._refused: tuple[str, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_view(self, view: "HomeView | None", name: str) -> None:
        """Show what was read; None while the workspace is not open."""
        self._view, self._name = view, name
        self._rebuild()

    def show_refused(self, refused: tuple[str, ...]) -> None:
        """List what an import refused, until the next one."""
        self._refused = refused
        self._rebuild()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._rebuild()

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self._tokens = tokens
        self._rebuild()

    def _rebuild(self) -> None:
        if self._tokens is None:
            return
        self.setAccessibleName(_("Home"))
        # What the keyboard stood on is gone with the old page: the first thing to press takes its place.
        former = self.widget()
        had_focus = isinstance(former, QWidget) and former.isAncestorOf(QApplication.focusWidget() or self)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(18)
        if self._view is None:
            column.addWidget(label("soft", text=_("Opening the workspace …")))
        elif self._view.empty:
            column.addWidget(self._first_steps(self._tokens))
        else:
            self._fill(column, self._view, self._tokens)
        if self._refused:
            column.addWidget(
                _list_card(_("Refused by the last import"), [_refusal(line) for line in self._refused[:20]], "")
            )
        column.addStretch(1)
        self.setWidget(inner)
        if had_focus or self._view is not None:
            first = next((made for made in inner.findChildren(QPushButton) if made.property("kind") == "primary"), None)
            if first is not None and self.isVisible():
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------------------------------------- a workspace at work

    def _fill(self, column: QVBoxLayout, view: "HomeView", tokens: Tokens) -> None:
        title = _("Hello, {name}").format(name=self._name) if self._name else _("Home")
        column.addWidget(label("title", text=title))
        if not self._name:
            nobody = self._add_button()
            made = card()
            row = QHBoxLayout(made)
            row.setContentsMargins(20, 14, 20, 14)
            row.addWidget(label(text=_("Nobody is signed in: evaluations need a name."), wrap=True), 1)
            row.addWidget(nobody)
            column.addWidget(made)
        grid = QGridLayout()
        grid.setSpacing(18)
        for place in range(4):
            grid.setColumnStretch(place, 1)
        self._add_figures(grid, view, tokens)
        drafts = [self._draft_row(draft, first=place == 0) for place, draft in enumerate(view.drafts)]
        left = _list_card(_("Go on with"), drafts, _("No draft is open."))
        done = [self._done_row(line, today=True) for line in view.today] + [
            self._done_row(line, today=False) for line in view.recent
        ]
        right = _list_card(_("Submitted"), done, _("Nothing was submitted yet."))
        grid.addWidget(left, 1, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(right, 1, 2, 1, 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)

    def _add_figures(self, grid: QGridLayout, view: "HomeView", tokens: Tokens) -> None:
        start = button("primary" if self._name and not view.drafts else "", clicked=self.start_wanted.emit)
        start.setText(_("Score the next one"))
        start.setEnabled(view.waiting > 0 and bool(self._name))
        more = button(clicked=self.folder_wanted.emit)
        more.setText(_("Import a folder"))
        say(more, _("Import a folder of recordings"))
        more.setIcon(icon("import", tokens))
        grid.addWidget(_figure(_("Waiting for me"), str(view.waiting), [start, more]), 0, 0, 1, 2)
        grid.addWidget(_figure(_("Submitted today"), str(len(view.today)), []), 0, 2)
        grid.addWidget(_figure(_("Mean total today"), _score(view.mean_today), []), 0, 3)

    def _draft_row(self, draft: "DraftLine", *, first: bool) -> QWidget:
        go_on = button("primary" if first else "", clicked=partial(self.go_on.emit, draft.evaluation_id))
        go_on.setText(_("Continue"))
        go_on.setAccessibleName(_("Continue {title}").format(title=draft.title))
        answered = _("{answered} of {questions} answered").format(answered=draft.answered, questions=draft.questions)
        # i18n: checklist, progress, date
        below = " · ".join(
            part
            for part in (
                draft.agent,
                draft.checklist.in_language(language()),
                answered,
                f"{draft.started.local():%m-%d %H:%M}",
            )
            if part
        )
        return _row(draft.title, below, [go_on])

    def _done_row(self, line: "DoneLine", *, today: bool) -> QWidget:
        look = button("quiet", clicked=partial(self.go_on.emit, line.evaluation_id))
        look.setText(_("Open"))
        look.setAccessibleName(_("Open {title}").format(title=line.title))
        when = f"{line.submitted.local():%H:%M}" if today else f"{line.submitted.local():%m-%d %H:%M}"
        parts: list[QWidget] = []
        if line.critical:
            words = ngettext("{n} critical error", "{n} critical errors", line.critical).format(n=line.critical)
            parts.append(label("pill-bad", text=words))
        elif line.passed is not None:
            parts.append(
                label("pill-good" if line.passed else "pill-warn", text=_("Passed") if line.passed else _("Not passed"))
            )
        total = label("strong", text=_score(line.total))
        total.setMinimumWidth(52)
        total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        shown_when = _("Today {time}").format(time=when) if today else when
        return _row(line.title, " · ".join(part for part in (line.agent, shown_when) if part), [*parts, total, look])

    # ------------------------------------------------------------------------------------------------------ first steps

    def _first_steps(self, tokens: Tokens) -> QWidget:
        made = card()
        made.setMaximumWidth(720)
        column = QVBoxLayout(made)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(10)
        column.addWidget(label("title", text=_("This workspace is empty")))
        column.addWidget(label("soft", text=_("Three steps to the first score:")))
        if self._name:
            known = label("good", text=_("{name} is signed in.").format(name=self._name))
            column.addWidget(_step(1, _("Say who scores"), "", [known], tokens))
        else:
            remark = _("Name and number stand on every evaluation and document.")
            column.addWidget(_step(1, _("Say who scores"), remark, [self._add_button()], tokens))
        folder = button("primary" if self._name else "", clicked=self.folder_wanted.emit)
        folder.setText(_("Import a folder …"))
        files = button(clicked=self.files_wanted.emit)
        files.setText(_("Import files …"))
        remark = _(
            "Choose a folder, or drop files and folders anywhere on this page. A table"
            " of calls (CSV or Excel) beside the recordings says who spoke, when, and in which process."
        )
        column.addWidget(_step(2, _("Import recordings"), remark, [folder, files], tokens))
        remark = _("What is imported waits on the page Score, where it is listened to and scored.")
        column.addWidget(_step(3, _("Listen and score"), remark, [], tokens))
        return made

    def _add_button(self) -> QPushButton:
        made = button("primary", clicked=self.evaluator_wanted.emit)
        made.setText(_("Add an evaluator …"))
        return made


def _step(number: int, title: str, remark: str, parts: Sequence[QWidget], tokens: Tokens) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 10, 0, 6)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    sign = QLabel()
    sign.setPixmap(pixmap(("person", "import", "score")[number - 1], tokens.colours["accent"], 24, 2))
    grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label("heading", text=f"{number}  {title}"), 0, 1)
    if remark:
        grid.addWidget(label("soft", text=remark, wrap=True), 1, 1)
    if parts:
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(10)
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        grid.addLayout(row, 2, 1)
    grid.setColumnStretch(1, 1)
    return made


def _score(total: Fraction | None) -> str:
    return shown(total) or "–"


def _figure(title: str, figure: str, buttons: Sequence[QPushButton]) -> QWidget:
    made = card()
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 14, 20, 16)
    column.setSpacing(2)
    column.addWidget(label("soft", text=title))
    row = QHBoxLayout()
    row.setSpacing(10)
    number = label("total", text=figure)
    number.setAccessibleName(f"{title}: {figure}")
    row.addWidget(number)
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    column.addLayout(row)
    return made


def _list_card(title: str, rows: Sequence[QWidget], nothing: str) -> QWidget:
    made = card()
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 14, 12, 12)
    column.setSpacing(0)
    column.addWidget(label("heading", text=title))
    column.addSpacing(6)
    if not rows:
        column.addWidget(label("soft", text=nothing))
        column.addSpacing(4)
    for place, row in enumerate(rows):
        if place:
            column.addWidget(card("rule"))
        column.addWidget(row)
    return made


def _row(title: str, below: str, right: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 8, 0, 8)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(1)
    upper, lower = ElidedLabel("strong"), ElidedLabel("small")
    upper.setText(title)
    lower.setText(below)
    grid.addWidget(upper, 0, 0)
    grid.addWidget(lower, 1, 0)
    for place, widget in enumerate(right, start=1):
        grid.addWidget(widget, 0, place, 2, 1, Qt.AlignmentFlag.AlignVCenter)
    grid.setColumnStretch(0, 1)
    return made


def _refusal(line: str) -> QWidget:
    made = label(text=line, wrap=True)
    made.setContentsMargins(0, 6, 0, 6)
    return made
