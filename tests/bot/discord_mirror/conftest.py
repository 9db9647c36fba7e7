"""A mirror of its own before the sandbox Discord, and a film that waits for a decision."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

import discord
import pytest
import yarl

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.tools import Tools
from pipeline.lifecycle import Step
from tests.bot.conftest import TOKEN
from tests.bot.film_desk import FilmDesk


@pytest.fixture
def desk(tools: Tools) -> FilmDesk:
    """Who queues films and makes their takes."""
    return FilmDesk(tools)


@pytest.fixture
async def client(
    sandbox: SandboxDiscord, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[discord.Client]:
    """The real client, without the bot's commands and listeners, which are slower to start."""
    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_url)
    gateway = yarl.URL(sandbox.gateway_url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    intents = discord.Intents(guilds=True, members=True, guild_messages=True)
    async with discord.Client(intents=intents, guild_ready_timeout=0.05) as made:
        await made.login(TOKEN)
        connection = asyncio.create_task(made.connect())
        await made.wait_until_ready()
        yield made
        await made.close()
        await connection


@pytest.fixture
async def mirror(client: discord.Client, tools: Tools) -> AsyncIterator[DiscordMirror]:
    """The mirror, which knows what is in the database and nothing else."""
    made = DiscordMirror(client, tools)
    yield made
    await made.close()


@pytest.fixture
async def film(desk: FilmDesk) -> uuid.UUID:
    """A film whose storyboard waits for a decision."""
    video_id = await desk.queue()
    await desk.work(Step.STORYBOARD)
    return video_id
