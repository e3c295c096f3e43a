"""Brings what the decoder finds in a recording to the window: kept from before, or growing while it is read."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from qa_auditor.application.tasks import Cancelled, Progress
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.hear.qt_decoding import QtDecoding, for_qt
from qa_auditor.ui.pages.score.hear.view_range import ViewRange
from qa_auditor.ui.session import Session
from qa_auditor.ui.tasks import Job

if TYPE_CHECKING:
    from qa_auditor.application.ports.audio import Analysed, Waveform

_REST_MS = 90
"""So long a view stands still before its single samples are read."""

_MOST_CLOSE_MS = 20_000

_IDLE_MS = 500
"""So long after a workspace was opened nobody has opened a recording yet, and the decoders are loaded."""


class AnalysisWatch(QObject):
    """Watches one recording at a time.

    Signals: ``grew`` with the waveform so far; ``done`` with all that was found; ``failed`` with the exception;
    ``came_closer`` with single samples of what is looked at.
    """

    grew = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    came_closer = Signal(object)
    _part = Signal(int, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._turn = 0
        self._job: Job | None = None
        self._recording: Recording | None = None
        self._path: Path | None = None
        self._waveform: Waveform | None = None
        self._view: ViewRange | None = None
        self._close = self._whole = self._otherwise = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._read_closer)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._prepare)
        session.signed_in.connect(self._idle.start)
        # Sent from the thread that decodes.
        self._part.connect(self._on_part, Qt.ConnectionType.QueuedConnection)

    def watch(self, recording: Recording | None, path: Path | None) -> None:
        """Begin with another recording, whose bytes lie at ``path``; None is none."""
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._recording, self._path, self._waveform, self._close = recording, path, None, False
        self._whole = self._otherwise = False
        self._timer.stop()
        if recording is None or path is None:
            return
        turn = self._turn
        self._session.ask(lambda backend: backend.audio.kept(recording), partial(self._on_kept, turn))

    def look_at(self, view: ViewRange) -> None:
        """Another stretch is shown: once it stands still, its single samples are read if the eye could see them."""
        self._view = view
        if self._wants_closer():
            self._timer.start()
        elif self._close:
            self._close = False
            self.came_closer.emit(None)

    def _prepare(self) -> None:
        backend = self._session.backend
        if backend is not None:
            self._session.runner.in_background("", lambda _progress: backend.audio.prepare())

    def _on_kept(self, turn: int, known: "Analysed | None") -> None:
        if turn != self._turn:
            return
        if known is not None:
            self._finish(turn, known)
            return
        self._analyse(turn)

    def _analyse(self, turn: int) -> None:
        recording, path = self._recording, self._path
        backend = self._session.backend
        if recording is None or path is None or backend is None:
            return

        def analyse(progress: Progress) -> "Analysed":
            return backend.audio.analyse(
                recording, path, progress=progress, partial=lambda waveform: self._part.emit(turn, waveform)
            )

        title = _("Reading the recording")
        self._job = self._session.runner.in_background(
            title, analyse, partial(self._finish, turn), partial(self._on_failed, turn)
        )

    def _on_part(self, turn: int, waveform: "Waveform") -> None:
        if turn == self._turn:
            self._waveform = waveform
            self.grew.emit(waveform)

    def _finish(self, turn: int, found: "Analysed") -> None:
        if turn == self._turn:
            self._job, self._whole = None, True
            self._waveform = found.waveform
            self.done.emit(found)
            if self._wants_closer():
                self._timer.start()

    def _on_failed(self, turn: int, error: Exception) -> bool:
        from qa_auditor.application.intake.sources import UnreadableError

        if turn == self._turn and self._decodes_otherwise(turn, error):
            return True
        expected = isinstance(error, UnreadableError | OSError | Cancelled)
        if turn == self._turn and expected and not isinstance(error, Cancelled):
            self.failed.emit(error)
        return expected

    def _decodes_otherwise(self, turn: int, error: Exception) -> bool:
        """Let Qt decode what it alone can decode here, and go on with the file that it makes."""
        recording, path, backend = self._recording, self._path, self._session.backend
        if recording is None or path is None or backend is None or self._otherwise or not for_qt(recording, error):
            return False
        self._otherwise = True
        made = backend.sounds.ready(recording)
        if made is not None:
            self._go_on(turn, made)
            return True
        decoding = QtDecoding(recording, path, instead_of=error, parent=self)
        if not decoding.begin():
            return False

        def take(progress: Progress) -> Path:
            return backend.sounds.taken(recording, decoding.samples(progress))

        def taken(made: Path) -> None:
            decoding.end()
            self._go_on(turn, made)

        def not_taken(other: Exception) -> bool:
            decoding.end()
            return self._on_failed(turn, other)

        self._job = self._session.runner.in_background(_("Reading the recording"), take, taken, not_taken)
        return True

    def _go_on(self, turn: int, made: Path) -> None:
        if turn != self._turn:
            return
        self._path = made
        if not self._whole:
            self._analyse(turn)
        elif self._wants_closer():
            self._timer.start()

    def _wants_closer(self) -> bool:
        view, waveform = self._view, self._waveform
        if view is None or waveform is None or view.shown_ms > _MOST_CLOSE_MS:
            return False
        return view.ms_per_pixel * waveform.sample_rate / 1000 < waveform.finest

    def _read_closer(self) -> None:
        view, recording, path = self._view, self._recording, self._path
        backend = self._session.backend
        if view is None or recording is None or path is None or backend is None or not self._wants_closer():
            return
        turn, rate = self._turn, recording.sample_rate
        # As much again on both sides, so that scrolling on has something to show.
        first = max(0, int((view.start_ms - view.shown_ms) * rate / 1000))
        frames = int(3 * view.shown_ms * rate / 1000) + 2

        def read(_progress: Progress) -> "Waveform":
            return backend.audio.window(recording, path, first=first, frames=frames)

        def show(waveform: "Waveform") -> None:
            if turn == self._turn:
                self._close = True
                self.came_closer.emit(waveform)

        self._session.runner.in_background("", read, show, partial(self._on_failed, turn))
