"""Is the fleet alive? For `slate health` and the platform that asks it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.models import utc_now
from pipeline.steps.build import TakeState

ALIVE = timedelta(seconds=20)


@dataclass(frozen=True)
class Health:
    """What `slate health` prints.

    Attributes:
        bots, workers: Processes whose heart has beaten within 20 s.
        oldest_waiting_seconds: Age of the oldest take that could be made now, if any.
    """

    database: bool
    bots: int
    workers: int
    oldest_waiting_seconds: float | None
    queued_takes: int
    running_takes: int

    @property
    def is_well(self) -> bool:
        """All that films need to go on is there."""
        return self.database and self.bots > 0 and self.workers > 0

    def as_json(self) -> dict[str, object]:
        return {"ok": self.is_well, **asdict(self)}


NO_DATABASE = Health(False, 0, 0, None, 0, 0)


async def health(session: AsyncSession) -> Health:
    """Look at the heartbeats and the queue."""
    hearts = await session.execute(
        select(models.Process.kind, func.count())
        .where(models.Process.beat_at > utc_now() - ALIVE)
        .group_by(models.Process.kind)
    )
    alive = {kind: count for kind, count in hearts}
    is_due = or_(models.Take.not_before.is_(None), models.Take.not_before <= utc_now())
    since = func.coalesce(models.Take.not_before, models.Take.created_at)
    oldest, queued = (
        await session.execute(
            select(func.min(since), func.count())
            .join(models.Video, models.Video.id == models.Take.video_id)
            .join(models.Channel, models.Channel.id == models.Video.channel_id)
            .where(models.Take.state == TakeState.PLANNED, is_due, models.Video.hold.is_(None))
            .where(models.Channel.is_paused.is_(False))
        )
    ).one()
    running = await session.scalar(
        select(func.count()).where(models.Take.state == TakeState.WORKING)
    )
    return Health(
        database=True,
        bots=alive.get("bot", 0),
        workers=alive.get("worker", 0),
        oldest_waiting_seconds=_age(oldest),
        queued_takes=queued,
        running_takes=running or 0,
    )


def _age(since: datetime | None) -> float | None:
    return round((utc_now() - since).total_seconds(), 1) if since else None
