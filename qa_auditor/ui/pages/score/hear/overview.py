"""The whole recording in a strip: agent above the line, customer below it, and a frame around what is shown large."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.hear.flag_paint import colour_of
from qa_auditor.ui.pages.score.hear.lane_paint import FULL_SCALE, Lane
from qa_auditor.ui.pages.score.hear.scene import Flag
from qa_auditor.ui.pages.score.hear.view_range import ViewRange
from qa_auditor.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from qa_auditor.application.ports.audio import Waveform

HEIGHT = 34


class Overview(QWidget):
    """``view_wanted`` carries the ``ViewRange`` to show large, ``sought`` the milliseconds of a click."""

    view_wanted = Signal(object)
    sought = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._tokens: Tokens | None = None
        self._view = ViewRange.whole(0, 1)
        self._waveform: Waveform | None = None
        self._lanes: tuple[Lane, ...] = ()
        self._gain = 1.0
        self._flags: Sequence[Flag] = ()
        self._position = 0
        self._picture: QPixmap | None = None
        self._held_at: float | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_sound(self, waveform: "Waveform | None", lanes: Sequence[Lane], *, gain: float) -> None:
        """Draw another recording, or more of it."""
        self._waveform, self._lanes, self._gain = waveform, tuple(lanes), gain
        self._redraw()

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """Where marks stand."""
        self._flags = tuple(flags)
        self.update()

    def show_view(self, view: ViewRange) -> None:
        """What is shown large."""
        self._view = view
        self.setAccessibleDescription(_("{share} % shown").format(share=round(100 * view.shown_ms / view.length_ms)))
        self.update()

    def show_position(self, position_ms: int) -> None:
        """The cursor moved."""
        if self._x(position_ms) != self._x(self._position):
            self.update()
        self._position = position_ms

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self._redraw()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Overview of the recording"))
        self.setToolTip(_("The whole recording; drag the frame to show another part large"))

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _x(self, ms: float) -> int:
        return round(ms / self._view.length_ms * self.width())

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._tokens
        if tokens is None:
            return
        if self._picture is None:
            self._picture = self._drawn(tokens)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        for flag in self._flags:
            painter.fillRect(QRect(self._x(flag.start_ms) - 1, 0, 2, 6), tokens.colour(colour_of(flag)))
        if not self._view.is_whole:
            left, right = (
                self._x(self._view.start_ms),
                max(self._x(self._view.end_ms), self._x(self._view.start_ms) + 3),
            )
            veil = tokens.colour("surface")
            veil.setAlphaF(0.62)
            painter.fillRect(QRect(0, 0, left, self.height()), veil)
            painter.fillRect(QRect(right, 0, self.width() - right, self.height()), veil)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(left + 1, 1, max(2, right - left - 2), self.height() - 2), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(QRect(self._x(self._position) - 1, 0, 2, self.height()), tokens.colour("playhead"))
        painter.end()

    def _drawn(self, tokens: Tokens) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(tokens.colour("window"))
        waveform = self._waveform
        if waveform is None or not self._lanes:
            return picture
        painter = QPainter(picture)
        middle, half = self.height() / 2, self.height() / 2 - 1
        per_pixel = self._view.length_ms / max(1, self.width()) * waveform.sample_rate / 1000
        lanes = (self._lanes[0], self._lanes[-1])
        for lane, way in zip(lanes, (-1, 1), strict=True):
            low, high = waveform.columns(lane.channel, start=0, samples_per_column=per_pixel, count=self.width())
            painter.setPen(tokens.colour(lane.colour))
            scale = half * self._gain / FULL_SCALE
            lines = [
                QLineF(
                    QPointF(place + 0.5, middle),
                    QPointF(place + 0.5, middle + way * min(half, max(high[place], -low[place]) * scale)),
                )
                for place in range(self.width())
            ]
            painter.drawLines(lines)
        painter.end()
        return picture

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().x()
        left, right = self._x(self._view.start_ms), self._x(self._view.end_ms)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._view.is_whole:
            self.sought.emit(round(at / max(1, self.width()) * self._view.length_ms))
            return
        # Held inside, the frame stays under the pointer; pressed beside it, its middle comes here.
        self._held_at = at - left if left <= at <= right else (right - left) / 2
        self._bring(at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is not None:
            self._bring(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held_at = None

    def _bring(self, at: float) -> None:
        start = (at - (self._held_at or 0)) / max(1, self.width()) * self._view.length_ms
        self.view_wanted.emit(self._view.beginning_at(start))
