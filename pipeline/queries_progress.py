"""How fast takes were made lately, and what holds up those that are wanted now."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.estimates import Pace
from pipeline.lifecycle import Step, index
from pipeline.steps.build import Build, TakeState
from pipeline.views import Setback


async def setbacks_of(session: AsyncSession, built: Build) -> tuple[Setback, ...]:
    """What went wrong with the takes that are wanted now, by step and number."""
    wanted = [*built.wanted, *(take.id for take in built.stuck)]
    rows = await session.scalars(
        select(models.Take).where(models.Take.id.in_(wanted), models.Take.error.is_not(None))
    )
    found = [
        Setback(
            Step(row.step),
            row.number,
            row.name,
            row.error or "",
            row.error_kind or "",
            row.not_before,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (index(one.step), one.number)))


async def shares(session: AsyncSession, built: Build) -> dict[Step, float]:
    """How far the takes are that say so, by step."""
    take = models.Take
    rows = await session.execute(
        select(take.step, func.min(take.progress))
        .where(take.id.in_(built.wanted), take.state == TakeState.WORKING)
        .where(take.progress.is_not(None))
        .group_by(take.step)
    )
    return {Step(step): share or 0.0 for step, share in rows}


async def pace(session: AsyncSession) -> Pace:
    """Seconds a take of each step took lately, and how many run at once."""
    since = models.utc_now() - timedelta(days=7)
    took = func.extract("epoch", models.Take.finished_at - models.Take.started_at)
    rows = await session.execute(
        select(models.Take.step, func.avg(took))
        .where(models.Take.state == TakeState.DONE, models.Take.finished_at > since)
        .group_by(models.Take.step)
    )
    return {Step(step): float(seconds) for step, seconds in rows}
