"""The step that is walked: what it is, large buttons for what became of it, its clock, a remark and photos."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from qa_auditor.application.views.process_wording import LANE_NAMES, STAGE_NAMES, STEP_KIND_NAMES
from qa_auditor.application.views.walk_wording import seconds_text
from qa_auditor.application.walkthroughs.walking import OpenWalkthrough
from qa_auditor.domain.process import Link, Step
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.domain.walkthrough import StepStanding
from qa_auditor.i18n import N_, _, language
from qa_auditor.ui.actions import Action, hint_of, keys_of
from qa_auditor.ui.pages.processes.walk.photos import PhotoRow
from qa_auditor.ui.session import Session
from qa_auditor.ui.widgets.text import button, label, restyle, say

OUT_OF_ORDER = "out-of-order"

_CHOICES: Sequence[tuple[str, str, Action]] = (
    (StepOutcome.DONE, N_("Done"), Action.WALK_DONE),
    (StepOutcome.NOT_TO_STANDARD, N_("Not to standard"), Action.WALK_BADLY),
    (StepOutcome.SKIPPED, N_("Skipped"), Action.WALK_SKIPPED),
    (OUT_OF_ORDER, N_("Out of order"), Action.WALK_OUT_OF_ORDER),
    (StepOutcome.NOT_APPLICABLE, N_("Not applicable"), Action.WALK_NOT_APPLICABLE),
)

_NOTE_SETTLES_MS = 400
_WIDEST = 980


class StepCard(QWidget):
    """Shows a step and says what was done with it.

    Signals: ``marked`` with an outcome or ``OUT_OF_ORDER``; ``timer_pressed``; ``timed`` with seconds; ``noted`` with
    the remark; ``photo_wanted``; ``way_chosen`` with the step that follows; ``left_field``.
    """

    marked = Signal(str)
    timer_pressed = Signal()
    timed = Signal(int)
    noted = Signal(str)
    photo_wanted = Signal()
    way_chosen = Signal(str)
    left_field = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._step: Step | None = None
        self._standing = StepStanding()
        self.name, self._facts = label("title", wrap=True), label("soft", wrap=True)
        self._activity = label(wrap=True)
        self._details = QGridLayout()
        self.choices: Mapping[str, QPushButton] = {key: self._choice(key, action) for key, _title, action in _CHOICES}
        self.time = label("total")
        self._limit = label("soft")
        self.timer = button("touch", clicked=self.timer_pressed.emit)
        self.typed = QLineEdit()
        self.note = QPlainTextEdit()
        self.photos = PhotoRow(session)
        self.photo = button("touch", clicked=self.photo_wanted.emit)
        self._photo_hint = label("small", wrap=True)
        self._note_title = label("soft")
        self._ways_title = label("soft")
        self._ways = QVBoxLayout()
        self._note_settles = QTimer(self)
        self._note_settles.setSingleShot(True)
        self._note_settles.setInterval(_NOTE_SETTLES_MS)
        self._note_settles.timeout.connect(self.flush)
        self._lay_out()
        self.note.textChanged.connect(self._note_settles.start)
        self.typed.editingFinished.connect(self._on_typed)

    def _choice(self, key: str, _action: Action) -> QPushButton:
        made = button("touch", clicked=lambda: self.marked.emit(key))
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay_out(self) -> None:
        answers = QHBoxLayout()
        answers.setSpacing(8)
        for made in self.choices.values():
            made.setMinimumHeight(58)
            answers.addWidget(made, 1)
        clock = QHBoxLayout()
        clock.setSpacing(12)
        self.timer.setMinimumHeight(44)
        self.typed.setFixedWidth(92)
        self.time.setMinimumWidth(104)
        for part in (self.time, self.timer, self.typed):
            clock.addWidget(part)
        clock.addWidget(self._limit, 1)
        self.note.setFixedHeight(72)
        self.note.setTabChangesFocus(True)
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        self.photo.setMinimumHeight(44)
        pictures.addWidget(self.photo)
        pictures.addWidget(self._photo_hint, 1)
        self._details.setHorizontalSpacing(16)
        self._details.setVerticalSpacing(4)
        self._details.setColumnStretch(1, 1)
        self._ways.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(12)
        self.setMaximumWidth(_WIDEST)
        for part in (self.name, self._facts, self._activity):
            column.addWidget(part)
        column.addLayout(self._details)
        column.addSpacing(4)
        column.addLayout(answers)
        column.addWidget(self._ways_title)
        column.addLayout(self._ways)
        column.addLayout(clock)
        column.addWidget(self._note_title)
        column.addWidget(self.note)
        column.addLayout(pictures)
        column.addWidget(self.photos)
        column.addStretch(1)

    # ------------------------------------------------------------------------------------------------------------- show

    def show_step(self, opened: OpenWalkthrough, step: Step, ways: Sequence[Link]) -> None:
        """Show a step as it stands; ``ways`` where somebody has to say how it goes on."""
        if self._step is None or self._step.id != step.id:
            self.flush()
        self._step, self._standing = step, opened.standing.of(step.id)
        number = [one.id for one in opened.record.steps].index(step.id) + 1
        self.name.setText(f"{number}. {step.name.in_language(language())}")
        facts = [_(STAGE_NAMES[step.stage]), _(LANE_NAMES[step.lane]), _(STEP_KIND_NAMES[step.kind])]
        if not step.required:
            facts.append(_("may be left out"))
        self._facts.setText(" · ".join(facts))
        self._activity.setText(step.activity.in_language(language()))
        self._activity.setVisible(bool(self._activity.text()))
        self._show_details(step)
        self._show_standing(closed=opened.closed)
        self._show_ways(opened, ways)

    def show_time(self, seconds: int | None, *, running: bool) -> None:
        """What the clock of the step shows."""
        self.time.setText(seconds_text(seconds) if seconds is not None else "––:––")
        limit = self._step.time_limit_s if self._step else None
        late = limit is not None and seconds is not None and seconds > limit
        restyle(self.time, "total-bad" if late else "total-running" if running else "total")
        self.time.setAccessibleName(_("Time: {time}").format(time=self.time.text()))

    def _show_details(self, step: Step) -> None:
        while self._details.count():
            item = self._details.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        tag = language()
        known = (
            (_("Role"), step.role.in_language(tag)),
            (_("Needs"), step.input.in_language(tag)),
            (_("Gives"), step.output.in_language(tag)),
            (_("Standards"), ", ".join(step.standards)),
        )
        for row, (term, text) in enumerate((term, text) for term, text in known if text):
            head, body = label("soft", text=term), label(text=text, wrap=True)
            self._details.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            self._details.addWidget(body, row, 1)

    def _show_standing(self, *, closed: bool) -> None:
        standing = self._standing
        for key, made in self.choices.items():
            made.setEnabled(not closed)
            made.setChecked(
                standing.out_of_order or standing.postponed if key == OUT_OF_ORDER else standing.outcome == key
            )
        if self.note.toPlainText() != standing.note and not self._note_settles.isActive():
            self.note.setPlainText(standing.note)
            self._note_settles.stop()
        for part in (self.note, self.typed, self.timer, self.photo):
            part.setEnabled(not closed)
        running = standing.running_since is not None
        self.timer.setText(_("Stop the clock") if running else _("Start the clock"))
        say(self.timer, self.timer.text(), hint_of(Action.WALK_TIMER))
        self.photos.show_photos(standing.photos, fixed=closed)
        limit = self._step.time_limit_s if self._step else None
        self._limit.setText(_("Limit {time}").format(time=seconds_text(limit)) if limit is not None else _("No limit"))

    def _show_ways(self, opened: OpenWalkthrough, ways: Sequence[Link]) -> None:
        while self._ways.count():
            item = self._ways.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._ways_title.setVisible(bool(ways))
        self._ways_title.setText(_("How does it go on?"))
        for number, way in enumerate(ways, start=1):
            name = opened.record.step_by_id[way.target].name.in_language(language())
            condition = way.condition.in_language(language())
            made = button("touch", clicked=partial(self.way_chosen.emit, way.target))
            made.setText(f"{number}  {condition}  →  {name}" if condition else f"{number}  {name}")
            made.setMinimumHeight(44)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._ways.addWidget(made)

    # ----------------------------------------------------------------------------------------------------------- fields

    def edit_note(self) -> None:
        """Put the keyboard into the remark."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.note.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.note.setTextCursor(cursor)

    def flush(self) -> None:
        """Say the remark that is being typed."""
        self._note_settles.stop()
        text = self.note.toPlainText().strip()
        if self._step is not None and text != self._standing.note:
            self.noted.emit(text)

    def _on_typed(self) -> None:
        text = self.typed.text().strip()
        seconds = seconds_typed(text)
        self.typed.clear()
        if text and seconds is not None:
            self.timed.emit(seconds)
            self.left_field.emit()

    # --------------------------------------------------------------------------------------------------------- language

    def retranslate(self) -> None:
        """Say it in the current language; the step is shown anew by whoever shows it."""
        for key, title, action in _CHOICES:
            made = self.choices[key]
            # The key stands on the button: nobody has to look it up.
            made.setText("\n".join((_(title), keys_of(action))))
            say(made, _(title), hint_of(action))
        say(self.note, _("Remark on the step"), hint_of(Action.WALK_NOTE))
        self._note_title.setText(_("Remark (C)"))
        self.note.setPlaceholderText(_("What was seen, heard or felt"))
        say(self.typed, _("Time that was taken otherwise, minutes and seconds"))
        self.typed.setPlaceholderText(_("mm:ss"))
        self.photo.setText(_("Add a photo …"))
        say(self.photo, _("Add a photo …"), hint_of(Action.WALK_PHOTO))
        self._photo_hint.setText(_("or drop one here, or paste it with Ctrl+V"))
        self.photos.retranslate()


def seconds_typed(text: str) -> int | None:
    """``90``, ``1:30`` or ``1：30`` as seconds; None for what is no time."""
    parts = text.replace("：", ":").split(":")
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts) or len(parts) > 3:
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds
