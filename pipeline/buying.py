"""Takes that are paid for: how long a clip is bought, and what becomes of one dropped in flight."""

from __future__ import annotations

import uuid

from sqlalchemy import and_, case, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.lifecycle import Step
from pipeline.steps.build import Build, TakeState
from pipeline.steps.film import Film
from pipeline.steps.storyboard import ANIMATIC
from pipeline.steps.video import frozen_clips
from pipeline.waking import wake_waiting


async def freeze_clips(session: AsyncSession, film: Film, result: Build) -> bool:
    """Settle how long the clips are that are about to be bought; true where that is news.

    By the scratch voice of the animatic, which says how long each narration is.
    """
    if not any(wanted.unit.step is Step.VIDEO for wanted in result.missing):
        return False
    animatic = result.chosen.get((Step.STORYBOARD, ANIMATIC))
    row = await session.get(models.Take, animatic.id) if animatic else None
    spoken = (row.result or {}).get("spoken", []) if row else []
    clips = frozen_clips(film, spoken)
    is_news = clips != film.plan.clips
    film.plan.clips = clips
    return is_news


async def want_again(session: AsyncSession, video: models.Video, result: Build) -> bool:
    """Take back what was dropped in flight and is wanted after all: it is paid for; true if any."""
    wanted = [(one.unit.step, one.unit.number, one.inputs_hash) for one in result.missing]
    if not wanted:
        return False
    take = models.Take
    newest = (
        select(take.id)
        .ext(distinct_on(take.step, take.number))
        .where(take.video_id == video.id, take.state == TakeState.UNWANTED)
        .where(take.lease_until >= func.now())
        .where(tuple_(take.step, take.number, take.inputs_hash).in_(wanted))
        .order_by(take.step, take.number, take.take.desc())
    )
    back = await session.scalars(
        update(take)
        .where(take.id.in_(newest))
        .values(state=TakeState.WORKING)
        .returning(take.id)
        .execution_options(synchronize_session="fetch")
    )
    return bool(back.all())


async def drop(session: AsyncSession, video: models.Video, take_ids: list[uuid.UUID]) -> None:
    """Take away the leases of takes that nobody wants any more.

    What a paid provider is working on is charged: it is waited for, and booked.
    """
    if not take_ids:
        return
    take = models.Take
    is_bought = and_(take.state == TakeState.WORKING, take.is_paid)
    dropped = await session.scalars(
        update(take)
        .where(take.id.in_(take_ids))
        .values(
            state=case((is_bought, TakeState.UNWANTED.value), else_=TakeState.SUPERSEDED.value),
            lease_token=case((is_bought, take.lease_token)),
            lease_until=case((is_bought, take.lease_until)),
        )
        .returning(take)
        .execution_options(populate_existing=True)
    )
    lanes = {(row.step, row.is_paid): row for row in dropped if row.state == TakeState.SUPERSEDED}
    for row in lanes.values():
        await wake_waiting(session, video, row)
