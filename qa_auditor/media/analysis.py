"""``application.ports.audio.AudioAnalysis``: one pass of decoding gives all that is known of a recording's sound."""

import hashlib
import math
import time
from collections.abc import Callable
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from qa_auditor.application.intake.sources import RecordingFacts
from qa_auditor.application.ports.audio import Analysed, Waveform, no_picture
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.domain.audio_facts import Sound
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.media.kept import KeptAnalyses

if TYPE_CHECKING:
    # Loads numpy, which the window does without until a recording is opened.
    from qa_auditor.media.peaks import Peaks

SECONDS_BETWEEN_PICTURES = 0.2
_SECONDS_TO_THE_FIRST = 0.05


class DecodingAnalysis:
    """Keeps what it finds in a folder; decoders and numpy are loaded when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._kept = KeptAnalyses(folder)

    def prepare(self) -> None:
        """Load the decoders."""
        import_module("qa_auditor.media.activity")
        import_module("qa_auditor.media.decode")

    def kept(self, recording: Recording) -> Analysed | None:
        """What was found before."""
        return self._kept.get(recording)

    def analyse(
        self,
        recording: Recording,
        path: Path,
        *,
        progress: Progress = no_progress,
        partial: Callable[[Waveform], None] = no_picture,
    ) -> Analysed:
        """What was kept, or what one pass finds; see the port."""
        if known := self._kept.get(recording):
            return known
        from qa_auditor.media.playable import playable_path

        told = _told(progress, recording.duration_ms, recording.file_name)
        shape = (recording.channels, recording.sample_rate, recording.duration_ms)
        peaks, sound = decoded(playable_path(path), shape, told=told, partial=partial)
        if _has_bytes_of(recording, path):
            self._kept.put(recording, peaks, sound)
        return Analysed(peaks, sound)

    def window(self, recording: Recording, path: Path, *, first: int, frames: int) -> Waveform:
        """A stretch of the recording, sample by sample."""
        from qa_auditor.media.peaks import Peaks
        from qa_auditor.media.playable import playable_path
        from qa_auditor.media.window import read_window

        samples = read_window(playable_path(path), first=first, frames=frames)
        return Peaks(
            samples, samples, width=1, sample_rate=recording.sample_rate, frames=samples.shape[1], first=max(0, first)
        )


def _has_bytes_of(recording: Recording, path: Path) -> bool:
    """Whether a file is the recording and not another that took its place: what is kept is kept by the content."""
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == recording.sha256
    return False


def measured_file(path: Path, *, progress: Progress = no_progress) -> tuple[RecordingFacts, Sound]:
    """What a recording outside any workspace is, and what is measured of it.

    Raises:
        DecodingError: it can't be decoded.
        OSError: it can't be read.
    """
    from qa_auditor.media.decode import probe

    facts = probe(path)
    told = _told(progress, facts.duration_ms, path.name)
    _peaks, sound = decoded(path, (facts.channels, facts.sample_rate, facts.duration_ms), told=told)
    return facts, sound


def _told(progress: Progress, duration_ms: int, name: str) -> Callable[[int], None]:
    return lambda milliseconds: progress(milliseconds, duration_ms, name)


def decoded(
    path: Path,
    shape: tuple[int, int, int],
    *,
    told: Callable[[int], None],
    partial: Callable[[Waveform], None] = no_picture,
) -> "tuple[Peaks, Sound]":
    """Decode a recording once, in blocks.

    Args:
        path: the recording.
        shape: its channels, sampling rate and milliseconds.
        told: hears how many milliseconds are done.
        partial: see the port.
    """
    from qa_auditor.media.activity import ActivityCollector
    from qa_auditor.media.decode import read_blocks
    from qa_auditor.media.peaks import PeakCollector, even_blocks
    from qa_auditor.media.riff import damaged

    channels, sample_rate, duration_ms = shape
    peaks = PeakCollector(channels=channels, sample_rate=sample_rate)
    activity = ActivityCollector(channels=channels, sample_rate=sample_rate)
    shown = time.monotonic() + min(_SECONDS_TO_THE_FIRST - SECONDS_BETWEEN_PICTURES, 0)
    done = 0
    with closing(read_blocks(path)) as blocks:
        for block in even_blocks(blocks, math.lcm(peaks.width, activity.frame)):
            told(done * 1000 // sample_rate)
            if block.shape[0] != channels:
                raise damaged(_("it changes its coding on the way"))
            peaks.add(block)
            activity.add(block)
            done += block.shape[1]
            if time.monotonic() - shown >= SECONDS_BETWEEN_PICTURES:
                partial(peaks.peaks())
                shown = time.monotonic()
    return peaks.peaks(), activity.sound(duration_ms)
