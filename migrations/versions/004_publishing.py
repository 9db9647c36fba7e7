"""Publishing: what a take reserved of YouTube's quota, how far it is, and who was warned."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Float
from sqlalchemy.dialects.postgresql import JSONB

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("takes", Column("quota", JSONB(), nullable=True))
    op.add_column("takes", Column("progress", Float(), nullable=True))
    op.add_column(
        "youtube_quota_usage", Column("warned_at", DateTime(timezone=True), nullable=True)
    )
    op.add_column("oauth_tokens", Column("warned_at", DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("oauth_tokens", "warned_at")
    op.drop_column("youtube_quota_usage", "warned_at")
    op.drop_column("takes", "progress")
    op.drop_column("takes", "quota")
