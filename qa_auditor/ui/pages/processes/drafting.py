"""A process that is being changed: every change goes to its draft on disk at once, saving makes a version of it.

One process has one draft, whichever tab changes it. A tab shows what the desk has, and asks the desk to change it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.process_library.drafts import Draft, drop_draft, keep_draft
from qa_auditor.application.process_library.saving import save_process
from qa_auditor.application.views.process_record import RecordView, record_view
from qa_auditor.application.views.process_wording import difference_lines
from qa_auditor.domain.process import ChangeNote, ProcessRecord
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.processes.record.saving import VersionDialog
from qa_auditor.ui.session import Session

if TYPE_CHECKING:
    from qa_auditor.ui.widgets.asking import Asking

Edit = Callable[[ProcessRecord], ProcessRecord]


class DraftDesk(QObject):
    """Holds one process, its draft and the steps that can be taken back.

    Signals: ``shown`` when the view, or what stands in it, is another; ``saved`` with the number of the new version.
    """

    shown = Signal()
    saved = Signal(int)

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner
        self.code = ""
        self.view: RecordView | None = None
        self._undone: list[ProcessRecord] = []
        self._done: list[ProcessRecord] = []
        # What is on its way to the disk, and whether the disk refused it.
        self._unkept: ProcessRecord | None = None
        self._lost = False
        session.feed.subscribe({Kind.PROCESS}, self._on_changed)

    @property
    def record(self) -> ProcessRecord | None:
        """The process as it stands: the draft, or the newest version."""
        return self.view.record if self.view is not None else None

    @property
    def all_kept(self) -> bool:
        """Whether the disk has everything."""
        return not (self._lost and self._unkept is not None)

    @property
    def can_undo(self) -> bool:
        """Whether a change can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether one that was taken back can be made again."""
        return bool(self._undone)

    def open(self, code: str) -> None:
        """Work on another process; ``read`` brings it."""
        if code != self.code:
            self.code, self.view = code, None
            self._done, self._undone = [], []

    def read(self) -> None:
        """Take the process as it is on disk."""
        code = self.code
        if not code or self._session.backend is None:
            self.view = None
            self.shown.emit()
            return

        def show(view: RecordView | None) -> None:
            # What is still on its way to the disk is newer than what was read; it is read again once it is there.
            on_its_way = self._unkept is not None and self._unkept.code == code
            if code != self.code or on_its_way:
                return
            if self.view is not None and view is not None and not _alike(self.view.record, view.record):
                # Another tab has changed it: what was done here can no longer be taken back by itself.
                self._done, self._undone = [], []
            self.view = view
            self.shown.emit()

        self._session.ask(lambda backend: record_view(backend.store, code=code, formats=backend.formats), show)

    def edit(self, edit: Edit) -> None:
        """Change the record and put the draft on disk."""
        view = self.view
        if view is None:
            return
        changed = edit(view.record)
        if changed != view.record:
            self._done.append(view.record)
            self._undone = []
            self._keep(view, changed)

    def retrace(self, *, back: bool) -> None:
        """Take the last change back, or make it again."""
        view = self.view
        source, target = (self._done, self._undone) if back else (self._undone, self._done)
        if view is not None and source:
            target.append(view.record)
            self._keep(view, source.pop())

    def keep_again(self) -> None:
        """Store what could not be stored before."""
        if self.view is not None and self._unkept is not None:
            self._lost = False
            self._keep(self.view, self._unkept)

    def discard(self) -> None:
        """Go back to the newest version."""
        code = self.code
        self._done, self._undone = [], []
        self._session.ask(lambda backend: drop_draft(backend.store, code=code))

    def ask_what_changed(self) -> None:
        """Save the draft as a new version, after asking what it changes and why; nothing where there is no draft."""
        view = self.view
        if view is None or not view.edited:
            return
        person = self._session.evaluator
        lines = difference_lines(view.newest, view.record)
        dialog = VersionDialog(lines, person.name if person else "", self._owner)
        dialog.given.connect(lambda what, why, by: self._save(dialog, ChangeNote(what, why, by)))
        dialog.open()

    def _save(self, dialog: "Asking", note: ChangeNote) -> None:
        view = self.view
        if view is None:
            return

        def work(backend: Backend) -> Outcome[ProcessRecord]:
            saved = save_process(
                backend.store, clock=backend.clock, record=view.record, based_on=view.based_on, note=note
            )
            drop_draft(backend.store, code=view.record.code)
            return saved

        def done(outcome: Outcome[ProcessRecord]) -> None:
            dialog.accept()
            self._done, self._undone = [], []
            self._session.saved.emit()
            self.saved.emit(outcome.value.version)

        self._session.ask(work, done, dialog.refuse_error)

    def _keep(self, view: RecordView, record: ProcessRecord) -> None:
        same = _alike(record, view.newest)
        self.view = replace(view, record=record, edited=not same)
        self.shown.emit()
        draft = Draft(record, view.based_on)

        def work(backend: Backend) -> "Outcome[Draft] | Outcome[None]":
            if same:
                return drop_draft(backend.store, code=record.code)
            return keep_draft(backend.store, draft=draft, formats=backend.formats)

        self._unkept = record

        def kept(_outcome: object) -> None:
            if self._unkept is record:
                self._unkept = None
            self._session.saved.emit()

        self._session.ask(work, kept, self._on_not_kept)

    def _on_not_kept(self, _error: Exception) -> bool:
        self._lost = True
        self._session.save_failed.emit()
        return False

    def _on_changed(self, changes: tuple[Change, ...]) -> None:
        if self._owner.isVisible() and any(change.id == self.code for change in changes):
            self.read()


def _alike(one: ProcessRecord, other: ProcessRecord) -> bool:
    """Whether two records say the same; the number of a version and its note are no part of it."""
    return replace(one, version=other.version, change=other.change) == other
