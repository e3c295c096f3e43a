"""Recordings that only Qt can decode here: M4A on a machine without the optional decoder."""

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from qa_auditor.application.tasks import Progress
from qa_auditor.domain.subject import Recording

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDecoder

_NEEDED = "extra-needed"
_PATIENCE_SECONDS = 0.1


def for_qt(recording: Recording, error: Exception) -> bool:
    """Whether a recording that could not be decoded is one whose time Qt keeps; of AMR it leaves silence out."""
    from qa_auditor.application.intake.sources import UnreadableError

    return isinstance(error, UnreadableError) and error.code == _NEEDED and recording.encoding.startswith("M4A")


class QtDecoding(QObject):
    """Qt gives the samples on the UI thread; whoever writes them takes them on another one.

    ``instead_of`` is the exception of the decoder that is missing, raised where Qt can't decode it either.
    """

    def __init__(self, recording: Recording, path: Path, *, instead_of: Exception, parent: QObject) -> None:
        super().__init__(parent)
        self._recording, self._path, self._error = recording, path, instead_of
        self._parts: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._decoder: QAudioDecoder | None = None
        self._broken = False

    def begin(self) -> bool:
        """Begin to decode; False where Qt's own decoder is missing too."""
        try:
            from PySide6.QtMultimedia import QAudioDecoder, QAudioFormat
        except ImportError:
            return False
        decoder = QAudioDecoder(self)
        if not decoder.isSupported():
            return False
        asked = QAudioFormat()
        asked.setSampleRate(self._recording.sample_rate)
        asked.setChannelCount(self._recording.channels)
        asked.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        decoder.setAudioFormat(asked)
        decoder.bufferReady.connect(self._on_ready)
        decoder.finished.connect(lambda: self._parts.put(None))
        decoder.error.connect(self._on_error)
        decoder.setSource(QUrl.fromLocalFile(str(self._path)))
        decoder.start()
        self._decoder = decoder
        return True

    def end(self) -> None:
        """Decode no further; it is of no more use."""
        if self._decoder is not None:
            self._decoder.stop()
        self.deleteLater()

    def samples(self, progress: Progress) -> Iterator[bytes]:
        """Samples of all channels in turn, 16 bits each, low byte first; on another thread than Qt's.

        Raises:
            Cancelled: by ``progress``, which is asked while nothing comes, too.
        """
        recording = self._recording
        each = 2 * recording.channels * recording.sample_rate
        done = 0
        while True:
            progress(done * 1000 // each, recording.duration_ms, recording.file_name)
            try:
                part = self._parts.get(timeout=_PATIENCE_SECONDS)
            except queue.Empty:
                continue
            if part is None:
                break
            done += len(part)
            yield part
        if self._broken or not done:
            raise self._error

    def _on_ready(self) -> None:
        decoder = self._decoder
        while decoder is not None and decoder.bufferAvailable():
            self._parts.put(bytes(decoder.read().constData()))

    def _on_error(self, _error: object) -> None:
        self._broken = True
        self._parts.put(None)
