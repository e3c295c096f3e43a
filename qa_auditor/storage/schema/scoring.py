"""Checklists, people, subjects, evaluations and their scores.

What refuses changes to submitted evaluations and given answers are triggers: the first migration.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from qa_auditor.storage.schema.columns import key, maybe, metadata, place, text, whole

setting = Table("setting", metadata, key("key"), text("value"))

checklist = Table(
    "checklist",
    metadata,
    key("id"),
    place("version"),
    text("source"),
    text("sha256"),
    text("added_at"),
)

site = Table("site", metadata, key("id"), text("code"), text("name"), text("zone"), UniqueConstraint("code"))

team = Table(
    "team",
    metadata,
    key("id"),
    text("name"),
    text("site_id", ForeignKey("site.id")),
    Index(None, "site_id"),
)

agent = Table(
    "agent",
    metadata,
    key("id"),
    text("code"),
    text("name"),
    maybe("team_id", ForeignKey("team.id")),
    UniqueConstraint("code"),
    Index(None, "team_id"),
)

evaluator = Table("evaluator", metadata, key("id"), text("code"), text("name"), text("role"), UniqueConstraint("code"))

process = Table("process", metadata, key("code"), text("name"), maybe("process_class"))

recording = Table(
    "recording",
    metadata,
    key("sha256"),
    text("file_name"),
    text("encoding"),
    whole("size"),
    whole("duration_ms"),
    whole("channels"),
    whole("sample_rate"),
)

subject = Table(
    "subject",
    metadata,
    key("id"),
    text("kind"),
    text("title"),
    text("occurred_at"),
    text("occurred_zone"),
    maybe("agent_id", ForeignKey("agent.id")),
    maybe("site_id", ForeignKey("site.id")),
    maybe("process_code", ForeignKey("process.code")),
    text("direction"),
    text("channel"),
    text("customer_ref"),
    maybe("recording_sha256", ForeignKey("recording.sha256")),
    text("fields"),
    text("touchpoint", default=""),
    Index(None, "occurred_at"),
    Index(None, "process_code", "occurred_at"),
    Index(None, "agent_id", "occurred_at"),
    Index(None, "site_id", "occurred_at"),
    Index(None, "recording_sha256"),
)

evaluation = Table(
    "evaluation",
    metadata,
    key("id"),
    text("root_id", ForeignKey("evaluation.id")),
    whole("revision"),
    text("checklist_id"),
    whole("checklist_version"),
    text("subject_id", ForeignKey("subject.id")),
    text("evaluator_id", ForeignKey("evaluator.id")),
    text("started_at"),
    text("started_zone"),
    text("state"),
    maybe("submitted_at"),
    maybe("submitted_zone"),
    text("reason"),
    whole("position_ms"),
    text("question_id"),
    whole("scoring_ms"),
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
    key("evaluation_id", ForeignKey("evaluation.id")),
    place("seq"),
    text("question_id"),
    maybe("value"),
    text("note"),
    text("marks"),
    text("given_at"),
    text("evaluator_id", ForeignKey("evaluator.id")),
    sqlite_with_rowid=False,
)

evaluation_score = Table(
    "evaluation_score",
    metadata,
    key("evaluation_id", ForeignKey("evaluation.id")),
    maybe("total"),
    maybe("raw"),
    text("bonus"),
    Column("passed", Integer, nullable=True),
    maybe("band"),
    text("fields"),
    sqlite_with_rowid=False,
)

part_score = Table(
    "part_score",
    metadata,
    key("evaluation_id", ForeignKey("evaluation.id")),
    key("kind"),
    place("position"),
    text("key"),
    maybe("score"),
    CheckConstraint("kind IN ('section', 'dimension', 'area')", name="kind"),
    sqlite_with_rowid=False,
)

question_result = Table(
    "question_result",
    metadata,
    key("evaluation_id", ForeignKey("evaluation.id")),
    place("position"),
    text("question_id"),
    text("fate"),
    maybe("fraction"),
    maybe("weight"),
    maybe("effective_weight"),
    maybe("earned"),
    maybe("lost"),
    whole("failed"),
    maybe("critical_class"),
    maybe("effect"),
    sqlite_with_rowid=False,
)
