"""One walk-through on the screen: what is said shows at once, and goes to the disk in the order of saying."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Outcome
from qa_auditor.application.faults import FaultsError
from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.tasks import Progress
from qa_auditor.application.walkthroughs.finishing import finish_walkthrough
from qa_auditor.application.walkthroughs.walking import (
    Given,
    OpenWalkthrough,
    open_walkthrough,
    say,
    take_in_photo,
    taking_back,
    with_said,
)
from qa_auditor.domain.photo import Photo
from qa_auditor.domain.walkthrough import Act
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.session import Session


@dataclass(frozen=True, slots=True)
class _Saying:
    """What is on its way to the disk."""

    walkthrough_id: str
    given: Sequence[Given]
    at: datetime
    evaluator_id: str
    photo: Photo | None


class WalkDesk(QObject):
    """Holds the walk-through that is open.

    Signals: ``changed`` when it stands otherwise; ``finished`` with its evaluation; ``refused`` with what could not be
    taken.
    """

    changed = Signal()
    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._waiting: deque[_Saying] = deque()
        self._running = False
        self._then: Callable[[], None] | None = None
        self.opened: OpenWalkthrough | None = None

    @property
    def all_kept(self) -> bool:
        """Whether everything that was said is on disk."""
        return not self._waiting

    def open(self, walkthrough_id: str, failed: Callable[[Exception], bool] | None = None) -> None:
        """Open a walk-through, as it lies on the disk; ``failed`` says whether it dealt with the exception."""
        self._session.ask(
            lambda backend: open_walkthrough(backend.store, walkthrough_id=walkthrough_id), self.show, failed
        )

    def show(self, opened: OpenWalkthrough | None) -> None:
        """Show one that was read; None puts it away."""
        self.opened = opened
        self.changed.emit()

    def now(self) -> datetime:
        """The time, as entries say it."""
        return self._session.open_backend().clock.now()

    def give(self, given: Sequence[Given], *, photo: Photo | None = None) -> None:
        """Say something of the walk-through; ``photo`` is the one that it names."""
        opened = self.opened
        if opened is None or opened.closed or not given:
            return
        at, evaluator_id = self.now(), self._session.evaluator_id or opened.walkthrough.evaluator_id
        self.opened = with_said(opened, given, at=at, evaluator_id=evaluator_id)
        self._waiting.append(_Saying(opened.walkthrough.id, given, at, evaluator_id, photo))
        self._next()
        self.changed.emit()

    def undo(self) -> None:
        """Take back what was said last."""
        if self.opened is not None:
            self.give(taking_back(self.opened))

    def add_photo(self, step_id: str, path: Path, *, then: Callable[[], None] | None = None) -> None:
        """Keep a photo of a step; looking at it and copying it takes a while and is done beside."""
        opened = self.opened
        if opened is None or opened.closed:
            return
        backend = self._session.open_backend()

        def work(_progress: Progress) -> Photo:
            return take_in_photo(backend.media, path=path, read=backend.read_photo)

        def taken(photo: Photo) -> None:
            if then is not None:
                then()
            if self.opened is not None and self.opened.walkthrough.id == opened.walkthrough.id:
                self.give([(Act.PHOTO, step_id, photo.sha256)], photo=photo)

        def failed(error: Exception) -> bool:
            if then is not None:
                then()
            if not isinstance(error, FaultsError):
                return False
            self.refused.emit(error)
            return True

        self._session.runner.in_background("", work, taken, failed)

    def finish(self) -> None:
        """Open its evaluation, once everything is on disk."""
        self._when_kept(self._finish)

    def keep_again(self) -> None:
        """Store what could not be stored before."""
        self._next()

    def _finish(self) -> None:
        opened = self.opened
        if opened is None:
            return
        evaluator_id = self._session.evaluator_id or opened.walkthrough.evaluator_id

        def work(backend: Backend) -> Outcome[OpenEvaluation]:
            return finish_walkthrough(
                backend.store, clock=backend.clock, walkthrough_id=opened.walkthrough.id, evaluator_id=evaluator_id
            )

        self._session.ask(work, lambda outcome: self.finished.emit(outcome.value))

    def _when_kept(self, todo: Callable[[], None]) -> None:
        if self._waiting:
            self._then = todo
        else:
            todo()

    def _next(self) -> None:
        if self._running or not self._waiting:
            return
        self._running = True
        saying = self._waiting[0]

        def store(backend: Backend) -> Outcome[OpenWalkthrough]:
            return say(
                backend.store,
                clock=backend.clock,
                walkthrough_id=saying.walkthrough_id,
                evaluator_id=saying.evaluator_id,
                given=saying.given,
                at=saying.at,
                photo=saying.photo,
            )

        self._session.ask(store, self._on_kept, self._on_failed)

    def _on_kept(self, outcome: Outcome[OpenWalkthrough]) -> None:
        self._running = False
        said = self._waiting.popleft()
        if said.photo is not None:
            self.changed.emit()
        if self._waiting:
            self._next()
            return
        self._session.saved.emit()
        if self.opened is not None and self.opened.walkthrough.id == outcome.value.walkthrough.id:
            self.opened = outcome.value
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_failed(self, _error: Exception) -> bool:
        self._running = False
        self._then = None
        self._session.save_failed.emit()
        # Said by the message bar too, with its remedy.
        return False
