"""Money: caps, reservations, refused keys, and a stop for all that is paid."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    UUID,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Numeric,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    false,
    text,
)

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _columns()
    op.create_table(
        "provider_holds",
        Column("id", UUID(), nullable=False),
        Column("provider", Text(), nullable=False),
        Column(
            "channel_id",
            UUID(),
            ForeignKey("channels.id", name="fk_provider_holds_channel_id_channels"),
            nullable=True,
        ),
        Column("reason", Text(), nullable=False),
        Column("key_fingerprint", Text(), nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("id", name="pk_provider_holds"),
        UniqueConstraint(
            "provider",
            "channel_id",
            name="uq_provider_holds_provider_channel_id",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "stops",
        Column("id", UUID(), nullable=False),
        Column("name", Text(), nullable=False),
        Column("actor", Text(), nullable=False),
        Column("via", Text(), nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("id", name="pk_stops"),
        UniqueConstraint("name", name="uq_stops_name"),
    )


def _columns() -> None:
    usd = Numeric(12, 6)
    op.add_column("channels", Column("usd_per_day", usd, nullable=False, server_default=text("50")))
    op.alter_column("channels", "usd_per_day", server_default=None)
    op.add_column("videos", Column("hold_cause", Text(), nullable=True))
    op.add_column("videos", Column("hold_usd", usd, nullable=True))
    op.add_column("videos", Column("budget_usd", usd, nullable=True))
    for table, name in (("takes", "is_paid"), ("video_costs", "is_uncertain")):
        op.add_column(table, Column(name, Boolean(), nullable=False, server_default=false()))
        op.alter_column(table, name, server_default=None)
    op.add_column("takes", Column("reserved_usd", usd, nullable=True))
    op.create_index(
        "ix_takes_video_id_reserved",
        "takes",
        ["video_id"],
        postgresql_where=text("reserved_usd IS NOT NULL"),
    )
    op.create_index(
        "ix_takes_lease_until_unwanted",
        "takes",
        ["lease_until"],
        postgresql_where=text("state = 'unwanted'"),
    )
    op.create_index("ix_video_costs_created_at", "video_costs", ["created_at"])


def downgrade() -> None:
    op.drop_index("ix_video_costs_created_at", "video_costs")
    op.drop_index("ix_takes_lease_until_unwanted", "takes")
    op.drop_index("ix_takes_video_id_reserved", "takes")
    for table, names in (
        ("takes", ("reserved_usd", "is_paid")),
        ("video_costs", ("is_uncertain",)),
        ("videos", ("budget_usd", "hold_usd", "hold_cause")),
        ("channels", ("usd_per_day",)),
    ):
        for name in names:
            op.drop_column(table, name)
    op.drop_table("stops")
    op.drop_table("provider_holds")
