"""Worksheets written line by line, for tables of any length: lines go to the disk as they come.

openpyxl makes the sheets, their looks and charts; the cells are written here, because a cell costs it ten times as
much and a summary has a million of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from qa_auditor.reports.xlsx.style import Look
from qa_auditor.reports.xlsx.text import clean, looks_like_formula

MOST_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours, without the equals sign; ``value`` is what it comes to."""

    text: str
    value: float | str


@dataclass(frozen=True, slots=True)
class Styled:
    """A value with a look of its own in a line of another."""

    value: object
    look: Look


class Lines:
    """One worksheet, from its first line to its last.

    Attributes:
        sheet: the worksheet, for widths, filters and charts; it has no cells.
        row: number of the last line written, 0 at first.
        rows: the lines, for ``save_workbook``.
        replaced: characters that no workbook can hold and that stand as U+FFFD.
    """

    def __init__(self, workbook: Workbook, title: str, styles: Mapping[Look, Any]) -> None:
        self.sheet: Any = workbook.create_sheet(title)
        self.row = 0
        self.rows = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - it lives as long as the workbook is being made
        self.replaced = 0
        numbers: Any = workbook._cell_styles  # type: ignore[attr-defined] # where openpyxl keeps what cells refer to
        self._styles = {look: numbers.add(style) for look, style in styles.items()}
        self._quoted = {look: numbers.add(_quoted(style)) for look, style in styles.items()}
        self._letters: list[str] = []

    @property
    def title(self) -> str:
        """Name of the worksheet."""
        return str(self.sheet.title)

    def lay_out(self, widths: Sequence[float], *, freeze: str = "") -> None:
        """Widths of columns, what stays in sight, and A4 across, one page wide."""
        for index, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width
        if freeze:
            self.sheet.freeze_panes = freeze
        self.sheet.page_setup.paperSize = self.sheet.PAPERSIZE_A4
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToWidth = 1
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.oddFooter.center.text = "&P / &N"

    def write(self, values: Iterable[object], look: Look | Sequence[Look], *, height: float | None = None) -> int:
        """One line; ``look`` is that of all cells or of each. Its row number. None and "" give an empty cell."""
        self.row += 1
        size = "" if height is None else f' ht="{height:g}" customHeight="1"'
        parts = [f'<row r="{self.row}"{size}>']
        for index, value in enumerate(values):
            own = look if isinstance(look, Look) else look[index]
            if isinstance(value, Styled):
                own, value = value.look, value.value  # noqa: PLW2901 - a styled value is the value with its look
            if index == len(self._letters):
                self._letters.append(get_column_letter(index + 1))
            parts.append(self._cell(f"{self._letters[index]}{self.row}", value, own))
        parts.append("</row>")
        self.rows.write("".join(parts).encode())
        return self.row

    def skip(self, lines: int = 1) -> None:
        """Empty lines."""
        self.row += lines

    def close(self) -> None:
        """Give the room on the disk back."""
        self.rows.close()

    def _cell(self, place: str, value: object, look: Look) -> str:
        head = f'<c r="{place}" s="{self._styles[look]}"'
        if value is None or value == "":
            return f"{head}/>"
        if isinstance(value, str):
            text, replaced = clean(value)
            self.replaced += replaced
            style = self._quoted[look] if looks_like_formula(text) else self._styles[look]
            inside = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
            return f'<c r="{place}" s="{style}" t="inlineStr">{inside}</c>'
        if isinstance(value, Formula):
            kind = ' t="str"' if isinstance(value.value, str) else ""
            said = escape(value.value) if isinstance(value.value, str) else repr(value.value)
            return f"{head}{kind}><f>{escape(value.text)}</f><v>{said}</v></c>"
        if isinstance(value, datetime):
            return f"{head}><v>{_serial(value)!r}</v></c>"
        if isinstance(value, int | float):
            return f"{head}><v>{value!r}</v></c>"
        raise TypeError(f"no cell holds {value!r}")


def _quoted(style: Any) -> Any:
    """The same look for text that a spreadsheet would take for a formula when someone edits the cell."""
    own = copy(style)
    own.quotePrefix = True
    return own


def _serial(moment: datetime) -> float:
    """A wall clock as days since the workbook's beginning of time."""
    days: float = to_excel(moment)  # type: ignore[no-untyped-call] # openpyxl declares no types here
    return days
