"""Score: the queue, the recording, the form. This is the controller; the panels only lay out and report."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.scoring_desk import (
    IncompleteError,
    OpenEvaluation,
    correct_evaluation,
    open_evaluation,
    save_place,
    start_evaluation,
    submit_evaluation,
)
from qa_auditor.application.views.queue import ChecklistChoice, QueueRow, fitting_checklists, waiting_rows
from qa_auditor.application.views.workbench import Step, Workbench
from qa_auditor.domain.answer import NA, Mark, Response, Value
from qa_auditor.domain.checklist import ChecklistRef, MultiChoice, Question, YesNo
from qa_auditor.domain.evaluation import SubmittedScore
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import KEYMAP, Action, Scope
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.page import Page
from qa_auditor.ui.pages.score.answering import NA_KEY, offers, takes_digits, toggled, typed, value_for_digit
from qa_auditor.ui.pages.score.form_list import FormList
from qa_auditor.ui.pages.score.keeper import AnswerKeeper
from qa_auditor.ui.pages.score.prompts import ConfirmPrompt, Line, ListPrompt, ReasonPrompt
from qa_auditor.ui.pages.score.question_editor import QuestionEditor
from qa_auditor.ui.pages.score.queue_panel import QueuePanel
from qa_auditor.ui.pages.score.recording_panel import RecordingPanel
from qa_auditor.ui.pages.score.score_head import ScoreHead, errors_text, verdict_text
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import label

NEXT = "next"
"""Target that opens the first subject that nobody began."""

_SKIP_MS = 5000
_WIDE = QSizePolicy.Policy.Preferred
_AS_NEEDED = QSizePolicy.Policy.Preferred
_NO_SAY = QSizePolicy.Policy.Ignored
_PLACE_PAUSE_MS = 1000


def _keys(scope: Scope) -> dict[QKeySequence, Action]:
    return {QKeySequence(key): bound.action for bound in KEYMAP if bound.scope is scope for key in bound.keys}


class ScorePage(Page):
    """One subject at a time from the queue to submission, by keyboard alone if wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.bench: Workbench | None = None
        self._intents: deque[Callable[[], None]] = deque()
        self._note_before: tuple[str, Response] | None = None
        self._entered_at = time.monotonic()
        self._last_used: dict[str, ChecklistRef] = {}
        self._continue_with = ""
        self._form_keys, self._player_keys = _keys(Scope.FORM), _keys(Scope.PLAYER)
        self.player = Player(self)
        self.keeper = AnswerKeeper(session)
        self.queue = QueuePanel()
        self.recording = RecordingPanel(self.player)
        self.head = ScoreHead()
        self.form = FormList()
        self.editor = QuestionEditor()
        self.chooser = ListPrompt()
        self.gaps = ListPrompt()
        self.confirm = ConfirmPrompt()
        self.reason = ReasonPrompt()
        self.bottom = QStackedWidget()
        self._empty = label("soft", wrap=True)
        self._place_timer = QTimer(self)
        self._place_timer.setSingleShot(True)
        self._place_timer.setInterval(_PLACE_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_bench(None)

    # ---------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        for prompt in (self.editor, self.chooser, self.gaps, self.confirm, self.reason):
            self.bottom.addWidget(prompt)
        right = QFrame()
        right.setProperty("kind", "pane-right")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._empty.setContentsMargins(24, 24, 24, 24)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._empty, 1)
        column.addWidget(self.form, 1)
        column.addWidget(self.bottom)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for pane, width, least, stretch in (
            (self.queue, 236, 190, 0), (self.recording, 380, 320, 3), (right, 580, 500, 4),
        ):  # fmt: skip
            pane.setMinimumWidth(least)
            split.addWidget(pane)
            split.setStretchFactor(split.indexOf(pane), stretch)
        split.setSizes([236, 380, 580])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.editor.allow_guidance(max(84, self.height() // 7))

    def _connect(self) -> None:
        session = self._session
        session.feed.subscribe({Kind.EVALUATION, Kind.SUBJECT, Kind.CHECKLIST}, self._on_changed)
        session.signed_in.connect(self._on_signed_in)
        self.keeper.settled.connect(self._next_intent)
        self.queue.wanted.connect(self._on_row_wanted)
        self.form.question_entered.connect(self._on_question_entered)
        self.form.segment_clicked.connect(self._on_segment)
        self.recording.mark_chosen.connect(self._on_mark_chosen)
        self.head.why_wanted.connect(self._show_why)
        self.head.submit_wanted.connect(lambda: self._when_kept(self._begin_submit))
        self.head.correct_wanted.connect(self._ask_reason)
        editor = self.editor
        editor.offer_chosen.connect(lambda key: self._when_kept(lambda: self._choose_offer(key, advance=False)))
        editor.value_typed.connect(lambda value: self._when_kept(lambda: self._give_value(value)))
        editor.field_left.connect(lambda: self._when_kept(self._after_field))
        editor.note_begun.connect(self._on_note_begun)
        editor.note_rested.connect(self._on_note_rested)
        editor.note_finished.connect(self._on_note_finished)
        editor.mark_wanted.connect(lambda: self._when_kept(self._mark))
        editor.mark_chosen.connect(self._seek_to_mark)
        editor.mark_removed.connect(lambda place: self._when_kept(lambda: self._remove_mark(place)))
        self.chooser.picked.connect(self._on_checklist_picked)
        self.chooser.left.connect(self._leave_prompt)
        self.gaps.picked.connect(self._on_gap_picked)
        self.gaps.left.connect(self._leave_prompt)
        self.confirm.confirmed.connect(self._submit)
        self.confirm.left.connect(self._leave_prompt)
        self.reason.given.connect(self._correct)
        self.reason.left.connect(self._leave_prompt)
        self.player.moved.connect(lambda _position: self._place_changed())
        self.player.changed.connect(lambda: self._session.preferences.set("speed", str(self.player.rate)))
        self._place_timer.timeout.connect(self._save_place)

    # -------------------------------------------------------------------------------------------------- the shell's calls

    @override
    def retranslate(self) -> None:
        for part in (self.queue, self.recording, self.head, self.form, self.editor):
            part.retranslate()
        self._empty.setText(_("Choose in the queue with ↑ and ↓, then press Enter. F1 shows all keys."))
        if self.bench is not None:
            self._show_marks()
            if self.bottom.currentWidget() is not self.editor:
                self._leave_prompt()

    @override
    def recolour(self, tokens: Tokens) -> None:
        for part in (self.queue, self.recording, self.form):
            part.recolour(tokens)

    @override
    def entered(self, target: str) -> None:
        self._entered_at = time.monotonic()
        if target and target != NEXT and (self.bench is None or self.bench.opened.evaluation.id != target):
            self._open(target)
        elif self.bench is not None:
            self._focus_form()
        else:
            self.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._load_queue(open_next=target == NEXT)

    @override
    def left(self) -> None:
        self.player.pause()
        self._save_place()

    @override
    def close_down(self) -> None:
        self._finish_note()
        self._save_place()
        self._place_timer.stop()
        self.player.close()

    @override
    def act(self, action: Action) -> None:
        if action is Action.SUBMIT:
            self._finish_note()
            self._when_kept(self._begin_submit)
        elif action is Action.UNDO:
            self._when_kept(lambda: self._retrace(back=True))
        elif action is Action.REDO:
            self._when_kept(lambda: self._retrace(back=False))
        elif action is Action.PLAY_ANYWHERE:
            self.player.toggle()
        elif action is Action.FILTER:
            self.queue.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.queue.filter.selectAll()
        elif action is Action.NEXT_AREA:
            self._next_area()
        elif action is Action.SAVE_AGAIN:
            self.keeper.try_again()

    # ----------------------------------------------------------------------------------------------------------- queue

    def _load_queue(self, *, open_next: bool = False) -> None:
        evaluator_id = self._session.evaluator.id if self._session.evaluator else None

        def show(rows: tuple[QueueRow, ...]) -> None:
            self.queue.show_rows(rows)
            if self.bench is not None:
                self.queue.show_open(self.bench.opened.subject.id)
            first = next((row for row in rows if not row.evaluation_id), None)
            if open_next and first is not None:
                self._on_row_wanted(first)

        self._session.ask(lambda backend: waiting_rows(backend.store, evaluator_id=evaluator_id), show)

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        # A saved answer changes nothing in the queue; only subjects that come and go do.
        if any(change.kind is not Kind.EVALUATION for change in _changes):
            self._load_queue()

    def _on_signed_in(self) -> None:
        self._put_away()
        self._load_queue()

    def _on_row_wanted(self, row: QueueRow) -> None:
        if self.bench is not None and self.bench.opened.subject.id == row.subject_id and not self.bench.read_only:
            self._focus_form()
            return
        if row.evaluation_id:
            self._open(row.evaluation_id)
            return
        if self._session.evaluator is None:
            self.recording.show_notice(_("Nobody is signed in: add an evaluator first."))
            return

        def choose(choices: tuple[ChecklistChoice, ...]) -> None:
            self._choose_checklist(row, choices)

        self._session.ask(lambda backend: fitting_checklists(backend.store, subject_id=row.subject_id), choose)

    def _choose_checklist(self, row: QueueRow, choices: tuple[ChecklistChoice, ...]) -> None:
        self._wanted_row, self._choices = row, {choice.ref.id: choice for choice in choices}
        if len(choices) == 1:
            self._start(row.subject_id, choices[0].ref)
        elif self._continue_with in self._choices:
            self._start(row.subject_id, self._choices[self._continue_with].ref)
        else:
            self._put_away()
            lines = [
                Line(
                    choice.ref.id,
                    choice.title.in_language(language())
                    + "  ·  "
                    + ngettext("{n} question", "{n} questions", choice.questions).format(n=choice.questions),
                )
                for choice in choices
            ]
            self._show_prompt(self.chooser)
            title = _("Which checklist for {title}?").format(title=row.title)
            remark = "" if lines else _("No checklist fits this kind of subject. Import one first.")
            last = self._session.preferences.get(_preference(row))
            self.chooser.ask(title, remark, lines, current=last)
        self._continue_with = ""

    def _on_checklist_picked(self, checklist_id: str) -> None:
        self._session.preferences.set(_preference(self._wanted_row), checklist_id)
        self._start(self._wanted_row.subject_id, self._choices[checklist_id].ref)

    # ------------------------------------------------------------------------------------------------- open and put away

    def _start(self, subject_id: str, checklist: ChecklistRef) -> None:
        evaluator = self._session.evaluator
        if evaluator is None:
            return

        def start(backend: Backend) -> Outcome[OpenEvaluation]:
            return start_evaluation(
                backend.store, clock=backend.clock, subject_id=subject_id, checklist=checklist, evaluator_id=evaluator.id
            )

        self._put_away()
        self._session.ask(start, lambda outcome: self._show_opened(outcome.value))

    def _open(self, evaluation_id: str) -> None:
        self._put_away()
        self._session.ask(lambda backend: open_evaluation(backend.store, evaluation_id=evaluation_id), self._show_opened)

    def _show_opened(self, opened: OpenEvaluation) -> None:
        self._show_bench(Workbench(opened))
        self._load_recording(opened)
        self.queue.show_open(opened.subject.id)
        if not self.form.go_to(opened.evaluation.question_id):
            self.form.go_to_row(self.form.form.step(-1, 1))
        self._entered_at = time.monotonic()
        self._focus_form()

    def _put_away(self) -> None:
        self._finish_note()
        self._save_place()
        self._place_timer.stop()
        self.player.open(None, length_ms=0)
        self._show_bench(None)

    def _show_bench(self, bench: Workbench | None) -> None:
        self.bench = None
        self._intents.clear()
        self._note_before = None
        self.form.form.show(bench)
        self.bench = bench
        self.head.show_bench(bench)
        self.recording.show_evaluation(bench.opened if bench else None)
        self.recording.show_notice("")
        self._show_prompt(self.editor)
        self.bottom.setVisible(bench is not None)
        self.form.setVisible(bench is not None)
        self._empty.setVisible(bench is None)
        if bench is None:
            self.editor.show_question(None, 0, Response(), read_only=True)
        else:
            self._show_marks()

    def _load_recording(self, opened: OpenEvaluation) -> None:
        recording = opened.subject.recording
        self.player.set_rate(float(self._session.preferences.get("speed", "1") or 1))
        if recording is None:
            self.player.open(None, length_ms=0)
            return
        stored = self._session.open_backend().media.path_of(recording)
        path: Path | None = stored
        if not stored.is_file():
            path = None
            self.recording.show_notice(_("The recording is missing from the media folder. Scoring goes on without it."))
        elif stored.stat().st_size != recording.size:
            self.recording.show_notice(_("The recording is not the one that was imported: its size differs."))
        else:
            playable = stored.with_name(f"{stored.stem}.play.wav")
            path = playable if playable.is_file() else stored
        self.player.open(path, length_ms=recording.duration_ms, position_ms=opened.evaluation.position_ms)

    # ------------------------------------------------------------------------------------------------------------- place

    def _place_changed(self) -> None:
        if self.bench is not None and not self.bench.read_only and not self._place_timer.isActive():
            self._place_timer.start()

    def _save_place(self) -> None:
        self._place_timer.stop()
        bench = self.bench
        if bench is None or bench.read_only:
            return
        evaluation, now = bench.opened.evaluation, time.monotonic()
        spent = evaluation.scoring_ms + (int((now - self._entered_at) * 1000) if self.isVisible() else 0)
        position, question_id = self.player.position, self.form.current_question()
        self._entered_at = now
        if (position, question_id) == (evaluation.position_ms, evaluation.question_id) and spent - evaluation.scoring_ms < 1000:
            return
        stands = replace(evaluation, position_ms=position, question_id=question_id, scoring_ms=spent)
        bench.opened = replace(bench.opened, evaluation=stands)

        def save(backend: Backend) -> None:
            save_place(
                backend.store, evaluation_id=stands.id, position_ms=position, question_id=question_id, scoring_ms=spent
            )

        self._session.ask(save)

    # -------------------------------------------------------------------------------------------------------------- keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit):
            if event.key() == Qt.Key.Key_Escape:
                self._leave_field()
            else:
                super().keyPressEvent(event)
            return
        pressed = QKeySequence(event.keyCombination().key() if _plain(event) else event.keyCombination())
        action = self._player_keys.get(pressed)
        if action is not None:
            self._play(action)
            return
        action = self._form_keys.get(pressed)
        on_form = self.bench is not None and focus is not self.queue.table and self.bottom.currentWidget() is self.editor
        if action is not None and on_form:
            text = event.text()
            self._when_kept(lambda: self._do(action, text))
        else:
            super().keyPressEvent(event)

    def _play(self, action: Action) -> None:
        player = self.player
        {
            Action.PLAY: player.toggle,
            Action.BACK: lambda: player.skip(-_SKIP_MS),
            Action.FORWARD: lambda: player.skip(_SKIP_MS),
            Action.START: lambda: player.seek(0),
            Action.END: lambda: player.seek(player.length),
            Action.SLOWER: lambda: player.faster(-1),
            Action.FASTER: lambda: player.faster(1),
        }[action]()

    def _do(self, action: Action, text: str) -> None:
        if self.bench is None:
            return
        form = self.form
        todo: dict[Action, Callable[[], object]] = {
            Action.NEXT_QUESTION: lambda: form.move(1),
            Action.PREVIOUS_QUESTION: lambda: form.move(-1),
            Action.FIRST_QUESTION: lambda: form.go_to_row(form.form.step(-1, 1)),
            Action.LAST_QUESTION: lambda: form.go_to_row(form.form.step(len(form.form.rows), -1)),
            Action.NEXT_OPEN: self._next_open,
            Action.YES: lambda: self._choose_offer("yes", advance=True),
            Action.NO: lambda: self._choose_offer("no", advance=True),
            Action.NOT_APPLICABLE: lambda: self._choose_offer(NA_KEY, advance=True),
            Action.CHOOSE: lambda: self._on_digit(int(text)) if text.isdecimal() else None,
            Action.CLEAR: lambda: self._give_value(None),
            Action.EDIT_VALUE: self._on_enter,
            Action.MARK: self._mark,
            Action.NOTE: self.editor.edit_note,
            Action.GUIDANCE: self.editor.toggle_guidance,
            Action.WHY: self._show_why,
        }
        if action in todo:
            todo[action]()

    def _when_kept(self, do: Callable[[], None]) -> None:
        """Do it after every answer before it is on disk."""
        if self.keeper.busy or self._intents:
            self._intents.append(do)
        else:
            do()

    def _next_intent(self) -> None:
        while self._intents and not self.keeper.busy:
            self._intents.popleft()()

    def _next_area(self) -> None:
        if self.bench is None or self.form.hasFocus() or self.editor.isAncestorOf(QApplication.focusWidget() or self):
            self.queue.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._focus_form()

    def _focus_form(self) -> None:
        current = self.bottom.currentWidget()
        if current is self.editor:
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        elif current is not None:
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_field(self) -> None:
        if self.editor.value_field.hasFocus():
            self.editor.leave_value()
        if self.bench is None:
            self.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_form()

    # ----------------------------------------------------------------------------------------------------------- answers

    def _question(self) -> Question | None:
        question_id = self.form.current_question()
        return self.bench.opened.checklist.by_id.get(question_id) if self.bench is not None else None

    def _choose_offer(self, key: str, *, advance: bool) -> None:
        question, bench = self._question(), self.bench
        if question is None or bench is None or bench.read_only:
            return
        current = bench.response(question.id).value
        if key == NA_KEY:
            if not question.na:
                self.editor.show_problem(_("This question always applies: N/A is not allowed."))
                return
            self._give_value(NA)
        elif isinstance(question.answer, MultiChoice):
            self._give_value(toggled(question, key, current))
            return
        else:
            if key in {"yes", "no"} and not isinstance(question.answer, YesNo):
                return
            offer = next((offer for offer in offers(question, language()) if offer.id == key), None)
            if offer is None:
                return
            self._give_value(offer.value)
        if advance:
            self.form.move(1)

    def _on_digit(self, digit: int) -> None:
        question, bench = self._question(), self.bench
        if question is None or bench is None or bench.read_only:
            return
        if takes_digits(question):
            self.editor.edit_value(str(digit))
            return
        value = value_for_digit(question, digit, bench.response(question.id).value)
        if value is None:
            return
        self._give_value(value)
        if not isinstance(question.answer, MultiChoice):
            self.form.move(1)

    def _on_enter(self) -> None:
        question = self._question()
        if question is not None and not (typed(question) and self.editor.edit_value()):
            self.form.move(1)

    def _on_segment(self, question_id: str, key: str) -> None:
        self.form.go_to(question_id)
        self._when_kept(lambda: self._choose_offer(key, advance=False))

    def _give_value(self, value: Value | None) -> None:
        question, bench = self._question(), self.bench
        if question is not None and bench is not None and not bench.read_only:
            self._give(question.id, replace(bench.response(question.id), value=value))

    def _after_field(self) -> None:
        self._focus_form()
        self.form.move(1)

    def _give(self, question_id: str, response: Response) -> None:
        if self.bench is not None and (step := self.bench.give(question_id, response)) is not None:
            self._take_in(step)

    def _take_in(self, step: Step) -> None:
        """Show a step at once, and store it."""
        bench = self.bench
        if bench is None:
            return
        if step.before.value != step.after.value and bench.sheet.changed_visibility:
            current = self.form.current_question()
            self.form.form.rearrange()
            if not self.form.go_to(current):
                self.form.go_to(step.question_id)
        if bool(step.before.note or step.before.marks) != bool(step.after.note or step.after.marks) or (
            bench.opened.checklist.by_id[step.question_id].evidence_required_on_fail
        ):
            self.form.relay()
        self.form.form.refresh()
        self.head.refresh()
        if step.question_id == self.form.current_question():
            self._show_question(step.question_id)
        if step.before.marks != step.after.marks or bench.sheet.changed_visibility:
            self._show_marks()
        self.keeper.keep(bench.opened.evaluation.id, step)

    def _retrace(self, *, back: bool) -> None:
        if self.bench is None or self.bench.read_only:
            return
        self._finish_note()
        step = self.bench.undo() if back else self.bench.redo()
        if step is not None:
            self._take_in(step)
            self.form.go_to(step.question_id)

    def _next_open(self) -> None:
        bench, form = self.bench, self.form
        if bench is None:
            return
        row = form.currentIndex().row()
        order = [*range(row + 1, len(form.form.rows)), *range(row + 1)]
        for place in order:
            question = form.form.question_at(place)
            if question is not None and bench.response(question.id).value is None:
                form.go_to_row(place)
                return

    def _on_question_entered(self, question_id: str) -> None:
        if self._note_before is not None and self._note_before[0] != question_id:
            self._finish_note()
        self._show_question(question_id)
        self._place_changed()

    def _show_question(self, question_id: str) -> None:
        bench = self.bench
        if bench is not None:
            question = bench.opened.checklist.by_id[question_id]
            self.editor.show_question(
                question, bench.numbers[question_id], bench.response(question_id), read_only=bench.read_only
            )

    # ------------------------------------------------------------------------------------------------------ notes, marks

    def _on_note_begun(self) -> None:
        question_id = self.form.current_question()
        if self.bench is not None and question_id and not self.bench.read_only:
            self._note_before = (question_id, self.bench.response(question_id))

    def _on_note_rested(self, text: str) -> None:
        if self.bench is None or self._note_before is None:
            return
        question_id = self._note_before[0]
        step = self.bench.give_quietly(question_id, replace(self.bench.response(question_id), note=text.strip()))
        if step is not None:
            self._take_in(step)

    def _on_note_finished(self, text: str) -> None:
        if self._note_before is None or self.bench is None:
            return
        self._on_note_rested(text)
        question_id, before = self._note_before
        self._note_before = None
        self.bench.remember(question_id, replace(self.bench.response(question_id), note=before.note))

    def _finish_note(self) -> None:
        if self._note_before is not None:
            self._on_note_finished(self.editor.note_field.toPlainText())

    def _mark(self) -> None:
        question, bench = self._question(), self.bench
        if question is None or bench is None or bench.read_only:
            return
        if not self.player.length:
            self.editor.show_problem(_("There is no recording to mark."))
            return
        response = bench.response(question.id)
        mark = Mark(self.player.position)
        if mark not in response.marks:
            marks = tuple(sorted((*response.marks, mark), key=lambda one: one.at_ms))
            self._give(question.id, replace(response, marks=marks))

    def _remove_mark(self, place: int) -> None:
        question, bench = self._question(), self.bench
        if question is not None and bench is not None:
            response = bench.response(question.id)
            self._give(question.id, replace(response, marks=response.marks[:place] + response.marks[place + 1 :]))

    def _seek_to_mark(self, place: int) -> None:
        question, bench = self._question(), self.bench
        if question is not None and bench is not None:
            self.player.seek(bench.response(question.id).marks[place].at_ms)

    def _on_mark_chosen(self, question_id: str) -> None:
        self.form.go_to(question_id)

    def _show_marks(self) -> None:
        if self.bench is not None:
            self.recording.show_marks(self.bench.marks(), self.bench.numbers)

    # ------------------------------------------------------------------------------------------------------------ submit

    def _begin_submit(self) -> None:
        bench = self.bench
        if bench is None or bench.read_only:
            return
        if not self.keeper.all_kept:
            self.keeper.try_again()
            return
        if missing := bench.gaps():
            reasons = {"answer": _("not answered"), "evidence": _("a mark or a note is needed")}
            by_id = bench.opened.checklist.by_id
            lines = [
                Line(
                    gap.question_id,
                    f"{bench.numbers[gap.question_id]}.  {by_id[gap.question_id].text.in_language(language())}"
                    f"  —  {reasons.get(gap.reason, gap.reason)}",
                )
                for gap in missing
            ]
            count = len(lines)
            title = ngettext("{n} question is not complete", "{n} questions are not complete", count).format(n=count)
            self._show_prompt(self.gaps)
            self.gaps.ask(title, _("Enter goes to the question, Esc back to the form."), lines, numbered=False)
            return
        summary = _("{answered} questions answered, {marks} marks.").format(answered=bench.answered, marks=len(bench.marks()))
        self._show_prompt(self.confirm)
        self.confirm.ask(
            total=shown(bench.sheet.total) or _("No score"),
            verdict=verdict_text(bench.sheet.passed),
            passed=bench.sheet.passed,
            summary=summary + " " + _("After submission it can't be changed, only corrected beside it."),
            alarm=errors_text(bench),
        )

    def _submit(self) -> None:
        bench = self.bench
        if bench is None or bench.read_only or self.bottom.currentWidget() is not self.confirm:
            return
        self._save_place()
        evaluation_id = bench.opened.evaluation.id

        def submit(backend: Backend) -> Outcome[SubmittedScore]:
            return submit_evaluation(backend.store, clock=backend.clock, evaluation_id=evaluation_id)

        self.confirm.yes.setEnabled(False)
        self._session.ask(submit, lambda _outcome: self._on_submitted(bench), self._on_not_submitted)

    def _on_submitted(self, bench: Workbench) -> None:
        self.confirm.yes.setEnabled(True)
        if self.bench is not bench:
            return
        following = self.queue.next_after(bench.opened.subject.id)
        self._continue_with = bench.opened.checklist.id
        # It is submitted: there is no place to keep any more.
        self.bench = None
        self._put_away()
        if following is not None:
            self._on_row_wanted(following)
        else:
            self._load_queue()

    def _on_not_submitted(self, error: Exception) -> bool:
        self.confirm.yes.setEnabled(True)
        self._leave_prompt()
        if isinstance(error, IncompleteError):
            self._begin_submit()
            return True
        return False

    def _on_gap_picked(self, question_id: str) -> None:
        self._leave_prompt()
        self.form.go_to(question_id)

    def _ask_reason(self) -> None:
        if self.bench is not None and self.bench.read_only:
            self._show_prompt(self.reason)
            self.reason.ask()

    def _correct(self, reason: str) -> None:
        bench, evaluator = self.bench, self._session.evaluator
        if bench is None or evaluator is None:
            return
        evaluation_id = bench.opened.evaluation.id

        def correct(backend: Backend) -> Outcome[OpenEvaluation]:
            return correct_evaluation(
                backend.store,
                clock=backend.clock,
                evaluation_id=evaluation_id,
                evaluator_id=evaluator.id,
                reason=reason,
            )

        self._put_away()
        self._session.ask(correct, lambda outcome: self._show_opened(outcome.value))

    # ----------------------------------------------------------------------------------------------------------- prompts

    def _show_prompt(self, prompt: QFrame) -> None:
        self.bottom.setVisible(True)
        # Only the page that is shown has a say in how high the stack is.
        for place in range(self.bottom.count()):
            page = self.bottom.widget(place)
            page.setSizePolicy(_WIDE, _AS_NEEDED if page is prompt else _NO_SAY)
        self.bottom.setCurrentWidget(prompt)
        self._empty.setVisible(self.bench is None and prompt is self.editor)

    def _leave_prompt(self) -> None:
        self._show_prompt(self.editor)
        self.bottom.setVisible(self.bench is not None)
        if self.bench is None:
            self.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_form()

    def _show_why(self) -> None:
        if self.bench is not None:
            from qa_auditor.ui.pages.score.why_dialog import WhyDialog

            WhyDialog(self.bench, self._session.tokens, self.window()).open()


def _preference(row: QueueRow) -> str:
    return f"checklist.{row.kind}.{row.process_code}" if row.process_code else f"checklist.{row.kind}"


def _plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
