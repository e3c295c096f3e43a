"""What every page offers the shell."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_auditor.i18n import N_, _
from qa_auditor.ui.actions import Action
from qa_auditor.ui.theme.tokens import Tokens


class PageId(StrEnum):
    """The pages there are, in the order of the rail."""

    HOME = "home"
    SCORE = "score"
    PROCESSES = "processes"
    REPORTS = "reports"


PAGE_TITLES = {
    PageId.HOME: N_("Home"),
    PageId.SCORE: N_("Score"),
    PageId.PROCESSES: N_("Processes"),
    PageId.REPORTS: N_("Reports"),
}


def page_title(page: PageId) -> str:
    """The page's name in the current language."""
    return _(PAGE_TITLES[page])


class Page(QWidget):
    """One page. The shell calls these; a page overrides what concerns it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "page")

    def retranslate(self) -> None:
        """Say everything in the current language, at once."""

    def recolour(self, tokens: Tokens) -> None:
        """Draw icons and painted parts for another theme."""

    def entered(self, target: str) -> None:
        """The page was opened; ``target`` is an id to show, or ""."""

    def left(self) -> None:
        """Another page was opened."""

    def act(self, action: Action) -> None:
        """A key that works in the whole window was pressed while this page is open."""

    def finish(self) -> bool:
        """Put on disk what is being typed or still on its way; False when something could not be stored."""
        return True

    def close_down(self) -> None:
        """The window closes: stop sound and timers."""
