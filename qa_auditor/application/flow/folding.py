"""A long drawing folded into strips, one under the other, as a long line of text is broken into lines.

It is cut between columns, behind the labels and before the tracks of a channel. An arrow from one strip to another ends
at a tag that names the step where it goes on, and begins again at a tag that names where it comes from; strips that it
would only pass show nothing of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qa_auditor.application.flow.graph import Tie
from qa_auditor.application.flow.layout import Arrow, Band, Layout, Standing, Strip, Tag
from qa_auditor.application.flow.shapes import Box, Point
from qa_auditor.application.flow.squeezing import Heights, squeezed

_TAG_HEIGHT = 17.0
_TAG_ROOM = 12.0
_DIGIT = 7.0
_BETWEEN = 4.0
_MARGIN = 16.0
_AROUND = 12.0
_BESIDE = 7.0


def folded(layout: Layout, *, room: float, between: float) -> Layout:
    """The drawing in as few strips as fit into ``room``, which are then as equal in width as can be.

    Args:
        layout: a drawing in one strip.
        room: the width of a strip at the most; one column has its place even where it is wider.
        between: from one strip to the next; above each strip there is as much room.
    """
    edges = _edges(layout, room - 2 * (_MARGIN + _TAG_ROOM + 3 * _DIGIT))
    return _Folding(layout, edges, between).result() if len(edges) > 2 else layout


def _edges(layout: Layout, room: float) -> list[float]:
    """The places at which the drawing is cut, with its beginning and end."""
    every = [0.0, *layout.cuts, layout.width]
    count = len(_filled(every, room))
    widest = room
    # The smallest width that needs no more strips: strips of one kind instead of a last one with a single step.
    low, high = 0.0, room
    while high - low > 4:
        middle = (low + high) / 2
        fitting = _filled(every, middle)
        if len(fitting) <= count and all(after - before <= middle for before, after in _pairs(fitting)):
            widest = high = middle
        else:
            low = middle
    return _filled(every, widest)


def _pairs(edges: Sequence[float]) -> list[tuple[float, float]]:
    return list(pairwise(edges))


def _filled(every: Sequence[float], room: float) -> list[float]:
    """Strip after strip, each with as many columns as fit."""
    made = [every[0]]
    for place, edge in enumerate(every[1:], start=1):
        if edge - made[-1] > room and every[place - 1] > made[-1]:
            made.append(every[place - 1])
    return [*made, every[-1]]


@dataclass(slots=True)
class _End:
    """Where lines end at the edge of a strip, before it is settled how far outside the tag stands."""

    y: float
    leaving: bool
    ties: list[Tie] = field(default_factory=list)
    level: int = 0

    @property
    def steps(self) -> list[str]:
        """The steps at the other ends."""
        return list(dict.fromkeys(tie.target if self.leaving else tie.source for tie in self.ties))


_Pieces = list[tuple[int, list[Point]]]


class _Folding:
    """Moves everything into its strip."""

    def __init__(self, layout: Layout, edges: Sequence[float], between: float) -> None:
        self._layout = layout
        self._edges = edges
        self._number = {step.id: number for number, step in enumerate(layout.steps, start=1)}
        self._pieces = [self._cut(arrow.parts[0]) for arrow in layout.arrows]
        self._ends: dict[tuple[int, bool], dict[tuple[float, bool], _End]] = {}
        for arrow, pieces in zip(layout.arrows, self._pieces, strict=True):
            if len(pieces) > 1:
                self._note(arrow.tie, pieces[0], leaving=True)
                self._note(arrow.tie, pieces[1], leaving=False)
        self._widths = self._spread()
        self._margin = _MARGIN + sum(self._widths) + _BETWEEN * len(self._widths)
        self._heights = [self._squeezed(number) for number in range(len(edges) - 1)]
        self._tops: list[float] = []
        top = between
        for heights in self._heights:
            self._tops.append(top)
            top += heights.new[-1] + between
        self._height = top - between
        self._width = max(after - before for before, after in _pairs(edges)) + 2 * self._margin

    def result(self) -> Layout:
        """The folded drawing."""
        layout = self._layout
        return Layout(
            steps=tuple(self._moved_step(step) for step in layout.steps),
            arrows=tuple(self._arrow(arrow, pieces) for arrow, pieces in zip(layout.arrows, self._pieces, strict=True)),
            strips=tuple(self._strip(number) for number in range(len(self._heights))),
            cuts=(),
            width=self._width,
            height=self._height,
            tags=tuple(
                self._tag(end, number, at_right=at_right)
                for (number, at_right), ends in self._ends.items()
                for end in ends.values()
            ),
        )

    # ------------------------------------------------------------------------------------------------- cutting arrows

    def _strip_of(self, x: float) -> int:
        return next((number for number, edge in enumerate(self._edges[1:-1]) if x < edge), len(self._edges) - 2)

    def _cut(self, points: Sequence[Point]) -> _Pieces:
        """The first and the last piece of an arrow, each with its strip; one piece where it stays in its strip."""
        here = self._strip_of(points[0].x)
        made: _Pieces = [(here, [points[0]])]
        for former, point in pairwise(points):
            there = self._strip_of(point.x)
            step = 1 if there > here else -1
            while here != there:
                crossing = Point(self._edges[here + (step > 0)], former.y)
                made[-1][1].append(crossing)
                here += step
                made.append((here, [crossing]))
            made[-1][1].append(point)
        return made if len(made) < 2 else [made[0], made[-1]]

    def _end_of(self, piece: tuple[int, list[Point]], *, leaving: bool) -> tuple[int, bool, float]:
        """The strip and side at which a piece was cut, and the height."""
        number, points = piece
        end = points[-1] if leaving else points[0]
        return number, end.x == self._edges[number + 1], end.y

    def _note(self, tie: Tie, piece: tuple[int, list[Point]], *, leaving: bool) -> None:
        number, at_right, y = self._end_of(piece, leaving=leaving)
        ends = self._ends.setdefault((number, at_right), {})
        ends.setdefault((round(y, 1), leaving), _End(y, leaving)).ties.append(tie)

    def _spread(self) -> list[float]:
        """Put tags that would lie over each other farther outside; the width of the tags at each distance."""
        widths: list[float] = []
        for ends in self._ends.values():
            standing: list[list[float]] = []
            for end in sorted(ends.values(), key=lambda end: end.y):
                free = (
                    level
                    for level, heights in enumerate(standing)
                    if all(abs(end.y - height) > _TAG_HEIGHT for height in heights)
                )
                end.level = next(free, len(standing))
                if end.level == len(standing):
                    standing.append([])
                standing[end.level].append(end.y)
                width = _TAG_ROOM + _DIGIT * len(self._said(end))
                widths += [0.0] * (end.level + 1 - len(widths))
                widths[end.level] = max(widths[end.level], width)
        return widths

    def _said(self, end: _End) -> str:
        return ", ".join(str(self._number[step]) for step in end.steps)

    # --------------------------------------------------------------------------------------------------------- moving

    def _squeezed(self, number: int) -> Heights:
        """The heights of a strip without what nothing in it needs."""
        layout = self._layout
        taken = [
            (step.room.top - _AROUND, step.room.bottom + _AROUND)
            for step in layout.steps
            if self._strip_of(step.box.middle.x) == number
        ]
        for arrow, pieces in zip(layout.arrows, self._pieces, strict=True):
            for _strip, points in (piece for piece in pieces if piece[0] == number):
                taken += [(here.y - _BESIDE, here.y + _BESIDE) for here in points]
            if arrow.label is not None and self._strip_of(arrow.label.middle.x) == number:
                taken.append((arrow.label.top - _BESIDE, arrow.label.bottom + _BESIDE))
        lanes = layout.strips[0].lanes
        return squeezed(lanes, taken) if len(lanes) > 1 else squeezed(lanes, taken, least=0.0)

    def _moved(self, point: Point, number: int) -> Point:
        across = point.x - self._edges[number] + self._margin
        return Point(across, self._heights[number].of(point.y) + self._tops[number])

    def _moved_box(self, box: Box, number: int) -> Box:
        corner = self._moved(Point(box.left, box.top), number)
        return Box(corner.x, corner.y, corner.x + box.width, corner.y + box.height)

    def _moved_step(self, step: Standing) -> Standing:
        number = self._strip_of(step.box.middle.x)
        return Standing(
            step.id, step.kind, step.place, self._moved_box(step.box, number), self._moved_box(step.room, number)
        )

    def _arrow(self, arrow: Arrow, pieces: _Pieces) -> Arrow:
        parts = [[self._moved(point, number) for point in points] for number, points in pieces]
        if len(parts) > 1:
            parts[0][-1] = self._at_tag(pieces[0], leaving=True)
            parts[1][0] = self._at_tag(pieces[1], leaving=False)
        label = arrow.label
        if label is not None:
            label = self._moved_box(label, self._strip_of(label.left))
        return Arrow(arrow.tie, tuple(tuple(part) for part in parts), label)

    def _at_tag(self, piece: tuple[int, list[Point]], *, leaving: bool) -> Point:
        number, at_right, y = self._end_of(piece, leaving=leaving)
        box = self._tag_box(self._ends[number, at_right][round(y, 1), leaving], number, at_right=at_right)
        return Point(box.left if at_right else box.right, box.middle.y)

    def _tag_box(self, end: _End, number: int, *, at_right: bool) -> Box:
        """Beside the strip's columns, the farther outside the higher the level."""
        away = _MARGIN / 2 + sum(self._widths[: end.level]) + _BETWEEN * end.level
        width = _TAG_ROOM + _DIGIT * len(self._said(end))
        edge = self._moved(Point(self._edges[number + at_right], end.y), number)
        left = edge.x + away if at_right else edge.x - away - width
        return Box(left, edge.y - _TAG_HEIGHT / 2, left + width, edge.y + _TAG_HEIGHT / 2)

    def _tag(self, end: _End, number: int, *, at_right: bool) -> Tag:
        box = self._tag_box(end, number, at_right=at_right)
        # What leaves at the right points to the right, what comes in there has come from the right.
        return Tag(box, tuple(end.ties), tuple(end.steps), leftwards=at_right != end.leaving)

    def _strip(self, number: int) -> Strip:
        whole = self._layout.strips[0]
        top, heights = self._tops[number], self._heights[number]
        first, last = self._edges[number], self._edges[number + 1]
        lanes = tuple(Band(band.key, heights.of(band.low) + top, heights.of(band.high) + top) for band in whole.lanes)
        stages = []
        for band in whole.stages:
            start, end = max(first, band.low), min(last, band.high)
            if start < end:
                left = 0.0 if start == first else start - first + self._margin
                right = self._width if end == last else end - first + self._margin
                stages.append(Band(band.key, left, right))
        return Strip(Box(0, top, self._width, top + heights.new[-1]), lanes, tuple(stages))
