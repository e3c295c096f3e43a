"""A process in an Excel workbook: read into the same nodes as its YAML, so that the same rules find the same faults.

The nodes remember where each value stood; a fault names sheet and cell in place of a line.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.sources import UnreadableError as BadBytesError
from qa_auditor.application.process_library.importing import LibraryDocument
from qa_auditor.application.process_library.references import Reference
from qa_auditor.application.process_library.table_layout import (
    BENCHMARKS,
    ELEMENT,
    INFORMATION,
    LAYOUTS,
    PROCESS,
    STEPS,
    Column,
    ColumnKind,
    Layout,
    text_heads,
)
from qa_auditor.domain.exact_number import exact_number
from qa_auditor.domain.text import LANGUAGES
from qa_auditor.exchange.library.findings import LibraryFindings
from qa_auditor.exchange.library.process_yaml import process_at
from qa_auditor.exchange.library.table_faults import faults_in_sheets, nothing_under, warnings_in_sheets
from qa_auditor.exchange.library.table_places import Places, as_text
from qa_auditor.exchange.library.table_sheets import holds_something, layout_of, missing_sheets, without_rows
from qa_auditor.exchange.reading import Spot, nearest_remedy, quoted
from qa_auditor.exchange.workbooks import Sheet, Workbook, open_workbook, unread_cells
from qa_auditor.exchange.yaml_documents import FORMAT
from qa_auditor.exchange.yaml_nodes import Mapping as MappingNode
from qa_auditor.exchange.yaml_nodes import Node, Scalar
from qa_auditor.exchange.yaml_nodes import Sequence as SequenceNode
from qa_auditor.i18n import _, language

MOST_ROWS = 5_000
"""Rows of a sheet; a process has some dozen steps."""

_SEPARATORS = re.compile(r"[\s,;，；、]+")


def read_process_table(path: Path) -> LibraryDocument:
    """The process in a workbook, with every fault."""
    file = str(path)
    try:
        book = open_workbook(path)
    except BadBytesError as error:
        return LibraryDocument(file, faults=(error.as_fault(Place(file)),))
    places = Places(file, book.sheets)
    findings = LibraryFindings(file)
    own: list[Fault] = []
    root = _root(book, places, own)
    own += _unread(path, places)
    record = None if root is None else process_at(Spot(root, "", 1), findings)
    faults = faults_in_sheets(own, findings.faults, places)
    return LibraryDocument(
        file=file,
        processes=() if faults or record is None else (record,),
        faults=faults,
        warnings=warnings_in_sheets(findings.warnings, places),
        references=tuple(Reference(one.kind, one.code, places.place(one.place.path)) for one in findings.references),
    )


def _unread(path: Path, places: Places) -> Iterator[Fault]:
    """Cells of which the reader sees nothing, although something stands in them: an error, a formula without result."""
    known = [sheet.name for sheet in places.sheets if layout_of(sheet.name) is not None]
    for sheet, row, column, text in unread_cells(path, known, MOST_ROWS):
        message = _("{value} has no value that can be read").format(value=f'"{text}"')
        yield Fault(
            "no-value", message, places.cell(sheet, row, column), _("Write the value itself in place of the formula")
        )


def _root(book: Workbook, places: Places, faults: list[Fault]) -> MappingNode | None:
    """The workbook as the document that its YAML file would be."""
    found = {layout.key: sheet for sheet in book.sheets if (layout := layout_of(sheet.name)) is not None}
    faults += missing_sheets(book, set(found), places)
    if PROCESS.key not in found:
        return None
    root = MappingNode(1)
    _set(root, "format", Scalar(str(FORMAT), 1))
    lists: dict[str, SequenceNode] = {}
    for layout in LAYOUTS:
        if layout.key not in found:
            continue
        rows = _Rows(found[layout.key], layout, places, faults)
        for number, (row, entries) in enumerate(rows.read()):
            if layout is PROCESS:
                if number:
                    faults.append(rows.fault("several-processes", row, _("a workbook holds one process")))
                    continue
                _take_process(root, entries, rows, row)
            elif layout in (ELEMENT, BENCHMARKS):
                _take_pair(root, layout, entries, rows, row)
            elif layout is INFORMATION:
                _take_information(lists.get("steps"), entries, rows, row)
            else:
                items = lists.setdefault(layout.key, SequenceNode(row))
                rows.note(f"{layout.key}[{len(items.items)}]", row, entries)
                items.items.append(entries.node)
    faults += without_rows(found, set(lists) | ({PROCESS.key} if "" in places.cells else set()), places)
    for key, items in lists.items():
        _set(root, key, items)
    return root


@dataclass(slots=True)
class _Entries:
    """One row as a mapping, and the column of each path in it."""

    node: MappingNode
    columns: dict[str, int] = field(default_factory=dict)

    def scalar(self, key: str) -> str | None:
        """The text of a plain value."""
        entry = self.node.entries.get(key)
        return entry[1].text if entry is not None and isinstance(entry[1], Scalar) else None


class _Rows:
    """The rows of a sheet below its heads."""

    def __init__(self, sheet: Sheet, layout: Layout, places: Places, faults: list[Fault]) -> None:
        self.sheet = sheet
        self.layout = layout
        self.places = places
        self.faults = faults
        places.layouts[sheet.name] = layout
        self._columns = self._heads()
        if STEPS is layout and "id" not in places.heads[sheet.name]:
            places.unread.add(layout.key)

    def _heads(self) -> dict[int, tuple[Column, str]]:
        """The column and language of each place."""
        known = dict(_known_heads(self.layout))
        heads: dict[int, tuple[Column, str]] = {}
        taken: dict[tuple[str, str], int] = {}
        where = self.places.heads.setdefault(self.sheet.name, {})
        if not self._has_heads(known):
            return heads
        for place, value in enumerate(self.sheet.rows[0] if self.sheet.rows else ()):
            head = _normal(as_text(value))
            if not head:
                continue
            found = known.get(head)
            if found is None:
                near = difflib.get_close_matches(head, known, 1, cutoff=0.6)
                remedy = _("Delete the column")
                if near:
                    meant, tag = known[near[0]]
                    self.places.misnamed.add((self.sheet.name, meant.key))
                    remedy = _('Did you mean "{nearest}"?').format(nearest=dict(text_heads(meant, language()))[tag])
                message = _("{head} is not a known column").format(head=f'"{as_text(value)}"')
                self.faults.append(self.fault("unknown-column", 1, message, remedy, place))
                continue
            column, tag = found
            if (column.key, tag) in taken:
                message = _("{head} stands here twice").format(head=f'"{as_text(value)}"')
                self.faults.append(self.fault("duplicate-column", 1, message, _("Delete the column"), place))
                continue
            taken[column.key, tag] = place
            heads[place] = (column, tag)
            where.setdefault(column.key.split(".")[-1], place)
            where.setdefault(column.key.split(".")[0], place)
        return heads

    def _has_heads(self, known: Mapping[str, object]) -> bool:
        """Whether the first row names a column; one fault if it doesn't, unless the sheet is empty and may be."""
        rows = self.sheet.rows
        if any(_normal(as_text(value)) in known for value in (rows[0] if rows else ())):
            return True
        is_empty = not holds_something(rows)
        if is_empty and self.layout not in (PROCESS, STEPS):
            return False
        self.places.unread.add(self.layout.key)
        message = _("the sheet is empty") if is_empty else _("the first row holds none of the heads of this sheet")
        heads = ", ".join(column.head(language()) for column in self.layout.columns)
        remedy = _("Write the heads into the first row: {names}").format(names=heads)
        self.faults.append(self.fault("empty-sheet" if is_empty else "missing-heads", 1, message, remedy))
        return False

    def fault(self, code: str, row: int, message: str, remedy: str = "", place: int = 0) -> Fault:
        """A fault at a cell of this sheet."""
        return Fault(code, message, self.places.cell(self.sheet.name, row, place), remedy)

    def is_whole(self, row: int, entries: "_Entries") -> bool:
        """Whether every column of a row holds something; what doesn't is a fault."""
        missing = [column for column in self.layout.columns if column.key not in entries.columns]
        told = (nothing_under(column, self.sheet.name, row, self.places) for column in missing)
        self.faults += (fault for fault in told if fault is not None)
        return not missing

    def read(self) -> Iterator[tuple[int, _Entries]]:
        """Numbers of the rows that hold something, and what."""
        for number, cells in enumerate(self.sheet.rows[1:], 2):
            if number > MOST_ROWS:
                message = _("the sheet has more than {n} rows").format(n=MOST_ROWS)
                self.faults.append(self.fault("too-many-rows", number, message, _("Delete what is not needed")))
                return
            entries = _Entries(MappingNode(number))
            for place, (column, tag) in self._columns.items():
                value = cells[place] if place < len(cells) else ""
                if as_text(value).strip() and not _put(entries, column, tag, value, number, place):
                    message = _("a text for all languages and one for a language stand side by side")
                    remedy = _("Keep one of them")
                    self.faults.append(self.fault("text-twice", number, message, remedy, place))
            if entries.node.entries:
                yield number, entries

    def note(self, path: str, row: int, entries: _Entries) -> None:
        """Remember where the values of a row stand, under the path that it has in the document."""
        self.places.cells[path] = (self.sheet.name, row, 0)
        for key, place in entries.columns.items():
            self.places.cells[f"{path}.{key}" if path else key] = (self.sheet.name, row, place)

    def note_name(self, path: str, row: int, place: int) -> None:
        """Remember where a key of the document stands as a value of the sheet."""
        self.places.names[path] = (self.sheet.name, row, place)


def _known_heads(layout: Layout) -> Iterator[tuple[str, tuple[Column, str]]]:
    for column in layout.columns:
        yield _normal(column.key), (column, "")
        for spoken in LANGUAGES:
            for tag, head in text_heads(column, spoken):
                if not tag or column.kind is ColumnKind.TEXT:
                    yield _normal(head), (column, tag)


def _put(entries: _Entries, column: Column, tag: str, value: object, row: int, place: int) -> bool:
    """Add one cell to a row, under the column's key; whether it had room there."""
    text = as_text(value)
    node: Node
    match column.kind:
        case ColumnKind.TEXT | ColumnKind.WORD:
            node = Scalar(text if column.kind is ColumnKind.TEXT else text.strip(), row, quoted=True)
        case ColumnKind.CODES:
            node = SequenceNode(row, [Scalar(code, row, quoted=True) for code in _SEPARATORS.split(text) if code])
        case ColumnKind.SHARE:
            node = Scalar(_share(text), row)
        case ColumnKind.MEMBER | ColumnKind.TRUTH:
            node = Scalar(_member(column.members or {}, text.strip()), row)
        case _:
            node = Scalar(text.strip(), row)
    outer, dot, inner = column.key.partition(".")
    entries.columns[column.key] = place
    entries.columns.setdefault(outer, place)
    if column.kind is ColumnKind.TEXT and tag:
        entries.columns[f"{column.key}.{tag}"] = place
        mapping = _mapping_in(entries.node, column.key, row)
        if mapping is None:
            return False
        _set(mapping, tag, node)
    elif dot:
        mapping = _mapping_in(entries.node, outer, row)
        if mapping is not None:
            _set(mapping, inner, node)
    elif column.key in entries.node.entries:
        return False
    else:
        _set(entries.node, column.key, node)
    return True


def _mapping_in(node: MappingNode, key: str, row: int) -> MappingNode | None:
    """The mapping under a key; a text for all languages that stands there already stays alone."""
    if key not in node.entries:
        _set(node, key, MappingNode(row))
    inner = node.entries[key][1]
    return inner if isinstance(inner, MappingNode) else None


def _set(node: MappingNode, key: str, value: Node) -> None:
    node.entries[key] = (Scalar(key, value.line, quoted=True), value)


def _share(text: str) -> str:
    """A share as a number: 90% and 90 ％ as nine tenths."""
    written = unicodedata.normalize("NFKC", text).strip()
    if not written.endswith("%"):
        return written
    try:
        return str(exact_number(written[:-1].rstrip()) / 100)
    except ValueError:
        return written


def _member(members: Mapping[str, tuple[str, str, str]], text: str) -> str:
    """The value that a word of any language stands for; the word itself when it is not known."""
    wanted = text.casefold()
    return next((key for key, words in members.items() if wanted in {key, *(one.casefold() for one in words)}), text)


def _take_process(root: MappingNode, entries: _Entries, rows: _Rows, row: int) -> None:
    root.entries.update(entries.node.entries)
    rows.note("", row, entries)


def _take_pair(root: MappingNode, layout: Layout, entries: _Entries, rows: _Rows, row: int) -> None:
    """An element or a measurement with what belongs to it."""
    name, content = (column.key for column in layout.columns)
    key = entries.scalar(name)
    mapping = _mapping_in(root, layout.key, row)
    if not rows.is_whole(row, entries) or key is None or mapping is None:
        return
    if key in mapping.entries:
        message = _("{value} is named twice").format(
            value=quoted(rows.places.text((rows.sheet.name, row, entries.columns[name])))
        )
        rows.faults.append(rows.fault("duplicate-row", row, message, place=entries.columns[name]))
        return
    _set(mapping, key, entries.node.entries[content][1])
    columns = {inner.replace(content, key, 1): place for inner, place in entries.columns.items() if inner != name}
    rows.note(layout.key, row, _Entries(entries.node, columns))
    rows.note_name(f"{layout.key}.{key}", row, entries.columns[name])


def _take_information(steps: SequenceNode | None, entries: _Entries, rows: _Rows, row: int) -> None:
    """One piece of information, into the step that it belongs to."""
    step_id, direction = entries.scalar("step"), entries.scalar("direction")
    if not rows.is_whole(row, entries) or step_id is None or direction is None:
        return
    known: list[str] = []
    for number, step in enumerate(steps.items if steps is not None else ()):
        entry = step.entries.get("id") if isinstance(step, MappingNode) else None
        if entry is None or not isinstance(entry[1], Scalar):
            continue
        known.append(entry[1].text)
        if entry[1].text == step_id:
            assert isinstance(step, MappingNode)  # noqa: S101 - it has just been looked into
            pieces = _mapping_in(step, "information", row)
            if pieces is None:
                return
            if direction not in pieces.entries:
                _set(pieces, direction, SequenceNode(row))
            items = pieces.entries[direction][1]
            if isinstance(items, SequenceNode):
                path = f"steps[{number}].information.{direction}"
                columns = {one.replace("text", "", 1).lstrip("."): at for one, at in entries.columns.items()}
                rows.note(f"{path}[{len(items.items)}]", row, _Entries(entries.node, columns))
                rows.note(path, row, _Entries(entries.node))
                rows.note_name(path, row, entries.columns["direction"])
                items.items.append(entries.node.entries["text"][1])
            return
    message = _("there is no step {value}").format(value=quoted(step_id))
    place = entries.columns["step"]
    rows.faults.append(
        rows.fault("unknown-step", row, message, nearest_remedy(step_id, tuple(dict.fromkeys(known))), place)
    )


def _normal(head: str) -> str:
    spaced = re.sub(r"[\s_]+", " ", head.replace("（", "(").replace("）", ")"))
    return spaced.replace(" (", "(").strip(" :：*").casefold()
