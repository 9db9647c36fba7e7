"""What was paid and used up, what was stopped, and the keys and tokens, encrypted."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.models.base import Base, Usd, utc_now


class VideoCost(Base):
    """The ledger: what was paid, or would have been."""

    __tablename__ = "video_costs"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id"), index=True)
    take_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("takes.id"))
    provider: Mapped[str]
    amount_usd: Mapped[Decimal] = mapped_column(Usd)
    is_uncertain: Mapped[bool] = mapped_column(default=False)  # its answer was lost
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class ProviderHold(Base):
    """A key that a provider refused: nothing is sent with it until a person has mended it."""

    __tablename__ = "provider_holds"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    provider: Mapped[str]
    # Of a channel's own key; None for the environment's, which all others share.
    channel_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("channels.id"))
    reason: Mapped[str]
    key_fingerprint: Mapped[str]  # of the refused key: another one is tried by itself
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (
        UniqueConstraint("provider", "channel_id", postgresql_nulls_not_distinct=True),
    )


class Stop(Base):
    """Something people have stopped everywhere; there is a row as long as it stands still."""

    __tablename__ = "stops"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    actor: Mapped[str]
    via: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class YoutubeQuotaUsage(Base):
    """Quota used, per Google project, bucket and Pacific day."""

    __tablename__ = "youtube_quota_usage"

    project: Mapped[str] = mapped_column(primary_key=True)
    bucket: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    units: Mapped[int] = mapped_column(BigInteger, default=0)  # reserved ones included
    warned_at: Mapped[datetime | None]


class OauthToken(Base):
    """A channel's token for a service, encrypted."""

    __tablename__ = "oauth_tokens"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    channel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channels.id"))
    service: Mapped[str]
    token_encrypted: Mapped[str]
    expires_at: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]  # the operator, that it ends soon
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (UniqueConstraint("channel_id", "service"),)
