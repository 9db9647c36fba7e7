"""Previews that take their time, fail, or are wanted no more while they are made."""

from __future__ import annotations

import asyncio
import uuid

import discord
import pytest

from bot.discord_mirror import DiscordMirror
from bot.posts import Post
from bot.previews import Previews
from bot.sandbox.discord_server import SandboxDiscord
from bot.subjects import Subject
from bot.tools import Tools
from tests.bot.discord_mirror.channel import (
    ON_PAPER_AND_MOVING,
    cards,
    mirrored,
    posts,
    show,
    until,
)
from tests.bot.film_desk import FilmDesk


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
    assert (await mirrored(tools, film)).shown_version == 0
    may_be_made.set()
    await until(lambda: posts(sandbox) and len(posts(sandbox)[-1].reactions) == 3)
    await until(lambda: not mirror._turns)
    await mirror.close()

    assert (await mirrored(tools, film)).shown_version == (await desk.view(film)).version


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
        assert (await mirrored(tools, film)).shown_version == 0
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
