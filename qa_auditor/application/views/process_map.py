"""The process map as it is shown: every cell with what is known of it, compliance in a period, and blind spots.

Everything is read at once and put together in one pass; no cell asks the store.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.views.compliance import judged
from qa_auditor.domain.blind_spots import USUAL_DAYS, BlindSpot, BlindSpotKind, Cover, blind_spots
from qa_auditor.domain.checklist import Checklist
from qa_auditor.domain.measurement import share_interval
from qa_auditor.domain.process import Measurement, ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.statistics import Interval
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import ProcessMap, Touchpoint
from qa_auditor.domain.walk import Compliance

Cell = tuple[str, str, str]
"""Channel, brand, business."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """One cell of the map.

    Attributes:
        touchpoint: None for a cell that nobody filled or that is not offered.
        process_name: of the process behind it.
        not_offered: why it is empty on purpose; None when it is not.
        compliance: of the period, 0 to 1; None without data. n: evaluations. interval: each of them counted once.
        benchmark: what the process's compliance is held against; None where it names none.
        last: when it was last evaluated, whatever the period.
        blind: what is missing; empty when nothing is.
    """

    channel: str
    brand: str
    business: str
    touchpoint: Touchpoint | None = None
    process_name: Text = Text()
    not_offered: Text | None = None
    compliance: Fraction | None = None
    n: int = 0
    interval: Interval | None = None
    benchmark: Fraction | None = None
    last: datetime | None = None
    blind: tuple[BlindSpotKind, ...] = ()

    @property
    def code(self) -> str:
        """The cell's code."""
        return f"{self.channel}-{self.brand}-{self.business}"


@dataclass(frozen=True, slots=True)
class MapView:
    """The whole map.

    Attributes:
        found: heads and cells as they are stored.
        cells: every cell, filled or not, by channel, brand and business.
        blind_spots: all of them, in the order of the map.
        unplaced: evaluations of the period that belong to no cell.
    """

    found: ProcessMap
    cells: Mapping[Cell, MapCell]
    blind_spots: tuple[BlindSpot, ...]
    unplaced: int

    def blind_by_kind(self) -> Mapping[BlindSpotKind, Sequence[BlindSpot]]:
        """Blind spots under each kind, also under those that have none."""
        return {kind: [spot for spot in self.blind_spots if spot.kind is kind] for kind in BlindSpotKind}


def map_view(work: UnitOfWork, *, which: EvaluationFilter, now: datetime, days: int = USUAL_DAYS) -> MapView:
    """The map with the compliance of the evaluations meant.

    Args:
        work: a transaction.
        which: period and other restrictions.
        now: the present, for blind spots.
        days: after how many days without an evaluation a touchpoint is a blind spot.
    """
    found = work.map.get()
    records = {record.code: record for record in work.process_records.newest()}
    names = {process.code: process.name for process in work.processes.all()}
    # A process that is known by its code alone may have questions all the same.
    described = [records.get(code) or ProcessRecord(code, 0, name) for code, name in names.items()]
    place = Places(found.touchpoints)
    counted, evaluations, unplaced = _counted(work, which, place)
    last = _last(work, place)
    spots = blind_spots(found, covers_of(work, described), last, now=now, days=days)
    blind: dict[Cell, list[BlindSpotKind]] = {}
    for spot in spots:
        blind.setdefault((spot.channel, spot.brand, spot.business), []).append(spot.kind)
    filled = {(one.channel, one.brand, one.business): one for one in found.touchpoints}
    meant = {(one.channel, one.brand, one.business): one.reason for one in found.not_offered}
    cells: dict[Cell, MapCell] = {}
    for brand in found.brands:
        for business in found.businesses:
            for channel in found.channels:
                cell = (channel.id, brand.id, business.code)
                touchpoint = filled.get(cell)
                code = None if touchpoint is None else touchpoint.code
                process = "" if touchpoint is None else touchpoint.process_code or ""
                share = counted[code].share if code in counted else None
                n = evaluations.get(code, 0)
                record = records.get(process)
                cells[cell] = MapCell(
                    *cell,
                    touchpoint=touchpoint,
                    process_name=names.get(process, Text()),
                    not_offered=meant.get(cell),
                    compliance=share,
                    n=n,
                    interval=share_interval(share, n),
                    benchmark=None if record is None else dict(record.benchmarks).get(Measurement.COMPLIANCE),
                    last=None if code is None else last.get(code),
                    blind=tuple(blind.get(cell, ())),
                )
    return MapView(found, cells, spots, unplaced)


class Places:
    """To which cell an evaluation belongs: the one that its subject names, else the only one of its process."""

    def __init__(self, touchpoints: Iterable[Touchpoint]) -> None:
        self._process_of: dict[str, str | None] = {}
        of_process: dict[str, list[str]] = {}
        for touchpoint in touchpoints:
            self._process_of[touchpoint.code] = touchpoint.process_code
            if touchpoint.process_code is not None:
                of_process.setdefault(touchpoint.process_code, []).append(touchpoint.code)
        self._only = {process: codes[0] for process, codes in of_process.items() if len(codes) == 1}

    def __call__(self, touchpoint: str, process_code: str | None) -> str | None:
        """The code of the cell that a subject belongs to; None where that can't be told."""
        if touchpoint in self._process_of:
            return touchpoint
        return self._only.get(process_code or "")

    def process_of(self, code: str) -> str | None:
        """The process behind a touchpoint; None where it has none or stands on no map."""
        return self._process_of.get(code)


def _counted(
    work: UnitOfWork, which: EvaluationFilter, place: Places
) -> tuple[dict[str | None, Compliance], dict[str | None, int], int]:
    """Compliance and evaluations by code of the cell, and how many evaluations belong to none."""
    counted: dict[str | None, Compliance] = {}
    evaluations: dict[str | None, int] = {}
    unplaced = 0
    for one in judged(work, which):
        code = place(one.tally.touchpoint, one.tally.process_code)
        if code is None:
            unplaced += 1
        elif one.compliance.applicable:
            counted[code] = counted.get(code, Compliance(0, 0)) + one.compliance
            evaluations[code] = evaluations.get(code, 0) + 1
    return counted, evaluations, unplaced


def _last(work: UnitOfWork, place: Places) -> dict[str, datetime]:
    last: dict[str, datetime] = {}
    for (touchpoint, process_code), at in work.monitoring.last_evaluated().items():
        code = place(touchpoint, process_code)
        if code is not None and (code not in last or last[code] < at):
            last[code] = at
    return last


def covers_of(work: UnitOfWork, records: Iterable[ProcessRecord]) -> dict[str, Cover]:
    """Which processes have standards in force, and questions in the newest checklists that judge them."""
    standards = {standard.code: standard for standard in work.standards.newest() if not standard.retired}
    checklists = [work.checklists.get(ref) for ref in latest_versions(work)]
    asked = {question.standard for checklist in checklists for question in checklist.questions() if question.standard}
    served = {code for checklist in checklists for code in checklist.process_codes if _asks(checklist)}
    by_process: dict[str, set[str]] = {}
    for standard in standards.values():
        for code in standard.processes:
            by_process.setdefault(code, set()).add(standard.code)
    covers: dict[str, Cover] = {}
    for record in records:
        of_it = by_process.get(record.code, set()) | (standards_named(record) & standards.keys())
        covers[record.code] = Cover(bool(of_it), record.code in served or not asked.isdisjoint(of_it))
    return covers


def standards_named(record: ProcessRecord) -> set[str]:
    """Codes of the standards that the steps and moments of a process name."""
    of_steps = {code for step in record.steps for code in step.standards}
    return of_steps | {code for moment in record.moments for code in moment.standards}


def standards_of(record: ProcessRecord, standards: Iterable[Standard]) -> list[Standard]:
    """The standards that a process names or that name it."""
    named = standards_named(record)
    return [standard for standard in standards if standard.code in named or record.code in standard.processes]


def _asks(checklist: Checklist) -> bool:
    return any(question.scored for question in checklist.questions())
