"""What stands beside the drawing: the chosen step or arrow with all that is known of it, or the whole flow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.flow.hints import Hint
from qa_auditor.application.flow.wording import step_name
from qa_auditor.application.views.process_flow import FlowScores
from qa_auditor.application.views.process_wording import STEP_KIND_NAMES
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.processes.flow.facts import Facts
from qa_auditor.ui.pages.processes.flow.legend import LegendView
from qa_auditor.ui.pages.processes.flow.link_form import LinkForm
from qa_auditor.ui.pages.processes.flow.step_form import StepForm
from qa_auditor.ui.widgets.flow import FlowLayout
from qa_auditor.ui.widgets.text import button, card, label, say


class SidePanel(QFrame):
    """Signals: ``acted`` with the action of a button; ``wanted`` with a target; ``step_wanted``; ``left`` on Esc."""

    acted = Signal(str)
    wanted = Signal(str)
    step_wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pane-right")
        self.setMinimumWidth(250)
        self.facts, self.form, self.link = Facts(), StepForm(), LinkForm()
        self.legend = LegendView()
        self._kind = label("small")
        self._title = label("heading", wrap=True)
        self._buttons: dict[Action, QPushButton] = {}
        self._verbs = QWidget()
        self._rule = card("rule")
        self._lay_out()
        self.facts.wanted.connect(self.wanted)
        self.facts.step_wanted.connect(self.step_wanted)
        self._chosen: str = ""

    def show_flow(self, record: ProcessRecord, scores: FlowScores | None, hints: Sequence[Hint]) -> None:
        """Nothing is chosen: show what the whole flow needs."""
        self._title_as("", "")
        self._offer(step=False, link=False)
        self.form.hide()
        self.link.hide()
        self.facts.show()
        self.facts.show_flow(record, scores, hints)

    def show_step(self, record: ProcessRecord, name: str, scores: FlowScores | None, hints: Sequence[Hint]) -> None:
        """Show a step."""
        step = record.step_by_id[name]
        number = record.steps.index(step) + 1
        self._title_as(f"{number} · {_(STEP_KIND_NAMES[step.kind])} · {step.id}", step_name(step))
        self._offer(step=True, link=False)
        self.link.hide()
        self.facts.show()
        self.facts.show_step(
            step,
            scores.steps.get(name) if scores is not None else None,
            [hint for hint in hints if hint.step == name],
        )
        self.form.show()
        self.form.show_step(step)

    def show_link(self, record: ProcessRecord, link: tuple[str, str]) -> None:
        """Show an arrow."""
        self._title_as("", _("Arrow"))
        self._offer(step=False, link=True)
        self.facts.hide()
        self.form.hide()
        self.link.show()
        self.link.show_link(record, link)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.form.flush()
        self.link.flush()

    def begin(self, *, name: bool = False) -> None:
        """Take the keyboard to the first field, or to the name with all of it chosen."""
        if not self.link.isHidden():
            self.link.condition.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.form.isHidden():
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            if name:
                self.form.name.selectAll()
            self.area.ensureWidgetVisible(self.form.name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Step or arrow that is chosen"))
        words = {
            Action.FLOW_ADD_BEFORE: _("Add before"),
            Action.FLOW_ADD_AFTER: _("Add after"),
            Action.FLOW_CONNECT: _("Connect"),
            Action.FLOW_EARLIER: _("Earlier"),
            Action.FLOW_LATER: _("Later"),
            Action.FLOW_REMOVE: _("Take away"),
        }
        for action, made in self._buttons.items():
            made.setText(words[action])
            say(made, words[action], hint_of(action))
        self.form.retranslate()
        self.link.retranslate()

    def _title_as(self, kind: str, title: str) -> None:
        self._kind.setText(kind)
        self._kind.setVisible(bool(kind))
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def _offer(self, *, step: bool, link: bool) -> None:
        self.legend.setVisible(not step and not link)
        self._verbs.setVisible(step or link)
        self._rule.setVisible(step or link)
        for action, made in self._buttons.items():
            made.setVisible(step or action in (Action.FLOW_ADD_AFTER, Action.FLOW_REMOVE))
        if link:
            self._buttons[Action.FLOW_ADD_AFTER].setText(_("Add a step on it"))
        else:
            self._buttons[Action.FLOW_ADD_AFTER].setText(_("Add after"))

    def _lay_out(self) -> None:
        verbs = FlowLayout(self._verbs, spacing=4)
        for action in (
            Action.FLOW_ADD_BEFORE,
            Action.FLOW_ADD_AFTER,
            Action.FLOW_CONNECT,
            Action.FLOW_EARLIER,
            Action.FLOW_LATER,
            Action.FLOW_REMOVE,
        ):
            made = button("chip", clicked=lambda action=action: self.acted.emit(action))  # type: ignore[misc]
            self._buttons[action] = made
            verbs.addWidget(made)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 14, 16)
        column.setSpacing(8)
        for part in (self.legend, self._kind, self._title, self._verbs, self.facts, self._rule, self.link, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.area)
