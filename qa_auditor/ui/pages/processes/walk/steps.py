"""The steps of the process beside the one that is walked: what became of each, and in which order they came."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from qa_auditor.application.views.process_wording import LANE_NAMES
from qa_auditor.application.views.walk_wording import standing_words
from qa_auditor.application.walkthroughs.walking import OpenWalkthrough
from qa_auditor.domain.process import Step
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.domain.walkthrough import StepStanding
from qa_auditor.i18n import _, language
from qa_auditor.ui.theme.icons import pixmap
from qa_auditor.ui.theme.tokens import Tokens

ROW_HEIGHT = 48
_SIGN = 18
_PAD = 12

STEP_ROLE = Qt.ItemDataRole.UserRole

_SIGNS = {
    StepOutcome.DONE: ("check", "pass"),
    StepOutcome.NOT_TO_STANDARD: ("warning", "fail"),
    StepOutcome.SKIPPED: ("cross", "critical"),
    StepOutcome.NOT_APPLICABLE: ("not-applicable", "not-applicable"),
}


class StepsModel(QAbstractListModel):
    """One row a step, in the order of the record."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.opened: OpenWalkthrough | None = None

    def show(self, opened: OpenWalkthrough | None) -> None:
        """Show another walk-through, or the same as it stands now."""
        same = opened is not None and self.opened is not None and opened.record == self.opened.record
        if same:
            self.opened = opened
            self.dataChanged.emit(self.index(0), self.index(max(0, self.rowCount() - 1)))
            return
        self.beginResetModel()
        self.opened = opened
        self.endResetModel()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the record."""
        return self.opened.record.steps if self.opened else ()

    def standing(self, row: int) -> StepStanding:
        """Where the step of a row stands."""
        return self.opened.standing.of(self.steps[row].id) if self.opened else StepStanding()

    def came(self, row: int) -> int | None:
        """As which one the step of a row came; None when it was not taken."""
        order = self.opened.standing.order if self.opened else ()
        step_id = self.steps[row].id
        return order.index(step_id) + 1 if step_id in order else None

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.steps)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step, standing = self.steps[index.row()], self.standing(index.row())
        if role == STEP_ROLE:
            return step
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            came = self.came(index.row())
            parts = [
                f"{index.row() + 1}. {step.name.in_language(language())}",
                standing_words(standing),
                _("came as number {n}").format(n=came) if came is not None else "",
            ]
            return ", ".join(part for part in parts if part)
        return None


class StepsDelegate(QStyledItemDelegate):
    """Paints sign, name, lane and what is said of a step."""

    def __init__(self, parent: QWidget, model: StepsModel) -> None:
        super().__init__(parent)
        self._model = model
        self.tokens: Tokens | None = None

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = self.tokens
        if tokens is None:
            return
        state: QStyle.StateFlag = option.state
        area: QRect = option.rect
        row = index.row()
        standing = self._model.standing(row)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tokens.colour("accent-soft"))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), tokens.colour("focus-ring"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), tokens.colour("border"))
        self._paint_sign(painter, area, standing, tokens)
        self._paint_words(painter, area, row, standing, tokens)
        painter.restore()

    def _paint_sign(self, painter: QPainter, area: QRect, standing: StepStanding, tokens: Tokens) -> None:
        left = area.left() + _PAD + 2
        top = area.top() + (area.height() - _SIGN) // 2
        if standing.running_since is not None:
            name, colour = "clock", "accent"
        elif standing.outcome is not None:
            name, colour = _SIGNS[standing.outcome]
        elif standing.postponed:
            name, colour = "forward", "warning"
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(tokens.colour("border-strong"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRect(left + 3, top + 3, _SIGN - 7, _SIGN - 7))
            return
        painter.drawPixmap(left, top, pixmap(name, tokens.colours[colour], _SIGN, 2))

    def _paint_words(self, painter: QPainter, area: QRect, row: int, standing: StepStanding, tokens: Tokens) -> None:
        step = self._model.steps[row]
        usual, small = self._font("font-body", tokens), self._font("font-caption", tokens)
        left = area.left() + _PAD + _SIGN + 12
        right = area.right() - _PAD
        came = self._model.came(row)
        if came is not None:
            right = self._paint_badge(painter, QRect(left, area.top(), right - left, area.height()), str(came), tokens)
        width = right - left
        upper, lower = QFontMetrics(usual).height(), QFontMetrics(small).height()
        top = area.top() + (area.height() - upper - lower) // 2
        faded = step.id and not step.required and standing.outcome is None
        name = f"{row + 1}  {step.name.in_language(language())}"
        _write(painter, QRect(left, top, width, upper), name, usual, tokens.colour("text-muted" if faded else "text"))
        below = " · ".join(part for part in (_(LANE_NAMES[step.lane]), standing_words(standing)) if part)
        _write(painter, QRect(left, top + upper, width, lower), below, small, tokens.colour("text-muted"))

    def _paint_badge(self, painter: QPainter, room: QRect, text: str, tokens: Tokens) -> int:
        """The number as which a step came; gives what is left of the room."""
        font = self._font("font-caption", tokens)
        metrics = QFontMetrics(font)
        width = max(22, metrics.horizontalAdvance(text) + 12)
        badge = QRect(room.right() - width, room.top() + (room.height() - 20) // 2, width, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("surface-sunken"))
        painter.drawRoundedRect(badge, 10, 10)
        painter.setFont(font)
        painter.setPen(tokens.colour("text-soft"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        return badge.left() - 8

    def _font(self, measure: str, tokens: Tokens) -> QFont:
        parent = self.parent()
        font = QFont(parent.font() if isinstance(parent, QWidget) else QFont())
        font.setPixelSize(tokens.px(measure))
        return font


def _write(painter: QPainter, room: QRect, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class StepsList(QListView):
    """``wanted`` carries the id of the step that was clicked or gone to."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.steps = StepsModel(self)
        self._delegate = StepsDelegate(self, self.steps)
        self.setModel(self.steps)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current)

    def stand_on(self, step_id: str) -> None:
        """Stand on a step, without a signal."""
        row = next((row for row, step in enumerate(self.steps.steps) if step.id == step_id), -1)
        chosen = self.selectionModel()
        chosen.blockSignals(True)
        self.setCurrentIndex(self.steps.index(row))
        chosen.blockSignals(False)
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def recolour(self, tokens: Tokens) -> None:
        """Paint in another theme."""
        self._delegate.tokens = tokens
        self.viewport().update()

    def _on_current(
        self, current: QModelIndex | QPersistentModelIndex, _before: QModelIndex | QPersistentModelIndex
    ) -> None:
        if current.isValid():
            self.wanted.emit(self.steps.steps[current.row()].id)
