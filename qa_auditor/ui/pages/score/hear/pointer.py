"""What the mouse does on the waveform: seek, select, move an end of the selection or a mark, drag the view along."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from qa_auditor.ui.pages.score.hear.scene import Flag, span_between

if TYPE_CHECKING:
    from qa_auditor.ui.pages.score.hear.wave_view import WaveView

_DRAG_FROM = 4
"""Pixels that a press moves before it is a drag."""


class Grip(Enum):
    """What a press took hold of."""

    SOUND = auto()
    START = auto()
    END = auto()
    FLAG = auto()
    VIEW = auto()


class Pointer:
    """Follows one press from its beginning to its end."""

    def __init__(self, wave: "WaveView") -> None:
        self._wave = wave
        self._grip: Grip | None = None
        self._from = QPointF()
        self._anchor_ms = 0.0
        self._flag: Flag | None = None
        self._dragging = False

    def forget(self) -> None:
        """Let go of what was held."""
        self._grip, self._flag, self._dragging = None, None, False

    def press(self, event: QMouseEvent) -> None:
        """Take hold."""
        wave, point = self._wave, event.position()
        self.forget()
        self._from = point
        if event.button() is Qt.MouseButton.MiddleButton:
            self._grip = Grip.VIEW
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._grip = wave.grip_at(point.toPoint())
        selection = wave.selection
        self._anchor_ms = wave.view.ms_at(point.x())
        if self._grip is Grip.FLAG:
            self._flag = wave.flag_at(point.toPoint())
        elif self._grip is Grip.START and selection is not None:
            self._anchor_ms = selection.end_ms
        elif self._grip is Grip.END and selection is not None:
            self._anchor_ms = selection.start_ms
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # As in a text: from what is selected, or from the cursor, to here.
            self._extend(point)

    def move(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        wave, point = self._wave, event.position()
        if self._grip is None:
            self._show_shape(point)
            return
        if not self._dragging and abs(point.x() - self._from.x()) < _DRAG_FROM:
            return
        self._dragging = True
        if self._grip is Grip.VIEW:
            wave.look_at(wave.view.scrolled(self._from.x() - point.x()))
            self._from = point
        elif self._grip is not Grip.FLAG:
            wave.selection = span_between(self._anchor_ms, wave.view.ms_at(point.x()))
            wave.update()

    def release(self, event: QMouseEvent) -> None:
        """Do what the press came to."""
        wave, grip, flag = self._wave, self._grip, self._flag
        moment = round(wave.view.ms_at(event.position().x()))
        dragged = self._dragging
        self.forget()
        if grip is None or grip is Grip.VIEW:
            return
        if grip is Grip.FLAG and flag is not None:
            if dragged:
                wave.flag_moved.emit(flag, moment)
            else:
                wave.flag_chosen.emit(flag)
        elif dragged:
            wave.selected.emit(wave.selection)
        elif grip is Grip.SOUND:
            if wave.selection is not None and not wave.selection.start_ms <= moment <= wave.selection.end_ms:
                wave.select(None)
                wave.selected.emit(None)
            wave.sought.emit(moment)

    def _extend(self, point: QPointF) -> None:
        wave = self._wave
        moment = wave.view.ms_at(point.x())
        known = wave.selection
        if known is None:
            self._anchor_ms = wave.position_ms
        else:
            nearer_start = abs(known.start_ms - moment) < abs(known.end_ms - moment)
            self._anchor_ms = known.end_ms if nearer_start else known.start_ms
        self._grip, self._dragging = Grip.END, True
        wave.selection = span_between(self._anchor_ms, moment)
        wave.update()

    def _show_shape(self, point: QPointF) -> None:
        shapes = {
            Grip.START: Qt.CursorShape.SizeHorCursor,
            Grip.END: Qt.CursorShape.SizeHorCursor,
            Grip.FLAG: Qt.CursorShape.PointingHandCursor,
        }
        shape = shapes.get(self._wave.grip_at(point.toPoint()), Qt.CursorShape.IBeamCursor)
        if self._wave.cursor().shape() is not shape:
            self._wave.setCursor(shape)
