"""Messages as discord.py sends, reads and changes them."""

from __future__ import annotations

from io import BytesIO

import discord
import pytest
from PIL import Image

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from tests.bot.sandbox.conftest import Ask, until
from tests.bot.sandbox.small_bot import SmallBot


def picture(width: int, height: int) -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (width, height)).save(data, "PNG")
    data.seek(0)
    return data


async def test_files_can_be_fetched_again(client: SmallBot, robin: Person) -> None:
    files = [discord.File(picture(30, 20), "sheet 1.png"), discord.File(BytesIO(b"x"), "b.mp4")]
    sent = await client.films.send("look", files=files)
    assert (sent.attachments[0].width, sent.attachments[0].height) == (30, 20)
    assert sent.attachments[0].filename == "sheet_1.png"
    assert sent.attachments[1].content_type == "video/mp4"
    assert await sent.attachments[1].read() == b"x"
    (seen,) = await robin.messages("films")
    assert await robin.download(seen.attachments[0]) == await sent.attachments[0].read()


async def test_embed_shows_an_attached_picture(client: SmallBot) -> None:
    embed = discord.Embed(title="Sheet").set_image(url="attachment://sheet.png")
    sent = await client.films.send(embed=embed, file=discord.File(picture(2, 2), "sheet.png"))
    assert sent.embeds[0].image.url == sent.attachments[0].url


async def test_edit_keeps_adds_and_drops_files(client: SmallBot, robin: Person) -> None:
    files = [discord.File(BytesIO(b"1"), "1.txt"), discord.File(BytesIO(b"2"), "2.txt")]
    sent = await client.films.send("files", files=files)
    kept = sent.attachments[1]
    new = discord.File(BytesIO(b"3"), "3.txt")
    edited = await sent.edit(content="changed", attachments=[kept, new])
    assert [item.filename for item in edited.attachments] == ["2.txt", "3.txt"]
    (seen,) = await robin.messages("films")
    assert seen.text == "changed" and len(seen.attachments) == 2
    edited = await edited.edit(content="text only", attachments=[])
    assert edited.attachments == []


async def test_nonce_posts_once(client: SmallBot, robin: Person) -> None:
    first = await client.films.send("once", nonce=4711)
    second = await client.films.send("once", nonce=4711)
    other = await client.films.send("once", nonce=4712)
    assert first.id == second.id != other.id
    assert len(await robin.messages("films")) == 2


async def test_reply_is_heard_with_what_it_answers(client: SmallBot, robin: Person) -> None:
    await client.films.send("your move")
    (seen,) = await robin.messages("films")
    await robin.reply(seen, "3: darker", [("note.txt", b"n")])
    await until(lambda: len(client.heard) == 1)
    heard = client.heard[0]
    assert heard.type is discord.MessageType.reply and heard.content == "3: darker"
    assert heard.reference is not None and heard.reference.message_id == seen.id
    assert isinstance(heard.reference.resolved, discord.Message)
    assert heard.mentions == [client.user]
    assert await heard.attachments[0].read() == b"n"


async def test_bot_replies_and_mentions_only_whom_it_may(client: SmallBot, robin: Person) -> None:
    said = await robin.say("films", "hello")
    target = client.films.get_partial_message(said.id)
    none = discord.AllowedMentions.none()
    sent = await target.reply(f"<@{said.author_id}> @everyone", allowed_mentions=none)
    assert sent.mentions == [] and not sent.mention_everyone
    sent = await target.reply("again")
    assert [user.id for user in sent.mentions] == [said.author_id]


async def test_history_is_paged(client: SmallBot, robin: Person) -> None:
    for number in range(7):
        await robin.say("films", str(number))
    films = client.films
    newest = [message.content async for message in films.history(limit=3)]
    oldest = [message.content async for message in films.history(limit=3, oldest_first=True)]
    assert (newest, oldest) == (["6", "5", "4"], ["0", "1", "2"])
    middle = (await robin.messages("films"))[3]
    around = films.get_partial_message(middle.id)
    near = [message.content async for message in films.history(limit=3, around=around)]
    assert sorted(near) == ["2", "3", "4"]
    alone = [message.content async for message in films.history(limit=1, around=around)]
    assert alone == ["3"]
    before = [message.content async for message in films.history(limit=9, before=around)]
    assert before == ["2", "1", "0"]


async def test_pins(client: SmallBot) -> None:
    sent = await client.films.send("important")
    await sent.pin()
    assert [message.id async for message in client.films.pins()] == [sent.id]
    await sent.unpin()
    assert [message.id async for message in client.films.pins()] == []


async def test_deleted_message_is_gone(client: SmallBot) -> None:
    sent = await client.films.send("short-lived")
    await sent.delete()
    with pytest.raises(discord.NotFound):
        await client.films.fetch_message(sent.id)


async def test_file_over_the_guilds_limit(sandbox: SandboxDiscord, client: SmallBot) -> None:
    sandbox.world.guild.filesize_limit = 10
    with pytest.raises(discord.HTTPException) as refused:
        await client.films.send(file=discord.File(BytesIO(b"x" * 11), "big.bin"))
    assert (refused.value.status, refused.value.code) == (413, 40005)
    assert sandbox.recording.violations[-1].status == 413


async def test_only_own_messages_can_be_edited(client: SmallBot, robin: Person) -> None:
    said = await robin.say("films", "mine")
    with pytest.raises(discord.Forbidden):
        await client.films.get_partial_message(said.id).edit(content="yours")


async def test_webhook_posts_an_alert(sandbox: SandboxDiscord, robin: Person, ask: Ask) -> None:
    path = sandbox.alert_webhook_url.removeprefix(sandbox.api_url)
    body = {"content": "disk is full", "username": "Slate alerts"}
    assert await ask("POST", path, token=None, json=body) == (204, None)
    (seen,) = await robin.messages("films")
    assert (seen.author, seen.text) == ("Slate alerts", "disk is full")
    assert (await ask("POST", path + "x", token=None, json=body))[0] == 404
