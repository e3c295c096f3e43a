"""The main window: rail, one page at a time, message bar, status line, and the keys that work everywhere."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.faults import StoreError
from qa_auditor.i18n import _, set_language
from qa_auditor.ui.actions import KEYMAP, Action, Scope
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.home.page import HomePage
from qa_auditor.ui.pages.page import Page, PageId, page_title
from qa_auditor.ui.palette.desk import PaletteDesk
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.message_bar import MessageBar
from qa_auditor.ui.widgets.rail import Rail
from qa_auditor.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from qa_auditor.application.changes import Outcome
    from qa_auditor.domain.people import Evaluator

log = logging.getLogger(__name__)


class Shell(QMainWindow):
    """Holds the pages and nothing of what they know. Pages are made when they are first opened.

    Signals: ``language_changed`` and ``theme_wanted`` for the application; ``filled`` once the workspace is open and
    the first page shows it.
    """

    language_changed = Signal(str)
    theme_wanted = Signal(str)
    filled = Signal()

    def __init__(self, session: Session, *, theme_choice: str = "system") -> None:
        super().__init__()
        self.session = session
        self._pages: dict[PageId, Page] = {}
        self._current = PageId.HOME
        self._closes_anyway = False
        self.rail = Rail()
        self.message_bar = MessageBar()
        self.status_line = StatusLine()
        self.palette_desk = PaletteDesk(session, self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.status_line.show_theme(theme_choice)
        self._add_keys()
        self.recolour(session.tokens)
        self.open_page(PageId.HOME)
        self.retranslate()
        self.resize(1280, 800)
        self.setMinimumSize(1024, 640)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.message_bar)
        middle.addWidget(self._stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(middle, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        session = self.session
        self.rail.chosen.connect(self._on_page_chosen)
        session.runner.jobs_changed.connect(self._show_jobs)
        session.runner.trouble.connect(self.message_bar.show_error)
        session.page_wanted.connect(lambda page, target: self.open_page(PageId(page), target))
        session.saved.connect(lambda: self.status_line.show_saved(datetime.now().astimezone()))
        session.save_failed.connect(self.status_line.show_unsaved)
        session.signed_in.connect(self._load_people)
        session.sign_in_wanted.connect(self._ask_who)
        session.feed.subscribe({Kind.PERSON}, self._on_people_changed)
        self.palette_desk.action_wanted.connect(self.act)
        self.palette_desk.language_wanted.connect(self.switch_language)
        self.palette_desk.theme_wanted.connect(self._on_theme_chosen)
        self.status_line.language_chosen.connect(self.switch_language)
        self.status_line.theme_chosen.connect(self._on_theme_chosen)
        self.status_line.evaluator_chosen.connect(self._on_evaluator_chosen)
        self.status_line.evaluator_wanted.connect(self._ask_who)
        self.status_line.retry_wanted.connect(lambda: self.page(self._current).act(Action.SAVE_AGAIN))

    # -------------------------------------------------------------------------------------------------------- workspace

    def open_workspace(self, build: Callable[[Path], Backend], workspace: Path) -> None:
        """Open the workspace off the UI thread, then fill the page that is shown."""
        self.status_line.show_workspace(workspace)
        self.session.runner.on_store(lambda: build(workspace), self._on_opened, self._on_not_opened)

    def _on_opened(self, backend: Backend) -> None:
        self.session.backend = backend
        self._load_people()

    def _on_not_opened(self, error: Exception) -> bool:
        log.error("the workspace could not be opened", exc_info=error)
        self.message_bar.show_error(error)
        self.page(self._current).entered("")
        self.filled.emit()
        return True

    def _ask_who(self) -> None:
        from qa_auditor.ui.widgets.person_dialog import PersonDialog

        if self.session.backend is not None:
            dialog = PersonDialog(self)
            dialog.given.connect(self._add_evaluator)
            dialog.open()

    def _add_evaluator(self, code: str, name: str) -> None:
        def add(backend: Backend) -> "Outcome[Evaluator]":
            from qa_auditor.application.people import add_evaluator

            return add_evaluator(backend.store, clock=backend.clock, code=code, name=name)

        self.session.ask(add, lambda outcome: self.session.sign_in(outcome.value))

    def _on_people_changed(self, _changes: tuple[Change, ...]) -> None:
        self._load_people()

    def _load_people(self) -> None:
        def evaluators(backend: Backend) -> "tuple[Evaluator, ...]":
            with backend.store.begin() as work:
                return tuple(work.people.evaluators())

        self.session.ask(evaluators, self._show_people)

    def _show_people(self, evaluators: "tuple[Evaluator, ...]") -> None:
        known = {person.id: person for person in evaluators}
        session = self.session
        first_time = session.evaluator is None
        if session.evaluator is None or session.evaluator.id not in known:
            last = session.preferences.get("evaluator")
            session.evaluator = known.get(last) or next(iter(evaluators), None)
        self.status_line.show_people(evaluators, session.evaluator)
        self._evaluators = known
        if first_time:
            self.page(self._current).entered("")
            QTimer.singleShot(0, self.filled.emit)

    # ------------------------------------------------------------------------------------------------------------ pages

    def page(self, page_id: PageId) -> Page:
        """A page, made now if it was never opened."""
        if page_id not in self._pages:
            made = _make(page_id, self.session)
            self._pages[page_id] = made
            self._stack.addWidget(made)
            made.recolour(self.session.tokens)
            made.retranslate()
        return self._pages[page_id]

    def open_page(self, page_id: PageId, target: str = "") -> None:
        """Show a page; ``target`` is what to open there."""
        former = self._pages.get(self._current)
        page = self.page(page_id)
        if former is not None and former is not page:
            former.left()
        self._current = page_id
        self._stack.setCurrentWidget(page)
        self.rail.set_current(page_id)
        self._retitle()
        if self.session.backend is not None:
            page.entered(target)

    @property
    def current(self) -> PageId:
        """The page that is shown."""
        return self._current

    def _on_page_chosen(self, page: str) -> None:
        self.open_page(PageId(page))

    # ----------------------------------------------------------------------------------------------- language and theme

    def switch_language(self, tag: str) -> None:
        """Say everything in another language, at once."""
        set_language(tag)
        self.session.preferences.set("language", tag)
        self.language_changed.emit(tag)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the current language."""
        self._retitle()
        self.rail.retranslate()
        self.status_line.retranslate()
        self.palette_desk.retranslate()
        for page in self._pages.values():
            page.retranslate()

    def recolour(self, tokens: Tokens) -> None:
        """Show another theme."""
        self.session.tokens = tokens
        self.rail.recolour(tokens)
        self.palette_desk.recolour(tokens)
        for page in self._pages.values():
            page.recolour(tokens)

    def _retitle(self) -> None:
        # A mark inside an f-string would not be found by the extraction of texts.
        program = _("Service quality inspection")
        self.setWindowTitle(f"{page_title(self._current)} — {program}")

    def _on_theme_chosen(self, choice: str) -> None:
        self.session.preferences.set("theme", choice)
        self.status_line.show_theme(choice)
        self.theme_wanted.emit(choice)

    def _on_evaluator_chosen(self, evaluator_id: str) -> None:
        self.session.sign_in(self._evaluators[evaluator_id])

    def _show_jobs(self) -> None:
        self.status_line.show_jobs(self.session.runner.shown)

    # ------------------------------------------------------------------------------------------------------------- keys

    def _add_keys(self) -> None:
        for number, page in enumerate(PageId, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda page=page: self.open_page(page))
        for binding in KEYMAP:
            if binding.scope is Scope.WINDOW:
                for key in binding.keys:
                    QShortcut(QKeySequence(key), self, lambda action=binding.action: self.act(action))

    def act(self, action: Action) -> None:
        """Do what a key of the whole window means."""
        if action is Action.SHOW_KEYS:
            from qa_auditor.ui.widgets.key_table import KeyTable

            KeyTable(self).open()
        elif action is Action.FIND:
            self.palette_desk.open()
        elif action is Action.CLOSE:
            self.close()
        else:
            self.page(self._current).act(action)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.palette_desk.fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closes_anyway and not all(page.finish() for page in self._pages.values()):
            event.ignore()
            unsaved = StoreError(_("Some answers are not on disk yet"), _("Put right what was said, or lose them"))
            self.message_bar.show_error(unsaved, action=_("Close anyway"), todo=self._close_anyway)
            return
        for page in self._pages.values():
            page.close_down()
        runner = self.session.runner
        backend = self.session.backend
        if backend is not None:
            # The store's worker closes what it opened, after everything that was asked before.
            runner.on_store(backend.close)
        runner.close()
        # Only now: what was asked last, a note or the place, still needed it.
        self.session.backend = None
        super().closeEvent(event)

    def _close_anyway(self) -> None:
        self._closes_anyway = True
        self.close()


def _make(page_id: PageId, session: Session) -> Page:
    """Pages that need more than the first screen are imported when they are first opened."""
    if page_id is PageId.SCORE:
        from qa_auditor.ui.pages.score.page import ScorePage

        return ScorePage(session)
    if page_id is PageId.PROCESSES:
        from qa_auditor.ui.pages.processes.page import ProcessesPage

        return ProcessesPage(session)
    if page_id is PageId.REPORTS:
        from qa_auditor.ui.pages.reports.page import ReportsPage

        return ReportsPage(session)
    return HomePage(session)
