"""Threads: opened from messages, renamed, archived, woken."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from bot.sandbox.sightings import MessagePosted, ThreadChanged, ThreadOpened
from tests.bot.sandbox.conftest import Ask, until
from tests.bot.sandbox.small_bot import SmallBot


async def opened(client: SmallBot) -> discord.Thread:
    card = await client.films.send("card")
    return await card.create_thread(name="Fox", auto_archive_duration=1440)


async def test_thread_has_its_messages_id(client: SmallBot, robin: Person) -> None:
    thread = await opened(client)
    (card,) = await robin.messages("films")
    assert thread.id == card.id == card.thread_id
    assert card.raw["flags"] & 32
    told = await robin.wait_for(lambda event: isinstance(event, ThreadOpened))
    assert isinstance(told, ThreadOpened)
    assert (told.thread_id, told.name) == (thread.id, "Fox")


async def test_thread_begins_with_its_message(client: SmallBot, robin: Person) -> None:
    thread = await opened(client)
    await thread.send("first")
    starter, first = await robin.messages(thread.id)
    assert starter.reply_to == thread.id and first.text == "first"
    fetched = await client.fetch_channel(thread.id)
    assert isinstance(fetched, discord.Thread) and fetched.message_count == 1


async def test_people_write_in_threads(client: SmallBot, robin: Person) -> None:
    thread = await opened(client)
    await robin.say(thread.id, "hello")
    await until(lambda: len(client.heard) == 1)
    assert client.heard[0].channel == thread


async def test_second_thread_of_a_message_is_refused(client: SmallBot) -> None:
    thread = await opened(client)
    with pytest.raises(discord.HTTPException) as refused:
        await client.films.get_partial_message(thread.id).create_thread(name="again")
    assert refused.value.code == 160004


async def test_archived_thread_refuses_edits_and_reactions_and_wakes_on_sending(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person
) -> None:
    thread = await opened(client)
    sent = await thread.send("status")
    await robin.archive(thread.id)
    for refused in (sent.edit(content="new"), sent.add_reaction("✅"), sent.delete()):
        with pytest.raises(discord.HTTPException) as error:
            await refused
        assert (error.value.status, error.value.code) == (400, 50083)
    assert sandbox.recording.violations == []
    await thread.send("awake")
    assert not sandbox.world.threads[thread.id].archived
    await sent.edit(content="new")
    woken = await robin.wait_for(
        lambda event: isinstance(event, ThreadChanged) and not event.archived
    )
    posted = await robin.wait_for(
        lambda event: isinstance(event, MessagePosted) and event.message.text == "awake"
    )
    assert woken.number < posted.number


async def test_bot_archives_and_renames(sandbox: SandboxDiscord, client: SmallBot) -> None:
    thread = await opened(client)
    await thread.edit(name="Fox (published)")
    await thread.edit(archived=True)
    with pytest.raises(discord.HTTPException):
        await thread.edit(name="too late")
    kept = sandbox.world.threads[thread.id]
    assert (kept.name, kept.archived) == ("Fox (published)", True)
    found = [item.id async for item in client.films.archived_threads()]
    assert found == [thread.id]
    await thread.edit(archived=False, name="back")
    assert (kept.name, kept.archived) == ("back", False)


async def test_active_threads_and_members(client: SmallBot, robin: Person) -> None:
    thread = await opened(client)
    guild = client.get_guild(client.guild_id)
    assert guild is not None
    assert [item.id for item in await guild.active_threads()] == [thread.id]
    said = await robin.say(thread.id, "me too")
    members = {member.id for member in await thread.fetch_members()}
    assert client.user is not None and members == {client.user.id, said.author_id}
    await thread.leave()
    assert {member.id for member in await thread.fetch_members()} == {said.author_id}
    await thread.join()


async def test_thread_without_a_message(client: SmallBot) -> None:
    thread = await client.films.create_thread(name="alone", type=discord.ChannelType.public_thread)
    assert thread.parent_id == client.films.id and not thread.is_private()


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x" * 101},
        {"name": ""},
        {"auto_archive_duration": 60},
        {"name": "Fox", "auto_archive_duration": 61},
        {"name": "Fox", "rate_limit_per_user": 99999},
        {"name": "Fox", "colour": "red"},
    ],
)
async def test_threads_discord_would_refuse(
    client: SmallBot, ask: Ask, films: int, body: dict[str, object]
) -> None:
    card = await client.films.send("card")
    status, answer = await ask("POST", f"/channels/{films}/messages/{card.id}/threads", json=body)
    assert (status, answer["code"]) == (400, 50035)
