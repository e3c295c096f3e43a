"""Processes: the map, and each process as flow, circle, standards and record. This is the controller of the tabs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.people import processes as processes_of
from qa_auditor.domain.people import Process
from qa_auditor.i18n import _
from qa_auditor.ui.actions import BY_ACTION, Action
from qa_auditor.ui.pages.page import Page
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.pages.processes.tabs import BY_ID, KINDS, TABS, TabId, tab_for
from qa_auditor.ui.pages.processes.target import Target, target_of
from qa_auditor.ui.pages.processes.view import ProcessesScreen
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens


class ProcessesPage(Page):
    """Knows which tab and which process is shown; tabs are made when they are first opened."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._tabs: dict[TabId, ProcessTab] = {}
        self._current = TABS[0].id
        self.screen_view = ProcessesScreen()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screen_view)
        view = self.screen_view
        view.tab_wanted.connect(lambda tab_id: self.open_tab(TabId(tab_id)))
        view.chooser.chosen.connect(self._on_process)
        view.chooser.left.connect(lambda: self.tab(self._current).setFocus(Qt.FocusReason.OtherFocusReason))
        session.feed.subscribe({Kind.PROCESS}, self._on_changed)
        self._add_keys()

    # ------------------------------------------------------------------------------------------------------------- tabs

    @property
    def current(self) -> TabId:
        """The tab that is shown."""
        return self._current

    def tab(self, tab_id: TabId) -> ProcessTab:
        """A tab, made now if it was never opened."""
        if tab_id not in self._tabs:
            made = BY_ID[tab_id].make(self._session)
            self._tabs[tab_id] = made
            self.screen_view.add_tab(made)
            made.said.connect(self.screen_view.news.show_news)
            made.wrote.connect(self._on_wrote)
            made.refused.connect(self.screen_view.news.show_error)
            made.recolour(self._session.tokens)
            made.retranslate()
        return self._tabs[tab_id]

    def open_tab(self, tab_id: TabId, target: Target | None = None) -> None:
        """Show a tab, and on it ``target``."""
        former = self._tabs.get(self._current)
        tab = self.tab(tab_id)
        if former is not None and former is not tab:
            former.left()
        self._current = tab_id
        self.screen_view.show_tab(tab_id, tab)
        tab.show_process(self.screen_view.chooser.code)
        tab.entered()
        if target is not None:
            tab.show_target(target)

    # ------------------------------------------------------------------------------------------------ the shell's calls

    @override
    def retranslate(self) -> None:
        self.screen_view.retranslate()
        self.screen_view.tabs.set_chosen(self._current)
        for tab in self._tabs.values():
            tab.retranslate()
        self.screen_view.show_title(self._current)

    @override
    def recolour(self, tokens: Tokens) -> None:
        for tab in self._tabs.values():
            tab.recolour(tokens)

    @override
    def entered(self, target: str) -> None:
        wanted = target_of(target)

        def show(processes: Sequence[Process]) -> None:
            self.screen_view.chooser.show_processes(processes)
            trouble = self._choose(wanted)
            if target and wanted.kind not in KINDS:
                trouble = _("Not understood: {text}").format(text=target)
            if wanted.kind == "tab":
                self.open_tab(TabId(wanted.code) if wanted.code in BY_ID else self._current)
            else:
                # What belongs to a process that is not there is not looked for in another one.
                shown = wanted if wanted.kind and not trouble else None
                self.open_tab(tab_for(wanted.kind, self._current), shown)
            if trouble:
                self.screen_view.news.show_news(trouble)

        if self._session.backend is not None:
            self._session.ask(lambda backend: processes_of(backend.store), show)

    def _choose(self, wanted: Target) -> str:
        """Choose the process that a target speaks of; what to say where there is no such process or tab, or ""."""
        if wanted.process_code and not self.screen_view.chooser.choose(wanted.process_code):
            return _("There is no process {code}").format(code=wanted.process_code)
        if wanted.kind == "tab" and wanted.code not in BY_ID:
            known = ", ".join(entry.id for entry in TABS)
            return _("There is no tab {tab}; tabs are {tabs}").format(tab=wanted.code, tabs=known)
        return ""

    @override
    def left(self) -> None:
        if self._current in self._tabs:
            self._tabs[self._current].left()

    @override
    def act(self, action: Action) -> None:
        if self._current in self._tabs and self._tabs[self._current].act(action):
            return
        chooser = self.screen_view.chooser
        if action is Action.FILTER and chooser.isVisible():
            chooser.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            chooser.search.selectAll()
        elif action is Action.NEXT_AREA and chooser.isVisible():
            focus: QWidget | None = self.focusWidget()
            inside = focus is not None and chooser.isAncestorOf(focus)
            (self.tab(self._current) if inside else chooser.list).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def finish(self) -> bool:
        unfinished = [tab for tab in self._tabs.values() if not tab.finish()]
        return not unfinished

    @override
    def close_down(self) -> None:
        for tab in self._tabs.values():
            tab.close_down()

    # ------------------------------------------------------------------------------------------------------------- keys

    def _add_keys(self) -> None:
        numbered = zip(BY_ACTION[Action.OPEN_TAB].keys, TABS, strict=False)
        wanted = [(key, lambda entry=entry: self.open_tab(entry.id)) for key, entry in numbered]
        for action, by in ((Action.NEXT_TAB, 1), (Action.PREVIOUS_TAB, -1)):
            wanted += [(key, lambda by=by: self._step(by)) for key in BY_ACTION[action].keys]
        for key, todo in wanted:
            made = QShortcut(QKeySequence(key), self, todo)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _step(self, by: int) -> None:
        place = [entry.id for entry in TABS].index(self._current)
        self.open_tab(TABS[(place + by) % len(TABS)].id)

    # ---------------------------------------------------------------------------------------------------------- changes

    def _on_process(self, code: str) -> None:
        self.screen_view.show_title(self._current)
        self.tab(self._current).show_process(code)

    def _on_wrote(self, files: Sequence[Path]) -> None:
        folder = str(files[0].parent)
        self.screen_view.news.show_news(
            _("Written: {file}").format(file=", ".join(file.name for file in files)),
            action=_("Open the folder"),
            todo=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)),
        )

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        def show(processes: Sequence[Process]) -> None:
            former = self.screen_view.chooser.code
            self.screen_view.chooser.show_processes(processes)
            self.screen_view.show_title(self._current)
            if self.screen_view.chooser.code != former:
                self.tab(self._current).show_process(self.screen_view.chooser.code)

        if self.isVisible():
            self._session.ask(lambda backend: processes_of(backend.store), show)
