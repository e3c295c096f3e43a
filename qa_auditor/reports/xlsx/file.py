"""Writing a workbook to disk: the same bytes for the same data, whole or not at all, with values beside formulas."""

import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

Cached = Mapping[str, Mapping[str, float | str]]
"""What formulas come to, by sheet title and cell: the engine's numbers, for readers that don't calculate."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_APPLICATION = re.compile(rb"<Application>[^<]*</Application>")


def save_workbook(
    workbook: Workbook,
    path: Path,
    *,
    made: datetime,
    cached: Cached | None = None,
    unchanged: dict[str, bytes] | None = None,
    rows: Mapping[str, BinaryIO] | None = None,
) -> None:
    """Write ``workbook`` to ``path`` through a temporary file beside it.

    ``made`` (aware) is the only time in the file. ``cached`` values stand beside their formulas, so that a reader that
    doesn't calculate shows them; a spreadsheet calculates anew on opening. ``unchanged``:
    titles of sheets that stay the same while a workbook is saved again and again, with what they were written as
    (empty before the first time: it is filled in here). ``rows``: by title, the lines of sheets that have none, as
    ``xlsx_lines`` made them.
    """
    workbook.properties.created = workbook.properties.modified = made.replace(tzinfo=None, microsecond=0)
    workbook.calculation.fullCalcOnLoad = True
    temporary = path.with_name(f".{path.name}.part")
    try:
        with _Archive(temporary, _by_part(workbook, cached or {}), made) as archive:
            _Writer(workbook, archive, unchanged or {}, rows or {}).write_data()
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _by_part(workbook: Workbook, cached: Cached) -> dict[str, Mapping[str, float | str]]:
    titles = [sheet.title for sheet in workbook.worksheets]
    return {f"xl/worksheets/sheet{titles.index(title) + 1}.xml": values for title, values in cached.items()}


class _Writer(ExcelWriter):
    """openpyxl's writer, without its temporary file for every sheet (each costs as much as the sheet itself)."""

    def __init__(
        self, workbook: Workbook, archive: "_Archive", unchanged: dict[str, bytes], rows: Mapping[str, BinaryIO]
    ) -> None:
        super().__init__(workbook, archive)
        self._rows = rows
        self._sheets = archive
        self._unchanged = unchanged

    # openpyxl's stubs leave out what its writer works with, hence Any.
    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        content = self._unchanged.get(ws.title)
        if not content:
            writer: Any = WorksheetWriter(ws, out=BytesIO())
            writer.write()
            ws._rels = writer._rels
            content = writer.read()
            if ws.title in self._unchanged:
                self._unchanged[ws.title] = content
        if ws.title in self._rows:
            self._sheets.write_with_rows(ws.path[1:], content, self._rows[ws.title])
        else:
            self._sheets.writestr(ws.path[1:], content)
        self.manifest.append(ws)


class _Archive(zipfile.ZipFile):
    """A zip whose entries have one fixed time, and whose sheets get their formulas' values.

    openpyxl leaves formulas without values and stamps entries with the time of writing.
    """

    def __init__(self, path: Path, cached: Mapping[str, Mapping[str, float | str]], made: datetime) -> None:
        super().__init__(path, "w", zipfile.ZIP_DEFLATED)
        self._cached = cached
        self._made = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()

    def write_with_rows(self, entry: str, sheet: bytes, rows: BinaryIO) -> None:
        """An empty sheet with its rows put in, however many."""
        # It says A1, and readers that go line by line would believe it.
        sheet = _DIMENSION.sub(b"", sheet)
        before, _empty, after = sheet.partition(b"<sheetData></sheetData>")
        if not after:
            before, _empty, after = sheet.partition(b"<sheetData />")
        rows.seek(0)
        with self.open(_entry(entry), "w") as part:
            part.write(before + b"<sheetData>")
            shutil.copyfileobj(rows, part, 1 << 20)
            part.write(b"</sheetData>" + after)

    def write(  # type: ignore[override] # openpyxl calls it with these two only
        self, filename: str | os.PathLike[str], arcname: str | None = None, *_args: object
    ) -> None:
        self.writestr(arcname or os.fspath(filename), Path(filename).read_bytes())

    def writestr(  # type: ignore[override] # openpyxl calls it with these two only
        self, name: str | zipfile.ZipInfo, data: bytes | str, *_args: object
    ) -> None:
        entry = name.filename if isinstance(name, zipfile.ZipInfo) else name.lstrip("/")
        content = data.encode() if isinstance(data, str) else data
        if values := self._cached.get(entry):
            content = _with_values(content, values)
        if entry == "docProps/app.xml":
            # LibreOffice trusts the stored values of Excel's own files; ours it shall calculate.
            content = _APPLICATION.sub(b"<Application>qa_auditor</Application>", content)
        if entry == "docProps/core.xml":
            content = _MODIFIED.sub(rb"\g<1>%b\g<2>" % self._made, content)
        super().writestr(_entry(entry), content)


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _with_values(sheet: bytes, values: Mapping[str, float | str]) -> bytes:
    def filled(match: re.Match[bytes]) -> bytes:
        value = values.get(match[1].decode())
        if value is None:
            return match[0]
        attributes = re.sub(rb' t="[a-z]+"', b"", match[2])
        if isinstance(value, str):
            return b'<c r="%b"%b t="str"><f>%b</f><v>%b</v></c>' % (
                match[1],
                attributes,
                match[3],
                escape(value).encode(),
            )
        return b'<c r="%b"%b><f>%b</f><v>%b</v></c>' % (match[1], attributes, match[3], repr(value).encode())

    return _FORMULA.sub(filled, sheet)
