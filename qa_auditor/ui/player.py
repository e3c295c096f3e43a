"""Plays a recording. Qt's multimedia is imported when the first recording is opened, and may be missing."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from qa_auditor.i18n import _

log = logging.getLogger(__name__)


def no_sound() -> str:
    """Said where there is no sound device."""
    return _("There is no sound device: recordings run silently. Scoring goes on.")


def _no_libraries() -> str:
    return _("Recordings can't be played: the system's sound libraries are missing. Scoring goes on.")


RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)

_TICK_MS = 33
_MOST_DIFFERENCE_MS = 250
"""A file whose length Qt guesses otherwise than it was measured is sought wrongly too: MP3 of variable bit rate."""


class Player(QObject):
    """Position and length are milliseconds.

    Signals: ``moved`` with the position; ``changed`` when it began, paused, or its speed or length changed; ``trouble``
    with a function that says, in the language of the moment, why it can't play; None when a sound device
    came back; ``unfit`` with the path of a file that can't be played as it is, while something else may be made of it:
    who hears it calls ``swap`` or ``give_up``. Where nothing plays, the position still moves by seeking, so that marks
    can be set.
    """

    moved = Signal(int)
    changed = Signal()
    trouble = Signal(object)
    unfit = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media: object | None = None
        self._tried = False
        self._position = 0
        self._length = 0
        self._rate = 1.0
        self._wanted = 0
        self._reason = ""
        self._devices: QObject | None = None
        self._checked = False
        self.path: Path | None = None
        self.able = False
        self.playing = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def position(self) -> int:
        """Where it stands."""
        return self._position

    @property
    def length(self) -> int:
        """How long the recording is."""
        return self._length

    @property
    def rate(self) -> float:
        """How fast it plays: 1 is as recorded; the pitch stays."""
        return self._rate

    def open(self, path: Path | None, *, length_ms: int, position_ms: int = 0) -> None:
        """Take another recording, or none; ``length_ms`` is what the import measured."""
        self.pause()
        self._length, self._position = length_ms, min(position_ms, length_ms)
        self._checked = False
        self._take(path)
        self.moved.emit(self._position)
        self.changed.emit()

    def swap(self, path: Path) -> None:
        """Go on with another file of the same sound, from where it stands and playing if it was."""
        playing = self.playing
        self.pause()
        # What was made for playing is as long as it was measured.
        self._checked = True
        self._take(path)
        if playing:
            self.toggle()
        self.changed.emit()

    def give_up(self) -> None:
        """Say that the file can't be played: nothing better could be made of it."""
        reason = self._reason
        self.trouble.emit(
            lambda: _("This recording can't be played here: {reason}. Scoring goes on.").format(reason=reason)
        )

    def _take(self, path: Path | None) -> None:
        self.path, self.able = path, False
        if path is not None:
            self._ready()
            if self._media is not None:
                self.able = True
                self._wanted = self._position
                self._media.setSource(QUrl.fromLocalFile(str(path)))  # type: ignore[attr-defined]
        elif self._media is not None:
            self._media.setSource(QUrl())  # type: ignore[attr-defined]

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        elif self.able and self._media is not None:
            if self._length and self._position >= self._length:
                self.seek(0)
            self._media.play()  # type: ignore[attr-defined]
            self.playing = True
            self._timer.start()
            self.changed.emit()

    def pause(self) -> None:
        """Stop where it stands."""
        if self.playing and self._media is not None:
            self._media.pause()  # type: ignore[attr-defined]
            self.playing = False
            self._timer.stop()
            self.changed.emit()

    def seek(self, position_ms: int) -> None:
        """Go to a position, held within the recording."""
        self._position = max(0, min(position_ms, self._length))
        if self.able and self._media is not None:
            self._wanted = self._position
            self._media.setPosition(self._position)  # type: ignore[attr-defined]
        self.moved.emit(self._position)

    def skip(self, by_ms: int) -> None:
        """Go back or forward."""
        self.seek(self._position + by_ms)

    def set_rate(self, rate: float) -> None:
        """Play faster or slower, 0.5 to 3 times, at the same pitch."""
        self._rate = max(RATES[0], min(rate, RATES[-1]))
        if self._media is not None:
            self._media.setPlaybackRate(self._rate)  # type: ignore[attr-defined]
        self.changed.emit()

    def faster(self, steps: int) -> None:
        """One step up or down the ladder of speeds."""
        nearest = min(range(len(RATES)), key=lambda place: abs(RATES[place] - self._rate))
        self.set_rate(RATES[max(0, min(nearest + steps, len(RATES) - 1))])

    def close(self) -> None:
        """Let go of the file and of the sound device."""
        self._timer.stop()
        if self._media is not None:
            self._media.stop()  # type: ignore[attr-defined]
            self._media.setSource(QUrl())  # type: ignore[attr-defined]
            self._media = None
            self.able = self.playing = False

    # ------------------------------------------------------------------------------------------------------------- Qt's

    def _ready(self) -> None:
        if self._tried:
            return
        self._tried = True
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
        except ImportError as error:
            log.warning("no playback: %s", error)
            self.trouble.emit(_no_libraries)
            return
        media = QMediaPlayer(self)
        if not media.isAvailable():
            self.trouble.emit(_no_libraries)
            return
        if QMediaDevices.audioOutputs():
            media.setAudioOutput(QAudioOutput(self))
        else:
            self.trouble.emit(no_sound)
        devices = QMediaDevices(self)
        devices.audioOutputsChanged.connect(self._on_devices)
        self._devices = devices
        if hasattr(media, "setPitchCompensation"):
            media.setPitchCompensation(True)
        media.setPlaybackRate(self._rate)
        media.mediaStatusChanged.connect(self._on_status)
        media.errorOccurred.connect(self._on_error)
        self._media = media

    def _on_status(self, status: object) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        media = self._media
        if not isinstance(media, QMediaPlayer):
            return
        if status in {QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia}:
            if self._wanted:
                # A source that is still loading forgets where it was sent.
                if abs(media.position() - self._wanted) > 50:
                    media.setPosition(self._wanted)
                self._wanted = 0
            if not self._checked:
                self._checked = True
                if abs(media.duration() - self._length) > _MOST_DIFFERENCE_MS:
                    self._reason = _("its length is not what its header says")
                    self.unfit.emit(self.path)
        elif status is QMediaPlayer.MediaStatus.EndOfMedia:
            self.playing = False
            self._timer.stop()
            self._position = self._length
            self.moved.emit(self._position)
            self.changed.emit()

    def _on_error(self, _error: object, text: str) -> None:
        log.warning("the recording does not play: %s", text)
        self.able = self.playing = False
        self._reason = text
        self._timer.stop()
        self.changed.emit()
        if self._checked:
            self.give_up()
        else:
            self._checked = True
            self.unfit.emit(self.path)

    def _on_devices(self) -> None:
        """A headset was plugged in or pulled out."""
        from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

        media = self._media
        if not isinstance(media, QMediaPlayer):
            return
        if not QMediaDevices.audioOutputs():
            self.trouble.emit(no_sound)
        elif media.audioOutput() is None:
            media.setAudioOutput(QAudioOutput(self))
            self.trouble.emit(None)

    def _tick(self) -> None:
        if self._media is not None and not self._wanted:
            self._position = min(int(self._media.position()), self._length)  # type: ignore[attr-defined]
            self.moved.emit(self._position)
