"""The walk-throughs of a process: how far each is, what it found, and a way to begin another."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from qa_auditor.application.views.walk_wording import FAULT_NAMES, seconds_text
from qa_auditor.application.views.walkthroughs import WalkStage, WalkthroughRow, stage_name
from qa_auditor.application.views.wording import moment_text
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.walk_findings import WalkFault, WalkFinding
from qa_auditor.i18n import _, language
from qa_auditor.ui.pages.processes.walk.photos import PhotoRow
from qa_auditor.ui.session import Session
from qa_auditor.ui.widgets.text import ElidedLabel, button, card, label

_SHOWN = 20
_PILLS = {
    WalkStage.WALKING: "pill-warn",
    WalkStage.JUDGING: "pill-warn",
    WalkStage.SUBMITTED: "pill-good",
    WalkStage.ABANDONED: "pill",
}


class Overview(QScrollArea):
    """Signals carry the id of a walk-through, of an evaluation, or the SHA-256 of a photo."""

    begin_wanted = Signal()
    go_on_wanted = Signal(str)
    evaluation_wanted = Signal(str)
    give_up_wanted = Signal(str)
    photo_opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: Sequence[WalkthroughRow] | None = None
        self._steps = 0
        self._all = False
        self.begin = self._begin_button()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_rows(self, rows: Sequence[WalkthroughRow] | None, *, steps: int) -> None:
        """Show walk-throughs; ``steps`` of the process, None rows while they are read."""
        self._rows, self._steps = rows, steps
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Walk-throughs"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(14)
        column.addWidget(label("title", text=_("Walk-through")))
        column.addWidget(
            label(
                "soft",
                text=_(
                    "Go along the steps as a customer and mark each as it is met. From that follow the trace of use,"
                    " the compliance rate and the findings."
                ),
                wrap=True,
            )
        )
        self.begin = self._begin_button()
        self.begin.setEnabled(self._steps > 0)
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addStretch(1)
        column.addLayout(row)
        if self._rows is not None:
            self._fill(column, self._rows)
        column.addStretch(1)
        self.setWidget(inner)

    def take_keyboard(self) -> None:
        """Stand on the first thing to press: going on, else beginning."""
        inner = self.widget()
        offers = (
            [made for made in inner.findChildren(QPushButton) if made.property("kind") == "primary"] if inner else []
        )
        first = next((made for made in (*offers[1:], *offers[:1]) if made.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_button(self) -> QPushButton:
        made = button("primary", clicked=self.begin_wanted.emit)
        made.setText(_("Begin a walk-through …"))
        made.setMinimumHeight(44)
        return made

    def _fill(self, column: QVBoxLayout, rows: Sequence[WalkthroughRow]) -> None:
        if not self._steps:
            column.addWidget(label(text=_("This process has no steps to walk. Add them on the tab Flow."), wrap=True))
        elif not rows:
            column.addWidget(label(text=_("Nobody has walked through this process yet."), wrap=True))
        for one in rows if self._all else rows[:_SHOWN]:
            column.addWidget(self._card(one))
        if len(rows) > _SHOWN and not self._all:
            more = button("quiet", clicked=self._show_all)
            more.setText(_("Show all {n}").format(n=len(rows)))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        self.retranslate()

    def _card(self, one: WalkthroughRow) -> QWidget:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        title = ElidedLabel("strong")
        title.setText(one.opened.walkthrough.title)
        head.addWidget(title, 1)
        head.addWidget(label(_PILLS[one.stage], text=stage_name(one.stage)))
        column.addLayout(head)
        walkthrough = one.opened.walkthrough
        facts = (
            moment_text(walkthrough.begun),
            one.evaluator,
            walkthrough.touchpoint,
            _("version {n}").format(n=walkthrough.process_version),
        )
        column.addWidget(label("small", text=" · ".join(fact for fact in facts if fact)))
        if one.stage is not WalkStage.ABANDONED:
            column.addLayout(self._figures(one))
            for finding in one.told if one.stage is not WalkStage.WALKING else ():
                column.addWidget(self._finding(one, finding))
        column.addLayout(self._buttons(one))
        return made

    def _figures(self, one: WalkthroughRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(28)
        figures = [(_("Steps taken"), f"{len(one.trace.taken)} / {len(one.opened.record.steps)}")]
        if one.stage is not WalkStage.WALKING:
            figures += [
                (_("Trace of use"), _percent(one.trace.share)),
                (_("Compliance rate"), _percent(one.compliance.share)),
                (_("Findings"), str(len(one.findings))),
            ]
        if one.total is not None:
            figures.append((_("Total"), shown(one.total) or "–"))
        for title, figure in figures:
            column = QVBoxLayout()
            column.setSpacing(0)
            number = label("number", text=figure)
            number.setAccessibleName(f"{title}: {figure}")
            column.addWidget(number)
            column.addWidget(label("small", text=title))
            row.addLayout(column)
        row.addStretch(1)
        return row

    def _finding(self, one: WalkthroughRow, finding: WalkFinding) -> QWidget:
        made = QFrame()
        made.setProperty("kind", "well")
        grid = QGridLayout(made)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(8)
        grid.addWidget(label("strong", text=finding.step.name.in_language(language()), wrap=True), 0, 0)
        for place, fault in enumerate(finding.faults, start=1):
            kind = "pill-bad" if fault is WalkFault.LEFT_OUT else "pill-warn"
            grid.addWidget(label(kind, text=_(FAULT_NAMES[fault])), 0, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        below = _said_below(finding)
        if below:
            grid.addWidget(label("soft", text=below, wrap=True), 1, 0, 1, -1)
        photos = one.opened.standing.of(finding.step.id).photos
        if photos:
            pictures = PhotoRow(self._session)
            pictures.opened.connect(self.photo_opened)
            pictures.show_photos(photos, fixed=True)
            grid.addWidget(pictures, 2, 0, 1, -1)
        return made

    def _buttons(self, one: WalkthroughRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = one.opened.walkthrough.title
        walk = partial(self.go_on_wanted.emit, one.id)
        evaluate = partial(self.evaluation_wanted.emit, one.evaluation_id)
        offers = {
            WalkStage.WALKING: [(_("Go on"), "primary", walk)],
            WalkStage.JUDGING: [(_("Go on evaluating"), "primary", evaluate), (_("Change steps"), "", walk)],
            WalkStage.SUBMITTED: [(_("Open the evaluation"), "", evaluate), (_("Look at the steps"), "quiet", walk)],
            WalkStage.ABANDONED: [(_("Take it up again"), "", walk)],
        }
        for words, kind, todo in offers[one.stage]:
            row.addWidget(_named(button(kind, clicked=todo), words, title))
        if one.stage is WalkStage.WALKING:
            away = button("quiet", clicked=partial(self.give_up_wanted.emit, one.id))
            row.addWidget(_named(away, _("Give up"), title))
        row.addStretch(1)
        return row


def _named(made: QPushButton, words: str, title: str) -> QPushButton:
    made.setText(words)
    made.setAccessibleName(f"{words}: {title}")
    return made


def _percent(share: Fraction | None) -> str:
    return "–" if share is None else f"{shown(share * 100)} %"


def _said_below(finding: WalkFinding) -> str:
    walked = finding.walked
    parts = []
    if walked is not None and walked.seconds is not None:
        parts.append(_("took {time}").format(time=seconds_text(walked.seconds)))
    if WalkFault.LATE in finding.faults and finding.step.time_limit_s is not None:
        parts.append(_("limit {time}").format(time=seconds_text(finding.step.time_limit_s)))
    times = ", ".join(parts)
    return "\n".join(part for part in (times, walked.note if walked else "") if part)
