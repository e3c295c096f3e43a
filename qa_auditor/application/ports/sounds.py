"""Files to listen to, made of recordings: for players that can't play the original, with one side alone, louder.

The port ``SoundFiles`` is given by the floor that decodes. What it makes has the samples of the recording, one for one,
so that a position in it is the position in the waveform. It may be deleted without harm.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.domain.subject import Recording

MOST_LOUDER = 4
"""Steps of six decibels by which a quiet recording can be made louder."""


class SoundFiles(Protocol):
    """Makes WAV files. For the thread pool, except ``fits`` and ``ready``.

    Every method raises ``UnreadableError`` when the recording can't be decoded, ``OSError`` when a file can't be read
    or written, and leaves nothing behind when ``progress`` raises ``Cancelled``.
    """

    def fits(self, path: Path) -> bool:
        """Whether a player keeps the time of this file; quick. Where not, let it play ``whole``."""

    def whole(self, recording: Recording, path: Path, *, progress: Progress = no_progress) -> Path:
        """The whole recording, for players that can't play it as it is or mistake its length."""

    def ready(self, recording: Recording) -> Path | None:
        """What ``whole`` or ``taken`` made before; quick."""

    def taken(self, recording: Recording, parts: Iterable[bytes]) -> Path:
        """The whole recording from another decoder's samples: of all channels in turn, 16 bits, low byte first."""

    def mixed(
        self,
        recording: Recording,
        path: Path,
        *,
        heard: tuple[int, ...],
        louder: int,
        progress: Progress = no_progress,
    ) -> Path:
        """The channels ``heard`` alone, for both ears, ``louder`` steps of six decibels louder; peaks are cut."""

    def clip(self, recording: Recording, path: Path, *, start_ms: int, end_ms: int, target: Path) -> None:
        """A stretch of the recording as a file of its own."""
