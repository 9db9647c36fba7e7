"""The scripted person: sees what happened, waits, and loses nothing in between."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import CannotDo, Person
from bot.sandbox.sightings import (
    MessageDeleted,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Sighting,
)
from tests.bot.sandbox.small_bot import SmallBot


async def test_what_happened_before_the_wait_is_found(robin: Person) -> None:
    await robin.say("films", "one")
    await robin.say("films", "two")
    found = await robin.wait_for_message(lambda message: message.text == "one")
    assert found.author == "Robin" and not found.by_bot


async def test_edit_is_seen(client: SmallBot, robin: Person) -> None:
    sent = await client.films.send("working")
    waiting = asyncio.create_task(robin.wait_for_message(lambda seen: seen.text == "done"))
    await sent.edit(content="done")
    assert (await waiting).id == sent.id


async def test_waiting_has_an_end(robin: Person) -> None:
    await robin.say("films", "something else")
    with pytest.raises(TimeoutError, match="something else"):
        await robin.wait_for(lambda event: False, timeout=0.05)


async def test_several_wait_at_once(robin: Person) -> None:
    texts = [str(number) for number in range(5)]
    waits = [
        asyncio.create_task(robin.wait_for_message(lambda seen, text=text: seen.text == text))  # type: ignore[misc]  # mypy infers no type for a lambda with a default
        for text in texts
    ]
    for text in reversed(texts):
        await robin.say("films", text)
    assert [(await wait).text for wait in waits] == texts


async def test_events_come_typed_and_in_order(sandbox: SandboxDiscord, robin: Person) -> None:
    said = await robin.say("films", "hello", [b"bytes"])
    await robin.react(said.id, said.channel_id, "👀")
    await robin.unreact(said.id, said.channel_id, "👀")
    sandbox.world.delete(sandbox.world.message(said.channel_id, said.id))
    seen: list[type[Sighting]] = []
    async for event in robin.events():
        seen.append(type(event))
        if isinstance(event, MessageDeleted):
            break
    assert seen == [MessagePosted, ReactionAdded, ReactionRemoved, MessageDeleted]


async def test_what_is_not_allowed_raises_the_sentence(robin: Person) -> None:
    with pytest.raises(CannotDo, match="There is no nowhere; there are: films"):
        await robin.say("nowhere", "hello")


async def test_person_has_to_be_entered(sandbox: SandboxDiscord) -> None:
    with pytest.raises(RuntimeError, match="async with"):
        await Person(sandbox.control_url, "Robin").say("films", "hello")
