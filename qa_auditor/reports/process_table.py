"""A process as an Excel workbook: one row a step, further sheets for what belongs to it; it can be imported again."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qa_auditor.application.process_library.table_layout import (
    LAYOUTS,
    TRUTHS,
    Cell,
    Column,
    ColumnKind,
    Layout,
    in_language,
    text_heads,
)
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.text import ANY_LANGUAGE, LANGUAGES, Text
from qa_auditor.reports.xlsx.file import save_workbook
from qa_auditor.reports.xlsx.style import Look, styles_of
from qa_auditor.reports.xlsx.text import clean, looks_like_formula

A4 = 9
FITS_ON_PAPER = 170
"""Characters across that can still be read on one sheet of paper."""

ROWS_WITH_CHOICE = 500
"""Rows below the head in which a cell of a closed list offers its words."""


def write_process_table(record: ProcessRecord, path: Path, *, language: str, made: datetime) -> None:
    """Write the workbook; ``made`` (aware) is the only time that it states."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    styles = styles_of(workbook)
    quoted = copy(styles[Look.TEXT])
    quoted.quotePrefix = True
    for layout in LAYOUTS:
        sheet = workbook.create_sheet(layout.title(language))
        _Sheet(sheet, layout, language, styles[Look.HEAD], styles[Look.TEXT], quoted).write(layout.rows(record))
    workbook.properties.title = f"{record.code} {record.version}"
    save_workbook(workbook, path, made=made)


class _Sheet:
    """One sheet being written."""

    def __init__(self, sheet: Worksheet, layout: Layout, language: str, head: Any, plain: Any, quoted: Any) -> None:
        self._sheet = sheet
        self._layout = layout
        self._language = language
        self._head, self._plain, self._quoted = head, plain, quoted

    def write(self, rows: Sequence[Any]) -> None:
        """Heads, then a line for each row."""
        place = width = 0
        for column in self._layout.columns:
            values = [column.get(row) for row in rows]
            for head, cells in self._columns(column, values):
                place += 1
                self._put(1, place, head, self._head)
                for line, value in enumerate(cells, 2):
                    self._put(line, place, value, self._plain)
                letter = get_column_letter(place)
                self._sheet.column_dimensions[letter].width = column.width
                width += column.width
                self._offer(column, letter)
        self._sheet.freeze_panes = "B2"
        self._sheet.row_dimensions[1].height = 30
        self._sheet.page_setup.orientation = "landscape"
        self._sheet.page_setup.paperSize = A4
        self._sheet.page_setup.fitToHeight = 0
        # A wide table goes on over several sheets of paper instead of shrinking until nobody can read it.
        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=width <= FITS_ON_PAPER)
        self._sheet.print_title_cols = "A:A"
        self._sheet.print_title_rows = "1:1"

    def _columns(self, column: Column, values: Sequence[Cell]) -> list[tuple[str, list[str | int | float]]]:
        """Heads and cells: one column, or of a text those that hold something."""
        if column.kind is not ColumnKind.TEXT:
            return [(column.head(self._language), [self._shown(column, value) for value in values])]
        texts = [dict(value.versions) if isinstance(value, Text) else {} for value in values]
        used = {tag for text in texts for tag, wording in text.items() if wording}
        # Whoever fills in the table finds a column for each language.
        wanted = {*LANGUAGES} | (used & {ANY_LANGUAGE})
        return [
            (head, [text.get(tag, "") for text in texts])
            for tag, head in text_heads(column, self._language)
            if tag in wanted
        ]

    def _shown(self, column: Column, value: Cell) -> str | int | float:
        if column.kind is ColumnKind.TRUTH:
            return in_language(TRUTHS["true" if value else "false"], self._language)
        if column.members is not None:
            return in_language(column.members[str(value)], self._language) if value else ""
        if isinstance(value, Fraction):
            return _number(value)
        if isinstance(value, str | int):
            return value
        return ", ".join(value) if isinstance(value, Sequence) else ""

    def _put(self, line: int, place: int, value: str | float, style: Any) -> None:
        cell: Any = self._sheet.cell(line, place)
        cell._style = style
        if isinstance(value, str):
            text, _replaced = clean(value)
            if not text:
                return
            cell.value = text
            # A text is a text, whatever it begins with.
            cell.data_type = "s"
            if looks_like_formula(text):
                cell._style = self._quoted
        else:
            cell.value = value

    def _offer(self, column: Column, letter: str) -> None:
        if column.members is None:
            return
        words = ",".join(in_language(words, self._language) for words in column.members.values())
        choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
        choice.add(f"{letter}2:{letter}{ROWS_WITH_CHOICE}")
        self._sheet.add_data_validation(choice)


def _number(value: Fraction) -> str | int | float:
    """The number where a cell holds it exactly, else a fraction of two whole numbers as text."""
    if value.denominator == 1:
        return int(value)
    number = float(value)
    return number if Fraction(repr(number)) == value else str(value)
