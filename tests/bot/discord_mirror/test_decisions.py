"""What a preview says once somebody has decided, and what is asked next."""

from __future__ import annotations

import json
import uuid

from bot.discord_mirror import DiscordMirror
from bot.sandbox.discord_server import SandboxDiscord
from bot.shown import review_of_message
from bot.tools import Tools
from pipeline import videos
from pipeline.lifecycle import Step
from pipeline.reviews import Actor
from pipeline.videos import Redo
from tests.bot.discord_mirror.channel import asked_of, do, mirrored, posts, show, texts
from tests.bot.film_desk import FilmDesk


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
    assert review_of_message(await mirrored(tools, film), preview.id) is not None


async def test_an_overruled_rejection_is_told_in_the_same_place(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, tools: Tools
) -> None:
    await show(mirror, film)
    await do(tools, videos.reject, film)
    await show(mirror, film)
    preview = posts(sandbox)[-1]
    assert preview.content.startswith("**❌ Rejected by Robin** in Discord.")
    await do(tools, videos.approve, film, who=Actor("Sam", "Discord"))
    await show(mirror, film)
    await show(mirror, film)

    assert preview.content == "**✅ Approved by Sam** in Discord."
    assert len(asked_of(sandbox, "PATCH", f"/messages/{preview.id}$")) == 2


async def test_a_rejection_asks_no_more_once_it_is_answered(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await desk.until_gate(film, Step.ASSETS)
    await show(mirror, film)
    await do(tools, videos.reject, film)
    await show(mirror, film)
    assert "Reply with what to change" in posts(sandbox)[0].content
    await do(tools, videos.redo, film, [Redo(Step.ASSETS, (1,), "more rain")])
    await show(mirror, film)

    assert posts(sandbox)[0].content == "**❌ Rejected by Robin** in Discord."


async def test_a_question_decided_meanwhile_is_not_asked(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk
) -> None:
    await desk.approve(film)
    await show(mirror, film)

    assert posts(sandbox) == []


async def test_a_redo_withdraws_and_asks_anew(
    mirror: DiscordMirror, sandbox: SandboxDiscord, film: uuid.UUID, desk: FilmDesk, tools: Tools
) -> None:
    await desk.until_gate(film, Step.ASSETS)
    await show(mirror, film)
    await do(tools, videos.redo, film, [Redo(Step.ASSETS, (1,), "more rain")])
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
        await do(tools, videos.redo, film, [Redo(Step.ASSETS, (number,), "older")])
        await desk.work(Step.ASSETS)
    await show(mirror, film)

    assert "🆕 all 2 pictures “older”" in posts(sandbox)[-1].content
