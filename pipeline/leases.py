"""The lease of a take: who holds it, and how it is given back. For those who report of a take."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.advance import lock_video
from pipeline.claim import Claim
from pipeline.models import utc_now
from pipeline.steps.build import TakeState

# A take that nobody wants any more is still held by who waits for its provider.
HELD = frozenset({TakeState.WORKING, TakeState.UNWANTED})


async def held(session: AsyncSession, claim: Claim) -> tuple[models.Video, models.Take] | None:
    """The rows behind a lease that still holds; the film locked first, as everywhere."""
    video = await lock_video(session, claim.video_id)
    row = await session.get(models.Take, claim.take_id, with_for_update=True)
    if row is None or row.lease_token != claim.token or row.state not in HELD:
        return None
    return video, row


def reopen(row: models.Take, *, is_tried: bool = True) -> None:
    """Let somebody else take it up.

    Args:
        is_tried: This attempt counts.
    """
    row.state = TakeState.PLANNED
    row.lease_token = row.lease_until = row.started_at = None
    if not is_tried:
        row.attempts -= 1


def close(row: models.Take, state: TakeState) -> None:
    """Nobody makes it any more."""
    row.state = state
    row.lease_token = row.lease_until = None
    row.finished_at = utc_now()
