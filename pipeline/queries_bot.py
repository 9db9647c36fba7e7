"""Small reads for commands and reactions, which have no time for a whole film's progress."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Row, Select, String, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.channels import ChannelConfig
from pipeline.errors import NotFound
from pipeline.lifecycle import Hold, Phase, State, Step, label
from pipeline.steps.film import Plan
from pipeline.storyboard import Shot
from pipeline.views import MirrorView


@dataclass(frozen=True)
class FilmName:
    """A film as people tell it from others, and where it stands."""

    id: uuid.UUID
    number: int
    title: str
    channel: str
    state: State
    hold: Hold | None

    @property
    def label(self) -> str:
        """The status people read."""
        return label(self.state, self.hold)


@dataclass(frozen=True)
class Asked:
    """A question shown on a surface.

    Attributes:
        is_open: False where it was rejected and a person is to say what to change.
    """

    review_id: uuid.UUID
    is_open: bool
    mirror: MirrorView


async def film_name(session: AsyncSession, video_id: uuid.UUID) -> FilmName:
    """One film.

    Raises:
        NotFound: With a sentence for the person.
    """
    row = (await session.execute(_names().where(models.Video.id == video_id))).one_or_none()
    if row is None:
        raise NotFound("That film does not exist.")
    return _name(row)


async def version(session: AsyncSession, video_id: uuid.UUID) -> int:
    """The version of a film's row, which every change raises.

    Raises:
        NotFound: There is no such film.
    """
    found = await session.scalar(select(models.Video.version).where(models.Video.id == video_id))
    if found is None:
        raise NotFound("That film does not exist.")
    return found


async def films_like(
    session: AsyncSession, typed: str, *, mode: str | None = None, limit: int = 25
) -> list[FilmName]:
    """The newest films, of one mode or all, whose title or number holds what was typed."""
    wanted = typed.strip().lstrip("#")
    query = _names().order_by(models.Video.number.desc()).limit(limit)
    if wanted:
        is_titled = models.Video.title.icontains(wanted, autoescape=True)
        query = query.where(or_(cast(models.Video.number, String).startswith(wanted), is_titled))
    if mode is not None:
        query = query.where(models.Video.mode == mode)
    return [_name(row) for row in await session.execute(query)]


async def frozen_config(session: AsyncSession, video_id: uuid.UUID) -> ChannelConfig:
    """The channel as it was when the film was queued."""
    row = await session.get_one(models.Video, video_id)
    return ChannelConfig.thaw(row.config)


async def shots(session: AsyncSession, video_id: uuid.UUID) -> list[Shot]:
    """A film's shots as they are now; none while its storyboard is not written."""
    row = await session.get_one(models.Video, video_id)
    board = Plan.model_validate(row.plan).storyboard
    return board.shots if board else []


async def external_ids(
    session: AsyncSession, surface: str, video_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, str]:
    """The thread or page of each of these films that has one."""
    rows = await session.execute(
        select(models.Mirror.video_id, models.Mirror.external_id).where(
            models.Mirror.surface == surface,
            models.Mirror.video_id.in_(video_ids),
        )
    )
    return {video_id: external_id for video_id, external_id in rows if external_id}


async def asked(session: AsyncSession, surface: str) -> list[Asked]:
    """The newest question of every film that waits for an answer, where it is shown, oldest first.

    A rejected one waits too: for what to change.
    """
    rows = await session.execute(
        select(models.Mirror, models.Review)
        .join(models.Review, models.Review.video_id == models.Mirror.video_id)
        .join(models.Video, models.Video.id == models.Mirror.video_id)
        .where(
            models.Mirror.surface == surface,
            models.Video.ended_at.is_(None),
            or_(
                models.Review.state == "pending",
                (models.Review.decision == "rejected") & (models.Video.hold == Hold.ATTENTION),
            ),
        )
        .order_by(models.Review.created_at)
    )
    newest = {
        mirror.video_id: Asked(
            review.id,
            review.state == "pending",
            MirrorView(
                mirror.video_id,
                mirror.external_id,
                dict(mirror.external),
                dict(mirror.written),
                mirror.shown_version,
            ),
        )
        for mirror, review in rows
    }
    return list(newest.values())


def _names() -> Select[uuid.UUID, int, str, str, str, str, str | None]:
    video, channel = models.Video, models.Channel
    return select(
        video.id, video.number, video.title, channel.key, video.step, video.phase, video.hold
    ).join(channel, channel.id == video.channel_id)


def _name(row: Row[uuid.UUID, int, str, str, str, str, str | None]) -> FilmName:
    video_id, number, title, channel, step, phase, hold = row
    state = State(Step(step), Phase(phase))
    return FilmName(video_id, number, title, channel, state, Hold(hold) if hold else None)
