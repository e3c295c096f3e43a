"""Flow: the steps of a process drawn, with what evaluations say of them, and changed where they stand."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.flow.chart import ChartView, sketch_of
from qa_auditor.application.flow.hints import Hint, hints_of
from qa_auditor.application.flow.notes import notes_of
from qa_auditor.application.flow.wording import step_name
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.views.process_flow import FlowScores, flow_scores
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action
from qa_auditor.ui.backend import Backend, DrawingOrder
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.drafting import DraftDesk
from qa_auditor.ui.pages.processes.flow.canvas import Canvas
from qa_auditor.ui.pages.processes.flow.editing import FlowEditor
from qa_auditor.ui.pages.processes.flow.hands import Hands
from qa_auditor.ui.pages.processes.flow.painting import measure
from qa_auditor.ui.pages.processes.flow.panel import SidePanel
from qa_auditor.ui.pages.processes.flow.toolbar import DraftLine, FlowToolbar
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.pages.processes.target import Target
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import button, label

_USUAL_PERIOD = "90"


class FlowTab(ProcessTab):
    """Shows what the desk has; every change of the hand goes to the draft."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.desk = DraftDesk(session, self)
        self.editor = FlowEditor(self.desk)
        self.toolbar, self.draft = FlowToolbar(), DraftLine()
        self.canvas, self.panel = Canvas(), SidePanel()
        self.hands = Hands(self.desk, self.editor, self.canvas, self.panel)
        self._empty = label("soft", wrap=True)
        self._first = button("primary", clicked=self.editor.add_first)
        self._view = ChartView.FLOW
        self._period, self._last_period = _USUAL_PERIOD, _USUAL_PERIOD
        self._shows_hints = True
        self._scores: FlowScores | None = None
        self._scored = ""
        self._hints: tuple[Hint, ...] = ()
        self._target = ""
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.canvas)

    # ------------------------------------------------------------------------------------------------- the page's calls

    @override
    def retranslate(self) -> None:
        self.toolbar.retranslate()
        self.draft.retranslate()
        self.panel.retranslate()
        self.canvas.setAccessibleName(_("Drawing of the process"))
        self._first.setText(_("Add the first step"))
        self._show_state()
        self._redraw()
        self._show_chosen()

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.toolbar.recolour(tokens)
        self.canvas.recolour(tokens)
        self.panel.legend.recolour(tokens)

    @override
    def entered(self) -> None:
        self.desk.read()
        self._read_scores()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def left(self) -> None:
        self.panel.flush()

    @override
    def show_process(self, code: str) -> None:
        if code != self.desk.code:
            self.panel.flush()
            self.canvas.choose_step("")
            self._scores, self._scored = None, ""
            self._target = ""
            self.desk.open(code)
            if self.isVisible():
                self.desk.read()
                self._read_scores()

    @override
    def show_target(self, target: Target) -> None:
        if target.kind == "step":
            self._target = target.part
            self._go_to_target()

    @override
    def act(self, action: Action) -> bool:
        if action is Action.SUBMIT:
            self.panel.flush()
            self.desk.ask_what_changed()
        elif action in {Action.UNDO, Action.REDO}:
            self.panel.flush()
            self.desk.retrace(back=action is Action.UNDO)
        elif action is Action.SAVE_AGAIN:
            self.desk.keep_again()
        elif action is Action.NEXT_AREA and self.canvas.hasFocus():
            self.panel.begin()
        else:
            return False
        return True

    @override
    def finish(self) -> bool:
        self.panel.flush()
        return self.desk.all_kept

    # ---------------------------------------------------------------------------------------------------------- connect

    def _connect(self) -> None:
        self.desk.shown.connect(self._on_shown)
        self.desk.saved.connect(lambda number: self.said.emit(_("Saved as version {number}").format(number=number)))
        self.hands.looks = self._looks()
        self.hands.said.connect(self.said)
        self.hands.chosen.connect(self._show_chosen)
        self.editor.refused.connect(self.said)
        self.editor.came.connect(self._on_came)
        self.editor.went.connect(self._choose)
        self.canvas.zoomed.connect(self._show_state)
        self.toolbar.view_chosen.connect(lambda key: self._choose_view(ChartView(key)))
        self.toolbar.period_chosen.connect(self._choose_period)
        self.toolbar.acted.connect(lambda action: self.hands.do(Action(action)))
        self.toolbar.export_wanted.connect(self._export)
        self.draft.save_wanted.connect(lambda: self.act(Action.SUBMIT))
        self.draft.discard_wanted.connect(self.desk.discard)
        self.panel.acted.connect(lambda action: self.hands.do(Action(action)))
        self.panel.wanted.connect(lambda target: self.session.go(PageId.PROCESSES, target))
        self.panel.step_wanted.connect(self._choose)
        self.panel.form.changed.connect(lambda change: self.editor.change(self.canvas.step, change))
        self.panel.form.refused.connect(self.said)
        self.panel.link.said.connect(self.editor.say_when)
        self.session.feed.subscribe({Kind.EVALUATION, Kind.STANDARD, Kind.CHECKLIST}, self._on_changed)

    # ------------------------------------------------------------------------------------------------------------- read

    def _read_scores(self) -> None:
        """What evaluations of the period say, for the process as it stands."""
        code, record = self.desk.code, self.desk.record
        if not self._period or record is None or self.session.backend is None:
            return
        days = None if self._period == "all" else timedelta(days=int(self._period))
        key = f"{code} {self._period} {[(step.id, step.standards) for step in record.steps]}"
        if key == self._scored:
            return
        self._scored = key

        def read(backend: Backend) -> FlowScores:
            since = backend.clock.now() - days if days is not None else None
            with backend.store.begin() as work:
                return flow_scores(work, record, EvaluationFilter(process_code=code, since=since))

        def show(scores: FlowScores) -> None:
            if key == self._scored:
                self._scores = scores
                self._redraw()
                self._show_chosen()

        self.session.ask(read, show)

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        self._scored = ""
        if self.isVisible():
            self._read_scores()

    # ------------------------------------------------------------------------------------------------------------ shows

    def _on_shown(self) -> None:
        record = self.desk.record
        self._hints = hints_of(record) if record is not None else ()
        self._redraw()
        self._show_state()
        self._go_to_target()
        if self._target and record is not None:
            self.said.emit(_("The process has no step {name}").format(name=self._target))
            self._target = ""
        self._show_chosen()
        self._read_scores()

    def _redraw(self) -> None:
        record = self.desk.record
        if record is None or not record.steps:
            self.canvas.show_sketch(None)
            return
        hints = self._hints if self._shows_hints else ()
        scores = self._scores if self._period else None
        notes = notes_of(record, scores, hints)
        self.canvas.show_sketch(sketch_of(record, view=self._view, measure=measure, notes=notes))

    def _show_state(self) -> None:
        view, canvas = self.desk.view, self.canvas
        self.toolbar.show_state(
            view=self._view, folds=canvas.folds, zoom=canvas.zoom, period=self._period, hints=self._shows_hints
        )
        self.panel.legend.show_view(self._view)
        self.toolbar.show_steps(undo=self.desk.can_undo, redo=self.desk.can_redo)
        self.draft.show_draft(
            edited=view is not None and view.edited, based_on=view.based_on if view is not None else 0
        )
        drawn = view is not None and bool(view.record.steps)
        self._split.setVisible(drawn)
        self._nothing.setVisible(not drawn)
        self._first.setVisible(view is not None and not drawn)
        self._empty.setText(
            _("The process has no steps yet. Add the first one, or import the process on the tab Record.")
            if view is not None
            else _("No process yet. Import one, or add a new one on the tab Record.")
        )

    def _show_chosen(self) -> None:
        record, canvas = self.desk.record, self.canvas
        if record is None or not record.steps:
            return
        # The figures on the steps can be hidden; beside them everything that is known stays.
        scores = self._scores
        if canvas.step in record.step_by_id:
            self.panel.show_step(record, canvas.step, scores, self._hints)
            step = record.step_by_id[canvas.step]
            place = _("Step {number} of {count}: {name}").format(
                number=record.steps.index(step) + 1, count=len(record.steps), name=step_name(step)
            )
            canvas.setAccessibleDescription(place)
        elif canvas.link is not None:
            self.panel.show_link(record, canvas.link)
        else:
            self.panel.show_flow(record, scores, self._hints)

    def _choose(self, name: str) -> None:
        self.panel.flush()
        self.canvas.choose_step(name)
        self._show_chosen()

    def _go_to_target(self) -> None:
        record = self.desk.record
        if self._target and record is not None and self._target in record.step_by_id:
            name, self._target = self._target, ""
            self._choose(name)

    def _choose_view(self, view: ChartView) -> None:
        self._view = view
        self._redraw()
        self._show_state()
        self.canvas.reveal()

    def _choose_period(self, period: str) -> None:
        self._period = period
        self._last_period = period or self._last_period
        self._scored = ""
        self._read_scores()
        self._redraw()
        self._show_state()
        self._show_chosen()

    # ------------------------------------------------------------------------------------------------------------- keys

    def _looks(self) -> dict[Action, Callable[[], object]]:
        """What keys and buttons mean that change how the flow is looked at."""
        canvas, views = self.canvas, list(ChartView)
        return {
            Action.UNDO: lambda: self.act(Action.UNDO),
            Action.REDO: lambda: self.act(Action.REDO),
            Action.FLOW_VIEW: lambda: self._choose_view(views[(views.index(self._view) + 1) % len(views)]),
            Action.FLOW_FOLD: self._fold,
            Action.FLOW_ZOOM_IN: lambda: canvas.zoom_by(1),
            Action.FLOW_ZOOM_OUT: lambda: canvas.zoom_by(-1),
            Action.FLOW_NATURAL: lambda: canvas.zoom_to(1.0),
            Action.FLOW_FIT: canvas.fit,
            Action.FLOW_SCORES: lambda: self._choose_period("" if self._period else self._last_period),
            Action.FLOW_HINTS: self._toggle_hints,
            Action.FLOW_NEXT_HINT: self._next_hint,
            Action.FLOW_EXPORT: self.toolbar.export.showMenu,
        }

    def _export(self, kind: str) -> None:
        """Write what is seen as a file, beside everything else that goes on."""
        view = self.desk.view
        if view is None or not view.record.steps:
            return
        self.panel.flush()
        order = DrawingOrder(
            record=view.record,
            scores=self._scores if self._period else None,
            view=self._view,
            kind=kind,
            language=language(),
            draft=view.edited,
        )
        files = self.session.open_backend().library
        self.session.runner.in_background(_("Export"), lambda _progress: files.drawing(order), self.wrote.emit)

    def _fold(self) -> None:
        self.canvas.set_folds(not self.canvas.folds)
        self._show_state()

    def _toggle_hints(self) -> None:
        self._shows_hints = not self._shows_hints
        self._redraw()
        self._show_state()

    def _next_hint(self) -> None:
        """The first step after the chosen one that needs a look, from the beginning where there is none."""
        record = self.desk.record
        if record is None:
            return
        wanted = {hint.step for hint in self._hints}
        names = [step.id for step in record.steps]
        start = names.index(self.canvas.step) + 1 if self.canvas.step in names else 0
        found = next((name for name in (*names[start:], *names[:start]) if name in wanted), None)
        if found is not None:
            self._choose(found)

    def _on_came(self, name: str) -> None:
        """A new step wants a name."""
        self.canvas.choose_step(name)
        self._show_chosen()
        self.panel.begin(name=True)

    # ----------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        self._split = QSplitter()
        self._split.setHandleWidth(1)
        self._split.addWidget(self.canvas)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)
        self._split.setSizes([700, 300])
        self._nothing = QWidget()
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(32, 28, 32, 28)
        nothing.setSpacing(12)
        nothing.addWidget(self._empty)
        nothing.addWidget(self._first, 0, Qt.AlignmentFlag.AlignLeft)
        nothing.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.draft)
        column.addWidget(self._split, 1)
        column.addWidget(self._nothing, 1)
