"""The client itself: where it connects and when it tells Discord its commands."""

from __future__ import annotations

import asyncio

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import SlateClient
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from bot.tools import Tools
from tests.bot.conftest import running


def syncs(sandbox: SandboxDiscord) -> int:
    return sum(
        request["method"] == "PUT" and request["url"].endswith("/commands")
        for request in sandbox.recording.requests
    )


async def test_it_connects_where_the_settings_say(
    client: SlateClient, sandbox: SandboxDiscord
) -> None:
    assert sandbox.api_url == Route.BASE
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == sandbox.gateway_url
    assert client.user is not None and client.user.name == "Slate"
    assert client.intents.message_content and client.intents.members
    assert client.allowed_mentions is not None and not client.allowed_mentions.everyone


async def test_commands_are_told_only_when_discord_does_not_know_them(
    sandbox: SandboxDiscord, tools: Tools
) -> None:
    for _ in range(2):
        async with running(tools) as client:
            known = {command["name"] for command in sandbox.commands.all(sandbox.world.guild.id)}
            assert known == {"video", "inbox", "stop", "start"}
    assert syncs(sandbox) == 1
    sandbox.commands.replace(sandbox.world.guild.id, [])
    async with running(tools) as client:
        assert client.first_ready.is_set()
    assert syncs(sandbox) == 2


async def test_a_dropped_gateway_is_connected_again(
    client: SlateClient, sandbox: SandboxDiscord, robin: Person
) -> None:
    sandbox.gateway.cut()
    async with asyncio.timeout(30):
        await client.wait_for("resumed")
    answer = await robin.command("inbox")
    assert "Nothing waits" in answer.embeds[0]["description"]
