"""What fails on the way: killed bots, lost answers, limits, missing rights; nothing comes twice."""

from __future__ import annotations

import uuid

import discord
import pytest

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.shown import review_of_message
from bot.tools import Tools
from pipeline.views import MirrorView
from tests.bot.discord_mirror.channel import (
    ON_PAPER_AND_MOVING,
    cards,
    forget_nonces,
    mirrored,
    posts,
    remember,
    show,
    show_after_restart,
)


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
    kept = await mirrored(tools, film)
    if lost == "everything":
        kept = MirrorView(film, None, {}, {}, 0)
    elif lost == "the preview":
        kept.external["previews"] = {}
    else:
        [preview] = kept.external["previews"].values()
        preview["complete"] = False
        posts(sandbox)[-1].reactions.clear()
    await remember(tools, kept)
    forget_nonces(sandbox)
    await show_after_restart(client, tools, film)

    assert len(cards(sandbox)) == len(sandbox.world.threads) == 1
    assert len(posts(sandbox)) == ON_PAPER_AND_MOVING
    assert [one.emoji for one in posts(sandbox)[-1].reactions] == ["✅", "❌", "🔁"]
    assert review_of_message(await mirrored(tools, film), posts(sandbox)[-1].id)


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


async def test_missing_rights_are_told_and_not_tried_again_and_again(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    sandbox.faults.order({"kind": 403, "method": "POST", "path": "/messages$"})
    await show(mirror, film)
    asked = len(sandbox.recording.requests)
    await show(mirror, film)

    shown = await mirrored(tools, film)
    assert "slate discord invite" in shown.written["problem"]
    assert shown.shown_version == 0
    assert len(sandbox.recording.requests) == asked
