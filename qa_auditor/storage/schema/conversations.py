"""Transcripts, chats and e-mails, their corrections, and what was shown of masked data.

What refuses changes of lines, corrections and the record of what was shown are triggers: the third migration.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table

from qa_auditor.storage.schema.columns import key, maybe, metadata, place, text

conversation = Table(
    "conversation",
    metadata,
    key("subject_id", ForeignKey("subject.id")),
    text("kind"),
    text("language"),
    text("source"),
    text("format"),
    text("ref"),
    text("fingerprint"),
    text("added_at"),
    CheckConstraint("kind IN ('transcript', 'chat', 'email')", name="kind"),
    Index(None, "fingerprint"),
    Index(None, "ref"),
    sqlite_with_rowid=False,
)

conversation_line = Table(
    "conversation_line",
    metadata,
    key("subject_id", ForeignKey("conversation.subject_id")),
    place("position"),
    text("side"),
    text("speaker"),
    text("text"),
    Column("start_ms", Integer, nullable=True),
    Column("end_ms", Integer, nullable=True),
    maybe("sent_at"),
    text("heading"),
    text("words"),
    text("attachments"),
    text("ref"),
    CheckConstraint("side IN ('agent', 'customer', 'other', 'unknown')", name="side"),
    Index(None, "ref"),
    sqlite_with_rowid=False,
)

line_edit = Table(
    "line_edit",
    metadata,
    key("subject_id"),
    place("position"),
    place("seq"),
    text("text"),
    text("edited_at"),
    text("evaluator_id", ForeignKey("evaluator.id")),
    ForeignKeyConstraint(["subject_id", "position"], ["conversation_line.subject_id", "conversation_line.position"]),
    sqlite_with_rowid=False,
)

speaker_side = Table(
    "speaker_side",
    metadata,
    key("subject_id", ForeignKey("conversation.subject_id")),
    key("speaker"),
    text("side"),
    CheckConstraint("side IN ('agent', 'customer', 'other', 'unknown')", name="side"),
    sqlite_with_rowid=False,
)

reveal_log = Table(
    "reveal_log",
    metadata,
    place("seq"),
    text("at"),
    text("evaluator_id", ForeignKey("evaluator.id")),
    text("subject_id", ForeignKey("subject.id")),
    Column("line", Integer, nullable=True),
    text("kind"),
)
