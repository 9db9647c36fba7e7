"""Where a film is shown: in the channel its YAML names."""

from __future__ import annotations

import uuid

import discord

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.tools import Tools
from pipeline.lifecycle import Step
from tests.bot.discord_mirror.channel import cards, mirrored, posts, show, thread, until
from tests.bot.film_desk import CHANNEL, FilmDesk


def configure(tools: Tools, channel_id: int | None) -> None:
    """Write the YAML of the film's channel; None names no channel of Discord's."""
    path = tools.settings.channel_configs_dir / f"{CHANNEL}.yaml"
    place = "" if channel_id is None else f"discord_channel_id: {channel_id}\n"
    path.write_text(f"name: Nature\n{place}")


async def test_a_channel_that_is_not_there_is_told(
    mirror: DiscordMirror, film: uuid.UUID, tools: Tools
) -> None:
    configure(tools, 12345678901234567)
    await show(mirror, film)

    problem = (await mirrored(tools, film)).written["problem"]
    assert f"{CHANNEL}.yaml" in problem


async def test_the_configured_channel_is_used(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    other = list(sandbox.world.channels)[1]
    configure(tools, other)
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
    other = list(sandbox.world.channels)[1]
    configure(tools, other)
    await show(mirror, film)
    for place in (other, thread(sandbox).id):
        sandbox.world.channels.pop(place, None)
        sandbox.world.threads.pop(place, None)
        sandbox.world.messages.pop(place, None)
    configure(tools, None)
    after = DiscordMirror(client, tools)
    await desk.approve(film)
    await desk.work(Step.ASSETS)
    await show(after, film)
    await until(lambda: sandbox.world.threads and posts(sandbox))
    await after.close()

    assert len(cards(sandbox)) == 1
    assert "Are the pictures right?" in posts(sandbox)[-1].content
