"""Around every route: token, unknown routes, bad bodies, rate limits, ordered faults."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from tests.bot.sandbox.conftest import TOKEN, Ask
from tests.bot.sandbox.small_bot import SmallBot


async def order(sandbox: SandboxDiscord, **fault: Any) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{sandbox.control_url}/faults", json=fault) as response,
    ):
        return response.status


@pytest.mark.parametrize("token", [None, "wrong"])
async def test_token_is_needed(ask: Ask, sandbox: SandboxDiscord, token: str | None) -> None:
    status, answer = await ask("GET", "/users/@me", token=token)
    assert (status, answer) == (401, {"message": "401: Unauthorized", "code": 0})
    assert len(sandbox.recording.violations) == 1


async def test_wrong_token_fails_the_login(sandbox: SandboxDiscord) -> None:
    client = discord.Client(intents=discord.Intents.none())
    base, discord.http.Route.BASE = discord.http.Route.BASE, sandbox.api_url
    try:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")
    finally:
        discord.http.Route.BASE = base
        await client.close()


async def test_unknown_route_is_a_violation(ask: Ask, sandbox: SandboxDiscord) -> None:
    assert (await ask("GET", "/guilds/1/nonsense"))[0] == 404
    assert (await ask("POST", "/users/@me", json={}))[0] == 404
    assert [item.path for item in sandbox.recording.violations] == [
        "/api/v10/guilds/1/nonsense",
        "/api/v10/users/@me",
    ]


async def test_unknown_thing_is_not_the_bots_fault(ask: Ask, sandbox: SandboxDiscord) -> None:
    status, answer = await ask("GET", "/channels/1")
    assert (status, answer["code"]) == (404, 10003)
    assert sandbox.recording.violations == []


@pytest.mark.parametrize(
    "sent",
    [
        {"data": b"{", "headers": {"Content-Type": "application/json"}},
        {"data": b"content=x", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    ],
)
async def test_body_that_is_no_json(sandbox: SandboxDiscord, films: int, sent: Any) -> None:
    sent["headers"]["Authorization"] = f"Bot {TOKEN}"
    async with aiohttp.ClientSession() as session:
        address = f"{sandbox.api_url}/channels/{films}/messages"
        async with session.post(address, **sent) as response:
            assert response.status in (400, 415)
    assert len(sandbox.recording.violations) == 1


async def test_unknown_query_and_needless_body(ask: Ask, films: int) -> None:
    assert (await ask("GET", f"/channels/{films}?loud=1"))[0] == 400
    assert (await ask("POST", f"/channels/{films}/typing", json={"a": 1}))[0] == 400


async def test_sixth_send_is_refused_with_the_time_to_wait(ask: Ask, films: int) -> None:
    for _ in range(5):
        assert (await ask("POST", f"/channels/{films}/messages", json={"content": "x"}))[0] == 200
    status, answer = await ask("POST", f"/channels/{films}/messages", json={"content": "x"})
    assert status == 429 and 0 < answer["retry_after"] <= 5 and answer["global"] is False


async def test_rate_limits_are_per_channel_and_can_be_off(
    films: int, sandbox: SandboxDiscord
) -> None:
    sandbox.rate_limits.enabled = False
    headers = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        address = f"{sandbox.api_url}/channels/{films}/messages"
        for _ in range(12):
            async with session.post(address, json={"content": "x"}) as response:
                assert response.status == 200
                assert int(response.headers["X-RateLimit-Remaining"]) >= 1


async def test_discord_py_waits_for_its_turn(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person
) -> None:
    message = await client.films.send("react")
    for emoji in ("✅", "❌", "🔁", "👀"):
        await message.add_reaction(emoji)
    statuses = [item["status"] for item in sandbox.recording.responses]
    assert 429 not in statuses


@pytest.mark.parametrize("everywhere", [False, True])
async def test_discord_py_gets_through_a_429(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person, everywhere: bool
) -> None:
    path = r"/channels/\d+/messages$"
    fault = {"kind": 429, "method": "POST", "path": path, "seconds": 0.05, "times": 2}
    assert await order(sandbox, **fault, everywhere=everywhere) == 200
    await client.films.send("through")
    assert [message.text for message in await robin.messages("films")] == ["through"]
    assert sandbox.faults.shown() == []


async def test_server_error_is_tried_again(sandbox: SandboxDiscord, client: SmallBot) -> None:
    await order(sandbox, kind=502, method="POST", path="/typing$")
    await client.films.typing()
    asked = [item for item in sandbox.recording.requests if item["url"].endswith("/typing")]
    assert len(asked) == 2


async def test_reset_before_and_after_the_deed(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person
) -> None:
    for kind, posted in (("reset", 0), ("lost_answer", 1)):
        await order(sandbox, kind=kind, method="POST", path="/messages$")
        with pytest.raises((aiohttp.ClientError, OSError)):
            await client.films.send("once", nonce=7)
        assert len(await robin.messages("films")) == posted
    again = await client.films.send("once", nonce=7)
    assert [message.id for message in await robin.messages("films")] == [again.id]


async def test_delay_holds_the_answer_back(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person
) -> None:
    await order(sandbox, kind="delay", method="POST", path="/messages$", seconds=0.2)
    sending = asyncio.create_task(client.films.send("late"))
    await asyncio.sleep(0.05)
    assert not sending.done()
    assert (await sending).content == "late"


async def test_order_that_makes_no_sense(sandbox: SandboxDiscord) -> None:
    assert await order(sandbox, kind="explode") == 400
    assert await order(sandbox, kind="reset", path="(") == 400
