"""The control interface as somebody with a plain HTTP client uses it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord_server import SandboxDiscord
from tests.bot.sandbox.conftest import until
from tests.bot.sandbox.small_bot import SmallBot


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def ask(http: aiohttp.ClientSession, method: str, url: str, **body: Any) -> Any:
    async with http.request(method, url, json=body or None) as response:
        return await response.json()


async def test_page_explains_itself(sandbox: SandboxDiscord, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{sandbox.control_url}/") as response:
        page = await response.text()
    for path in ("/control/commands", "/control/events", "/control/faults"):
        assert path in page


async def test_state(sandbox: SandboxDiscord, http: aiohttp.ClientSession) -> None:
    state = await ask(http, "GET", f"{sandbox.control_url}/state")
    assert [channel["name"] for channel in state["channels"]] == ["films", "other-films"]
    assert state["guild"]["id"] == str(sandbox.world.guild.id)
    assert state["bots_connected"] == 0


async def test_world_can_be_changed(
    sandbox: SandboxDiscord, client: SmallBot, http: aiohttp.ClientSession
) -> None:
    url = sandbox.control_url
    await ask(http, "POST", f"{url}/roles", name="Editor")
    await ask(http, "POST", f"{url}/users", name="Kim", roles=["Editor"])
    await ask(http, "POST", f"{url}/channels", name="third")
    await ask(http, "PUT", f"{url}/members/Sam/roles", roles=["Reviewer", "Editor"])
    guild = client.get_guild(client.guild_id)
    assert guild is not None

    def known() -> bool:
        sam = guild.get_member_named("Sam")
        return guild.get_member_named("Kim") is not None and len(sam.roles if sam else ()) == 3

    await until(known)
    assert [channel.name for channel in guild.text_channels] == ["films", "other-films", "third"]
    changed = await ask(http, "PATCH", f"{url}/guild", filesize_limit=5)
    assert changed["filesize_limit"] == 5


async def test_events_are_waited_for(sandbox: SandboxDiscord, http: aiohttp.ClientSession) -> None:
    url = sandbox.control_url
    last = (await ask(http, "GET", f"{url}/state"))["last_event"]
    assert (await ask(http, "GET", f"{url}/events?after={last}"))["events"] == []
    await ask(http, "POST", f"{url}/messages", user="Sam", channel="films", text="hi")
    news = await ask(http, "GET", f"{url}/events?after={last}&timeout=5")
    assert [event["type"] for event in news["events"]] == ["MESSAGE_CREATE"]
    assert news["last"] == last + 1


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/messages", {"user": "Nobody", "channel": "films", "text": "x"}, "There is no Nobody"),
        ("/messages", {"user": "Sam", "channel": "films", "text": ""}, "empty"),
        ("/messages", {"user": "Sam", "channel": "films", "text": "x" * 2001}, "2000"),
        ("/messages", {"user": "Sam", "text": "x"}, "'channel' is missing"),
        ("/gateway", {"action": "explode"}, "can reconnect, drop, invalidate"),
        ("/modals", {"user": "Sam", "interaction_id": "1"}, "Unknown interaction"),
    ],
)
async def test_what_cannot_be_done_is_a_sentence(
    sandbox: SandboxDiscord, http: aiohttp.ClientSession, path: str, body: Any, reason: str
) -> None:
    answer = await ask(http, "POST", sandbox.control_url + path, **body)
    assert reason in answer["error"]


async def test_violations_and_recording(
    sandbox: SandboxDiscord, http: aiohttp.ClientSession, films: int
) -> None:
    headers = {"Authorization": "Bot a-token"}
    address = f"{sandbox.api_url}/channels/{films}/messages"
    async with http.post(address, json={"content": ""}, headers=headers) as response:
        assert response.status == 400
    (violation,) = await ask(http, "GET", f"{sandbox.control_url}/violations")
    assert violation["answer"]["code"] == 50006
    recording = await ask(http, "GET", f"{sandbox.control_url}/recording")
    (request,) = recording["requests"]
    assert request["json"] == {"content": ""}
    assert request["headers"]["Authorization"] == "Bot <redacted>"
    assert "a-token" not in str(recording)
