"""The recording as a waveform: both sides apart, shaded stretches, marks, selection and cursor.

Clicks seek, drags select, the wheel zooms about the pointer. Everything but cursor and selection is painted once into
a picture and kept until something changes, so that playing costs a strip of a few pixels.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from qa_auditor.application.views.wording import clock_text
from qa_auditor.domain.spans import Span
from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.hear.flag_paint import (
    BAND,
    PlacedFlag,
    WidthOf,
    draw_flags,
    draw_selection,
    draw_span_grounds,
    place_flags,
)
from qa_auditor.ui.pages.score.hear.lane_paint import (
    Lane,
    draw_lane,
    draw_lengths,
    draw_name,
    draw_ruler,
    draw_shades,
)
from qa_auditor.ui.pages.score.hear.pointer import Grip, Pointer
from qa_auditor.ui.pages.score.hear.scene import Flag, Shade
from qa_auditor.ui.pages.score.hear.view_range import ViewRange
from qa_auditor.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from qa_auditor.application.ports.audio import Waveform

RULER = 18
_GAP = 3
_WHEEL_STEP = 120.0
_PIXELS_A_STEP = 60.0


class WaveView(QWidget):
    """Positions are milliseconds.

    Signals: ``sought`` with a moment; ``selected`` with a ``Span`` or None; ``flag_chosen`` and ``flag_opened`` with a
    ``Flag`` that was clicked or double-clicked; ``flag_moved`` with a flag and its new start; ``view_changed`` with
    the ``ViewRange`` that is shown.
    """

    sought = Signal(int)
    selected = Signal(object)
    flag_chosen = Signal(object)
    flag_opened = Signal(object)
    flag_moved = Signal(object, int)
    view_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tokens: Tokens | None = None
        self.view = ViewRange.whole(0, 1)
        self.waveform: Waveform | None = None
        self._closer: Waveform | None = None
        self._lanes: tuple[Lane, ...] = ()
        self._shades: Sequence[Shade] = ()
        self._flags: Sequence[Flag] = ()
        self._placed: list[PlacedFlag] = []
        self._position = 0
        self._gain = 1.0
        self._says = ""
        self._picture: QPixmap | None = None
        self.selection: Span | None = None
        self._pointer = Pointer(self)
        self.setMinimumHeight(128)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # ---------------------------------------------------------------------------------------------------- what is shown

    def show_recording(self, length_ms: int, lanes: Sequence[Lane]) -> None:
        """Another recording: the whole of it, nothing known of its sound yet."""
        self.view = ViewRange.whole(length_ms, self._lane_width())
        self.waveform = self._closer = None
        self._lanes, self._shades, self._flags = tuple(lanes), (), ()
        self.selection = None
        self._position = 0
        self._pointer.forget()
        self.redraw()
        self.view_changed.emit(self.view)

    def show_waveform(self, waveform: "Waveform | None", says: str = "") -> None:
        """What is known of its sound so far, and what to say in place of what is not."""
        self.waveform, self._says = waveform, says
        self.redraw()

    def show_closer(self, waveform: "Waveform | None") -> None:
        """Single samples of the stretch that is shown."""
        self._closer = waveform
        self.redraw()

    def show_lanes(self, lanes: Sequence[Lane], *, gain: float) -> None:
        """Which sides are heard, and how high they are drawn."""
        if (tuple(lanes), gain) != (self._lanes, self._gain):
            self._lanes, self._gain = tuple(lanes), gain
            self.redraw()

    def show_shades(self, shades: Sequence[Shade]) -> None:
        """Silence, overlap and hold."""
        self._shades = tuple(shades)
        self.redraw()

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """The marks of all questions."""
        if tuple(flags) != tuple(self._flags):
            self._flags = tuple(flags)
            self.redraw()

    @property
    def position_ms(self) -> int:
        """Where the cursor stands."""
        return self._position

    @property
    def flags(self) -> Sequence[Flag]:
        """The marks that are drawn."""
        return self._flags

    def show_position(self, position_ms: int) -> None:
        """The cursor moved: only the strips where it was and is are painted."""
        if position_ms == self._position:
            return
        former, self._position = self._cursor_strip(), position_ms
        self.setAccessibleDescription(clock_text(position_ms))
        self.update(former)
        self.update(self._cursor_strip())

    def select(self, span: Span | None) -> None:
        """Show another selection, without a signal."""
        if span != self.selection:
            self.selection = span
            self.update()

    def look_at(self, view: ViewRange) -> None:
        """Show another stretch."""
        if view != self.view:
            self.view = view
            self.redraw()
            self.view_changed.emit(view)

    def zoom(self, steps: float, about_x: float | None = None) -> None:
        """Closer or further away, about a pixel, or about the cursor where it is shown, or the middle."""
        if about_x is None:
            at = self.view.x_of(self._position)
            about_x = at if 0 <= at <= self.view.width else self.view.width / 2
        self.look_at(self.view.zoomed(steps, about_x))

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self.redraw()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Waveform of the recording"))

    def redraw(self) -> None:
        """Paint everything anew."""
        self._picture = None
        self.update()

    # --------------------------------------------------------------------------------------------------------- geometry

    @property
    def lanes_area(self) -> QRect:
        """Where the sides are drawn."""
        return QRect(0, RULER, self.width(), max(10, self.height() - RULER - BAND))

    @property
    def band_area(self) -> QRect:
        """Where the flags stand."""
        return QRect(0, self.height() - BAND, self.width(), BAND)

    def lane_areas(self) -> list[QRect]:
        """One area for each side."""
        area, count = self.lanes_area, max(1, len(self._lanes))
        height = (area.height() - _GAP * (count - 1)) // count
        return [
            QRect(area.left(), area.top() + place * (height + _GAP), area.width(), height) for place in range(count)
        ]

    def flag_at(self, point: QPoint) -> Flag | None:
        """The flag under a point, the current question's first."""
        found = [one for one in self._placed if one.box.contains(point)]
        found.sort(key=lambda one: (not one.flag.current, abs(one.left - point.x())))
        return found[0].flag if found else None

    def _lane_width(self) -> int:
        return max(1, self.width())

    def _cursor_strip(self) -> QRect:
        return QRect(round(self.view.x_of(self._position)) - 6, 0, 13, self.height())

    # --------------------------------------------------------------------------------------------------------- painting

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 172)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view = self.view.resized(self._lane_width())
        self.redraw()
        self.view_changed.emit(self.view)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tokens is None:
            return
        if self._picture is None:
            self._picture = self._drawn(self._tokens)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if self.selection is not None:
            draw_selection(painter, self.lanes_area, self.view, self.selection, self._tokens)
        x = round(self.view.x_of(self._position))
        if 0 <= x <= self.width():
            colour = self._tokens.colour("playhead")
            painter.fillRect(QRect(x - 1, RULER - 4, 2, self.lanes_area.height() + 8), colour)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPoint(x, RULER - 4), 4, 4)
        painter.end()

    def _drawn(self, tokens: Tokens) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(tokens.colour("surface"))
        painter = QPainter(picture)
        font = self.font()
        font.setPixelSize(tokens.px("font-caption"))
        painter.setFont(font)
        lanes, areas = self.lanes_area, self.lane_areas()
        draw_ruler(painter, QRect(0, 0, self.width(), RULER), self.view, tokens)
        for area in areas:
            painter.fillRect(area, tokens.colour("window"))
            draw_shades(painter, area, self.view, self._shades, tokens)
        if self.waveform is not None:
            shown = self._closer if self._fits(self._closer) else self.waveform
            for lane, area in zip(self._lanes, areas, strict=False):
                draw_lane(painter, area, self.view, shown or self.waveform, lane, gain=self._gain, tokens=tokens)
        draw_lengths(painter, lanes, self.view, self._shades, tokens)
        self._placed = place_flags(
            self._flags, self.band_area, self.view, WidthOf(painter.fontMetrics().horizontalAdvance)
        )
        draw_span_grounds(painter, lanes, self._placed, tokens)
        for lane, area in zip(self._lanes, areas, strict=False):
            if lane.name:
                draw_name(painter, area, lane, tokens)
        draw_flags(painter, self.band_area, self._placed, tokens)
        if self._says:
            painter.setPen(tokens.colour("text-muted"))
            painter.drawText(lanes, Qt.AlignmentFlag.AlignCenter, self._says)
        painter.end()
        return picture

    def _fits(self, closer: "Waveform | None") -> bool:
        if closer is None:
            return False
        per_ms = closer.sample_rate / 1000
        last = min(self.view.end_ms, self.view.length_ms)
        return closer.first <= self.view.start_ms * per_ms and closer.first + closer.frames >= (last - 2) * per_ms

    # ---------------------------------------------------------------------------------------------------------- pointer

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        flag = self.flag_at(event.position().toPoint())
        if flag is not None:
            self._pointer.forget()
            self.flag_opened.emit(flag)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        fine, coarse = event.pixelDelta(), event.angleDelta()
        across = fine.x() or coarse.x() * _PIXELS_A_STEP / _WHEEL_STEP
        if sideways and not across:
            across = fine.y() or coarse.y() * _PIXELS_A_STEP / _WHEEL_STEP
        if abs(across) > abs(coarse.y()) or sideways:
            self.look_at(self.view.scrolled(-across))
        elif coarse.y():
            self.zoom(coarse.y() / _WHEEL_STEP, event.position().x())
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            point = self.mapFromGlobal(self.cursor().pos())
            flag = self.flag_at(point)
            if flag is not None:
                moment = clock_text(flag.start_ms) + ("" if flag.end_ms is None else f"–{clock_text(flag.end_ms)}")
                QToolTip.showText(self.mapToGlobal(point), f"{moment}  {flag.number}. {flag.words}", self)
                return True
        return super().event(event)

    def grip_at(self, point: QPoint) -> Grip:
        """What a press at this point takes hold of."""
        if self.flag_at(point) is not None:
            return Grip.FLAG
        if self.selection is not None and self.lanes_area.contains(point):
            for grip, ms in ((Grip.START, self.selection.start_ms), (Grip.END, self.selection.end_ms)):
                if abs(self.view.x_of(ms) - point.x()) <= 5:
                    return grip
        return Grip.SOUND
