"""The files of previews: what is attached, what takes its place, and how large it may be."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import discord

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.tools import Tools
from pipeline import videos
from pipeline.lifecycle import Step
from pipeline.videos import Redo
from tests.bot.conftest import FAKES
from tests.bot.discord_mirror.channel import do, posts, show, texts
from tests.bot.film_desk import FilmDesk, storyboard


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
    tools: Tools,
) -> None:
    def room() -> int:
        [sheet] = posts(sandbox)[-1].attachments
        return int(json.loads(sheet.content)["max_bytes"])

    await desk.until_gate(film, Step.ASSETS)
    await show(mirror, film)
    before = room()
    client.guilds[0].premium_tier = 2  # people have boosted the guild
    await do(tools, videos.redo, film, [Redo(Step.ASSETS, ())])
    await desk.work(Step.ASSETS)
    await show(mirror, film)

    assert 0 < before < 10 * 1024 * 1024 < room() < 50 * 1024 * 1024
