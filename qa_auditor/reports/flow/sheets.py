"""A drawing of a process as a PDF of its own: A4, across or upright, on as few pages as it can be read on."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from qa_auditor.application.flow.chart import Chart, Sketch, finished
from qa_auditor.i18n import _
from qa_auditor.reports.flow.pdf import LARGEST, READABLE, draw_band, draw_legend
from qa_auditor.reports.flow.pieces import bands_of
from qa_auditor.reports.pdf.fonts import BOLD, REGULAR, Glyphs, face
from qa_auditor.reports.pdf.page import pdf_date
from qa_auditor.reports.pdf.style import MILLIMETRE, PAGE_HEIGHT, PAGE_WIDTH, colour
from qa_auditor.reports.pdf.text import shortened

_MARGIN = 12 * MILLIMETRE
_HEAD = 26.0
_FOOT = 34.0
_LEGEND = 0.6
_BETWEEN = 8.0


_FINER = 2

Band = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """A drawing folded for a paper: the strips of each page."""

    width: float
    height: float
    chart: Chart
    scale: float
    pages: Sequence[Sequence[Band]]


@dataclass(frozen=True, slots=True)
class Title:
    """What stands above each page, and in the document's properties; ``made`` is aware, the only time in the file."""

    left: str
    right: str
    program: str
    language: str
    made: datetime


def pdf_of(sketch: Sketch, title: Title) -> bytes:
    """The bytes of a PDF file; the same drawing and time give the same bytes."""
    face(REGULAR)
    face(BOLD)
    glyphs = Glyphs()
    sheets = _sheets(sketch)
    chart = sheets.chart
    held = io.BytesIO()
    canvas = Canvas(
        held,
        pagesize=(sheets.width, sheets.height),
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        initialFontSize=9,
    )
    _describe(canvas, title, glyphs)
    for number, bands in enumerate(sheets.pages, start=1):
        _furnish(canvas, sheets, title, glyphs, _("Page {page} of {last}").format(page=number, last=len(sheets.pages)))
        # One strip that is higher than a page is made smaller.
        scale = min(sheets.scale, _room(sheets.height) / sum(high - low for low, high in bands))
        y = sheets.height - _MARGIN - _HEAD
        x = _MARGIN + max(0.0, sheets.width - 2 * _MARGIN - chart.width * scale) / 2
        for low, high in bands:
            y -= (high - low) * scale
            canvas.saveState()
            canvas.translate(x, y)
            draw_band(canvas, chart, (low, high), scale=scale, show=glyphs.showable)
            canvas.restoreState()
            y -= _BETWEEN
        canvas.saveState()
        canvas.translate(_MARGIN, _MARGIN - 6)
        draw_legend(canvas, chart.view, width=sheets.width - 2 * _MARGIN - 90, scale=_LEGEND, show=glyphs.showable)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    glyphs.report(title.left)
    return held.getvalue()


def _room(height: float) -> float:
    return height - 2 * _MARGIN - _HEAD - _FOOT


def _sheets(sketch: Sketch) -> _Sheets:
    """The paper and scale that need the fewest pages; of these the largest scale, and rather across."""
    best: _Sheets | None = None
    for width, height in ((PAGE_HEIGHT, PAGE_WIDTH), (PAGE_WIDTH, PAGE_HEIGHT)):
        for hundredths in range(round(LARGEST * 100), round(READABLE * 100) - 1, -_FINER):
            scale = hundredths / 100
            chart = finished(sketch, (width - 2 * _MARGIN) / scale)
            fitting = min(scale, (width - 2 * _MARGIN) / chart.width)
            pages = _pages(chart, _room(height) / fitting, fitting)
            if best is None or len(pages) < len(best.pages):
                best = _Sheets(width, height, chart, fitting, pages)
    if best is None:
        raise ValueError("there is no scale between the largest and the smallest")
    return best


def _pages(chart: Chart, room: float, scale: float) -> list[list[Band]]:
    """Strips on pages: as many as fit, each whole."""
    pages: list[list[Band]] = []
    used = 0.0
    for low, high in bands_of(chart):
        if not pages or used + high - low > room:
            pages.append([])
            used = 0.0
        pages[-1].append((low, high))
        used += high - low + _BETWEEN / scale
    return pages


def _describe(canvas: Any, title: Title, glyphs: Glyphs) -> None:
    stamp = pdf_date(title.made)
    canvas.setDateFormatter(lambda *_now: stamp)
    canvas.setTitle(glyphs.showable(title.left))
    canvas.setSubject(glyphs.showable(title.right))
    for put in (canvas.setAuthor, canvas.setCreator, canvas.setProducer):
        put(title.program)
    canvas.setCatalogEntry("Lang", title.language)
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _furnish(canvas: Any, sheets: _Sheets, title: Title, glyphs: Glyphs, page: str) -> None:
    top = sheets.height - _MARGIN - 12
    right = " ".join(glyphs.showable(title.right).split())
    room = sheets.width - 2 * _MARGIN - face(REGULAR).width(right, 9) - 20
    canvas.setFillColor(colour("text"))
    canvas.setFont(BOLD, 12)
    left = " ".join(glyphs.showable(title.left).split())
    canvas.drawString(_MARGIN, top, shortened(left, font=BOLD, size=12, width=room))
    canvas.setFillColor(colour("text-muted"))
    canvas.setFont(REGULAR, 9)
    canvas.drawRightString(sheets.width - _MARGIN, top, right)
    canvas.setFont(REGULAR, 8)
    canvas.drawRightString(sheets.width - _MARGIN, _MARGIN - 2, page)
