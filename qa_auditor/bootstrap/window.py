"""Builds the window on a workspace: what its pages need beyond the store, each part loaded when it is first used.

Nothing of storage is imported here: the window is shown before the database is loaded.
"""

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from qa_auditor import paths
from qa_auditor.application.faults import Fault, FaultsError, Place, describe
from qa_auditor.application.tasks import Progress
from qa_auditor.cli.settings import Picture
from qa_auditor.i18n import _, preferred_language, speaking
from qa_auditor.ui.backend import Backend, Exporter, Intake, LibraryFiles, ReportOrder

if TYPE_CHECKING:
    from qa_auditor.application.ports import EvaluationFilter

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What says where windows open, on Linux."""


def run_window(workspace: Path, language: str | None) -> int:
    """Show the window on a workspace until it is closed; ``language`` None is the user's preference."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        # Qt would end the program without a word.
        raise FaultsError([_no_screen()])
    from qa_auditor.ui.collecting import hold_back

    hold_back()
    from qa_auditor.ui.application import run
    from qa_auditor.ui.preferences import Preferences

    preferences = Preferences(paths.config_folder() / "preferences.toml")
    chosen = preferred_language(os.environ, asked=language, saved=preferences.get("language"))
    return run(open_backend, workspace, chosen, preferences.get("theme", "system"), preferences=preferences)


def _no_screen() -> Fault:
    return Fault(
        "no-screen",
        _("There is no screen on which the window could open"),
        Place(""),
        _("Start it on a desktop; all commands but this one work without a screen, see --help"),
    )


def draw(workspace: Path, file: Path, picture: Picture) -> None:
    """Draw a page into a file, without a screen."""
    from qa_auditor.ui.picture import PictureOrder, draw_page

    order = PictureOrder(
        page=picture.page,
        width=picture.width,
        height=picture.height,
        language=picture.language,
        theme=picture.theme,
        target=picture.target,
    )
    draw_page(open_backend, workspace, file, order)


def open_backend(workspace: Path) -> Backend:
    """Open the workspace for the window; storage is imported here, off the UI thread."""
    from qa_auditor.bootstrap.program import Application, build

    class WindowBackend(Application):
        """The program with what only the window asks for."""

        @property
        def exporter(self) -> Exporter:
            """Its documents."""
            return Documents(self)

        @property
        def library(self) -> LibraryFiles:
            """Files of its processes, standards and map."""
            from qa_auditor.bootstrap.library_files import WorkspaceLibrary

            return WorkspaceLibrary(self.store, paths.exports_of(self.workspace), self.clock)

        def playable(self, stored: Path) -> Path:
            """The recording itself, or what was made of it for players."""
            from qa_auditor.media.playable import playable_path

            return playable_path(stored)

        def take_in(self, files: Sequence[Path], progress: Progress) -> Intake:
            """Import recordings and tables of call data."""
            from qa_auditor.application.intake.importing import import_paths
            from qa_auditor.application.intake.report import Result

            report = import_paths(
                self.store, self.media, paths=files, readers=self.readers, clock=self.clock, progress=progress
            ).value
            refused = [describe(fault) for row in report.of(Result.REFUSED) for fault in row.faults]
            return Intake(len(report.of(Result.TAKEN)), len(report.of(Result.KNOWN)), tuple(refused))

    built = build(workspace)
    return WindowBackend(workspace=built.workspace, store=built.store, media=built.media, clock=built.clock)


class Documents:
    """``ui.backend.Exporter`` over the issuing use cases; files land in the workspace's ``exports``."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._folder = paths.exports_of(backend.workspace)

    def scorecards(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        """One Excel scorecard for each evaluation."""
        from qa_auditor.application.issuing import issue_scorecards
        from qa_auditor.reports.documents import scorecard_writer

        with speaking(order.language):
            return issue_scorecards(
                self._backend.store,
                which=_meant(order),
                folder=self._folder / "scorecards",
                write=scorecard_writer(order.language),
                clock=self._backend.clock,
                progress=progress,
            )

    def summary(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        """One workbook over all evaluations."""
        from qa_auditor.application.issuing import issue_summary
        from qa_auditor.reports.documents import summary_writer

        first, last = self._days(order)
        what = f"summary-{order.process_code or 'all'}"
        path = self._folder / f"{_stem(what, first, last, order.language)}.xlsx"
        with speaking(order.language):
            issue_summary(
                self._backend.store,
                which=_meant(order),
                path=path,
                write=summary_writer(order.language),
                clock=self._backend.clock,
                progress=progress,
            )
        return [path]

    def process_report(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        """The PDF audit report of the process."""
        from qa_auditor.application.issuing import ReportRequest, issue_process_report
        from qa_auditor.reports.documents import report_writer

        code = order.process_code or ""
        first, last = self._days(order)
        path = self._folder / f"{_stem(code, first, last, order.language)}.pdf"
        with speaking(order.language):
            issue_process_report(
                self._backend.store,
                request=ReportRequest(code, first, last, self._zone()),
                path=path,
                write=report_writer(order.language),
                clock=self._backend.clock,
                progress=progress,
            )
        return [path]

    def _zone(self) -> str:
        from qa_auditor.application.intake.importing import USUAL_ZONE, ZONE_SETTING

        with self._backend.store.begin() as work:
            return work.settings.get(ZONE_SETTING) or USUAL_ZONE

    def _days(self, order: ReportOrder) -> tuple[date, date]:
        """First and last day of the order; where it has none, those of the evaluations."""
        from qa_auditor.application.issuing import days_evaluated

        today = self._backend.clock.now().date()
        known = days_evaluated(self._backend.store, which=_meant(order), zone=self._zone()) or (today, today)
        return _day(order.since) or known[0], _last_day(order.until) or known[1]


def _day(since: datetime | None) -> date | None:
    return since.date() if since else None


def _last_day(until: datetime | None) -> date | None:
    return (until - timedelta(microseconds=1)).date() if until else None


def _meant(order: ReportOrder) -> "EvaluationFilter":
    from qa_auditor.application.ports import EvaluationFilter

    return EvaluationFilter(process_code=order.process_code, since=order.since, until=order.until)


def _stem(what: str, first: date, last: date, language: str) -> str:
    from qa_auditor.application.issuing import file_name

    return file_name(f"{what}_{first:%Y%m%d}-{last:%Y%m%d}_{language}")
