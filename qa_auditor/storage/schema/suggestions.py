"""What rules suggested while an evaluation was a draft, and which of it was taken."""

from sqlalchemy import ForeignKey, Table

from qa_auditor.storage.schema.columns import key, maybe, metadata, text

suggestion = Table(
    "suggestion",
    metadata,
    key("evaluation_id", ForeignKey("evaluation.id")),
    key("question_id"),
    key("rule_id"),
    text("value"),
    text("evidence"),
    text("made_at"),
    maybe("taken_at"),
    sqlite_with_rowid=False,
)
