"""A channel with an account at YouTube, and films on their way there, without scripts."""

from __future__ import annotations

import uuid
from typing import Any

from pipeline.lifecycle import PUBLISHED, Phase, State, Step
from pipeline.publication import Youtube
from pipeline.takes import Work
from tests.pipeline.crew import LEASE, Crew
from tests.pipeline.films import CONFIG

ACCOUNT = Youtube(channel_id="UC" + "a" * 22)
ON_YOUTUBE = CONFIG.model_copy(update={"youtube": ACCOUNT})

ASKED = State(Step.REVIEW, Phase.READY)
APPROVED = State(Step.REVIEW, Phase.APPROVED)


async def film_at(crew: Crew, state: State, **config: Any) -> uuid.UUID:
    """A final film of the channel that stands there."""
    film = await crew.queue(config=ON_YOUTUBE.model_copy(update=config), mode="final")
    await crew.go_to(film, state)
    return film


async def published(crew: Crew, **config: Any) -> uuid.UUID:
    return await film_at(crew, PUBLISHED, **config)


async def begin_upload(crew: Crew) -> Work:
    """Claim the next upload, as the runner does before it looks at the quota."""
    work = await crew.begin(Step.UPLOAD, lease=LEASE)
    assert work is not None
    return work
