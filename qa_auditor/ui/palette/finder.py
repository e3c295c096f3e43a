"""Keeps the index of everything that can be found; it is read and made off the UI thread, part by part."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Change, Kind
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.session import Session

if TYPE_CHECKING:
    from qa_auditor.application.find.gathering import Part
    from qa_auditor.application.find.index import Index, Shards


class Finder(QObject):
    """The index of one workspace. Nothing is read before ``refresh`` is called for the first time.

    Signals: ``grown`` when more can be found, or something else.

    Attributes:
        index: what can be found by now; None before anything was read.
    """

    grown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.index: Index | None = None
        self._offered = False
        self._read = False
        self._changes: list[Change] = []
        session.feed.subscribe(Kind, self._on_changed)

    def refresh(self) -> None:
        """Read what is not in the index yet, or changed since."""
        if not self._offered:
            self._offered = True
            self._session.runner.in_background("", lambda _progress: _shards(_offers()), self._take)
        if self._session.backend is None:
            return
        if not self._read:
            self._read = True
            self._session.ask(_read_library, self._add)
            self._read_subjects("")
        elif self._changes and self.index is not None:
            changes, index = tuple(self._changes), self.index
            self._changes = []
            self._session.ask(lambda backend: _read_changes(backend, index, changes), self._add)

    def _on_changed(self, changes: tuple[Change, ...]) -> None:
        if self._read:
            self._changes += changes

    def _read_subjects(self, after: str) -> None:
        def taken(read: "tuple[Part, str]") -> None:
            part, last = read
            self._add((part,))
            if last:
                self._read_subjects(last)

        self._session.ask(lambda backend: _read_subject_part(backend, after), taken)

    def _add(self, parts: "tuple[Part, ...]") -> None:
        if parts:
            self._session.runner.in_background("", lambda _progress: _shards(parts), self._take)

    def _take(self, shards: "Shards") -> None:
        self.index = (self.index or _empty()).with_shards(shards)
        self.grown.emit()


def _empty() -> "Index":
    from qa_auditor.application.find.index import Index
    from qa_auditor.chinese.fold import fold
    from qa_auditor.chinese.pinyin import readings

    return Index(fold=fold, readings=readings)


def _shards(parts: "Iterable[Part]") -> "Shards":
    index = _empty()
    return {(part.kind, part.source): index.shard_of(part.entries) for part in parts}


def _offers() -> "Iterator[Part]":
    from qa_auditor.application.find.entry import EntryKind
    from qa_auditor.application.find.gathering import Part
    from qa_auditor.ui.palette.offers import action_entries, page_entries

    yield Part(EntryKind.PAGE, "", tuple(page_entries()))
    yield Part(EntryKind.ACTION, "", tuple(action_entries()))


def _read_library(backend: Backend) -> "tuple[Part, ...]":
    from qa_auditor.application.find.gathering import library_parts

    with backend.store.begin() as work:
        return tuple(library_parts(work))


def _read_subject_part(backend: Backend, after: str) -> "tuple[Part, str]":
    from qa_auditor.application.find.gathering import subject_part

    with backend.store.begin() as work:
        return subject_part(work, after=after)


def _read_changes(backend: Backend, index: "Index", changes: tuple[Change, ...]) -> "tuple[Part, ...]":
    from qa_auditor.application.find.gathering import changed_parts

    with backend.store.begin() as work:
        return tuple(changed_parts(work, index, changes))
