"""From a row of the queue to an evaluation: which checklist, a new draft, or the one that is there."""

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Outcome
from qa_auditor.application.scoring_desk import OpenEvaluation, open_evaluation, start_evaluation
from qa_auditor.application.views.queue import ChecklistChoice, QueueRow, fitting_checklists, row_of
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.prompts import Line, ListPrompt
from qa_auditor.ui.session import Session

SUBJECT = "subject:"
"""Begins a target that names a subject."""


class Opening(QObject):
    """Opens what was wanted.

    Signals: ``leaving`` before anything else is opened; ``opened`` with the evaluation; ``prompt_wanted`` with the
    prompt that asks for the checklist; ``left`` when it was not answered.
    """

    leaving = Signal()
    opened = Signal(object)
    prompt_wanted = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row: QueueRow | None = None
        self._choices: dict[str, ChecklistChoice] = {}
        self._continue_with = ""
        self.chooser = ListPrompt()
        self.chooser.picked.connect(self._on_picked)
        self.chooser.left.connect(self.left)

    def open(self, evaluation_id: str) -> None:
        """Open an evaluation that is there, or what there is of a subject (``subject:`` and its id)."""
        if evaluation_id.startswith(SUBJECT):
            self._open_subject(evaluation_id.removeprefix(SUBJECT))
            return
        self.leaving.emit()
        self._session.ask(lambda backend: open_evaluation(backend.store, evaluation_id=evaluation_id), self.opened.emit)

    def _open_subject(self, subject_id: str) -> None:
        """The draft of whoever is signed in, a submitted evaluation, or a new one."""
        evaluator_id = self._session.evaluator_id

        def opened(row: QueueRow | None) -> None:
            if row is not None:
                self.open_row(row)

        self._session.ask(
            lambda backend: row_of(backend.store, subject_id=subject_id, evaluator_id=evaluator_id), opened
        )

    def open_row(self, row: QueueRow, *, continue_with: str = "") -> None:
        """Open a row's draft, or begin one: with the checklist ``continue_with`` unasked, if it fits."""
        if row.evaluation_id:
            self.open(row.evaluation_id)
            return
        if self._session.evaluator is None:
            self._session.sign_in_wanted.emit()
            return
        self._row, self._continue_with = row, continue_with
        self._session.ask(
            lambda backend: fitting_checklists(backend.store, subject_id=row.subject_id), self._choose_checklist
        )

    def _choose_checklist(self, choices: tuple[ChecklistChoice, ...]) -> None:
        row = self._row
        if row is None:
            return
        self._choices = {choice.ref.id: choice for choice in choices}
        if len(choices) == 1:
            self._start(row.subject_id, choices[0].ref)
        elif self._continue_with in self._choices:
            self._start(row.subject_id, self._choices[self._continue_with].ref)
        else:
            self.leaving.emit()
            self.prompt_wanted.emit(self.chooser)
            title = _("Which checklist for {title}?").format(title=row.title)
            remark = "" if choices else _("No checklist fits this kind of subject. Import one first.")
            last = self._session.preferences.get(_preference(row))
            self.chooser.ask(title, remark, [_line(choice) for choice in choices], current=last)

    def _on_picked(self, checklist_id: str) -> None:
        if self._row is not None:
            self._session.preferences.set(_preference(self._row), checklist_id)
            self._start(self._row.subject_id, self._choices[checklist_id].ref)

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

        self.leaving.emit()
        self._session.ask(start, lambda outcome: self.opened.emit(outcome.value))


def _line(choice: ChecklistChoice) -> Line:
    count = ngettext("{n} question", "{n} questions", choice.questions).format(n=choice.questions)
    return Line(choice.ref.id, f"{choice.title.in_language(language())}  ·  {count}")


def _preference(row: QueueRow) -> str:
    return f"checklist.{row.kind}.{row.process_code}" if row.process_code else f"checklist.{row.kind}"
