"""Colours and sizes of PDF documents. Colours are those of the light theme, so that page and screen agree."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor

from qa_auditor.assets import resource_path
from qa_auditor.reports.pdf.fonts import BOLD, REGULAR

MILLIMETRE = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
MARGIN_LEFT = MARGIN_RIGHT = 20 * MILLIMETRE
MARGIN_TOP = 26 * MILLIMETRE
MARGIN_BOTTOM = 22 * MILLIMETRE
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT


@lru_cache(maxsize=1)
def _colours() -> dict[str, Color]:
    theme = tomllib.loads(resource_path("theme", "light.toml").read_text("utf-8"))
    return {name: HexColor(value) for name, value in theme.items()}


def colour(purpose: str) -> Color:
    """The colour of a purpose, by its name in the light theme."""
    return _colours()[purpose]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. Lengths are points; ``before`` and ``after`` are the space around it.

    ``align`` is "left", "right" or "centre".
    """

    size: float
    leading: float
    font: str = REGULAR
    ink: str = "text"
    align: str = "left"
    before: float = 0
    after: float = 0


BODY = Style(9.5, 15, after=6)
LEAD = Style(11.5, 19, after=10)
SOFT = Style(8.5, 13, ink="text-soft", after=4)
HINT = Style(7.5, 11.5, ink="text-muted", after=4)
HEADING_1 = Style(20, 28, BOLD, after=10)
HEADING_2 = Style(12, 17, BOLD, before=14, after=5)
CELL = Style(8.5, 12.5)
CELL_STRONG = Style(8.5, 12.5, BOLD)
CELL_RIGHT = Style(8.5, 12.5, align="right")
CELL_STRONG_RIGHT = Style(8.5, 12.5, BOLD, align="right")
CELL_SOFT = Style(8, 12, ink="text-muted")
CELL_SOFT_RIGHT = Style(8, 12, ink="text-muted", align="right")
COLUMN = Style(7.5, 11, BOLD, ink="text-muted")
COLUMN_RIGHT = Style(7.5, 11, BOLD, ink="text-muted", align="right")
