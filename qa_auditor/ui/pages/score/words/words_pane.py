"""The words of an interaction with a search above them."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.domain.conversation import Side
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.words.lines_view import LinesView
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import ElidedLabel, button, label, say, tool


class SearchField(QLineEdit):
    """``stepped`` by Enter and Shift+Enter: to the next or the previous place."""

    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            event.accept()
        else:
            super().keyPressEvent(event)


class WordsPane(QWidget):
    """``side_said`` carries the side that the asked speaker is on."""

    side_said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.view = LinesView()
        self.search = SearchField()
        self._count = label("soft")
        self._previous = tool(lambda: self.search.stepped.emit(-1))
        self._next = tool(lambda: self.search.stepped.emit(1))
        self._follow = button("chip", clicked=lambda: self.view.set_follows(on=True))
        self._follow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = label("soft", wrap=True)
        self._says: Callable[[], str] = str
        self._ask = QWidget()
        self._who = ElidedLabel()
        self._agent = button("chip", clicked=lambda: self.side_said.emit(Side.AGENT))
        self._customer = button("chip", clicked=lambda: self.side_said.emit(Side.CUSTOMER))
        self._speaker = ""
        self._in_step = False
        self.bar = QWidget()
        """The search; it stands where there is room for it, beside what switches to the words."""
        self._lay_out()
        self.view.follows_changed.connect(self._on_follows)

    def show_lines(self, *, there: bool, in_step: bool, says: Callable[[], str]) -> None:
        """Whether there are lines, and whether they run with the sound; else ``says`` why there are none."""
        self._in_step, self._says = in_step, says
        self.view.setVisible(there)
        self.bar.setEnabled(there)
        self._empty.setVisible(not there)
        self._empty.setText(says())
        self._follow.setVisible(False)
        self.search.clear()
        self.show_count(0, 0)

    def ask_side(self, speaker: str) -> None:
        """Ask which side somebody is on; "" asks nothing."""
        self._speaker = speaker
        self._ask.setVisible(bool(speaker))
        self._who.setText(_("Who is {name}?").format(name=speaker))

    @property
    def asked(self) -> str:
        """Whose side is asked for; "" for nobody's."""
        return self._speaker

    def show_count(self, at: int, of: int) -> None:
        """Which of the places that were found is shown."""
        wanted = bool(self.search.text())
        self._count.setText(f"{at} / {of}" if wanted else "")
        self._count.setVisible(wanted)
        for part in (self._previous, self._next):
            part.setVisible(wanted)
            part.setEnabled(of > 0)

    def begin_search(self) -> None:
        """Put the keyboard into the search."""
        if self.bar.isEnabled():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.view.setAccessibleName(_("What was said or written"))
        self.search.setPlaceholderText(_("Search (Ctrl+Shift+F)"))
        say(self.search, _("Search in the words"), hint_of(Action.SEARCH_WORDS))
        say(self._previous, _("Previous place"))
        say(self._next, _("Next place"))
        self._follow.setText(_("Back to the sound"))
        self._agent.setText(_("Agent"))
        self._customer.setText(_("Customer"))
        self.ask_side(self._speaker)
        self._empty.setText(self._says())

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self.view.recolour(tokens)
        self._previous.setIcon(icon("chevron-up", tokens))
        self._next.setIcon(icon("chevron-down", tokens))

    def _on_follows(self, follows: bool) -> None:
        self._follow.setVisible(self._in_step and not follows)
        self._place_follow()

    def _place_follow(self) -> None:
        size, area = self._follow.sizeHint(), self.view.rect()
        self._follow.resize(size)
        self._follow.move((area.width() - size.width()) // 2, area.height() - size.height() - 12)
        self._follow.raise_()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_follow()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.search.setMinimumWidth(90)
        row.addWidget(self.search, 1)
        row.addWidget(self._count)
        for part in (self._previous, self._next):
            part.setIconSize(QSize(16, 16))
            row.addWidget(part)
        # Over the words, where the eye is, and without moving anything.
        self._follow.setParent(self.view)
        self._follow.hide()
        asking = QHBoxLayout(self._ask)
        asking.setContentsMargins(14, 0, 14, 6)
        asking.addWidget(self._who, 1)
        for choice in (self._agent, self._customer):
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            asking.addWidget(choice)
        self._ask.hide()
        self._empty.setContentsMargins(20, 8, 20, 8)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._ask)
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
