"""Asks which process a subject belongs to, and opens its evaluation anew with the answer."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qa_auditor.application.changes import Outcome
from qa_auditor.application.people import processes as processes_of
from qa_auditor.application.subjects import assign_process
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.subject import Subject
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.session import Session


class ProcessAsking(QObject):
    """``assigned`` carries the id of the evaluation whose subject belongs to another process now."""

    assigned = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def ask(self, bench: Workbench | None, window: QWidget) -> None:
        """Show the dialog over ``window``."""
        if bench is None or bench.read_only:
            return
        subject, evaluation_id = bench.opened.subject, bench.opened.evaluation.id

        def ask(processes: Sequence[Process]) -> None:
            from qa_auditor.ui.pages.score.process_dialog import ProcessDialog

            dialog = ProcessDialog(processes, subject.process_code or "", subject.title, window)
            dialog.given.connect(assign)
            dialog.open()

        def assign(code: str, name: str, kind: str) -> None:
            def store(backend: Backend) -> Outcome[Subject]:
                return assign_process(
                    backend.store,
                    subject_id=subject.id,
                    code=code,
                    name=name,
                    process_class=ProcessClass(kind) if kind else None,
                )

            # What the process is decides which questions are asked: the evaluation is opened anew.
            self._session.ask(store, lambda _outcome: self.assigned.emit(evaluation_id))

        self._session.ask(lambda backend: processes_of(backend.store), ask)
