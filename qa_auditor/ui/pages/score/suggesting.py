"""Asks the rules for suggestions when an evaluation opens, and again when more was measured or a line was put right."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from qa_auditor.application.assisting import suggest_for
from qa_auditor.application.changes import Outcome
from qa_auditor.domain.assist import Fact, Suggestion
from qa_auditor.domain.assist_facts import facts_of_sound
from qa_auditor.domain.audio_facts import AudioFacts
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.session import Session


class Suggesting(QObject):
    """Brings suggestions to the desk; they are computed beside the window."""

    def __init__(self, session: Session, *, desk: AnswerDesk) -> None:
        super().__init__()
        self._session, self._desk = session, desk
        self._facts: tuple[Fact, ...] = ()

    def begin(self) -> None:
        """The desk shows another evaluation; nothing is measured yet."""
        self._facts = ()
        self.ask()

    def take_sound(self, facts: AudioFacts | None) -> None:
        """The recording was measured; None: it was not yet."""
        if facts is not None:
            self._facts = facts_of_sound(facts)
            self.ask()

    def ask(self) -> None:
        """Look at the rules once more."""
        bench = self._desk.bench
        if bench is None or bench.read_only:
            return
        if not any(question.assist for question in bench.questions):
            return
        evaluation_id, facts = bench.opened.evaluation.id, self._facts

        def suggest(backend: Backend) -> Outcome[Mapping[str, Suggestion]]:
            return suggest_for(
                backend.store, clock=backend.clock, evaluation_id=evaluation_id, ear=backend.ear, facts=facts
            )

        def show(outcome: Outcome[Mapping[str, Suggestion]]) -> None:
            now = self._desk.bench
            if now is not None and now.opened.evaluation.id == evaluation_id:
                self._desk.show_suggestions(outcome.value)

        self._session.ask(suggest, show)
