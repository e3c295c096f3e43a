"""What is shown on the steps of a drawing: how far they were done to standard, and that something needs a look."""

from collections.abc import Iterable, Mapping

from qa_auditor.application.flow.hints import Hint
from qa_auditor.application.flow.symbols import StepNote, Tone
from qa_auditor.application.views.process_flow import FlowScores, StepScore
from qa_auditor.domain.process import Measurement, ProcessRecord
from qa_auditor.domain.rounding import rounded
from qa_auditor.i18n import _


def notes_of(record: ProcessRecord, scores: FlowScores | None, hints: Iterable[Hint] = ()) -> dict[str, StepNote]:
    """The note of each step that has one; a figure is held against the process's benchmark of compliance."""
    counts: dict[str, int] = {}
    faulty: set[str] = set()
    for hint in hints:
        counts[hint.step] = counts.get(hint.step, 0) + 1
        if hint.is_fault:
            faulty.add(hint.step)
    known: Mapping[str, StepScore] = scores.steps if scores is not None else {}
    made: dict[str, StepNote] = {}
    for step in record.steps:
        score = known.get(step.id)
        figure = _figure(score) if score is not None else ""
        if figure or step.id in counts:
            tone = _tone(record, score) if score else Tone.PLAIN
            made[step.id] = StepNote(figure, tone, counts.get(step.id, 0), faulty=step.id in faulty)
    return made


def _figure(score: StepScore) -> str:
    """The share done to standard and what it rests on: 87% n42."""
    share = score.shown
    if share.value is None:
        return ""
    return _("{value}% n{n}").format(value=format(rounded(share.value * 100, 0), "f"), n=share.n)


def _tone(record: ProcessRecord, score: StepScore) -> Tone:
    benchmark = dict(record.benchmarks).get(Measurement.COMPLIANCE)
    value = score.shown.value
    if benchmark is None or value is None:
        return Tone.PLAIN
    return Tone.GOOD if value >= benchmark else Tone.BAD
