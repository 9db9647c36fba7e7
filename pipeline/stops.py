"""Stopping everything that costs money, everywhere at once, and letting it go on."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import jobs, models
from pipeline.advance import show
from pipeline.claim import PAID_WORK
from pipeline.lifecycle import Step
from pipeline.reviews import Actor
from pipeline.steps.build import TakeState


async def stop(session: AsyncSession, actor: Actor) -> bool:
    """Send nothing paid anywhere until `start`; false where that is so already.

    What was sent before is waited for and booked.
    """
    made = await session.scalar(
        insert(models.Stop)
        .values(name=PAID_WORK, actor=actor.name, via=actor.via)
        .on_conflict_do_nothing(index_elements=["name"])
        .returning(models.Stop.id)
    )
    if made is None:
        return False
    _recorded(session, actor, "stopped paid work")
    await _show_finals(session)
    return True


async def start(session: AsyncSession, actor: Actor) -> bool:
    """Let paid work go on everywhere; false where nothing was stopped."""
    gone = await session.scalar(
        delete(models.Stop).where(models.Stop.name == PAID_WORK).returning(models.Stop.id)
    )
    if gone is None:
        return False
    _recorded(session, actor, "started paid work")
    await _show_finals(session)
    take = models.Take
    waiting = await session.execute(
        select(take.step, func.count())
        .where(take.state == TakeState.PLANNED, take.is_paid)
        .group_by(take.step)
    )
    for step, count in waiting.all():
        await jobs.some_take_is_ready(session, Step(step), is_paid=True, count=min(count, 50))
    return True


async def _show_finals(session: AsyncSession) -> None:
    """Let every film that may cost say whether it can go on."""
    video = models.Video
    unfinished = select(video).where(video.mode == "final", video.ended_at.is_(None))
    for row in await session.scalars(unfinished.order_by(video.number).with_for_update()):
        await show(session, row)


async def stopped_by(session: AsyncSession) -> str | None:
    """Who stopped all paid work; None while it goes on."""
    by: str | None = await session.scalar(
        select(models.Stop.actor).where(models.Stop.name == PAID_WORK)
    )
    return by


def _recorded(session: AsyncSession, actor: Actor, action: str) -> None:
    session.add(models.AuditLog(actor=actor.name, actor_id=actor.id, via=actor.via, action=action))
