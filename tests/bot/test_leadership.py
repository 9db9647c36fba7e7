"""One bot at a time, whatever happens to its connection."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from sqlalchemy import text

from bot.leadership import leadership
from pipeline.database import Database

CUT = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")


async def test_a_second_bot_waits_until_the_first_has_gone(database: Database) -> None:
    stop, second_leads = asyncio.Event(), asyncio.Event()

    async def second() -> None:
        async with leadership(database, stop) as lost:
            assert lost is not None
            second_leads.set()

    async with AsyncExitStack() as first:
        assert await first.enter_async_context(leadership(database, stop)) is not None
        waiting = asyncio.create_task(second())
        await asyncio.sleep(1.5)
        assert not second_leads.is_set()
    await asyncio.wait_for(waiting, 10)
    assert second_leads.is_set()


async def test_a_lost_connection_ends_the_first(database: Database) -> None:
    async with leadership(database, asyncio.Event()) as lost:
        assert lost is not None and not lost.is_set()
        async with database.transaction() as session:
            await session.execute(CUT)
        await asyncio.wait_for(lost.wait(), 10)


async def test_one_that_waits_can_be_stopped(database: Database) -> None:
    stop = asyncio.Event()
    async with leadership(database, asyncio.Event()):
        stop.set()
        async with leadership(database, stop) as lost:
            assert lost is None
