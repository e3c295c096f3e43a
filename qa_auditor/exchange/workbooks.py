"""Workbooks (XLSX) opened without trusting them: sizes, entities and the extent of sheets are checked first."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.i18n import _

MAX_BYTES = 50 * 1024**2
MAX_UNPACKED = 400 * 1024**2
MAX_ENTRIES = 5_000
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 5_000_000

_REFERENCE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,10})["']""")
_OVERLAP = 64
_CHUNK = 1024**2


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells of a worksheet from A1 on, as calamine types them; the first row is row 1."""

    name: str
    rows: list[list[object]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The visible sheets, whether its day numbers count from 1904, and the names of the sheets that are hidden."""

    sheets: tuple[Sheet, ...]
    from_1904: bool
    hidden: tuple[str, ...] = ()


def open_workbook(path: Path) -> Workbook:
    """Read the visible sheets of an XLSX workbook; ``UnreadableError`` if it is damaged or dangerous."""
    from_1904 = _check_archive(path)
    sheets, hidden = _sheets(path)
    return Workbook(sheets, from_1904, hidden)


def unread_cells(path: Path, sheets: Sequence[str], most_rows: int) -> Iterator[tuple[str, int, int, str]]:
    """Sheet, row, column (from 0) and text of cells that hold an error, or a formula of which no result was stored.

    ``open_workbook`` gives them as empty cells; call it first, it checks the file.
    """
    import openpyxl

    formulas = openpyxl.load_workbook(path, read_only=True)
    results = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in sheets:
            pair = [book[sheet] for book in (formulas, results)]
            for one in pair:
                # Sheets may be larger than they say, or say nothing.
                one.reset_dimensions()
            rows = zip(*(one.iter_rows(max_row=most_rows) for one in pair), strict=False)
            for number, (written, stored) in enumerate(rows, start=1):
                for place, (cell, result) in enumerate(zip(written, stored, strict=False)):
                    if result.data_type == "e" or (cell.data_type == "f" and result.value is None):
                        yield sheet, number, place, str(cell.value)
    finally:
        formulas.close()
        results.close()


def _sheets(path: Path) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The visible sheets, and the names of those that are not."""
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            tables = [one for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
            visible = [one.name for one in tables if one.visible == python_calamine.SheetVisibleEnum.Visible]
            sheets = tuple(
                Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))  # type: ignore[arg-type]
                for name in visible
            )
            return sheets, tuple(one.name for one in tables if one.name not in visible)
    except python_calamine.CalamineError as error:
        raise _damaged() from error


def _check_archive(path: Path) -> bool:
    """Unpack every part once, in pieces, and look at it; whether day numbers count from 1904."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError("file-too-large", _("The file is larger than 50 MB"), _("Split it into parts"))
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_ENTRIES:
                raise _too_large()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in {name.lower() for name in names}:
                raise UnreadableError(
                    "no-workbook", _("The file is no XLSX workbook"), _("Save it as XLSX, or as CSV in UTF-8")
                )
            from_1904 = False
            left = MAX_UNPACKED
            for part in parts:
                left -= part.file_size
                if left < 0:
                    raise _too_large()
                if part.filename.lower().endswith((".xml", ".rels")):
                    from_1904 |= _check_part(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged() from error
    return from_1904


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Read one part to its end (its check sum is verified on the way); whether it says that days count from 1904."""
    rows = columns = 0
    from_1904 = False
    # What stands in cells is no concern of parts that are no sheets.
    is_sheet = "sheet" in part.filename.lower() and "sharedstrings" not in part.filename.lower()
    is_book = part.filename.lower() == "xl/workbook.xml"
    with archive.open(part) as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            piece = tail + chunk
            plain = piece.replace(b"\0", b"")
            if b"<!ENTITY" in plain or b"<!DOCTYPE" in plain:
                raise UnreadableError(
                    "xml-entities",
                    _("The workbook defines XML entities, which no spreadsheet program writes"),
                    _("Open it in a spreadsheet program and save it anew"),
                )
            if is_book:
                from_1904 |= bool(re.search(rb"""date1904=["'](?:1|true)["']""", plain))
            if is_sheet:
                for letters, number in _REFERENCE.findall(piece):
                    rows = max(rows, int(number))
                    if letters:
                        columns = max(columns, _column(letters))
                if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
                    raise UnreadableError(
                        "table-too-large",
                        _("The sheet reaches over {rows} rows and {columns} columns").format(
                            rows=rows, columns=columns
                        ),
                        _("Delete what is not needed, empty rows and columns too; at most {rows} rows").format(
                            rows=MAX_ROWS
                        ),
                    )
            tail = piece[-_OVERLAP:]
    return from_1904


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large() -> UnreadableError:
    return UnreadableError(
        "unpacks-too-large",
        _("The workbook unpacks to an impossible size"),
        _("Open it in a spreadsheet program and save it anew"),
    )


def _damaged() -> UnreadableError:
    return UnreadableError(
        "damaged-workbook", _("The workbook is damaged"), _("Open it in a spreadsheet program and save it anew")
    )
