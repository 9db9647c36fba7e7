"""When and for whom a film is published, as people say it in Discord."""

from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

from bot.decisions import actor_of, film_to_decide
from bot.permissions import Person
from bot.tools import Tools
from pipeline import changes, models
from pipeline.changes import Change
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from pipeline.models import utc_now
from pipeline.publication import moment_of, seen_by

NOW = Change(privacy="public", unset_publish_at=True)
HIDDEN = Change(privacy="private", unset_publish_at=True)


async def schedule(tools: Tools, person: Person, video_id: uuid.UUID, when: str) -> str:
    """Publish a film at a time, in its channel's zone."""
    film = await film_to_decide(tools, person, video_id)
    async with tools.database.transaction() as session:
        row = await session.get_one(models.Video, film.id)
        zone = ZoneInfo(ChannelConfig.thaw(row.config).time_zone)
    wish = Change(publish_at=moment_of(when, zone, utc_now()))
    return await _changed(tools, person, video_id, wish)


async def publish_now(tools: Tools, person: Person, video_id: uuid.UUID) -> str:
    """Publish a film as soon as it is approved, or at once where it is uploaded."""
    await film_to_decide(tools, person, video_id)
    return await _changed(tools, person, video_id, NOW)


async def unpublish(tools: Tools, person: Person, video_id: uuid.UUID) -> str:
    """Let nobody but the account see a film."""
    await film_to_decide(tools, person, video_id)
    return await _changed(tools, person, video_id, HIDDEN)


async def _changed(tools: Tools, person: Person, video_id: uuid.UUID, wish: Change) -> str:
    async with tools.database.transaction() as session:
        video = await changes.change(session, video_id, actor_of(person), wish)
        config = ChannelConfig.thaw(video.config)
        is_approved = Step.REVIEW in video.plan["gates_passed"]
    seen = seen_by(video.privacy, video.publish_at, ZoneInfo(config.time_zone))
    if config.youtube is None or video.mode != "final":
        return (
            f"Film #{video.number} goes to a folder: this is kept, and counts once its channel has "
            "a YouTube account and it is made in `mode: final`."
        )
    follows = "YouTube is told now." if is_approved else "The last gate asks for it."
    return f"Film #{video.number} will be {seen}. {follows}"
