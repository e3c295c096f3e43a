"""Walks as rows, and evaluations counted by the database."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select

from qa_auditor.application.ports import EvaluationFilter, Tally
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.evaluation import Fate
from qa_auditor.domain.walk import StepOutcome, Walk, WalkedStep
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import instant_in
from qa_auditor.storage.repositories.people import put
from qa_auditor.storage.repositories.selection import JOINED, SUBMITTED, meant
from qa_auditor.storage.session import Fields, Session

_walk = schema.walk.c
_evaluation, _subject, _result = schema.evaluation.c, schema.subject.c, schema.question_result.c

_WALKS = select(_walk.evaluation_id, _walk.process_code, _walk.process_version, _walk.steps, _walk.used)


class SqlWalks:
    """``ports.WalkRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, walk: Walk) -> None:
        """Store or replace the walk of a draft."""
        row = {
            "evaluation_id": walk.evaluation_id,
            "process_code": walk.process_code,
            "process_version": walk.process_version,
            "used": None if walk.used is None else int(walk.used),
            "steps": json.dumps([_step_out(step) for step in walk.steps], ensure_ascii=False),
        }
        put(self._session, schema.walk, row)

    def get(self, evaluation_id: str) -> Walk | None:
        """The walk of an evaluation; None when it has none."""
        rows = self._session.read(_WALKS.where(_walk.evaluation_id == evaluation_id))
        return _walk_of(rows[0]) if rows else None

    def of(self, which: EvaluationFilter) -> Mapping[str, Walk]:
        """The walks of the evaluations meant, by evaluation id."""
        ids = select(_evaluation.id).select_from(JOINED).where(meant(which))
        walks = map(_walk_of, self._session.read(_WALKS.where(_walk.evaluation_id.in_(ids))))
        return {walk.evaluation_id: walk for walk in walks}


def _walk_of(row: Fields) -> Walk:
    evaluation_id, code, version, steps, used = row
    walked = tuple(_step_in(step) for step in json.loads(steps))
    return Walk(evaluation_id, code, version, walked, None if used is None else bool(used))


def _step_out(step: WalkedStep) -> dict[str, Any]:
    facts = {"seconds": step.seconds, "at": step.at_ms, "note": step.note or None, "photo": step.photo or None}
    said = {name: value for name, value in facts.items() if value is not None}
    return {"step": step.step_id, "outcome": step.outcome.value, **said}


def _step_in(stored: dict[str, Any]) -> WalkedStep:
    return WalkedStep(
        step_id=stored["step"],
        outcome=StepOutcome(stored["outcome"]),
        seconds=stored.get("seconds"),
        at_ms=stored.get("at"),
        note=stored.get("note", ""),
        photo=stored.get("photo", ""),
    )


class SqlMonitoring:
    """``ports.MonitoringRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def tallies(self, which: EvaluationFilter) -> Sequence[Tally]:
        """One for each submitted evaluation meant, by when its subject occurred."""
        # A bonus question carries no weight but gives points; it never fails, so it says nothing of compliance.
        bonus = and_(_result.effective_weight.is_(None), _result.earned.is_not(None))
        counts = and_(_result.fate == Fate.ANSWERED.value, _result.fraction.is_not(None), ~bonus)
        query = (
            select(
                _evaluation.id,
                _subject.kind,
                _subject.process_code,
                _subject.touchpoint,
                _subject.occurred_at,
                func.coalesce(func.sum(case((and_(counts, _result.failed == 0), 1), else_=0)), 0),
                func.coalesce(func.sum(case((counts, 1), else_=0)), 0),
            )
            .select_from(JOINED.outerjoin(schema.question_result, _result.evaluation_id == _evaluation.id))
            .where(meant(which), _evaluation.state == SUBMITTED)
            .group_by(_evaluation.id)
            .order_by(_subject.occurred_at, _evaluation.id)
        )
        return [
            Tally(key, SubjectKind(kind), process, cell, instant_in(at), met, applicable)
            for key, kind, process, cell, at, met, applicable in self._session.read(query)
        ]

    def last_evaluated(self) -> Mapping[tuple[str, str | None], datetime]:
        """When the newest evaluated subject occurred, by touchpoint ("" for none) and process."""
        query = (
            select(_subject.touchpoint, _subject.process_code, func.max(_subject.occurred_at))
            .select_from(JOINED)
            .where(_evaluation.state == SUBMITTED)
            .group_by(_subject.touchpoint, _subject.process_code)
        )
        return {(cell, process): instant_in(at) for cell, process, at in self._session.read(query)}
