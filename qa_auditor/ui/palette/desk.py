"""Opens the palette over the window and does what was chosen in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.palette.finder import Finder
from qa_auditor.ui.palette.recent import Recent
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from qa_auditor.application.find.entry import Entry
    from qa_auditor.ui.palette.palette import Palette


class PaletteDesk(QObject):
    """The palette is made when it is first opened.

    Signals: ``action_wanted`` with an ``Action``; ``language_wanted`` and ``theme_wanted`` with what was chosen.
    """

    action_wanted = Signal(object)
    language_wanted = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._finder = Finder(session)
        self._before: QWidget | None = None
        self.palette: Palette | None = None

    def open(self) -> None:
        """Lay the palette over the window."""
        if self.palette is None:
            from qa_auditor.ui.palette.palette import Palette

            self.palette = Palette(self._window, self._finder, Recent(self._session.preferences))
            self.palette.recolour(self._session.tokens)
            self.palette.closed.connect(self._give_keyboard_back)
            self.palette.chosen.connect(self._do)
        self._before = QApplication.focusWidget()
        self.palette.open()

    def retranslate(self) -> None:
        """Say it in the current language."""
        if self.palette is not None:
            self.palette.retranslate()

    def recolour(self, tokens: Tokens) -> None:
        """Paint it in another theme."""
        if self.palette is not None:
            self.palette.recolour(tokens)

    def fit(self) -> None:
        """The window has another size."""
        if self.palette is not None and self.palette.isVisible():
            self.palette.fit()

    def _give_keyboard_back(self) -> None:
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _do(self, entry: "Entry") -> None:
        from qa_auditor.application.find.entry import EntryKind

        what, _colon, which = entry.target.partition(":")
        if entry.kind is EntryKind.PAGE:
            self._session.go(entry.target)
        elif entry.kind is EntryKind.SUBJECT:
            self._session.go(PageId.SCORE, entry.target)
        elif entry.kind is not EntryKind.ACTION:
            self._session.go(PageId.PROCESSES, entry.target)
        elif what == "language":
            self.language_wanted.emit(which)
        elif what == "theme":
            self.theme_wanted.emit(which)
        else:
            self.action_wanted.emit(Action(which))
