"""The screen on which a process is walked: its steps on the left, the one that is walked beside them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.walkthroughs.walking import Given, marking
from qa_auditor.domain.process import Link, Step
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.domain.walk_way import next_step, ways_on, where_it_stands
from qa_auditor.domain.walkthrough import Act
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import BY_ACTION, Action, hint_of
from qa_auditor.ui.pages.processes.walk.card import OUT_OF_ORDER, StepCard
from qa_auditor.ui.pages.processes.walk.desk import WalkDesk
from qa_auditor.ui.pages.processes.walk.steps import StepsList
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import ElidedLabel, button, say

_TICK_MS = 250
_MOST_WAYS = 9
_OUTCOMES = {
    Action.WALK_DONE: StepOutcome.DONE,
    Action.WALK_BADLY: StepOutcome.NOT_TO_STANDARD,
    Action.WALK_SKIPPED: StepOutcome.SKIPPED,
    Action.WALK_NOT_APPLICABLE: StepOutcome.NOT_APPLICABLE,
}


class WalkingScreen(QWidget):
    """Moves along the steps and says to the desk what was met.

    Signals: ``closed`` back to the list; ``finish_wanted``; ``photo_wanted`` with a step's id; ``photos_given`` with a
    step's id and files; ``picture_given`` with a step's id and a picture from the clipboard.
    """

    closed = Signal()
    finish_wanted = Signal()
    photo_wanted = Signal(str)
    photos_given = Signal(str, list)
    picture_given = Signal(str, QImage)

    def __init__(self, session: Session, desk: WalkDesk) -> None:
        super().__init__()
        self._desk = desk
        self.current = ""
        self._asks_way = False
        self.steps, self.card = StepsList(), StepCard(session)
        self._title = ElidedLabel("strong")
        self._progress = ElidedLabel("soft")
        self.back = button("quiet", clicked=self._leave)
        self.undo = button("quiet", clicked=desk.undo)
        self.finish = button("primary", clicked=self._finish)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._lay_out()
        self._connect()
        self._add_keys()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.steps)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("kind", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self._title, 2)
        row.addWidget(self._progress, 1)
        for made in (self.undo, self.finish):
            row.addWidget(made)
        scroll = QScrollArea()
        scroll.setWidget(self.card)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for pane, least, stretch in ((self.steps, 220, 1), (scroll, 460, 3)):
            pane.setMinimumWidth(least)
            split.addWidget(pane)
            split.setStretchFactor(split.indexOf(pane), stretch)
        split.setSizes([290, 700])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(split, 1)

    def _connect(self) -> None:
        self._desk.changed.connect(self.show_now)
        self.steps.wanted.connect(self.go_to)
        card = self.card
        card.marked.connect(self._on_marked)
        card.timer_pressed.connect(self.press_timer)
        card.timed.connect(lambda seconds: self._say((Act.TIMED, self.current, str(seconds))))
        card.noted.connect(lambda text: self._say((Act.NOTE, self.current, text)))
        card.photo_wanted.connect(lambda: self.photo_wanted.emit(self.current))
        card.photos.dropped.connect(lambda sha256: self._say((Act.PHOTO_AWAY, self.current, sha256)))
        card.way_chosen.connect(self._on_way)
        card.left_field.connect(self.take_keyboard)

    # ------------------------------------------------------------------------------------------------------------- show

    def begin(self) -> None:
        """Stand where the walk-through stands."""
        opened = self._desk.opened
        if opened is not None:
            self.steps.steps.show(opened)
            self.current = where_it_stands(opened.record, opened.standing)
            self._asks_way = False
            self.show_now()
            self.take_keyboard()

    def show_now(self) -> None:
        """Show the walk-through as it stands."""
        opened = self._desk.opened
        step = self._step
        if opened is None or step is None:
            self._tick.stop()
            return
        self.steps.steps.show(opened)
        self.steps.stand_on(self.current)
        said = sum(one.outcome is not None for one in opened.standing.steps.values())
        self._title.setText(opened.walkthrough.title)
        self._progress.setText(_("{said} of {steps} steps marked").format(said=said, steps=len(opened.record.steps)))
        self.undo.setEnabled(opened.standing.last_gesture is not None and not opened.closed)
        self.finish.setEnabled(not opened.closed)
        self.card.show_step(opened, step, self._ways())
        self._show_time()
        running = opened.standing.running is not None
        if running != self._tick.isActive():
            (self._tick.start if running else self._tick.stop)()

    def take_keyboard(self) -> None:
        """Let the keys work."""
        self.steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def pause(self) -> None:
        """Say what is being typed, and stop painting the clock; the clock itself goes on."""
        self.card.flush()
        self._tick.stop()

    def _show_time(self) -> None:
        opened = self._desk.opened
        if opened is not None and self.current:
            standing = opened.standing.of(self.current)
            self.card.show_time(standing.seconds_at(self._desk.now()), running=standing.running_since is not None)

    @property
    def _step(self) -> Step | None:
        opened = self._desk.opened
        return opened.record.step_by_id.get(self.current) if opened else None

    def _ways(self) -> Sequence[Link]:
        opened = self._desk.opened
        if opened is None or not self._asks_way:
            return ()
        return ways_on(opened.record, self.current)[:_MOST_WAYS]

    # ------------------------------------------------------------------------------------------------------------- walk

    def go_to(self, step_id: str) -> None:
        """Look at another step."""
        self.card.flush()
        self.current = step_id
        self._asks_way = False
        self.show_now()

    def mark(self, outcome: StepOutcome) -> None:
        """The step was met so; the next one comes, with the clock running on if it ran."""
        opened = self._desk.opened
        if opened is None or opened.closed or not self.current:
            return
        self.card.flush()
        ran = opened.standing.of(self.current).running_since is not None
        self._say(*marking(opened, step_id=self.current, outcome=outcome))
        self._go_on(ran=ran)

    def put_before(self, step_id: str) -> None:
        """The step came before another one."""
        self.card.flush()
        self._say((Act.PLACED, self.current, step_id))
        self._go_on(ran=False)

    def postpone(self) -> None:
        """The step does not come now."""
        self.card.flush()
        self._say((Act.POSTPONED, self.current, ""))
        self._go_on(ran=False)

    def press_timer(self) -> None:
        """Start or stop the clock of the step; only one clock runs."""
        opened = self._desk.opened
        if opened is None:
            return
        running = opened.standing.running
        given: list[Given] = [(Act.STOPPED, running, "")] if running is not None else []
        if running != self.current:
            given.append((Act.STARTED, self.current, ""))
        self._say(*given)

    def _say(self, *given: Given) -> None:
        self._desk.give(given)

    def _go_on(self, *, ran: bool) -> None:
        opened = self._desk.opened
        if opened is None:
            return
        following = next_step(opened.record, opened.standing, after=self.current)
        if following is None:
            self._asks_way = len(ways_on(opened.record, self.current)) > 1
        else:
            self.current, self._asks_way = following, False
            if ran:
                self._say((Act.STARTED, following, ""))
        self.show_now()

    def _on_way(self, step_id: str) -> None:
        self.current, self._asks_way = step_id, False
        self.show_now()
        self.take_keyboard()

    def _on_marked(self, key: str) -> None:
        if key == OUT_OF_ORDER:
            self.ask_order()
        else:
            self.mark(StepOutcome(key))
            self.take_keyboard()

    def ask_order(self) -> None:
        """Ask when a step came that did not come where it is defined."""
        opened = self._desk.opened
        if opened is None or opened.closed:
            return
        self.show_now()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("When did it come?"))
        menu.addAction(_("It has not come yet: later"), self.postpone)
        menu.addSeparator()
        for step_id in reversed([taken for taken in opened.standing.order if taken != self.current]):
            name = opened.record.step_by_id[step_id].name.in_language(language())
            words = _("It came before “{step}”").format(step=name)
            menu.addAction(words.replace("&", "&&"), partial(self.put_before, step_id))
        made = self.card.choices[OUT_OF_ORDER]
        menu.popup(made.mapToGlobal(QPoint(0, made.height() + 2)))
        menu.setActiveAction(menu.actions()[0])

    # ------------------------------------------------------------------------------------------------------------- keys

    def _add_keys(self) -> None:
        todo = {action: partial(self.mark, outcome) for action, outcome in _OUTCOMES.items()}
        others = {
            Action.WALK_OUT_OF_ORDER: self.ask_order,
            Action.WALK_TIMER: self.press_timer,
            Action.WALK_NOTE: self.card.edit_note,
            Action.WALK_PHOTO: lambda: self.photo_wanted.emit(self.current),
            Action.WALK_CLEAR: lambda: self._say((Act.CLEARED, self.current, "")),
            Action.WALK_NEXT: lambda: self._move(1),
            Action.WALK_PREVIOUS: lambda: self._move(-1),
            Action.WALK_LEAVE_FIELD: self.take_keyboard,
            Action.WALK_PASTE: self.paste,
        }
        for action, does in (*todo.items(), *others.items()):
            for key in BY_ACTION[action].keys:
                self._shortcut(key, does)
        for number in range(1, _MOST_WAYS + 1):
            self._shortcut(str(number), partial(self._choose_way, number))

    def _shortcut(self, key: str, does: object) -> None:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(does)

    def _choose_way(self, number: int) -> None:
        ways = self._ways()
        if number <= len(ways):
            self._on_way(ways[number - 1].target)

    def _move(self, by: int) -> None:
        ids = [step.id for step in self.steps.steps.steps]
        if self.current in ids:
            self.go_to(ids[max(0, min(len(ids) - 1, ids.index(self.current) + by))])

    def _leave(self) -> None:
        self.pause()
        self.closed.emit()

    def _finish(self) -> None:
        self.card.flush()
        self.finish_wanted.emit()

    # ----------------------------------------------------------------------------------------------------------- photos

    def paste(self) -> None:
        """Take a picture or files from the clipboard."""
        from PySide6.QtWidgets import QApplication

        self._take(QApplication.clipboard().mimeData())

    def _take(self, data: QMimeData) -> None:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.photos_given.emit(self.current, files)
        elif data.hasImage():
            picture = data.imageData()
            if isinstance(picture, QImage) and not picture.isNull():
                self.picture_given.emit(self.current, picture)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())

    # ----------------------------------------------------------------------------------------------- language and theme

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Walk-through"))
        self.steps.setAccessibleName(_("Steps of the process"))
        for made, words, hint in (
            (self.back, _("‹ All walk-throughs"), ""),
            (self.undo, _("Take back"), hint_of(Action.UNDO)),
            (self.finish, _("Finish and evaluate …"), hint_of(Action.SUBMIT)),
        ):
            made.setText(words)
            say(made, words, hint)
        self.card.retranslate()
        self.show_now()

    def recolour(self, tokens: Tokens) -> None:
        """Paint in another theme."""
        self.steps.recolour(tokens)
