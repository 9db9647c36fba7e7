"""A PgQueuer consumer that comes back after a lost connection and listens again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import asyncpg
import structlog
from pgqueuer.errors import FailingListenerError
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries

from pipeline.database import Database

log = structlog.get_logger(__name__)

# Another worker takes over a silent one's jobs after this; measured about 4 s with these two.
HEARTBEAT_TIMEOUT = timedelta(seconds=5)
DEQUEUE_TIMEOUT = timedelta(seconds=2)

LOST = (
    OSError,
    asyncio.TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that died in the middle of a statement
    FailingListenerError,
)

Register = Callable[[QueueManager], None]


async def consume(
    database: Database,
    register: Register,
    stop: asyncio.Event,
    *,
    most_jobs: int,
    on_listening: Callable[[], None] = lambda: None,
) -> None:
    """Run jobs until `stop` is set and those that run have ended.

    Args:
        register: Gives a queue manager its entrypoints.
        most_jobs: Jobs at the same time, at least 2 (PgQueuer's floor for batches of one).
        on_listening: Called each time jobs begin to be taken.
    """
    pause = 0.2
    while not stop.is_set():
        try:
            connection = await database.connect()
            try:
                on_listening()
                pause = 0.2
                await _run(connection, register, stop, max(2, most_jobs))
            finally:
                connection.terminate()
        except Exception as error:  # no handler's error comes this far: it is the connection's
            trace = None if isinstance(error, LOST) else error
            log.warning("queue.lost", error=type(error).__name__, again_in=pause, exc_info=trace)
            await _wait(stop, pause)
            pause = min(pause * 2, 5.0)


async def _run(
    connection: asyncpg.Connection, register: Register, stop: asyncio.Event, most_jobs: int
) -> None:
    manager = QueueManager(Queries.from_asyncpg_connection(connection))
    register(manager)

    async def pass_on() -> None:
        await stop.wait()
        manager.shutdown.set()

    passing_on = asyncio.create_task(pass_on())
    try:
        await manager.run(
            batch_size=1,
            max_concurrent_tasks=most_jobs,
            dequeue_timeout=DEQUEUE_TIMEOUT,
            heartbeat_timeout=HEARTBEAT_TIMEOUT,
            shutdown_on_listener_failure=True,
        )
    finally:
        passing_on.cancel()


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
