"""Saves a stretch of the recording as a sound file, for coaching."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.clips import Clip, save_clip
from qa_auditor.application.tasks import Progress
from qa_auditor.application.views.workbench import PlacedMark
from qa_auditor.i18n import _
from qa_auditor.paths import exports_of
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.pages.score.hear.sound_desk import SoundDesk
from qa_auditor.ui.session import Session


class ClipSaving(QObject):
    """``saved`` carries the path of the file."""

    saved = Signal(object)

    def __init__(self, session: Session, *, sound: SoundDesk, answers: AnswerDesk) -> None:
        super().__init__()
        self._session, self._sound, self._answers = session, sound, answers

    def save(self, placed: PlacedMark | None = None) -> None:
        """Save a mark, or the selected span, or the mark of the current question nearest to the cursor."""
        bench, backend = self._answers.bench, self._session.backend
        recording = bench.opened.subject.recording if bench is not None else None
        if bench is None or backend is None or recording is None:
            return
        span = self._sound.listening.span
        if placed is None and span is not None and span.end_ms > span.start_ms:
            start, end = span.start_ms, span.end_ms
            clip = Clip.of_span(bench.opened, start, end)
        else:
            placed = placed or self._nearest()
            if placed is None:
                self._answers.editor.show_problem(_("Select a span of the recording or set a mark first."))
                return
            clip = Clip.of_mark(bench.opened, placed.mark, number=bench.numbers[placed.question_id])

        folder = exports_of(backend.workspace) / "clips"

        def cut(_progress: Progress) -> Path:
            return save_clip(backend.media, backend.sounds, clip=clip, folder=folder)

        self._session.runner.in_background(_("Saving the clip"), cut, self.saved.emit)

    def _nearest(self) -> PlacedMark | None:
        bench = self._answers.bench
        if bench is None:
            return None
        question_id = self._answers.form.current_question()
        mine = [placed for placed in bench.marks() if placed.question_id == question_id]
        at = self._sound.player.position
        return min(mine, key=lambda placed: abs(placed.mark.at_ms - at), default=None)
