"""Which evaluations an ``EvaluationFilter`` means, as a condition on the evaluation and subject tables."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.domain.evaluation import EvaluationState
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import instant_out, keys_out

SUBMITTED = EvaluationState.SUBMITTED.value

_evaluation = schema.evaluation.c
_subject = schema.subject.c

JOINED = schema.evaluation.join(schema.subject)


def among(column: ColumnElement[str], keys: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column holds one of any number of keys: they travel as one parameter, SQLite limits their number."""
    values = func.json_each(keys_out(keys)).table_valued("value")
    return column.in_(select(values.c.value))


def meant(which: EvaluationFilter) -> ColumnElement[bool]:
    """The condition; for use where evaluation and subject are joined."""
    wanted: list[tuple[ColumnElement[str], str | None]] = [
        (_subject.process_code, which.process_code),
        (_subject.agent_id, which.agent_id),
        (_subject.site_id, which.site_id),
        (_subject.touchpoint, which.touchpoint),
        (_evaluation.evaluator_id, which.evaluator_id),
        (_evaluation.checklist_id, which.checklist_id),
        (_evaluation.subject_id, which.subject_id),
        (_evaluation.state, which.state.value if which.state else None),
    ]
    conditions = [column == value for column, value in wanted if value is not None]
    if which.since is not None:
        conditions.append(_subject.occurred_at >= instant_out(which.since))
    if which.until is not None:
        conditions.append(_subject.occurred_at < instant_out(which.until))
    if which.team_id is not None:
        agent = schema.agent.c
        conditions.append(_subject.agent_id.in_(select(agent.id).where(agent.team_id == which.team_id)))
    if which.evaluation_ids:
        conditions.append(among(_evaluation.id, which.evaluation_ids))
    if which.newest_revision_only and which.state is not EvaluationState.DRAFT:
        later = schema.evaluation.alias("later")
        corrected = exists(
            select(later.c.id).where(
                later.c.root_id == _evaluation.root_id,
                later.c.revision > _evaluation.revision,
                later.c.state == SUBMITTED,
            )
        )
        conditions.append(or_(_evaluation.state != SUBMITTED, ~corrected))
    return and_(True, *conditions)
