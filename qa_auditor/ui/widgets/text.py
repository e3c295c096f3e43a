"""Labels and buttons made in one line, with the style property that the style sheet looks for."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)
from typing_extensions import override


def label(kind: str = "", *, text: str = "", wrap: bool = False) -> QLabel:
    """A label of a ``kind`` that the style sheet knows: title, heading, soft, bad, number."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


def button(kind: str = "", *, clicked: Callable[[], object] | None = None) -> QPushButton:
    """A button of a ``kind``: primary, quiet."""
    made = QPushButton()
    made.setProperty("kind", kind)
    # Enter presses the button that the keyboard is on.
    made.setAutoDefault(True)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def tool(clicked: Callable[[], object] | None = None, *, kind: str = "tool") -> QToolButton:
    """A small button with an icon that never takes the keyboard away from the questions."""
    made = QToolButton()
    made.setProperty("kind", kind)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAutoRaise(True)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def card(kind: str = "card") -> QFrame:
    """A raised surface."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def restyle(widget: QWidget, kind: str) -> None:
    """Give a widget another ``kind`` after it was shown."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.updateGeometry()


def say(widget: QWidget, name: str, hint: str = "") -> None:
    """Name a control for screen readers, and give it a tool tip."""
    widget.setAccessibleName(name)
    widget.setToolTip(hint or name)


class ElidedButton(QPushButton):
    """A button as wide as there is room, whose words end in … where they do not fit."""

    def __init__(self, kind: str = "", *, clicked: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def shown_text(self) -> str:
        """The words as far as they are painted."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the whole text is its tool tip."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if kind:
            self.setProperty("kind", kind)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
        wanted = self.text() if shown != self.text() else ""
        if self.toolTip() != wanted:
            self.setToolTip(wanted)
