"""Finds the recording of an evaluation, checks that it is the one that was imported, and hands it to the player."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject

from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.tasks import Progress
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.recording_panel import RecordingPanel
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session

_BLOCK = 1 << 20


class RecordingLoader(QObject):
    """Size is compared at once, the bytes behind the window; what doesn't fit is said, and scoring goes on."""

    def __init__(self, session: Session, *, player: Player, panel: RecordingPanel) -> None:
        super().__init__()
        self._session, self._player, self._panel = session, player, panel
        self._shown = ""

    def load(self, opened: OpenEvaluation) -> None:
        """Open the recording where the evaluator stood."""
        recording = opened.subject.recording
        self._shown = opened.evaluation.id
        self._player.set_rate(float(self._session.preferences.get("speed", "1") or 1))
        if recording is None:
            self._player.open(None, length_ms=0)
            return
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
        self._player.open(path, length_ms=recording.duration_ms, position_ms=opened.evaluation.position_ms)

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
