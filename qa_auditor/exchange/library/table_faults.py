"""Faults of a workbook in its own words: heads and the words of cells in place of keys, one fault for one cause."""

from collections.abc import Iterable
from dataclasses import replace

from qa_auditor.application.faults import Fault
from qa_auditor.application.process_library.table_layout import (
    ELEMENT,
    ELEMENTS,
    LINKS,
    PROCESS,
    STEPS,
    Column,
    ColumnKind,
    in_language,
)
from qa_auditor.exchange.library.table_places import Places, Position
from qa_auditor.exchange.reading import listed, nearest_remedy, quoted
from qa_auditor.i18n import _, language

_OF_NUMBERS = frozenset({"not-a-number", "out-of-range"})


def faults_in_sheets(own: Iterable[Fault], found: Iterable[Fault], places: Places) -> tuple[Fault, ...]:
    """The faults of the sheets themselves (``own``) and of what they say, without those that follow from others."""
    own = tuple(own)
    unreadable = {fault.place.path for fault in own if fault.code == "no-value"}
    words = (_in_words(fault, places) for fault in found if not _follows(fault, places))
    told = [
        fault
        for fault in (*(one for one in own if not _follows(one, places)), *words)
        # What stands in a cell that can't be read is not missing.
        if fault is not None and not (fault.code == "missing-key" and fault.place.path in unreadable)
    ]
    return tuple(sorted(dict.fromkeys(told), key=places.order))


def warnings_in_sheets(found: Iterable[Fault], places: Places) -> tuple[Fault, ...]:
    """The warnings; none while a sheet is not read, because they might only come from that."""
    if places.unread:
        return ()
    told = (_warning_in_words(fault, places) for fault in found)
    return tuple(sorted(told, key=places.order))


def nothing_under(column: Column, sheet: str, row: int, places: Places) -> Fault | None:
    """The fault that a cell is empty, or that its whole column is missing; None when that has been told."""
    head = column.head(language())
    key = column.key.split(".")[-1]
    if (sheet, column.key) in places.misnamed:
        return None
    if key not in places.heads.get(sheet, {}):
        message = _("the column {head} is missing").format(head=quoted(head))
        return Fault("missing-column", message, places.sheet(sheet), _("Add it, with its head in the first row"))
    message = _("nothing stands under {head}").format(head=quoted(head))
    return Fault("missing-key", message, places.cell(sheet, row, places.heads[sheet][key]), _("Fill in the cell"))


def _follows(fault: Fault, places: Places) -> bool:
    """Whether a fault only comes from a sheet that could not be read."""
    if fault.code == "unknown-step":
        return STEPS.key in places.unread
    is_of_process = fault.code == "missing-key" and not set(".[") & set(fault.place.path)
    return is_of_process and PROCESS.key in places.unread


def _in_words(fault: Fault, places: Places) -> Fault | None:
    named = places.names.get(fault.place.path) if fault.code == "unknown-key" else None
    position, key = (named, "") if named is not None else places.find(fault.place.path)
    if position is None:
        return replace(fault, place=places.place(fault.place.path))
    sheet, row, _place = position
    if fault.code == "missing-key":
        missed = places.column(sheet, key)
        if missed is not None:
            return nothing_under(missed, sheet, row, places)
    fault = replace(fault, place=places.cell(*position))
    column = places.column_at(position)
    return fault if column is None else _of_column(fault, column, position, places)


def _of_column(fault: Fault, column: Column, position: Position, places: Places) -> Fault:
    """A fault with the words that the column knows."""
    text = places.text(position)
    if column.members is not None and fault.code in ("unknown-value", "unknown-key", "wrong-type"):
        words = tuple(in_language(one, language()) for one in column.members.values())
        remedy = nearest_remedy(text, words)
        return replace(fault, message=_("{value} is not known here").format(value=quoted(text)), remedy=remedy)
    if column.kind is ColumnKind.SHARE and fault.code in _OF_NUMBERS:
        return replace(
            fault,
            message=(
                _("{value} is out of range").format(value=text)
                if fault.code == "out-of-range"
                else _("{value} is not a number").format(value=quoted(text))
            ),
            remedy=_("Write a share from 0 to 1, such as 0.9 or 90%"),
        )
    return fault


def _warning_in_words(fault: Fault, places: Places) -> Fault:
    here = replace(fault, place=places.place(fault.place.path))
    match fault.code:
        case "missing-element":
            said = {path.split(".")[1] for path in places.names if path.startswith(f"{ELEMENT.key}.")}
            names = [in_language(words, language()) for key, words in ELEMENTS.items() if key not in said]
            message = _("of the six elements these are missing: {names}").format(names=listed(names))
            return replace(here, message=message, remedy=_to_sheet(ELEMENT.title(language())))
        case "no-steps":
            return replace(here, remedy=_to_sheet(STEPS.title(language())))
        case "branch-without-condition":
            return replace(
                here, remedy=_("Write it under {head}").format(head=quoted(LINKS.columns[-1].head(language())))
            )
    return here


def _to_sheet(title: str) -> str:
    return _("Add them to the sheet {name}").format(name=quoted(title))
