"""What rules suggested, and which of it was taken."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "suggestion",
        text("evaluation_id"),
        text("question_id"),
        text("rule_id"),
        text("value"),
        text("evidence"),
        text("made_at"),
        text("taken_at", nullable=True),
        sa.PrimaryKeyConstraint("evaluation_id", "question_id", "rule_id", name="pk_suggestion"),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name="fk_suggestion_evaluation_id_evaluation"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("suggestion")
