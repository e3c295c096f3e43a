"""Draws cells and heads of the matrix, on the screen and in a picture alike; never by colour alone."""

from fractions import Fraction
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from qa_auditor.application.views.map_wording import band_of, blind_text
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.touchpoint import Channel
from qa_auditor.i18n import language
from qa_auditor.ui.pages.processes.map.grid import GridCell, GridRow
from qa_auditor.ui.theme.tokens import Tokens

ROW_HEAD_WIDTH = 224
COLUMN_HEAD_HEIGHT = 46
COLUMN_WIDTH = 92
WIDEST_COLUMN = 150
ROW_HEIGHT = 32
GROUP_HEIGHT = 28
_PAD = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MapPainter:
    """Paints with the tokens and fonts of a theme; fonts and colours are made once."""

    def __init__(self, tokens: Tokens, font: QFont) -> None:
        self._colours = {name: tokens.colour(name) for name in tokens.colours}
        self._body = QFont(font)
        self._body.setPixelSize(tokens.px("font-body"))
        self._bold = QFont(self._body)
        self._bold.setBold(True)
        self._small = QFont(font)
        self._small.setPixelSize(tokens.px("font-caption"))
        self._small_metrics = QFontMetrics(self._small)
        self._body_metrics = QFontMetrics(self._body)
        self._bold_metrics = QFontMetrics(self._bold)
        self._hatch = QBrush(self.colour("map-hatch"), Qt.BrushStyle.BDiagPattern)
        self._line = QPen(self.colour("border"), 1)
        self._ring = QPen(self.colour("focus-ring"), 2)

    def colour(self, name: str) -> QColor:
        """A colour of the theme."""
        return self._colours[name]

    def cell(self, painter: QPainter, area: QRect, cell: GridCell | None, *, dim: bool, chosen: bool) -> None:
        """One cell: compliance with n, a blind spot hatched with its reason, or calmly that it is not offered."""
        painter.setPen(self._line)
        if cell is None:
            painter.fillRect(area, self.colour("surface-sunken"))
        elif dim:
            painter.fillRect(area, self.colour("surface"))
            self._frame(painter, area)
        elif not cell.offered:
            painter.fillRect(area, self.colour("surface-sunken"))
            self._frame(painter, area)
            self._words(painter, area, "—", "text-muted", Qt.AlignmentFlag.AlignCenter)
        else:
            self._offered(painter, area, cell)
        if chosen:
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def row_head(self, painter: QPainter, area: QRect, row: GridRow, *, current: bool) -> None:
        """A business with its code, or the name of a group."""
        if row.business is None:
            painter.fillRect(area, self.colour("surface-sunken"))
            self._frame(painter, area)
            self._elided(painter, area, row.group.in_language(language()), self._bold, "text")
            return
        painter.fillRect(area, self.colour("accent-soft" if current else "surface"))
        self._frame(painter, area)
        code = row.business.code
        self._words(painter, area, code, "text-muted", _RIGHT)
        room = area.adjusted(0, 0, -self._small_metrics.horizontalAdvance(code) - _PAD, 0)
        font = self._bold if current else self._body
        self._elided(painter, room, row.business.name.in_language(language()), font, "text")

    def column_head(self, painter: QPainter, area: QRect, channel: Channel, *, current: bool) -> None:
        """A channel's name, and its id below."""
        painter.fillRect(area, self.colour("accent-soft" if current else "surface"))
        self._frame(painter, area)
        name = channel.name.in_language(language()) or channel.id
        upper = area.adjusted(4, 6, -4, -area.height() // 2)
        font, metrics = (self._bold, self._bold_metrics) if current else (self._body, self._body_metrics)
        painter.setFont(font)
        painter.setPen(self.colour("text"))
        painter.drawText(
            upper,
            Qt.AlignmentFlag.AlignCenter,
            metrics.elidedText(name, Qt.TextElideMode.ElideRight, upper.width()),
        )
        lower = area.adjusted(4, area.height() // 2, -4, -4)
        self._words(painter, lower, channel.id, "text-muted", Qt.AlignmentFlag.AlignCenter)

    def corner(self, painter: QPainter, area: QRect, words: str) -> None:
        """Where both heads meet."""
        painter.fillRect(area, self.colour("surface"))
        self._frame(painter, area)
        self._words(painter, area.adjusted(0, area.height() // 2, 0, -4), words, "text-muted", _LEFT)

    def _offered(self, painter: QPainter, area: QRect, cell: GridCell) -> None:
        ground = _ground(cell.compliance) if cell.compliance is not None else "surface"
        painter.fillRect(area, self.colour(ground))
        if cell.blind:
            painter.fillRect(area, self._hatch)
        painter.setPen(self._line)
        self._frame(painter, area)
        if cell.compliance is not None:
            self._rate(painter, area, cell, cell.compliance, ground)
        elif cell.blind:
            self._sign(painter, area, blind_text(cell.blind[0]))
        else:
            self._words(painter, area, "n 0", "text-muted", Qt.AlignmentFlag.AlignCenter)

    def _rate(self, painter: QPainter, area: QRect, cell: GridCell, compliance: Fraction, ground: str) -> None:
        """The rate in bold on the left, n on the right; ▾ where it falls short of the benchmark."""
        rate = f"{_percent(compliance)}{'▾' if cell.short else ''}"
        count = f"n {cell.n}"
        left = area.adjusted(_PAD, 0, 0, 0)
        if cell.blind:
            width = self._bold_metrics.horizontalAdvance(rate)
            taken = self._small_metrics.horizontalAdvance(count)
            for start, room in ((left.left(), width), (area.right() - _PAD - taken, taken)):
                painter.fillRect(QRect(start - 3, area.center().y() - 9, room + 6, 19), self.colour(ground))
        painter.setFont(self._bold)
        painter.setPen(self.colour("text"))
        painter.drawText(left, int(_LEFT), rate)
        self._words(painter, area, count, "text-soft", _RIGHT)

    def _sign(self, painter: QPainter, area: QRect, words: str) -> None:
        """A few words on a clear ground in the middle of the hatching."""
        fitting = self._small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() - 10)
        width = self._small_metrics.horizontalAdvance(fitting) + 8
        room = QRect(area.center().x() - width // 2, area.center().y() - 9, width, 19)
        painter.fillRect(room, self.colour("surface"))
        self._words(painter, room, fitting, "text", Qt.AlignmentFlag.AlignCenter)

    def _frame(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(self._line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())

    def _words(self, painter: QPainter, area: QRect, words: str, colour: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(self._small)
        painter.setPen(self.colour(colour))
        room = area if align is Qt.AlignmentFlag.AlignCenter else area.adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(room, int(align), words)

    def _elided(self, painter: QPainter, area: QRect, words: str, font: QFont, colour: str) -> None:
        room = area.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(font)
        painter.setPen(self.colour(colour))
        metrics = self._bold_metrics if font is self._bold else self._body_metrics
        painter.drawText(room, int(_LEFT), metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()))


@lru_cache(maxsize=512)
def _percent(compliance: Fraction) -> str:
    return f"{shown(compliance * 100, 0)}%"


@lru_cache(maxsize=512)
def _ground(compliance: Fraction) -> str:
    return f"map-{band_of(compliance)}"
