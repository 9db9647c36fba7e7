"""Reactions of the bot and of people, told both ways."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox.person import Person
from bot.sandbox.sightings import ReactionAdded
from tests.bot.sandbox.conftest import until
from tests.bot.sandbox.small_bot import SmallBot


async def test_person_reacts_and_the_bot_hears_it(client: SmallBot, robin: Person) -> None:
    sent = await client.films.send("approve?")
    await robin.react(sent.id, sent.channel.id, "✅")
    await until(lambda: len(client.reactions) == 1)
    heard = client.reactions[0]
    assert (heard.message_id, str(heard.emoji)) == (sent.id, "✅")
    assert heard.member is not None and heard.member.name == "Robin"
    assert heard.message_author_id == sent.author.id
    await robin.unreact(sent.id, sent.channel.id, "✅")
    await until(lambda: len(client.reactions) == 2)
    assert client.reactions[1].event_type == "REACTION_REMOVE"


async def test_bot_reacts_and_the_person_sees_it(client: SmallBot, robin: Person) -> None:
    sent = await client.films.send("approve?")
    for emoji in ("✅", "❌", "🔁"):
        await sent.add_reaction(emoji)
    await robin.wait_for(lambda event: isinstance(event, ReactionAdded) and event.emoji == "🔁")
    (seen,) = await robin.messages("films")
    assert [(item.emoji, item.count, item.by_bot) for item in seen.reactions] == [
        ("✅", 1, True),
        ("❌", 1, True),
        ("🔁", 1, True),
    ]


async def test_who_reacted_is_paged(client: SmallBot, robin: Person) -> None:
    sent = await client.films.send("approve?")
    await sent.add_reaction("✅")
    async with Person(robin.control_url, "Sam") as sam:
        for person in (robin, sam):
            await person.react(sent.id, sent.channel.id, "✅")
    message = await client.films.fetch_message(sent.id)
    assert message.reactions[0].count == 3 and message.reactions[0].me
    names = [user.name async for user in message.reactions[0].users(limit=None)]
    assert sorted(names) == ["Robin", "Sam", "Slate"]
    assert client.user is not None
    later = [user.name async for user in message.reactions[0].users(after=client.user)]
    assert sorted(later) == ["Robin", "Sam"]


async def test_reactions_are_taken_away(client: SmallBot, robin: Person) -> None:
    sent = await client.films.send("approve?")
    await sent.add_reaction("✅")
    await robin.react(sent.id, sent.channel.id, "✅")
    (seen,) = await robin.messages("films")
    await until(lambda: any(item.user_id != sent.author.id for item in client.reactions))
    robins_id = next(item.user_id for item in client.reactions if item.user_id != sent.author.id)
    await sent.remove_reaction("✅", discord.Object(robins_id))
    assert client.user is not None
    await sent.remove_reaction("✅", client.user)
    assert (await client.films.fetch_message(sent.id)).reactions == []
    await sent.add_reaction("❌")
    await sent.clear_reaction("❌")
    await sent.add_reaction("🔁")
    await sent.clear_reactions()
    assert (await client.films.fetch_message(sent.id)).reactions == []
    assert seen.reactions[0].count == 2


@pytest.mark.parametrize("emoji", ["approve", "A", "✅✅", "name:123"])
async def test_what_is_no_emoji_is_refused(client: SmallBot, emoji: str) -> None:
    sent = await client.films.send("approve?")
    with pytest.raises(discord.HTTPException) as refused:
        await sent.add_reaction(emoji)
    assert refused.value.code == 10014
