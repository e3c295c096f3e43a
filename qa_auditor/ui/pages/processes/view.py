"""How Processes looks: tabs above, the list of processes on the left where a tab is about one, the tab itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qa_auditor.i18n import _
from qa_auditor.ui.pages.processes.chooser import ProcessChooser
from qa_auditor.ui.pages.processes.tabs import BY_ID, TABS, TabId
from qa_auditor.ui.widgets.message_bar import MessageBar
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import ElidedLabel


class ProcessesScreen(QWidget):
    """``tab_wanted`` carries the id of the tab that was clicked."""

    tab_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tabs = Segmented(focus=True)
        self.title = ElidedLabel("heading")
        self.news = MessageBar()
        self.chooser = ProcessChooser()
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.chosen.connect(self.tab_wanted)

    def add_tab(self, tab: QWidget) -> None:
        """Keep a tab that was made."""
        self._stack.addWidget(tab)

    def show_tab(self, tab_id: TabId, tab: QWidget) -> None:
        """Show a tab, with the list of processes where it is about one of them."""
        self._stack.setCurrentWidget(tab)
        self.tabs.set_chosen(tab_id)
        self.chooser.setVisible(BY_ID[tab_id].about_one)
        self.show_title(tab_id)

    def show_title(self, tab_id: TabId) -> None:
        """Name the process that the tab is about."""
        self.title.setText(self.chooser.title() if BY_ID[tab_id].about_one else "")

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Processes"))
        self.tabs.setAccessibleName(_("Tabs"))
        hints = [f"{_(entry.title)} (Alt+{number})" for number, entry in enumerate(TABS, start=1)]
        self.tabs.set_options([(entry.id, _(entry.title)) for entry in TABS], hints=hints)
        self.chooser.retranslate()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("kind", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(18)
        row.addWidget(self.tabs)
        row.addWidget(self.title, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.chooser.setMinimumWidth(190)
        for pane, stretch in ((self.chooser, 0), (self._stack, 1)):
            split.addWidget(pane)
            split.setStretchFactor(split.indexOf(pane), stretch)
        split.setSizes([236, 960])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.news)
        column.addWidget(split, 1)
