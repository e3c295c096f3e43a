"""What the colours and signs of the map mean, in one line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from qa_auditor.application.views.map_wording import band_texts
from qa_auditor.i18n import _
from qa_auditor.ui.theme.tokens import Tokens

_BAND_WIDTH, _SWATCH, _HEIGHT, _GAP = 58, 26, 18, 8


class Legend(QWidget):
    """Bands of compliance with their limits; hatching; the dash; the sign for too low."""

    def __init__(self) -> None:
        super().__init__()
        self._tokens: Tokens | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self.update()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Legend of the map"))
        self.setAccessibleDescription(", ".join((*band_texts(), *(words for _sign, words in _signs()))))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(520, 30)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(5 * _BAND_WIDTH, 30)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tokens is None:
            return
        painter = QPainter(self)
        font = painter.font()
        font.setPixelSize(self._tokens.px("font-caption"))
        painter.setFont(font)
        paint_legend(painter, self.rect(), self._tokens)
        painter.end()


def paint_legend(painter: QPainter, area: QRect, tokens: Tokens) -> None:
    """Draw the legend into an area; what does not fit is left out from the right."""
    metrics = QFontMetrics(painter.font())
    top = area.center().y() - _HEIGHT // 2
    x = area.left()
    for number, words in enumerate(band_texts(), start=1):
        box = QRect(x, top, _BAND_WIDTH, _HEIGHT)
        painter.fillRect(box, tokens.colour(f"map-{number}"))
        painter.setPen(tokens.colour("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        x += _BAND_WIDTH
    for sign, words in _signs():
        needed = 2 * _GAP + _SWATCH + 6 + metrics.horizontalAdvance(words)
        if x + needed > area.right():
            return
        box = QRect(x + 2 * _GAP, top, _SWATCH, _HEIGHT)
        painter.setPen(QPen(tokens.colour("border-strong"), 1))
        painter.setBrush(tokens.colour("surface-sunken" if sign == "—" else "surface"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if not sign:
            painter.fillRect(box, QBrush(tokens.colour("map-hatch"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(tokens.colour("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)
        painter.setPen(tokens.colour("text-muted"))
        painter.drawText(box.right() + 7, top + metrics.ascent() + (_HEIGHT - metrics.height()) // 2, words)
        x += needed


def _signs() -> list[tuple[str, str]]:
    return [("", _("blind spot")), ("—", _("not offered")), ("▾", _("below the benchmark"))]
