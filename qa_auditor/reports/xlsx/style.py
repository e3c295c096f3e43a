"""How workbooks look: a handful of cell styles that all cells share.

A style is made once a workbook and its number is given to cells (``cell._style``): styling cell by cell costs several
times what writing the cell costs.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Microsoft YaHei"
INK, MUTED, LINE, ACCENT, SOFT, PAPER = "1F2933", "52606D", "CBD2D9", "1F5FA8", "E8F0FA", "FFFFFF"
FAIL_SOFT, FAIL, PASS, CRITICAL_SOFT = "FDECEA", "B42318", "1B6E3C", "F9D6D2"

_THIN = Side(style="thin", color=LINE)
_GRID = Border(bottom=_THIN, top=_THIN, left=_THIN, right=_THIN)
_WRAP = Alignment(vertical="top", wrap_text=True)
_RIGHT = Alignment(vertical="top", horizontal="right")
_ACROSS = Alignment(vertical="top", horizontal="centerContinuous")
"""In the middle of a cell and of the empty ones beside it."""

_CENTRE = Alignment(vertical="top", horizontal="center", wrap_text=True)


class Look(Enum):
    """The purposes that a cell can have."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LABEL = "label"
    VALUE = "value"
    VALUE_TEXT = "value text"
    HEAD = "head"
    HEAD_RIGHT = "head right"
    HEAD_ACROSS = "head across"
    BAND = "band"
    TEXT = "text"
    CENTRE = "centre"
    WHOLE = "whole"
    NUMBER = "number"
    SCORE = "score"
    SHARE = "share"
    DATE = "date"
    TOTAL = "total"
    TOTAL_TEXT = "total text"
    INPUT = "input"
    HELPER = "helper"
    CRITICAL = "critical"
    NOTE = "note"
    MAP_1 = "map 1"
    MAP_2 = "map 2"
    MAP_3 = "map 3"
    MAP_4 = "map 4"
    MAP_5 = "map 5"
    """Compliance on the process map, from the lowest band."""
    MAP_N = "map n"
    MAP_BLIND = "map blind"
    MAP_OFF = "map off"
    RUN = "run"
    """A line that runs over its neighbours instead of wrapping."""


_NONE = '0.00;-0.00;"–"'
_SCORE = "0.00"

_LOOKS: dict[Look, dict[str, Any]] = {
    Look.TITLE: {"font": {"b": True, "sz": 16, "color": ACCENT}, "alignment": Alignment(vertical="center")},
    Look.SUBTITLE: {"font": {"sz": 10, "color": MUTED}, "alignment": Alignment(vertical="center", wrap_text=True)},
    Look.LABEL: {"font": {"sz": 9, "color": MUTED}, "alignment": _WRAP, "border": Border(bottom=_THIN)},
    Look.VALUE: {"font": {"sz": 10}, "alignment": _WRAP, "border": Border(bottom=_THIN)},
    Look.VALUE_TEXT: {"font": {"sz": 10}, "alignment": _WRAP, "border": Border(bottom=_THIN), "format": "@"},
    Look.HEAD: {"font": {"b": True, "color": PAPER}, "fill": ACCENT, "alignment": _CENTRE, "border": _GRID},
    Look.HEAD_ACROSS: {"font": {"b": True, "color": PAPER}, "fill": ACCENT, "alignment": _ACROSS, "border": _GRID},
    Look.HEAD_RIGHT: {"font": {"b": True, "color": PAPER}, "fill": ACCENT, "alignment": _RIGHT, "border": _GRID},
    Look.BAND: {"font": {"b": True, "color": ACCENT}, "fill": SOFT, "alignment": _WRAP, "border": _GRID},
    Look.TEXT: {"alignment": _WRAP, "border": _GRID},
    Look.CENTRE: {"alignment": _CENTRE, "border": _GRID},
    Look.WHOLE: {"alignment": _RIGHT, "border": _GRID, "format": "0"},
    Look.NUMBER: {"alignment": _RIGHT, "border": _GRID, "format": _NONE},
    Look.SCORE: {"alignment": _RIGHT, "border": _GRID, "format": _SCORE},
    Look.SHARE: {"alignment": _RIGHT, "border": _GRID, "format": '0.00%;-0.00%;"–"'},
    Look.DATE: {"alignment": _CENTRE, "border": _GRID, "format": "yyyy-mm-dd hh:mm"},
    Look.TOTAL: {
        "font": {"b": True, "sz": 22, "color": ACCENT},
        "fill": SOFT,
        "alignment": Alignment(horizontal="center", vertical="center"),
        "format": _SCORE,
    },
    Look.TOTAL_TEXT: {
        "font": {"b": True, "sz": 12, "color": INK},
        "fill": SOFT,
        "alignment": Alignment(horizontal="center", vertical="center", wrap_text=True),
    },
    Look.INPUT: {"font": {"color": ACCENT}, "alignment": _RIGHT, "border": _GRID, "format": "0.####"},
    Look.HELPER: {"font": {"sz": 8, "color": MUTED}, "border": _GRID, "format": "General"},
    Look.CRITICAL: {"font": {"b": True, "color": FAIL}, "fill": CRITICAL_SOFT, "alignment": _WRAP, "border": _GRID},
    Look.NOTE: {"font": {"sz": 9, "color": MUTED}, "alignment": _WRAP},
    **{
        look: {"alignment": _RIGHT, "border": _GRID, "format": "0%", "font": {"b": True}, "fill": fill}
        for look, fill in zip(
            (Look.MAP_1, Look.MAP_2, Look.MAP_3, Look.MAP_4, Look.MAP_5),
            ("F4B78F", "FBDCC4", "EEF1F1", "CFE2F3", "9CC6E8"),
            strict=True,
        )
    },
    Look.MAP_N: {"font": {"sz": 9, "color": MUTED}, "alignment": _RIGHT, "border": _GRID, "format": "0"},
    Look.MAP_BLIND: {"font": {"sz": 9}, "alignment": _ACROSS, "border": _GRID, "hatch": "C9B15F"},
    Look.MAP_OFF: {"font": {"color": MUTED}, "fill": "F0F2F4", "alignment": _ACROSS, "border": _GRID},
    Look.RUN: {"font": {"sz": 9, "color": MUTED}, "alignment": Alignment(vertical="center")},
}


def styles_of(workbook: Workbook) -> Mapping[Look, Any]:
    """The shared style numbers of a workbook, by purpose."""
    # A cell of no sheet's rows: the sheets of a workbook that is written line by line have none.
    sheet = workbook.create_sheet("styles")
    made: dict[Look, Any] = {}
    for look, parts in _LOOKS.items():
        cell: Any = WriteOnlyCell(sheet)
        font = {"sz": 10, "color": INK} | parts.get("font", {})
        cell.font = Font(name=FONT, **font)
        if "fill" in parts:
            cell.fill = PatternFill("solid", fgColor=parts["fill"])
        if "hatch" in parts:
            cell.fill = PatternFill("lightUp", fgColor=parts["hatch"], bgColor=PAPER)
        cell.alignment = parts.get("alignment", _WRAP)
        cell.border = parts.get("border", Border())
        cell.number_format = parts.get("format", "General")
        made[look] = cell._style
    workbook.remove(sheet)
    return made
