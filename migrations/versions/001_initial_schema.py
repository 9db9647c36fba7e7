"""The first tables, and PgQueuer's."""

from __future__ import annotations

from alembic import op
from pgqueuer.queries import Queries
from sqlalchemy import (
    UUID,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.util import await_only

revision = "001"
down_revision = None

TABLES = (
    "processes",
    "oauth_tokens",
    "audit_logs",
    "youtube_quota_usage",
    "video_costs",
    "mirrors",
    "reviews",
    "takes",
    "videos",
    "channels",
)


def upgrade() -> None:
    _channels_and_videos()
    _takes()
    _reviews_and_mirrors()
    _ledgers()
    _tokens_and_processes()
    await_only(_queue().install())


def downgrade() -> None:
    op.execute("SELECT 1")  # so that the driver has begun the transaction PgQueuer joins
    await_only(_queue().uninstall())
    for table in TABLES:
        op.drop_table(table)


def _queue() -> Queries:
    return Queries.from_asyncpg_connection(op.get_bind().connection.driver_connection)


def _id() -> Column[object]:
    return Column("id", UUID(), nullable=False)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, JSONB(), nullable=nullable)


def _belongs_to(table: str, owner: str, *, nullable: bool = False) -> Column[object]:
    key = f"{owner.removesuffix('s')}_id"
    fk = ForeignKey(f"{owner}.id", name=f"fk_{table}_{key}_{owner}")
    return Column(key, UUID(), fk, nullable=nullable)


def _channels_and_videos() -> None:
    op.create_table(
        "channels",
        _id(),
        _text("key"),
        _text("name"),
        Column("is_paused", Boolean(), nullable=False),
        Column("capacity", Integer(), nullable=False),
        _time("served_at", nullable=True),
        PrimaryKeyConstraint("id", name="pk_channels"),
        UniqueConstraint("key", name="uq_channels_key"),
    )
    op.create_table(
        "videos",
        _id(),
        Column("number", Integer(), Identity(), nullable=False),
        _belongs_to("videos", "channels"),
        _text("request_key"),
        _text("title"),
        _text("topic"),
        _text("story_direction"),
        _text("mode"),
        Column("priority", Integer(), nullable=False),
        _json("config"),
        _json("plan"),
        _text("step"),
        _text("phase"),
        _text("hold", nullable=True),
        _text("hold_reason", nullable=True),
        _time("hold_until", nullable=True),
        _text("error", nullable=True),
        _text("place", nullable=True),
        Column("version", Integer(), nullable=False),
        _time("created_at"),
        _time("updated_at"),
        _time("ended_at", nullable=True),
        PrimaryKeyConstraint("id", name="pk_videos"),
        UniqueConstraint("number", name="uq_videos_number"),
        UniqueConstraint("request_key", name="uq_videos_request_key"),
    )
    op.create_index("ix_videos_channel_id_number", "videos", ["channel_id", "number"])
    op.create_index(
        "ix_videos_updated_at_unfinished",
        "videos",
        ["updated_at"],
        postgresql_where=text("ended_at IS NULL"),
    )


def _takes() -> None:
    op.create_table(
        "takes",
        _id(),
        _belongs_to("takes", "videos"),
        _text("step"),
        Column("number", Integer(), nullable=False),
        Column("take", Integer(), nullable=False),
        _text("state"),
        _text("name"),
        _text("prompt"),
        _text("note"),
        _text("provider"),
        _text("model"),
        _text("provider_job_id", nullable=True),
        _text("inputs_hash"),
        _text("file", nullable=True),
        _text("sha256", nullable=True),
        Column("seconds", Float(), nullable=True),
        Column("cost_usd", Numeric(12, 6), nullable=True),
        _json("result", nullable=True),
        Column("attempts", Integer(), nullable=False),
        _time("not_before", nullable=True),
        Column("lease_token", UUID(), nullable=True),
        _time("lease_until", nullable=True),
        _text("error", nullable=True),
        _text("error_kind", nullable=True),
        _time("created_at"),
        _time("started_at", nullable=True),
        _time("finished_at", nullable=True),
        PrimaryKeyConstraint("id", name="pk_takes"),
        UniqueConstraint(
            "video_id", "step", "number", "take", name="uq_takes_video_id_step_number_take"
        ),
    )
    for state in ("planned", "working"):
        op.create_index(
            f"ix_takes_step_{state}", "takes", ["step"], postgresql_where=text(f"state = '{state}'")
        )
    op.create_index("ix_takes_step_finished_at", "takes", ["step", "finished_at"])
    op.create_index(
        "uq_takes_video_id_step_number_live",
        "takes",
        ["video_id", "step", "number"],
        unique=True,
        postgresql_where=text("state IN ('planned', 'working')"),
    )


def _reviews_and_mirrors() -> None:
    op.create_table(
        "reviews",
        _id(),
        _belongs_to("reviews", "videos"),
        _text("gate"),
        _text("state"),
        _text("content_hash"),
        _text("decision", nullable=True),
        _text("decided_by", nullable=True),
        _text("decided_by_id", nullable=True),
        _text("via", nullable=True),
        _time("created_at"),
        _time("decided_at", nullable=True),
        PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    pending = text("state = 'pending'")
    op.create_index(
        "uq_reviews_video_id_gate_pending",
        "reviews",
        ["video_id", "gate"],
        unique=True,
        postgresql_where=pending,
    )
    op.create_index(
        "ix_reviews_created_at_pending", "reviews", ["created_at"], postgresql_where=pending
    )
    op.create_index("ix_reviews_video_id_created_at", "reviews", ["video_id", "created_at"])
    op.create_table(
        "mirrors",
        _id(),
        _belongs_to("mirrors", "videos"),
        _text("surface"),
        _text("external_id", nullable=True),
        _json("external"),
        _json("written"),
        Column("shown_version", Integer(), nullable=False),
        _time("updated_at"),
        PrimaryKeyConstraint("id", name="pk_mirrors"),
        UniqueConstraint("video_id", "surface", name="uq_mirrors_video_id_surface"),
    )
    op.create_index("ix_mirrors_external_id", "mirrors", ["external_id"])


def _ledgers() -> None:
    op.create_table(
        "video_costs",
        _id(),
        _belongs_to("video_costs", "videos"),
        _belongs_to("video_costs", "takes"),
        _text("provider"),
        Column("amount_usd", Numeric(12, 6), nullable=False),
        _time("created_at"),
        PrimaryKeyConstraint("id", name="pk_video_costs"),
    )
    op.create_index("ix_video_costs_video_id", "video_costs", ["video_id"])
    op.create_table(
        "youtube_quota_usage",
        _text("project"),
        _text("bucket"),
        Column("day", Date(), nullable=False),
        Column("units", BigInteger(), nullable=False),
        PrimaryKeyConstraint("project", "bucket", "day", name="pk_youtube_quota_usage"),
    )
    op.create_table(
        "audit_logs",
        _id(),
        _belongs_to("audit_logs", "videos", nullable=True),
        _text("actor"),
        _text("actor_id"),
        _text("via"),
        _text("action"),
        _json("details"),
        _time("created_at"),
        PrimaryKeyConstraint("id", name="pk_audit_logs"),
    )
    op.create_index("ix_audit_logs_video_id", "audit_logs", ["video_id"])


def _tokens_and_processes() -> None:
    op.create_table(
        "oauth_tokens",
        _id(),
        _belongs_to("oauth_tokens", "channels"),
        _text("service"),
        _text("token_encrypted"),
        _time("expires_at", nullable=True),
        _time("updated_at"),
        PrimaryKeyConstraint("id", name="pk_oauth_tokens"),
        UniqueConstraint("channel_id", "service", name="uq_oauth_tokens_channel_id_service"),
    )
    op.create_table(
        "processes",
        _id(),
        _text("kind"),
        _text("host"),
        Column("pid", Integer(), nullable=False),
        _time("started_at"),
        _time("beat_at"),
        PrimaryKeyConstraint("id", name="pk_processes"),
    )
    op.create_index("ix_processes_beat_at", "processes", ["beat_at"])
