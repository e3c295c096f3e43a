"""The first tables, and the triggers that keep given answers and submitted evaluations as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "question_result",
    "part_score",
    "evaluation_score",
    "answer",
    "evaluation",
    "subject",
    "recording",
    "process",
    "evaluator",
    "agent",
    "team",
    "site",
    "checklist",
    "setting",
)

SUBMITTED = "the evaluation is submitted"

IS_SUBMITTED = "EXISTS (SELECT 1 FROM evaluation WHERE id = {row}.evaluation_id AND state = 'submitted')"

# Refusals: name, table, when, condition, message. A REPLACE deletes without firing a trigger on DELETE, so rows
# that must stay are guarded at INSERT as well.
REFUSALS = (
    ("checklist_updated", "checklist", "UPDATE", "1", "a checklist version never changes"),
    ("checklist_deleted", "checklist", "DELETE", "1", "a checklist version never changes"),
    (
        "checklist_replaced",
        "checklist",
        "INSERT",
        "EXISTS (SELECT 1 FROM checklist WHERE id = NEW.id AND version = NEW.version)",
        "a checklist version never changes",
    ),
    ("evaluation_updated", "evaluation", "UPDATE", "OLD.state = 'submitted'", SUBMITTED),
    ("evaluation_deleted", "evaluation", "DELETE", "OLD.state = 'submitted'", SUBMITTED),
    (
        "evaluation_replaced",
        "evaluation",
        "INSERT",
        (
            "EXISTS (SELECT 1 FROM evaluation WHERE state = 'submitted'"
            " AND (id = NEW.id OR (root_id = NEW.root_id AND revision = NEW.revision)))"
        ),
        SUBMITTED,
    ),
    ("evaluation_born_submitted", "evaluation", "INSERT", "NEW.state <> 'draft'", "an evaluation begins as a draft"),
    (
        "evaluation_without_score",
        "evaluation",
        "UPDATE",
        "NEW.state = 'submitted' AND NOT EXISTS (SELECT 1 FROM evaluation_score WHERE evaluation_id = NEW.id)",
        "a submitted evaluation has a score",
    ),
    ("answer_updated", "answer", "UPDATE", "1", "given answers never change"),
    ("answer_deleted", "answer", "DELETE", IS_SUBMITTED.format(row="OLD"), SUBMITTED),
    ("answer_late", "answer", "INSERT", IS_SUBMITTED.format(row="NEW"), SUBMITTED),
    (
        "answer_replaced",
        "answer",
        "INSERT",
        "EXISTS (SELECT 1 FROM answer WHERE evaluation_id = NEW.evaluation_id AND seq = NEW.seq)",
        "given answers never change",
    ),
    *(
        refusal
        for table in ("evaluation_score", "part_score", "question_result")
        for refusal in (
            (f"{table}_updated", table, "UPDATE", "1", "a kept score never changes"),
            (f"{table}_deleted", table, "DELETE", "1", "a kept score never changes"),
            (f"{table}_late", table, "INSERT", IS_SUBMITTED.format(row="NEW"), SUBMITTED),
        )
    ),
)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def points(table: str, column: str, target: str, target_column: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.{target_column}"], name=f"fk_{table}_{column}_{target}")


def index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{f'_{table}_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    facts()
    evaluations()
    scores()
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


def facts() -> None:
    op.create_table("setting", text("key"), text("value"), key("setting", "key"))
    op.create_table(
        "checklist",
        text("id"),
        whole("version"),
        text("source"),
        text("sha256"),
        text("added_at"),
        key("checklist", "id", "version"),
    )
    op.create_table(
        "site", text("id"), text("code"), text("name"), text("zone"), key("site", "id"), unique("site", "code")
    )
    op.create_table(
        "team",
        text("id"),
        text("name"),
        text("site_id"),
        key("team", "id"),
        points("team", "site_id", "site"),
    )
    index("team", "site_id")
    op.create_table(
        "agent",
        text("id"),
        text("code"),
        text("name"),
        text("team_id", nullable=True),
        key("agent", "id"),
        unique("agent", "code"),
        points("agent", "team_id", "team"),
    )
    index("agent", "team_id")
    op.create_table(
        "evaluator",
        text("id"),
        text("code"),
        text("name"),
        text("role"),
        key("evaluator", "id"),
        unique("evaluator", "code"),
    )
    op.create_table("process", text("code"), text("name"), text("process_class", nullable=True), key("process", "code"))
    op.create_table(
        "recording",
        text("sha256"),
        text("file_name"),
        text("encoding"),
        whole("size"),
        whole("duration_ms"),
        whole("channels"),
        whole("sample_rate"),
        key("recording", "sha256"),
    )
    op.create_table(
        "subject",
        text("id"),
        text("kind"),
        text("title"),
        text("occurred_at"),
        text("occurred_zone"),
        text("agent_id", nullable=True),
        text("site_id", nullable=True),
        text("process_code", nullable=True),
        text("direction"),
        text("channel"),
        text("customer_ref"),
        text("recording_sha256", nullable=True),
        text("fields"),
        key("subject", "id"),
        points("subject", "agent_id", "agent"),
        points("subject", "site_id", "site"),
        points("subject", "process_code", "process", "code"),
        points("subject", "recording_sha256", "recording", "sha256"),
    )
    index("subject", "occurred_at")
    index("subject", "process_code", "occurred_at")
    index("subject", "agent_id", "occurred_at")
    index("subject", "site_id", "occurred_at")
    index("subject", "recording_sha256")


def evaluations() -> None:
    op.create_table(
        "evaluation",
        text("id"),
        text("root_id"),
        whole("revision"),
        text("checklist_id"),
        whole("checklist_version"),
        text("subject_id"),
        text("evaluator_id"),
        text("started_at"),
        text("started_zone"),
        text("state"),
        text("submitted_at", nullable=True),
        text("submitted_zone", nullable=True),
        text("reason"),
        whole("position_ms"),
        text("question_id"),
        whole("scoring_ms"),
        key("evaluation", "id"),
        points("evaluation", "root_id", "evaluation"),
        points("evaluation", "subject_id", "subject"),
        points("evaluation", "evaluator_id", "evaluator"),
        sa.ForeignKeyConstraint(
            ["checklist_id", "checklist_version"],
            ["checklist.id", "checklist.version"],
            name="fk_evaluation_checklist_id_checklist_version_checklist",
        ),
        unique("evaluation", "root_id", "revision"),
        sa.CheckConstraint("state IN ('draft', 'submitted')", name="ck_evaluation_state"),
        sa.CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="ck_evaluation_submitted"),
    )
    index("evaluation", "subject_id", "state")
    index("evaluation", "evaluator_id", "state")
    index("evaluation", "checklist_id", "checklist_version")
    op.create_table(
        "answer",
        text("evaluation_id"),
        whole("seq"),
        text("question_id"),
        text("value", nullable=True),
        text("note"),
        text("marks"),
        text("given_at"),
        text("evaluator_id"),
        key("answer", "evaluation_id", "seq"),
        points("answer", "evaluation_id", "evaluation"),
        points("answer", "evaluator_id", "evaluator"),
        sqlite_with_rowid=False,
    )


def scores() -> None:
    op.create_table(
        "evaluation_score",
        text("evaluation_id"),
        text("total", nullable=True),
        text("raw", nullable=True),
        text("bonus"),
        whole("passed", nullable=True),
        text("band", nullable=True),
        text("fields"),
        key("evaluation_score", "evaluation_id"),
        points("evaluation_score", "evaluation_id", "evaluation"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "part_score",
        text("evaluation_id"),
        text("kind"),
        whole("position"),
        text("key"),
        text("score", nullable=True),
        key("part_score", "evaluation_id", "kind", "position"),
        points("part_score", "evaluation_id", "evaluation"),
        sa.CheckConstraint("kind IN ('section', 'dimension', 'area')", name="ck_part_score_kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "question_result",
        text("evaluation_id"),
        whole("position"),
        text("question_id"),
        text("fate"),
        text("fraction", nullable=True),
        text("weight", nullable=True),
        text("effective_weight", nullable=True),
        text("earned", nullable=True),
        text("lost", nullable=True),
        whole("failed"),
        text("critical_class", nullable=True),
        text("effect", nullable=True),
        key("question_result", "evaluation_id", "position"),
        points("question_result", "evaluation_id", "evaluation"),
        sqlite_with_rowid=False,
    )
