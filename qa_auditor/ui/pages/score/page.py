"""Score: the queue, the recording, the form. This is the controller; the panels only lay out and report."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.scoring_desk import (
    OpenEvaluation,
    open_evaluation,
    start_evaluation,
)
from qa_auditor.application.views.queue import ChecklistChoice, QueueRow, fitting_checklists, waiting_rows
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import KEYMAP, Action, Scope
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.page import Page
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.pages.score.form_list import FormList
from qa_auditor.ui.pages.score.keeper import AnswerKeeper
from qa_auditor.ui.pages.score.place_keeper import PlaceKeeper
from qa_auditor.ui.pages.score.prompts import Line, ListPrompt
from qa_auditor.ui.pages.score.question_editor import QuestionEditor
from qa_auditor.ui.pages.score.queue_panel import QueuePanel
from qa_auditor.ui.pages.score.recording_loader import RecordingLoader
from qa_auditor.ui.pages.score.recording_panel import RecordingPanel
from qa_auditor.ui.pages.score.score_head import ScoreHead
from qa_auditor.ui.pages.score.submission import Submission
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
_ANY_HEIGHT = 16777215  # Qt's QWIDGETSIZE_MAX


def _keys(scope: Scope) -> dict[QKeySequence, Action]:
    return {QKeySequence(key): bound.action for bound in KEYMAP if bound.scope is scope for key in bound.keys}


class ScorePage(Page):
    """One subject at a time from the queue to submission, by keyboard alone if wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._continue_with = ""
        self._editor_height = _ANY_HEIGHT
        self._form_keys, self._player_keys = _keys(Scope.FORM), _keys(Scope.PLAYER)
        self.player = Player(self)
        self.keeper = AnswerKeeper(session)
        self.queue = QueuePanel()
        self.recording = RecordingPanel(self.player)
        self.head = ScoreHead()
        self.form = FormList()
        self.editor = QuestionEditor()
        self.chooser = ListPrompt()
        self.answers = AnswerDesk(
            keeper=self.keeper,
            player=self.player,
            form=self.form,
            editor=self.editor,
            head=self.head,
            recording=self.recording,
        )
        self.submission = Submission(session, desk=self.answers, keeper=self.keeper)
        self._place = PlaceKeeper(session, desk=self.answers, player=self.player)
        self._loader = RecordingLoader(session, player=self.player, panel=self.recording)
        self.bottom = QStackedWidget()
        self._empty = label("soft", wrap=True)
        self._lay_out()
        self._connect()
        self._show_bench(None)

    @property
    def bench(self) -> Workbench | None:
        """The evaluation that is open."""
        return self.answers.bench

    # ----------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        for prompt in (
            self.editor,
            self.chooser,
            self.submission.gaps,
            self.submission.confirm,
            self.submission.reason,
        ):
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
        for pane, least, stretch in ((self.queue, 190, 0), (self.recording, 320, 3), (right, 500, 4)):
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
        self.queue.wanted.connect(self._on_row_wanted)
        self.editor.height_wanted.connect(self._on_height_wanted)
        self.recording.mark_chosen.connect(self.form.go_to)
        self.head.why_wanted.connect(self._show_why)
        self.answers.why_wanted.connect(self._show_why)
        submission = self.submission
        self.head.submit_wanted.connect(lambda: self.answers.when_kept(submission.begin))
        self.head.correct_wanted.connect(submission.ask_reason)
        submission.prompt_wanted.connect(self._show_prompt)
        submission.left.connect(self._leave_prompt)
        submission.gap_chosen.connect(self._on_gap_chosen)
        submission.about_to_submit.connect(self._place.save)
        submission.submitted.connect(self._on_submitted)
        submission.corrected.connect(self._show_opened)
        self.chooser.picked.connect(self._on_checklist_picked)
        self.chooser.left.connect(self._leave_prompt)
        self.player.changed.connect(lambda: self._session.preferences.set("speed", str(self.player.rate)))

    # ------------------------------------------------------------------------------------------------ the shell's calls

    @override
    def retranslate(self) -> None:
        for part in (self.queue, self.recording, self.head, self.form, self.editor):
            part.retranslate()
        self._empty.setText(_("Choose in the queue with ↑ and ↓, then press Enter. F1 shows all keys."))
        if self.bench is not None:
            self.answers.show_marks()
            if self.bottom.currentWidget() is not self.editor:
                self._leave_prompt()

    @override
    def recolour(self, tokens: Tokens) -> None:
        for part in (self.queue, self.recording, self.form):
            part.recolour(tokens)

    @override
    def entered(self, target: str) -> None:
        self._place.begin()
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
        self._place.end()

    @override
    def close_down(self) -> None:
        self.answers.finish_note()
        self._place.end()
        self.player.close()

    @override
    def act(self, action: Action) -> None:
        if action is Action.SUBMIT:
            self.answers.finish_note()
            self.answers.when_kept(self.submission.begin)
        elif action is Action.UNDO:
            self.answers.when_kept(lambda: self.answers.retrace(back=True))
        elif action is Action.REDO:
            self.answers.when_kept(lambda: self.answers.retrace(back=False))
        elif action is Action.PLAY_ANYWHERE:
            self.player.toggle()
        elif action is Action.FILTER:
            self.queue.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.queue.filter.selectAll()
        elif action is Action.NEXT_AREA:
            self._next_area()
        elif action is Action.SAVE_AGAIN:
            self.keeper.try_again()

    # ------------------------------------------------------------------------------------------------------------ queue

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

    # ------------------------------------------------------------------------------------------------ open and put away

    def _start(self, subject_id: str, checklist: ChecklistRef) -> None:
        evaluator = self._session.evaluator
        if evaluator is None:
            return

        def start(backend: Backend) -> Outcome[OpenEvaluation]:
            return start_evaluation(
                backend.store,
                clock=backend.clock,
                subject_id=subject_id,
                checklist=checklist,
                evaluator_id=evaluator.id,
            )

        self._put_away()
        self._session.ask(start, lambda outcome: self._show_opened(outcome.value))

    def _open(self, evaluation_id: str) -> None:
        self._put_away()
        self._session.ask(
            lambda backend: open_evaluation(backend.store, evaluation_id=evaluation_id), self._show_opened
        )

    def _show_opened(self, opened: OpenEvaluation) -> None:
        self._show_bench(Workbench(opened))
        self._loader.load(opened)
        self.queue.show_open(opened.subject.id)
        if not self.form.go_to(opened.evaluation.question_id):
            self.form.go_to_row(self.form.form.step(-1, 1))
        self._place.begin()
        self._focus_form()

    def _put_away(self) -> None:
        self.answers.finish_note()
        self._place.save()
        self.player.open(None, length_ms=0)
        self._show_bench(None)

    def _show_bench(self, bench: Workbench | None) -> None:
        self.answers.show(bench)
        self.recording.show_notice("")
        self._show_prompt(self.editor)
        self.bottom.setVisible(bench is not None)
        self.form.setVisible(bench is not None)
        self._empty.setVisible(bench is None)

    # ------------------------------------------------------------------------------------------------------------- keys

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
        on_form = (
            self.bench is not None and focus is not self.queue.table and self.bottom.currentWidget() is self.editor
        )
        if action is not None and on_form:
            text = event.text()
            self.answers.when_kept(lambda: self.answers.do(action, text))
        else:
            super().keyPressEvent(event)

    def _play(self, action: Action) -> None:
        player = self.player
        todo: dict[Action, Callable[[], object]] = {
            Action.PLAY: player.toggle,
            Action.BACK: lambda: player.skip(-_SKIP_MS),
            Action.FORWARD: lambda: player.skip(_SKIP_MS),
            Action.START: lambda: player.seek(0),
            Action.END: lambda: player.seek(player.length),
            Action.SLOWER: lambda: player.faster(-1),
            Action.FASTER: lambda: player.faster(1),
        }
        todo[action]()

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

    # ---------------------------------------------------------------------------------------------------------- prompts

    def _on_submitted(self, bench: Workbench) -> None:
        following = self.queue.next_after(bench.opened.subject.id)
        self._continue_with = bench.opened.checklist.id
        self._put_away()
        if following is not None:
            self._on_row_wanted(following)
        else:
            self._load_queue()

    def _on_gap_chosen(self, question_id: str) -> None:
        self._leave_prompt()
        self.form.go_to(question_id)

    def _show_prompt(self, prompt: QFrame) -> None:
        self.bottom.setVisible(True)
        # Only the page that is shown has a say in how high the stack is.
        for one in (self.editor, self.chooser, self.submission.gaps, self.submission.confirm, self.submission.reason):
            one.setSizePolicy(_WIDE, _AS_NEEDED if one is prompt else _NO_SAY)
        self.bottom.setCurrentWidget(prompt)
        self.bottom.setMaximumHeight(self._editor_height if prompt is self.editor else _ANY_HEIGHT)
        self._empty.setVisible(self.bench is None and prompt is self.editor)

    def _on_height_wanted(self, pixels: int) -> None:
        self._editor_height = pixels
        if self.bottom.currentWidget() is self.editor:
            self.bottom.setMaximumHeight(pixels)

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
