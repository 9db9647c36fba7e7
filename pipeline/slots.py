"""A channel's slots: which film is published when, in the order they come to their last gate."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.lifecycle import Phase, State, Step
from pipeline.models import utc_now
from pipeline.publication import free_slot
from pipeline.steps.build import Build
from pipeline.steps.film import Film
from pipeline.steps.upload import publication_of

ASKED = State(Step.REVIEW, Phase.READY)

_ONE_AT_A_TIME = text(
    "SELECT pg_advisory_xact_lock(hashtextextended('slate.slots:' || :channel, 0))"
)


async def give_slot(session: AsyncSession, video: models.Video, film: Film, result: Build) -> bool:
    """Give a film that comes to its last gate its channel's next free time; true where it has now.

    So the time stands in what is approved. A film that a person has timed keeps that.
    """
    is_wanted = result.state == ASKED and video.publish_at is None and not film.plan.is_timed
    if not (is_wanted and publication_of(film).is_uploaded and film.config.publish_slots):
        return False
    await session.execute(_ONE_AT_A_TIME, {"channel": str(video.channel_id)})
    other = models.Video
    taken = await session.scalars(
        select(other.publish_at).where(
            other.channel_id == video.channel_id,
            other.id != video.id,
            other.publish_at > utc_now(),
            other.phase != Phase.CANCELLED,
        )
    )
    zone = ZoneInfo(film.config.time_zone)
    video.publish_at = free_slot(
        film.config.publish_slots, zone, {one for one in taken if one}, utc_now()
    )
    return video.publish_at is not None
