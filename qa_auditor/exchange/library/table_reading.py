"""A process in an Excel workbook: read into the same nodes as its YAML, so that the same rules find the same faults.

The nodes remember where each value stood; a fault names sheet and cell in place of a line.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
    Column,
    ColumnKind,
    Layout,
    text_heads,
)
from qa_auditor.domain.text import LANGUAGES
from qa_auditor.exchange.library.findings import LibraryFindings
from qa_auditor.exchange.library.process_yaml import process_at
from qa_auditor.exchange.reading import Spot
from qa_auditor.exchange.workbooks import Sheet, open_workbook, unread_cells
from qa_auditor.exchange.yaml_documents import FORMAT
from qa_auditor.exchange.yaml_nodes import Mapping as MappingNode
from qa_auditor.exchange.yaml_nodes import Node, Scalar
from qa_auditor.exchange.yaml_nodes import Sequence as SequenceNode
from qa_auditor.i18n import _

MOST_ROWS = 5_000
"""Rows of a sheet; a process has some dozen steps."""

_SEPARATORS = re.compile(r"[\s,;，；、]+")


@dataclass(slots=True)
class _Where:
    """Where values stand: paths of the YAML file to sheet, row and column; ``names``: where a key itself stands."""

    file: str
    names: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    cells: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    heads: dict[str, dict[str, int]] = field(default_factory=dict)

    def place(self, path: str) -> Place:
        """The cell of a path, or of the nearest path above it."""
        key = ""
        while path and path not in self.cells:
            path, _dot, tail = path.rpartition(".") if not path.endswith("]") else path.rpartition("[")
            key = key or tail.rstrip("]")
        if path not in self.cells:
            return Place(self.file)
        sheet, row, column = self.cells[path]
        # A key that is missing is missed in its column.
        column = self.heads.get(sheet, {}).get(key, column)
        return self.cell(sheet, row, column)

    def cell(self, sheet: str, row: int, column: int) -> Place:
        """A cell."""
        return Place(self.file, path=_("sheet {sheet}, cell {cell}").format(sheet=sheet, cell=_cell(row, column)))


def read_process_table(path: Path) -> LibraryDocument:
    """The process in a workbook, with every fault."""
    file = str(path)
    try:
        book = open_workbook(path)
    except BadBytesError as error:
        return LibraryDocument(file, faults=(error.as_fault(Place(file)),))
    where = _Where(file)
    findings = LibraryFindings(file)
    own: list[Fault] = []
    root = _root(book.sheets, where, own)
    own += _unread(path, book.sheets, where)
    record = None if root is None else process_at(Spot(root, "", 1), findings)
    faults = (*own, *(_at_cell(fault, where) for fault in findings.faults))
    return LibraryDocument(
        file=file,
        processes=() if faults or record is None else (record,),
        faults=faults,
        warnings=tuple(_at_cell(fault, where) for fault in findings.warnings),
        references=tuple(Reference(one.kind, one.code, where.place(one.place.path)) for one in findings.references),
    )


def _unread(path: Path, sheets: tuple[Sheet, ...], where: _Where) -> Iterator[Fault]:
    """Cells of which the reader sees nothing, although something stands in them: an error, a formula without result."""
    for sheet in sheets:
        if _layout_of(sheet.name) is not None:
            for row, column, text in unread_cells(path, sheet.name, MOST_ROWS):
                message = _("{value} has no value that can be read").format(value=f'"{text}"')
                place = where.cell(sheet.name, row, column)
                yield Fault("no-value", message, place, _("Write the value itself in place of the formula"))


def _at_cell(fault: Fault, where: _Where) -> Fault:
    named = where.names.get(fault.place.path) if fault.code == "unknown-key" else None
    place = where.place(fault.place.path) if named is None else where.cell(*named)
    return Fault(fault.code, fault.message, place, fault.remedy)


def _root(sheets: tuple[Sheet, ...], where: _Where, faults: list[Fault]) -> MappingNode | None:
    """The workbook as the document that its YAML file would be."""
    found = {layout.key: sheet for sheet in sheets if (layout := _layout_of(sheet.name)) is not None}
    if PROCESS.key not in found:
        message = _("the workbook has no sheet {name}").format(name=" / ".join(dict.fromkeys(PROCESS.titles)))
        remedy = _("Begin with a workbook that library export has written")
        faults.append(Fault("missing-sheet", message, Place(where.file), remedy))
        return None
    root = MappingNode(1)
    _set(root, "format", Scalar(str(FORMAT), 1))
    lists: dict[str, SequenceNode] = {}
    for layout in LAYOUTS:
        if layout.key not in found:
            continue
        rows = _Rows(found[layout.key], layout, where, faults)
        for number, (row, entries) in enumerate(rows.read()):
            if layout is PROCESS:
                if number:
                    faults.append(rows.fault("several-processes", row, _("a workbook holds one process")))
                    continue
                _take_process(root, entries, rows, row)
            elif layout in (ELEMENT, BENCHMARKS):
                _take_pair(root, layout, entries, rows, row, faults)
            elif layout is INFORMATION:
                _take_information(lists.get("steps"), entries, rows, row, faults)
            else:
                items = lists.setdefault(layout.key, SequenceNode(row))
                rows.note(f"{layout.key}[{len(items.items)}]", row, entries)
                items.items.append(entries.node)
    for key, items in lists.items():
        _set(root, key, items)
    return root


def _layout_of(name: str) -> Layout | None:
    wanted = name.strip().casefold()
    return next((one for one in LAYOUTS if wanted in {title.casefold() for title in (*one.titles, one.key)}), None)


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

    def __init__(self, sheet: Sheet, layout: Layout, where: _Where, faults: list[Fault]) -> None:
        self.sheet = sheet
        self.layout = layout
        self._where = where
        self._faults = faults
        self._columns = self._heads()

    def _heads(self) -> dict[int, tuple[Column, str]]:
        """The column and language of each place."""
        known = dict(_known_heads(self.layout))
        heads: dict[int, tuple[Column, str]] = {}
        taken: dict[tuple[str, str], int] = {}
        where = self._where.heads.setdefault(self.sheet.name, {})
        for place, value in enumerate(self.sheet.rows[0] if self.sheet.rows else ()):
            head = _normal(_text(value))
            if not head:
                continue
            found = known.get(head)
            if found is None:
                near = difflib.get_close_matches(head, known, 1, cutoff=0.6)
                remedy = _('Did you mean "{nearest}"?').format(nearest=near[0]) if near else _("Delete the column")
                message = _("{head} is not a known column").format(head=f'"{_text(value)}"')
                self._faults.append(self.fault("unknown-column", 1, message, remedy, place))
                continue
            column, tag = found
            if (column.key, tag) in taken:
                message = _("{head} stands here twice").format(head=f'"{_text(value)}"')
                self._faults.append(self.fault("duplicate-column", 1, message, _("Delete the column"), place))
                continue
            taken[column.key, tag] = place
            heads[place] = (column, tag)
            where.setdefault(column.key.split(".")[-1], place)
            where.setdefault(column.key.split(".")[0], place)
        return heads

    def fault(self, code: str, row: int, message: str, remedy: str = "", place: int = 0) -> Fault:
        """A fault at a cell of this sheet."""
        cell = _("sheet {sheet}, cell {cell}").format(sheet=self.sheet.name, cell=_cell(row, place))
        return Fault(code, message, Place(self._where.file, path=cell), remedy)

    def read(self) -> Iterator[tuple[int, _Entries]]:
        """Numbers of the rows that hold something, and what."""
        for number, cells in enumerate(self.sheet.rows[1:], 2):
            if number > MOST_ROWS:
                message = _("the sheet has more than {n} rows").format(n=MOST_ROWS)
                self._faults.append(self.fault("too-many-rows", number, message, _("Delete what is not needed")))
                return
            entries = _Entries(MappingNode(number))
            for place, (column, tag) in self._columns.items():
                value = cells[place] if place < len(cells) else ""
                if _text(value).strip() and not _put(entries, column, tag, value, number, place):
                    message = _("a text for all languages and one for a language stand side by side")
                    remedy = _("Keep one of them")
                    self._faults.append(self.fault("text-twice", number, message, remedy, place))
            if entries.node.entries:
                yield number, entries

    def note(self, path: str, row: int, entries: _Entries) -> None:
        """Remember where the values of a row stand, under the path that it has in the document."""
        self._where.cells[path] = (self.sheet.name, row, 0)
        for key, place in entries.columns.items():
            self._where.cells[f"{path}.{key}" if path else key] = (self.sheet.name, row, place)

    def note_name(self, path: str, row: int, place: int) -> None:
        """Remember where a key of the document stands as a value of the sheet."""
        self._where.names[path] = (self.sheet.name, row, place)


def _known_heads(layout: Layout) -> Iterator[tuple[str, tuple[Column, str]]]:
    for column in layout.columns:
        yield _normal(column.key), (column, "")
        for language in LANGUAGES:
            for tag, head in text_heads(column, language):
                if not tag or column.kind is ColumnKind.TEXT:
                    yield _normal(head), (column, tag)


def _put(entries: _Entries, column: Column, tag: str, value: object, row: int, place: int) -> bool:
    """Add one cell to a row, under the column's key; whether it had room there."""
    text = _text(value)
    node: Node
    match column.kind:
        case ColumnKind.TEXT | ColumnKind.WORD:
            node = Scalar(text if column.kind is ColumnKind.TEXT else text.strip(), row, quoted=True)
        case ColumnKind.CODES:
            node = SequenceNode(row, [Scalar(code, row, quoted=True) for code in _SEPARATORS.split(text) if code])
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


def _member(members: Mapping[str, tuple[str, str, str]], text: str) -> str:
    """The value that a word of any language stands for; the word itself when it is not known."""
    wanted = text.casefold()
    return next((key for key, words in members.items() if wanted in {key, *(one.casefold() for one in words)}), text)


def _take_process(root: MappingNode, entries: _Entries, rows: _Rows, row: int) -> None:
    root.entries.update(entries.node.entries)
    rows.note("", row, entries)


def _take_pair(
    root: MappingNode, layout: Layout, entries: _Entries, rows: _Rows, row: int, faults: list[Fault]
) -> None:
    """An element or a measurement with what belongs to it."""
    name, content = (column.key for column in layout.columns)
    key = entries.scalar(name)
    mapping = _mapping_in(root, layout.key, row)
    if key is None or content not in entries.node.entries or mapping is None:
        faults.append(rows.fault("incomplete-row", row, _("the row is not complete"), _("Fill it in or delete it")))
    elif key in mapping.entries:
        faults.append(rows.fault("duplicate-row", row, _("{value} is named twice").format(value=f'"{key}"')))
    else:
        _set(mapping, key, entries.node.entries[content][1])
        columns = {inner.replace(content, key, 1): place for inner, place in entries.columns.items() if inner != name}
        rows.note(layout.key, row, _Entries(entries.node, columns))
        rows.note_name(f"{layout.key}.{key}", row, entries.columns[name])


def _take_information(
    steps: SequenceNode | None, entries: _Entries, rows: _Rows, row: int, faults: list[Fault]
) -> None:
    """One piece of information, into the step that it belongs to."""
    step_id, direction = entries.scalar("step"), entries.scalar("direction")
    text = entries.node.entries.get("text")
    if step_id is None or direction is None or text is None:
        faults.append(rows.fault("incomplete-row", row, _("the row is not complete"), _("Fill it in or delete it")))
        return
    for number, step in enumerate(steps.items if steps is not None else ()):
        entry = step.entries.get("id") if isinstance(step, MappingNode) else None
        if entry is not None and isinstance(entry[1], Scalar) and entry[1].text == step_id:
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
                items.items.append(text[1])
            return
    message = _("there is no step {value}").format(value=f'"{step_id}"')
    faults.append(rows.fault("unknown-step", row, message, _("Write its id as in the sheet of steps")))


def _text(value: object) -> str:
    """A cell as text: numbers as they are shown without rounding, days as days."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
        case datetime():
            return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case None:
            return ""
        case _:
            return str(value)


def _normal(head: str) -> str:
    spaced = re.sub(r"[\s_]+", " ", head.replace("（", "(").replace("）", ")"))
    return spaced.replace(" (", "(").strip(" :：*").casefold()


def _cell(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
