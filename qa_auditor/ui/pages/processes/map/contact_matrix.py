"""Draws the contact matrix: three by three fields with the touchpoints in them, walked by arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from qa_auditor.application.views.map_wording import band_of
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.pages.processes.map.contact import LEVEL_NAMES, LEVELS, Rated
from qa_auditor.ui.theme.tokens import Tokens

_SIDE = len(LEVELS)
_LEFT, _BOTTOM, _TOP, _RIGHT = 74, 46, 10, 12
_CHIP, _CHIP_GAP, _PAD = 20, 4, 6
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ContactMatrix(QWidget):
    """``field_entered`` with the touchpoints of the field that became current; ``opened`` on Enter."""

    field_entered = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tokens: Tokens | None = None
        self._fields: dict[tuple[int, int], list[Rated]] = {}
        self._down = ""
        self.current = (_SIDE - 1, _SIDE - 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 320)

    def show_rated(self, rated: Sequence[Rated], down: str) -> None:
        """Show touchpoints; ``down`` names what stands down."""
        self._down = down
        self._fields = {}
        for one in rated:
            self._fields.setdefault(one.field, []).append(one)
        self._enter(self.current)

    def at(self, column: int, row: int) -> Sequence[Rated]:
        """The touchpoints of a field; both are counted from the low end, from 0."""
        return self._fields.get((column, row), ())

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self.update()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Contact matrix: degree of contact across"))
        self.update()

    # --------------------------------------------------------------------------------------------------------- painting

    @override
    def sizeHint(self) -> QSize:
        return QSize(860, 560)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._tokens
        if tokens is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPixelSize(tokens.px("font-caption"))
        painter.setFont(small)
        painter.fillRect(self.rect(), tokens.colour("surface"))
        for column in range(_SIDE):
            for row in range(_SIDE):
                self._paint_field(painter, column, row, tokens)
        self._paint_axes(painter, tokens)
        painter.end()

    def _paint_field(self, painter: QPainter, column: int, row: int, tokens: Tokens) -> None:
        area = self._field(column, row)
        urgent = column + row >= _SIDE
        painter.fillRect(area, tokens.colour("accent-soft" if urgent else "surface-sunken"))
        painter.setPen(QPen(tokens.colour("surface"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        if (column, row) == self.current:
            painter.setPen(QPen(tokens.colour("focus-ring" if self.hasFocus() else "border-strong"), 2))
            painter.drawRect(area.adjusted(2, 2, -3, -3))
        here = self.at(column, row)
        places = self._chips(area)
        whole = len(here) <= len(places)
        metrics = painter.fontMetrics()
        for one, place in zip(here if whole else here[: len(places) - 1], places, strict=False):
            self._paint_chip(painter, place, one, metrics, tokens)
        if not whole and places:
            more = len(here) - len(places) + 1
            painter.setPen(tokens.colour("text"))
            words = _("+{n} more").format(n=more) if len(places) > 1 else str(len(here))
            painter.drawText(places[-1], int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_chip(self, painter: QPainter, place: QRect, one: Rated, metrics: QFontMetrics, tokens: Tokens) -> None:
        """A dot in the colour of compliance (hollow: not evaluated) and the code."""
        compliance = one.cell.compliance
        dot = QRect(place.left(), place.center().y() - 4, 10, 10)
        painter.setPen(QPen(tokens.colour("border-strong"), 1))
        known = tokens.colour(f"map-{band_of(compliance)}") if compliance is not None else tokens.colour("surface")
        painter.setBrush(known)
        painter.drawEllipse(dot)
        painter.setPen(tokens.colour("text"))
        room = place.adjusted(16, 0, 0, 0)
        words = f"{one.cell.code}  {one.business.in_language(language())}"
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), fitting)

    def _paint_axes(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setPen(tokens.colour("text-muted"))
        centre = int(Qt.AlignmentFlag.AlignCenter)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        for number, level in enumerate(LEVELS):
            words = _(LEVEL_NAMES[level])
            below = self._field(number, 0)
            painter.drawText(QRect(below.left(), below.bottom() + 4, below.width(), 18), centre, words)
            beside = self._field(0, number)
            painter.drawText(QRect(28, beside.top(), _LEFT - 34, beside.height()), right, words)
        painter.setPen(tokens.colour("text"))
        across = QRect(_LEFT, self.height() - 22, self.width() - _LEFT - _RIGHT, 18)
        painter.drawText(across, centre, _("Degree of contact, low to high →"))
        painter.save()
        painter.translate(16, self.height() - _BOTTOM)
        painter.rotate(-90)
        painter.drawText(QRect(0, -8, self.height() - _TOP - _BOTTOM, 18), centre, f"{self._down} →")
        painter.restore()

    def _field(self, column: int, row: int) -> QRect:
        width = (self.width() - _LEFT - _RIGHT) / _SIDE
        height = (self.height() - _TOP - _BOTTOM) / _SIDE
        left, top = _LEFT + round(column * width), _TOP + round((_SIDE - 1 - row) * height)
        return QRect(
            left,
            top,
            _LEFT + round((column + 1) * width) - left,
            _TOP + round((_SIDE - row) * height) - top,
        )

    def _chips(self, area: QRect) -> list[QRect]:
        """Where chips lie in a field, in reading order."""
        across = max(1, (area.width() - 2 * _PAD) // 240)
        down = max(1, (area.height() - 2 * _PAD + _CHIP_GAP) // (_CHIP + _CHIP_GAP))
        width = (area.width() - 2 * _PAD) // across
        return [
            QRect(area.left() + _PAD + column * width, area.top() + _PAD + row * (_CHIP + _CHIP_GAP), width - 4, _CHIP)
            for row in range(down)
            for column in range(across)
        ]

    # ------------------------------------------------------------------------------------------------- keys and pointer

    def _enter(self, field: tuple[int, int]) -> None:
        self.current = field
        here = list(self.at(*field))
        count = ngettext("{n} touchpoint", "{n} touchpoints", len(here)).format(n=len(here))
        self.setAccessibleDescription(
            _("contact {degree}, {level}: {count}").format(
                degree=_(LEVEL_NAMES[LEVELS[field[0]]]), level=_(LEVEL_NAMES[LEVELS[field[1]]]), count=count
            )
        )
        self.update()
        self.field_entered.emit(here)

    def _field_at(self, point: QPoint) -> tuple[int, int] | None:
        for column in range(_SIDE):
            for row in range(_SIDE):
                if self._field(column, row).contains(point):
                    return column, row
        return None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            column, row = self.current[0] + step[0], self.current[1] + step[1]
            self._enter((min(max(column, 0), _SIDE - 1), min(max(row, 0), _SIDE - 1)))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        else:
            event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        field = self._field_at(event.position().toPoint())
        if field is not None:
            self._enter(field)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            field = self._field_at(event.pos())
            here = self.at(*field) if field else ()
            QToolTip.showText(event.globalPos(), "\n".join(one.cell.code for one in here[:20]), self)
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)
