"""What tests of walk-throughs share: opening the tab, beginning a walk, and looking at it."""

from PySide6.QtWidgets import QApplication, QDialog, QMenu

from qa_auditor.application.views.walkthroughs import walkthrough_rows
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.tabs import TabId


def tab_of(desk):
    return desk.shell.page(PageId.PROCESSES).tab(TabId.WALK)


def opened(desk):
    found = tab_of(desk).desk.opened
    assert found is not None
    return found


def standing(desk):
    return opened(desk).standing


def open_tab(desk):
    desk.shell.open_page(PageId.PROCESSES, "process:COMPLAINT")
    desk.settle()
    desk.shell.page(PageId.PROCESSES).open_tab(TabId.WALK)
    desk.settle()
    return tab_of(desk)


def dialog(desk):
    desk.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def begin(desk):
    tab_of(desk).overview.begin.click()
    dialog(desk).yes.click()
    desk.settle()
    desk.qtbot.waitUntil(lambda: tab_of(desk).walks)
    activate(desk)


def activate(desk):
    """A screen gives the keyboard back when a dialog closes; without one it has to be asked."""
    desk.shell.activateWindow()
    desk.qtbot.waitUntil(tab_of(desk).walking.steps.hasFocus)
    desk.settle()


def menu_of(desk):
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def rows(desk):
    with desk.backend.store.begin() as work:
        return walkthrough_rows(work)
