"""Pages of a PDF report: furniture, headings that are bookmarks, contents with links, and one way to disk.

Page numbers that are known only at the end ("page 3 of 12", the contents) are placed as named forms and drawn into them
when the last page is done: one pass, and the story need not be laid out twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from qa_auditor.reports.pdf.fonts import BOLD, REGULAR, face
from qa_auditor.reports.pdf.style import (
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    MILLIMETRE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Style,
    colour,
)
from qa_auditor.reports.pdf.text import TextBlock, shortened

_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
_NUMBER_WIDTH = 40.0


@dataclass(frozen=True, slots=True)
class Front:
    """What identifies the document. All texts must be showable.

    Attributes:
        running_left, running_right: head of every page but the first.
        page_of: makes "page 3 of 12".
        made: aware; the only time in the file.
    """

    title: str
    subject: str
    author: str
    language: str
    made: datetime
    running_left: str
    running_right: str
    page_of: Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading of the outline and the contents. ``level`` 1 is a section, 2 a part of one."""

    key: str
    title: str
    level: int


class Heading(TextBlock):
    """A heading that is a bookmark, and keeps to what follows."""

    keepWithNext = 1  # noqa: N815 - reportlab's name

    def __init__(self, entry: Entry, style: Style) -> None:
        super().__init__(entry.title, style)
        self.entry = entry

    def draw(self) -> None:
        """Set the text and leave the bookmark."""
        self.canv.bookmarkHorizontal(self.entry.key, 0, self.height + 8)
        self.canv.addOutlineEntry(self.entry.title, self.entry.key, level=self.entry.level)
        self.canv.page_of_key[self.entry.key] = self.canv.getPageNumber()
        super().draw()


class Contents(Flowable):  # type: ignore[misc] # reportlab has no types
    """The list of headings with page numbers, each a link."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The space it takes."""
        self.width = width
        self.height = sum(self._leading(entry) for entry in self._entries)
        return width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Between entries."""
        fitting, used = 0, 0.0
        for entry in self._entries:
            used += self._leading(entry)
            if used > height:
                break
            fitting += 1
        if not fitting:
            return []
        if fitting == len(self._entries):
            return [self]
        return [Contents(self._entries[:fitting]), Contents(self._entries[fitting:])]

    def draw(self) -> None:
        """Titles, leaders, and a place for each page number."""
        canvas = self.canv
        y = self.height
        for entry in self._entries:
            leading = self._leading(entry)
            y -= leading
            font, size = (BOLD, 10.5) if entry.level == 1 else (REGULAR, 9.5)
            indent = 0.0 if entry.level == 1 else 14.0
            room = self.width - indent - _NUMBER_WIDTH
            title = shortened(entry.title, font=font, size=size, width=room)
            canvas.setFillColor(colour("text" if entry.level == 1 else "text-soft"))
            canvas.setFont(font, size)
            canvas.drawString(indent, y + 5, title)
            canvas.setStrokeColor(colour("border"))
            canvas.setLineWidth(0.6)
            canvas.setDash(0.6, 2.4)
            start = indent + face(font).width(title, size) + 6
            canvas.line(start, y + 7, self.width - 24, y + 7)
            canvas.setDash()
            canvas.saveState()
            canvas.translate(self.width, y + 5)
            canvas.doForm(_page_form(entry.key))
            canvas.restoreState()
            canvas.linkRect(entry.title, entry.key, (0, y, self.width, y + leading), relative=1)
            canvas.numbered[entry.key] = (font, size)

    @staticmethod
    def _leading(entry: Entry) -> float:
        return 26.0 if entry.level == 1 else 19.0


def _page_form(key: str) -> str:
    return f"page-of-{key}"


class _Pages(Canvas):  # type: ignore[misc] # reportlab has no types
    """A canvas that fills in, when it is saved, what could only be known then."""

    front: Front

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page_of_key: dict[str, int] = {}
        self.numbered: dict[str, tuple[str, float]] = {}
        self.furnished: list[int] = []

    def save(self) -> None:
        """Draw the forms, then write the file."""
        if self._code:
            self.showPage()
        last = self.getPageNumber() - 1
        for key, (font, size) in self.numbered.items():
            self.beginForm(_page_form(key), -_NUMBER_WIDTH, -size, 2, 2 * size)
            self.setFont(font, size)
            self.setFillColor(colour("text"))
            self.drawRightString(0, 0, str(self.page_of_key[key]))
            self.endForm()
        for page in self.furnished:
            self.beginForm(f"foot-{page}", -TEXT_WIDTH, -10, 2, 20)
            self.setFont(REGULAR, 8)
            self.setFillColor(colour("text-muted"))
            self.drawRightString(0, 0, self.front.page_of(page, last))
            self.endForm()
        super().save()


def write_pages(
    story: Sequence[Flowable],
    path: Path,
    *,
    front: Front,
    draw_cover: Callable[[Canvas], None] | None,
    on_page: Callable[[int], None],
) -> int:
    """Lay ``story`` out and write it to ``path``; how many pages there are.

    Args:
        story: what comes after the cover.
        path: written under a temporary name beside it, then renamed.
        front: the document's title and furniture.
        draw_cover: draws the first page; None: the story begins on it.
        on_page: told of each page begun; may raise ``Cancelled``, which leaves nothing on the disk.
    """
    face(REGULAR)
    face(BOLD)
    temporary = path.with_name(f".{path.name}.part")
    document = BaseDocTemplate(
        str(temporary),
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=front.title,
        author=front.author,
        subject=front.subject,
        creator=front.author,
        producer=front.author,
        lang=front.language,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        initialFontSize=9,
        allowSplitting=1,
    )
    frame = Frame(
        MARGIN_LEFT, MARGIN_BOTTOM, TEXT_WIDTH, _HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )

    def begin(canvas: Any, _document: object) -> None:
        on_page(canvas.getPageNumber())

    def cover(canvas: Any, document: object) -> None:
        begin(canvas, document)
        canvas.bookmarkPage("report")
        canvas.addOutlineEntry(front.title, "report", level=0)
        if draw_cover is not None:
            draw_cover(canvas)

    def inside(canvas: Any, document: object) -> None:
        begin(canvas, document)
        _furnish(canvas, front)

    document.addPageTemplates(
        [
            PageTemplate("cover", [frame], onPage=cover, autoNextPageTemplate="inside"),
            PageTemplate("inside", [frame], onPage=inside),
        ]
    )
    try:
        document.build(list(story), canvasmaker=_canvas_of(front))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return int(document.page)


def _canvas_of(front: Front) -> Callable[..., _Pages]:
    def make(*args: Any, **kwargs: Any) -> _Pages:
        canvas = _Pages(*args, **kwargs)
        canvas.front = front
        stamp = pdf_date(front.made)
        canvas.setDateFormatter(lambda *_now: stamp)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.addPageLabel(0, style="ARABIC", start=1)
        canvas.showOutline()
        return canvas

    return make


def pdf_date(made: datetime) -> str:
    """An aware instant as PDF writes it."""
    offset = made.strftime("%z") or "+0000"
    return f"D:{made:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _furnish(canvas: Any, front: Front) -> None:
    canvas.saveState()
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(colour("text-muted"))
    head = PAGE_HEIGHT - 15 * MILLIMETRE
    right = front.running_right
    room = TEXT_WIDTH - face(REGULAR).width(right, 8) - 20
    canvas.drawString(MARGIN_LEFT, head, shortened(front.running_left, font=REGULAR, size=8, width=room))
    canvas.drawRightString(PAGE_WIDTH - MARGIN_RIGHT, head, right)
    canvas.setStrokeColor(colour("border"))
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN_LEFT, head - 6, PAGE_WIDTH - MARGIN_RIGHT, head - 6)
    foot = 12 * MILLIMETRE
    canvas.drawString(
        MARGIN_LEFT, foot, shortened(front.title, font=REGULAR, size=8, width=TEXT_WIDTH - 3 * _NUMBER_WIDTH)
    )
    canvas.translate(PAGE_WIDTH - MARGIN_RIGHT, foot)
    canvas.doForm(f"foot-{canvas.getPageNumber()}")
    canvas.furnished.append(canvas.getPageNumber())
    canvas.restoreState()
