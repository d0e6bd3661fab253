"""Batches with their tasks, budgets of requests, who was erased, and how long candidates are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BATCH_STATES = "'open', 'done', 'cancelled'"
TASK_STATES = "'pending', 'running', 'done', 'unchanged', 'nothing', 'failed', 'quarantined', 'cancelled', 'erased'"


def upgrade() -> None:
    """Add the tables; nothing that was there is touched."""
    op.create_table(
        "batch",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.CheckConstraint(f"state in ({BATCH_STATES})", name=op.f("ck_batch_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("number", name=op.f("uq_batch_number")),
    )
    _tasks()
    op.create_table(
        "api_budget",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("resets_at", sa.Float(), nullable=False),
        sa.Column("closed_until", sa.Float(), nullable=False),
        sa.Column("recent", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("token", "kind", name=op.f("pk_api_budget")),
    )
    op.create_table(
        "tombstone",
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_tombstone")),
    )
    op.create_index(op.f("ix_tombstone_subject"), "tombstone", ["subject"], unique=False)
    op.create_table(
        "keeping",
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.Column("hold", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_keeping_candidate_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_keeping")),
    )


def _tasks() -> None:
    op.create_table(
        "batch_task",
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("interruptions", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Float(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.Float(), nullable=True),
        sa.Column("failure", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("candidate_id", sa.String(length=32), nullable=True),
        sa.Column("assessment_id", sa.String(length=32), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("folder", sa.Text(), nullable=True),
        sa.Column("mark", sa.JSON(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("repositories", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint(f"state in ({TASK_STATES})", name=op.f("ck_batch_task_state")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_batch_task_assessment_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_task_batch_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_batch_task_candidate_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_batch_task")),
        sa.UniqueConstraint("batch_id", "applicant", name=op.f("uq_batch_task_batch_id_applicant")),
    )
    op.create_index("ix_batch_task_applicant", "batch_task", ["applicant"], unique=False)
    op.create_index(op.f("ix_batch_task_assessment_id"), "batch_task", ["assessment_id"], unique=False)
    op.create_index(op.f("ix_batch_task_candidate_id"), "batch_task", ["candidate_id"], unique=False)
    op.create_index("ix_batch_task_turn", "batch_task", ["batch_id", "state", "not_before", "position"], unique=False)
