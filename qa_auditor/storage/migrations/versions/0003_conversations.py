"""Transcripts, chats and e-mails, and what was shown of masked data."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("reveal_log", "speaker_side", "line_edit", "conversation_line", "conversation")

SIDES = "side IN ('agent', 'customer', 'other', 'unknown')"

# Refusals: name, table, when, condition, message. A REPLACE deletes without firing a trigger on DELETE, so rows
# that must stay are guarded at INSERT as well. Lines may go with their whole conversation, never change.
REFUSALS = (
    ("conversation_line_updated", "conversation_line", "UPDATE", "1", "an imported line never changes"),
    (
        "conversation_line_replaced",
        "conversation_line",
        "INSERT",
        "EXISTS (SELECT 1 FROM conversation_line WHERE subject_id = NEW.subject_id AND position = NEW.position)",
        "an imported line never changes",
    ),
    ("line_edit_updated", "line_edit", "UPDATE", "1", "a correction never changes"),
    (
        "line_edit_replaced",
        "line_edit",
        "INSERT",
        (
            "EXISTS (SELECT 1 FROM line_edit WHERE subject_id = NEW.subject_id"
            " AND position = NEW.position AND seq = NEW.seq)"
        ),
        "a correction never changes",
    ),
    ("reveal_log_updated", "reveal_log", "UPDATE", "1", "what was shown stays on record"),
    ("reveal_log_deleted", "reveal_log", "DELETE", "1", "what was shown stays on record"),
    (
        "reveal_log_replaced",
        "reveal_log",
        "INSERT",
        "EXISTS (SELECT 1 FROM reveal_log WHERE seq = NEW.seq)",
        "what was shown stays on record",
    ),
)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def points(table: str, column: str, target: str, target_column: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.{target_column}"], name=f"fk_{table}_{column}_{target}")


def upgrade() -> None:
    conversations()
    said_of_them()
    for name, table, event, condition, message in REFUSALS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def downgrade() -> None:
    for name, *_rest in REFUSALS:
        op.execute(f"DROP TRIGGER {name}")
    for table in TABLES:
        op.drop_table(table)


def conversations() -> None:
    op.create_table(
        "conversation",
        text("subject_id"),
        text("kind"),
        text("language"),
        text("source"),
        text("format"),
        text("ref"),
        text("fingerprint"),
        text("added_at"),
        key("conversation", "subject_id"),
        points("conversation", "subject_id", "subject"),
        sa.CheckConstraint("kind IN ('transcript', 'chat', 'email')", name="ck_conversation_kind"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_conversation_fingerprint", "conversation", ["fingerprint"])
    op.create_index("ix_conversation_ref", "conversation", ["ref"])
    op.create_table(
        "conversation_line",
        text("subject_id"),
        whole("position"),
        text("side"),
        text("speaker"),
        text("text"),
        whole("start_ms", nullable=True),
        whole("end_ms", nullable=True),
        text("sent_at", nullable=True),
        text("heading"),
        text("words"),
        text("attachments"),
        text("ref"),
        key("conversation_line", "subject_id", "position"),
        points("conversation_line", "subject_id", "conversation", "subject_id"),
        sa.CheckConstraint(SIDES, name="ck_conversation_line_side"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_conversation_line_ref", "conversation_line", ["ref"])


def said_of_them() -> None:
    op.create_table(
        "line_edit",
        text("subject_id"),
        whole("position"),
        whole("seq"),
        text("text"),
        text("edited_at"),
        text("evaluator_id"),
        key("line_edit", "subject_id", "position", "seq"),
        sa.ForeignKeyConstraint(
            ["subject_id", "position"],
            ["conversation_line.subject_id", "conversation_line.position"],
            name="fk_line_edit_subject_id_position_conversation_line",
        ),
        points("line_edit", "evaluator_id", "evaluator"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "speaker_side",
        text("subject_id"),
        text("speaker"),
        text("side"),
        key("speaker_side", "subject_id", "speaker"),
        points("speaker_side", "subject_id", "conversation", "subject_id"),
        sa.CheckConstraint(SIDES, name="ck_speaker_side_side"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reveal_log",
        whole("seq"),
        text("at"),
        text("evaluator_id"),
        text("subject_id"),
        whole("line", nullable=True),
        text("kind"),
        key("reveal_log", "seq"),
        points("reveal_log", "evaluator_id", "evaluator"),
        points("reveal_log", "subject_id", "subject"),
    )
