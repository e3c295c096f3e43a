"""Draws the sides of a recording: lowest and highest samples column by column, on the shaded stretches behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from qa_auditor.ui.pages.score.hear.scene import Ground, Shade
from qa_auditor.ui.pages.score.hear.view_range import ViewRange, tick_step, tick_text
from qa_auditor.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from qa_auditor.application.ports.audio import Waveform

FULL_SCALE = 32768.0
_LEAST_LABELLED_MS = 2000
_LEAST_LABEL = 30
"""Pixels below which no length is worth being measured."""
_DOTS_FROM = 6.0
"""Pixels between samples from which each sample gets a dot."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One side: which channel of the waveform, in which colour, what it is called, and whether it is heard."""

    channel: int
    colour: str
    name: str = ""
    heard: bool = True


def draw_ruler(painter: QPainter, area: QRect, view: ViewRange, tokens: Tokens) -> None:
    """Times along the upper edge."""
    step = tick_step(view, room=74)
    painter.setPen(tokens.colour("chart-axis"))
    first = int(view.start_ms // step) * step
    for ms in range(first, int(view.end_ms) + 1, step):
        x = area.left() + round(view.x_of(ms))
        if x < area.left():
            continue
        painter.setPen(tokens.colour("border-strong"))
        painter.drawLine(x, area.bottom() - 3, x, area.bottom())
        painter.setPen(tokens.colour("chart-axis"))
        words = tick_text(ms, step)
        if x + 3 + painter.fontMetrics().horizontalAdvance(words) <= area.right():
            painter.drawText(x + 3, area.bottom() - 4, words)


def draw_shades(painter: QPainter, area: QRect, view: ViewRange, shades: Sequence[Shade], tokens: Tokens) -> None:
    """The stretches behind the lanes: silence sunken, overlap red, hold hatched; each told by more than its colour."""
    grounds = {ground: tokens.colour(f"waveform-{ground}") for ground in Ground}
    edge = tokens.colour("critical")
    for shade in shades:
        if shade.end_ms <= view.start_ms or shade.start_ms >= view.end_ms:
            continue
        left = max(area.left(), area.left() + round(view.x_of(shade.start_ms)))
        right = min(area.right() + 1, area.left() + round(view.x_of(shade.end_ms)))
        stretch = QRect(left, area.top(), max(1, right - left), area.height())
        painter.fillRect(stretch, grounds[shade.ground])
        if shade.ground is Ground.HOLD:
            _hatch(painter, stretch, tokens.colour("info"))
        elif shade.ground is Ground.OVERLAP:
            painter.fillRect(QRect(left, area.top(), stretch.width(), 3), edge)


def draw_lengths(painter: QPainter, area: QRect, view: ViewRange, shades: Sequence[Shade], tokens: Tokens) -> None:
    """How long each silence and hold lasts, where there is room to say it: between the lanes."""
    metrics = painter.fontMetrics()
    for shade in shades:
        length = shade.end_ms - shade.start_ms
        if shade.ground is Ground.OVERLAP or length < _LEAST_LABELLED_MS:
            continue
        left, right = view.x_of(shade.start_ms), view.x_of(shade.end_ms)
        if right - left < _LEAST_LABEL or left > area.width() or right < 0:
            continue
        words = f"{length / 1000:.1f} s"
        width = metrics.horizontalAdvance(words)
        if right - left < width + 10:
            continue
        middle = (max(left, 0) + min(right, area.width())) / 2
        painter.setPen(tokens.colour("text-muted"))
        painter.drawText(
            QRect(area.left() + round(middle - width), area.top(), 2 * width, area.height()),
            Qt.AlignmentFlag.AlignCenter,
            words,
        )


def _hatch(painter: QPainter, stretch: QRect, colour: QColor) -> None:
    colour.setAlphaF(0.35)
    painter.save()
    painter.setClipRect(stretch)
    painter.setPen(QPen(colour, 1))
    top, bottom = stretch.top(), stretch.bottom() + 1
    # From a fixed origin, so that the pattern doesn't swim while it is scrolled in.
    lines = [
        QLineF(x, bottom, x + bottom - top, top)
        for x in range(stretch.left() - (bottom - top) - stretch.left() % 8, stretch.right() + 1, 8)
    ]
    painter.drawLines(lines)
    painter.restore()


def draw_name(painter: QPainter, area: QRect, lane: Lane, tokens: Tokens) -> None:
    """Whose side it is, in the upper left corner."""
    width = painter.fontMetrics().horizontalAdvance(lane.name) + 8
    ground = tokens.colour("surface")
    ground.setAlphaF(0.82)
    label = QRect(area.left(), area.top(), width, painter.fontMetrics().height() + 1)
    painter.fillRect(label, ground)
    painter.setPen(tokens.colour(lane.colour if lane.heard else "text-muted"))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, lane.name)


def draw_lane(
    painter: QPainter, area: QRect, view: ViewRange, waveform: "Waveform", lane: Lane, *, gain: float, tokens: Tokens
) -> None:
    """One side; a side that is not heard is drawn faintly."""
    colour = tokens.colour(lane.colour)
    if not lane.heard:
        colour.setAlphaF(0.28)
    middle = area.top() + area.height() / 2
    half = area.height() / 2 - 1
    axis = tokens.colour("border")
    painter.setPen(axis)
    painter.drawLine(area.left(), round(middle), area.right(), round(middle))
    per_ms = waveform.sample_rate / 1000
    samples_per_pixel = view.ms_per_pixel * per_ms
    scale = half * gain / FULL_SCALE
    if samples_per_pixel < 1 and waveform.finest == 1:
        _draw_samples(painter, area, view, waveform, lane.channel, colour, middle, half, scale)
        return
    low, high = waveform.columns(
        lane.channel, start=view.start_ms * per_ms, samples_per_column=samples_per_pixel, count=area.width()
    )
    left = area.left() + 0.5
    known = (waveform.first + waveform.frames) / per_ms
    count = min(area.width(), max(0, int(view.x_of(known)) + 1))
    painter.setPen(QPen(colour, 1))
    lines: list[QLineF] = []
    for place in range(count):
        upper, lower = min(high[place] * scale, half), max(low[place] * scale, -half)
        x = left + place
        # Silence is a line of one pixel, not nothing.
        lines.append(QLineF(x, middle - upper, x, middle - lower + 0.6))
    painter.drawLines(lines)


def _draw_samples(
    painter: QPainter,
    area: QRect,
    view: ViewRange,
    waveform: "Waveform",
    channel: int,
    colour: QColor,
    middle: float,
    half: float,
    scale: float,
) -> None:
    """The curve through single samples, once they lie further apart than pixels."""
    per_ms = waveform.sample_rate / 1000
    first = max(int(view.start_ms * per_ms) - 1, waveform.first)
    count = min(int(view.shown_ms * per_ms) + 3, waveform.first + waveform.frames - first)
    if count <= 0:
        return
    values, _same = waveform.columns(channel, start=first, samples_per_column=1, count=count)
    points = [
        QPointF(
            area.left() + view.x_of((first + place) / per_ms), middle - max(-half, min(values[place] * scale, half))
        )
        for place in range(count)
    ]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.drawPolyline(points)
    if 1 / (view.ms_per_pixel * per_ms) >= _DOTS_FROM:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for point in points:
            painter.drawEllipse(point, 2.2, 2.2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
