"""Finds the recording of an evaluation, checks that it is the one that was imported, and hands it to the player."""

import hashlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.tasks import Cancelled, Progress
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.hear.sound_desk import SoundDesk
from qa_auditor.ui.pages.score.recording_panel import RecordingPanel
from qa_auditor.ui.session import Session

_BLOCK = 1 << 20


class RecordingLoader(QObject):
    """Size is compared at once, the bytes behind the window; what doesn't fit is said, and scoring goes on.

    A file that the player can't play, or whose length it mistakes, is decoded behind the window and played from there.
    """

    def __init__(self, session: Session, *, sound: SoundDesk, panel: RecordingPanel) -> None:
        super().__init__()
        self._session, self._sound, self._panel = session, sound, panel
        self._player = sound.player
        self._shown = ""
        self._stored: Path | None = None
        self._recording: Recording | None = None
        self._player.unfit.connect(self._on_unfit)

    def load(self, opened: OpenEvaluation | None) -> None:
        """Open the recording where the evaluator stood; None opens none."""
        recording = opened.subject.recording if opened is not None else None
        self._shown = opened.evaluation.id if opened is not None else ""
        self._recording, self._stored = recording, None
        if opened is None or recording is None:
            self._player.open(None, length_ms=0)
            self._sound.load(None, source=None, played=None)
            return
        self._player.set_rate(float(self._session.preferences.get("speed", "1") or 1))
        backend = self._session.open_backend()
        stored = backend.media.path_of(recording)
        path: Path | None = stored
        if not stored.is_file():
            path = None
            self._panel.show_notice(
                lambda: _("The recording is missing from the media folder. Scoring goes on without it.")
            )
        elif stored.stat().st_size != recording.size:
            self._say_other()
        else:
            path = backend.playable(stored)
            self._check_bytes(stored, recording)
        self._stored = stored if path is not None else None
        self._sound.load(opened.subject, source=self._stored, played=path)
        self._player.open(path, length_ms=recording.duration_ms, position_ms=opened.evaluation.position_ms)
        if path is not None and not backend.sounds.fits(path):
            self._on_unfit(path)

    def _check_bytes(self, stored: Path, recording: Recording) -> None:
        shown = self._shown

        def differs(progress: Progress) -> bool:
            digest = hashlib.sha256()
            with stored.open("rb") as file:
                while block := file.read(_BLOCK):
                    progress(0, 0, "")
                    digest.update(block)
            return digest.hexdigest() != recording.sha256

        def told(other: bool) -> None:
            if other and self._shown == shown:
                self._say_other()

        self._session.runner.in_background("", differs, told)

    def _say_other(self) -> None:
        self._panel.show_notice(lambda: _("The recording is not the one that was imported: its bytes differ."))

    def _on_unfit(self, path: Path) -> None:
        recording, stored, backend = self._recording, self._stored, self._session.backend
        if recording is None or stored is None or backend is None or path != self._player.path:
            return
        shown = self._shown

        def decode(progress: Progress) -> Path:
            return backend.sounds.whole(recording, stored, progress=progress)

        def play(made: Path) -> None:
            if self._shown == shown:
                self._sound.play_instead(made)

        title = _("Preparing the recording for playing")
        self._session.runner.in_background(title, decode, play, partial(self._on_not_decoded, shown))

    def _on_not_decoded(self, shown: str, error: Exception) -> bool:
        from qa_auditor.application.intake.sources import UnreadableError

        if isinstance(error, Cancelled):
            return True
        if isinstance(error, UnreadableError | OSError):
            if self._shown == shown:
                self._player.give_up()
            return True
        return False
