"""The narrow rail on the left: one icon and word for each page."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from qa_auditor.i18n import _
from qa_auditor.ui.pages.page import PageId, page_title
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens

_ICONS = {
    PageId.HOME: "home",
    PageId.SCORE: "score",
    PageId.PROCESSES: "processes",
    PageId.REPORTS: "reports",
}


class Rail(QFrame):
    """``chosen`` carries the id of the page that was clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self._buttons: dict[PageId, QToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 12)
        column.setSpacing(4)
        for page in PageId:
            made = QToolButton()
            made.setProperty("kind", "rail")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setIconSize(QSize(22, 22))
            made.clicked.connect(lambda _checked=False, page=page: self.chosen.emit(page))
            group.addButton(made)
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
            self._buttons[page] = made
        column.addStretch(1)

    def set_current(self, page: PageId) -> None:
        """Show ``page`` as the one that is open."""
        self._buttons[page].setChecked(True)

    def word(self, page: PageId) -> str:
        """The word under an icon."""
        return self._buttons[page].text()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Pages"))
        for number, (page, made) in enumerate(self._buttons.items(), start=1):
            made.setText(page_title(page))
            made.setAccessibleName(page_title(page))
            made.setToolTip(f"{page_title(page)} (Ctrl+{number})")

    def recolour(self, tokens: Tokens) -> None:
        """Draw the icons for another theme."""
        for page, made in self._buttons.items():
            made.setIcon(icon(_ICONS[page], tokens, "rail-text", checked="rail-selected-text"))
