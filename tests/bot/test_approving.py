"""An approval that spends asks the account first, with stand-ins of the paid services."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot import approving
from bot.balances import Balance, TooLittleCredit, too_little, unasked
from bot.client import SlateClient
from bot.sandbox.person import Person
from bot.signals import Signal
from bot.tools import Tools
from pipeline import videos
from pipeline.lifecycle import Step
from pipeline.reviews import Actor
from pipeline.settings import REPOSITORY
from tests.bot import filming
from tests.bot.cogs.test_reviews import (
    answer_to,
    decision_of,
    react,
    said_until_now,
    until_decided,
    until_taken_back,
)
from tests.bot.conftest import running
from tests.bot.film_desk import storyboard
from tests.bot.test_editing import words_of
from tests.standins import KEY, FaultKind, Standins

ROBIN = Actor("Robin", "Notion")
CREDITS = "chat/credit"

pytestmark = pytest.mark.usefixtures("paid_channel")


@pytest.fixture
def standins() -> Iterator[Standins]:
    with Standins() as running:
        yield running


@pytest.fixture
def tools(tools: Tools, standins: Standins) -> Tools:
    """With the real scripts, keys, and the stand-ins' addresses."""
    named = {name.lower(): value for name, value in standins.environment.items()}
    keys = {name: SecretStr(value) for name, value in named.items() if name.endswith("_key")}
    changed = {**named, **keys, "scripts_dir": REPOSITORY / "scripts"}
    return replace(tools, settings=tools.settings.model_copy(update=changed))


@pytest_asyncio.fixture
async def film(tools: Tools) -> uuid.UUID:
    """A final whose pictures are to be approved; its three clips cost $0.63."""
    return await filming.at_gate(tools, Step.ASSETS, channel="sea", mode="final")


def say_that_is_left(standins: Standins, credits: float) -> None:
    """The next time it is asked."""
    body = {"code": 200, "msg": "success", "data": credits}
    standins.faults.order(FaultKind.BODY, path=CREDITS, status=200, body=body)


async def test_with_enough_credit_nothing_is_said(
    tools: Tools, client: SlateClient, film: uuid.UUID, standins: Standins, robin: Person
) -> None:
    place = await filming.show(client, tools, film)
    await react(robin, place, Signal.APPROVE)
    await until_decided(tools, film)
    assert await decision_of(tools, film) == ("approved", "Robin")
    assert await said_until_now(robin, place) == []
    assert len(standins.calls(CREDITS)) == 1


async def test_with_too_little_it_is_not_approved_until_there_is_more(
    tools: Tools, client: SlateClient, film: uuid.UUID, standins: Standins, robin: Person
) -> None:
    place = await filming.show(client, tools, film)
    say_that_is_left(standins, 100)
    await react(robin, place, Signal.APPROVE)
    assert await answer_to(robin, place.preview_id) == (
        "Not approved: Kling (KIE.ai) has about $0.50 left, and this needs about $0.63. Top it up, "
        "then approve it once more: ✅ or `/video approve film:1`."
    )
    await until_taken_back(robin, Signal.APPROVE)
    assert await decision_of(tools, film) == (None, None)
    await react(robin, place, Signal.APPROVE)
    await until_decided(tools, film)
    assert await decision_of(tools, film) == ("approved", "Robin")


async def test_an_account_that_cannot_be_asked_stops_nobody(
    tools: Tools, client: SlateClient, film: uuid.UUID, standins: Standins, robin: Person
) -> None:
    standins.faults.order(FaultKind.STATUS, path=CREDITS, status=401, times=9)
    place = await filming.show(client, tools, film)
    await react(robin, place, Signal.APPROVE)
    told = await answer_to(robin, place.preview_id)
    assert told.startswith("Approved: film #1 is “Approved - Assets”. What is left at Kling (KIE")
    assert "could not be asked: " in told and KEY not in told
    assert await decision_of(tools, film) == ("approved", "Robin")


async def test_a_command_is_told_the_same(
    tools: Tools, client: SlateClient, film: uuid.UUID, standins: Standins, robin: Person
) -> None:
    say_that_is_left(standins, 0)
    said = words_of(await robin.command("video approve", film=1))
    assert said.startswith("Not approved: Kling (KIE.ai) has about $0.00 left")
    assert await decision_of(tools, film) == (None, None)


async def test_an_approval_while_the_bot_was_away_asks_too(
    tools: Tools, film: uuid.UUID, standins: Standins, robin: Person
) -> None:
    async with running(tools) as client:
        place = await filming.show(client, tools, film)
    await react(robin, place, Signal.APPROVE)
    say_that_is_left(standins, 100)
    async with running(tools):
        assert "Not approved" in await answer_to(robin, place.preview_id)
        await until_taken_back(robin, Signal.APPROVE)
    assert await decision_of(tools, film) == (None, None)


async def test_another_front_end_calls_the_same(
    tools: Tools, film: uuid.UUID, standins: Standins
) -> None:
    say_that_is_left(standins, 100)
    with pytest.raises(TooLittleCredit):
        await approving.approve(tools, ROBIN, film, None)
    outcome = await approving.approve(tools, ROBIN, film, None)
    assert outcome.text == "Approved: film #1 is “Approved - Assets”."
    assert outcome.is_shown


async def test_what_is_too_late_or_free_asks_nobody(
    tools: Tools, client: SlateClient, film: uuid.UUID, standins: Standins, robin: Person
) -> None:
    place = await filming.show(client, tools, film)
    draft = await filming.at_gate(tools, Step.ASSETS, channel="sea")
    async with tools.database.transaction() as session:
        await videos.approve(session, film, filming.SETUP)
    await react(robin, place, Signal.APPROVE)
    assert "Setup has already approved this" in await answer_to(robin, place.preview_id)
    assert "Approved" in words_of(await robin.command("video approve", film=2))
    assert (await filming.newest_question(tools, draft)).decision == "approved"
    assert standins.calls(CREDITS) == []


async def test_characters_are_asked_for_before_the_narration(
    tools: Tools, standins: Standins
) -> None:
    spoken = storyboard(narration="A fox walks home. " * 5)
    film = await filming.at_gate(tools, Step.VIDEO, channel="sea", mode="final", given=spoken)
    counted: dict[str, Any] = {"character_limit": 50, "character_count": 45}
    plans = ({"next_character_count_reset_unix": 2_000_000_000}, {"max_credit_limit_extension": 0})
    for plan in plans:
        body = counted | plan
        standins.faults.order(FaultKind.BODY, path="subscription", status=200, body=body)
        with pytest.raises(TooLittleCredit) as refused:
            await approving.approve(tools, ROBIN, film, None)
        assert "ElevenLabs has about $0.0010 left, and this needs about $0.04" in str(refused.value)
        assert ("(it renews <t:2000000000:R>)" in str(refused.value)) == (plan is plans[0])
    body = counted | {"max_credit_limit_extension": "unlimited"}
    standins.faults.order(FaultKind.BODY, path="subscription", status=200, body=body)
    outcome = await approving.approve(tools, ROBIN, film, None)
    assert outcome.is_shown and outcome.text.startswith("Approved")


def test_what_is_missing_is_told_with_when_it_renews() -> None:
    renews_at = datetime(2026, 12, 1, tzinfo=UTC)
    short = [
        Balance("kling", Decimal("0.5")),
        Balance("elevenlabs", Decimal("0.1"), renews_at=renews_at),
    ]
    assert too_little(12, short, [Decimal("6.804"), Decimal("0.36")]) == (
        "Not approved: Kling (KIE.ai) has about $0.50 left, and this needs about $6.80; ElevenLabs "
        f"has about $0.10 left, and this needs about $0.36 (it renews <t:{1796083200}:R>). Top it "
        "up, then approve it once more: ✅ or `/video approve film:12`."
    )


def test_who_could_not_be_asked_is_told_with_the_reason() -> None:
    asked = [Balance("kling", problem="no answer."), Balance("elevenlabs", Decimal(1))]
    assert unasked(asked) == "What is left at Kling (KIE.ai) could not be asked: no answer."
    assert unasked(asked[1:]) == ""
