"""Scores of submitted evaluations as rows. Reports read tens of thousands of them, so reading is kept bare."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from sqlalchemy import insert, select

from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.domain.checklist import CriticalClass, Effect
from qa_auditor.domain.evaluation import Fate, QuestionResult, SubmittedScore
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import exact_in, fields_in, fields_out, number_in, number_out
from qa_auditor.storage.repositories.selection import JOINED, SUBMITTED, meant
from qa_auditor.storage.session import Fields, Session

_FATES = {fate.value: fate for fate in Fate}
_CLASSES: dict[str | None, CriticalClass | None] = {None: None} | {kind.value: kind for kind in CriticalClass}
_EFFECTS: dict[str | None, Effect | None] = {None: None} | {effect.value: effect for effect in Effect}

_Parts = tuple[tuple[str, Fraction | None], ...]


def add_score(session: Session, score: SubmittedScore) -> None:
    """Store a score with its parts and question results."""
    session.write(
        insert(schema.evaluation_score),
        {
            "evaluation_id": score.evaluation_id,
            "total": number_out(score.total),
            "raw": number_out(score.raw),
            "bonus": str(score.bonus),
            "passed": None if score.passed is None else int(score.passed),
            "band": number_out(score.band),
            "fields": fields_out(score.fields),
        },
    )
    parts = [
        {
            "evaluation_id": score.evaluation_id,
            "kind": kind,
            "position": position,
            "key": key,
            "score": number_out(number),
        }
        for kind, numbers in (("section", score.sections), ("dimension", score.dimensions), ("area", score.areas))
        for position, (key, number) in enumerate(numbers)
    ]
    if parts:
        session.write(insert(schema.part_score), parts)
    results = [
        {
            "evaluation_id": score.evaluation_id,
            "position": position,
            "question_id": result.question_id,
            "fate": result.fate.value,
            "fraction": number_out(result.fraction),
            "weight": number_out(result.weight),
            "effective_weight": number_out(result.effective_weight),
            "earned": number_out(result.earned),
            "lost": number_out(result.lost),
            "failed": int(result.failed),
            "critical_class": result.critical_class.value if result.critical_class else None,
            "effect": result.effect.value if result.effect else None,
        }
        for position, result in enumerate(score.results)
    ]
    if results:
        session.write(insert(schema.question_result), results)


def read_scores(session: Session, which: EvaluationFilter) -> Mapping[str, SubmittedScore]:
    """Scores of the submitted among the evaluations meant, by evaluation id, by when their subject occurred."""
    evaluation = schema.evaluation.c
    condition = meant(which) & (evaluation.state == SUBMITTED)
    ids = select(evaluation.id).select_from(JOINED).where(condition)

    table = schema.part_score.c
    parts: dict[tuple[str, str], list[tuple[str, Fraction | None]]] = defaultdict(list)
    for evaluation_id, kind, key, number in session.read(
        select(table.evaluation_id, table.kind, table.key, table.score)
        .where(table.evaluation_id.in_(ids))
        .order_by(table.evaluation_id, table.kind, table.position)
    ):
        parts[evaluation_id, kind].append((key, number_in(number)))

    results = _results(session, which)
    score = schema.evaluation_score.c
    rows = session.read(
        select(score.evaluation_id, score.total, score.raw, score.bonus, score.passed, score.band, score.fields)
        .select_from(schema.evaluation_score.join(JOINED, evaluation.id == score.evaluation_id))
        .where(condition)
        .order_by(schema.subject.c.occurred_at, evaluation.id)
    )

    def of(evaluation_id: str, kind: str) -> _Parts:
        return tuple(parts.get((evaluation_id, kind), ()))

    return {
        key: SubmittedScore(
            evaluation_id=key,
            total=number_in(total),
            raw=number_in(raw),
            bonus=exact_in(bonus),
            passed=None if passed is None else bool(passed),
            band=number_in(band),
            sections=of(key, "section"),
            dimensions=of(key, "dimension"),
            areas=of(key, "area"),
            results=tuple(results.get(key, ())),
            fields=fields_in(fields),
        )
        for key, total, raw, bonus, passed, band, fields in rows
    }


def _results(session: Session, which: EvaluationFilter) -> Mapping[str, list[QuestionResult]]:
    evaluation = schema.evaluation.c
    ids = select(evaluation.id).select_from(JOINED).where(meant(which) & (evaluation.state == SUBMITTED))
    table = schema.question_result.c
    rows = session.read(
        select(
            table.evaluation_id,
            table.question_id,
            table.fate,
            table.fraction,
            table.weight,
            table.effective_weight,
            table.earned,
            table.lost,
            table.failed,
            table.critical_class,
            table.effect,
        )
        .where(table.evaluation_id.in_(ids))
        .order_by(table.evaluation_id, table.position)
    )
    results: dict[str, list[QuestionResult]] = defaultdict(list)
    # Evaluations of one checklist give the same results over and over; equal ones are one object.
    known: dict[Fields, QuestionResult] = {}
    for row in rows:
        facts = row[1:]
        result = known.get(facts)
        if result is None:
            result = known[facts] = _result_of(facts)
        results[row[0]].append(result)
    return results


def _result_of(facts: Fields) -> QuestionResult:
    question, fate, fraction, weight, effective, earned, lost, failed, critical_class, effect = facts
    return QuestionResult(
        question,
        _FATES[fate],
        number_in(fraction),
        number_in(weight),
        number_in(effective),
        number_in(earned),
        number_in(lost),
        bool(failed),
        _CLASSES[critical_class],
        _EFFECTS[effect],
    )
