"""Which sides of a recording are heard, and how loud: a file is made of them beside the window, and played instead."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.ports.sounds import MOST_LOUDER
from qa_auditor.application.tasks import Cancelled, Progress
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session
from qa_auditor.ui.tasks import Job


class SideMixer(QObject):
    """Until the file is made, the player goes on with the former one.

    Signals: ``changed`` when other sides are heard or it is louder; ``failed`` with the exception when the file can't
    be made: then everything is heard again.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, player: Player) -> None:
        super().__init__()
        self._session, self._player = session, player
        self._recording: Recording | None = None
        self._source: Path | None = None
        self._played: Path | None = None
        self._job: Job | None = None
        self.heard: tuple[int, ...] = ()
        self.louder = 0

    def begin(self, recording: Recording | None, *, source: Path | None, played: Path | None) -> None:
        """Another recording, all of it heard. ``source`` is decoded, ``played`` is what the player opened."""
        self._cancel()
        self._recording, self._source, self._played = recording, source, played
        self.heard, self.louder = tuple(range(recording.channels)) if recording else (), 0
        self.changed.emit()

    def plays(self, played: Path) -> None:
        """The player opened something better in place of the recording."""
        self._played = played

    @property
    def plays_all(self) -> bool:
        """Whether the recording is heard as it is."""
        return self._recording is not None and len(self.heard) == self._recording.channels and not self.louder

    def toggle(self, channel: int) -> None:
        """Mute a side or let it be heard; the last one that is heard gives way to the others."""
        if self._recording is None:
            return
        every = set(range(self._recording.channels))
        heard = set(self.heard) ^ {channel}
        self._set(tuple(sorted(heard or every - {channel})), self.louder)

    def hear_next(self) -> None:
        """All sides, then each alone, in turn."""
        if self._recording is None or self._recording.channels < 2:
            return
        every = tuple(range(self._recording.channels))
        rounds = [every, *((channel,) for channel in every)]
        place = rounds.index(self.heard) if self.heard in rounds else -1
        self._set(rounds[(place + 1) % len(rounds)], self.louder)

    def raise_by(self, steps: int) -> None:
        """Louder or softer, never softer than it was recorded."""
        if self._recording is not None:
            self._set(self.heard, max(0, min(self.louder + steps, MOST_LOUDER)))

    def _set(self, heard: tuple[int, ...], louder: int) -> None:
        recording, source, backend = self._recording, self._source, self._session.backend
        if (heard, louder) == (self.heard, self.louder) or recording is None or backend is None:
            return
        self._cancel()
        self.heard, self.louder = heard, louder
        self.changed.emit()
        if self.plays_all:
            if self._played is not None:
                self._player.swap(self._played)
            return
        if source is None:
            return

        def make(progress: Progress) -> Path:
            return backend.sounds.mixed(recording, source, heard=heard, louder=louder, progress=progress)

        def play(made: Path) -> None:
            if (self.heard, self.louder, self._recording) == (heard, louder, recording):
                self._player.swap(made)

        self._job = self._session.runner.in_background(_("Preparing the sound"), make, play, self._on_failed)

    def _on_failed(self, error: Exception) -> bool:
        from qa_auditor.application.intake.sources import UnreadableError

        if isinstance(error, Cancelled):
            return True
        if not isinstance(error, UnreadableError | OSError):
            return False
        if self._recording is not None:
            self.heard, self.louder = tuple(range(self._recording.channels)), 0
            self.changed.emit()
        self.failed.emit(error)
        return True

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
