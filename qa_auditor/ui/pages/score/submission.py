"""The end of an evaluation: what is missing, submit or not, and corrections of what was submitted."""

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Outcome
from qa_auditor.application.scoring_desk import (
    IncompleteError,
    OpenEvaluation,
    correct_evaluation,
    submit_evaluation,
)
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.evaluation import SubmittedScore
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.pages.score.keeper import AnswerKeeper
from qa_auditor.ui.pages.score.prompts import ConfirmPrompt, Line, ListPrompt, ReasonPrompt
from qa_auditor.ui.pages.score.score_head import errors_text, verdict_text
from qa_auditor.ui.session import Session


class Submission(QObject):
    """Asks in place of the editor.

    Signals: ``prompt_wanted`` with the prompt to show; ``left`` back to the form; ``gap_chosen`` with a question's id;
    ``about_to_submit``; ``submitted`` with the workbench that was; ``corrected`` with the draft that was begun.
    """

    prompt_wanted = Signal(object)
    left = Signal()
    gap_chosen = Signal(str)
    about_to_submit = Signal()
    submitted = Signal(object)
    corrected = Signal(object)

    def __init__(self, session: Session, *, desk: AnswerDesk, keeper: AnswerKeeper) -> None:
        super().__init__()
        self._session = session
        self._desk = desk
        self._keeper = keeper
        self.gaps = ListPrompt()
        self.confirm = ConfirmPrompt()
        self.reason = ReasonPrompt()
        self.gaps.picked.connect(self.gap_chosen)
        self.gaps.left.connect(self.left)
        self.confirm.confirmed.connect(self._submit)
        self.confirm.left.connect(self.left)
        self.reason.given.connect(self._correct)
        self.reason.left.connect(self.left)

    def begin(self) -> None:
        """Say what is missing, or ask whether to submit."""
        bench = self._desk.bench
        if bench is None or bench.read_only:
            return
        if not self._keeper.all_kept:
            self._keeper.try_again()
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
            self.prompt_wanted.emit(self.gaps)
            self.gaps.ask(title, _("Enter goes to the question, Esc back to the form."), lines, numbered=False)
            return
        count = bench.answered
        parts = [ngettext("{n} question answered", "{n} questions answered", count).format(n=count)]
        if count := len(bench.marks()):
            parts.append(ngettext("{n} mark", "{n} marks", count).format(n=count))
        self.prompt_wanted.emit(self.confirm)
        self.confirm.ask(
            total=shown(bench.sheet.total) or _("No score"),
            verdict=verdict_text(bench.sheet.passed),
            passed=bench.sheet.passed,
            summary=" · ".join(parts) + "\n" + _("After submission it can't be changed, only corrected beside it."),
            alarm=errors_text(bench),
        )

    def _submit(self) -> None:
        bench = self._desk.bench
        if bench is None or bench.read_only:
            return
        self.about_to_submit.emit()
        evaluation_id = bench.opened.evaluation.id

        def submit(backend: Backend) -> Outcome[SubmittedScore]:
            return submit_evaluation(backend.store, clock=backend.clock, evaluation_id=evaluation_id)

        self.confirm.yes.setEnabled(False)
        self._session.ask(submit, lambda _outcome: self._on_submitted(bench), self._on_not_submitted)

    def _on_submitted(self, bench: Workbench) -> None:
        self.confirm.yes.setEnabled(True)
        if self._desk.bench is not bench:
            return
        # It is submitted: there is no place to keep any more.
        self._desk.show(None)
        self.submitted.emit(bench)

    def _on_not_submitted(self, error: Exception) -> bool:
        self.confirm.yes.setEnabled(True)
        self.left.emit()
        if isinstance(error, IncompleteError):
            self.begin()
            return True
        return False

    def ask_reason(self) -> None:
        """Ask why a submitted evaluation is corrected."""
        if self._desk.bench is not None and self._desk.bench.read_only:
            self.prompt_wanted.emit(self.reason)
            self.reason.ask()

    def _correct(self, reason: str) -> None:
        bench, evaluator = self._desk.bench, self._session.evaluator
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

        self._session.ask(correct, lambda outcome: self.corrected.emit(outcome.value))
