"""Home: what waits for me, drafts to go on with, what I did today; in an empty workspace what to do first."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.tasks import Progress
from qa_auditor.i18n import _, ngettext
from qa_auditor.ui.backend import Backend, Intake
from qa_auditor.ui.pages.home.view import HomeScreen
from qa_auditor.ui.pages.page import Page, PageId
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from qa_auditor.application.views.home import HomeView


class HomePage(Page):
    """Asks for the view and lays it out; everything it offers leads to another page or to an import."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.screen_view = HomeScreen()
        self.news = MessageBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.news)
        column.addWidget(self.screen_view, 1)
        self.setAcceptDrops(True)
        view = self.screen_view
        view.go_on.connect(lambda evaluation_id: session.go(PageId.SCORE, evaluation_id))
        view.start_wanted.connect(lambda: session.go(PageId.SCORE, "next"))
        view.evaluator_wanted.connect(session.sign_in_wanted)
        view.folder_wanted.connect(self._choose_folder)
        view.files_wanted.connect(self._choose_files)
        session.feed.subscribe({Kind.EVALUATION, Kind.SUBJECT, Kind.CHECKLIST, Kind.PERSON}, self._on_changed)
        session.signed_in.connect(self._refresh)

    @override
    def retranslate(self) -> None:
        self.screen_view.retranslate()

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.screen_view.recolour(tokens)

    @override
    def entered(self, target: str) -> None:
        if self._session.backend is None:
            self.screen_view.show_view(None, self._name())
            return
        self._refresh()

    def _refresh(self) -> None:
        evaluator = self._session.evaluator
        evaluator_id = evaluator.id if evaluator else None

        def read(backend: Backend) -> "HomeView":
            from qa_auditor.application.views.home import home_view

            return home_view(backend.store, evaluator_id=evaluator_id, now=backend.clock.now().astimezone())

        self._session.ask(read, lambda view: self.screen_view.show_view(view, self._name()))

    def _name(self) -> str:
        return self._session.evaluator.name if self._session.evaluator else ""

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        if self.isVisible():
            self._refresh()

    # ----------------------------------------------------------------------------------------------------------- import

    def _choose_folder(self) -> None:
        self._choose(_("Import a folder of recordings"), QFileDialog.FileMode.Directory)

    def _choose_files(self) -> None:
        self._choose(
            _("Import recordings, transcripts, chats, e-mails or a table of calls"), QFileDialog.FileMode.ExistingFiles
        )

    def _choose(self, title: str, mode: QFileDialog.FileMode) -> None:
        """Ask where the last import came from."""
        last = Path(self._session.preferences.get("import_folder") or Path.home())
        dialog = QFileDialog(self, title, str(last if last.is_dir() else Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, names: list[str]) -> None:
        chosen = [Path(name) for name in names]
        if chosen:
            self._session.preferences.set("import_folder", str(chosen[0].parent))
            self.take_in(chosen)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import files and folders beside everything else that goes on."""
        backend = self._session.open_backend()

        def work(progress: Progress) -> Intake:
            return backend.take_in(paths, progress)

        self._session.runner.in_background(_("Importing"), work, self._on_taken_in)

    def _on_taken_in(self, intake: Intake) -> None:
        parts = [ngettext("{n} item taken in", "{n} items taken in", intake.taken).format(n=intake.taken)]
        if intake.known:
            parts.append(
                ngettext("{n} was there already", "{n} were there already", intake.known).format(n=intake.known)
            )
        if intake.refused:
            count = len(intake.refused)
            parts.append(
                ngettext("{n} refused: {first}", "{n} refused: {first}", count).format(n=count, first=intake.refused[0])
            )
        self.news.show_news(" · ".join(parts))
        self.screen_view.show_refused(intake.refused)
        self._refresh()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self._session.backend is not None:
            self.take_in(paths)
