"""How a sandbox listens, and how it stays until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import sys

from aiohttp import web

HOST = "127.0.0.1"
GRACE_SECONDS = 0.5  # a bot's websocket never ends by itself: it is not waited for


async def listen(app: web.Application, port: int) -> tuple[web.AppRunner, int]:
    """Serve on loopback; the runner ends it.

    Args:
        port: TCP port; 0 takes a free one.

    Returns:
        The runner, and the port that was taken.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    await web.TCPSite(runner, HOST, port).start()
    return runner, runner.addresses[0][1]


async def stay(told: str) -> None:
    """Tell the person who started it where the sandbox is; return on Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    sys.stdout.write(told)
    sys.stdout.flush()
    await stop.wait()
