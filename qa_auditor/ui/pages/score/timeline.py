"""The recording as a bar: where it stands, and ticks where moments were marked. A click seeks."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from qa_auditor.application.views.wording import clock_text
from qa_auditor.i18n import _
from qa_auditor.ui.theme.tokens import Tokens

_MARGIN = 8
_BAR_TOP = 10
_BAR = 10


class Timeline(QWidget):
    """``sought`` carries milliseconds."""

    sought = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._tokens: Tokens | None = None
        self._length = 0
        self._position = 0
        self._marks: tuple[tuple[int, str], ...] = ()
        self.setFixedHeight(56)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_recording(self, length_ms: int) -> None:
        """Another recording."""
        self._length = length_ms
        self.update()

    def show_position(self, position_ms: int) -> None:
        """It moved."""
        self._position = position_ms
        self.setAccessibleDescription(clock_text(position_ms))
        self.update()

    def show_marks(self, marks: tuple[tuple[int, str], ...]) -> None:
        """Ticks as (milliseconds, label)."""
        self._marks = marks
        self.update()

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self.update()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Position in the recording"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 56)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tokens is None:
            return
        tokens = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRect(_MARGIN, _BAR_TOP, self.width() - 2 * _MARGIN, _BAR)
        painter.setBrush(tokens.colour("surface-sunken"))
        painter.drawRoundedRect(bar, 5, 5)
        at = self._x(self._position)
        if self._length:
            painter.setBrush(tokens.colour("accent"))
            painter.drawRoundedRect(QRect(bar.left(), bar.top(), max(at - bar.left(), 5), bar.height()), 5, 5)
        font = painter.font()
        font.setPixelSize(tokens.px("font-caption"))
        painter.setFont(font)
        occupied = -1
        for moment, words in self._marks:
            x = self._x(moment)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("waveform-mark"))
            tip = bar.bottom() + 3
            painter.drawPolygon(QPolygon([QPoint(x, tip), QPoint(x - 5, tip + 9), QPoint(x + 5, tip + 9)]))
            width = painter.fontMetrics().horizontalAdvance(words)
            left = min(max(x - width // 2, 0), self.width() - width)
            if left > occupied:
                painter.setPen(tokens.colour("text-muted"))
                painter.drawText(left, tip + 24, words)
                occupied = left + width + 4
        if self._length:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("playhead"))
            painter.drawRoundedRect(QRect(at - 1, bar.top() - 6, 3, bar.height() + 12), 1, 1)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seek(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)
        elif self._length:
            QToolTip.showText(event.globalPosition().toPoint(), clock_text(self._moment(event)), self)

    def _seek(self, event: QMouseEvent) -> None:
        if self._length:
            self.sought.emit(self._moment(event))

    def _moment(self, event: QMouseEvent) -> int:
        share = (event.position().x() - _MARGIN) / max(1, self.width() - 2 * _MARGIN)
        return int(max(0.0, min(1.0, share)) * self._length)

    def _x(self, moment: int) -> int:
        share = min(1.0, moment / self._length) if self._length else 0.0
        return _MARGIN + int(share * (self.width() - 2 * _MARGIN))
