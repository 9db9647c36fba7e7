"""The bot ends when it is told to, whatever its connection does in that moment."""

from __future__ import annotations

import asyncio

from bot.service import end_all


async def test_a_task_that_loses_its_cancellation_is_ended_all_the_same() -> None:
    lost = 0

    async def connects_again() -> None:
        nonlocal lost
        while True:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                if lost == 1:
                    raise
                lost += 1

    async def has_failed() -> None:
        raise ValueError("before")

    tasks = [asyncio.create_task(connects_again()), asyncio.create_task(has_failed())]
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await end_all(*tasks)
    assert lost == 1
    assert all(task.done() for task in tasks)
    assert isinstance(tasks[1].exception(), ValueError)
