"""One bot at a time: an advisory lock on a connection of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg
import structlog

from pipeline.consumer import LOST
from pipeline.database import Database

log = structlog.get_logger(__name__)

WAIT_SECONDS = 1.0
PING_SECONDS = 2.0

_TRY = "SELECT pg_try_advisory_lock(hashtextextended('slate.bot', 0))"


@asynccontextmanager
async def leadership(
    database: Database, stop: asyncio.Event
) -> AsyncIterator[asyncio.Event | None]:
    """Wait until no other bot runs, and be the one while the block runs.

    Yields:
        An event that is set when the lock may be another's because the connection was lost: end
        everything then. None when `stop` came first.
    """
    connection = await _win(database, stop)
    if connection is None:
        yield None
        return
    lost = asyncio.Event()
    watching = asyncio.create_task(_watch(connection, lost))
    try:
        yield lost
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        connection.terminate()


async def _win(database: Database, stop: asyncio.Event) -> asyncpg.Connection | None:
    is_waiting = False
    while not stop.is_set():
        try:
            connection = await database.connect()
            try:
                if await connection.fetchval(_TRY):
                    return connection
            except BaseException:
                connection.terminate()
                raise
            await connection.close()
        except LOST as error:
            log.warning("bot.no_database", error=type(error).__name__)
        else:
            if not is_waiting:
                log.info("bot.waiting", why="another bot runs on this database")
            is_waiting = True
        with suppress(TimeoutError):
            async with asyncio.timeout(WAIT_SECONDS):
                await stop.wait()
    return None


async def _watch(connection: asyncpg.Connection, lost: asyncio.Event) -> None:
    """A connection that does not answer has lost the lock, or will have when the server sees it."""
    while not lost.is_set():
        try:
            await connection.fetchval("SELECT 1", timeout=PING_SECONDS)
        except LOST as error:
            log.warning("bot.lock_lost", error=type(error).__name__)
            lost.set()
        await asyncio.sleep(PING_SECONDS)
