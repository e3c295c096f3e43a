"""Entries as lines of the list, in the language of the screen."""

from collections.abc import Iterable

from qa_auditor.application.find.emphasis import emphasis
from qa_auditor.application.find.entry import Entry, EntryKind, kind_name
from qa_auditor.application.find.index import Index
from qa_auditor.chinese.fold import fold
from qa_auditor.chinese.pinyin import readings
from qa_auditor.i18n import language
from qa_auditor.ui.actions import Action, keys_of
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.palette.list import Line


def line_of(entry: Entry, typed: str) -> Line:
    """How an entry is shown to somebody who typed ``typed``."""
    title = entry.title.in_language(language())
    return Line(
        kind=kind_name(entry.kind),
        title=title,
        stressed=tuple(emphasis(title, typed, fold=fold, readings=readings)) if typed else (),
        below=entry.context.in_language(language()),
        beside=_beside(entry),
    )


def offered(index: Index, recent: Iterable[tuple[str, str]]) -> list[Entry]:
    """What is shown before anything is typed: the last choices that are still there, then the pages."""
    last = [index.entry(EntryKind(kind), target) for kind, target in recent if kind in set(EntryKind)]
    pages = [index.entry(EntryKind.PAGE, page.value) for page in PageId]
    return list(dict.fromkeys(entry for entry in (*last, *pages) if entry is not None))


def _beside(entry: Entry) -> str:
    if entry.kind is EntryKind.PAGE:
        return f"Ctrl+{list(PageId).index(PageId(entry.target)) + 1}"
    if entry.kind is EntryKind.ACTION:
        what, _colon, action = entry.target.partition(":")
        return keys_of(Action(action)) if what == "action" else ""
    return entry.code
