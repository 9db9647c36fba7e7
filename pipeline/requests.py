"""Asking for a film: what a person may say, and the row it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import audit, models
from pipeline.advance import advance, lock_video
from pipeline.channel_rows import keep_channel
from pipeline.channels import ChannelConfig
from pipeline.errors import InvalidInput
from pipeline.library import KeptLibrary
from pipeline.lifecycle import START
from pipeline.reviews import Actor
from pipeline.steps.film import Plan
from pipeline.steps.upload import Publication, check_publication
from pipeline.storyboard import MAX_SHOTS, Storyboard
from pipeline.utils.texts import readable

MODES = ("draft", "final")
MAX_TITLE, MAX_TOPIC, MAX_DIRECTION = 100, 500, 20_000  # characters


@dataclass(frozen=True)
class Request:
    """A film somebody asks for.

    Attributes:
        library: The channel's own as `stocking.stock` kept it; another film's, where this one must
            look the same.
    """

    key: str  # unique: the interaction or the page it came from
    channel: str
    title: str
    topic: str = ""
    story_direction: str = ""
    mode: str = "draft"
    priority: int = 0
    shots: int | None = None
    storyboard: Storyboard | None = None
    library: KeptLibrary | None = None


async def request(
    session: AsyncSession, wish: Request, config: ChannelConfig, actor: Actor
) -> models.Video:
    """Queue a film; the same request twice is the same film."""
    title, topic, direction = _texts(wish)
    if wish.mode not in MODES:
        raise InvalidInput(f"The mode is {' or '.join(MODES)}, not “{wish.mode}”.")
    if config.library is not None and wish.library is None:
        raise ValueError(f"the library of {wish.channel} was not brought along")
    library = wish.library or KeptLibrary()
    desired = Plan(shots=_shots(wish, config), library=library, given=wish.storyboard)
    wanted = Publication(title, topic, wish.mode, config.privacy, None, config)
    check_publication(wanted)
    channel_id = await keep_channel(session, wish.channel, config)
    made = await session.scalar(
        insert(models.Video)
        .values(
            channel_id=channel_id,
            request_key=wish.key,
            title=title,
            topic=topic,
            story_direction=direction,
            mode=wish.mode,
            priority=wish.priority,
            config=config.freeze(),
            plan=desired.model_dump(mode="json"),
            step=START.step,
            phase=START.phase,
            privacy=config.privacy,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
        .returning(models.Video.id)
    )
    if made is None:
        known = models.Video.request_key == wish.key
        return (await session.scalars(select(models.Video).where(known))).one()
    video = await lock_video(session, made)
    audit.record(session, video, actor, "queued", {"title": title, "mode": wish.mode})
    await advance(session, video)
    return video


def _texts(wish: Request) -> tuple[str, str, str]:
    title = " ".join(readable(wish.title).split())
    if not title:
        raise InvalidInput("The title is empty: give the film a name.")
    limits = (("title", title, MAX_TITLE), ("topic", wish.topic, MAX_TOPIC))
    for name, text, most in (*limits, ("story direction", wish.story_direction, MAX_DIRECTION)):
        if len(text) > most:
            raise InvalidInput(f"The {name} has {len(text):,} characters; at most {most:,} fit.")
    return title, readable(wish.topic).strip(), readable(wish.story_direction).strip()


def _shots(wish: Request, config: ChannelConfig) -> int:
    if wish.storyboard is not None:
        return len(wish.storyboard.shots)
    shots = config.shots if wish.shots is None else wish.shots
    if not 1 <= shots <= MAX_SHOTS:
        raise InvalidInput(f"A film has 1 to {MAX_SHOTS} shots, not {shots}.")
    return shots
