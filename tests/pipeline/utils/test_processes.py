"""Ending groups, and work that must not be left half done."""

from __future__ import annotations

import asyncio
import sys

import pytest

from pipeline.utils.processes import end_group, signal_group, to_the_end


async def test_ending_a_group_that_is_gone_is_no_error() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "", start_new_session=True)
    await process.wait()
    assert not signal_group(process.pid, 0)
    await end_group(process.pid)


async def test_ending_a_group_waits_until_it_has_ended() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import time; time.sleep(3600)", start_new_session=True
    )
    await end_group(process.pid)
    assert not signal_group(process.pid, 0)
    assert await process.wait() != 0


async def test_work_goes_to_its_end_however_often_it_is_cancelled() -> None:
    may_end = asyncio.Event()
    ended = False

    async def work() -> None:
        nonlocal ended
        await may_end.wait()
        ended = True

    task = asyncio.create_task(to_the_end(work()))
    for _ in range(3):
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended


async def test_an_error_of_the_work_is_raised() -> None:
    async def work() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await to_the_end(work())
