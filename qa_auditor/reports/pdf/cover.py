"""The first page of a report: what it is about, on what it rests, and nothing else."""

import math
from dataclasses import dataclass
from typing import Any

from qa_auditor.reports.pdf.fonts import BOLD, REGULAR, face
from qa_auditor.reports.pdf.style import MARGIN_LEFT, MILLIMETRE, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, Style, colour
from qa_auditor.reports.pdf.text import lines_of, set_lines

_FACT_TOP = 92 * MILLIMETRE


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says; all texts showable.

    Attributes:
        kind: what sort of document this is. title: the process. process_class: may be "".
        facts: term and text, beneath each other. statement: why there is nothing more; may be "".
    """

    kind: str
    title: str
    code: str
    process_class: str
    facts: tuple[tuple[str, str], ...]
    statement: str = ""


def draw_cover(canvas: Any, cover: Cover) -> None:
    """Draw the page."""
    canvas.saveState()
    _draw_triangles(canvas)
    canvas.setFillColor(colour("accent"))
    canvas.rect(0, 0, 5 * MILLIMETRE, PAGE_HEIGHT, stroke=0, fill=1)
    y = PAGE_HEIGHT - 62 * MILLIMETRE
    _say(canvas, cover.kind, y, Style(12, 16, BOLD, ink="accent"))
    y -= 16 * MILLIMETRE
    y = _draw_title(canvas, cover.title, y)
    code = " · ".join(part for part in (cover.code, cover.process_class) if part)
    y = _say(canvas, code, y - 2, Style(12, 17, ink="text-soft"))
    if cover.statement:
        canvas.setFillColor(colour("accent"))
        canvas.rect(MARGIN_LEFT, y - 20, 14 * MILLIMETRE, 1.6, stroke=0, fill=1)
        _say(canvas, cover.statement, y - 50, Style(11.5, 20, ink="text"), width=TEXT_WIDTH * 0.8)
    _draw_facts(canvas, cover)
    canvas.restoreState()


def _say(canvas: Any, text: str, y: float, style: Style, *, width: float = TEXT_WIDTH) -> float:
    """Set a text from the baseline ``y`` downwards; the baseline after it."""
    lines = list(lines_of(text, font=style.font, size=style.size, width=width))
    set_lines(canvas, lines, style, x=MARGIN_LEFT, y=y, width=width)
    return y - len(lines) * style.leading


def _draw_title(canvas: Any, title: str, y: float) -> float:
    size = 32.0
    lines = list(lines_of(title, font=BOLD, size=size, width=TEXT_WIDTH))
    while len(lines) > 3 and size > 15:
        size -= 2
        lines = list(lines_of(title, font=BOLD, size=size, width=TEXT_WIDTH))
    style = Style(size, size * 1.35, BOLD)
    set_lines(canvas, lines[:6], style, x=MARGIN_LEFT, y=y, width=TEXT_WIDTH)
    return y - len(lines[:6]) * style.leading


def _draw_facts(canvas: Any, cover: Cover) -> None:
    column = max(face(REGULAR).width(term, 9) for term, _ in cover.facts) + 22
    y = _FACT_TOP
    for term, text in cover.facts:
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(colour("text-muted"))
        canvas.drawString(MARGIN_LEFT, y, term)
        lines = list(lines_of(text, font=REGULAR, size=9.5, width=TEXT_WIDTH - column))
        set_lines(canvas, lines, Style(9.5, 14), x=MARGIN_LEFT + column, y=y, width=TEXT_WIDTH - column)
        y -= 14 * len(lines) + 6


def _draw_triangles(canvas: Any) -> None:
    """The golden triangle, large and pale, at the foot of the page."""
    middle = (PAGE_WIDTH - 38 * MILLIMETRE, 30 * MILLIMETRE)
    for index, radius in enumerate((96, 74, 52, 30)):
        size = radius * MILLIMETRE
        path = canvas.beginPath()
        for corner, angle in enumerate((90, 210, 330)):
            place = (
                middle[0] + size * math.cos(math.radians(angle)),
                middle[1] + size * math.sin(math.radians(angle)),
            )
            if corner:
                path.lineTo(*place)
            else:
                path.moveTo(*place)
        path.close()
        canvas.setStrokeColor(colour("accent-soft"))
        canvas.setLineWidth(1.4 - 0.2 * index)
        canvas.drawPath(path, stroke=1, fill=0)
