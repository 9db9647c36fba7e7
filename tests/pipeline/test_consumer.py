"""The consumer of jobs: lost connections, stopping."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pgqueuer.models import Job
from pgqueuer.qm import QueueManager
from sqlalchemy import text

from pipeline import jobs
from pipeline.consumer import consume
from pipeline.database import Database
from pipeline.lifecycle import Step


class Listener:
    """Counts the jobs it is given, and when it began to listen."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.stop = asyncio.Event()
        self.listening = 0
        self.got = asyncio.Semaphore(0)
        self.hold: asyncio.Event | None = None

    def register(self, manager: QueueManager) -> None:
        @manager.entrypoint(jobs.TAKE_ENTRYPOINTS[Step.VIDEO], accepts_context=False)
        async def got(job: Job) -> None:
            self.got.release()
            if self.hold is not None:
                await self.hold.wait()

    def on_listening(self) -> None:
        self.listening += 1

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task(
            consume(
                self.database,
                self.register,
                self.stop,
                most_jobs=2,
                on_listening=self.on_listening,
            )
        )
        try:
            yield task
        finally:
            self.stop.set()
            async with asyncio.timeout(30):
                await task

    async def enqueue(self) -> None:
        async with self.database.transaction() as session:
            await jobs.some_take_is_ready(session, Step.VIDEO)

    async def next_job(self) -> None:
        async with asyncio.timeout(30):
            await self.got.acquire()


async def kill_listeners(database: Database) -> int:
    """Cut every connection but those of SQLAlchemy's pool."""
    async with database.transaction() as session:
        killed = await session.scalars(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
        return len(killed.all())


async def test_jobs_are_taken_whether_they_came_before_or_after(database: Database) -> None:
    listener = Listener(database)
    await listener.enqueue()
    async with listener.running():
        await listener.next_job()
        await listener.enqueue()
        await listener.next_job()


async def test_after_a_lost_connection_it_listens_again_and_takes_jobs(database: Database) -> None:
    listener = Listener(database)
    async with listener.running():
        await listener.enqueue()
        await listener.next_job()
        for times in (1, 2):
            assert await kill_listeners(database)
            await listener.enqueue()
            await listener.next_job()
            assert listener.listening > times


async def test_it_stops_when_the_job_that_runs_has_ended(database: Database) -> None:
    listener = Listener(database)
    listener.hold = asyncio.Event()
    async with listener.running() as task:
        await listener.enqueue()
        await listener.next_job()
        listener.stop.set()
        await asyncio.wait({task}, timeout=0.3)
        assert not task.done()
        listener.hold.set()
    assert task.done()
    async with database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM pgqueuer")) == 0


async def test_it_waits_for_a_server_that_is_not_there(database: Database) -> None:
    nowhere = Database(str(database.url.set(port=1).render_as_string(hide_password=False)))
    listener = Listener(nowhere)
    async with listener.running() as task:
        await asyncio.wait({task}, timeout=0.5)
        assert not task.done()
    assert listener.listening == 0
