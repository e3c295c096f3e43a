"""Walk-throughs, the append-only entries of each, and photos."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Table

from qa_auditor.storage.schema.columns import key, metadata, place, text, whole

walkthrough = Table(
    "walkthrough",
    metadata,
    key("id"),
    text("process_code"),
    whole("process_version"),
    text("evaluator_id", ForeignKey("evaluator.id")),
    text("begun_at"),
    text("begun_zone"),
    text("title"),
    text("touchpoint"),
    ForeignKeyConstraint(["process_code", "process_version"], ["process_version.code", "process_version.version"]),
    Index(None, "process_code", "begun_at"),
    sqlite_with_rowid=False,
)

walkthrough_entry = Table(
    "walkthrough_entry",
    metadata,
    key("walkthrough_id", ForeignKey("walkthrough.id")),
    place("seq"),
    whole("gesture"),
    text("act"),
    text("step_id"),
    text("value"),
    text("given_at"),
    text("evaluator_id", ForeignKey("evaluator.id")),
    sqlite_with_rowid=False,
)

photo = Table(
    "photo",
    metadata,
    key("sha256"),
    text("file_name"),
    text("encoding"),
    whole("size"),
    whole("width"),
    whole("height"),
    text("taken_at"),
    sqlite_with_rowid=False,
)
