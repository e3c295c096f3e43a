"""Versions of processes and standards, the process map, walks through processes, proposals to revise standards.

What refuses changes to versions, to submitted walks and to decided proposals are triggers: the second migration.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table

from qa_auditor.storage.schema.columns import key, maybe, metadata, place, text, whole

process_version = Table(
    "process_version",
    metadata,
    key("code", ForeignKey("process.code")),
    place("version"),
    text("source"),
    text("sha256"),
    whole("shipped"),
    text("added_at"),
    CheckConstraint("code = upper(code)", name="code"),
)

standard_version = Table(
    "standard_version",
    metadata,
    key("code"),
    place("version"),
    text("source"),
    text("sha256"),
    whole("shipped"),
    text("added_at"),
    CheckConstraint("code = upper(code)", name="code"),
)

channel = Table("channel", metadata, key("id"), whole("position"), text("name"))

brand = Table("brand", metadata, key("id"), whole("position"), text("name"))

business = Table("business", metadata, key("code"), whole("position"), text("name"), text("business_group"))

touchpoint = Table(
    "touchpoint",
    metadata,
    key("channel", ForeignKey("channel.id")),
    key("brand", ForeignKey("brand.id")),
    key("business", ForeignKey("business.code")),
    maybe("process_code", ForeignKey("process.code")),
    text("contact"),
    Column("complexity", Integer, nullable=True),
    Column("diversity", Integer, nullable=True),
    Column("flow", Integer, nullable=True),
    Index(None, "process_code"),
    sqlite_with_rowid=False,
)

not_offered = Table(
    "not_offered",
    metadata,
    key("channel", ForeignKey("channel.id")),
    key("brand", ForeignKey("brand.id")),
    key("business", ForeignKey("business.code")),
    text("reason"),
    sqlite_with_rowid=False,
)

walk = Table(
    "walk",
    metadata,
    key("evaluation_id", ForeignKey("evaluation.id")),
    text("process_code"),
    whole("process_version"),
    Column("used", Integer, nullable=True),
    text("steps"),
    ForeignKeyConstraint(["process_code", "process_version"], ["process_version.code", "process_version.version"]),
    sqlite_with_rowid=False,
)

proposal = Table(
    "proposal",
    metadata,
    key("id"),
    text("standard_code"),
    whole("base_version"),
    text("proposed"),
    text("origin"),
    text("enquiry"),
    text("why"),
    text("made_by", ForeignKey("evaluator.id")),
    text("made_at"),
    text("state"),
    maybe("decided_by", ForeignKey("evaluator.id")),
    maybe("decided_at"),
    text("decision"),
    ForeignKeyConstraint(["standard_code", "base_version"], ["standard_version.code", "standard_version.version"]),
    CheckConstraint("state IN ('proposed', 'accepted', 'declined')", name="state"),
    CheckConstraint("(state <> 'proposed') = (decided_at IS NOT NULL)", name="decided"),
    Index(None, "standard_code", "state"),
)
