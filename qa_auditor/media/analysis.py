"""``application.audio.AudioAnalysis``: one pass of decoding gives all that is known of a recording's sound."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from qa_auditor.application.audio import Analysed, Waveform, no_picture
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.domain.subject import Recording
from qa_auditor.media.kept import KeptAnalyses

SECONDS_BETWEEN_PICTURES = 0.2


class DecodingAnalysis:
    """Keeps what it finds in a folder; decoders and numpy are loaded when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._kept = KeptAnalyses(folder)

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
        from qa_auditor.media.decode import read_blocks
        from qa_auditor.media.peaks import PeakCollector, even_blocks

        rate = recording.sample_rate
        collector = PeakCollector(channels=recording.channels, sample_rate=rate)
        shown = time.monotonic()
        done = 0
        with closing(read_blocks(path)) as blocks:
            for block in even_blocks(blocks, collector.width):
                progress(done * 1000 // rate, recording.duration_ms, recording.file_name)
                collector.add(block)
                done += block.shape[1]
                if time.monotonic() - shown >= SECONDS_BETWEEN_PICTURES:
                    partial(collector.peaks())
                    shown = time.monotonic()
        peaks = collector.peaks()
        self._kept.put(recording, peaks)
        return Analysed(peaks)

    def window(self, recording: Recording, path: Path, *, first: int, frames: int) -> Waveform:
        """A stretch of the recording, sample by sample."""
        from qa_auditor.media.peaks import Peaks
        from qa_auditor.media.window import read_window

        samples = read_window(path, first=first, frames=frames)
        return Peaks(
            samples, samples, width=1, sample_rate=recording.sample_rate, frames=samples.shape[1], first=max(0, first)
        )
