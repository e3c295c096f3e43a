"""Draws a page of the window into a file, without a screen: for documentation, and to look at what was built."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_auditor.application.faults import StoreError
from qa_auditor.i18n import _
from qa_auditor.ui.backend import Backend

if TYPE_CHECKING:
    from qa_auditor.ui.tasks import TaskRunner

PAGES = ("home", "score", "processes", "reports")

_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """What to draw: page, size in pixels, language, theme, and what to show on the page (``target``), or ""."""

    page: str
    width: int
    height: int
    language: str
    theme: str = "light"
    target: str = ""


def draw_page(build: Callable[[Path], Backend], workspace: Path, file: Path, order: PictureOrder) -> None:
    """Open the workspace, show the page and write it as PNG.

    Raises:
        StoreError: the workspace can't be opened or the file not written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qa_auditor.ui.application import Window, log_qt_messages, make_application
    from qa_auditor.ui.pages.page import PageId
    from qa_auditor.ui.preferences import Preferences

    log_qt_messages()
    app = make_application()
    app.setCursorFlashTime(0)
    window = Window(app, language=order.language, theme=order.theme, preferences=Preferences())
    shell = window.shell
    try:
        shell.setMinimumSize(0, 0)
        shell.resize(order.width, order.height)
        shell.show()
        shell.open_workspace(build, workspace)
        _settle(shell.session.runner)
        if shell.session.backend is None:
            raise StoreError(shell.message_bar.text)
        shell.open_page(PageId(order.page), _target(order, shell.session.backend, shell.session.evaluator_id))
        _settle(shell.session.runner)
        if not shell.grab().save(str(file), "PNG"):
            raise StoreError(
                _("{file} can't be written").format(file=file), _("Name a PNG file in a folder that exists")
            )
    finally:
        shell.close()


def _target(order: PictureOrder, backend: Backend, evaluator_id: str | None) -> str:
    """What the page shows: as asked; on the page Score, else a draft, rather with a recording, else the next one."""
    if order.page != "score" or order.target:
        return order.target
    from qa_auditor.application.views.queue import waiting_rows

    drafts = [row for row in waiting_rows(backend.store, evaluator_id=evaluator_id) if row.evaluation_id]
    drafts.sort(key=lambda row: row.duration_ms is None)
    return drafts[0].evaluation_id if drafts else "next"


def _settle(runner: "TaskRunner") -> None:
    """Let everything that was asked for arrive and be painted."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    until = time.monotonic() + _PATIENCE_SECONDS
    quiet = 0
    while quiet < 4 and time.monotonic() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        quiet = quiet + 1 if runner.idle else 0
