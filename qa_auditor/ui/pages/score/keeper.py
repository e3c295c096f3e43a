"""Puts every answer on disk, in order, and never says "saved" before it is."""

from collections import deque

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Outcome
from qa_auditor.application.process_library.walking import keep_walk
from qa_auditor.application.scoring_desk import give_response
from qa_auditor.application.views.workbench import Step, WalkChange
from qa_auditor.domain.walk import Walk
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.session import Session


class AnswerKeeper(QObject):
    """Stores the steps of one evaluation through the store's worker, one at a time.

    While one is on its way, ``busy`` holds and the next answer has to wait for ``settled``. What could not be stored
    stays first in line: the next answer, or ``try_again``, stores it before anything else.
    """

    settled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._waiting: deque[tuple[str, Step | WalkChange]] = deque()
        self._running = False
        self.failing = False

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way to the disk."""
        return self._running

    @property
    def all_kept(self) -> bool:
        """Whether everything given is on disk."""
        return not self._waiting

    def keep(self, evaluation_id: str, step: Step | WalkChange) -> None:
        """Store what a step gave."""
        self._waiting.append((evaluation_id, step))
        self._next()

    def try_again(self) -> None:
        """Store what could not be stored before."""
        self._next()

    def _next(self) -> None:
        if self._running or not self._waiting:
            return
        self._running = True
        evaluation_id, step = self._waiting[0]
        evaluator_id = self._session.evaluator.id if self._session.evaluator else ""

        def store(backend: Backend) -> Outcome[None] | Outcome[Walk]:
            if isinstance(step, WalkChange):
                return keep_walk(backend.store, walk=step.after)
            return give_response(
                backend.store,
                clock=backend.clock,
                evaluation_id=evaluation_id,
                question_id=step.question_id,
                response=step.after,
                evaluator_id=evaluator_id,
                taken_rule=step.taken_rule,
            )

        self._session.ask(store, self._on_kept, self._on_failed)

    def _on_kept(self, _outcome: object) -> None:
        self._running = False
        self._waiting.popleft()
        if self._waiting:
            self._next()
            return
        self.failing = False
        self._session.saved.emit()
        self.settled.emit()

    def _on_failed(self, _error: Exception) -> bool:
        self._running = False
        self.failing = True
        self._session.save_failed.emit()
        self.settled.emit()
        # Said by the message bar too, with its remedy.
        return False
