"""Text inside symbols: broken into lines, Chinese between characters and English between words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qa_auditor.application.flow.shapes import SLANT, WAVE
from qa_auditor.domain.process import StepKind
from qa_auditor.i18n.line_breaks import line_spans

Measure = Callable[[str, float, bool], float]
"""The width of a text at a size, bold or not, as the painter will draw it. Asked for single characters, very often."""

NAME_SIZE = 13.0
NAME_LINE = 17.0
SMALL_SIZE = 11.0
SMALL_LINE = 15.0

STEP_WIDTH = 148.0
DECISION_WIDTH = 180.0
_TERMINAL_WIDTH = 116.0
_MARGIN = 10.0
_MOST_LINES = 6

_ELLIPSIS = "…"


def wrapped(
    text: str, *, width: float, measure: Measure, size: float = NAME_SIZE, bold: bool = False, most: int = _MOST_LINES
) -> tuple[str, ...]:
    """The lines of a text, each at most ``width`` wide; more than ``most`` lines end in an ellipsis."""
    line = " ".join(text.split())
    ends = list(accumulate(measure(char, size, bold) for char in line))
    spans = list(line_spans(line, ends, width))
    lines = [line[start:stop] for start, stop in spans[:most]]
    if len(spans) > most:
        rest = line[spans[most - 1][0] :]
        lines[-1] = elided(rest, width=width, measure=measure, size=size, bold=bold)
    return tuple(lines)


def elided(text: str, *, width: float, measure: Measure, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    ends = list(accumulate(measure(char, size, bold) for char in text))
    if not ends or ends[-1] <= width:
        return text
    kept = sum(end <= width - measure(_ELLIPSIS, size, bold) for end in ends)
    return text[:kept].rstrip() + _ELLIPSIS


@dataclass(frozen=True, slots=True)
class Fitted:
    """What stands in a symbol, and how large the symbol is for it.

    Attributes:
        caption: the small line above the name. lines: of the name. note: the small line beneath, or "".
    """

    width: float
    height: float
    caption: str
    lines: tuple[str, ...]
    note: str


def fitted(kind: StepKind, *, name: str, caption: Sequence[str], note: str, measure: Measure) -> Fitted:
    """Break a name into lines that the symbol of its kind can hold.

    Args:
        kind: of step.
        name: of the step.
        caption: what may stand above it, the most telling first; the first that fits is taken.
        note: what stands beneath it, or "".
        measure: width of a text.
    """
    if kind is StepKind.DECISION:
        return _in_diamond(name, caption[-1] if caption else "", note, measure)
    width, room = STEP_WIDTH, STEP_WIDTH - 2 * _MARGIN
    if kind in (StepKind.START, StepKind.END):
        narrow = _TERMINAL_WIDTH - 2 * _MARGIN - 8
        if len(wrapped(name, width=narrow, measure=measure, bold=True)) <= 2:
            width, room = _TERMINAL_WIDTH, narrow
        else:
            room -= 12
    elif kind in (StepKind.CHECK, StepKind.WAIT):
        room = width - 2 * SLANT
    lines = wrapped(name, width=room, measure=measure, bold=True)
    said = next((text for text in caption if measure(text, SMALL_SIZE, False) <= room), "")
    if not said and caption:
        said = elided(caption[0], width=room, measure=measure, size=SMALL_SIZE)
    beneath = elided(note, width=room, measure=measure, size=SMALL_SIZE) if note else ""
    height = len(lines) * NAME_LINE + SMALL_LINE * (bool(said) + bool(beneath)) + 16
    if kind is StepKind.RECORD:
        height += WAVE + 2
    return Fitted(width, max(52.0, height), said, lines, beneath)


def _in_diamond(name: str, caption: str, note: str, measure: Measure) -> Fitted:
    """The lowest diamond whose width leaves room for as many lines as the name then has."""
    width = DECISION_WIDTH
    height = 0.0
    lines: tuple[str, ...] = ()
    for count in range(1, _MOST_LINES + 1):
        height = 58 + NAME_LINE * count
        room = width * (1 - NAME_LINE * count / height) - 10
        lines = wrapped(name, width=room, measure=measure, bold=True, most=count)
        if not _cut(lines, name):
            break
    return Fitted(width, height, caption, lines, note)


def _cut(lines: Sequence[str], name: str) -> bool:
    return bool(lines) and lines[-1].endswith(_ELLIPSIS) and not name.rstrip().endswith(_ELLIPSIS)
