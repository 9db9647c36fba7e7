"""The film's channel: how it is shown there, what people see of it, and what befalls it."""

from __future__ import annotations

import asyncio
import re
import uuid
from typing import Any

import discord

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.errors import Json
from bot.sandbox.model import Message, Thread
from bot.tools import Tools
from pipeline import mirrors, queries
from pipeline.reviews import Actor
from pipeline.views import MirrorView
from tests.bot.film_desk import ROBIN

ON_PAPER_AND_MOVING = 2  # the messages of a storyboard's preview


async def show(mirror: DiscordMirror, video_id: uuid.UUID) -> None:
    """Show a film with its preview, which is made after the rest is shown."""
    await mirror.show(video_id)
    await until(lambda: not mirror._in_work._works)


async def show_after_restart(client: discord.Client, tools: Tools, video_id: uuid.UUID) -> None:
    """Show a film by a mirror that remembers nothing but what the database does."""
    after = DiscordMirror(client, tools)
    await show(after, video_id)
    await after.close()


async def do(tools: Tools, call: Any, video_id: uuid.UUID, *args: Any, who: Actor = ROBIN) -> None:
    """One of the calls of `pipeline.videos`, in a transaction of its own."""
    async with tools.database.transaction() as session:
        await call(session, video_id, who, *args)


def cards(sandbox: SandboxDiscord) -> list[Message]:
    """All messages of the channel."""
    return sandbox.world.history(next(iter(sandbox.world.channels)))


def thread(sandbox: SandboxDiscord) -> Thread:
    """The newest thread."""
    return list(sandbox.world.threads.values())[-1]


def delete_thread(sandbox: SandboxDiscord) -> None:
    """The newest, with all that was said in it."""
    gone = thread(sandbox)
    del sandbox.world.threads[gone.id]
    del sandbox.world.messages[gone.id]


def posts(sandbox: SandboxDiscord) -> list[Message]:
    """The bot's messages of the newest thread."""
    found = sandbox.world.history(thread(sandbox).id)
    return [message for message in found if message.embeds]


def texts(message: Message) -> str:
    """Everything a person reads of a message."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.get("title") or "", embed.get("description") or ""]
        parts += [f"{field['name']}: {field['value']}" for field in embed.get("fields") or []]
    return "\n".join(parts)


def asked_of(sandbox: SandboxDiscord, method: str, path: str) -> list[Json]:
    """The recorded requests of a kind."""
    found = sandbox.recording.requests
    return [one for one in found if one["method"] == method and re.search(path, one["url"])]


def forget_nonces(sandbox: SandboxDiscord) -> None:
    """What minutes do to Discord's memory."""
    for place in sandbox.world.messages.values():
        for message in place.values():
            message.nonce = None


async def mirrored(tools: Tools, video_id: uuid.UUID) -> MirrorView:
    """What the database keeps of how the film is shown."""
    async with tools.database.transaction() as session:
        return await queries.mirror(session, video_id, queries.DISCORD)


async def remember(tools: Tools, view: MirrorView) -> None:
    """Let the database keep something else."""
    async with tools.database.transaction() as session:
        await mirrors.remember(session, queries.DISCORD, view)


async def until(holds: Any) -> None:
    """Wait for what comes after a pause; the limit is only there so that a failure ends."""
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.02)
