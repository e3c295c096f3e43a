"""The workbook of the process map: a matrix for each brand, all cells in a table, blind spots, what it all means."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.application.views.map_content import MapContent
from qa_auditor.application.views.map_wording import band_of, band_texts, blind_text
from qa_auditor.application.views.process_map import MapCell
from qa_auditor.domain.touchpoint import Brand, Business, Channel
from qa_auditor.i18n import _, ngettext, speaking
from qa_auditor.reports.process_map.cells import CellColumn, cell_columns
from qa_auditor.reports.xlsx.file import save_workbook
from qa_auditor.reports.xlsx.lines import Lines, Styled
from qa_auditor.reports.xlsx.style import Look, styles_of
from qa_auditor.reports.xlsx.text import sheet_title

_BANDS = (Look.MAP_1, Look.MAP_2, Look.MAP_3, Look.MAP_4, Look.MAP_5)
_HEAD_ROWS = 5
"""Title, period, legend, channels, their columns."""


def write_process_map(
    content: MapContent,
    path: Path,
    *,
    language: str,
    program: str,
    made: datetime,
    progress: Progress = no_progress,
) -> None:
    """Write the workbook to ``path``; ``made`` (aware) is the only time that the file states beside the data's own.

    Raises:
        Cancelled: by ``progress``; there is then no new file.
    """
    with speaking(language):
        book = _Book(content, language)
        try:
            brands = content.view.found.brands
            for number, brand in enumerate(brands):
                progress(number, len(brands), brand.name.in_language(language))
                book.add_brand(brand)
            book.add_cells()
            book.add_blind_spots()
            book.add_about(program, made)
            progress(len(brands), len(brands), _("Writing the file"))
            save_workbook(book.workbook, path, made=made, rows={lines.title: lines.rows for lines in book.sheets})
        finally:
            book.close()


class _Book:
    """The workbook while it is being written."""

    def __init__(self, content: MapContent, language: str) -> None:
        self._content = content
        self._language = language
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self._styles = styles_of(self.workbook)
        self.sheets: list[Lines] = []

    def close(self) -> None:
        """Give the room on the disk back."""
        for lines in self.sheets:
            lines.close()

    def add_brand(self, brand: Brand) -> None:
        """The matrix of a brand: two columns for each channel, the rate and n."""
        found = self._content.view.found
        name = brand.name.in_language(self._language) or brand.id
        lines = self._sheet(name)
        lines.lay_out((30, 9, *(width for _channel in found.channels for width in (9.5, 6))))
        lines.sheet.freeze_panes = f"C{_HEAD_ROWS + 1}"
        lines.sheet.print_title_rows = f"{_HEAD_ROWS - 1}:{_HEAD_ROWS}"
        lines.sheet.print_title_cols = "A:B"
        lines.write([_("Process map: {brand}").format(brand=name)], Look.TITLE, height=28)
        lines.write([self._period()], Look.RUN)
        self._legend(lines)
        self._channel_heads(lines, found.channels)
        group = None
        for business in found.businesses:
            if business.group and business.group != group:
                width = 2 + 2 * len(found.channels)
                lines.write([business.group.in_language(self._language), *[""] * (width - 1)], Look.BAND)
            group = business.group
            lines.write(self._row(brand, business, found.channels), Look.TEXT)

    def add_cells(self) -> None:
        """Every cell in one line, for filters and further reckoning."""
        columns = cell_columns()
        lines = self._sheet(_("Touchpoints"))
        lines.lay_out([column.width for column in columns], freeze="B2")
        lines.sheet.print_title_rows = "1:1"
        lines.write([column.head for column in columns], Look.HEAD, height=30)
        looks = [column.look for column in columns]
        for cell in self._content.view.cells.values():
            lines.write([self._value(column, cell) for column in columns], looks)
        lines.sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{lines.row}"

    def add_blind_spots(self) -> None:
        """The blind spots by kind, with their counts."""
        lines = self._sheet(_("Blind spots"))
        lines.lay_out((22, 18, 30, 16, 16, 30, 18), freeze="A4")
        count = len({spot.code for spot in self._content.view.blind_spots})
        words = ngettext("{n} blind spot", "{n} blind spots", count).format(n=count)
        lines.write([words], Look.TITLE, height=28)
        lines.write([self._period()], Look.RUN)
        heads = (
            _("Kind"),
            _("Code"),
            _("Business"),
            _("Channel"),
            _("Brand"),
            _("Process"),
            _("Last evaluated"),
        )
        lines.write(heads, Look.HEAD)
        for kind, spots in self._content.view.blind_by_kind().items():
            for spot in spots:
                last = spot.last.replace(tzinfo=None) if spot.last else None
                values = (
                    blind_text(kind),
                    spot.code,
                    self._content.businesses[spot.business].name.in_language(self._language),
                    self._content.channels[spot.channel].name.in_language(self._language),
                    self._content.brands[spot.brand].name.in_language(self._language),
                    self._process(spot.process_code or ""),
                    Styled(last, Look.DATE),
                )
                lines.write(values, Look.TEXT)
        lines.sheet.auto_filter.ref = f"A3:G{max(lines.row, 3)}"

    def add_about(self, program: str, made: datetime) -> None:
        """What the columns mean, which period is meant, and how many rows there are."""
        lines = self._sheet(_("About"))
        lines.lay_out((30, 100))
        lines.write([_("About this workbook")], Look.TITLE, height=28)
        replaced = sum(sheet.replaced for sheet in self.sheets)
        pairs = [
            (_("Written"), _("{time} by {program}").format(time=f"{made:%Y-%m-%d %H:%M} UTC", program=program)),
            (_("Period"), self._period()),
            (_("Compliance"), _("Steps or questions done to standard ÷ those that applied, of submitted evaluations.")),
            (_("n"), _("Evaluations that the rate rests on.")),
            (_("Blind spot"), _("A cell without process, standard or question, or not evaluated for too long.")),
            (_("Empty cell"), _("Offered and complete, but not evaluated in the period.")),
            ("—", _("Not offered; the reason stands in the sheet Touchpoints.")),
            ("▾", _("below the benchmark")),
            (_("Evaluations without a cell"), str(self._content.view.unplaced)),
            (_("Times"), _("All times are UTC.")),
        ]
        pairs += [(_("Column: {name}").format(name=column.head), column.meaning) for column in cell_columns()]
        pairs += [(_("Rows: {sheet}").format(sheet=sheet.title), str(sheet.row)) for sheet in self.sheets[:-1]]
        if replaced:
            pairs.append((_("Replaced characters"), _("{n} characters that no workbook holds").format(n=replaced)))
        for label, text in pairs:
            lines.write([label, text], (Look.LABEL, Look.VALUE_TEXT))

    # ------------------------------------------------------------------------------------------------------------ parts

    def _row(self, brand: Brand, business: Business, channels: Sequence[Channel]) -> list[object]:
        values: list[object] = [business.name.in_language(self._language), Styled(business.code, Look.CENTRE)]
        for channel in channels:
            values += self._pair(self._content.view.cells[channel.id, brand.id, business.code])
        return values

    def _pair(self, cell: MapCell) -> tuple[Styled, Styled]:
        """Rate and n; a blind spot in words on hatching; a dash where it is not offered."""
        if cell.not_offered is not None:
            return Styled("—", Look.MAP_OFF), Styled("", Look.MAP_OFF)
        if cell.compliance is None:
            look = Look.MAP_BLIND if cell.blind else Look.MAP_N
            return Styled(blind_text(cell.blind[0]) if cell.blind else "", look), Styled("", look)
        short = cell.benchmark is not None and cell.compliance < cell.benchmark
        n_look = Look.MAP_BLIND if cell.blind else Look.MAP_N
        count: object = f"{cell.n} ▾" if short else cell.n
        return Styled(float(cell.compliance), _BANDS[band_of(cell.compliance) - 1]), Styled(count, n_look)

    def _legend(self, lines: Lines) -> None:
        signs = [Styled(text, look) for text, look in zip(band_texts(), _BANDS, strict=True)]
        signs += [Styled(_("blind spot"), Look.MAP_BLIND), Styled("—", Look.MAP_OFF)]
        signs += [Styled(_("not offered"), Look.RUN), Styled(_("▾ below the benchmark"), Look.RUN)]
        # Under the wide column of each channel, with the narrow one between.
        spread = [part for sign in signs for part in (sign, "")]
        lines.write([_("Compliance"), "", *spread], Look.RUN)

    def _channel_heads(self, lines: Lines, channels: Sequence[Channel]) -> None:
        names: list[object] = [_("Business"), _("Code")]
        units: list[object] = ["", ""]
        for channel in channels:
            names += [f"{channel.name.in_language(self._language)} {channel.id}", ""]
            units += ["%", "n"]
        lines.write(names, [Look.HEAD, Look.HEAD, *[Look.HEAD_ACROSS] * (2 * len(channels))], height=30)
        lines.write(units, Look.HEAD)

    def _period(self) -> str:
        content = self._content
        until = f"{content.now:%Y-%m-%d}"
        span = f"{content.since:%Y-%m-%d} – {until}" if content.since else _("until {day}").format(day=until)
        return _("Compliance: {span}; not evaluated: for more than {days} days").format(span=span, days=content.days)

    def _value(self, column: CellColumn, cell: MapCell) -> object:
        return column.value(cell, self._content, self._language)

    def _process(self, code: str) -> str:
        process = self._content.processes.get(code)
        return f"{process.name.in_language(self._language)} ({code})" if process else code

    def _sheet(self, title: str) -> Lines:
        taken = [lines.title for lines in self.sheets]
        lines = Lines(self.workbook, sheet_title(title, taken), self._styles)
        self.sheets.append(lines)
        return lines
