"""What discord.py asks and the sandbox answers, judged by Discord's own OpenAPI document."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import discord
import pytest

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from tests.bot.sandbox.conftest import Ask
from tests.bot.sandbox.small_bot import Buttons, SmallBot
from tests.contracts import contracts_folder, violations_of_requests, violations_of_responses

pytestmark = pytest.mark.skipif(
    contracts_folder() is None, reason="the contracts do not lie beside the checkout"
)


def no_violations(sandbox: SandboxDiscord) -> None:
    assert "\n".join(violations_of_requests(sandbox.recording.requests)) == ""
    assert "\n".join(violations_of_responses(sandbox.recording.responses)) == ""


async def test_messages_and_threads(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person
) -> None:
    said = await robin.say("films", f"<@{sandbox.world.bot.id}> look", [("a.txt", b"x")])
    embed = discord.Embed(title="t", description="d", colour=1, timestamp=discord.utils.utcnow())
    embed.add_field(name="n", value="v").set_footer(text="f").set_author(name="a")
    embed.set_image(url="attachment://a.txt").set_thumbnail(url="https://example.org/a.png")
    file = discord.File(BytesIO(b"x"), "a.txt", description="a file")
    sent = await client.films.send("<@1> **x**", embed=embed, file=file, view=Buttons(timeout=None))
    await sent.edit(content="y", attachments=[*sent.attachments, discord.File(BytesIO(b"z"), "z")])
    await client.films.get_partial_message(said.id).reply("yes", nonce=3)
    await sent.add_reaction("✅")
    await robin.react(sent.id, sent.channel.id, "🔁")
    thread = await sent.create_thread(name="Fox", auto_archive_duration=60)
    await thread.send("inside")
    assert [user async for user in (await sent.fetch()).reactions[0].users()]
    assert [message async for message in thread.history(limit=10)]
    assert [message async for message in client.films.history(limit=10)]
    await sent.pin()
    assert [message async for message in client.films.pins()]
    await sent.clear_reactions()
    await thread.fetch_members()
    await thread.edit(archived=True)
    assert [item async for item in client.films.archived_threads()]
    await client.films.create_thread(name="x", type=discord.ChannelType.public_thread)
    await client.films.typing()
    await sent.delete()
    no_violations(sandbox)


async def test_guild_and_commands(sandbox: SandboxDiscord, client: SmallBot, ask: Ask) -> None:
    guild = await client.fetch_guild(client.guild_id, with_counts=True)
    assert await guild.fetch_channels() and await guild.fetch_roles()
    assert [member async for member in guild.fetch_members(limit=10)]
    assert client.user is not None
    await guild.fetch_member(client.user.id)
    await guild.active_threads()
    await client.fetch_user(client.user.id)
    commands = await client.tree.fetch_commands(guild=guild)
    await client.tree.fetch_command(commands[0].id, guild=guild)
    await commands[0].edit(description="Changed")
    await commands[0].delete()
    assert (await ask("GET", "/gateway/bot"))[0] == 200
    assert (await ask("GET", "/gateway"))[0] == 200
    assert (await ask("GET", "/applications/@me"))[0] == 200
    no_violations(sandbox)


async def test_interactions(sandbox: SandboxDiscord, client: SmallBot, robin: Person) -> None:
    queued = await robin.command("film queue", title="Fox", storyboard=b"x")
    assert queued.text
    await robin.autocomplete("film queue", "title", "F")
    await robin.submit(await robin.command("film ask"), topic="sea")
    shown = await robin.command("film show")
    assert shown.first is not None
    await robin.click(shown.first, "pick", "1")
    await robin.click(shown.first, "approve")
    no_violations(sandbox)


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("POST", "/channels/{films}/messages", {"json": {"embeds": [{"title": "x" * 257}]}}),
        ("POST", "/channels/{films}/messages", {"json": {}}),
        ("GET", "/channels/1", {}),
        ("GET", "/nothing", {}),
        ("GET", "/users/@me", {"token": None}),
    ],
)
async def test_errors_too(
    sandbox: SandboxDiscord, ask: Ask, films: int, method: str, path: str, sent: Any
) -> None:
    status, _ = await ask(method, path.format(films=films), **sent)
    assert status >= 400
    assert violations_of_responses(sandbox.recording.responses) == []


async def test_rate_limited_answer(sandbox: SandboxDiscord, ask: Ask, films: int) -> None:
    statuses = [
        (await ask("POST", f"/channels/{films}/messages", json={"content": "x"}))[0]
        for _ in range(6)
    ]
    assert statuses[-1] == 429
    assert sandbox.recording.responses[-1]["status"] == 429
    assert violations_of_responses(sandbox.recording.responses) == []


def test_contracts_catch_what_is_wrong() -> None:
    request = {
        "service": "discord",
        "method": "POST",
        "url": "http://127.0.0.1/api/v10/channels/1/messages",
        "headers": {"Authorization": "Bot x", "Content-Type": "application/json"},
        "json": {"content": "x", "colour": "red"},
    }
    assert violations_of_requests([request])
    response = {"method": "GET", "template": "/users/@me", "status": 200, "json": {"id": 1}}
    assert violations_of_responses([response])
