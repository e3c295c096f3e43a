"""Processes with their versions, touchpoints, standards, proposals to revise them, and walks through processes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "walk",
    "proposal",
    "not_offered",
    "touchpoint",
    "business",
    "brand",
    "channel",
    "standard_version",
    "process_version",
)

NEVER = "a stored version never changes"
DECIDED = "a proposal is decided once and never changes"
SUBMITTED = "the evaluation is submitted"

IS_SUBMITTED = "EXISTS (SELECT 1 FROM evaluation WHERE id = {row}.evaluation_id AND state = 'submitted')"

# Refusals: name, table, when, condition, message. A REPLACE deletes without firing a trigger on DELETE, so rows
# that must stay are guarded at INSERT as well.
REFUSALS = (
    ("process_version_updated", "process_version", "UPDATE", "1", NEVER),
    ("process_version_deleted", "process_version", "DELETE", "1", NEVER),
    (
        "process_version_replaced",
        "process_version",
        "INSERT",
        "EXISTS (SELECT 1 FROM process_version WHERE code = NEW.code AND version = NEW.version)",
        NEVER,
    ),
    ("standard_version_updated", "standard_version", "UPDATE", "1", NEVER),
    ("standard_version_deleted", "standard_version", "DELETE", "1", NEVER),
    (
        "standard_version_replaced",
        "standard_version",
        "INSERT",
        "EXISTS (SELECT 1 FROM standard_version WHERE code = NEW.code AND version = NEW.version)",
        NEVER,
    ),
    ("walk_updated", "walk", "UPDATE", IS_SUBMITTED.format(row="OLD"), SUBMITTED),
    ("walk_deleted", "walk", "DELETE", IS_SUBMITTED.format(row="OLD"), SUBMITTED),
    ("walk_late", "walk", "INSERT", IS_SUBMITTED.format(row="NEW"), SUBMITTED),
    ("proposal_born_decided", "proposal", "INSERT", "NEW.state <> 'proposed'", "a proposal begins undecided"),
    ("proposal_replaced", "proposal", "INSERT", "EXISTS (SELECT 1 FROM proposal WHERE id = NEW.id)", DECIDED),
    (
        "proposal_updated",
        "proposal",
        "UPDATE",
        (
            "OLD.state <> 'proposed' OR NEW.state = 'proposed' OR NEW.id <> OLD.id"
            " OR NEW.standard_code <> OLD.standard_code OR NEW.base_version <> OLD.base_version"
            " OR NEW.proposed <> OLD.proposed OR NEW.origin <> OLD.origin OR NEW.enquiry <> OLD.enquiry"
            " OR NEW.why <> OLD.why OR NEW.made_by <> OLD.made_by OR NEW.made_at <> OLD.made_at"
        ),
        DECIDED,
    ),
    ("proposal_deleted", "proposal", "DELETE", "1", DECIDED),
)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def points(table: str, column: str, target: str, target_column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.{target_column}"], name=f"fk_{table}_{column}_{target}")


def upgrade() -> None:
    versions()
    process_map()
    walks()
    proposals()
    op.add_column("subject", sa.Column("touchpoint", sa.Text(), nullable=False, server_default=""))
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
    op.execute("ALTER TABLE subject DROP COLUMN touchpoint")


def versions() -> None:
    op.create_table(
        "process_version",
        text("code"),
        whole("version"),
        text("source"),
        text("sha256"),
        whole("shipped"),
        text("added_at"),
        key("process_version", "code", "version"),
        points("process_version", "code", "process", "code"),
        sa.CheckConstraint("code = upper(code)", name="ck_process_version_code"),
    )
    op.create_table(
        "standard_version",
        text("code"),
        whole("version"),
        text("source"),
        text("sha256"),
        whole("shipped"),
        text("added_at"),
        key("standard_version", "code", "version"),
        sa.CheckConstraint("code = upper(code)", name="ck_standard_version_code"),
    )


def process_map() -> None:
    op.create_table("channel", text("id"), whole("position"), text("name"), key("channel", "id"))
    op.create_table("brand", text("id"), whole("position"), text("name"), key("brand", "id"))
    op.create_table(
        "business", text("code"), whole("position"), text("name"), text("business_group"), key("business", "code")
    )
    op.create_table(
        "touchpoint",
        text("channel"),
        text("brand"),
        text("business"),
        text("process_code", nullable=True),
        text("contact"),
        whole("complexity", nullable=True),
        whole("diversity", nullable=True),
        whole("flow", nullable=True),
        key("touchpoint", "channel", "brand", "business"),
        points("touchpoint", "channel", "channel", "id"),
        points("touchpoint", "brand", "brand", "id"),
        points("touchpoint", "business", "business", "code"),
        points("touchpoint", "process_code", "process", "code"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_touchpoint_process_code", "touchpoint", ["process_code"])
    op.create_table(
        "not_offered",
        text("channel"),
        text("brand"),
        text("business"),
        text("reason"),
        key("not_offered", "channel", "brand", "business"),
        points("not_offered", "channel", "channel", "id"),
        points("not_offered", "brand", "brand", "id"),
        points("not_offered", "business", "business", "code"),
        sqlite_with_rowid=False,
    )


def walks() -> None:
    op.create_table(
        "walk",
        text("evaluation_id"),
        text("process_code"),
        whole("process_version"),
        whole("used", nullable=True),
        text("steps"),
        key("walk", "evaluation_id"),
        points("walk", "evaluation_id", "evaluation", "id"),
        sa.ForeignKeyConstraint(
            ["process_code", "process_version"],
            ["process_version.code", "process_version.version"],
            name="fk_walk_process_code_process_version_process_version",
        ),
        sqlite_with_rowid=False,
    )


def proposals() -> None:
    op.create_table(
        "proposal",
        text("id"),
        text("standard_code"),
        whole("base_version"),
        text("proposed"),
        text("origin"),
        text("enquiry"),
        text("why"),
        text("made_by"),
        text("made_at"),
        text("state"),
        text("decided_by", nullable=True),
        text("decided_at", nullable=True),
        text("decision"),
        key("proposal", "id"),
        sa.ForeignKeyConstraint(
            ["standard_code", "base_version"],
            ["standard_version.code", "standard_version.version"],
            name="fk_proposal_standard_code_base_version_standard_version",
        ),
        points("proposal", "made_by", "evaluator", "id"),
        points("proposal", "decided_by", "evaluator", "id"),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'declined')", name="ck_proposal_state"),
        sa.CheckConstraint("(state <> 'proposed') = (decided_at IS NOT NULL)", name="ck_proposal_decided"),
    )
    op.create_index("ix_proposal_standard_code_proposal_state", "proposal", ["standard_code", "state"])
