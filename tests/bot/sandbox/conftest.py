"""A sandbox, a small bot in it, and a person, each on real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.interactions import Deadlines
from bot.sandbox.person import Person
from tests.bot.sandbox.small_bot import SmallBot

TOKEN = "a-token"
SHORT = Deadlines(answer=0.2, follow_up=0.5)


@pytest.fixture
async def sandbox() -> AsyncIterator[SandboxDiscord]:
    async with SandboxDiscord(token=TOKEN) as running:
        yield running


@pytest.fixture
async def hasty_sandbox() -> AsyncIterator[SandboxDiscord]:
    """A sandbox that gives the bot only moments to answer."""
    async with SandboxDiscord(token=TOKEN, deadlines=SHORT) as running:
        yield running


@asynccontextmanager
async def running_bot(
    sandbox: SandboxDiscord, intents: discord.Intents | None = None
) -> AsyncIterator[SmallBot]:
    """A small bot that is ready, pointed at the sandbox."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = sandbox.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
    wanted = intents or discord.Intents(
        guilds=True, members=True, messages=True, message_content=True, reactions=True
    )
    client = SmallBot(sandbox.world.guild.id, wanted)
    try:
        await client.login(TOKEN)
        connection = asyncio.create_task(client.connect())
        await until(lambda: client.times_ready > 0)
        yield client
        await client.close()
        await connection
    finally:
        await client.close()
        discord.http.Route.BASE = base
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway


@pytest.fixture
async def client(sandbox: SandboxDiscord) -> AsyncIterator[SmallBot]:
    async with running_bot(sandbox) as ready:
        yield ready


@pytest.fixture
async def robin(sandbox: SandboxDiscord) -> AsyncIterator[Person]:
    async with Person(sandbox.control_url, "Robin") as person:
        yield person


async def until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something holds that has no event of its own."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


Ask = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
async def ask(sandbox: SandboxDiscord) -> AsyncIterator[Ask]:
    """Bare requests to the API, for what discord.py itself would never send."""
    async with aiohttp.ClientSession() as session:

        async def send(
            method: str, path: str, *, token: str | None = TOKEN, **sent: Any
        ) -> tuple[int, Any]:
            headers = {"Authorization": f"Bot {token}"} if token else {}
            address = sandbox.api_url + path
            async with session.request(method, address, headers=headers, **sent) as response:
                if response.status == 204:
                    return 204, None
                assert response.headers["Content-Type"] == "application/json"
                return response.status, await response.json()

        yield send


@pytest.fixture
def films(sandbox: SandboxDiscord) -> int:
    """The id of the channel #films."""
    return next(iter(sandbox.world.channels))
