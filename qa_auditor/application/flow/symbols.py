"""A step as marks: its symbol, the words in it, and what is known of it at its corners."""

from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.flow.axes import Body
from qa_auditor.application.flow.fitting import (
    NAME_LINE,
    NAME_SIZE,
    SMALL_LINE,
    SMALL_SIZE,
    Fitted,
    Measure,
    fitted,
)
from qa_auditor.application.flow.hanging import Hanging, hanging_marks
from qa_auditor.application.flow.layout import Standing
from qa_auditor.application.flow.marks import Anchor, Mark, Shape, words
from qa_auditor.application.flow.shapes import WAVE, Box, Point, circle, outline, polygon, rounded
from qa_auditor.application.flow.wording import step_name, time_text
from qa_auditor.domain.process import Lane, Step, StepKind
from qa_auditor.i18n import language

_PILL = 17.0
_PILL_SIZE = 10
_PILL_INSIDE = 4.0
_BADGE = 8.5

LANE_INKS = {
    Lane.CUSTOMER: "chart-people",
    Lane.FRONT: "chart-software",
    Lane.BACK: "chart-hardware",
    Lane.SUPPORT: "chart-6",
}
"""The colour of a lane's outlines, in all drawings."""


class Tone(StrEnum):
    """What a figure means."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"


_TONES = {
    Tone.GOOD: ("pass-soft", "pass"),
    Tone.BAD: ("critical-soft", "critical"),
    Tone.PLAIN: ("surface-sunken", "text-soft"),
}


@dataclass(frozen=True, slots=True)
class StepNote:
    """What is known of a step beside its record.

    Attributes:
        figure: a short figure, and what it means (``tone``).
        hints: how many things need a look. faulty: one of them is wrong.
    """

    figure: str = ""
    tone: Tone = Tone.PLAIN
    hints: int = 0
    faulty: bool = False


def fitted_step(step: Step, number: int, measure: Measure) -> Fitted:
    """The words of a step, broken into lines, and the size of its symbol."""
    role = step.role.in_language(language())
    return fitted(
        step.kind,
        name=step_name(step),
        caption=(f"{number} · {role}", str(number)) if role else (str(number),),
        note=time_text(step),
        measure=measure,
    )


def body_of(step: Step, fit: Fitted, hanging: Hanging | None, note: StepNote | None) -> Body:
    """The room that a step takes."""
    below = _PILL - _pill_inside(step) if note is not None and note.figure else 0.0
    if step.kind is StepKind.DECISION and fit.note:
        below = max(below, SMALL_LINE / 2)
    above = _BADGE if note is not None and note.hints else 0.0
    if hanging:
        above, below = hanging.above + 4, hanging.below + 4
    return Body(step.kind, fit.width, fit.height, above, below)


def step_marks(
    step: Step, standing: Standing, fit: Fitted, hanging: Hanging | None, note: StepNote | None, measure: Measure
) -> list[Mark]:
    """Everything that is drawn for a step."""
    box, owner = standing.box, step.id
    ink = LANE_INKS[step.lane]
    marks: list[Mark] = []
    if hanging:
        marks += hanging_marks(hanging, box, owner)
    terminal = step.kind in (StepKind.START, StepKind.END)
    marks.append(
        Shape(
            outline(step.kind, box),
            fill="surface-sunken" if terminal else "surface",
            stroke=ink,
            width=2.4 if step.kind is StepKind.END else 1.5,
            owner=owner,
        )
    )
    marks += _text(step, box, fit, ink)
    if step.kind is StepKind.CHECK:
        marks += _tick(box, ink, owner)
    elif step.kind is StepKind.WAIT:
        marks += _hourglass(box, ink, owner)
    if note is not None:
        marks += _figure(step, box, note, measure) if note.figure else []
        marks += _hint(step, box, note) if note.hints else []
    return marks


def _text(step: Step, box: Box, fit: Fitted, ink: str) -> list[Mark]:
    """Number and role, name, time limit; the limit of a decision stands beside it."""
    bottom = box.bottom - (WAVE if step.kind is StepKind.RECORD else 0)
    decision = step.kind is StepKind.DECISION
    inside = bool(fit.note) and not decision
    shift = 6.0 if step.kind is StepKind.WAIT else 0.0
    rows = len(fit.lines) * NAME_LINE + SMALL_LINE * (bool(fit.caption) + inside)
    x = box.middle.x - shift
    y = (box.top + bottom) / 2 - rows / 2
    if decision:
        y = box.middle.y - len(fit.lines) * NAME_LINE / 2 - SMALL_LINE * bool(fit.caption)
    marks: list[Mark] = []
    if fit.caption:
        middle = Point(x, y + SMALL_LINE / 2)
        marks.append(words(fit.caption, middle, SMALL_SIZE, ink="text-muted", owner=step.id))
        y += SMALL_LINE
    for line in fit.lines:
        marks.append(words(line, Point(x, y + NAME_LINE / 2), NAME_SIZE, bold=True, owner=step.id))
        y += NAME_LINE
    if inside:
        marks.append(words(fit.note, Point(x, y + SMALL_LINE / 2), SMALL_SIZE, ink="text-soft", owner=step.id))
    elif fit.note:
        at = Point(box.middle.x - 24, box.bottom - 2)
        marks.append(words(fit.note, at, SMALL_SIZE, ink="text-soft", anchor=Anchor.RIGHT, owner=step.id))
    del ink
    return marks


def _tick(box: Box, ink: str, owner: str) -> list[Mark]:
    """The sign of a check, beside its lower left corner, where no words are."""
    x, y = box.left + 3, box.bottom - 4
    path = polygon(Point(x - 5, y - 1), Point(x - 1.5, y + 3), Point(x + 5, y - 5), closed=False)
    return [Shape(path, stroke=ink, width=1.8, owner=owner)]


def _hourglass(box: Box, ink: str, owner: str) -> list[Mark]:
    """The sign of a wait, at its round end."""
    x, y = box.right - 15, box.middle.y
    upper = polygon(Point(x - 5, y - 7), Point(x + 5, y - 7), Point(x, y))
    lower = polygon(Point(x - 5, y + 7), Point(x + 5, y + 7), Point(x, y))
    return [
        Shape(upper, stroke=ink, width=1.4, owner=owner),
        Shape(lower, fill=ink, stroke=ink, width=1.4, owner=owner),
    ]


def _pill_inside(step: Step) -> float:
    """How much of the pill lies within the symbol: so little that it leaves the last line of words alone."""
    return _PILL / 2 if step.kind is StepKind.DECISION else _PILL_INSIDE


def _figure(step: Step, box: Box, note: StepNote, measure: Measure) -> list[Mark]:
    """The figure of a step, on its lower edge at the right, where no arrow leaves."""
    ground, ink = _TONES[note.tone]
    width = measure(note.figure, _PILL_SIZE, True) + 14
    right = box.right - (0 if step.kind is StepKind.DECISION else 8)
    top = box.bottom - _pill_inside(step)
    pill = Box(right - width, top, right, top + _PILL)
    return [
        Shape(rounded(pill, _PILL / 2), fill=ground, stroke=ink, width=1.0, owner=step.id),
        words(note.figure, pill.middle, _PILL_SIZE, ink=ink, bold=True, owner=step.id),
    ]


def _hint(step: Step, box: Box, note: StepNote) -> list[Mark]:
    """A sign at the upper right corner: something here needs a look."""
    middle = Point(box.right - 12, box.top + (6 if step.kind is StepKind.DECISION else 0))
    text = "!" if note.hints == 1 else str(note.hints)
    ink = "critical" if note.faulty else "warning"
    return [
        Shape(circle(middle, _BADGE), fill=f"{ink}-soft", stroke=ink, width=1.2, owner=step.id),
        words(text, middle, 11, ink=ink, bold=True, owner=step.id),
    ]
