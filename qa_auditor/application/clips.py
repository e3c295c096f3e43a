"""Clips for coaching: stretches of a recording as files of their own, named by what they show."""

from dataclasses import dataclass
from pathlib import Path

from qa_auditor.application.faults import StoreError
from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.application.issuing import file_name
from qa_auditor.application.ports import MediaFolder
from qa_auditor.application.ports.sounds import SoundFiles
from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.domain.answer import Mark
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _

AROUND_MS = 5000
"""How much of the recording a moment takes with it, before and after."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a recording.

    Attributes:
        title: of the recording, for the file's name. what: what the stretch shows, for example "q7"; may be "".
    """

    recording: Recording
    start_ms: int
    end_ms: int
    title: str
    what: str = ""

    @property
    def file(self) -> str:
        """The name of its file: no other clip has it, however long or common the title."""
        times = f"{_time(self.start_ms)}-{_time(self.end_ms)}"
        parts = (file_name(self.title), self.what, times, self.recording.sha256[:8])
        return f"{'_'.join(part for part in parts if part)}.wav"

    @classmethod
    def of_span(cls, opened: OpenEvaluation, start_ms: int, end_ms: int, *, what: str = "") -> "Clip":
        """A span of the recording of an evaluation."""
        recording = opened.subject.recording
        if recording is None:
            raise ValueError("a subject without a recording has no clips")
        start, end = max(0, start_ms), min(end_ms, recording.duration_ms)
        return cls(recording, start, end, opened.subject.title, what)

    @classmethod
    def of_mark(cls, opened: OpenEvaluation, mark: Mark, *, number: int) -> "Clip":
        """A mark: its span, or what lies around its moment; ``number`` is that of its question."""
        start = mark.at_ms if mark.until_ms is not None else mark.at_ms - AROUND_MS
        end = mark.until_ms if mark.until_ms is not None else mark.at_ms + AROUND_MS
        return cls.of_span(opened, start, end, what=f"q{number}")


def save_clip(media: MediaFolder, sounds: SoundFiles, *, clip: Clip, folder: Path) -> Path:
    """Write a clip into ``folder``; the file. The same clip again is the same file.

    Raises:
        StoreError: the recording can't be read or the file not written.
    """
    target = folder / clip.file
    try:
        sounds.clip(
            clip.recording,
            media.path_of(clip.recording),
            start_ms=clip.start_ms,
            end_ms=clip.end_ms,
            target=target,
        )
    except UnreadableError as error:
        raise StoreError(_("The clip can't be saved: {reason}").format(reason=error.message), error.remedy) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(_("The clip can't be saved: {reason}").format(reason=reason)) from error
    return target


def _time(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes:02}m{rest / 1000:06.3f}s"
