"""What a document says of the process map: its cells, the processes behind them, and which period is meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.views.process_map import MapView, map_view
from qa_auditor.domain.people import Process
from qa_auditor.domain.touchpoint import Brand, Business, Channel


@dataclass(frozen=True)
class MapContent:
    """The map as it stands ``now``.

    Attributes:
        view: every cell. processes: by code.
        since: begin of the period that compliance is taken from; None for all time.
        days: after how many days without an evaluation a touchpoint is a blind spot.
    """

    view: MapView
    processes: Mapping[str, Process]
    since: datetime | None
    now: datetime
    days: int

    @cached_property
    def businesses(self) -> Mapping[str, Business]:
        """Businesses by code."""
        return {one.code: one for one in self.view.found.businesses}

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Channels by id."""
        return {one.id: one for one in self.view.found.channels}

    @cached_property
    def brands(self) -> Mapping[str, Brand]:
        """Brands by id."""
        return {one.id: one for one in self.view.found.brands}


def map_content(work: UnitOfWork, *, since: datetime | None, now: datetime, days: int) -> MapContent:
    """The map with the compliance of what took place since then."""
    view = map_view(work, which=EvaluationFilter(since=since), now=now, days=days)
    return MapContent(view, {process.code: process for process in work.processes.all()}, since, now, days)
