"""What the symbols of the drawing mean, beside it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from qa_auditor.application.flow.chart import ChartView
from qa_auditor.application.flow.legend import Legend, legend_of
from qa_auditor.i18n import _
from qa_auditor.ui.pages.processes.flow.painting import Picture, measure
from qa_auditor.ui.theme.tokens import Tokens


class LegendView(QWidget):
    """As wide as its place, as high as the rows that it takes."""

    def __init__(self) -> None:
        super().__init__()
        self._view = ChartView.FLOW
        self._tokens: Tokens | None = None
        self._legend: Legend | None = None
        self._picture: Picture | None = None

    def show_view(self, view: ChartView) -> None:
        """Show the legend of another drawing, or the same in another language."""
        self._view = view
        self.setAccessibleName(_("What the symbols mean"))
        self._make()

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self._make()

    def _make(self) -> None:
        if self._tokens is None or self.width() <= 0:
            return
        self._legend = legend_of(self._view, width=self.width(), measure=measure)
        self._picture = Picture(self._legend.marks, self._tokens)
        self.setFixedHeight(round(self._legend.height))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, round(self._legend.height) if self._legend else 24)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._picture.paint(painter, QRectF(self.rect()))
            painter.end()
