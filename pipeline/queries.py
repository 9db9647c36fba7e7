"""What front ends read. Every function takes the caller's session and returns plain values."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.advance import film_of, takes_of
from pipeline.channels import ChannelConfig
from pipeline.errors import NotFound
from pipeline.estimates import remaining
from pipeline.finals import kin_of
from pipeline.lifecycle import Phase, Step
from pipeline.publication import Privacy
from pipeline.queries_progress import pace, setbacks_of, shares
from pipeline.steps.build import Build, build
from pipeline.steps.film import Plan
from pipeline.steps.progress import progress_of
from pipeline.views import InboxItem, MirrorView, ReviewView, TakeView, VideoView, Waiting

DISCORD, NOTION = "discord", "notion"  # where films are shown


async def video_id_of_number(session: AsyncSession, number: int) -> uuid.UUID:
    """The film people call `#number`.

    Raises:
        NotFound: With a sentence for the person.
    """
    found = await session.scalar(select(models.Video.id).where(models.Video.number == number))
    if found is None:
        raise NotFound(f"There is no film #{number}. `/video list` shows which there are.")
    return found


async def video(session: AsyncSession, video_id: uuid.UUID) -> VideoView:
    """A film with its progress, its open question and the time it still needs."""
    row = await session.get(models.Video, video_id)
    if row is None:
        raise NotFound("That film does not exist.")
    film = await film_of(session, row)
    takes = await takes_of(session, row)
    built = build(film, takes)
    steps = progress_of(film, takes, built, await shares(session, built))
    view = await _view(session, row)
    cost = models.VideoCost
    spent = select(func.sum(cost.amount_usd)).where(cost.video_id == video_id)
    return VideoView(
        **{
            **vars(view),
            "waiting": await _waiting(session, video_id),
            "progress": steps,
            "remaining": remaining(steps, await pace(session), film.plan.shots),
            "spent_usd": await session.scalar(spent) or Decimal(0),
            "setbacks": await setbacks_of(session, built),
            **vars(await kin_of(session, row)),
        }
    )


async def chosen(session: AsyncSession, video_id: uuid.UUID) -> Build:
    """Which takes stand now."""
    row = await session.get_one(models.Video, video_id)
    return build(await film_of(session, row), await takes_of(session, row))


async def chosen_takes(
    session: AsyncSession, video_id: uuid.UUID, steps: Sequence[Step]
) -> list[TakeView]:
    """The finished takes that stand for these steps' units, by step and number."""
    built = await chosen(session, video_id)
    ids = [take.id for key, take in built.chosen.items() if key[0] in steps]
    rows = await session.scalars(select(models.Take).where(models.Take.id.in_(ids)))
    views = [_take(row) for row in rows]
    return sorted(views, key=lambda view: (steps.index(view.step), view.number))


async def takes(
    session: AsyncSession, video_id: uuid.UUID, *, numbers: dict[Step, Sequence[int]]
) -> list[TakeView]:
    """All takes of some units, newest first within each."""
    wanted = [
        (models.Take.step == step) & models.Take.number.in_(those)
        for step, those in numbers.items()
    ]
    rows = await session.scalars(
        select(models.Take)
        .where(models.Take.video_id == video_id, or_(*wanted))
        .order_by(models.Take.step, models.Take.number, models.Take.take.desc())
    )
    order = list(numbers)
    return sorted((_take(row) for row in rows), key=lambda view: order.index(view.step))


async def videos(
    session: AsyncSession,
    *,
    channels: Sequence[str] | None = None,
    unfinished_only: bool = True,
    limit: int = 25,
) -> list[VideoView]:
    """Films, newest first, without their progress."""
    query = _rows().order_by(models.Video.number.desc()).limit(limit)
    if unfinished_only:
        query = query.where(models.Video.ended_at.is_(None))
    if channels is not None:
        query = query.where(models.Channel.key.in_(channels))
    return [_of(row) for row in await session.execute(query)]


async def inbox(
    session: AsyncSession, *, channels: Sequence[str] | None = None, limit: int = 25
) -> list[InboxItem]:
    """What waits for a person over these channels, oldest first."""
    asked = models.Review.created_at
    query = (
        _rows()
        .add_columns(asked.label("asked_at"))
        .outerjoin(
            models.Review,
            (models.Review.video_id == models.Video.id) & (models.Review.state == "pending"),
        )
        .where(models.Video.ended_at.is_(None))
        .where(
            or_(
                asked.is_not(None),
                models.Video.hold.is_not(None),
                models.Video.phase == Phase.FAILED,
            )
        )
        .order_by(func.coalesce(asked, models.Video.updated_at))
        .limit(limit)
    )
    if channels is not None:
        query = query.where(models.Channel.key.in_(channels))
    return [_inbox_item(row) for row in await session.execute(query)]


def _inbox_item(row: Row[*tuple[Any, ...]]) -> InboxItem:
    view = _of(row)
    why = view.hold_reason or view.error or "waits for your decision"
    return InboxItem(view, row.asked_at or view.updated_at, why)


async def review(session: AsyncSession, review_id: uuid.UUID) -> ReviewView:
    return _review(await session.get_one(models.Review, review_id))


async def reviews(session: AsyncSession, video_id: uuid.UUID) -> list[ReviewView]:
    """Every question asked about a film, oldest first."""
    rows = await session.scalars(
        select(models.Review)
        .where(models.Review.video_id == video_id)
        .order_by(models.Review.created_at)
    )
    return [_review(row) for row in rows]


async def mirror(session: AsyncSession, video_id: uuid.UUID, surface: str) -> MirrorView:
    """How the film is shown there; an empty one where it is not shown yet."""
    row = await session.scalar(
        select(models.Mirror).where(
            models.Mirror.video_id == video_id, models.Mirror.surface == surface
        )
    )
    return _mirror(row) if row else MirrorView(video_id, None, {}, {}, 0)


async def mirror_of_external(
    session: AsyncSession, surface: str, external_id: str
) -> MirrorView | None:
    """The film shown in this thread or page."""
    row = await session.scalar(
        select(models.Mirror).where(
            models.Mirror.external_id == external_id, models.Mirror.surface == surface
        )
    )
    return _mirror(row) if row else None


async def mirrors_of_externals(
    session: AsyncSession, surface: str, external_ids: Sequence[str]
) -> dict[str, MirrorView]:
    """How the films are shown that have these threads or pages."""
    mirror = models.Mirror
    rows = await session.scalars(
        select(mirror).where(mirror.surface == surface, mirror.external_id.in_(external_ids))
    )
    return {row.external_id: _mirror(row) for row in rows if row.external_id}


async def notion_homes(session: AsyncSession) -> list[str]:
    """The data sources that films which are not over were queued with."""
    home = models.Video.config["notion_data_source"].astext
    found = select(home).where(models.Video.ended_at.is_(None), home.is_not(None)).distinct()
    return sorted(await session.scalars(found))


async def _view(session: AsyncSession, row: models.Video) -> VideoView:
    found = await session.execute(_rows().where(models.Video.id == row.id))
    return _of(found.one())


def _rows() -> Select[models.Video, str, str]:
    return select(
        models.Video, models.Channel.key.label("channel"), models.Channel.name.label("channel_name")
    ).join(models.Channel, models.Channel.id == models.Video.channel_id)


def _of(row: Row[*tuple[Any, ...]]) -> VideoView:
    video: models.Video = row.Video
    plan = Plan.model_validate(video.plan)
    return VideoView(
        id=video.id,
        number=video.number,
        channel=row.channel,
        channel_name=row.channel_name,
        title=video.title,
        topic=video.topic,
        story_direction=video.story_direction,
        mode=video.mode,
        priority=video.priority,
        state=video.state,
        hold=video.held,
        hold_reason=video.hold_reason,
        hold_until=video.hold_until,
        hold_cause=video.hold_cause,
        error=video.error,
        place=video.place,
        budget_usd=video.budget_usd,
        privacy=cast("Privacy", video.privacy),
        publish_at=video.publish_at,
        version=video.version,
        created_at=video.created_at,
        updated_at=video.updated_at,
        ended_at=video.ended_at,
        config=ChannelConfig.thaw(video.config),
        storyboard=plan.storyboard,
        library=plan.library,
    )


async def _waiting(session: AsyncSession, video_id: uuid.UUID) -> Waiting | None:
    asked = await session.scalar(
        select(models.Review).where(
            models.Review.video_id == video_id, models.Review.state == "pending"
        )
    )
    return Waiting(asked.id, Step(asked.gate), asked.created_at) if asked else None


def _take(row: models.Take) -> TakeView:
    return TakeView(
        id=row.id,
        step=Step(row.step),
        number=row.number,
        take=row.take,
        name=row.name,
        prompt=row.prompt,
        note=row.note,
        state=row.state,
        provider=row.provider,
        file=row.file,
        sha256=row.sha256,
        seconds=row.seconds,
        cost_usd=row.cost_usd,
        error=row.error,
        attempts=row.attempts,
        not_before=row.not_before,
        result=row.result or {},
    )


def _review(row: models.Review) -> ReviewView:
    return ReviewView(
        id=row.id,
        video_id=row.video_id,
        gate=Step(row.gate),
        state=row.state,
        content_hash=row.content_hash,
        decision=row.decision,
        decided_by=row.decided_by,
        decided_by_id=row.decided_by_id,
        via=row.via,
        created_at=row.created_at,
    )


def _mirror(row: models.Mirror) -> MirrorView:
    return MirrorView(
        row.video_id, row.external_id, dict(row.external), dict(row.written), row.shown_version
    )
