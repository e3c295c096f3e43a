"""What lies under a drawing: lanes with the lines of the service blueprint, stages, and their heads."""

from collections.abc import Mapping, Sequence

from qa_auditor.application.flow.fitting import SMALL_LINE, SMALL_SIZE, Measure, wrapped
from qa_auditor.application.flow.graph import STAGES
from qa_auditor.application.flow.layout import Band, Layout, Strip, Tag
from qa_auditor.application.flow.marks import Mark, Shape, arrow_name, block, words
from qa_auditor.application.flow.shapes import Box, Path, Point, polygon, rounded
from qa_auditor.application.flow.symbols import LANE_INKS
from qa_auditor.application.flow.wording import LINE_NAMES
from qa_auditor.application.views.process_wording import LANE_NAMES, STAGE_NAMES
from qa_auditor.domain.process import Lane
from qa_auditor.i18n import _

LANE_HEAD = 104.0
STAGE_HEAD = 34.0

_LINE_DASHES = {Lane.CUSTOMER: (9.0, 4.0), Lane.FRONT: (14.0, 4.0, 2.0, 4.0), Lane.BACK: (3.0, 4.0)}
_LINE_WIDTHS = {Lane.CUSTOMER: 1.4, Lane.FRONT: 2.0, Lane.BACK: 1.4}


def ground_marks(layout: Layout, lanes: Sequence[Lane | None]) -> list[Mark]:
    """Lanes as bands of two colours in turn, the lines between them, and where each stage ends."""
    marks: list[Mark] = []
    for strip in layout.strips:
        left, top, right, bottom = strip.box
        for band in strip.lanes:
            box = Box(left, band.low, right, band.high)
            marks.append(Shape(_rectangle(box), fill="surface-raised" if band.key % 2 else "window"))
        for stage in strip.stages[:-1]:
            line = polygon(Point(stage.high, top), Point(stage.high, bottom), closed=False)
            marks.append(Shape(line, stroke="border-strong", width=1.0, dash=(2.0, 4.0)))
        marks += [_lane_line(lanes[band.key], left, right, band.high) for band in strip.lanes[:-1]]
        if len(layout.strips) > 1:
            marks += _stage_names(strip, top - STAGE_HEAD)
    return marks


def _lane_line(lane: Lane | None, left: float, right: float, y: float) -> Shape:
    """One of the lines of the service blueprint."""
    line = polygon(Point(left, y), Point(right, y), closed=False)
    if lane is None:
        return Shape(line, stroke="border")
    return Shape(line, stroke="text-muted", width=_LINE_WIDTHS[lane], dash=_LINE_DASHES[lane])


def lane_head_marks(layout: Layout, lanes: Sequence[Lane | None], measure: Measure) -> list[Mark]:
    """The names of the lanes, and of the lines beneath them; they stand to the left of the drawing."""
    marks: list[Mark] = []
    for strip in layout.strips:
        for band in strip.lanes:
            if (lane := lanes[band.key]) is not None:
                marks += _lane_head(lane, band, measure, last=band is strip.lanes[-1])
        if len(strip.lanes) > 1:
            edge = polygon(Point(LANE_HEAD, strip.box.top), Point(LANE_HEAD, strip.box.bottom), closed=False)
            marks.append(Shape(edge, stroke="border-strong", width=1.0))
    return marks


def _lane_head(lane: Lane, band: Band, measure: Measure, *, last: bool) -> list[Mark]:
    box = Box(0, band.low, LANE_HEAD, band.high)
    marks: list[Mark] = [
        Shape(_rectangle(box), fill="surface-raised" if band.key % 2 else "window"),
        Shape(_rectangle(Box(0, band.low + 3, 5, band.high - 3)), fill=LANE_INKS[lane]),
    ]
    beneath: tuple[str, ...] = ()
    if not last:
        said = _(LINE_NAMES[lane])
        beneath = wrapped(said, width=LANE_HEAD - 16, measure=measure, size=SMALL_SIZE, most=2)
        marks.append(_lane_line(lane, 0, LANE_HEAD, band.high))
    name = wrapped(_(LANE_NAMES[lane]), width=LANE_HEAD - 22, measure=measure, bold=True)
    room = Box(12, band.low, LANE_HEAD - 6, band.high - len(beneath) * (SMALL_LINE - 2))
    marks += block(name, room, size=13, line=17, bold=True)
    for number, text in enumerate(beneath):
        at = Point(LANE_HEAD / 2 + 2, band.high - 9 - (len(beneath) - 1 - number) * (SMALL_LINE - 2))
        marks.append(words(text, at, SMALL_SIZE, ink="text-muted"))
    return marks


def stage_head_marks(layout: Layout) -> list[Mark]:
    """The names of the stages above a drawing of one strip; a folded drawing has them above each strip."""
    if len(layout.strips) > 1:
        return []
    ground = Shape(_rectangle(Box(0, 0, layout.width, STAGE_HEAD)), fill="surface")
    return [ground, *_stage_names(layout.strips[0], 0)]


def _stage_names(strip: Strip, top: float) -> list[Mark]:
    marks: list[Mark] = []
    for band in strip.stages:
        box = Box(band.low + 4, top + 6, band.high - 4, top + STAGE_HEAD - 6)
        marks.append(Shape(rounded(box, 5), fill="accent-soft"))
        marks.append(words(_(STAGE_NAMES[STAGES[band.key]]), box.middle, 13, ink="accent", bold=True))
    return marks


def tag_marks(tag: Tag, numbers: Mapping[str, int]) -> list[Mark]:
    """A tag that points to where an arrow goes on, with the numbers of the steps at its other end."""
    l, t, r, b = tag.box  # noqa: E741 - the four sides
    tip = 6.0
    middle = (t + b) / 2
    path = (
        polygon(Point(l, middle), Point(l + tip, t), Point(r, t), Point(r, b), Point(l + tip, b))
        if tag.leftwards
        else polygon(Point(l, t), Point(r - tip, t), Point(r, middle), Point(r - tip, b), Point(l, b))
    )
    owner = arrow_name(tag.ties[0].source, tag.ties[0].target)
    text = ", ".join(str(numbers[step]) for step in tag.steps)
    at = Point((l + r) / 2 + (tip / 3 if tag.leftwards else -tip / 3), middle)
    ink = "accent" if all(tie.back for tie in tag.ties) else "text-muted"
    return [
        Shape(path, fill="surface", stroke=ink, width=1.2, owner=owner),
        words(text, at, SMALL_SIZE, ink="text", bold=True, owner=owner),
    ]


def _rectangle(box: Box) -> Path:
    l, t, r, b = box  # noqa: E741 - the four sides
    return polygon(Point(l, t), Point(r, t), Point(r, b), Point(l, b))
