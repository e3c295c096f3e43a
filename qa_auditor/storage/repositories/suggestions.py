"""Suggestions as rows; their evidence as JSON."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from qa_auditor.application.ports.suggestions import SuggestionOutcome
from qa_auditor.domain.assist import Evidence, Fact, FactName, Suggestion
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import exact_in, instant_out, value_in, value_out
from qa_auditor.storage.session import Session

_suggestion = schema.suggestion.c
_answer = schema.answer.c
_evaluation = schema.evaluation.c

_PLACES = ("line", "from_char", "until_char", "at_ms", "until_ms")


class SqlSuggestions:
    """``ports.suggestions.SuggestionRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def replace(self, evaluation_id: str, made: Sequence[Suggestion], *, at: datetime) -> None:
        """Store what is suggested now. Suggestions that are gone leave, unless they were taken."""
        there = {(one.question_id, one.rule_id): one for one in self.of(evaluation_id)}
        wanted = {(one.question_id, one.rule_id): one for one in made}
        for question_id, rule_id in there.keys() - wanted.keys():
            self._session.write(
                delete(schema.suggestion).where(
                    _suggestion.evaluation_id == evaluation_id,
                    _suggestion.question_id == question_id,
                    _suggestion.rule_id == rule_id,
                    _suggestion.taken_at.is_(None),
                )
            )
        for key, suggestion in wanted.items():
            if there.get(key) == suggestion:
                continue
            facts = {"value": value_out(suggestion.value), "evidence": _evidence_out(suggestion.evidence)}
            if key in there:
                self._session.write(
                    update(schema.suggestion)
                    .where(
                        _suggestion.evaluation_id == evaluation_id,
                        _suggestion.question_id == suggestion.question_id,
                        _suggestion.rule_id == suggestion.rule_id,
                        _suggestion.taken_at.is_(None),
                    )
                    .values(facts)
                )
            else:
                row = {"evaluation_id": evaluation_id, "question_id": key[0], "rule_id": key[1], **facts}
                self._session.write(insert(schema.suggestion), {**row, "made_at": instant_out(at), "taken_at": None})

    def of(self, evaluation_id: str) -> Sequence[Suggestion]:
        """The suggestions for an evaluation, by question and rule."""
        rows = self._session.read(
            select(_suggestion.question_id, _suggestion.rule_id, _suggestion.value, _suggestion.evidence)
            .where(_suggestion.evaluation_id == evaluation_id)
            .order_by(_suggestion.question_id, _suggestion.rule_id)
        )
        found = ((question, rule, value_in(value), evidence) for question, rule, value, evidence in rows)
        return [
            Suggestion(question, rule, value, _evidence_in(evidence))
            for question, rule, value, evidence in found
            if value is not None
        ]

    def take(self, evaluation_id: str, *, question_id: str, rule_id: str, at: datetime) -> None:
        """Note that the evaluator took a suggestion; nothing happens when it isn't there."""
        self._session.write(
            update(schema.suggestion)
            .where(
                _suggestion.evaluation_id == evaluation_id,
                _suggestion.question_id == question_id,
                _suggestion.rule_id == rule_id,
            )
            .values(taken_at=instant_out(at))
        )

    def outcomes(self) -> Sequence[SuggestionOutcome]:
        """All suggestions of submitted evaluations with what was answered."""
        newest = (
            select(_answer.value)
            .where(_answer.evaluation_id == _suggestion.evaluation_id, _answer.question_id == _suggestion.question_id)
            .order_by(_answer.seq.desc())
            .limit(1)
            .scalar_subquery()
        )
        rows = self._session.read(
            select(
                _evaluation.checklist_id,
                _evaluation.checklist_version,
                _suggestion.question_id,
                _suggestion.rule_id,
                _suggestion.value,
                newest,
                _suggestion.taken_at,
            )
            .join(schema.evaluation, _evaluation.id == _suggestion.evaluation_id)
            .where(_evaluation.state == "submitted")
            .order_by(_evaluation.checklist_id, _evaluation.checklist_version, _suggestion.question_id)
        )
        return [
            SuggestionOutcome(
                ChecklistRef(checklist, version), question, rule, suggested, value_in(given), taken is not None
            )
            for checklist, version, question, rule, value, given, taken in rows
            if (suggested := value_in(value)) is not None
        ]


def _evidence_out(evidence: Sequence[Evidence]) -> str:
    made: list[dict[str, Any]] = []
    for one in evidence:
        row: dict[str, Any] = {name: getattr(one, name) for name in _PLACES if getattr(one, name) is not None}
        if one.words:
            row["words"] = one.words
        if one.absent:
            row["absent"] = list(one.absent)
        if one.fact is not None:
            row["fact"] = {"name": one.fact.name.value, "value": str(one.fact.value)}
        made.append(row)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _evidence_in(stored: str) -> tuple[Evidence, ...]:
    return tuple(_one_in(row) for row in json.loads(stored))


def _one_in(row: dict[str, Any]) -> Evidence:
    places = {name: row.get(name) for name in _PLACES}
    measured = row.get("fact")
    fact = None
    if measured is not None:
        fact = Fact(
            FactName(measured["name"]),
            exact_in(measured["value"]),
            at_ms=places["at_ms"],
            until_ms=places["until_ms"],
            line=places["line"],
        )
    return Evidence(words=row.get("words", ""), absent=tuple(row.get("absent", ())), fact=fact, **places)
