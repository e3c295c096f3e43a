"""The matrix as rows and cells: what the table shows, found, filtered and counted without Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from qa_auditor.domain.blind_spots import BlindSpotKind
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import Business, Channel


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the matrix.

    Attributes:
        code: the touchpoint's code. business, channel: where it stands.
        process_code: "" while it has none. process, process_class: what is known of that process.
        compliance: 0 to 1, in the chosen period; None without evaluations. n: how many evaluations it rests on.
        benchmark: what the process's compliance is held against; None where it names none.
        last: when it was last evaluated, whatever the period.
        blind: why it is a blind spot, the worst first; empty when it is none.
        offered: whether the business is to be had there; ``reason`` says why not.
    """

    code: str
    business: str
    channel: str
    process_code: str = ""
    process: Text = Text()
    process_class: ProcessClass | None = None
    compliance: Fraction | None = None
    n: int = 0
    benchmark: Fraction | None = None
    last: datetime | None = None
    blind: tuple[BlindSpotKind, ...] = ()
    offered: bool = True
    reason: Text = Text()

    @property
    def short(self) -> bool:
        """Whether its compliance lies below the benchmark."""
        return self.compliance is not None and self.benchmark is not None and self.compliance < self.benchmark


@dataclass(frozen=True, slots=True)
class GridRow:
    """A business, or the heading of a group of them (``business`` None)."""

    group: Text
    business: Business | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cells are looked for: of a process class (None for any), blind spots alone, and words."""

    process_class: ProcessClass | None = None
    blind_only: bool = False
    words: str = ""

    def __bool__(self) -> bool:
        return self.process_class is not None or self.blind_only or bool(self.words.strip())

    def meets(self, cell: GridCell, business: Business) -> bool:
        """Whether a cell is looked for."""
        if self.process_class is not None and cell.process_class is not self.process_class:
            return False
        if self.blind_only and not cell.blind:
            return False
        return all(word in _searched(cell, business) for word in self.words.casefold().split())


class Grid:
    """The cells of one brand, in rows and columns."""

    def __init__(
        self,
        channels: Sequence[Channel] = (),
        businesses: Sequence[Business] = (),
        cells: Mapping[tuple[str, str], GridCell] | None = None,
    ) -> None:
        self.channels = tuple(channels)
        self._businesses = tuple(businesses)
        self._cells = dict(cells or {})
        self._by_code = {business.code: business for business in self._businesses}
        self.wanted = Wanted()
        self.rows: tuple[GridRow, ...] = ()
        self._met: frozenset[str] | None = None
        self.find(Wanted())

    def find(self, wanted: Wanted) -> None:
        """Keep the rows in which something is looked for; groups with none go too."""
        self.wanted = wanted
        rows: list[GridRow] = []
        met: set[str] = set()
        group: Text | None = None
        for business in self._businesses:
            here = [cell.code for cell in self._of(business) if wanted.meets(cell, business)] if wanted else []
            if wanted and not here:
                continue
            met.update(here)
            if business.group and business.group != group:
                rows.append(GridRow(business.group))
            group = business.group
            rows.append(GridRow(business.group, business))
        self.rows = tuple(rows)
        self._met = frozenset(met) if wanted else None

    def cell(self, row: int, column: int) -> GridCell | None:
        """The cell at a place; None in the heading of a group."""
        business = self.rows[row].business
        return self._cells.get((business.code, self.channels[column].id)) if business else None

    def looked_for(self, cell: GridCell) -> bool:
        """Whether the filter means it; every cell without a filter."""
        return self._met is None or cell.code in self._met

    def place_of(self, code: str) -> tuple[int, int] | None:
        """Row and column of a touchpoint, as far as it is shown."""
        columns = {channel.id: column for column, channel in enumerate(self.channels)}
        for row, shown in enumerate(self.rows):
            if shown.business is None:
                continue
            for channel, column in columns.items():
                cell = self._cells.get((shown.business.code, channel))
                if cell is not None and cell.code == code:
                    return row, column
        return None

    def by_code(self) -> Mapping[str, GridCell]:
        """Every cell by its touchpoint's code."""
        return {cell.code: cell for cell in self._cells.values()}

    def blind_spots(self) -> dict[BlindSpotKind, list[GridCell]]:
        """Cells by kind of blind spot, in the order of the rows; the filter does not matter."""
        found: dict[BlindSpotKind, list[GridCell]] = {kind: [] for kind in BlindSpotKind}
        for business in self._businesses:
            for cell in self._of(business):
                for kind in cell.blind:
                    found[kind].append(cell)
        return found

    def business_of(self, cell: GridCell) -> Business | None:
        """The business of a cell."""
        return self._by_code.get(cell.business)

    def counts(self) -> tuple[int, int]:
        """How many cells are offered, and how many of them are blind spots."""
        offered = [cell for cell in self._cells.values() if cell.offered]
        return len(offered), sum(1 for cell in offered if cell.blind)

    def _of(self, business: Business) -> list[GridCell]:
        found = (self._cells.get((business.code, channel.id)) for channel in self.channels)
        return [cell for cell in found if cell is not None]


def _searched(cell: GridCell, business: Business) -> str:
    texts = (business.name, business.group, cell.process)
    wordings = (wording for text in texts for _language, wording in text.versions)
    return " ".join((cell.code, cell.process_code, *wordings)).casefold()
