"""The worker: takes jobs, makes takes, and stops as it should."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select

from pipeline import models
from pipeline.database import Database
from pipeline.lifecycle import Phase, State, Step
from pipeline.settings import Settings
from pipeline.steps.build import TakeState
from pipeline.worker import cpu_slots, serve
from tests.pipeline import test_runner
from tests.pipeline.conftest import Scripts
from tests.pipeline.crew import Crew


@asynccontextmanager
async def serving(settings: Settings, database: Database) -> AsyncIterator[asyncio.Event]:
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(serve(settings, database, stop, on_ready=ready.set))
    try:
        async with asyncio.timeout(30):
            await ready.wait()
        yield stop
    finally:
        stop.set()
        async with asyncio.timeout(60):
            await task


async def until(crew: Crew, film: uuid.UUID, state: State) -> None:
    async with asyncio.timeout(60):
        while await crew.state(film) != state:
            await asyncio.sleep(0.05)


async def test_a_queued_film_comes_to_its_first_gate(
    crew: Crew, settings: Settings, database: Database
) -> None:
    async with serving(settings, database):
        film = await crew.queue()
        await until(crew, film, State(Step.STORYBOARD, Phase.READY))
        async with database.transaction() as session:
            kinds = list(await session.scalars(select(models.Process.kind)))
        assert kinds == ["worker"]
    async with database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(models.Process)) == 0


async def test_what_cannot_end_in_time_is_given_back_when_it_stops(
    crew: Crew, settings: Settings, database: Database, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "waits_for_a_sign")
    impatient = settings.model_copy(update={"stop_seconds": 0.2})
    async with serving(impatient, database):
        film = await crew.queue()
        await scripts.have_started()
    (take,) = await crew.takes(film)
    assert (take.state, take.attempts, take.lease_token) == (TakeState.PLANNED, 0, None)
    assert test_runner.running_scripts(scripts) == []
    assert await crew.jobs(Step.STORYBOARD)


async def test_what_can_end_in_time_ends(
    crew: Crew, settings: Settings, database: Database, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "waits_for_a_sign")
    async with serving(settings, database) as stop:
        film = await crew.queue()
        await scripts.have_started()
        stop.set()
        scripts.go()
    assert [take.state for take in await crew.takes(film)] == [TakeState.DONE, TakeState.PLANNED]


async def test_takes_of_a_worker_that_vanished_are_made_by_the_next(
    crew: Crew, settings: Settings, database: Database
) -> None:
    film = await crew.queue()
    claim = await crew.claim(Step.STORYBOARD)
    assert claim is not None
    await crew.end_lease(claim)
    await crew.empty_queue()
    async with serving(settings, database):
        await until(crew, film, State(Step.STORYBOARD, Phase.READY))


async def test_no_more_scripts_run_at_once_than_it_has_slots(
    crew: Crew, settings: Settings, database: Database, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "waits_for_a_sign")
    films = [await crew.queue() for _ in range(4)]
    async with serving(settings, database):
        async with asyncio.timeout(30):
            while await working(database) < 2:
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
        assert await working(database) == 2
        scripts.go()
        for film in films:
            await until(crew, film, State(Step.STORYBOARD, Phase.READY))


async def working(database: Database) -> int:
    async with database.transaction() as session:
        query = select(func.count()).where(models.Take.state == TakeState.WORKING)
        return await session.scalar(query) or 0


def test_the_slots_are_the_cores_unless_told_otherwise(settings: Settings) -> None:
    assert cpu_slots(settings) == 2
    assert cpu_slots(settings.model_copy(update={"cpu_slots": None})) >= 1
