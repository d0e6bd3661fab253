"""The inbox and its search read from indexes: a row holds a whole assessment."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put both orders of the inbox, of one state and of all, into indexes."""
    op.drop_index("ix_assessment_inbox", table_name="assessment")
    op.create_index("ix_assessment_inbox", "assessment", ["state", sa.text("attention DESC"), "id"])
    op.create_index("ix_assessment_attention", "assessment", [sa.text("attention DESC"), "id"])
    op.create_index("ix_assessment_search", "assessment", ["candidate_id", "attention", "id", "state", "blind"])
    op.create_index("ix_assessment_blind", "assessment", ["blind", "sha256", "attention", "id", "state"])
