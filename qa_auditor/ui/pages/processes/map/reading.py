"""What the map asks the store for, and the grid of each brand that is made of the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from qa_auditor.application.ports import Store
from qa_auditor.application.views.map_content import map_content
from qa_auditor.application.views.process_map import MapCell, MapView
from qa_auditor.domain.map_editing import CellPlace
from qa_auditor.domain.people import Process
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import ProcessMap
from qa_auditor.ui.pages.processes.map.grid import Grid, GridCell


@dataclass(frozen=True)
class MapFacts:
    """The map with all that is known of its cells, and the processes there are, by code."""

    view: MapView = field(default_factory=lambda: MapView(ProcessMap(), {}, (), 0))
    processes: Mapping[str, Process] = field(default_factory=dict)

    @property
    def found(self) -> ProcessMap:
        """The map as it is stored."""
        return self.view.found

    def grid(self, brand: str) -> Grid:
        """The cells of a brand; every crossing of the map has one."""
        cells = {
            (cell.business, cell.channel): self._cell(cell) for cell in self.view.cells.values() if cell.brand == brand
        }
        return Grid(self.found.channels, self.found.businesses, cells)

    def names(self, place: CellPlace) -> tuple[Text, Text, Text]:
        """Names of business, channel and brand of a cell."""
        return (
            next((one.name for one in self.found.businesses if one.code == place.business), Text()),
            next((one.name for one in self.found.channels if one.id == place.channel), Text()),
            next((one.name for one in self.found.brands if one.id == place.brand), Text()),
        )

    def place_of(self, code: str) -> CellPlace | None:
        """Where a touchpoint stands, by its code."""
        return next(
            (CellPlace(one.channel, one.brand, one.business) for one in self.view.cells.values() if one.code == code),
            None,
        )

    def _cell(self, cell: MapCell) -> GridCell:
        code = cell.touchpoint.process_code if cell.touchpoint else None
        process = self.processes.get(code or "")
        return GridCell(
            code=cell.code,
            business=cell.business,
            channel=cell.channel,
            process_code=code or "",
            process=cell.process_name,
            process_class=process.process_class if process else None,
            compliance=cell.compliance,
            n=cell.n,
            benchmark=cell.benchmark,
            last=cell.last,
            blind=cell.blind,
            offered=cell.not_offered is None,
            reason=cell.not_offered or Text(),
        )


def read_facts(store: Store, *, since: datetime | None, now: datetime, days: int) -> MapFacts:
    """The map with the compliance of what took place since then."""
    with store.begin() as work:
        content = map_content(work, since=since, now=now, days=days)
        return MapFacts(content.view, content.processes)
