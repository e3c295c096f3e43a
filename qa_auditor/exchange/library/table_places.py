"""Where the values of a workbook stand: from the paths that its YAML file would have to sheets and cells."""

from dataclasses import dataclass, field
from datetime import date, datetime

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.process_library.table_layout import Column, Layout
from qa_auditor.exchange.workbooks import Sheet
from qa_auditor.i18n import _

Position = tuple[str, int, int]
"""Sheet, row from 1 and column from 0."""


@dataclass(slots=True)
class Places:
    """Where values stand.

    Attributes:
        file: name of the workbook.
        sheets: what it holds, in its order.
        layouts: what each sheet is read as.
        cells: positions of the values, by path.
        names: positions of keys that stand as values in the sheet, by path.
        heads: the place of each key's column, by sheet.
        misnamed: sheets and keys of columns whose head is written wrongly.
        unread: keys of the layouts of which nothing could be read, so that what names them can't be judged.
    """

    file: str
    sheets: tuple[Sheet, ...] = ()
    layouts: dict[str, Layout] = field(default_factory=dict)
    cells: dict[str, Position] = field(default_factory=dict)
    names: dict[str, Position] = field(default_factory=dict)
    heads: dict[str, dict[str, int]] = field(default_factory=dict)
    misnamed: set[tuple[str, str]] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    _order: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def find(self, path: str) -> tuple[Position | None, str]:
        """The position of a path or of the nearest path above it, and the first key below that one."""
        key = ""
        while path and path not in self.cells:
            path, _dot, tail = path.rpartition(".") if not path.endswith("]") else path.rpartition("[")
            key = tail.rstrip("]")
        if path not in self.cells:
            return None, key
        sheet, row, column = self.cells[path]
        # A key that is missing is missed in its column.
        return (sheet, row, self.heads.get(sheet, {}).get(key, column)), key

    def place(self, path: str) -> Place:
        """The cell of a path, or of the nearest path above it."""
        position, _key = self.find(path)
        return Place(self.file) if position is None else self.cell(*position)

    def cell(self, sheet: str, row: int, column: int) -> Place:
        """A cell."""
        return self._placed(
            _("sheet {sheet}, cell {cell}").format(sheet=sheet, cell=_name(row, column)), sheet, row, column
        )

    def sheet(self, name: str) -> Place:
        """A sheet as a whole."""
        return self._placed(_("sheet {sheet}").format(sheet=name), name, 0, 0)

    def _placed(self, path: str, sheet: str, row: int, column: int) -> Place:
        number = next((number for number, one in enumerate(self.sheets) if one.name == sheet), len(self.sheets))
        self._order[path] = (number, row, column)
        return Place(self.file, path=path)

    def order(self, fault: Fault) -> tuple[int, int, int]:
        """What sorts faults as their cells stand in the workbook; those of no cell come first."""
        return self._order.get(fault.place.path, (-1, 0, 0))

    def text(self, position: Position) -> str:
        """What stands in a cell."""
        name, row, column = position
        rows = next((sheet.rows for sheet in self.sheets if sheet.name == name), [])
        cells = rows[row - 1] if row <= len(rows) else []
        return as_text(cells[column]).strip() if column < len(cells) else ""

    def column(self, sheet: str, key: str) -> Column | None:
        """The column of a key, or of its last part."""
        columns = self.layouts[sheet].columns if sheet in self.layouts else ()
        return next((one for one in columns if key in (one.key, one.key.split(".")[-1])), None)

    def column_at(self, position: Position) -> Column | None:
        """The column that a cell stands in."""
        sheet, _row, place = position
        keys = (key for key, at in self.heads.get(sheet, {}).items() if at == place)
        return next((column for key in keys if (column := self.column(sheet, key)) is not None), None)


def as_text(value: object) -> str:
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


def _name(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
