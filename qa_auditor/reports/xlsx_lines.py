"""Worksheets written line by line, for tables of any length: rows go to the disk as they come."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from qa_auditor.reports.xlsx_style import Look
from qa_auditor.reports.xlsx_text import clean, looks_like_formula

MOST_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours; ``value`` is what it comes to, None where only a spreadsheet says."""

    text: str
    value: float | str | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """A value with a look of its own in a line of another."""

    value: object
    look: Look


class Lines:
    """One worksheet of a write-only workbook, from its first line to its last.

    Attributes:
        row: number of the last line written, 0 at first.
        cached: values of the formulas written, by cell.
        replaced: characters that no workbook can hold and that stand as U+FFFD.
    """

    def __init__(self, workbook: Workbook, title: str, styles: Mapping[Look, Any]) -> None:
        sheet = workbook.create_sheet(title)
        if not isinstance(sheet, WriteOnlyWorksheet):
            raise TypeError("the workbook is not written line by line")
        self.sheet: Any = sheet
        self.row = 0
        self.cached: dict[str, float | str] = {}
        self.replaced = 0
        self._styles = styles
        self._quoted = {look: _quoted(style) for look, style in styles.items()}

    @property
    def title(self) -> str:
        """Name of the worksheet."""
        return str(self.sheet.title)

    def lay_out(self, widths: Sequence[float], *, freeze: str = "", landscape: bool = True) -> None:
        """Widths of columns, what stays in sight, and A4 one page wide; before the first line."""
        for index, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width
        if freeze:
            self.sheet.freeze_panes = freeze
        self.sheet.page_setup.paperSize = "9"
        self.sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        self.sheet.page_setup.fitToWidth = 1
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.oddFooter.center.text = "&P / &N"

    def write(self, values: Iterable[object], look: Look | Sequence[Look], *, height: float | None = None) -> int:
        """One line; ``look`` is that of all cells or of each. Its row number. None and "" give an empty cell."""
        self.row += 1
        if height is not None:
            self.sheet.row_dimensions[self.row].height = height
        cells: list[Any] = []
        for index, value in enumerate(values):
            own = look if isinstance(look, Look) else look[index]
            if isinstance(value, Styled):
                own, value = value.look, value.value  # noqa: PLW2901 - a styled value is the value with its look
            cells.append(self._cell(value, own, index))
        self.sheet.append(cells)
        # A line's height is written with it; a million of them need not be remembered.
        self.sheet.row_dimensions.pop(self.row, None)
        return self.row

    def skip(self, lines: int = 1) -> None:
        """Empty lines."""
        for _line in range(lines):
            self.row += 1
            self.sheet.append([])

    def discard(self) -> None:
        """Remove the temporary file that holds the lines, if the workbook was not saved; after that nothing can be."""
        writer = self.sheet._writer
        if writer is not None and Path(writer.out).exists():
            if not self.sheet.closed:
                self.sheet.close()
            writer.cleanup()

    def _cell(self, value: object, look: Look, index: int) -> Any:
        # The value is set past openpyxl's guesses, which would make formulas, dates and errors of text.
        cell: Any = WriteOnlyCell(self.sheet)
        cell._style = self._styles[look]
        if isinstance(value, str):
            text, replaced = clean(value)
            self.replaced += replaced
            if text:
                cell._value, cell.data_type = text, "s"
                if looks_like_formula(text):
                    cell._style = self._quoted[look]
        elif isinstance(value, Formula):
            cell._value, cell.data_type = f"={value.text}", "f"
            if value.value is not None:
                self.cached[f"{get_column_letter(index + 1)}{self.row}"] = value.value
        elif isinstance(value, datetime):
            cell._value, cell.data_type = value, "d"
        elif isinstance(value, int | float):
            cell._value, cell.data_type = value, "n"
        elif value is not None:
            raise TypeError(f"no cell holds {value!r}")
        return cell


def _quoted(style: Any) -> Any:
    """The same look for text that a spreadsheet would take for a formula when someone edits the cell."""
    own = copy(style)
    own.quotePrefix = True
    return own
