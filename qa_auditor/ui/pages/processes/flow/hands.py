"""What keys, buttons, menus and the mouse on the drawing mean."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from qa_auditor.application.flow.wording import step_name
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Lane
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, keys_of, title_of
from qa_auditor.ui.pages.processes.drafting import DraftDesk
from qa_auditor.ui.pages.processes.flow.canvas import Canvas
from qa_auditor.ui.pages.processes.flow.editing import FlowEditor
from qa_auditor.ui.pages.processes.flow.panel import SidePanel

_ON_STEP = (
    Action.FLOW_FIELDS,
    Action.FLOW_RENAME,
    Action.FLOW_ADD_BEFORE,
    Action.FLOW_ADD_AFTER,
    Action.FLOW_CONNECT,
    Action.FLOW_EARLIER,
    Action.FLOW_LATER,
    Action.FLOW_LANE_UP,
    Action.FLOW_LANE_DOWN,
    Action.FLOW_FORMER_STAGE,
    Action.FLOW_NEXT_STAGE,
    Action.FLOW_REMOVE,
)
_ON_ARROW = (Action.FLOW_FIELDS, Action.FLOW_ADD_AFTER, Action.FLOW_REMOVE)


class Hands(QObject):
    """Knows what is chosen and what can be done with it.

    ``looks`` are the actions that change how the flow is looked at; the tab gives them. Signals: ``said`` with what to
    do next, ``chosen`` after something else was chosen.
    """

    said = Signal(str)
    chosen = Signal()

    def __init__(self, desk: DraftDesk, editor: FlowEditor, canvas: Canvas, panel: SidePanel) -> None:
        super().__init__()
        self._desk, self._editor, self._canvas, self._panel = desk, editor, canvas, panel
        self.looks: Mapping[Action, Callable[[], object]] = {}
        self._joining = ""
        canvas.step_chosen.connect(lambda _name: self._choose())
        canvas.link_chosen.connect(lambda _source, _target: self._choose())
        canvas.opened.connect(panel.begin)
        canvas.acted.connect(self.do)
        canvas.menu_wanted.connect(self._show_menu)
        canvas.moved.connect(self._on_moved)
        canvas.joined.connect(self._on_joined)
        canvas.left_joining.connect(lambda: self._join(""))
        panel.left.connect(lambda: canvas.setFocus(Qt.FocusReason.OtherFocusReason))

    def do(self, action: Action) -> None:
        """Do what an action means for what is chosen; nothing where it means nothing."""
        todo = self.looks.get(action) or self._verbs().get(action)
        if todo is not None:
            todo()

    def _verbs(self) -> dict[Action, Callable[[], object]]:
        editor, step, link = self._editor, self._canvas.step, self._canvas.link
        if link is not None:
            return {
                Action.FLOW_FIELDS: self._panel.begin,
                Action.FLOW_ADD_AFTER: lambda: editor.add_between(*link),
                Action.FLOW_REMOVE: lambda: editor.disconnect_steps(*link),
                Action.FLOW_ARROW: self._next_arrow,
            }
        if not step:
            return {}
        return {
            Action.FLOW_FIELDS: self._panel.begin,
            Action.FLOW_RENAME: lambda: self._panel.begin(name=True),
            Action.FLOW_ADD_AFTER: lambda: editor.add_after(step),
            Action.FLOW_ADD_BEFORE: lambda: editor.add_before(step),
            Action.FLOW_CONNECT: lambda: self._join(step),
            Action.FLOW_REMOVE: lambda: editor.remove(step),
            Action.FLOW_LATER: lambda: editor.exchange(step, later=True),
            Action.FLOW_EARLIER: lambda: editor.exchange(step, later=False),
            Action.FLOW_LANE_DOWN: lambda: editor.shift(step, lanes=1),
            Action.FLOW_LANE_UP: lambda: editor.shift(step, lanes=-1),
            Action.FLOW_NEXT_STAGE: lambda: editor.shift(step, stages=1),
            Action.FLOW_FORMER_STAGE: lambda: editor.shift(step, stages=-1),
            Action.FLOW_ARROW: self._next_arrow,
        }

    def _choose(self) -> None:
        self._panel.flush()
        self.chosen.emit()

    def _next_arrow(self) -> None:
        """The arrows that leave the chosen step, one after another; after the last one the step again."""
        canvas = self._canvas
        if canvas.chart is None:
            return
        source = canvas.link[0] if canvas.link is not None else canvas.step
        leaving = [(tie.source, tie.target) for tie in canvas.chart.ties if tie.source == source]
        place = leaving.index(canvas.link) + 1 if canvas.link in leaving else 0
        self._panel.flush()
        if place < len(leaving):
            canvas.choose_link(leaving[place])
        else:
            canvas.choose_step(source)
        self.chosen.emit()

    # ---------------------------------------------------------------------------------------------------------- joining

    def _join(self, name: str) -> None:
        """Wait for the step that ``name`` is to lead to; "" waits no longer."""
        self._joining = name
        self._canvas.set_joins(bool(name))
        record = self._desk.record
        if name and record is not None:
            words = _("Choose the step that follows {name}: click it, or walk to it and press Enter. Esc leaves.")
            self.said.emit(words.format(name=step_name(record.step_by_id[name])))

    def _on_joined(self, target: str) -> None:
        source = self._joining
        self._join("")
        self._editor.connect_steps(source, target)
        self._canvas.choose_link((source, target))
        self.chosen.emit()

    # ------------------------------------------------------------------------------------------------------------ mouse

    def _on_moved(self, name: str, stage: str, lane: str) -> None:
        self._editor.place(name, stage=Stage(stage), lane=Lane(lane) if lane else None)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._canvas)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in _ON_ARROW if self._canvas.link is not None else _ON_STEP:
            words = f"{title_of(action)}\t{keys_of(action)}".replace("&", "&&")
            menu.addAction(words, partial(self.do, action))
        menu.popup(at)
