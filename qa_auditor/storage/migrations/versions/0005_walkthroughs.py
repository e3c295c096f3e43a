"""Walk-throughs with their entries, and photos kept as evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEVER = "what was given in a walk-through never changes"
SUBMITTED = "the evaluation of the walk-through is submitted"

# Refusals: name, table, when, condition, message. A REPLACE deletes without firing a trigger on DELETE, so rows
# that must stay are guarded at INSERT as well.
REFUSALS = (
    ("walkthrough_updated", "walkthrough", "UPDATE", "1", NEVER),
    ("walkthrough_deleted", "walkthrough", "DELETE", "1", NEVER),
    (
        "walkthrough_replaced",
        "walkthrough",
        "INSERT",
        "EXISTS (SELECT 1 FROM walkthrough WHERE id = NEW.id)",
        NEVER,
    ),
    ("walkthrough_entry_updated", "walkthrough_entry", "UPDATE", "1", NEVER),
    ("walkthrough_entry_deleted", "walkthrough_entry", "DELETE", "1", NEVER),
    (
        "walkthrough_entry_replaced",
        "walkthrough_entry",
        "INSERT",
        ("EXISTS (SELECT 1 FROM walkthrough_entry WHERE walkthrough_id = NEW.walkthrough_id AND seq = NEW.seq)"),
        NEVER,
    ),
    (
        "walkthrough_entry_late",
        "walkthrough_entry",
        "INSERT",
        "EXISTS (SELECT 1 FROM evaluation WHERE subject_id = NEW.walkthrough_id AND state = 'submitted')",
        SUBMITTED,
    ),
)


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "walkthrough",
        text("id"),
        text("process_code"),
        whole("process_version"),
        text("evaluator_id"),
        text("begun_at"),
        text("begun_zone"),
        text("title"),
        text("touchpoint"),
        sa.PrimaryKeyConstraint("id", name="pk_walkthrough"),
        sa.ForeignKeyConstraint(["evaluator_id"], ["evaluator.id"], name="fk_walkthrough_evaluator_id_evaluator"),
        sa.ForeignKeyConstraint(
            ["process_code", "process_version"],
            ["process_version.code", "process_version.version"],
            name="fk_walkthrough_process_code_process_version_process_version",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_walkthrough_process_code_walkthrough_begun_at", "walkthrough", ["process_code", "begun_at"])
    op.create_table(
        "walkthrough_entry",
        text("walkthrough_id"),
        whole("seq"),
        whole("gesture"),
        text("act"),
        text("step_id"),
        text("value"),
        text("given_at"),
        text("evaluator_id"),
        sa.PrimaryKeyConstraint("walkthrough_id", "seq", name="pk_walkthrough_entry"),
        sa.ForeignKeyConstraint(
            ["walkthrough_id"], ["walkthrough.id"], name="fk_walkthrough_entry_walkthrough_id_walkthrough"
        ),
        sa.ForeignKeyConstraint(["evaluator_id"], ["evaluator.id"], name="fk_walkthrough_entry_evaluator_id_evaluator"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "photo",
        text("sha256"),
        text("file_name"),
        text("encoding"),
        whole("size"),
        whole("width"),
        whole("height"),
        text("taken_at"),
        sa.PrimaryKeyConstraint("sha256", name="pk_photo"),
        sqlite_with_rowid=False,
    )
    for name, table, event, condition, message in REFUSALS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def downgrade() -> None:
    for name, *_rest in REFUSALS:
        op.execute(f"DROP TRIGGER {name}")
    for table in ("photo", "walkthrough_entry", "walkthrough"):
        op.drop_table(table)
