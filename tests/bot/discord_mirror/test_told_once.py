"""Failures and ends are told, each once."""

from __future__ import annotations

import uuid

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.tools import Tools
from pipeline import videos
from pipeline.lifecycle import Step
from tests.bot.discord_mirror.channel import cards, do, forget_nonces, posts, show, texts
from tests.bot.film_desk import FilmDesk


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
        await do(tools, videos.retry, film)
        await show(mirror, film)

    told = [texts(message) for message in posts(sandbox)]
    assert len(told) == 2
    assert all("fox: the disk broke" in text for text in told)
    assert all("`/video retry film:1`" in text for text in told)


async def test_the_end_is_told_once(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    await do(tools, videos.cancel, film)
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
