"""How a film that is held goes on."""

from __future__ import annotations

from sqlalchemy import delete, false, func, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.advance import advance, film_of, takes_of
from pipeline.endings import JOB_OVER
from pipeline.lifecycle import Cause
from pipeline.spending import key_owner
from pipeline.steps.build import STUCK, TakeState, build
from pipeline.waking import wake_planned


def release(video: models.Video) -> None:
    """End the hold: a decision, or the time, says what follows."""
    video.hold = video.hold_cause = video.hold_reason = video.hold_until = video.hold_usd = None


async def go_on(session: AsyncSession, video: models.Video) -> None:
    """End the hold and let the film's takes be made."""
    release(video)
    await advance(session, video)
    await wake_planned(session, video)


async def start_over(session: AsyncSession, video: models.Video) -> None:
    """Let what is stuck be made once more; a job that goes on is taken up: it is paid for."""
    take = models.Take
    has_job = take.provider_job_id.is_not(None) & take.error_kind.not_in(JOB_OVER)
    is_asked = video.hold_cause == Cause.UNCERTAIN
    stuck = build(await film_of(session, video), await takes_of(session, video)).stuck
    await session.execute(
        update(take)
        .where(take.id.in_([one.id for one in stuck]), has_job)
        .where(take.state.in_(STUCK if is_asked else [TakeState.FAILED]))
        .values(state=TakeState.PLANNED, attempts=0, not_before=None, error=None, error_kind=None)
    )
    # One of a later step, or that nobody wants now, keeps its job for the day it is wanted.
    is_over = (take.state == TakeState.FAILED) & ~func.coalesce(has_job, false())
    if is_asked:  # who answers something else was not asked about a payment
        is_over |= take.state == TakeState.UNCERTAIN
    await session.execute(
        update(take).where(take.video_id == video.id, is_over).values(state=TakeState.SUPERSEDED)
    )


async def try_key_again(session: AsyncSession, video: models.Video) -> None:
    """Forget that its key was refused; the sweep finds the other films that wait for it."""
    if not (video.hold_cause or "").startswith(f"{Cause.KEY}:"):
        return
    held = models.ProviderHold
    provider = (video.hold_cause or "").removeprefix(f"{Cause.KEY}:")
    owner = await key_owner(session, video.channel_id, provider)
    await session.execute(
        delete(held).where(held.provider == provider, held.channel_id.is_not_distinct_from(owner))
    )
