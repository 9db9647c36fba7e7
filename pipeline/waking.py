"""Jobs for takes that could not be made until now."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import jobs, models
from pipeline.lifecycle import Step
from pipeline.steps.build import TakeState


async def wake_waiting(session: AsyncSession, video: models.Video, row: models.Take) -> None:
    """A take has given its place back: one more job for whoever waits for it.

    It may be another take of the step, or of any step where the channel's capacity was the limit.
    """
    take = models.Take
    waiting = await session.execute(
        select(take.step, take.is_paid)
        .distinct()
        .join(models.Video, models.Video.id == take.video_id)
        .where(or_(models.Video.channel_id == video.channel_id, take.step == row.step))
        .where(take.state == TakeState.PLANNED)
        .where(or_(take.not_before.is_(None), take.not_before <= func.now()))
    )
    lanes = {(row.step, row.is_paid)} | {(step, is_bought) for step, is_bought in waiting}
    for step, is_bought in lanes:
        await jobs.some_take_is_ready(session, Step(step), is_paid=is_bought)


async def wake_planned(session: AsyncSession, video: models.Video) -> None:
    """A film that was held goes on: jobs for what it planned before."""
    take = models.Take
    planned = await session.execute(
        select(take.step, take.is_paid, func.count())
        .where(take.video_id == video.id, take.state == TakeState.PLANNED)
        .group_by(take.step, take.is_paid)
    )
    for step, is_bought, count in planned.all():
        await jobs.some_take_is_ready(session, Step(step), is_paid=is_bought, count=count)
