"""Channels, films, their takes and the questions about them; the processes that make them."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.models.base import Base, Usd, utc_now


class Channel(Base):
    """A channel that has, or had, films."""

    __tablename__ = "channels"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    is_paused: Mapped[bool] = mapped_column(default=False)
    capacity: Mapped[int]  # takes at the same time
    usd_per_day: Mapped[Decimal] = mapped_column(Usd)  # over it nothing paid is sent
    served_at: Mapped[datetime | None]  # when a take of it was last claimed: fairness


class Video(Base):
    """A film: what is wanted of it and where it stands."""

    __tablename__ = "videos"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    number: Mapped[int] = mapped_column(Identity(), unique=True)  # what people say: #12
    channel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channels.id"))
    request_key: Mapped[str] = mapped_column(unique=True)  # the interaction or page it came from
    title: Mapped[str]
    topic: Mapped[str]
    story_direction: Mapped[str]
    mode: Mapped[str]
    priority: Mapped[int]
    config: Mapped[dict[str, Any]]  # the channel's YAML as it was when the film was queued
    plan: Mapped[dict[str, Any]]  # steps.film.Plan
    step: Mapped[str]
    phase: Mapped[str]
    hold: Mapped[str | None]
    hold_reason: Mapped[str | None]
    hold_until: Mapped[datetime | None]
    hold_cause: Mapped[str | None]  # lifecycle.Cause, for a key with whose it is
    hold_usd: Mapped[Decimal | None] = mapped_column(Usd)  # what the take it waits for costs
    publish_at: Mapped[datetime | None]  # None: as soon as it is approved
    privacy: Mapped[str] = mapped_column(default="private")
    budget_usd: Mapped[Decimal | None] = mapped_column(Usd)  # a person's cap; None: its config's
    error: Mapped[str | None]  # one sentence for people
    place: Mapped[str | None]  # where the film was published
    version: Mapped[int] = mapped_column(default=1)  # raised by every change people can see
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_videos_channel_id_number", "channel_id", "number"),
        Index(
            "ix_videos_updated_at_unfinished",
            "updated_at",
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    @property
    def state(self) -> State:
        return State(Step(self.step), Phase(self.phase))

    @property
    def held(self) -> Hold | None:
        return Hold(self.hold) if self.hold else None


class Take(Base):
    """One run of a script for one unit."""

    __tablename__ = "takes"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id"))
    step: Mapped[str]
    number: Mapped[int]
    take: Mapped[int]  # 1, 2, 3 … of this unit
    state: Mapped[str]
    name: Mapped[str]
    prompt: Mapped[str]
    note: Mapped[str]
    provider: Mapped[str]
    model: Mapped[str]
    is_paid: Mapped[bool] = mapped_column(default=False)  # in money or in quota
    provider_job_id: Mapped[str | None]
    reserved_usd: Mapped[Decimal | None] = mapped_column(
        Usd
    )  # against the caps, until it is booked
    quota: Mapped[dict[str, Any] | None]  # reserved: its project, its day, units by bucket
    inputs_hash: Mapped[str]
    file: Mapped[str | None]  # its key in the storage
    sha256: Mapped[str | None]
    seconds: Mapped[float | None]  # of the medium
    cost_usd: Mapped[Decimal | None] = mapped_column(Usd)  # all that was booked for it
    result: Mapped[dict[str, Any] | None]  # what the script said
    progress: Mapped[float | None]  # 0 to 1, of one that takes long
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    lease_token: Mapped[uuid.UUID | None]
    lease_until: Mapped[datetime | None]
    error: Mapped[str | None]
    error_kind: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("video_id", "step", "number", "take"),
        Index("ix_takes_step_planned", "step", postgresql_where=text("state = 'planned'")),
        Index("ix_takes_step_working", "step", postgresql_where=text("state = 'working'")),
        Index("ix_takes_step_finished_at", "step", "finished_at"),
        Index(
            "ix_takes_video_id_reserved",
            "video_id",
            postgresql_where=text("reserved_usd IS NOT NULL"),
        ),
        # Two live takes of one unit would make it twice.
        Index(
            "uq_takes_video_id_step_number_live",
            "video_id",
            "step",
            "number",
            unique=True,
            postgresql_where=text("state IN ('planned', 'working')"),
        ),
        Index(
            "ix_takes_lease_until_unwanted",
            "lease_until",
            postgresql_where=text("state = 'unwanted'"),
        ),
    )


class Review(Base):
    """A question to people: may this go on?"""

    __tablename__ = "reviews"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id"))
    gate: Mapped[str]
    state: Mapped[str]  # pending, decided, withdrawn
    content_hash: Mapped[str]
    decision: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_by_id: Mapped[str | None]  # of the front end; names can be changed
    via: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    decided_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_reviews_video_id_gate_pending",
            "video_id",
            "gate",
            unique=True,
            postgresql_where=text("state = 'pending'"),
        ),
        Index(
            "ix_reviews_created_at_pending",
            "created_at",
            postgresql_where=text("state = 'pending'"),
        ),
        Index("ix_reviews_video_id_created_at", "video_id", "created_at"),
    )


class Mirror(Base):
    """How a film is shown on one surface."""

    __tablename__ = "mirrors"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id"))
    surface: Mapped[str]  # discord, notion
    external_id: Mapped[str | None] = mapped_column(index=True)  # the thread, the page
    external: Mapped[dict[str, Any]] = mapped_column(default=dict)  # further ids
    written: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what was last written
    shown_version: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (UniqueConstraint("video_id", "surface"),)


class Cursor(Base):
    """How far a front end has read what people changed at its service."""

    __tablename__ = "cursors"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    surface: Mapped[str]
    source: Mapped[str]  # the database
    read_until: Mapped[datetime]  # the service's own clock

    __table_args__ = (UniqueConstraint("surface", "source"),)


class AuditLog(Base):
    """Who decided what, via what, when."""

    __tablename__ = "audit_logs"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    video_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("videos.id"), index=True)
    actor: Mapped[str]
    actor_id: Mapped[str] = mapped_column(default="")  # of the front end; names can be changed
    via: Mapped[str]
    action: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Process(Base):
    """A running bot or worker, as long as its heart beats."""

    __tablename__ = "processes"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str]  # bot, worker
    host: Mapped[str]
    pid: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    beat_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
