"""Lines or messages below each other, thousands of them: only what is seen is set. Shows, scrolls, selects words.

Heights of lines that were never seen are guessed; a line is set when it comes into view, and what stands above it
stays where it is. Keys that it does not know go on to the page.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame
from typing_extensions import override

from qa_auditor.domain.conversation import Found
from qa_auditor.ui.pages.score.words.block import Block, Hot, LineState
from qa_auditor.ui.pages.score.words.shown_line import ShownLine
from qa_auditor.ui.pages.score.words.word_pointer import WordPointer
from qa_auditor.ui.theme.tokens import Tokens

Selection = tuple[int, int, int]
"""Index of a line, and the characters from and to in it."""


class Look(Protocol):
    """How lines are set and drawn; see ``TranscriptLook``."""

    def guess(self, shown: ShownLine, width: int) -> int:
        """About how high a line is."""

    def block(self, shown: ShownLine, former: ShownLine | None, width: int) -> Block:
        """A line, set."""

    def draw(
        self, painter: QPainter, block: Block, top: int, shown: ShownLine, state: LineState, tokens: Tokens
    ) -> None:
        """Draw a line whose upper edge lies at ``top``."""


class LinesView(QAbstractScrollArea):
    """Signals carry the index of a line.

    ``chosen`` when a click or a key came to a line, with the character or -1; ``selected`` when other words are
    selected; ``hot_clicked`` with a ``Hot``; ``hidden_clicked`` when something masked was clicked;
    ``follows_changed`` when it began or ceased to scroll by itself.
    """

    chosen = Signal(int, int)
    selected = Signal()
    hot_clicked = Signal(int, object)
    hidden_clicked = Signal(int)
    follows_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._tokens: Tokens | None = None
        self.lines: list[ShownLine] = []
        self._blocks: dict[int, Block] = {}
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._found: Mapping[int, Sequence[Found]] = {}
        self._found_now: Found | None = None
        self.current = -1
        self.selection: Selection | None = None
        self.follows = True
        self._pointer = WordPointer(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled_by_hand)

    # ---------------------------------------------------------------------------------------------------- what is shown

    def show_lines(self, lines: Sequence[ShownLine], look: Look) -> None:
        """Show other lines, from the first one on."""
        self.lines, self._look = list(lines), look
        self.current, self.selection = -1, None
        self._found, self._found_now = {}, None
        self.set_follows(on=True)
        self._measure()
        self.verticalScrollBar().setValue(0)

    def update_lines(self, lines: Sequence[ShownLine], look: Look | None = None) -> None:
        """Show the same lines with other marks or words, where they stand; with another look where that changed."""
        if look is not None or len(lines) != len(self.lines):
            self._look = look or self._look
            self.lines = list(lines)
            self._measure()
            return
        changed = [
            index for index, now in enumerate(lines) if now is not self.lines[index] and now != self.lines[index]
        ]
        for index in changed:
            former, now = self.lines[index], lines[index]
            self.lines[index] = now
            if former.with_marks(()) != now.with_marks(()):
                self._forget(index)
        if changed:
            self.viewport().update()

    def show_found(self, found: Sequence[Found], now: Found | None) -> None:
        """What a search found, and at which of it the user stands."""
        by_line: dict[int, list[Found]] = {}
        for one in found:
            by_line.setdefault(one.position, []).append(one)
        self._found, self._found_now = by_line, now
        self.viewport().update()

    def set_current(self, index: int, *, reveal: bool) -> None:
        """Make a line current; ``reveal`` brings it into view in any case, else only while it follows."""
        if index != self.current:
            self.current = index
            self.setAccessibleDescription(self.lines[index].text if 0 <= index < len(self.lines) else "")
            self.viewport().update()
        if index >= 0 and (reveal or self.follows):
            self.bring(index)

    def select(self, selection: Selection | None) -> None:
        """Select words of a line, or nothing."""
        if selection != self.selection:
            self.selection = selection
            self.viewport().update()
            self.selected.emit()

    def set_follows(self, *, on: bool) -> None:
        """Whether it scrolls by itself to the line that is current."""
        if on != self.follows:
            self.follows = on
            self.follows_changed.emit(on)
        if on and self.current >= 0:
            self.bring(self.current)

    def bring(self, index: int, place: int = 0) -> None:
        """Scroll a line into the middle third, if it is not in view comfortably."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        block = self.block(index)
        top = self._tops[index] + (round(block.top_of(place)) if place else 0)
        high = min(block.height, height // 2)
        if top - bar.value() < height // 10 or top + high - bar.value() > height * 4 // 5:
            bar.setValue(max(0, top - height // 3))

    def set_anew(self) -> None:
        """Set every line again: a picture came."""
        self._set_from(max(0, self.index_at(0)))

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._tokens = tokens
        self.viewport().update()

    # --------------------------------------------------------------------------------------------------------- geometry

    def block(self, index: int) -> Block:
        """A line, set for the width that there is."""
        if index not in self._blocks and self._look is not None:
            former = self.lines[index - 1] if index else None
            made = self._look.block(self.lines[index], former, self.viewport().width())
            self._blocks[index] = made
            if made.height != self._heights[index]:
                self._grow(index, made.height)
        return self._blocks[index]

    def index_at(self, y: int) -> int:
        """The line at a height of the viewport; -1 for none."""
        at = y + self.verticalScrollBar().value()
        if not self.lines or at < 0 or at >= self._tops[-1]:
            return -1
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._tops[middle] <= at else (low, middle - 1)
        return low

    def top_of(self, index: int) -> int:
        """The upper edge of a line in the viewport."""
        return self._tops[index] - self.verticalScrollBar().value()

    def hot_at(self, index: int, point: QPoint) -> Hot | None:
        """What can be clicked at a point of the viewport."""
        inside = QPoint(point.x(), point.y() - self.top_of(index))
        return next((hot for hot in self.block(index).hot if hot.area.contains(inside)), None)

    def text_rect(self, index: int) -> QRect:
        """Where the words of a line lie in the viewport."""
        return self.block(index).text_area().toAlignedRect().translated(0, self.top_of(index))

    def _set_from(self, index: int) -> None:
        self._measure()
        if self.lines:
            self.verticalScrollBar().setValue(self._tops[index])

    def _measure(self) -> None:
        """Guess all heights anew."""
        self._blocks.clear()
        look, width = self._look, self.viewport().width()
        if look is None:
            return
        self._heights = [look.guess(line, width) for line in self.lines]
        self._tops = [0, *accumulate(self._heights)]
        self._fit_bar()
        self.viewport().update()

    def _grow(self, index: int, height: int) -> None:
        bar = self.verticalScrollBar()
        more = height - self._heights[index]
        above = self._tops[index + 1] <= bar.value()
        self._heights[index] = height
        self._tops = [0, *accumulate(self._heights)]
        self._fit_bar()
        if above:
            bar.setValue(bar.value() + more)

    def _forget(self, index: int) -> None:
        for one in (index, index + 1):
            self._blocks.pop(one, None)

    def _fit_bar(self) -> None:
        height = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, self._tops[-1] - height))
        self.verticalScrollBar().setPageStep(height)

    # --------------------------------------------------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, look = self._tokens, self._look
        painter = QPainter(self.viewport())
        if tokens is not None and look is not None and self.lines:
            index = max(0, self.index_at(0))
            while index < len(self.lines):
                block = self.block(index)
                top = self.top_of(index)
                if top > self.viewport().height():
                    break
                if top + block.height >= event.rect().top() and top <= event.rect().bottom():
                    look.draw(painter, block, top, self.lines[index], self._state(index), tokens)
                index += 1
        painter.end()

    def _state(self, index: int) -> LineState:
        position = self.lines[index].line.position
        chosen = self.selection
        found_now = self._found_now
        return LineState(
            current=index == self.current,
            selection=chosen[1:] if chosen is not None and chosen[0] == index else None,
            found=self._found.get(position, ()),
            found_now=found_now if found_now is not None and found_now.position == position else None,
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        at = max(0, self.index_at(0))
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            self._fit_bar()
        else:
            self._set_from(at)

    # -------------------------------------------------------------------------------------------------- mouse and keys

    def _on_scrolled_by_hand(self, action: int) -> None:
        if action != QAbstractSlider.SliderAction.SliderNoAction.value:
            self.set_follows(on=False)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_follows(on=False)
        super().wheelEvent(event)

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
        self._pointer.double_click(event)

    def step(self, by: int) -> None:
        """Go to the next or the previous line."""
        if self.lines:
            index = max(0, min(self.current + by, len(self.lines) - 1))
            self.set_current(index, reveal=True)
            self.chosen.emit(index, -1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -len(self.lines),
            Qt.Key.Key_End: len(self.lines),
            Qt.Key.Key_PageUp: -8,
            Qt.Key.Key_PageDown: 8,
        }
        by = steps.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            self.step(by)
