"""Scorecard contents for tests: one evaluation of any checklist, with people and place."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

from qa_auditor.application.views.scorecard import ScorecardContent
from qa_auditor.domain.answer import Mark, Response, Value
from qa_auditor.domain.checklist import Checklist
from qa_auditor.domain.evaluation import Evaluation, EvaluationState
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Evaluator, Process, ProcessClass, Site, Team
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.domain.text import plain, translated

MADE = datetime(2026, 11, 3, 6, 2, tzinfo=UTC)
MOMENT = Moment(MADE, "Asia/Shanghai")
NOBODY: dict[str, str | Fraction] = {}


def content_of(
    checklist: Checklist,
    values: Mapping[str, Value],
    *,
    note: str = "",
    marks: tuple[Mark, ...] = (),
    title: str = "0301 call",
    fields: Mapping[str, str | Fraction] = NOBODY,
) -> ScorecardContent:
    """The content of a submitted evaluation with these answers; every response carries ``note`` and ``marks``."""
    recording = Recording("5e" * 32, "0301.wav", "WAV A-law", 2_016_000, 252_000, 2, 8000)
    subject = Subject(
        "s", checklist.subject, title, MOMENT, "a", "p", "COMPLAINT", "in", "phone", "C-1002", recording=recording
    )
    return ScorecardContent(
        evaluation=Evaluation(
            "0190f3a2", "0190f3a2", 1, checklist.ref, "s", "e", MOMENT, EvaluationState.SUBMITTED, MOMENT
        ),
        checklist=checklist,
        subject=subject,
        responses={question_id: Response(value, note, marks) for question_id, value in values.items()},
        score=score(checklist, values, fields),
        agent=Agent("a", "0301", "李玥祎"),
        team=Team("t", "夜班一组", "p"),
        site=Site("p", "JN", translated({"zh-CN": "济南中心", "en": "Jinan"}), "Asia/Shanghai"),
        process=Process("COMPLAINT", plain("投诉处理"), ProcessClass.COMPLAINT),
        evaluator=Evaluator("e", "Q01", "王喆堃"),
    )
