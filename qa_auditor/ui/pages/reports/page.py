"""Reports: choose process, period and language, export documents with progress and cancel, open them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.tasks import Progress
from qa_auditor.application.views.reports import ReportsView, reports_view
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.backend import Backend, ReportOrder
from qa_auditor.ui.pages.page import Page
from qa_auditor.ui.pages.reports.view import DOCUMENTS, NEWEST_FIRST, ReportsScreen
from qa_auditor.ui.session import Session
from qa_auditor.ui.tasks import Job
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.message_bar import MessageBar


class ReportsPage(Page):
    """Counts what a choice means, and hands the export to a background job."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        # Until there is something to report, or the user chooses.
        self._by_itself = True
        self.screen_view = ReportsScreen()
        self.news = MessageBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.news)
        column.addWidget(self.screen_view, 1)
        view = self.screen_view
        view.choice_changed.connect(self._count)
        view.periods.chosen.connect(self._on_chosen)
        view.export_wanted.connect(self._export)
        view.cancel_wanted.connect(self._cancel)
        view.open_wanted.connect(_open)
        session.runner.jobs_changed.connect(self._show_job)
        session.feed.subscribe({Kind.EVALUATION, Kind.PROCESS}, self._on_changed)

    @override
    def retranslate(self) -> None:
        self.screen_view.retranslate()

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.screen_view.recolour(tokens)

    @override
    def entered(self, target: str) -> None:
        if not self.screen_view.report_language:
            self.screen_view.set_language(language())
        if self._by_itself and self._session.backend is not None:
            self._choose_period()
        else:
            self._count()

    def _choose_period(self) -> None:
        """Begin with the newest period in which there is something to report."""
        now = self._now()
        orders = [(period, self.screen_view.order(now, period=period)) for period in NEWEST_FIRST]

        def read(backend: Backend) -> str:
            for period, order in orders:
                if reports_view(backend.store, process_code=None, since=order.since, until=order.until).count:
                    return period
            return ""

        def choose(period: str) -> None:
            self._by_itself = not period
            self.screen_view.choose_period(period or NEWEST_FIRST[0])

        self._session.ask(read, choose)

    def _on_chosen(self) -> None:
        self._by_itself = False

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        if self.isVisible():
            self._count()

    def _count(self) -> None:
        order = self.screen_view.order(self._now())

        def read(backend: Backend) -> ReportsView:
            return reports_view(backend.store, process_code=order.process_code, since=order.since, until=order.until)

        if self._session.backend is not None:
            self._session.ask(read, self.screen_view.show_view)

    def _now(self) -> datetime:
        return (
            self._session.open_backend().clock.now().astimezone()
            if self._session.backend
            else datetime.now().astimezone()
        )

    def _export(self, document: str) -> None:
        if self._job is not None:
            return
        exporter = self._session.open_backend().exporter
        order = self.screen_view.order(self._now())
        works: dict[str, Callable[[ReportOrder, Progress], Sequence[Path]]] = {
            "scorecards": exporter.scorecards,
            "summary": exporter.summary,
            "process": exporter.process_report,
        }
        work = works[document]
        title = _(DOCUMENTS[document])
        self.news.hide()
        self._job = self._session.runner.in_background(
            title, lambda progress: work(order, progress), lambda files: self._on_done(title, files), self._on_failed
        )
        self._show_job()

    def _on_done(self, title: str, files: Sequence[Path]) -> None:
        self._job = None
        self.screen_view.show_job(None)
        self.screen_view.add_files(files)
        count = ngettext("{n} file written", "{n} files written", len(files)).format(n=len(files))
        folder = files[0].parent if files else self._session.open_backend().workspace / "exports"
        self.news.show_news(f"{title}: {count}", action=_("Open the folder"), todo=lambda: _open(str(folder)))

    def _on_failed(self, _error: Exception) -> bool:
        cancelled = self._job is not None and self._job.cancelled
        self._job = None
        self.screen_view.show_job(None)
        if cancelled:
            folder = str(self._session.open_backend().workspace / "exports")
            self.news.show_news(
                _("Cancelled. Finished files were kept."), action=_("Open the folder"), todo=lambda: _open(folder)
            )
        return cancelled

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_job(self) -> None:
        self.screen_view.show_job(self._job if self._job is not None and not self._job.ended else None)


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
