"""`python -m bot.sandbox` as a program: says where it is, and ends when it is asked to."""

from __future__ import annotations

import asyncio
import signal
import sys

import aiohttp


async def test_runs_until_sigterm() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox", stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    try:
        line = (await asyncio.wait_for(program.stdout.readline(), 20)).decode().strip()
        name, _, address = line.partition("=")
        assert name == "DISCORD_API_URL"
        async with aiohttp.ClientSession() as session, session.get(f"{address}/gateway") as found:
            assert (await found.json())["url"].startswith("ws://127.0.0.1:")
        program.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(program.wait(), 10) == 0
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
