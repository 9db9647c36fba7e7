"""A webhook of the operator's on loopback, which keeps what it was told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web


@asynccontextmanager
async def webhook(seconds: float = 0.0) -> AsyncIterator[tuple[str, list[str]]]:
    """Its address, and the texts in the order they came.

    Args:
        seconds: Until it answers.
    """
    heard: list[str] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append((await request.json())["content"])
        await asyncio.sleep(seconds)
        return web.Response(status=204)

    app = web.Application()
    app.router.add_post("/hook", hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", heard
    finally:
        await runner.cleanup()
