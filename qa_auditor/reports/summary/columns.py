"""The columns of the long tables of a summary workbook: one evaluation, one section or one answer a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Generic, TypeVar

from qa_auditor.application.views.scorecard import ScorecardContent
from qa_auditor.application.views.wording import (
    CLASS_NAMES,
    DIMENSION_NAMES,
    DIRECTION_NAMES,
    EFFECT_NAMES,
    KIND_NAMES,
    answer_text,
    area_name,
    mark_text,
    moment_text,
)
from qa_auditor.domain.answer import NA, Response
from qa_auditor.domain.areas import AREAS, DIMENSIONS
from qa_auditor.domain.checklist import Question, Section
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.scoring.result import Contribution, CriticalError
from qa_auditor.i18n import _
from qa_auditor.reports.xlsx.style import Look

Row = TypeVar("Row")

TEXT, CENTRE, WHOLE, SCORE, NUMBER = Look.TEXT, Look.CENTRE, Look.WHOLE, Look.SCORE, Look.NUMBER


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question of one evaluation."""

    content: ScorecardContent
    section: Section
    question: Question
    number: int
    response: Response
    part: Contribution | None
    error: CriticalError | None
    language: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One evaluation, with the numbers of its groups."""

    content: ScorecardContent
    agent: int
    site: int
    checklist: int
    month: int
    language: str


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name for formulas, heading, width in characters, look, meaning, and a row's value in it."""

    key: str
    head: str
    width: float
    look: Look
    meaning: str
    value: Callable[[Row], object]


def number(value: Fraction | None) -> float | None:
    """An exact number as a cell takes it: 15 digits and more."""
    return None if value is None else float(value)


def local(moment: Moment) -> datetime | str:
    """A moment on its own wall clock, for a cell; as text where a workbook's calendar does not reach."""
    wall = moment.local().replace(tzinfo=None, microsecond=0)
    return wall if wall.year >= 1900 else moment_text(moment)


PRINTED_SCORES = (
    "title", "occurred", "zone", "process", "site", "agent", "agent_name", "evaluator_name", "checklist", "version",
    "total", "verdict", "grade", "critical", "failed", "hardware", "software", "people",
)  # fmt: skip
"""The first columns of *Scores*: what fits the width of a page. The others follow."""

PRINTED_ANSWERS = (
    "occurred", "zone", "agent", "checklist", "section", "text", "answer", "failed", "possible", "earned", "lost",
    "critical", "note", "marks",
)  # fmt: skip
"""The first columns of *Answers* and *Findings*."""


def _in_order(columns: Sequence[Column[Row]], first: Sequence[str]) -> tuple[Column[Row], ...]:
    by_key = {column.key: column for column in columns}
    return (*(by_key[key] for key in first), *(column for column in columns if column.key not in first))


def score_columns() -> tuple[Column[ScoreRow], ...]:
    """Columns of *Scores*, in the current language."""
    return _in_order((*_identity(), *_people(), *_numbers(), *_keys()), PRINTED_SCORES)


def _identity() -> tuple[Column[ScoreRow], ...]:
    return (
        Column("id", _("Evaluation"), 38, TEXT, _("Id of the evaluation; the same on every sheet"),
               lambda row: row.content.evaluation.id),
        Column("title", _("Subject"), 30, TEXT, _("Short name of the call or visit"),
               lambda row: row.content.subject.title),
        Column("kind", _("Kind"), 10, TEXT, _("What was judged"),
               lambda row: _(KIND_NAMES[row.content.subject.kind])),
        Column("occurred", _("Occurred (local time)"), 17, Look.DATE,
               _("When it took place, on the wall clock of the next column's time zone"),
               lambda row: local(row.content.subject.occurred)),
        Column("zone", _("Time zone"), 15, TEXT, _("Zone of the three times of this row"),
               lambda row: row.content.subject.occurred.zone),
        Column("process", _("Process"), 13, TEXT, _("Code of the service process"),
               lambda row: row.content.subject.process_code),
        Column("process_name", _("Process name"), 18, TEXT, _("Its name"),
               lambda row: row.content.process.name.in_language(row.language) if row.content.process else None),
        Column("checklist", _("Checklist"), 14, TEXT, _("Id of the checklist"),
               lambda row: row.content.checklist.id),
        Column("version", _("Version"), 8, WHOLE, _("Version of the checklist that the evaluation is pinned to"),
               lambda row: row.content.checklist.version),
    )  # fmt: skip


def _people() -> tuple[Column[ScoreRow], ...]:
    return (
        Column("site", _("Site"), 9, TEXT, _("Code of the site"),
               lambda row: row.content.site.code if row.content.site else None),
        Column("site_name", _("Site name"), 20, TEXT, _("Its name"),
               lambda row: row.content.site.name.in_language(row.language) if row.content.site else None),
        Column("team", _("Team"), 14, TEXT, _("The agent's team today"),
               lambda row: row.content.team.name if row.content.team else None),
        Column("agent", _("Agent"), 10, TEXT, _("Staff number of the agent, as text"),
               lambda row: row.content.agent.code if row.content.agent else None),
        Column("agent_name", _("Agent's name"), 16, TEXT, _("Name of the agent"),
               lambda row: row.content.agent.name if row.content.agent else None),
        Column("direction", _("Direction"), 10, TEXT, _("Inbound or outbound"), _direction),
        Column("channel", _("Channel"), 9, TEXT, _("Telephone, chat, store …"),
               lambda row: row.content.subject.channel),
        Column("customer", _("Customer reference"), 14, TEXT, _("How the house refers to the customer"),
               lambda row: row.content.subject.customer_ref),
        Column("evaluator", _("Evaluator"), 11, TEXT, _("Code of who scored"),
               lambda row: row.content.evaluator.code if row.content.evaluator else None),
        Column("evaluator_name", _("Evaluator's name"), 16, TEXT, _("Name of who scored"),
               lambda row: row.content.evaluator.name if row.content.evaluator else None),
        Column("submitted", _("Submitted (local time)"), 17, Look.DATE, _("When the score became final"), _submitted),
        Column("minutes", _("Minutes scoring"), 10, Look.NUMBER, _("Net time at the form"),
               lambda row: row.content.evaluation.scoring_ms / 60_000),
        Column("revision", _("Revision"), 9, WHOLE, _("1 is the first; a correction is a further one"),
               lambda row: row.content.evaluation.revision),
        Column("reason", _("Reason of correction"), 24, TEXT, _("Why a correction was made"),
               lambda row: row.content.evaluation.reason),
    )  # fmt: skip


def _numbers() -> tuple[Column[ScoreRow], ...]:
    parts: list[Column[ScoreRow]] = [
        Column("total", _("Total"), 9, SCORE, _("Score after every step; empty: nothing applied"),
               lambda row: number(row.content.score.total)),
        Column("raw", _("Before bonus and errors"), 11, SCORE, _("Score before bonus and effects of critical errors"),
               lambda row: number(row.content.score.raw)),
        Column("bonus", _("Bonus"), 8, NUMBER, _("Points on top"), lambda row: number(row.content.score.bonus)),
        Column("verdict", _("Result"), 12, CENTRE, _("Passed or not; empty where the checklist has no pass mark"),
               _verdict),
        Column("grade", _("Grade"), 12, CENTRE, _("Grade that the total reaches"),
               lambda row: row.content.score.band.in_language(row.language) if row.content.score.band else None),
        Column("critical", _("Critical errors"), 9, WHOLE, _("Number of critical errors"),
               lambda row: len(row.content.score.critical)),
        Column("failed", _("Failed"), 8, WHOLE, _("Questions that lost points or were answered critically"),
               lambda row: sum(part.failed for part in row.content.score.contributions)),
        Column("scored", _("Scored"), 8, WHOLE, _("Questions that were answered, applied and are scored"),
               lambda row: len(row.content.score.contributions)),
        Column("na", _("N/A"), 8, WHOLE, _("Questions answered not applicable"), _not_applicable),
    ]  # fmt: skip
    parts += [_part(name, _(DIMENSION_NAMES[name]), _("Score of the dimension; empty: none")) for name in DIMENSIONS]
    parts += [_part(name, area_name(name), _("Score of the key area; empty: none")) for name in AREAS]
    return tuple(parts)


def _part(name: str, head: str, meaning: str) -> Column[ScoreRow]:
    def value(row: ScoreRow) -> float | None:
        score = row.content.score
        return number(score.areas.get(name) if "." in name else score.dimensions.get(name))

    return Column(name, head, 11, SCORE, meaning, value)


def _keys() -> tuple[Column[ScoreRow], ...]:
    return (
        Column("recording", _("Recording"), 28, TEXT, _("Name under which the recording was imported"),
               lambda row: row.content.subject.recording.file_name if row.content.subject.recording else None),
        Column("sha256", _("SHA-256 of the recording"), 30, TEXT, _("Tells whether a file is that recording"),
               lambda row: row.content.subject.recording.sha256 if row.content.subject.recording else None),
        Column("agent_no", _("Agent no."), 8, Look.HELPER, _("Row's group on the sheet by agent"),
               lambda row: row.agent),
        Column("site_no", _("Site no."), 8, Look.HELPER, _("Row's group on the sheet by site"), lambda row: row.site),
        Column("checklist_no", _("Checklist no."), 8, Look.HELPER, _("Row's group on the sheet by checklist"),
               lambda row: row.checklist),
        Column("month_no", _("Month no."), 8, Look.HELPER, _("Row's group on the sheet by month"),
               lambda row: row.month),
    )  # fmt: skip


def _direction(row: ScoreRow) -> str | None:
    direction = row.content.subject.direction
    return _(DIRECTION_NAMES[direction]) if direction in DIRECTION_NAMES else None


def _submitted(row: ScoreRow) -> datetime | str | None:
    submitted = row.content.evaluation.submitted
    return local(submitted) if submitted else None


def _verdict(row: ScoreRow) -> str | None:
    passed = row.content.score.passed
    return None if passed is None else verdict_word(passed=passed)


def verdict_word(*, passed: bool) -> str:
    """The word that column *Result* has."""
    return _("Passed") if passed else _("Not passed")


def _not_applicable(row: ScoreRow) -> int:
    return sum(
        response.value is NA and question_id not in row.content.score.hidden
        for question_id, response in row.content.responses.items()
    )


def answer_columns() -> tuple[Column[AnswerRow], ...]:
    """Columns of *Answers* and *Findings*, in the current language."""
    return _in_order(_answer_parts(), PRINTED_ANSWERS)


def _answer_parts() -> tuple[Column[AnswerRow], ...]:
    return (
        Column("id", _("Evaluation"), 38, TEXT, _("Id of the evaluation; the same on every sheet"),
               lambda row: row.content.evaluation.id),
        Column("occurred", _("Occurred (local time)"), 17, Look.DATE,
               _("When it took place, on the wall clock of the next column's time zone"),
               lambda row: local(row.content.subject.occurred)),
        Column("zone", _("Time zone"), 15, TEXT, _("Zone of the time"),
               lambda row: row.content.subject.occurred.zone),
        Column("agent", _("Agent"), 10, TEXT, _("Staff number of the agent, as text"),
               lambda row: row.content.agent.code if row.content.agent else None),
        Column("checklist", _("Checklist"), 14, TEXT, _("Id of the checklist"), lambda row: row.content.checklist.id),
        Column("version", _("Version"), 8, WHOLE, _("Version of the checklist that the evaluation is pinned to"),
               lambda row: row.content.checklist.version),
        Column("section", _("Section"), 16, TEXT, _("Section of the checklist"),
               lambda row: row.section.title.in_language(row.language) or row.section.id),
        Column("number", _("No."), 6, WHOLE, _("Place of the question in that version"), lambda row: row.number),
        Column("question", _("Question id"), 22, TEXT, _("Name of the question for ever; texts may change"),
               lambda row: row.question.id),
        Column("text", _("Question"), 40, TEXT, _("The question as that version asks it"),
               lambda row: row.question.text.in_language(row.language)),
        Column("state", _("State"), 14, TEXT, _("Answered, not applicable, open, or hidden by its condition"), _state),
        Column("answer", _("Answer"), 20, TEXT, _("The answer as on the form"), _answer),
        Column("failed", _("Failed"), 12, CENTRE, _("Whether the answer lost points or was a critical error"),
               _failed),
        Column("weight", _("Weight"), 8, NUMBER, _("Weight in the checklist, in the checklist's own unit"),
               lambda row: number(row.question.weight) if row.question.scored else None),
        Column("fraction", _("Fraction"), 9, NUMBER, _("What the answer earned of the weight, 0 to 1"),
               lambda row: number(row.part.fraction) if row.part else None),
        Column("possible", _("Possible points"), 9, NUMBER,
               _("Points of the total that the question could give; empty for bonus and deduction"), _possible),
        Column("earned", _("Earned points"), 9, NUMBER, _("Points of the total that it gave"),
               lambda row: number(row.part.earned) if row.part else None),
        Column("lost", _("Lost points"), 9, NUMBER, _("Points of the total that it took"),
               lambda row: number(row.part.lost) if row.part else None),
        Column("critical", _("Critical error"), 24, TEXT, _("Whom it hurts, and what it does to the score"),
               _critical),
        Column("note", _("Note"), 44, TEXT, _("What the evaluator wrote"), lambda row: row.response.note),
        Column("marks", _("Marks"), 30, TEXT, _("Moments of the recording, minutes and seconds, with their notes"),
               lambda row: "\n".join(mark_text(mark) for mark in row.response.marks)),
    )  # fmt: skip


def _state(row: AnswerRow) -> str:
    if row.question.id in row.content.score.hidden:
        return _("hidden")
    if row.response.value is None:
        return _("open")
    return _("not applicable") if row.response.value is NA else _("answered")


def _answer(row: AnswerRow) -> str:
    if row.question.id in row.content.score.hidden:
        return ""
    return answer_text(row.question, row.response.value, language=row.language)


def _failed(row: AnswerRow) -> str | None:
    if row.error is not None:
        return _("critical")
    return _("failed") if row.part is not None and row.part.failed else None


def _possible(row: AnswerRow) -> float | None:
    if row.part is None or row.part.effective_weight is None:
        return None
    return number(100 * row.part.effective_weight)


def _critical(row: AnswerRow) -> str | None:
    if row.error is None:
        return None
    return f"{_(CLASS_NAMES[row.error.critical_class])} · {_(EFFECT_NAMES[row.error.effect])}"
