"""Which sheets of a workbook are read, and which of those that are needed can't be."""

from collections.abc import Iterable, Iterator, Mapping

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.process_library.table_layout import INFORMATION, LAYOUTS, LINKS, PROCESS, STEPS, Layout
from qa_auditor.exchange.library.table_places import Places, as_text
from qa_auditor.exchange.workbooks import Sheet, Workbook
from qa_auditor.i18n import _


def without_rows(found: Mapping[str, Sheet], read: set[str], places: Places) -> Iterator[Fault]:
    """Needed sheets with heads only; that no step is there is a fault where others name steps."""
    names_steps = any(holds_something(found[one.key].rows[1:]) for one in (LINKS, INFORMATION) if one.key in found)
    for layout in (PROCESS, STEPS) if names_steps else (PROCESS,):
        if layout.key not in read | places.unread:
            places.unread.add(layout.key)
            message, remedy = _("nothing stands below the heads"), _("Fill in the sheet")
            yield Fault("empty-sheet", message, places.sheet(found[layout.key].name), remedy)


def holds_something(rows: Iterable[Iterable[object]]) -> bool:
    """Whether a cell of the rows does."""
    return any(as_text(value).strip() for row in rows for value in row)


def missing_sheets(book: Workbook, found: set[str], places: Places) -> Iterator[Fault]:
    """Sheets that are hidden, and those that every process needs."""
    for name in book.hidden:
        layout = layout_of(name)
        if layout is not None and layout.key not in found | places.unread:
            places.unread.add(layout.key)
            message = _("the sheet is hidden and is not read")
            yield Fault("hidden-sheet", message, places.sheet(name), _("Show it, or delete it if it is not needed"))
    for layout in (PROCESS, STEPS):
        if layout.key not in found | places.unread:
            places.unread.add(layout.key)
            message = _("the workbook has no sheet {name}").format(name=" / ".join(dict.fromkeys(layout.titles)))
            remedy = _("Begin with a workbook that library export has written")
            yield Fault("missing-sheet", message, Place(places.file), remedy)


def layout_of(name: str) -> Layout | None:
    """What a sheet is read as; None when its name says nothing."""
    wanted = name.strip().casefold()
    return next((one for one in LAYOUTS if wanted in {title.casefold() for title in (*one.titles, one.key)}), None)
