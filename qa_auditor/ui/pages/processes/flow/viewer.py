"""The drawing in the window: painted with heads that stay in view, enlarged, folded to the width that there is."""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from qa_auditor.application.flow.chart import Chart, Sketch, finished, folded_layout
from qa_auditor.application.flow.ground import STAGE_HEAD
from qa_auditor.application.flow.marks import rounded_line
from qa_auditor.application.flow.shapes import Point
from qa_auditor.ui.pages.processes.flow.painting import Picture, path_of
from qa_auditor.ui.theme.tokens import Tokens

MARGIN = 18.0
LEAST, MOST = 0.15, 3.0
_STEP = 1.2
_READABLE = 0.9
_NEAR_ENOUGH = 0.02
_AROUND = 24.0
_REST_MS = 60

Link = tuple[str, str]


class Viewer(QAbstractScrollArea):
    """Shows one drawing and what is chosen on it; ``zoomed`` after it was made larger or smaller."""

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._tokens: Tokens | None = None
        self._sketch: Sketch | None = None
        self.chart: Chart | None = None
        self._pictures: dict[str, Picture] = {}
        self._zoom = 1.0
        self._folds = True
        self._fits = True
        # Until somebody asks for all of it, a long drawing is rather scrolled than made too small to read.
        self._least = _READABLE
        self.step = ""
        self.link: Link | None = None
        self.hovered = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._refold)

    # ------------------------------------------------------------------------------------------------------------ shows

    def show_sketch(self, sketch: Sketch | None) -> None:
        """Show a drawing, or nothing; what was chosen stays chosen where it is still there."""
        self._sketch = sketch
        known = sketch.record.step_by_id if sketch is not None else {}
        if self.step not in known:
            self.step = ""
        if self.link is not None and not (sketch and any((t.source, t.target) == self.link for t in sketch.ties)):
            self.link = None
        if self._fits:
            self._zoom = max(self._least, self._fitting())
        self._draw()

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self._ready()

    @property
    def zoom(self) -> float:
        """How many pixels a unit of the drawing takes."""
        return self._zoom

    @property
    def folds(self) -> bool:
        """Whether a long drawing is folded to the width of the window."""
        return self._folds

    def set_folds(self, folds: bool) -> None:
        """Fold a long drawing, or show it in one line."""
        if folds != self._folds:
            self._folds = folds
            if self._fits:
                self._zoom = max(self._least, self._fitting())
            self._draw()
            self.reveal()

    def choose_step(self, name: str) -> None:
        """Choose a step, without a signal, and bring it into view."""
        self.step, self.link = name, None
        self.reveal()
        self.viewport().update()

    def choose_link(self, link: Link | None) -> None:
        """Choose an arrow, without a signal."""
        self.link = link
        if link is not None:
            self.step = ""
        self.viewport().update()

    # ------------------------------------------------------------------------------------------------------------- zoom

    def zoom_by(self, steps: int, at: QPointF | None = None) -> None:
        """Enlarge or make smaller, keeping the place under ``at`` (or the middle) where it is."""
        self.zoom_to(self._zoom * _STEP**steps, at)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Show a unit of the drawing in so many pixels."""
        self._fits = False
        kept = at or QPointF(self.viewport().rect().center())
        before = self.to_body(kept)
        zoom = max(LEAST, min(MOST, zoom))
        changed = zoom != self._zoom
        self._zoom = zoom
        if changed and self._folds:
            self._rest.start()
        self._measure()
        if not self._folds:
            after = self.from_body(before)
            self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + after.x() - kept.x()))
            self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + after.y() - kept.y()))
        self.viewport().update()
        self.zoomed.emit()

    def fit(self) -> None:
        """Show all of it, as large as it can be."""
        self._fits, self._least = True, LEAST
        self._zoom = self._fitting()
        self._draw()
        self.zoomed.emit()

    def _fitting(self) -> float:
        """The largest zoom at which all is seen, though never more than natural size."""
        if self._sketch is None:
            return 1.0
        width, height = self.viewport().width() - 2 * MARGIN, self.viewport().height() - 2 * MARGIN
        if not self._folds:
            chart = finished(self._sketch)
            return max(LEAST, min(1.0, width / chart.width, height / chart.height))
        if self._fits_at(1.0, width, height):
            return 1.0
        low, high = LEAST, 1.0
        while high - low > _NEAR_ENOUGH:
            middle = (low + high) / 2
            low, high = (middle, high) if self._fits_at(middle, width, height) else (low, middle)
        return low

    def _fits_at(self, zoom: float, width: float, height: float) -> bool:
        """Whether the drawing, folded for this zoom, is seen as a whole."""
        if self._sketch is None:
            return True
        layout = folded_layout(self._sketch, width / zoom)
        heads = STAGE_HEAD if len(layout.strips) == 1 else 0.0
        across, down = layout.width + self._sketch.head, layout.height + heads
        return across * zoom <= width + 1 and down * zoom <= height

    # ----------------------------------------------------------------------------------------------------------- places

    def to_body(self, at: QPointF) -> Point:
        """The place on the drawing's body that is seen at a place of the viewport."""
        left, top = self._corner()
        return Point((at.x() - left) / self._zoom, (at.y() - top) / self._zoom)

    def from_body(self, point: Point) -> QPointF:
        """Where a place of the drawing's body is seen."""
        left, top = self._corner()
        return QPointF(point.x * self._zoom + left, point.y * self._zoom + top)

    def _corner(self) -> tuple[float, float]:
        """Where the body begins on the viewport."""
        chart = self.chart
        if chart is None:
            return 0.0, 0.0
        spare_x = max(0.0, self.viewport().width() - 2 * MARGIN - chart.width * self._zoom) / 2
        left = MARGIN + spare_x + chart.lane_head_width * self._zoom - self.horizontalScrollBar().value()
        top = MARGIN + chart.stage_head_height * self._zoom - self.verticalScrollBar().value()
        return left, top

    def reveal(self) -> None:
        """Scroll until the chosen step is seen with some room around it."""
        chart = self.chart
        standing = next((one for one in chart.layout.steps if one.id == self.step), None) if chart else None
        if chart is None or standing is None:
            return
        corner = self.from_body(Point(standing.room.left, standing.room.top))
        size = (standing.room.width * self._zoom, standing.room.height * self._zoom)
        port = self.viewport()
        head = chart.lane_head_width * self._zoom, chart.stage_head_height * self._zoom
        for bar, low, length, first, last in (
            (self.horizontalScrollBar(), corner.x(), size[0], head[0], port.width()),
            (self.verticalScrollBar(), corner.y(), size[1], head[1], port.height()),
        ):
            if low - _AROUND < first:
                bar.setValue(round(bar.value() + low - _AROUND - first))
            elif low + length + _AROUND > last:
                bar.setValue(round(bar.value() + min(low - _AROUND - first, low + length + _AROUND - last)))

    # ---------------------------------------------------------------------------------------------------------- drawing

    def _draw(self) -> None:
        """Make the marks for the width there is."""
        self._rest.stop()
        if self._sketch is None:
            self.chart = None
        else:
            room = (self.viewport().width() - 2 * MARGIN) / self._zoom if self._folds else None
            self.chart = finished(self._sketch, room)
        self._ready()
        self._measure()

    def _refold(self) -> None:
        self._draw()
        self.reveal()

    def _ready(self) -> None:
        chart, tokens = self.chart, self._tokens
        self._pictures = {}
        if chart is not None and tokens is not None:
            self._pictures = {
                "ground": Picture(chart.ground, tokens),
                "body": Picture(chart.body, tokens),
                "lanes": Picture(chart.lane_heads, tokens),
                "stages": Picture(chart.stage_heads, tokens),
            }
        self.viewport().update()

    def _measure(self) -> None:
        """Tell the scroll bars how large it is."""
        chart = self.chart
        size = (chart.width * self._zoom, chart.height * self._zoom) if chart else (0.0, 0.0)
        port = self.viewport()
        for bar, length, page in (
            (self.horizontalScrollBar(), size[0] + 2 * MARGIN, port.width()),
            (self.verticalScrollBar(), size[1] + 2 * MARGIN, port.height()),
        ):
            bar.setRange(0, max(0, round(length - page)))
            bar.setPageStep(page)
            bar.setSingleStep(40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chart, tokens = self.chart, self._tokens
        if tokens is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tokens.colour("surface"))
        if chart is None:
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        left, top = self._corner()
        head = chart.lane_head_width * self._zoom
        over = chart.stage_head_height * self._zoom
        # Heads stay in view while the body is scrolled away beneath them.
        fixed_left, fixed_top = max(left - head, 0.0), max(top - over, 0.0)
        port = QRectF(self.viewport().rect())
        self._part(painter, ("ground", "body"), (left, top), port.adjusted(fixed_left + head, fixed_top + over, 0, 0))
        if head:
            clip = QRectF(fixed_left, fixed_top + over, head + 1, port.height())
            self._part(painter, ("lanes",), (fixed_left, top), clip)
        if over:
            clip = QRectF(fixed_left + head, fixed_top, port.width(), over)
            self._part(painter, ("stages",), (left, fixed_top), clip)
        painter.end()

    def _part(self, painter: QPainter, names: tuple[str, ...], corner: tuple[float, float], clip: QRectF) -> None:
        painter.save()
        painter.setClipRect(clip)
        painter.translate(*corner)
        painter.scale(self._zoom, self._zoom)
        seen = QRectF(
            (clip.x() - corner[0]) / self._zoom,
            (clip.y() - corner[1]) / self._zoom,
            clip.width() / self._zoom,
            clip.height() / self._zoom,
        )
        for name in names:
            self._pictures[name].paint(painter, seen)
            if name == "ground":
                self._paint_glow(painter)
        if "body" in names:
            self._paint_rings(painter)
        painter.restore()

    def _paint_glow(self, painter: QPainter) -> None:
        """Under the arrows of the chosen step, or the chosen arrow."""
        if self.chart is None or self._tokens is None or not (self.step or self.link):
            return
        pen = QPen(self._tokens.colour("selection"), 7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for arrow in self.chart.layout.arrows:
            ends = (arrow.tie.source, arrow.tie.target)
            if self.link == ends or (self.step and self.step in ends):
                for part in arrow.parts:
                    painter.drawPath(path_of(rounded_line(part)))

    def _paint_rings(self, painter: QPainter) -> None:
        """Around the chosen step, and around the one under the mouse."""
        if self.chart is None or self._tokens is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for standing in self.chart.layout.steps:
            if standing.id == self.step:
                colour, width = ("focus-ring" if self.hasFocus() else "accent"), 2.5
            elif standing.id == self.hovered:
                colour, width = "border-strong", 1.2
            else:
                continue
            painter.setPen(QPen(self._tokens.colour(colour), width))
            ring = standing.room.grown(6)
            painter.drawRoundedRect(QRectF(ring.left, ring.top, ring.width, ring.height), 9, 9)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sketch is None:
            return
        if self._fits:
            self._zoom = max(self._least, self._fitting())
        if self._fits or self._folds:
            self._rest.start()
        self._measure()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Heads stay where they are while the rest moves.
        self.viewport().update()
