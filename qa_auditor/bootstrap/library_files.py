"""``ui.backend.LibraryFiles`` over the library's use cases: its readers and writers are loaded when they are needed."""

from collections.abc import Sequence
from pathlib import Path

from qa_auditor.application.changes import Outcome
from qa_auditor.application.faults import UnreadableError
from qa_auditor.application.ports import Clock, Store
from qa_auditor.application.process_library.exporting import export_library
from qa_auditor.application.process_library.importing import ImportedFile, LibraryDocument, import_library
from qa_auditor.application.tasks import Progress
from qa_auditor.bootstrap.library import library_format
from qa_auditor.i18n import language, speaking
from qa_auditor.ui.backend import DrawingOrder, MapOrder


class WorkspaceLibrary:
    """Files of one workspace's library; what is written lands in ``folder``."""

    def __init__(self, store: Store, folder: Path, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._folder = folder

    def take_in(self, paths: Sequence[Path], progress: Progress) -> Outcome[tuple[ImportedFile, ...]]:
        """Import YAML and Excel files."""
        documents = []
        for number, path in enumerate(paths):
            progress(number, len(paths), path.name)
            documents.append(_read(path))
        return import_library(self._store, documents=documents)

    def map_workbook(self, order: MapOrder, progress: Progress) -> Sequence[Path]:
        """The process map as an Excel workbook."""
        from qa_auditor.application.map_issuing import issue_map
        from qa_auditor.reports.documents import map_writer

        path = self._folder / f"map-{order.now:%Y%m%d}_{order.language}.xlsx"
        with speaking(order.language):
            issue_map(
                self._store,
                since=order.since,
                days=order.days,
                path=path,
                write=map_writer(order.language),
                clock=self._clock,
                progress=progress,
            )
        return [path]

    def drawing(self, order: DrawingOrder) -> Sequence[Path]:
        """A process as a drawing."""
        from qa_auditor.application.flow.chart import ChartView
        from qa_auditor.application.flow.issuing import DrawingKind, write_drawing
        from qa_auditor.reports.documents import drawing_maker

        record = order.record
        state = "draft" if order.draft else f"v{record.version}"
        name = f"{record.code.lower()}-{state}-{order.view}_{order.language}.{order.kind}"
        with speaking(order.language):
            write_drawing(
                record,
                scores=order.scores,
                view=ChartView(order.view),
                kind=DrawingKind(order.kind),
                path=self._folder / name,
                make=drawing_maker(order.language),
                clock=self._clock,
            )
        return [self._folder / name]

    def process_file(self, code: str, *, table: bool) -> Sequence[Path]:
        """The record of a process as YAML, or as an Excel table."""
        from qa_auditor.reports.documents import process_table_writer

        with self._store.begin() as work:
            version = work.process_records.latest(code).version
        path = self._folder / f"{code.lower()}-v{version}{'.xlsx' if table else '.yaml'}"
        writer = process_table_writer(language(), made=self._clock.now())
        return export_library(self._store, what=code, target=path, formats=library_format(), write_table=writer)


def _read(path: Path) -> LibraryDocument:
    from qa_auditor.exchange.library.files import read_library_file

    try:
        return read_library_file(path)
    except UnreadableError as error:
        return LibraryDocument(file=path.name, faults=error.faults)
