"""The columns of the long table: one line for each cell of the map."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.application.views.map_content import MapContent
from qa_auditor.application.views.map_wording import (
    DIMENSION_HINTS,
    DIMENSION_NAMES,
    TRAIT_HINTS,
    TRAIT_NAMES,
    blind_text,
)
from qa_auditor.application.views.process_map import MapCell
from qa_auditor.application.views.wording import PROCESS_CLASS_NAMES
from qa_auditor.domain.contact import ProcessTrait, trait_of, weight_of
from qa_auditor.domain.touchpoint import ContactDimension
from qa_auditor.i18n import _
from qa_auditor.reports.xlsx.style import Look

Value = Callable[[MapCell, MapContent, str], object]


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column: its heading, width, look, what it means, and its value for a cell in a language."""

    head: str
    width: float
    look: Look
    meaning: str
    value: Value


def cell_columns() -> list[CellColumn]:
    """All columns, in the current language."""
    return [
        *_place_columns(),
        *_process_columns(),
        *_figure_columns(),
        *(_dimension_column(dimension) for dimension in ContactDimension),
        CellColumn(
            _("Degree of contact"),
            11,
            Look.SCORE,
            _("Mean of the rated dimensions, 1 to 5."),
            lambda cell, _content, _language: _number(cell.touchpoint.contact_degree if cell.touchpoint else None),
        ),
        *(_trait_column(trait) for trait in ProcessTrait),
        CellColumn(
            _("Weight"),
            9,
            Look.SCORE,
            _("Degree of contact × mean of complexity, diversity and flow, 1 to 25: where evaluation starts."),
            lambda cell, _content, _language: _number(weight_of(cell.touchpoint) if cell.touchpoint else None),
        ),
    ]


def _place_columns() -> list[CellColumn]:
    return [
        CellColumn(
            _("Code"), 18, Look.TEXT, _("Channel, brand and business, joined."), lambda cell, _content, _tag: cell.code
        ),
        CellColumn(_("Business"), 30, Look.TEXT, _("What customers come for."), _business),
        CellColumn(_("Group"), 16, Look.TEXT, _("Group of the business."), _group),
        CellColumn(_("Channel"), 16, Look.TEXT, _("The way in which they reach the house."), _channel),
        CellColumn(_("Brand"), 14, Look.TEXT, _("The brand that they come to."), _brand),
        CellColumn(
            _("Not offered"),
            26,
            Look.TEXT,
            _("Why the business is not to be had there."),
            _reason,
        ),
    ]


def _process_columns() -> list[CellColumn]:
    return [
        CellColumn(
            _("Process"),
            16,
            Look.TEXT,
            _("Code of the one process behind it."),
            lambda cell, _content, _tag: _process_code(cell),
        ),
        CellColumn(
            _("Process name"),
            26,
            Look.TEXT,
            _("Its name."),
            lambda cell, _content, tag: cell.process_name.in_language(tag),
        ),
        CellColumn(_("Class of the process"), 14, Look.TEXT, _("Its class."), _process_class),
        CellColumn(
            _("Blind spot"),
            26,
            Look.TEXT,
            _("What is missing; empty when nothing is."),
            lambda cell, _content, _tag: _(", ").join(map(blind_text, cell.blind)),
        ),
    ]


def _figure_columns() -> list[CellColumn]:
    return [
        CellColumn(
            _("Compliance"),
            11,
            Look.SHARE,
            _("In the period; empty without evaluations."),
            lambda cell, _content, _tag: _number(cell.compliance),
        ),
        CellColumn(_("n"), 6, Look.WHOLE, _("Evaluations that it rests on."), lambda cell, _content, _tag: cell.n),
        CellColumn(
            _("95 % from"),
            10,
            Look.SHARE,
            _("Where the true rate may lie; each evaluation counts once."),
            lambda cell, _content, _tag: cell.interval.low if cell.interval else None,
        ),
        CellColumn(
            _("95 % to"),
            10,
            Look.SHARE,
            _("Its upper end."),
            lambda cell, _content, _tag: cell.interval.high if cell.interval else None,
        ),
        CellColumn(
            _("Benchmark"),
            11,
            Look.SHARE,
            _("What the process's compliance is held against."),
            lambda cell, _content, _tag: _number(cell.benchmark),
        ),
        CellColumn(
            _("Last evaluated"),
            17,
            Look.DATE,
            _("When the newest evaluated subject took place, whatever the period."),
            lambda cell, _content, _tag: cell.last.replace(tzinfo=None) if cell.last else None,
        ),
    ]


def _dimension_column(dimension: ContactDimension) -> CellColumn:
    def value(cell: MapCell, _content: MapContent, _tag: str) -> object:
        return dict(cell.touchpoint.contact).get(dimension) if cell.touchpoint else None

    return CellColumn(_(DIMENSION_NAMES[dimension]), 11, Look.WHOLE, _(DIMENSION_HINTS[dimension]), value)


def _trait_column(trait: ProcessTrait) -> CellColumn:
    def value(cell: MapCell, _content: MapContent, _tag: str) -> object:
        return trait_of(cell.touchpoint, trait) if cell.touchpoint else None

    return CellColumn(_(TRAIT_NAMES[trait]), 11, Look.WHOLE, _(TRAIT_HINTS[trait]), value)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _reason(cell: MapCell, _content: MapContent, tag: str) -> str:
    return "" if cell.not_offered is None else cell.not_offered.in_language(tag) or "—"


def _process_code(cell: MapCell) -> str:
    return (cell.touchpoint.process_code or "") if cell.touchpoint else ""


def _process_class(cell: MapCell, content: MapContent, _tag: str) -> str:
    process = content.processes.get(_process_code(cell))
    return _(PROCESS_CLASS_NAMES[process.process_class]) if process and process.process_class else ""


def _business(cell: MapCell, content: MapContent, tag: str) -> str:
    return content.businesses[cell.business].name.in_language(tag)


def _group(cell: MapCell, content: MapContent, tag: str) -> str:
    return content.businesses[cell.business].group.in_language(tag)


def _channel(cell: MapCell, content: MapContent, tag: str) -> str:
    return content.channels[cell.channel].name.in_language(tag)


def _brand(cell: MapCell, content: MapContent, tag: str) -> str:
    return content.brands[cell.brand].name.in_language(tag)
