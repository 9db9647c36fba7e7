"""Planning: when and for whom a film is published, and how far Notion was read."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    UUID,
    Column,
    DateTime,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    text,
)

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("videos", Column("publish_at", DateTime(timezone=True), nullable=True))
    op.add_column(
        "videos", Column("privacy", Text(), nullable=False, server_default=text("'private'"))
    )
    op.alter_column("videos", "privacy", server_default=None)
    op.create_table(
        "cursors",
        Column("id", UUID(), nullable=False),
        Column("surface", Text(), nullable=False),
        Column("source", Text(), nullable=False),
        Column("read_until", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("id", name="pk_cursors"),
        UniqueConstraint("surface", "source", name="uq_cursors_surface_source"),
    )


def downgrade() -> None:
    op.drop_table("cursors")
    op.drop_column("videos", "privacy")
    op.drop_column("videos", "publish_at")
