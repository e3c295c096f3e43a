"""What the keys and clicks of the form do: answers, notes and marks, shown at once and stored one by one."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal

from qa_auditor.application.views.workbench import Step, WalkChange, Workbench
from qa_auditor.domain.answer import NA, Response, Value
from qa_auditor.domain.assist import Suggestion
from qa_auditor.domain.checklist import MultiChoice, Question, YesNo
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.score.answering import NA_KEY, offers, takes_digits, toggled, typed, value_for_digit
from qa_auditor.ui.pages.score.form_list import FormList
from qa_auditor.ui.pages.score.form_model import FILTERS
from qa_auditor.ui.pages.score.keeper import AnswerKeeper
from qa_auditor.ui.pages.score.question_editor import QuestionEditor
from qa_auditor.ui.pages.score.score_head import ScoreHead

_PATIENCE_SECONDS = 5.0


class AnswerDesk(QObject):
    """Changes one evaluation and keeps the panels in step with it.

    Signals: ``shown`` with the ``Workbench`` that is worked on now, or None; ``moved`` when another question became
    current; ``marks_changed`` when marks, or what they prove, may be others; ``mark_wanted`` when something shall be
    marked on the current question; ``walked`` when other steps of the process are marked; ``why_wanted`` when the
    arithmetic was asked for, ``process_wanted`` when the process was; ``moment_wanted`` (milliseconds) and
    ``line_wanted`` (position in the conversation) when what a suggestion rests on shall be shown.
    """

    shown = Signal(object)
    moved = Signal()
    marks_changed = Signal()
    mark_wanted = Signal()
    walked = Signal()
    moment_wanted = Signal(int)
    line_wanted = Signal(int)
    why_wanted = Signal()
    process_wanted = Signal()

    def __init__(
        self,
        *,
        keeper: AnswerKeeper,
        form: FormList,
        editor: QuestionEditor,
        head: ScoreHead,
    ) -> None:
        super().__init__()
        self.keeper = keeper
        self.form, self.editor, self.head = form, editor, head
        self.bench: Workbench | None = None
        self._intents: deque[Callable[[], None]] = deque()
        self._note_before: tuple[str, Response] | None = None
        keeper.settled.connect(self._next_intent)
        form.question_entered.connect(self._on_question_entered)
        form.segment_clicked.connect(self._on_segment)
        form.section_clicked.connect(self._fold_section)
        head.filter_chosen.connect(self._filter)
        editor.offer_chosen.connect(lambda key: self.when_kept(lambda: self.choose_offer(key, advance=False)))
        editor.value_typed.connect(lambda value: self.when_kept(lambda: self._give_value(value)))
        editor.field_left.connect(lambda: self.when_kept(self._after_field))
        editor.note_begun.connect(self._on_note_begun)
        editor.note_rested.connect(self._on_note_rested)
        editor.note_finished.connect(self._on_note_finished)
        editor.mark_wanted.connect(lambda: self.when_kept(self.mark_wanted.emit))
        editor.suggestion.take_wanted.connect(lambda: self.when_kept(self._take_suggestion))
        editor.suggestion.evidence_wanted.connect(self._show_evidence)

    @property
    def waiting(self) -> int:
        """How many keys wait for an answer before them to be on disk."""
        return len(self._intents)

    def show(self, bench: Workbench | None) -> None:
        """Work on another evaluation, or on none."""
        # While the rows change, no question is entered.
        self.bench = None
        self._intents.clear()
        self._note_before = None
        self.form.form.show(bench)
        self.bench = bench
        self.head.show_bench(bench)
        if bench is None:
            self.editor.show_question(None, 0, Response(), read_only=True)
        self.shown.emit(bench)
        self.marks_changed.emit()

    def do(self, action: Action, text: str) -> None:
        """Do what a key of the form means; ``text`` is what it types."""
        if self.bench is None:
            return
        form = self.form
        todo: dict[Action, Callable[[], object]] = {
            Action.NEXT_QUESTION: lambda: form.move(1),
            Action.PREVIOUS_QUESTION: lambda: form.move(-1),
            Action.FIRST_QUESTION: lambda: form.go_to_row(form.form.step(-1, 1)),
            Action.LAST_QUESTION: lambda: form.go_to_row(form.form.step(len(form.form.rows), -1)),
            Action.NEXT_OPEN: self._next_open,
            Action.YES: lambda: self.choose_offer("yes", advance=True),
            Action.NO: lambda: self.choose_offer("no", advance=True),
            Action.NOT_APPLICABLE: lambda: self.choose_offer(NA_KEY, advance=True),
            Action.CHOOSE: lambda: self._on_digit(int(text)) if text.isdecimal() else None,
            Action.CLEAR: lambda: self._give_value(None),
            Action.EDIT_VALUE: self._on_enter,
            Action.MARK: self.mark_wanted.emit,
            Action.NOTE: self.editor.edit_note,
            Action.GUIDANCE: self.editor.toggle_guidance,
            Action.TAKE_SUGGESTION: self._take_suggestion,
            Action.SHOW_EVIDENCE: self._show_evidence,
            Action.FOLD: self._fold,
            Action.FILTER_QUESTIONS: self._next_filter,
            Action.REST_RIGHT: self._pass_rest,
            Action.WHY: self.why_wanted.emit,
            Action.PROCESS: self.process_wanted.emit,
        }
        if action in todo:
            todo[action]()

    def when_kept(self, do: Callable[[], None]) -> None:
        """Do it after every answer before it is on disk."""
        if self.keeper.busy or self._intents:
            self._intents.append(do)
        else:
            do()

    def finish(self) -> bool:
        """End what is being typed and wait until everything is on disk; False when something could not be stored.

        Keys that wait for an answer before them are done too: who typed them has seen the window take them.
        """
        self.finish_note()
        until = time.monotonic() + _PATIENCE_SECONDS
        while (self.keeper.busy or self._intents) and not self.keeper.failing and time.monotonic() < until:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
        return self.keeper.all_kept and not self._intents

    def _next_intent(self) -> None:
        while self._intents and not self.keeper.busy:
            self._intents.popleft()()

    def question(self) -> Question | None:
        """The question that keys are about."""
        question_id = self.form.current_question()
        return self.bench.opened.checklist.by_id.get(question_id) if self.bench is not None else None

    def choose_offer(self, key: str, *, advance: bool) -> None:
        """Give an offered answer by its id, or ``na``."""
        question, bench = self.question(), self.bench
        if question is None or bench is None or bench.read_only:
            return
        current = bench.response(question.id).value
        if key == NA_KEY:
            if not question.na:
                self.editor.show_problem(_("This question always applies: N/A is not allowed."))
                return
            self._give_value(NA, leaving=advance)
        elif isinstance(question.answer, MultiChoice):
            self._give_value(toggled(question, key, current))
            return
        else:
            if key in {"yes", "no"} and not isinstance(question.answer, YesNo):
                return
            offer = next((offer for offer in offers(question, language()) if offer.id == key), None)
            if offer is None:
                return
            self._give_value(offer.value, leaving=advance)
        if advance:
            self._move_on(question.id)

    def _move_on(self, question_id: str) -> None:
        """To the next question; where there is none, this one is set out with its answer."""
        self.form.move(1)
        if self.form.current_question() == question_id:
            self._show_question(question_id)

    def _on_digit(self, digit: int) -> None:
        question, bench = self.question(), self.bench
        if question is None or bench is None or bench.read_only:
            return
        if takes_digits(question):
            self.editor.edit_value(str(digit))
            return
        value = value_for_digit(question, digit, bench.response(question.id).value)
        if value is None:
            return
        several = isinstance(question.answer, MultiChoice)
        self._give_value(value, leaving=not several)
        if not several:
            self._move_on(question.id)

    def _on_enter(self) -> None:
        question = self.question()
        if question is not None and not (typed(question) and self.editor.edit_value()):
            self.form.move(1)

    def _on_segment(self, question_id: str, key: str) -> None:
        self.form.go_to(question_id)
        self.when_kept(lambda: self.choose_offer(key, advance=False))

    def _give_value(self, value: Value | None, *, leaving: bool = False) -> None:
        question, bench = self.question(), self.bench
        if question is not None and bench is not None and not bench.read_only:
            self.give(question.id, replace(bench.response(question.id), value=value), leaving=leaving)

    def _after_field(self) -> None:
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.move(1)

    def give(self, question_id: str, response: Response, *, leaving: bool = False) -> None:
        """Give a response: shown at once, then stored. For what waits for its turn, see ``when_kept``.

        ``leaving`` says that another question becomes current right after: this one is not set out once more.
        """
        if self.bench is not None and (step := self.bench.give(question_id, response)) is not None:
            self._take_in(step, leaving=leaving)

    def _take_in(self, step: Step, *, leaving: bool = False) -> None:
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
        self.form.refresh()
        self.head.refresh()
        if step.question_id == self.form.current_question() and not leaving:
            self._show_question(step.question_id)
        if step.after.marks or step.before.marks or bench.sheet.changed_visibility:
            self.marks_changed.emit()
        self.keeper.keep(bench.opened.evaluation.id, step)

    def keep_walk(self, change: WalkChange) -> None:
        """Show and store which steps of the process were heard."""
        if self.bench is not None:
            self.keeper.keep(self.bench.opened.evaluation.id, change)
            self.walked.emit()

    def retrace(self, *, back: bool) -> None:
        """Take the last step back, or give it again."""
        if self.bench is None or self.bench.read_only:
            return
        self.finish_note()
        step = self.bench.undo() if back else self.bench.redo()
        if isinstance(step, WalkChange):
            self.keep_walk(step)
        elif step is not None:
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

    def _fold(self) -> None:
        row = self.form.currentIndex().row()
        if 0 <= row < len(self.form.form.rows):
            self._fold_section(self.form.form.rows[row].section.id)

    def _fold_section(self, section_id: str) -> None:
        current = self.form.current_question()
        form = self.form.form
        form.fold(section_id)
        if form.row_of(current) is None:
            heading = next(place for place, row in enumerate(form.rows) if row.section.id == section_id)
            # The keyboard goes on with the next question that is seen; where there is none, the heading holds it.
            below = form.step(heading, 1)
            self.form.go_to_row(heading if below is None or section_id in form.folded else below)
        else:
            self.form.go_to_row(form.row_of(current))

    def _next_filter(self) -> None:
        form = self.form.form
        self._filter(FILTERS[(FILTERS.index(form.which) + 1) % len(FILTERS)])

    def _filter(self, which: str) -> None:
        current = self.form.current_question()
        form = self.form.form
        form.filter(which)
        self.head.show_filter(which)
        row = form.row_of(current)
        self.form.go_to_row(form.step(-1, 1) if row is None else row)

    def _pass_rest(self) -> None:
        """Give the passing answer to what is still open in the section; critical questions are judged one by one."""
        row, bench = self.form.currentIndex().row(), self.bench
        if bench is None or bench.read_only or not 0 <= row < len(self.form.form.rows):
            return
        for question in self.form.form.rows[row].section.questions:
            is_open = bench.response(question.id).value is None and not bench.hidden(question.id)
            if is_open and question.critical is None and isinstance(question.answer, YesNo):
                self.give(question.id, replace(bench.response(question.id), value=question.answer.passing))

    def _on_question_entered(self, question_id: str) -> None:
        if self._note_before is not None and self._note_before[0] != question_id:
            self.finish_note()
        self._show_question(question_id)
        self.marks_changed.emit()
        self.moved.emit()

    def _show_question(self, question_id: str) -> None:
        bench = self.bench
        if bench is not None:
            question = bench.opened.checklist.by_id[question_id]
            self.editor.show_question(
                question, bench.numbers[question_id], bench.response(question_id), read_only=bench.read_only
            )
            self.editor.show_suggestion(bench.suggestion(question_id))

    def show_suggestions(self, made: Mapping[str, Suggestion]) -> None:
        """Show what rules suggest for the questions that are still open, by question id."""
        if self.bench is not None:
            self.bench.show_suggestions(made)
            self.form.refresh()
            if current := self.form.current_question():
                self._show_question(current)

    def _take_suggestion(self) -> None:
        question, bench = self.question(), self.bench
        if question is None or bench is None:
            return
        step = bench.take_suggestion(question.id)
        if step is None:
            self.editor.show_problem(_("No rule suggests an answer here."))
            return
        self._take_in(step)
        self.form.move(1)

    def _show_evidence(self) -> None:
        question, bench = self.question(), self.bench
        suggestion = bench.suggestion(question.id) if question is not None and bench is not None else None
        for proof in suggestion.evidence if suggestion is not None else ():
            if proof.at_ms is not None:
                self.moment_wanted.emit(proof.at_ms)
            if proof.line is not None:
                self.line_wanted.emit(proof.line)
            if proof.at_ms is not None or proof.line is not None:
                return

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

    def finish_note(self) -> None:
        """Keep the note that is being written, as one step."""
        if self._note_before is not None:
            self._on_note_finished(self.editor.note_field.toPlainText())
