"""The palette itself: a field and what it finds, laid over the window until something is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.i18n import _
from qa_auditor.ui.palette.finder import Finder
from qa_auditor.ui.palette.list import ROW_HEIGHT, FoundList
from qa_auditor.ui.palette.recent import Recent
from qa_auditor.ui.theme.icons import pixmap
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import card, label, say

if TYPE_CHECKING:
    from qa_auditor.application.find.entry import Entry

_WIDTH = 680
_ROWS = 9
_SHOWN = 60
_LONGEST = 200


class Palette(QWidget):
    """Covers its parent while it is open; the keyboard stays in its field.

    Signals: ``chosen`` with the entry; ``closed`` when it went away, whether something was chosen or not.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, finder: Finder, recent: Recent) -> None:
        super().__init__(parent)
        self._finder = finder
        self._recent = recent
        self._entries: list[Entry] = []
        self._tokens: Tokens | None = None
        self.field = PaletteField(self)
        self.list = FoundList()
        self._icon = QLabel()
        self._nothing = label("soft", wrap=True)
        self._keys = label("small")
        self._card = card("palette")
        self._lay_out()
        # Searching waits until the keys that are queued already have reached the field.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _text: self._later.start())
        self.list.clicked.connect(self._on_clicked)
        finder.grown.connect(self._on_grown)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self.field, 1)
        self.field.setProperty("kind", "palette")
        self.field.setMaxLength(_LONGEST)
        self._nothing.setContentsMargins(18, 16, 18, 16)
        self._keys.setContentsMargins(16, 7, 16, 8)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(_rule())
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        column.addWidget(_rule())
        column.addWidget(self._keys)
        self._card.setParent(self)

    # --------------------------------------------------------------------------------------------------- open and close

    def open(self) -> None:
        """Lay it over the window, with what was chosen lately."""
        self._finder.refresh()
        self.field.clear()
        self.retranslate()
        self.fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Take it away; who had the keyboard before gets it back from whoever opened it."""
        if self.isVisible():
            self._later.stop()
            self.hide()
            self.closed.emit()

    def choose(self) -> None:
        """Take what the list stands on."""
        if self.searching:
            # Enter was faster than the search.
            self._later.stop()
            self.search()
        row = self.list.row
        if 0 <= row < len(self._entries):
            entry = self._entries[row]
            self._recent.add(entry)
            self.close_up()
            self.chosen.emit(entry)

    @property
    def searching(self) -> bool:
        """Whether what is typed was not looked for yet."""
        return self._later.isActive()

    def step(self, by: int) -> None:
        """Stand ``by`` rows further down, from the end at the beginning again."""
        count = len(self._entries)
        if count:
            row = self.list.row + by
            self.list.choose(row % count if abs(by) == 1 else max(0, min(count - 1, row)))
            self._describe()

    # ----------------------------------------------------------------------------------------------------------- search

    def search(self) -> None:
        """Show what fits what is typed, or what was chosen lately."""
        from qa_auditor.ui.palette.lines import line_of, offered

        typed = self.field.text()
        index = self._finder.index
        if index is None:
            self._entries = []
        elif typed.strip():
            self._entries = [found.entry for found in index.find(typed, limit=_SHOWN)]
        else:
            self._entries = offered(index, self._recent.keys())
        self.list.found.show_lines([line_of(entry, typed) for entry in self._entries])
        self.list.choose(0)
        self.list.setVisible(bool(self._entries))
        self._nothing.setVisible(not self._entries)
        self._nothing.setText(
            _("Reading …") if index is None else _("Nothing fits. Try a code, fewer letters, or pinyin.")
        )
        self.fit()
        self._describe()

    def _on_grown(self) -> None:
        if self.isVisible():
            standing = self._entries[self.list.row] if 0 < self.list.row < len(self._entries) else None
            self.search()
            if standing in self._entries:
                self.list.choose(self._entries.index(standing))

    def _describe(self) -> None:
        # The keyboard is in the field: a screen reader says there what the list stands on.
        line = self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        self.field.setAccessibleDescription(line if isinstance(line, str) else self._nothing.text())

    # ----------------------------------------------------------------------------------------------- language and theme

    def retranslate(self) -> None:
        """Say it in the current language."""
        say(self.field, _("Find anything"))
        say(self.list, _("What was found"))
        self.field.setPlaceholderText(_("Page, process, step, touchpoint, standard, question, action …"))
        self._keys.setText(
            _("↑ ↓ choose  ·  Enter open  ·  Esc close  ·  code, Chinese, English, pinyin or its initials")
        )
        self.search()

    def recolour(self, tokens: Tokens) -> None:
        """Paint it in another theme."""
        self._tokens = tokens
        self._icon.setPixmap(pixmap("search", tokens.colours["text-muted"], 20, 2))
        self.list.recolour(tokens)

    # ----------------------------------------------------------------------------------------------------------- widget

    def fit(self) -> None:
        """Cover the whole of the window, whatever its size."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        self.list.setFixedHeight(min(len(self._entries), _ROWS) * ROW_HEIGHT + 8)
        width = min(_WIDTH, self.width() - 40)
        self._card.setFixedWidth(width)
        self._card.adjustSize()
        self._card.move((self.width() - width) // 2, max(20, self.height() // 9))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.list.choose(index.row())
        self.choose()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_up()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self._tokens.colour("text") if self._tokens and not self._tokens.dark else QColor("#000000"))
        veil.setAlphaF(0.28)
        painter.fillRect(self.rect(), veil)
        painter.end()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab goes through the list, too: there is nothing else to go to.
        self.step(1 if next else -1)
        return True


class PaletteField(QLineEdit):
    """The field; it takes all keys, so that none reaches the page below."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        key = event.key()
        if key in steps:
            self._palette.step(steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._palette.choose()
        elif key == Qt.Key.Key_Escape or (
            key == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self._palette.close_up()
        else:
            super().keyPressEvent(event)


def _rule() -> QFrame:
    return card("rule")
