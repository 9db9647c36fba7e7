"""Paid takes that are lost, and what the ledger says of them then."""

from __future__ import annotations

import uuid

from pipeline.lifecycle import Step
from pipeline.takes import Work
from tests.pipeline.money.paid import (
    CLIP_USD,
    CLIPS_WANTED,
    NOTHING,
    PICTURE_USD,
    PICTURES_WANTED,
    Ledger,
    PaidCrew,
)

LOST = "its answer was lost"
PICTURE_LOST = Ledger(NOTHING, PICTURE_USD, NOTHING)
CLIP_LOST = Ledger(NOTHING, CLIP_USD, NOTHING)


async def a_picture(crew: PaidCrew) -> tuple[uuid.UUID, Work]:
    film = await crew.film_at(PICTURES_WANTED)
    return film, await crew.must_begin(Step.ASSETS)


async def a_clip(crew: PaidCrew, job: str | None = None) -> tuple[uuid.UUID, Work]:
    film = await crew.film_at(CLIPS_WANTED)
    if job is None:
        return film, await crew.must_begin(Step.VIDEO)
    return film, await crew.begin_with_job(job=job)


async def make_the_others(crew: PaidCrew, step: Step) -> None:
    """Whatever is free of the step, and what stood in the way of the failed take."""
    while work := await crew.begin(step):
        assert await crew.finish(work)
