"""The information flow: what enters a step hangs above it, what is stored and what leaves hangs below.

Information that leaves one step and enters another is named with the number of the other step, so that its way can be
followed without a line for each piece.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.flow.fitting import SMALL_LINE, SMALL_SIZE, Measure, wrapped
from qa_auditor.application.flow.marks import Mark, Shape, block
from qa_auditor.application.flow.shapes import Box, Curve, Path, Point, polygon
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.text import Text
from qa_auditor.i18n import language

WIDTH = 148.0
_LEAN = 8.0
_PADDING = 5.0
_BETWEEN = 4.0
_STEM = 15.0
_CAP = 5.0
_MOST_LINES = 3
_HEAD = 5.0


class Way(StrEnum):
    """What happens to a piece of information at a step."""

    ENTERS = "enters"
    STORED = "stored"
    LEAVES = "leaves"


INKS = {Way.ENTERS: "info", Way.STORED: "chart-3", Way.LEAVES: "chart-5"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of information as it is drawn."""

    way: Way
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Of its symbol."""
        return len(self.lines) * SMALL_LINE + 2 * _PADDING + (2 * _CAP - 2 if self.way is Way.STORED else 0)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on one step."""

    enters: tuple[Piece, ...] = ()
    stored: tuple[Piece, ...] = ()
    leaves: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.enters or self.stored or self.leaves)

    @property
    def above(self) -> float:
        """Room above the symbol."""
        return _tall(self.enters)

    @property
    def below(self) -> float:
        """Room below the symbol."""
        return _tall(self.stored) + _tall(self.leaves)


def _tall(pieces: Sequence[Piece]) -> float:
    return _STEM + sum(piece.height for piece in pieces) + _BETWEEN * (len(pieces) - 1) if pieces else 0.0


def hangings(record: ProcessRecord, measure: Measure) -> dict[str, Hanging]:
    """What hangs on each step that has information."""
    sources: dict[Text, list[int]] = {}
    takers: dict[Text, list[int]] = {}
    for number, step in enumerate(record.steps, start=1):
        for item in (*step.information.leaves, *step.information.stored):
            sources.setdefault(item, []).append(number)
        for item in step.information.enters:
            takers.setdefault(item, []).append(number)
    made: dict[str, Hanging] = {}
    for number, step in enumerate(record.steps, start=1):
        if not step.information:
            continue
        made[step.id] = Hanging(
            _pieces(Way.ENTERS, step.information.enters, sources, number, measure),
            _pieces(Way.STORED, step.information.stored, {}, number, measure),
            _pieces(Way.LEAVES, step.information.leaves, takers, number, measure),
        )
    return made


def _pieces(
    way: Way, items: Iterable[Text], others: Mapping[Text, Sequence[int]], number: int, measure: Measure
) -> tuple[Piece, ...]:
    made = []
    for item in items:
        text = item.in_language(language())
        numbers = ", ".join(str(other) for other in dict.fromkeys(others.get(item, ())) if other != number)
        if numbers:
            text += f" ←{numbers}" if way is Way.ENTERS else f" →{numbers}"
        room = WIDTH - 2 * _LEAN - 2 * _PADDING
        made.append(Piece(way, wrapped(text, width=room, measure=measure, size=SMALL_SIZE, most=_MOST_LINES) or ("",)))
    return tuple(made)


def hanging_marks(hanging: Hanging, box: Box, owner: str) -> list[Mark]:
    """The symbols above and below a step, with small arrows into and out of it."""
    marks: list[Mark] = []
    middle = box.middle.x
    top = box.top - hanging.above
    for piece in hanging.enters:
        marks += _symbol(piece, Box(middle - WIDTH / 2, top, middle + WIDTH / 2, top + piece.height), owner)
        top += piece.height + _BETWEEN
    if hanging.enters:
        marks += _stem(middle, top - _BETWEEN, box.top - 1, Way.ENTERS, owner)
    top = box.bottom
    for pieces in (hanging.stored, hanging.leaves):
        if pieces:
            marks += _stem(middle, top + 1, top + _STEM, pieces[0].way, owner)
            top += _STEM
        for piece in pieces:
            marks += _symbol(piece, Box(middle - WIDTH / 2, top, middle + WIDTH / 2, top + piece.height), owner)
            top += piece.height + _BETWEEN
        top -= _BETWEEN if pieces else 0
    return marks


def _stem(x: float, top: float, bottom: float, way: Way, owner: str) -> list[Mark]:
    """A short arrow downwards."""
    neck = bottom - _HEAD
    return [
        Shape(polygon(Point(x, top), Point(x, neck), closed=False), stroke=INKS[way], width=1.4, owner=owner),
        Shape(polygon(Point(x, bottom), Point(x - 3.4, neck), Point(x + 3.4, neck)), fill=INKS[way], owner=owner),
    ]


def _symbol(piece: Piece, box: Box, owner: str) -> list[Mark]:
    """A slanted box for what moves, a drum for what is stored."""
    ink = INKS[piece.way]
    if piece.way is Way.STORED:
        marks: list[Mark] = [
            Shape(_drum(box), fill="surface", stroke=ink, owner=owner),
            Shape(_lid(box), stroke=ink, owner=owner),
        ]
        text_box = Box(box.left, box.top + 2 * _CAP - 1, box.right, box.bottom - 1)
    else:
        slanted = polygon(
            Point(box.left + _LEAN, box.top),
            Point(box.right, box.top),
            Point(box.right - _LEAN, box.bottom),
            Point(box.left, box.bottom),
        )
        marks = [Shape(slanted, fill="surface", stroke=ink, owner=owner)]
        text_box = box
    return [*marks, *block(piece.lines, text_box, size=SMALL_SIZE, line=SMALL_LINE, ink="text", owner=owner)]


def _drum(box: Box) -> Path:
    l, t, r, b = box  # noqa: E741 - the four sides
    upper, lower = t + _CAP, b - _CAP
    return Path(
        Point(l, upper),
        (
            Curve(Point(r, upper), (Point(l + 6, t - _CAP / 2), Point(r - 6, t - _CAP / 2))),
            Curve(Point(r, lower)),
            Curve(Point(l, lower), (Point(r - 6, b + _CAP / 2), Point(l + 6, b + _CAP / 2))),
            Curve(Point(l, upper)),
        ),
    )


def _lid(box: Box) -> Path:
    l, t, r, _b = box  # noqa: E741 - the four sides
    upper = t + _CAP
    below = upper + _CAP * 1.5
    return Path(Point(l, upper), (Curve(Point(r, upper), (Point(l + 6, below), Point(r - 6, below))),), closed=False)
