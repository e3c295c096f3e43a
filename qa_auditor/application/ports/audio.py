"""What a recording looks and sounds like, for the window and for rules: its waveform, and what was measured of it.

The port ``AudioAnalysis`` is given by the floor that decodes. What it finds is kept in the workspace by the content of
the recording; what is kept may be deleted without harm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.domain.audio_facts import Sound
from qa_auditor.domain.subject import Recording


class Waveform(Protocol):
    """Lowest and highest samples of a recording or of a window of it, channel by channel, as 16-bit values.

    Positions are samples of one channel, counted from the recording's first one as the player plays it: sample ``n`` is
    heard at ``n / sample_rate`` seconds. A waveform never changes; any thread may ask it.
    """

    @property
    def sample_rate(self) -> int:
        """Hz."""

    @property
    def channels(self) -> int:
        """1 or more; channel 0 is the left one."""

    @property
    def first(self) -> int:
        """The first sample that it knows: 0 except for a window."""

    @property
    def frames(self) -> int:
        """How many samples of each channel it knows, from ``first`` on; a partial one will grow."""

    @property
    def finest(self) -> int:
        """Samples in the shortest stretch that it tells apart; for less ask ``AudioAnalysis.window``."""

    def columns(
        self, channel: int, *, start: float, samples_per_column: float, count: int
    ) -> tuple[Sequence[int], Sequence[int]]:
        """Lowest and highest sample in each of ``count`` columns, the first of which begins at sample ``start``.

        The edges of columns are right within a quarter of a column, or within one ``finest`` stretch if that is more.
        0 where nothing is known.
        """


@dataclass(frozen=True, slots=True)
class Analysed:
    """What is known of a recording once it was decoded from end to end; ``domain.audio_facts`` says what follows."""

    waveform: Waveform
    sound: Sound


def no_picture(_waveform: Waveform) -> None:
    """For an analysis that nobody watches grow."""


class AudioAnalysis(Protocol):
    """Decodes recordings, and keeps what it found. For the thread pool, except ``kept``, which is quick."""

    def prepare(self) -> None:
        """Load what decoding takes, so that the first recording opens as fast as the next one."""

    def kept(self, recording: Recording) -> Analysed | None:
        """What was found before; None when the recording has not been analysed or what was kept is damaged."""

    def analyse(
        self,
        recording: Recording,
        path: Path,
        *,
        progress: Progress = no_progress,
        partial: Callable[[Waveform], None] = no_picture,
    ) -> Analysed:
        """What was kept, or what one pass through the recording finds; keeps it if the file is the recording.

        Args:
            recording: whose it is.
            path: where its bytes lie.
            progress: told the milliseconds decoded; ``Cancelled`` from it ends the pass and keeps nothing.
            partial: called in the thread of the analysis, a few times a second, with the waveform so far.

        Raises:
            UnreadableError: the recording can't be decoded, or only by a decoder that is not installed.
            OSError: its file can't be read. A cache that can't be written is no error.
        """

    def window(self, recording: Recording, path: Path, *, first: int, frames: int) -> Waveform:
        """The waveform of a stretch of the recording, sample by sample, for zooming in below ``Waveform.finest``.

        Raises:
            UnreadableError: the recording can't be decoded.
            OSError: its file can't be read.
        """
