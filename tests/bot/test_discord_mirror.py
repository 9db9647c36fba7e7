"""The mirror on a real database, with the real client, against the sandbox Discord."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
import yarl

from bot.discord_mirror import DiscordMirror
from bot.posts import Post
from bot.previews import Previews
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.errors import Json
from bot.sandbox.model import Message, Thread
from bot.shown import review_of_message
from bot.subjects import Subject
from bot.tools import Tools
from pipeline import mirrors, models, queries, videos
from pipeline.database import Database
from pipeline.errors import NotFound
from pipeline.lifecycle import Step
from pipeline.reviews import Actor
from pipeline.videos import Redo
from pipeline.views import MirrorView
from tests.bot.conftest import FAKES, TOKEN
from tests.bot.film_desk import CHANNEL, ROBIN, FilmDesk, storyboard

ON_PAPER_AND_MOVING = 2  # the messages of a storyboard's preview


@pytest.fixture
def desk(tools: Tools) -> FilmDesk:
    return FilmDesk(tools)


@pytest.fixture
async def client(
    sandbox: SandboxDiscord, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[discord.Client]:
    """The real client, without the bot's commands and listeners, which are slower to start."""
    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_url)
    gateway = yarl.URL(sandbox.gateway_url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    intents = discord.Intents(guilds=True, members=True, guild_messages=True)
    async with discord.Client(intents=intents, guild_ready_timeout=0.05) as made:
        await made.login(TOKEN)
        connection = asyncio.create_task(made.connect())
        await made.wait_until_ready()
        yield made
        await made.close()
        await connection


@pytest.fixture
async def mirror(client: discord.Client, tools: Tools) -> AsyncIterator[DiscordMirror]:
    made = DiscordMirror(client, tools)
    yield made
    await made.close()


@pytest.fixture
async def film(desk: FilmDesk) -> uuid.UUID:
    """A film whose storyboard waits for a decision."""
    video_id = await desk.queue()
    await desk.work(Step.STORYBOARD)
    return video_id


async def show(mirror: DiscordMirror, video_id: uuid.UUID) -> None:
    """Show a film with its preview, which is made after the rest is shown."""
    await mirror.show(video_id)
    await until(lambda: not mirror._in_work._works)


def cards(sandbox: SandboxDiscord) -> list[Message]:
    """All messages of the channel."""
    return sandbox.world.history(next(iter(sandbox.world.channels)))


def thread(sandbox: SandboxDiscord) -> Thread:
    """The newest thread."""
    return list(sandbox.world.threads.values())[-1]


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


async def mirrored(database: Database, video_id: uuid.UUID) -> MirrorView:
    async with database.transaction() as session:
        return await queries.mirror(session, video_id, queries.DISCORD)


async def remember(database: Database, view: MirrorView) -> None:
    async with database.transaction() as session:
        await mirrors.remember(session, queries.DISCORD, view)


async def until(holds: Any) -> None:
    """Wait for what comes after a pause; the limit is only there so that a failure ends."""
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.02)


async def test_a_film_gets_a_card_a_thread_and_one_preview(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    await show(mirror, film)

    [card] = cards(sandbox)
    assert "#1 · Fox" in texts(card)
    assert "Storyboard Ready" in texts(card)
    assert "**Reviewer** may decide" in texts(card)
    assert thread(sandbox).name == "#1 Fox"
    assert thread(sandbox).id == card.id
    paper, preview = posts(sandbox)
    assert "2 shots, 10 s" in texts(paper)
    assert [one.filename for one in paper.attachments] == ["1-storyboard.jpg", "1-storyboard.md"]
    assert paper.reactions == []
    assert [one.filename for one in preview.attachments] == ["1-animatic.mp4"]
    assert [one.emoji for one in preview.reactions] == ["✅", "❌", "🔁"]
    assert "✅ approve" in preview.content
    shown = await mirrored(tools.database, film)
    assert shown.external_id == str(card.id)
    assert review_of_message(shown, preview.id) == review_of_message(shown, paper.id) is not None
    assert review_of_message(shown, card.id) is None


async def test_shows_at_once_post_once(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID
) -> None:
    await asyncio.gather(*(show(mirror, film) for _ in range(20)))

    assert (len(cards(sandbox)), len(posts(sandbox))) == (1, ON_PAPER_AND_MOVING)
    assert len(asked_of(sandbox, "POST", r"/messages$")) == 1 + ON_PAPER_AND_MOVING


async def test_an_unknown_film_is_an_error(mirror: DiscordMirror) -> None:
    with pytest.raises(NotFound):
        await mirror.show(uuid.uuid4())


@pytest.mark.parametrize("lost", ["everything", "the preview", "the reactions"])
async def test_a_bot_killed_before_it_kept_an_id_posts_nothing_twice(
    mirror: DiscordMirror,
    client: discord.Client,
    sandbox: SandboxDiscord,
    film: uuid.UUID,
    tools: Tools,
    lost: str,
) -> None:
    await show(mirror, film)
    kept = await mirrored(tools.database, film)
    if lost == "everything":
        kept = MirrorView(film, None, {}, {}, 0)
    elif lost == "the preview":
        kept.external["previews"] = {}
    else:
        [preview] = kept.external["previews"].values()
        preview["complete"] = False
        posts(sandbox)[-1].reactions.clear()
    await remember(tools.database, kept)
    forget_nonces(sandbox)
    after = DiscordMirror(client, tools)
    await show(after, film)
    await after.close()

    assert len(cards(sandbox)) == len(sandbox.world.threads) == 1
    assert len(posts(sandbox)) == ON_PAPER_AND_MOVING
    assert [one.emoji for one in posts(sandbox)[-1].reactions] == ["✅", "❌", "🔁"]
    assert review_of_message(await mirrored(tools.database, film), posts(sandbox)[-1].id)


async def test_a_lost_answer_is_not_a_second_message(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID
) -> None:
    sandbox.faults.order({"kind": "lost_answer", "method": "POST", "path": "/messages$"})
    sandbox.faults.order({"kind": "lost_answer", "method": "POST", "path": "/threads$"})
    sandbox.faults.order({"kind": "lost_answer", "method": "POST", "path": "/messages$"})
    sandbox.faults.order({"kind": "lost_answer", "method": "PUT", "path": "/reactions/"})

    await show(mirror, film)

    assert sandbox.faults.shown() == []
    assert len(cards(sandbox)) == len(sandbox.world.threads) == 1
    assert len(posts(sandbox)) == ON_PAPER_AND_MOVING


async def test_limits_are_waited_for(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID
) -> None:
    sandbox.faults.order({"kind": 429, "method": "POST", "path": "/messages$", "seconds": 0.05})
    sandbox.faults.order({"kind": 429, "method": "PUT", "path": "/reactions", "seconds": 0.05})

    await show(mirror, film)

    assert len(posts(sandbox)) == ON_PAPER_AND_MOVING
    assert len(posts(sandbox)[-1].reactions) == 3


async def test_edits_are_throttled_and_the_last_state_arrives(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk
) -> None:
    await desk.approve(film)
    await show(mirror, film)
    changes = 0
    for step in (Step.ASSETS, Step.ASSETS):
        changes += await desk.work(step, most=1)
        await show(mirror, film)

    assert changes == 2
    await until(lambda: "Assets Ready" in texts(cards(sandbox)[0]))
    assert "pictures     ██████████ 2/2" in texts(cards(sandbox)[0])
    assert len(asked_of(sandbox, "PATCH", f"/messages/{cards(sandbox)[0].id}$")) == 1


async def test_what_is_the_same_is_not_edited(
    mirror: DiscordMirror,
    sandbox: SandboxDiscord,
    film: uuid.UUID,
    client: discord.Client,
    tools: Tools,
) -> None:
    await show(mirror, film)
    after = DiscordMirror(client, tools)
    await show(after, film)
    await after.close()

    assert asked_of(sandbox, "PATCH", "/messages/") == []


async def test_a_decision_closes_the_preview(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await show(mirror, film)
    await desk.approve(film)
    await show(mirror, film)
    await show(mirror, film)

    paper, preview = posts(sandbox)
    assert (paper.content, preview.content) == ("", "**✅ Approved by Robin** in Discord.")
    assert len(asked_of(sandbox, "PATCH", f"/messages/{preview.id}$")) == 1
    assert review_of_message(await mirrored(tools.database, film), preview.id) is not None


async def test_an_overruled_rejection_is_told_in_the_same_place(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    async with tools.database.transaction() as session:
        await videos.reject(session, film, ROBIN)
    await show(mirror, film)
    preview = posts(sandbox)[-1]
    assert preview.content.startswith("**❌ Rejected by Robin** in Discord.")
    async with tools.database.transaction() as session:
        await videos.approve(session, film, Actor("Sam", "Discord"))
    await show(mirror, film)
    await show(mirror, film)

    assert preview.content == "**✅ Approved by Sam** in Discord."
    assert len(asked_of(sandbox, "PATCH", f"/messages/{preview.id}$")) == 2


async def test_a_rejection_asks_no_more_once_it_is_answered(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await desk.until_gate(film, Step.ASSETS)
    await show(mirror, film)
    async with tools.database.transaction() as session:
        await videos.reject(session, film, ROBIN)
    await show(mirror, film)
    assert "Reply with what to change" in posts(sandbox)[0].content
    async with tools.database.transaction() as session:
        await videos.redo(session, film, ROBIN, [Redo(Step.ASSETS, (1,), "more rain")])
    await show(mirror, film)

    assert posts(sandbox)[0].content == "**❌ Rejected by Robin** in Discord."


async def test_a_redo_withdraws_and_asks_anew(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await desk.until_gate(film, Step.ASSETS)
    await show(mirror, film)
    async with tools.database.transaction() as session:
        await videos.redo(session, film, ROBIN, [Redo(Step.ASSETS, (1,), "more rain")])
    await show(mirror, film)
    await desk.work(Step.ASSETS)
    await show(mirror, film)

    first, compared, second = posts(sandbox)
    assert first.content == "**🔁 To be made again: asked by Robin** in Discord."
    assert "🆕" not in texts(first)
    assert [one.filename for one in compared.attachments] == ["pictures-before-after.jpg"]
    assert "🆕 picture 1 “more rain”\n✅ approve" in second.content
    assert "**1** wood · 🆕 take 2 “more rain”\n**2** fox" in texts(second)
    [sheet] = second.attachments
    assert [one.get("changed") for one in json.loads(sheet.content)["items"]] == [True, None]


async def test_what_nobody_was_shown_is_still_new(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await desk.until_gate(film, Step.ASSETS)
    await show(mirror, film)
    for number in (1, 2):  # the second is asked for before the first one's preview is posted
        async with tools.database.transaction() as session:
            await videos.redo(session, film, ROBIN, [Redo(Step.ASSETS, (number,), "older")])
        await desk.work(Step.ASSETS)
    await show(mirror, film)

    assert "🆕 all 2 pictures “older”" in posts(sandbox)[-1].content


async def test_a_film_is_shown_while_its_preview_is_made(
    client: discord.Client,
    sandbox: SandboxDiscord,
    film: uuid.UUID,
    tools: Tools,
    desk: FilmDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_be_made, original = asyncio.Event(), Previews.of

    async def slow(self: Previews, subject: Subject) -> list[Post]:
        await may_be_made.wait()
        return await original(self, subject)

    monkeypatch.setattr(Previews, "of", slow)
    mirror = DiscordMirror(client, tools)
    await mirror.show(film)
    assert len(cards(sandbox)) == len(sandbox.world.threads) == 1
    assert posts(sandbox) == []
    assert (await mirrored(tools.database, film)).shown_version == 0
    may_be_made.set()
    await until(lambda: posts(sandbox) and len(posts(sandbox)[-1].reactions) == 3)
    await until(lambda: not mirror._turns)
    await mirror.close()

    assert (await mirrored(tools.database, film)).shown_version == (await desk.view(film)).version


async def test_a_preview_that_could_not_be_made_comes_with_a_later_show(
    client: discord.Client,
    sandbox: SandboxDiscord,
    film: uuid.UUID,
    tools: Tools,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:

        async def full(self: Previews, subject: Subject) -> list[Post]:
            raise OSError("the disk is full")

        broken.setattr(Previews, "of", full)
        mirror = DiscordMirror(client, tools)
        await mirror.show(film)
        await until(lambda: not mirror._turns)
        assert (await mirrored(tools.database, film)).shown_version == 0
    await show(mirror, film)
    await mirror.close()

    assert (len(cards(sandbox)), len(posts(sandbox))) == (1, ON_PAPER_AND_MOVING)


async def test_a_preview_nobody_asks_for_any_more_is_not_made(
    client: discord.Client,
    sandbox: SandboxDiscord,
    film: uuid.UUID,
    tools: Tools,
    desk: FilmDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = asyncio.Event()

    async def endless(self: Previews, subject: Subject) -> list[Post]:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return []

    monkeypatch.setattr(Previews, "of", endless)
    mirror = DiscordMirror(client, tools)
    await mirror.show(film)
    await until(lambda: mirror._in_work._works)
    await desk.approve(film)
    await mirror.show(film)
    await asyncio.wait_for(ended.wait(), 20)
    await mirror.close()

    assert posts(sandbox) == []


async def test_a_question_decided_meanwhile_is_not_asked(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk
) -> None:
    await desk.approve(film)
    await show(mirror, film)

    assert posts(sandbox) == []


async def test_a_deleted_card_comes_back_and_the_thread_stays(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk
) -> None:
    await show(mirror, film)
    sandbox.world.delete(cards(sandbox)[0])
    await desk.approve(film)
    await show(mirror, film)

    await until(lambda: len(cards(sandbox)) == 1)
    await until(lambda: f"<#{thread(sandbox).id}>" in texts(cards(sandbox)[0]))
    assert len(sandbox.world.threads) == 1
    assert len(posts(sandbox)) == ON_PAPER_AND_MOVING


async def test_a_deleted_thread_comes_back_with_the_open_question(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk
) -> None:
    await show(mirror, film)
    gone = thread(sandbox)
    del sandbox.world.threads[gone.id]
    del sandbox.world.messages[gone.id]
    await desk.approve(film)
    await desk.work(Step.ASSETS)
    await show(mirror, film)

    await until(lambda: sandbox.world.threads and posts(sandbox))
    assert "Are the pictures right?" in posts(sandbox)[-1].content
    assert len(sandbox.world.threads) == 1


async def test_a_thread_deleted_while_the_bot_was_away_comes_back(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    gone = thread(sandbox)
    del sandbox.world.threads[gone.id]
    del sandbox.world.messages[gone.id]
    kept = await mirrored(tools.database, film)
    kept.external["previews"] = {}
    await remember(tools.database, kept)
    await show(mirror, film)

    await until(lambda: sandbox.world.threads and posts(sandbox))
    assert "Is this the film to make?" in posts(sandbox)[-1].content


async def test_an_archived_thread_is_woken(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk
) -> None:
    await show(mirror, film)
    sandbox.world.set_archived(thread(sandbox), True)
    await desk.approve(film)
    await show(mirror, film)

    assert posts(sandbox)[-1].content.startswith("**✅ Approved by Robin**")
    assert not thread(sandbox).archived


async def test_a_deleted_preview_stops_nothing(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await show(mirror, film)
    sandbox.world.delete(posts(sandbox)[-1])
    await desk.approve(film)
    await show(mirror, film)

    [preview] = (await mirrored(tools.database, film)).external["previews"].values()
    assert preview["state"] == "closed"


async def test_a_card_deleted_before_its_thread_was_opened_comes_back(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    channel_id = next(iter(sandbox.world.channels))
    external = {"channel_id": str(channel_id), "card_id": "12345678901234567", "cards": 1}
    await remember(tools.database, MirrorView(film, None, external, {}, 0))
    await show(mirror, film)

    await until(lambda: sandbox.world.threads and posts(sandbox))
    assert len(cards(sandbox)) == 1


async def test_the_card_of_another_database_is_not_taken_over(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    footer = cards(sandbox)[0].embeds[0]["footer"]
    footer["text"] = footer["text"].replace(film.hex[:8], "0" * 8)
    await remember(tools.database, MirrorView(film, None, {"cards": 1}, {}, 0))
    await show(mirror, film)

    assert len(cards(sandbox)) == len(sandbox.world.threads) == 2


async def test_each_failure_is_told_once(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await desk.approve(film)
    await desk.work(Step.ASSETS, most=1)
    for _ in range(2):
        await desk.fail(Step.ASSETS)
        await show(mirror, film)
        forget_nonces(sandbox)
        await show(mirror, film)
        async with tools.database.transaction() as session:
            await videos.retry(session, film, ROBIN)
        await show(mirror, film)

    told = [texts(message) for message in posts(sandbox)]
    assert len(told) == 2
    assert all("fox: the disk broke" in text for text in told)
    assert all("`/video retry film:1`" in text for text in told)


async def test_the_end_is_told_once(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    async with tools.database.transaction() as session:
        await videos.cancel(session, film, ROBIN)
    await show(mirror, film)
    forget_nonces(sandbox)
    await show(mirror, film)

    _, preview, end = posts(sandbox)
    assert preview.content == "**Storyboard:** the film was cancelled."
    assert "Cancelled" in texts(end)


async def test_a_published_film_is_told_with_place_and_length(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk
) -> None:
    await desk.until_gate(film, Step.REVIEW)
    await desk.approve(film)
    await desk.work(Step.UPLOAD)
    await show(mirror, film)
    forget_nonces(sandbox)
    await show(mirror, film)

    [end] = posts(sandbox)
    assert texts(end).strip() == "🎉 **Published, 5 s long.** It is here: `published/fox`"
    assert "✅ Published" in texts(cards(sandbox)[0])


async def test_the_whole_storyboard_is_attached_to_search_in(
    mirror: DiscordMirror, sandbox: SandboxDiscord, desk: FilmDesk
) -> None:
    video_id = await desk.queue("Long", storyboard(60, "Once upon a time. " * 110))
    await desk.work(Step.STORYBOARD)
    await show(mirror, video_id)

    paper, _ = posts(sandbox)
    names = {one.filename: one for one in paper.attachments}
    assert names["1-storyboard.md"].content.decode().count("## Shot ") == 60
    drawn = json.loads(names["1-storyboard.jpg"].content)
    assert (drawn["aspect_ratio"], drawn["title"]) == ("16:9", "#1 Long")


async def test_a_storyboard_that_cannot_be_drawn_is_read(
    mirror: DiscordMirror, sandbox: SandboxDiscord, desk: FilmDesk, preview_scripts: Path
) -> None:
    crashes = (FAKES / "crashes.py").read_text(encoding="utf-8")
    (preview_scripts / "create_preview.py").write_text(crashes, encoding="utf-8")
    video_id = await desk.queue("Pages", storyboard(18, "Once upon a time. " * 20))
    await desk.work(Step.STORYBOARD)
    await show(mirror, video_id)

    *pages, question = posts(sandbox)
    assert len(pages) == 2
    assert "**18** ·" in texts(pages[-1])
    assert [one.filename for one in pages[-1].attachments] == ["1-storyboard.md"]
    assert "It could not be made" in texts(pages[-1])
    assert "✅ approve" in question.content
    assert all(not page.reactions and not page.content for page in pages)


async def test_missing_rights_are_told_and_not_tried_again_and_again(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    sandbox.faults.order({"kind": 403, "method": "POST", "path": "/messages$"})
    await show(mirror, film)
    asked = len(sandbox.recording.requests)
    await show(mirror, film)

    shown = await mirrored(tools.database, film)
    assert "slate discord invite" in shown.written["problem"]
    assert shown.shown_version == 0
    assert len(sandbox.recording.requests) == asked


async def test_a_channel_that_is_not_there_is_told(
    mirror: DiscordMirror, film: uuid.UUID, tools: Tools
) -> None:
    path = tools.settings.channel_configs_dir / f"{CHANNEL}.yaml"
    path.write_text("name: Nature\ndiscord_channel_id: 12345678901234567\n")
    await show(mirror, film)

    problem = (await mirrored(tools.database, film)).written["problem"]
    assert f"{CHANNEL}.yaml" in problem


async def test_the_configured_channel_is_used(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    other = list(sandbox.world.channels)[1]
    path = tools.settings.channel_configs_dir / f"{CHANNEL}.yaml"
    path.write_text(f"name: Nature\ndiscord_channel_id: {other}\n")
    await show(mirror, film)

    assert cards(sandbox) == []
    assert thread(sandbox).parent_id == other


async def test_a_deleted_channel_moves_the_film(
    client: discord.Client,
    mirror: DiscordMirror,
    sandbox: SandboxDiscord,
    film: uuid.UUID,
    tools: Tools,
    desk: FilmDesk,
) -> None:
    path = tools.settings.channel_configs_dir / f"{CHANNEL}.yaml"
    other = list(sandbox.world.channels)[1]
    path.write_text(f"name: Nature\ndiscord_channel_id: {other}\n")
    await show(mirror, film)
    for place in (other, thread(sandbox).id):
        sandbox.world.channels.pop(place, None)
        sandbox.world.threads.pop(place, None)
        sandbox.world.messages.pop(place, None)
    path.write_text("name: Nature\n")
    after = DiscordMirror(client, tools)
    await desk.approve(film)
    await desk.work(Step.ASSETS)
    await show(after, film)
    await until(lambda: sandbox.world.threads and posts(sandbox))
    await after.close()

    assert len(cards(sandbox)) == 1
    assert "Are the pictures right?" in posts(sandbox)[-1].content


async def test_a_file_discord_finds_too_large_is_left_out(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID
) -> None:
    sandbox.world.guild.filesize_limit = 3  # less than it told the bot
    await show(mirror, film)

    paper, preview = posts(sandbox)
    assert paper.attachments == preview.attachments == []
    assert "too large: 1-storyboard.jpg, 1-storyboard.md" in texts(paper)
    assert "too large: 1-animatic.mp4" in texts(preview)
    assert [sandbox.recording.violations.pop().status for _ in range(2)] == [413, 413]


async def test_a_preview_keeps_to_the_limit_that_the_guild_has_now(
    mirror: DiscordMirror,
    client: discord.Client,
    sandbox: SandboxDiscord,
    film: uuid.UUID,
    desk: FilmDesk,
) -> None:
    def room() -> int:
        [sheet] = posts(sandbox)[-1].attachments
        return int(json.loads(sheet.content)["max_bytes"])

    await desk.until_gate(film, Step.ASSETS)
    await show(mirror, film)
    before = room()
    client.guilds[0].premium_tier = 2  # people have boosted the guild
    async with mirror._tools.database.transaction() as session:
        await videos.redo(session, film, ROBIN, [Redo(Step.ASSETS, ())])
    await desk.work(Step.ASSETS)
    await show(mirror, film)

    assert 0 < before < 10 * 1024 * 1024 < room() < 50 * 1024 * 1024


async def test_the_version_shown_is_kept(
    mirror: DiscordMirror, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await show(mirror, film)

    assert (await mirrored(tools.database, film)).shown_version == (await desk.view(film)).version
    async with tools.database.transaction() as session:
        row = await session.get_one(models.Video, film)
        assert row.version > 1
