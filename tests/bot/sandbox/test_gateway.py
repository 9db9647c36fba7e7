"""The gateway as discord.py lives through it: ready, away, back, refused."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.gateway_events import Intents
from bot.sandbox.person import Person
from tests.bot.sandbox.conftest import running_bot, until
from tests.bot.sandbox.small_bot import SmallBot


async def steer(sandbox: SandboxDiscord, action: str) -> None:
    async with aiohttp.ClientSession() as session:
        address = f"{sandbox.control_url}/gateway"
        async with session.post(address, json={"action": action}) as response:
            assert response.status == 200


async def test_ready_bot_knows_the_guild(sandbox: SandboxDiscord, client: SmallBot) -> None:
    guild = client.get_guild(sandbox.world.guild.id)
    assert guild is not None and guild.name == "Slate Sandbox"
    assert {member.name for member in guild.members} == {"Slate", "Robin", "Sam"}
    robin = discord.utils.get(guild.members, name="Robin")
    assert robin is not None and "Reviewer" in [role.name for role in robin.roles]
    assert guild.filesize_limit == 10 * 2**20


@pytest.mark.parametrize("action", ["drop", "reconnect"])
async def test_events_missed_while_away_are_replayed(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person, action: str
) -> None:
    await steer(sandbox, action)
    for number in range(3):
        await robin.say("films", f"message {number}")
    await until(client.resumed.is_set)
    await until(lambda: len(client.heard) == 3)
    assert [message.content for message in client.heard] == [f"message {n}" for n in range(3)]
    assert client.times_ready == 1


async def test_invalidated_session_identifies_again(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person
) -> None:
    await steer(sandbox, "invalidate")
    await until(lambda: client.times_ready == 2)
    await robin.say("films", "still there?")
    await until(lambda: len(client.heard) == 1)


async def test_wrong_token_is_refused_with_4004(sandbox: SandboxDiscord) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json") as socket,
    ):
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": "wrong", "intents": 0}})
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == 4004


@pytest.mark.parametrize(
    ("message", "code"),
    [("no json", 4002), ('{"op": 99}', 4001), ('{"op": 3, "d": {}}', 4003)],
)
async def test_nonsense_ends_the_connection(
    sandbox: SandboxDiscord, message: str, code: int
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json") as socket,
    ):
        await socket.receive_json()
        await socket.send_str(message)
        await socket.receive()
        assert socket.close_code == code
    assert sandbox.recording.violations[-1].status == code


async def test_silent_bot_is_disconnected() -> None:
    async with (
        SandboxDiscord(heartbeat_seconds=0.05) as sandbox,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json") as socket,
    ):
        await socket.receive_json()
        await socket.receive()
        assert socket.close_code == 4009


async def test_privileged_intents_that_are_off_are_refused() -> None:
    async with (
        SandboxDiscord(privileged_intents=Intents(0)) as sandbox,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json") as socket,
    ):
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": "x", "intents": 1 << 15}})
        await socket.receive()
        assert socket.close_code == 4014


async def test_without_the_intent_content_is_withheld(
    sandbox: SandboxDiscord, robin: Person
) -> None:
    intents = discord.Intents(guilds=True, messages=True)
    async with running_bot(sandbox, intents) as client:
        await robin.say("films", "a secret", [("a.txt", b"x")])
        await robin.say("films", f"for you <@{sandbox.world.bot.id}>")
        await until(lambda: len(client.heard) == 2)
        assert client.heard[0].content == "" and client.heard[0].attachments == []
        assert client.heard[1].content.startswith("for you")
        await robin.react(client.heard[0].id, client.heard[0].channel.id, "✅")
        await robin.say("films", "the reaction was told before this")
        await until(lambda: len(client.heard) == 3)
        assert client.reactions == []


async def test_second_bot_is_a_violation(sandbox: SandboxDiscord, client: SmallBot) -> None:
    assert sandbox.recording.violations == []
    async with running_bot(sandbox):
        assert [item.what for item in sandbox.recording.violations] == [
            "gateway: a second bot identified while one is connected"
        ]


async def test_bot_can_ask_for_members(sandbox: SandboxDiscord, client: SmallBot) -> None:
    guild = client.get_guild(sandbox.world.guild.id)
    assert guild is not None
    found = await guild.query_members("sa", limit=5)
    assert [member.name for member in found] == ["Sam"]
