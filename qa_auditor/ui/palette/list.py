"""The list of what was found: kind, name with the typed part stressed, what it belongs to, code or key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from qa_auditor.ui.theme.tokens import Tokens

ROW_HEIGHT = 46
_KIND_WIDTH = 92
_PAD = 14
_GAP = 12
_BESIDE_SHARE = 0.42
"""The code takes at most this share of the row."""

LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One row.

    Attributes:
        kind: its name. title: in the language of the screen. stressed: spans of the title that were typed.
        below: what it belongs to. beside: its code, or the key that does the same.
    """

    kind: str
    title: str
    stressed: tuple[tuple[int, int], ...] = ()
    below: str = ""
    beside: str = ""


class FoundModel(QAbstractListModel):
    """Lines in their order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Take the place of what was shown."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " · ".join(part for part in (line.kind, line.title, line.below, line.beside) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.title
        return None


class FoundDelegate(QStyledItemDelegate):
    """Paints a line with the tokens of the theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens: Tokens | None = None

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self.tokens is None:
            return
        state: QStyle.StateFlag = option.state
        line: Line = index.data(LINE_ROLE)
        area: QRect = option.rect
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.tokens.colour("selection"))
            painter.drawRoundedRect(area.adjusted(6, 2, -6, -2), 6, 6)
        self._paint_line(painter, area.adjusted(_PAD, 0, -_PAD, 0), line, self.tokens, chosen=chosen)
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRect, line: Line, tokens: Tokens, *, chosen: bool) -> None:
        small, usual = self._font("font-caption", tokens), self._font("font-body", tokens)
        muted = tokens.colour("selection-text" if chosen else "text-muted")
        painter.setFont(small)
        painter.setPen(muted)
        kind = QRect(area.left(), area.top(), _KIND_WIDTH - _GAP, area.height())
        _write(painter, kind, line.kind, Qt.AlignmentFlag.AlignLeft)
        room = QRect(area.left() + _KIND_WIDTH, area.top(), area.width() - _KIND_WIDTH, area.height())
        if line.beside:
            width = min(QFontMetrics(small).horizontalAdvance(line.beside) + 2, int(room.width() * _BESIDE_SHARE))
            _write(
                painter,
                QRect(room.right() - width, room.top(), width, room.height()),
                line.beside,
                Qt.AlignmentFlag.AlignRight,
            )
            room.setWidth(room.width() - width - _GAP)
        upper = room
        if line.below:
            half = QFontMetrics(usual).height()
            lower = QFontMetrics(small).height()
            top = room.top() + (room.height() - half - lower) // 2
            upper = QRect(room.left(), top, room.width(), half)
            _write(painter, QRect(room.left(), top + half, room.width(), lower), line.below, Qt.AlignmentFlag.AlignLeft)
        self._paint_title(painter, upper, line, tokens, chosen=chosen)

    def _paint_title(self, painter: QPainter, room: QRect, line: Line, tokens: Tokens, *, chosen: bool) -> None:
        usual = self._font("font-body", tokens)
        strong = QFont(usual)
        strong.setBold(True)
        left = room.left()
        for text, stressed in _pieces(line):
            font = strong if stressed else usual
            metrics = QFontMetrics(font)
            left_over = room.right() - left
            shown = text if metrics.horizontalAdvance(text) <= left_over else _cut(metrics, text, left_over)
            painter.setFont(font)
            painter.setPen(tokens.colour("selection-text" if chosen else "accent" if stressed else "text"))
            place = QRect(left, room.top(), max(left_over, 0), room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            if stressed and chosen:
                # On the ground of the selection weight alone is hard to see.
                width = metrics.horizontalAdvance(shown)
                middle = room.top() + (room.height() + metrics.height()) // 2 - 1
                painter.fillRect(QRect(left, middle, width, 1), tokens.colour("selection-text"))
            left += metrics.horizontalAdvance(shown)
            if shown != text:
                break

    def _font(self, measure: str, tokens: Tokens) -> QFont:
        parent = self.parent()
        font = QFont(parent.font() if isinstance(parent, QWidget) else QFont())
        font.setPixelSize(tokens.px(measure))
        return font


def _pieces(line: Line) -> list[tuple[str, bool]]:
    """The title in pieces: text, and whether it is stressed."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in line.stressed:
        pieces += [(line.title[at:start], False), (line.title[start:end], True)]
        at = end
    pieces.append((line.title[at:], False))
    return [(text, stressed) for text, stressed in pieces if text]


def _cut(metrics: QFontMetrics, text: str, room: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, metrics.horizontalAdvance("…")))


def _write(painter: QPainter, room: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    metrics = QFontMetrics(painter.font())
    # Both ends of a code say something.
    mode = Qt.TextElideMode.ElideMiddle if side is Qt.AlignmentFlag.AlignRight else Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(text, mode, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


class FoundList(QListView):
    """The list; the keyboard stays in the field above it."""

    def __init__(self) -> None:
        super().__init__()
        self.found = FoundModel(self)
        self.painter_of_lines = FoundDelegate(self)
        self.setModel(self.found)
        self.setItemDelegate(self.painter_of_lines)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def recolour(self, tokens: Tokens) -> None:
        """Paint in another theme."""
        self.painter_of_lines.tokens = tokens
        self.viewport().update()

    def choose(self, row: int) -> None:
        """Stand on a row."""
        self.setCurrentIndex(self.found.index(row))

    @property
    def row(self) -> int:
        """The row it stands on; -1 for none."""
        return self.currentIndex().row()
