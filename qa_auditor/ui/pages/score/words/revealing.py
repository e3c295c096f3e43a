"""Shows what is masked in a line when somebody asks for it; that they saw it goes on record first."""

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Outcome
from qa_auditor.application.privacy import reveal
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.words.reveal_dialog import RevealDialog
from qa_auditor.ui.pages.score.words.shown_line import ShownLine
from qa_auditor.ui.pages.score.words.words_pane import WordsPane
from qa_auditor.ui.session import Session


class Revealing(QObject):
    """``revealed`` says that another line is shown as it is. ``lines`` holds their positions, for one evaluation."""

    revealed = Signal()

    def __init__(self, session: Session, pane: WordsPane) -> None:
        super().__init__()
        self._session, self._pane = session, pane
        self._subject_id = ""
        self.lines: set[int] = set()
        pane.view.hidden_clicked.connect(self.ask)

    def begin(self, subject_id: str) -> None:
        """Everything is masked again."""
        self._subject_id = subject_id
        self.lines = set()

    def ask(self, index: int) -> None:
        """Ask whether what is masked in a line shall be shown."""
        lines = self._pane.view.lines
        if not 0 <= index < len(lines) or not lines[index].masked:
            return
        if self._session.evaluator_id is None:
            self._session.sign_in_wanted.emit()
            return
        shown = lines[index]
        dialog = RevealDialog([span.kind for span in shown.masked], self._pane.window())
        dialog.accepted.connect(lambda: self._reveal(shown))
        dialog.open()

    def _reveal(self, shown: ShownLine) -> None:
        subject_id, evaluator_id, line = self._subject_id, self._session.evaluator_id, shown.line
        if evaluator_id is None:
            return

        def record(backend: Backend) -> Outcome[str]:
            return reveal(
                backend.store,
                clock=backend.clock,
                evaluator_id=evaluator_id,
                subject_id=subject_id,
                text=line.text,
                line=line.position,
            )

        def show(_outcome: Outcome[str]) -> None:
            if self._subject_id == subject_id:
                self.lines.add(line.position)
                self.revealed.emit()

        self._session.ask(record, show)
