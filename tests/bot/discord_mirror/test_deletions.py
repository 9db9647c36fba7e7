"""What people delete or archive comes back where it is needed, and nothing else does."""

from __future__ import annotations

import uuid

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.tools import Tools
from pipeline.lifecycle import Step
from pipeline.views import MirrorView
from tests.bot.discord_mirror.channel import (
    ON_PAPER_AND_MOVING,
    cards,
    delete_thread,
    mirrored,
    posts,
    remember,
    show,
    texts,
    thread,
    until,
)
from tests.bot.film_desk import FilmDesk


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
    delete_thread(sandbox)
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
    delete_thread(sandbox)
    kept = await mirrored(tools, film)
    kept.external["previews"] = {}
    await remember(tools, kept)
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

    [preview] = (await mirrored(tools, film)).external["previews"].values()
    assert preview["state"] == "closed"


async def test_a_card_deleted_before_its_thread_was_opened_comes_back(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    channel_id = next(iter(sandbox.world.channels))
    external = {"channel_id": str(channel_id), "card_id": "12345678901234567", "cards": 1}
    await remember(tools, MirrorView(film, None, external, {}, 0))
    await show(mirror, film)

    await until(lambda: sandbox.world.threads and posts(sandbox))
    assert len(cards(sandbox)) == 1


async def test_the_card_of_another_database_is_not_taken_over(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    footer = cards(sandbox)[0].embeds[0]["footer"]
    footer["text"] = footer["text"].replace(film.hex[:8], "0" * 8)
    await remember(tools, MirrorView(film, None, {"cards": 1}, {}, 0))
    await show(mirror, film)

    assert len(cards(sandbox)) == len(sandbox.world.threads) == 2
