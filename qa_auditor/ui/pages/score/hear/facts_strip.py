"""What was measured of the sound, as a row of small figures; a click goes to the place that one speaks of."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from qa_auditor.domain.audio_facts import AudioFacts
from qa_auditor.ui.pages.score.hear.figures import Figure, figures_of
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.flow import FlowLayout
from qa_auditor.ui.widgets.text import say


class FactsStrip(QWidget):
    """``place_wanted`` carries the milliseconds of a place."""

    place_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._facts: AudioFacts | None = None
        self._tokens: Tokens | None = None
        self._turns: dict[str, int] = {}
        self._figures: list[Figure] = []
        self._flow = FlowLayout(self, spacing=2)
        self.setVisible(False)

    @property
    def figures(self) -> Sequence[Figure]:
        """What is shown."""
        return self._figures

    def show_facts(self, facts: AudioFacts | None) -> None:
        """Show other facts, or none."""
        self._facts = facts
        self._turns = {}
        self._fill()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._fill()

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self._tokens = tokens
        self._fill()

    def go(self, figure: Figure) -> None:
        """To the next place of a figure."""
        if figure.places:
            turn = self._turns.get(figure.key, 0)
            self._turns[figure.key] = turn + 1
            self.place_wanted.emit(figure.places[turn % len(figure.places)].start_ms)

    def _fill(self) -> None:
        self._flow.clear()
        self._figures = figures_of(self._facts) if self._facts is not None else []
        self.setVisible(bool(self._figures))
        if self._tokens is None:
            return
        for figure in self._figures:
            made = FigureButton(figure, self._tokens)
            made.clicked.connect(partial(self._on_clicked, figure))
            self._flow.addWidget(made)
        self.updateGeometry()

    def _on_clicked(self, figure: Figure, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's signal
        self.go(figure)


class FigureButton(QToolButton):
    """Caption and value in one line, the value in the foreground."""

    def __init__(self, figure: Figure, tokens: Tokens) -> None:
        super().__init__()
        self._figure, self._tokens = figure, tokens
        self.setProperty("kind", "figure")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setText(f"{figure.caption}  {figure.value}")
        if figure.places:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        say(self, f"{figure.caption} {figure.value}", figure.hint)

    @override
    def sizeHint(self) -> QSize:
        figure, metrics = self._figure, self.fontMetrics()
        width = metrics.horizontalAdvance(f"{figure.caption} ") + metrics.horizontalAdvance(figure.value)
        return QSize(width + 14, metrics.height() + 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        figure, tokens = self._figure, self._tokens
        painter = QPainter(self)
        if self.underMouse() and figure.places:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("surface-hover"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        inside = self.rect().adjusted(5, 0, 0, 0)
        painter.setPen(tokens.colour("text-muted"))
        painter.drawText(inside, align, figure.caption)
        used = self.fontMetrics().horizontalAdvance(f"{figure.caption} ")
        painter.setPen(QColor(tokens.colours["warning" if figure.warns else "text"]))
        painter.drawText(inside.adjusted(used, 0, 0, 0), align, figure.value)
        painter.end()
