"""What the symbols, colours and lines of a drawing mean, in rows that fit a width."""

from collections.abc import Iterator
from dataclasses import dataclass

from qa_auditor.application.flow.chart import ChartView
from qa_auditor.application.flow.fitting import SMALL_SIZE, Measure
from qa_auditor.application.flow.hanging import INKS, Way
from qa_auditor.application.flow.marks import Anchor, Mark, Shape, words
from qa_auditor.application.flow.shapes import Box, Curve, Path, Point, outline, polygon
from qa_auditor.application.flow.symbols import LANE_INKS
from qa_auditor.application.views.process_wording import LANE_NAMES, STEP_KIND_NAMES
from qa_auditor.domain.process import Lane, StepKind
from qa_auditor.i18n import N_, _

_ROW = 24.0
_SIGN = 28.0
_GAP = 6.0
_BETWEEN = 18.0
_SYMBOL = Box(0, 0, 74, 44)
_SMALLER = 0.37

_WAY_NAMES = {
    Way.ENTERS: N_("Information that enters"),
    Way.STORED: N_("Stored here"),
    Way.LEAVES: N_("Information that leaves"),
}


@dataclass(frozen=True, slots=True)
class Legend:
    """Marks that begin at the origin, and how much room they take."""

    marks: tuple[Mark, ...]
    height: float


def legend_of(view: ChartView, *, width: float, measure: Measure) -> Legend:
    """The legend of a drawing in the current language."""
    marks: list[Mark] = []
    x = y = 0.0
    for sign, name in _entries(view):
        long = _SIGN + _GAP + measure(name, SMALL_SIZE, False)
        if x and x + long > width:
            x, y = 0.0, y + _ROW
        marks += [_moved(mark, x, y + _ROW / 2) for mark in sign]
        at = Point(x + _SIGN + _GAP, y + _ROW / 2)
        marks.append(words(name, at, SMALL_SIZE, ink="text-soft", anchor=Anchor.LEFT))
        x += long + _BETWEEN
    return Legend(tuple(marks), y + _ROW)


def _entries(view: ChartView) -> Iterator[tuple[list[Shape], str]]:
    """Signs, each around the middle of its left edge, with their names."""
    for kind in StepKind:
        thick = 2.4 if kind is StepKind.END else 1.2
        symbol = Shape(_scaled(outline(kind, _SYMBOL)), fill="surface", stroke="text-muted", width=thick)
        yield [symbol], _(STEP_KIND_NAMES[kind])
    if view is not ChartView.BLUEPRINT:
        for lane in Lane:
            line = polygon(Point(2, 0), Point(_SIGN - 2, 0), closed=False)
            yield [Shape(line, stroke=LANE_INKS[lane], width=3.0)], _(LANE_NAMES[lane])
    back = polygon(Point(0, 0), Point(_SIGN, 0), closed=False)
    yield [Shape(back, stroke="accent", width=1.4, dash=(6.0, 3.0))], _("Leads back")
    if view is ChartView.INFORMATION:
        for way in Way:
            line = polygon(Point(2, 0), Point(_SIGN - 2, 0), closed=False)
            yield [Shape(line, stroke=INKS[way], width=3.0)], _(_WAY_NAMES[way])


def _scaled(path: Path) -> Path:
    """A symbol made small, its left edge at 0 and its middle on the line."""

    def small(point: Point) -> Point:
        return Point(point.x * _SMALLER, (point.y - _SYMBOL.height / 2) * _SMALLER)

    parts = tuple(
        Curve(small(part.end), (small(part.bend[0]), small(part.bend[1])) if part.bend else None) for part in path.parts
    )
    return Path(small(path.start), parts, closed=path.closed)


def _moved(mark: Shape, x: float, y: float) -> Shape:
    def there(point: Point) -> Point:
        return Point(point.x + x, point.y + y)

    parts = tuple(
        Curve(there(part.end), (there(part.bend[0]), there(part.bend[1])) if part.bend else None)
        for part in mark.path.parts
    )
    path = Path(there(mark.path.start), parts, closed=mark.path.closed)
    return Shape(path, mark.fill, mark.stroke, mark.width, mark.dash, mark.owner)
