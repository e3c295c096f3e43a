"""``application.ports.sounds.SoundFiles``: WAV files with the samples that the decoder gives, one for one."""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.media.decode import read_blocks
from qa_auditor.media.playable import playable_path, plays_exactly
from qa_auditor.media.wav_writing import MOST_BYTES, write_wav
from qa_auditor.media.window import window_blocks

Samples = npt.NDArray[np.int16]

MOST_KEPT_BYTES = 2_000_000_000
"""What all such files together may take; the oldest go first."""


class DecodedSounds:
    """Keeps what it makes in a folder, by the content of the recording."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_KEPT_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def fits(self, path: Path) -> bool:
        """Whether a player keeps its time; see the port."""
        try:
            return plays_exactly(path)
        except (UnreadableError, OSError):
            # Whoever decodes it says what is wrong.
            return False

    def whole(self, recording: Recording, path: Path, *, progress: Progress = no_progress) -> Path:
        """The whole recording; see the port."""
        return self._made(recording, path, "whole", recording.channels, lambda block: block, progress)

    def ready(self, recording: Recording) -> Path | None:
        """What was made of the whole before; see the port."""
        made = self._target(recording, "whole")
        return made if made.exists() else None

    def taken(self, recording: Recording, parts: Iterable[bytes]) -> Path:
        """The whole from another decoder's samples; see the port."""
        target, channels = self._target(recording, "whole"), recording.channels
        blocks = (np.frombuffer(part, "<i2").reshape(-1, channels).T for part in parts)
        write_wav(target, blocks, channels=channels, rate=recording.sample_rate)
        self._make_room(target)
        return target

    def mixed(
        self,
        recording: Recording,
        path: Path,
        *,
        heard: tuple[int, ...],
        louder: int,
        progress: Progress = no_progress,
    ) -> Path:
        """Some channels, louder; see the port."""
        channels = [channel for channel in heard if channel < recording.channels]
        apart = len(channels) == recording.channels

        def mix(block: Samples) -> Samples:
            loud = block[channels].astype(np.int32) << louder
            # All sides stay where they were; fewer come from the middle.
            mixed = loud if apart else loud.sum(axis=0, keepdims=True)
            cut: Samples = np.clip(mixed, -32768, 32767).astype(np.int16)
            return cut

        name = f"{'-'.join(map(str, channels)) or 'none'}+{louder}"
        return self._made(recording, path, name, recording.channels if apart else 1, mix, progress)

    def clip(self, recording: Recording, path: Path, *, start_ms: int, end_ms: int, target: Path) -> None:
        """A stretch as a file of its own; see the port."""
        rate = recording.sample_rate
        first = max(0, start_ms) * rate // 1000
        end = max(first + 1, -(-end_ms * rate // 1000))
        with closing(window_blocks(self._source(recording, path), first=first, frames=end - first)) as blocks:
            write_wav(target, blocks, channels=recording.channels, rate=rate)

    def _made(
        self,
        recording: Recording,
        path: Path,
        name: str,
        channels: int,
        change: Callable[[Samples], Samples],
        progress: Progress,
    ) -> Path:
        target = self._target(recording, name)
        if target.exists():
            # The file that was used last goes last.
            with suppress(OSError):
                target.touch()
            return target
        rate, length = recording.sample_rate, recording.duration_ms
        if length * rate // 1000 * channels * 2 > MOST_BYTES:
            raise UnreadableError("too-long", _("The recording is too long to be changed for playing"))

        def changed(blocks: Iterable[Samples]) -> Iterable[Samples]:
            done = 0
            for block in blocks:
                progress(done * 1000 // rate, length, recording.file_name)
                done += block.shape[1]
                yield change(block)

        with closing(read_blocks(self._source(recording, path))) as blocks:
            write_wav(target, changed(blocks), channels=channels, rate=rate)
        self._make_room(target)
        return target

    def _target(self, recording: Recording, name: str) -> Path:
        return self._folder / recording.sha256[:2] / f"{recording.sha256}.{name}.wav"

    def _source(self, recording: Recording, path: Path) -> Path:
        """The same samples, decoded before: quicker, and there where the decoder is not."""
        return self.ready(recording) or playable_path(path)

    def _make_room(self, newest: Path) -> None:
        files = [(file.stat().st_mtime, file.stat().st_size, file) for file in self._folder.glob("*/*.wav")]
        size = sum(bytes_ for _time, bytes_, _file in files)
        for _time, bytes_, file in sorted(files):
            if size <= self._most_bytes or file == newest:
                continue
            # On some systems a file that is being played can't be removed; the next time will do.
            with suppress(OSError):
                file.unlink()
                size -= bytes_
