"""Record: the process as its owner keeps it, edited in place, saved as a new version with what and why."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout
from typing_extensions import override

from qa_auditor.application.changes import Kind, Outcome
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.process_library.saving import save_process
from qa_auditor.application.tasks import Progress
from qa_auditor.application.views.process_measurements import measurements_of
from qa_auditor.application.views.process_record import record_of
from qa_auditor.application.views.process_wording import difference_lines
from qa_auditor.domain.measurement import Measured
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process import Element, Measurement, ProcessRecord
from qa_auditor.domain.record_editing import sources_of, with_benchmark, with_element
from qa_auditor.domain.text import plain, with_wording
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.drafting import DraftDesk, Edit
from qa_auditor.ui.pages.processes.map.filters import since
from qa_auditor.ui.pages.processes.record.saving import NewProcessDialog
from qa_auditor.ui.pages.processes.record.versions import DRAFT
from qa_auditor.ui.pages.processes.record.view import TABLE, RecordScreen
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.pages.processes.target import Target
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.asking import Asking

if TYPE_CHECKING:
    from qa_auditor.application.process_library.importing import ImportedFile


class RecordTab(ProcessTab):
    """Every change goes to the draft on disk at once; saving makes a version of it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looked_at: ProcessRecord | None = None
        self._period = "90"
        self.desk = DraftDesk(session, self)
        self.screen_view = RecordScreen()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screen_view)
        self.setFocusProxy(self.screen_view.about.name)
        self._connect()

    def _connect(self) -> None:
        view = self.screen_view
        view.about.named.connect(lambda text: self._edit(lambda now: _named(now, text)))
        view.about.owned.connect(lambda text: self._edit(lambda now: _owned(now, text)))
        view.about.classed.connect(lambda key: self._edit(lambda now: _classed(now, key)))
        view.about.sourced.connect(lambda text: self._edit(lambda now: replace(now, sources=sources_of(text))))
        view.elements.written.connect(
            lambda key, text: self._edit(lambda now: with_element(now, Element(key), language(), text))
        )
        view.measurements.benchmark_given.connect(self._on_benchmark)
        view.stages.step_wanted.connect(
            lambda step: self.session.go(PageId.PROCESSES, str(Target("step", self.desk.code, step)))
        )
        view.versions.compared.connect(self._compare)
        view.versions.version_wanted.connect(self._look_at)
        view.newest_wanted.connect(lambda: self._show(None))
        view.save_wanted.connect(self._ask_what_changed)
        view.discard_wanted.connect(self.desk.discard)
        view.new_wanted.connect(self._ask_new)
        view.import_wanted.connect(self._choose_files)
        view.export_wanted.connect(self._export)
        view.measurements.period_chosen.connect(self._on_period)
        self.desk.shown.connect(lambda: self._show(self._looked_at))
        self.session.feed.subscribe({Kind.EVALUATION}, lambda _changes: self._measure() if self.isVisible() else None)
        self.desk.saved.connect(lambda number: self.said.emit(_("Saved as version {number}").format(number=number)))

    # ------------------------------------------------------------------------------------------------- the page's calls

    @override
    def retranslate(self) -> None:
        self.screen_view.retranslate()
        self._compare(*self.screen_view.versions.pair)

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.screen_view.update()

    @override
    def entered(self) -> None:
        self.desk.read()
        self._measure()

    @override
    def left(self) -> None:
        self.screen_view.flush()

    @override
    def show_process(self, code: str) -> None:
        if code != self.desk.code:
            self.screen_view.flush()
            self._looked_at = None
            self.desk.open(code)
            if self.isVisible():
                self.desk.read()
                self._measure()

    @override
    def act(self, action: Action) -> bool:
        if action is Action.SUBMIT:
            self.screen_view.flush()
            self._ask_what_changed()
        elif action in {Action.UNDO, Action.REDO}:
            self._retrace(back=action is Action.UNDO)
        elif action is Action.SAVE_AGAIN:
            self.desk.keep_again()
        else:
            return False
        return True

    @override
    def finish(self) -> bool:
        self.screen_view.flush()
        return self.desk.all_kept

    # ------------------------------------------------------------------------------------------------------------- read

    def _show(self, looked_at: ProcessRecord | None) -> None:
        self._looked_at = looked_at
        self.screen_view.show_view(self.desk.view, looked_at)
        self._compare(*self.screen_view.versions.pair)

    def _on_period(self, period: str) -> None:
        self._period = period
        self._measure()

    def _measure(self) -> None:
        """Read what was measured in the chosen period; a process without a record has no measurements."""
        code, period = self.desk.code, self._period
        if not code or self.session.backend is None:
            return

        def read(backend: Backend) -> Mapping[Measurement, Measured]:
            with backend.store.begin() as work:
                if not work.process_records.versions(code):
                    return {}
                which = EvaluationFilter(since=since(period, backend.clock.now()))
                return measurements_of(work, code, which).measured

        def show(measured: Mapping[Measurement, Measured]) -> None:
            if code == self.desk.code:
                self.screen_view.measurements.show_measured(measured, period)

        self.session.ask(read, show)

    def _look_at(self, number: int) -> None:
        code = self.desk.code
        self.screen_view.flush()
        self.session.ask(lambda backend: record_of(backend.store, code=code, version=number), self._show)

    def _compare(self, former: int, latter: int) -> None:
        view, code = self.desk.view, self.desk.code
        if view is None:
            return
        if (former, latter) == (view.newest.version, DRAFT):
            self.screen_view.versions.show_differences(difference_lines(view.newest, view.record))
            return

        def read(backend: Backend) -> tuple[ProcessRecord, ProcessRecord]:
            found = [
                view.record if number == DRAFT else record_of(backend.store, code=code, version=number)
                for number in (former, latter)
            ]
            return found[0], found[1]

        def show(pair: tuple[ProcessRecord, ProcessRecord]) -> None:
            if code == self.desk.code and self.screen_view.versions.pair == (former, latter):
                self.screen_view.versions.show_differences(difference_lines(*pair))

        if former == latter or not view.versions:
            self.screen_view.versions.show_differences([])
        else:
            self.session.ask(read, show)

    # ------------------------------------------------------------------------------------------------------------- edit

    def _edit(self, edit: Edit) -> None:
        if self._looked_at is None:
            self.desk.edit(edit)

    def _retrace(self, *, back: bool) -> None:
        self.screen_view.flush()
        if self._looked_at is None:
            self.desk.retrace(back=back)

    def _on_benchmark(self, key: str, text: str) -> None:
        value = Fraction(text) if text else None
        self._edit(lambda now: with_benchmark(now, Measurement(key), value))

    def _ask_what_changed(self) -> None:
        if self._looked_at is None:
            self.desk.ask_what_changed()

    # -------------------------------------------------------------------------------------------------- new, in and out

    def _ask_new(self) -> None:
        dialog = NewProcessDialog(self)
        dialog.given.connect(lambda code, name: self._add(dialog, code, name))
        dialog.open()

    def _add(self, dialog: Asking, code: str, name: str) -> None:
        record = ProcessRecord(code, 1, plain(name))

        def done(_outcome: Outcome[ProcessRecord]) -> None:
            dialog.accept()
            self.session.go(PageId.PROCESSES, str(Target("tab", "record", code)))

        self.session.ask(
            lambda backend: save_process(backend.store, clock=backend.clock, record=record, based_on=0),
            done,
            dialog.refuse_error,
        )

    def _choose_files(self) -> None:
        last = Path(self.session.preferences.get("library_folder") or Path.home())
        folder = str(last if last.is_dir() else Path.home())
        kinds = _("Library files (*.yaml *.yml *.xlsx)")
        dialog = QFileDialog(self, _("Import processes, standards or the map"), folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take_in([Path(name) for name in names]))
        dialog.open()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import files of the library beside everything else that goes on."""
        if not paths:
            return
        self.session.preferences.set("library_folder", str(paths[0].parent))
        backend = self.session.open_backend()

        def work(progress: Progress) -> "Outcome[tuple[ImportedFile, ...]]":
            return backend.library.take_in(paths, progress)

        self.session.runner.in_background(_("Importing"), work, self._on_taken_in)

    def _on_taken_in(self, outcome: "Outcome[tuple[ImportedFile, ...]]") -> None:
        files = outcome.value
        added = sum(len(one.added) for one in files)
        unchanged = sum(len(one.unchanged) for one in files)
        faults = [fault for one in files for fault in one.faults]
        warnings = [fault for one in files for fault in one.warnings]
        words = [ngettext("{n} item taken in", "{n} items taken in", added).format(n=added)]
        if unchanged:
            words.append(ngettext("{n} was there already", "{n} were there already", unchanged).format(n=unchanged))
        refused = sum(1 for one in files if one.faults)
        if refused:
            words.append(ngettext("{n} file refused", "{n} files refused", refused).format(n=refused))
        self.said.emit(" · ".join(words))
        title = _("What is wrong with the files") if faults else _("What their author may not have meant")
        self.screen_view.show_faults(title, [*faults, *warnings])
        self.screen_view.area.verticalScrollBar().setValue(0)
        self.desk.read()

    def _export(self, kind: str) -> None:
        code = self.desk.code
        backend = self.session.open_backend()

        self.session.runner.in_background(
            _("Export"),
            lambda _progress: backend.library.process_file(code, table=kind == TABLE),
            self.wrote.emit,
        )


def _named(record: ProcessRecord, text: str) -> ProcessRecord:
    """A process keeps its name in a language while nothing else is written."""
    return replace(record, name=with_wording(record.name, language(), text)) if text else record


def _owned(record: ProcessRecord, text: str) -> ProcessRecord:
    return replace(record, owner=with_wording(record.owner, language(), text))


def _classed(record: ProcessRecord, key: str) -> ProcessRecord:
    return replace(record, process_class=ProcessClass(key) if key else None)
