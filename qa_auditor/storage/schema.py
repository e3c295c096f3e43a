"""The tables as they are today. How a workspace of an older program gets there is told by ``migrations``.

Instants are ISO 8601 texts in UTC with microseconds, which sort as they follow each other; exact numbers are texts
(``"345/4"``). What refuses changes to submitted evaluations and given answers are triggers: the first migration.
"""

from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISIONS: Final = ("0001",)
"""Every migration that this program knows, oldest first. The last is what ``metadata`` describes."""

APPLICATION_ID: Final = 0x51614175
"""What SQLite's file header says of our files ("QaAu"), so that another program's database is told apart."""

NAMING: Final = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def _text(name: str, *rules: Any, default: str | None = None) -> Column[str]:
    return Column(name, Text, *rules, nullable=False, server_default=default)


def _maybe(name: str, *rules: Any) -> Column[str]:
    return Column(name, Text, *rules, nullable=True)


def _whole(name: str, *, default: str | None = None) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=default)


def _key(name: str, *rules: Any) -> Column[str]:
    return Column(name, Text, *rules, primary_key=True, nullable=False)


def _place(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, nullable=False, autoincrement=False)


setting = Table("setting", metadata, _key("key"), _text("value"))

checklist = Table(
    "checklist",
    metadata,
    _key("id"),
    _place("version"),
    _text("source"),
    _text("sha256"),
    _text("added_at"),
)

site = Table("site", metadata, _key("id"), _text("code"), _text("name"), _text("zone"), UniqueConstraint("code"))

team = Table(
    "team",
    metadata,
    _key("id"),
    _text("name"),
    _text("site_id", ForeignKey("site.id")),
    Index(None, "site_id"),
)

agent = Table(
    "agent",
    metadata,
    _key("id"),
    _text("code"),
    _text("name"),
    _maybe("team_id", ForeignKey("team.id")),
    UniqueConstraint("code"),
    Index(None, "team_id"),
)

evaluator = Table(
    "evaluator", metadata, _key("id"), _text("code"), _text("name"), _text("role"), UniqueConstraint("code")
)

process = Table("process", metadata, _key("code"), _text("name"), _maybe("process_class"))

recording = Table(
    "recording",
    metadata,
    _key("sha256"),
    _text("file_name"),
    _text("encoding"),
    _whole("size"),
    _whole("duration_ms"),
    _whole("channels"),
    _whole("sample_rate"),
)

subject = Table(
    "subject",
    metadata,
    _key("id"),
    _text("kind"),
    _text("title"),
    _text("occurred_at"),
    _text("occurred_zone"),
    _maybe("agent_id", ForeignKey("agent.id")),
    _maybe("site_id", ForeignKey("site.id")),
    _maybe("process_code", ForeignKey("process.code")),
    _text("direction"),
    _text("channel"),
    _text("customer_ref"),
    _maybe("recording_sha256", ForeignKey("recording.sha256")),
    _text("fields"),
    Index(None, "occurred_at"),
    Index(None, "process_code", "occurred_at"),
    Index(None, "agent_id", "occurred_at"),
    Index(None, "site_id", "occurred_at"),
    Index(None, "recording_sha256"),
)

evaluation = Table(
    "evaluation",
    metadata,
    _key("id"),
    _text("root_id", ForeignKey("evaluation.id")),
    _whole("revision"),
    _text("checklist_id"),
    _whole("checklist_version"),
    _text("subject_id", ForeignKey("subject.id")),
    _text("evaluator_id", ForeignKey("evaluator.id")),
    _text("started_at"),
    _text("started_zone"),
    _text("state"),
    _maybe("submitted_at"),
    _maybe("submitted_zone"),
    _text("reason"),
    _whole("position_ms"),
    _text("question_id"),
    _whole("scoring_ms"),
    ForeignKeyConstraint(["checklist_id", "checklist_version"], ["checklist.id", "checklist.version"]),
    UniqueConstraint("root_id", "revision"),
    CheckConstraint("state IN ('draft', 'submitted')", name="state"),
    CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted"),
    Index(None, "subject_id", "state"),
    Index(None, "evaluator_id", "state"),
    Index(None, "checklist_id", "checklist_version"),
)

answer = Table(
    "answer",
    metadata,
    _key("evaluation_id", ForeignKey("evaluation.id")),
    _place("seq"),
    _text("question_id"),
    _maybe("value"),
    _text("note"),
    _text("marks"),
    _text("given_at"),
    _text("evaluator_id", ForeignKey("evaluator.id")),
    sqlite_with_rowid=False,
)

evaluation_score = Table(
    "evaluation_score",
    metadata,
    _key("evaluation_id", ForeignKey("evaluation.id")),
    _maybe("total"),
    _maybe("raw"),
    _text("bonus"),
    Column("passed", Integer, nullable=True),
    _maybe("band"),
    _text("fields"),
    sqlite_with_rowid=False,
)

part_score = Table(
    "part_score",
    metadata,
    _key("evaluation_id", ForeignKey("evaluation.id")),
    _key("kind"),
    _place("position"),
    _text("key"),
    _maybe("score"),
    CheckConstraint("kind IN ('section', 'dimension', 'area')", name="kind"),
    sqlite_with_rowid=False,
)

question_result = Table(
    "question_result",
    metadata,
    _key("evaluation_id", ForeignKey("evaluation.id")),
    _place("position"),
    _text("question_id"),
    _text("fate"),
    _maybe("fraction"),
    _maybe("weight"),
    _maybe("effective_weight"),
    _maybe("earned"),
    _maybe("lost"),
    _whole("failed"),
    _maybe("critical_class"),
    _maybe("effect"),
    sqlite_with_rowid=False,
)
