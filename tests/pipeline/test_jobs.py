"""Row and job are one commit."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from pipeline import jobs, models, requests
from pipeline.database import Database
from pipeline.lifecycle import WORKED, Step
from pipeline.requests import Request
from tests.pipeline.crew import ANNA, Crew
from tests.pipeline.films import CONFIG


class Changed(Exception):
    """The caller thinks better of it."""


async def count(database: Database, what: str) -> int:
    async with database.transaction() as session:
        found = await session.scalar(text(f"SELECT count(*) FROM {what}"))
        return int(found or 0)


async def test_row_and_job_are_there_together(crew: Crew) -> None:
    await crew.queue()
    assert await count(crew.database, "videos") == 1
    assert sorted(await crew.jobs()) == ["show_discord", "take_storyboard"]


async def test_a_rollback_leaves_neither(database: Database) -> None:
    with pytest.raises(Changed):
        async with database.transaction() as session:
            await requests.request(session, Request("key", "forest", "The fox"), CONFIG, ANNA)
            assert await session.scalar(text("SELECT count(*) FROM pgqueuer")) == 2
            raise Changed
    assert await count(database, "videos") == 0
    assert await count(database, "pgqueuer") == 0


async def test_a_job_that_is_the_transactions_first_statement_is_rolled_back_too(
    database: Database,
) -> None:
    with pytest.raises(Changed):
        async with database.transaction() as session:
            await jobs.some_take_is_ready(session, Step.VIDEO)
            raise Changed
    assert await count(database, "pgqueuer") == 0


@pytest.mark.parametrize("wanted", [-3, 0, 1, 5])
async def test_as_many_jobs_as_asked_for(database: Database, wanted: int) -> None:
    async with database.transaction() as session:
        await jobs.some_take_is_ready(session, Step.VIDEO, count=wanted)
    assert await count(database, "pgqueuer WHERE entrypoint = 'take_video'") == max(0, wanted)


async def test_a_job_waits_as_long_as_it_is_told(database: Database) -> None:
    async with database.transaction() as session:
        await jobs.some_take_is_ready(session, Step.VIDEO, after=timedelta(hours=1))
        waits = await session.scalar(text("SELECT execute_after - now() FROM pgqueuer"))
    assert waits == timedelta(hours=1)


async def test_one_show_job_per_version_and_a_second_harms_nobody(database: Database) -> None:
    film = uuid.uuid4()
    async with database.transaction() as session:
        await jobs.show(session, film, 3)
        await jobs.show(session, film, 3)
        await jobs.show(session, film, 4)
        # The caller's transaction goes on.
        assert await session.scalar(select(func.count()).select_from(models.Video)) == 0
    assert await count(database, "pgqueuer") == 2


async def test_a_show_job_names_its_film(database: Database) -> None:
    film = uuid.uuid4()
    async with database.transaction() as session:
        await jobs.show(session, film, 1)
        payload = await session.scalar(text("SELECT payload FROM pgqueuer"))
    assert jobs.video_id_of(payload) == film


def test_every_step_with_a_script_has_its_job() -> None:
    assert list(jobs.TAKE_ENTRYPOINTS) == list(WORKED)
