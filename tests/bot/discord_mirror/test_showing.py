"""A film is shown with a card, a thread and one preview, and only changes are sent."""

from __future__ import annotations

import asyncio
import uuid

import discord
import pytest

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.shown import review_of_message
from bot.tools import Tools
from pipeline import models
from pipeline.errors import NotFound
from pipeline.lifecycle import Step
from tests.bot.discord_mirror.channel import (
    ON_PAPER_AND_MOVING,
    asked_of,
    cards,
    mirrored,
    posts,
    show,
    show_after_restart,
    texts,
    thread,
    until,
)
from tests.bot.film_desk import FilmDesk


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
    shown = await mirrored(tools, film)
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
    await show_after_restart(client, tools, film)

    assert asked_of(sandbox, "PATCH", "/messages/") == []


async def test_the_version_shown_is_kept(
    mirror: DiscordMirror, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await show(mirror, film)

    assert (await mirrored(tools, film)).shown_version == (await desk.view(film)).version
    async with tools.database.transaction() as session:
        row = await session.get_one(models.Video, film)
        assert row.version > 1
