"""Score: the queue, the recording, the form. This is the controller; the panels only lay out and report."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
)
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.views.queue import QueueRow, waiting_rows
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, Scope
from qa_auditor.ui.key_finder import KeyFinder
from qa_auditor.ui.pages.page import Page
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.pages.score.foot import Foot
from qa_auditor.ui.pages.score.form_list import FormList
from qa_auditor.ui.pages.score.keeper import AnswerKeeper
from qa_auditor.ui.pages.score.middle import Middle
from qa_auditor.ui.pages.score.opening import Opening
from qa_auditor.ui.pages.score.place_keeper import PlaceKeeper
from qa_auditor.ui.pages.score.process_asking import ProcessAsking
from qa_auditor.ui.pages.score.question_editor import QuestionEditor
from qa_auditor.ui.pages.score.queue_panel import QueuePanel
from qa_auditor.ui.pages.score.score_head import ScoreHead
from qa_auditor.ui.pages.score.submission import Submission
from qa_auditor.ui.pages.score.suggesting import Suggesting
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import label

NEXT = "next"
"""Target that opens the first subject that nobody began."""

WAITING = "waiting:"
"""Begins a target that looks in the queue for the words behind it: ``waiting:COMPLAINT``."""


class ScorePage(Page):
    """One subject at a time from the queue to submission, by keyboard alone if wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._form_keys, self._player_keys = KeyFinder(Scope.FORM), KeyFinder(Scope.PLAYER)
        self._word_keys = KeyFinder(Scope.WORDS)
        self.player = Player(self)
        self.keeper = AnswerKeeper(session)
        self.queue = QueuePanel()
        self.head = ScoreHead()
        self.form = FormList()
        self.editor = QuestionEditor()
        self.answers = AnswerDesk(keeper=self.keeper, form=self.form, editor=self.editor, head=self.head)
        self.middle = Middle(session, player=self.player, answers=self.answers)
        self.recording, self.sound, self.words = self.middle.panel, self.middle.sound, self.middle.words
        self.suggesting = Suggesting(session, desk=self.answers)
        self.submission = Submission(session, desk=self.answers, keeper=self.keeper)
        self._place = PlaceKeeper(session, desk=self.answers, player=self.player)
        self.opening = Opening(session)
        self._processes = ProcessAsking(session)
        ending = self.submission
        self.foot = Foot(self.editor, (self.opening.chooser, ending.gaps, ending.confirm, ending.reason))
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
        column.addWidget(self.foot)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for pane, least, stretch in ((self.queue, 180, 1), (self.recording, 420, 5), (right, 480, 4)):
            pane.setMinimumWidth(least)
            split.addWidget(pane)
            split.setStretchFactor(split.indexOf(pane), stretch)
        split.setSizes([188, 500, 500])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.editor.allow_guidance(max(84, self.height() // 6))

    def _connect(self) -> None:
        session = self._session
        session.feed.subscribe({Kind.EVALUATION, Kind.SUBJECT, Kind.CHECKLIST}, self._on_changed)
        session.signed_in.connect(self._on_signed_in)
        self.queue.wanted.connect(self._on_row_wanted)
        self.sound.measured.connect(self.suggesting.take_sound)
        self.words.corrected.connect(self.suggesting.ask)
        self.head.why_wanted.connect(self._show_why)
        self.answers.why_wanted.connect(self._show_why)
        for part in (self.answers, self.recording):
            part.process_wanted.connect(lambda: self._processes.ask(self.bench, self.window()))
        submission = self.submission
        self.head.submit_wanted.connect(lambda: self.answers.when_kept(submission.begin))
        self.head.correct_wanted.connect(submission.ask_reason)
        submission.prompt_wanted.connect(self._show_prompt)
        submission.left.connect(self._leave_prompt)
        submission.gap_chosen.connect(self._on_gap_chosen)
        submission.about_to_submit.connect(self._place.save)
        submission.submitted.connect(self._on_submitted)
        submission.corrected.connect(self._show_opened)
        opening = self.opening
        self._processes.assigned.connect(opening.open)
        opening.leaving.connect(self._put_away)
        opening.opened.connect(self._show_opened)
        opening.prompt_wanted.connect(self._show_prompt)
        opening.left.connect(self._leave_prompt)
        self.player.changed.connect(lambda: self._session.preferences.set("speed", str(self.player.rate)))

    # ------------------------------------------------------------------------------------------------ the shell's calls

    @override
    def retranslate(self) -> None:
        for part in (self.queue, self.middle, self.head, self.form, self.editor):
            part.retranslate()
        self._empty.setText(_("Choose in the queue with ↑ and ↓, then press Enter. F1 shows all keys."))
        if self.bench is not None and self.foot.asks:
            self._leave_prompt()

    @override
    def recolour(self, tokens: Tokens) -> None:
        for part in (self.queue, self.middle, self.form):
            part.recolour(tokens)

    @override
    def entered(self, target: str) -> None:
        self._place.begin()
        if target.startswith(WAITING):
            self.queue.filter.setText(target.removeprefix(WAITING))
            self.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif target and target != NEXT and (self.bench is None or self.bench.opened.evaluation.id != target):
            self.opening.open(target)
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
    def finish(self) -> bool:
        return self.answers.finish()

    @override
    def close_down(self) -> None:
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
        elif action is Action.SEARCH_WORDS:
            self.middle.begin_search()
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
        self.opening.open_row(row)

    # ------------------------------------------------------------------------------------------------ open and put away

    def _show_opened(self, opened: OpenEvaluation) -> None:
        self._show_bench(Workbench(opened))
        self.suggesting.begin()
        self.middle.load(opened)
        self.queue.show_open(opened.subject.id)
        if not self.form.go_to(opened.evaluation.question_id):
            self.form.go_to_row(self.form.form.step(-1, 1))
        self._place.begin()
        self._focus_form()

    def _put_away(self) -> None:
        self.answers.finish()
        self._place.save()
        self.middle.load(None)
        self._show_bench(None)

    def _show_bench(self, bench: Workbench | None) -> None:
        self.answers.show(bench)
        self.recording.show_notice(None)
        self._show_prompt(self.editor)
        self.foot.setVisible(bench is not None)
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
        on_form = self.bench is not None and focus is not self.queue.table and not self.foot.asks
        if (action := self._player_keys.action(event)) is not None:
            self.sound.act(action)
        elif not on_form:
            super().keyPressEvent(event)
        elif (action := self._word_keys.action(event)) is not None:
            self.middle.act(action)
        elif (action := self._form_keys.action(event)) is not None:
            if action is Action.LEAVE_FIELD and self.sound.forget_span():
                return
            text = event.text()
            self.answers.when_kept(lambda: self.answers.do(action, text))
        else:
            super().keyPressEvent(event)

    def _next_area(self) -> None:
        here = QApplication.focusWidget() or self
        if self.bench is not None and self.queue.isAncestorOf(here):
            self._focus_form()
        elif self.bench is None or self.recording.isAncestorOf(here) or not self.recording.take_keyboard():
            self.queue.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_form(self) -> None:
        if self.foot.asks:
            self.foot.take_keyboard()
        else:
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._put_away()
        if following is not None:
            self.opening.open_row(following, continue_with=bench.opened.checklist.id)
        else:
            self._load_queue()

    def _on_gap_chosen(self, question_id: str) -> None:
        self._leave_prompt()
        self.form.go_to(question_id)

    def _show_prompt(self, prompt: QFrame) -> None:
        self.foot.show_part(prompt)
        self._empty.setVisible(self.bench is None and not self.foot.asks)

    def _leave_prompt(self) -> None:
        self._show_prompt(self.editor)
        self.foot.setVisible(self.bench is not None)
        if self.bench is None:
            self.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_form()

    def _show_why(self) -> None:
        if self.bench is not None:
            from qa_auditor.ui.pages.score.why_dialog import WhyDialog

            WhyDialog(self.bench, self._session.tokens, self.window()).open()
