"""Tables of call data (CSV, XLSX): one row a recording, columns found by their headings."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.sources import CallRow, UnreadableError
from qa_auditor.exchange.columns import channel_of, column_of, direction_of
from qa_auditor.exchange.moments import moment_in
from qa_auditor.exchange.sniff import DocumentKind, decoded, document_kind, read_text
from qa_auditor.exchange.workbooks import MAX_COLUMNS, MAX_ROWS, open_workbook
from qa_auditor.i18n import _

HEADING_ROWS = 20
"""A title and remarks may stand above the headings, in so many rows."""
_LONGEST_CELL = 32_767
_DELIMITERS = ",;\t，"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as they stand in one sheet; ``sheet`` is "" in a text file."""

    sheet: str
    rows: Sequence[Sequence[object]]
    from_1904: bool = False

    def place(self, file: str, number: int, column: int | None = None) -> Place:
        """Place of a row (counted from 1), or of a cell in it (its column counted from 0)."""
        if not self.sheet:
            return Place(file, line=number)
        spot = _("row {number}").format(number=number)
        if column is not None:
            spot = _("cell {cell}").format(cell=f"{_letters(column)}{number}")
        return Place(file, path=_("sheet {sheet}, {spot}").format(sheet=self.sheet, spot=spot))


def is_table(path: Path) -> bool:
    """Whether a file is a workbook, or a text that is called a table or whose headings are known."""
    kind = document_kind(path)
    if kind is not DocumentKind.TEXT:
        return kind is not DocumentKind.OTHER
    if path.suffix.lower() in {".csv", ".tsv", ".tab"}:
        return True
    return has_headings(path, lambda rows: _headings(rows) is not None)


def has_headings(path: Path, are_headings: Callable[[Sequence[Sequence[object]]], bool]) -> bool:
    """Whether the beginning of a text is a table with headings that are known."""
    with path.open("rb") as file:
        beginning = file.read(65_536)
    # Cut at a line's end, so that no character is halved.
    head = beginning if len(beginning) < 65_536 else beginning[: beginning.rfind(b"\n") + 1]
    try:
        return are_headings(list(_cells(decoded(head), are_headings)))
    except UnreadableError:
        return False


def read_table(path: Path, name: str) -> tuple[CallRow, ...]:
    """The rows of a table of call data, in its order; rows that are wrong carry their faults.

    Args:
        path: the file, CSV or XLSX by its content.
        name: what faults call it.

    Raises:
        UnreadableError: it can't be read, or no column names the recordings.
    """
    tables = tables_in(path, lambda rows: _headings(rows) is not None)
    read = [rows for table in tables if (rows := _call_rows(table, name)) is not None]
    if not read:
        raise UnreadableError(
            "no-file-column",
            _("No column says which recording a row belongs to"),
            _("Give one column the heading “file”, 文件名 or 檔名"),
        )
    return tuple(row for rows in read for row in rows)


def tables_in(path: Path, are_headings: Callable[[Sequence[Sequence[object]]], bool]) -> list[Table]:
    """The visible sheets of a workbook, or the one table of a text.

    ``are_headings`` says whether the first rows of a text, taken apart by one sign, hold headings that are known.

    Raises:
        UnreadableError: damaged, dangerous, too large, or no table.
    """
    match document_kind(path):
        case DocumentKind.WORKBOOK:
            book = open_workbook(path)
            return [Table(sheet.name, sheet.rows, book.from_1904) for sheet in book.sheets]
        case DocumentKind.OLD_WORKBOOK:
            raise UnreadableError(
                "old-workbook",
                _("The workbook has a format from before 2007"),
                _("Save it as XLSX, or as CSV in UTF-8"),
            )
        case _:
            return [Table("", list(_cells(read_text(path), are_headings)))]


def _cells(text: str, are_headings: Callable[[Sequence[Sequence[object]]], bool]) -> Iterator[list[object]]:
    """Rows of a delimited text; an empty line is an empty row, so that rows keep their number."""
    delimiter = _delimiter(text, are_headings)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise UnreadableError(
                    "table-too-large",
                    _("The table has more than {rows} rows or {columns} columns").format(
                        rows=MAX_ROWS, columns=MAX_COLUMNS
                    ),
                    _("Split it into parts"),
                )
            yield list(row)
    except csv.Error as error:
        raise UnreadableError(
            "damaged-table", _("The table can't be taken apart into cells"), _("Save it anew as CSV in UTF-8")
        ) from error


def _delimiter(text: str, are_headings: Callable[[Sequence[Sequence[object]]], bool]) -> str:
    """What parts the cells: the sign that gives headings; without any, the most frequent one of the first lines."""
    first = "\n".join(text[:65_536].split("\n", HEADING_ROWS)[:HEADING_ROWS])
    by_count = sorted(_DELIMITERS, key=first.count, reverse=True)
    for delimiter in by_count:
        try:
            if are_headings(list(csv.reader(io.StringIO(first, newline=""), delimiter=delimiter))):
                return delimiter
        except csv.Error:
            continue
    return by_count[0]


def _headings(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str]] | None:
    """Index of the row of headings, and the fact by column; None if no row names the recordings' column."""
    for index, row in enumerate(rows[:HEADING_ROWS]):
        columns: dict[int, str] = {}
        for number, cell in enumerate(row):
            column = column_of(str(cell)) if isinstance(cell, str) else None
            if column and column not in columns.values():
                columns[number] = column
        if "file" in columns.values() and len([cell for cell in row if cell_text(cell)]) > 1:
            return index, columns
    return None


def _call_rows(table: Table, name: str) -> list[CallRow] | None:
    found = _headings(table.rows)
    if found is None:
        return None
    index, columns = found
    headings = _further_headings(table.rows[index], columns)
    return [
        _call_row(table, name, number, row, columns, headings)
        for number, row in enumerate(table.rows[index + 1 :], start=index + 2)
        if any(cell_text(cell) for cell in row)
    ]


def _further_headings(row: Sequence[object], columns: dict[int, str]) -> dict[int, str]:
    headings: dict[int, str] = {}
    for number, cell in enumerate(row):
        heading = cell_text(cell)
        if heading and number not in columns:
            again = sum(other == heading or other.startswith(f"{heading} (") for other in headings.values())
            headings[number] = f"{heading} ({again + 1})" if again else heading
    return headings


def _call_row(
    table: Table, name: str, number: int, row: Sequence[object], columns: dict[int, str], headings: dict[int, str]
) -> CallRow:
    cells = {column: row[at] for at, column in columns.items() if at < len(row)}
    at_column = {column: at for at, column in columns.items()}
    texts = {column: cell_text(cell) for column, cell in cells.items()}
    fields = [(heading, cell_text(row[at])) for at, heading in headings.items() if at < len(row) and cell_text(row[at])]
    notes: list[str] = []
    faults: list[Fault] = []

    def fault(column: str, code: str, message: str, remedy: str) -> None:
        faults.append(Fault(code, message, table.place(name, number, at_column[column]), remedy))

    if not texts["file"]:
        fault("file", "no-file-named", _("The row names no recording"), _("Fill in the name of its file"))
    occurred = moment_in(cells.get("occurred"), from_1904=table.from_1904) if texts.get("occurred") else None
    if texts.get("occurred") and occurred is None:
        fault(
            "occurred",
            "unreadable-time",
            _("“{text}” is no time that can be read without doubt").format(text=texts["occurred"]),
            _("Write it as 2026-11-03 14:02:00"),
        )
    if texts.get("zone") and not is_zone(texts["zone"]):
        fault(
            "zone",
            "unknown-zone",
            _("“{text}” is no time zone").format(text=texts["zone"]),
            _("Write its IANA name, for example Asia/Shanghai"),
        )
    direction = direction_of(texts.get("direction", "")) or ""
    if texts.get("direction") and not direction:
        fields.append(("direction", texts["direction"]))
        notes.append(
            _("direction “{text}” is neither in nor out; kept as a further fact").format(text=texts["direction"])
        )
    channel = texts.get("channel", "")
    return CallRow(
        place=table.place(name, number),
        file=texts["file"],
        agent_code=texts.get("agent_code", ""),
        agent_name=texts.get("agent_name", ""),
        team=texts.get("team", ""),
        site=texts.get("site", ""),
        occurred=occurred,
        zone=texts.get("zone", ""),
        direction=direction,
        customer_ref=texts.get("customer_ref", ""),
        process=texts.get("process", ""),
        touchpoint=texts.get("touchpoint", ""),
        channel=channel_of(channel) or channel,
        transcript=texts.get("transcript", ""),
        fields=tuple(fields),
        notes=tuple(notes),
        faults=tuple(faults),
    )


def is_zone(name: str) -> bool:
    """Whether ``name`` is a time zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a bad shape, a folder's name, an unknown name
        return False
    return True


def cell_text(cell: object) -> str:
    """A cell as text: staff numbers that a spreadsheet made into numbers lose their ``.0``."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return "".join(char if char.isprintable() else " " for char in str(cell))[:_LONGEST_CELL].strip()


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
