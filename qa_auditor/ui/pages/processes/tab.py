"""What every tab of the page offers the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.processes.target import Target
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens


class ProcessTab(QWidget):
    """One tab. The page calls these; a tab overrides what concerns it.

    A tab that wants another one shown says so by ``session.go(PageId.PROCESSES, "step:COMPLAINT/answer-call")``.

    Signals: ``said`` with news for the line above the tab; ``wrote`` with the files of an export, for the same line;
    ``refused`` with an exception for it.
    """

    said = Signal(str)
    wrote = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "page")

    def retranslate(self) -> None:
        """Say everything in the current language, at once."""

    def recolour(self, tokens: Tokens) -> None:
        """Draw icons and painted parts for another theme."""

    def entered(self) -> None:
        """The tab was opened, or the page with it: read what may have changed, and take the keyboard."""

    def left(self) -> None:
        """Another tab or page was opened."""

    def show_process(self, code: str) -> None:
        """Another process was chosen; "" while there is none. Called before ``entered``, and while the tab is open."""

    def show_target(self, target: Target) -> None:
        """Show and select one thing; called after ``show_process`` and ``entered``."""

    def act(self, action: Action) -> bool:  # noqa: ARG002 - for those who override it
        """A key that works in the whole window was pressed; whether the tab took it."""
        return False

    def finish(self) -> bool:
        """Put on disk what is being typed or still on its way; False when something could not be stored."""
        return True

    def close_down(self) -> None:
        """The window closes: stop timers."""
