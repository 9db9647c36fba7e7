"""What people do to films, and the states they do it in."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from pipeline import models
from pipeline.lifecycle import Phase, State, Step
from tests.pipeline.crew import Crew

STORYBOARD_READY = State(Step.STORYBOARD, Phase.READY)
ASSETS_READY = State(Step.ASSETS, Phase.READY)
VIDEO_READY = State(Step.VIDEO, Phase.READY)
LAST_GATE = State(Step.REVIEW, Phase.READY)
PUBLISHED = State(Step.UPLOAD, Phase.READY)


async def film_at(crew: Crew, state: State) -> uuid.UUID:
    """A new film that has come so far."""
    film = await crew.queue()
    await crew.go_to(film, state)
    return film


async def do(crew: Crew, call: Any, video_id: uuid.UUID, *args: Any, **kwargs: Any) -> Any:
    """One of the calls of `pipeline.videos`, in a transaction of its own."""
    async with crew.database.transaction() as session:
        return await call(session, video_id, *args, **kwargs)


async def audit(crew: Crew, video_id: uuid.UUID) -> list[tuple[str, str, str]]:
    """Who did what to the film, and through what, in order."""
    log = models.AuditLog
    query = select(log.actor, log.via, log.action).where(log.video_id == video_id)
    async with crew.database.transaction() as session:
        rows = await session.execute(query.order_by(log.created_at))
        return [(actor, via, action) for actor, via, action in rows]
