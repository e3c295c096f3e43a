"""Remembers where the evaluator stands, so that reopening stands there too."""

import time
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from qa_auditor.application.scoring_desk import save_place
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session

_PAUSE_MS = 1000


class PlaceKeeper(QObject):
    """Stores question, position and time spent once a second while they change, and when asked to."""

    def __init__(self, session: Session, *, desk: AnswerDesk, player: Player) -> None:
        super().__init__()
        self._session, self._desk, self._player = session, desk, player
        self._since: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.save)
        desk.moved.connect(self._on_moved)
        player.moved.connect(lambda _position: self._on_moved())

    def begin(self) -> None:
        """Time counts from now on."""
        self._since = time.monotonic()

    def end(self) -> None:
        """Save, and let no more time count."""
        self.save()
        self._since = None

    def save(self) -> None:
        """Store where it stands, if it moved or a second was spent."""
        self._timer.stop()
        bench = self._desk.bench
        if bench is None or bench.read_only:
            return
        evaluation, now = bench.opened.evaluation, time.monotonic()
        more = int((now - self._since) * 1000) if self._since is not None else 0
        place = (self._player.position, self._desk.form.current_question())
        if place == (evaluation.position_ms, evaluation.question_id) and more < _PAUSE_MS:
            return
        if self._since is not None:
            self._since = now
        stands = replace(
            evaluation, position_ms=place[0], question_id=place[1], scoring_ms=evaluation.scoring_ms + more
        )
        bench.opened = replace(bench.opened, evaluation=stands)

        def store(backend: Backend) -> None:
            save_place(
                backend.store,
                evaluation_id=stands.id,
                position_ms=stands.position_ms,
                question_id=stands.question_id,
                scoring_ms=stands.scoring_ms,
            )

        self._session.ask(store)

    def _on_moved(self) -> None:
        bench = self._desk.bench
        if bench is not None and not bench.read_only and not self._timer.isActive():
            self._timer.start()
