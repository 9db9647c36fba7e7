"""What a film that waits says of it, on its card and in `/video show`, and what answers it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from bot.client import SlateClient
from bot.sandbox.person import Person
from bot.tools import Tools
from pipeline import claim, setbacks, takes
from pipeline.claim import Claim
from pipeline.lifecycle import Step
from pipeline.models import utc_now
from tests.bot import filming, paying
from tests.bot.test_editing import words_of

pytestmark = pytest.mark.usefixtures("paid_channel")


async def a_clip_is_begun(tools: Tools) -> tuple[uuid.UUID, Claim]:
    """A final whose pictures are approved, and its first clip in a worker's hand."""
    video_id = await filming.at_gate(tools, Step.ASSETS, channel=paying.CHANNEL, mode="final")
    await filming.approve(tools, video_id)
    await filming.make(tools, Step.COMPOSITES)
    async with tools.database.transaction() as session:
        claimed = await claim.claim_next(
            session, Step.VIDEO, limit=9, lease=filming.LEASE, is_paid=True
        )
        assert claimed is not None
        assert await takes.start(session, claimed, tools.limits()) is not None
    return video_id, claimed


async def card_of(client: SlateClient, video_id: uuid.UUID, robin: Person) -> str:
    await client.mirror.show(video_id)
    return (await robin.messages("films"))[-1].everything


async def test_a_film_without_quota_says_until_when_and_is_tried_at_once_by_hand(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id, claimed = await a_clip_is_begun(tools)
    until = utc_now() + timedelta(hours=3)
    async with tools.database.transaction() as session:
        await setbacks.wait_for_quota(session, claimed, "Kling has no credit left", until)
    card = await card_of(client, video_id, robin)
    said = (
        f"**⏸️ Waiting for Quota**\nKling has no credit left. It goes on by itself "
        f"<t:{int(until.timestamp())}:R>; `/video retry film:1` tries it now.\n"
    )
    for shown in (card, words_of(await robin.command("video show", film=1))):
        assert said in shown
    assert "Cost\n$0.03 · ≈ $0.63 to come · cap $25.00" in card
    answer = words_of(await robin.command("video retry", film=1))
    assert answer == "Film #1 was “Waiting for Quota”: it is tried again now."
    await filming.work(tools.database, tools.limits())
    assert await filming.label_of(tools, video_id) == "Video Ready"


async def test_a_payment_nobody_knows_of_is_asked_about(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id, claimed = await a_clip_is_begun(tools)
    async with tools.database.transaction() as session:
        await setbacks.lose(session, claimed, "Kling may have accepted it", tools.limits())
    await filming.make(tools, Step.VIDEO)  # the other clips go on
    card = await card_of(client, video_id, robin)
    assert "✋ Needs Attention" in card and "($0.21): the answer was lost." in card
    assert "`/video retry film:1` orders it again, which may cost as much once more." in card
    shown = words_of(await robin.command("video show", film=1))
    assert "Of what was spent, $0.21 may not have been charged" in shown
    assert "tried again now" in words_of(await robin.command("video retry", film=1))
    await filming.work(tools.database, tools.limits())
    assert await filming.label_of(tools, video_id) == "Video Ready"
    shown = words_of(await robin.command("video show", film=1))
    assert "clips      kling             –    $0.84" in shown
