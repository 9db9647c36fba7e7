"""What a film will cost, asked before it is queued, with the real client in a local Discord."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.client import SlateClient
from bot.estimating import Estimate, question
from bot.sandbox.person import CannotDo, Person
from bot.tools import Tools
from pipeline import queries, stops
from pipeline.lifecycle import Step
from pipeline.views import StepCost, VideoView
from tests.bot import filming
from tests.bot.test_editing import words_of

TEXTS: dict[str, Any] = {"title": "At sea", "topic": "a fox", "story_direction": "She sails."}
PRICE = (
    "**This film costs about $0.66.**\n"
    "```\n"
    "pictures     1 × gemini        ≈ $0.03\n"
    "clips        3 × kling         ≈ $0.63\n"
    "```\n"
    "Its cap is $25.00, and $100.00 of what all channels may spend today is left.\n"
    "Shall I queue it?"
)
FOUND = Estimate(
    steps=(StepCost(Step.VIDEO, "kling", Decimal("3.78"), Decimal(0), is_guess=True),),
    units={Step.VIDEO: 18},
    cap=Decimal(25),
    channel_day=Decimal(50),
    left_today=Decimal("87.5"),
)

pytestmark = pytest.mark.usefixtures("paid_channel")


def a_storyboard() -> tuple[str, bytes]:
    return "sea.json", json.dumps(filming.board().model_dump(mode="json")).encode()


async def films(tools: Tools) -> list[VideoView]:
    async with tools.database.transaction() as session:
        return await queries.videos(session, unfinished_only=False)


class TestQueue:
    async def test_a_final_that_costs_money_is_queued_once_its_price_is_agreed_to(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        asked = await robin.command(
            "video queue", channel="sea", mode="final", storyboard=a_storyboard()
        )
        assert words_of(asked).startswith(PRICE)
        assert await films(tools) == []
        assert asked.first is not None
        answer = await robin.click(asked.first, "Queue it")
        assert "Queued as #1 **Fox** for The Sea." in words_of(answer)
        (made,) = await films(tools)
        assert (made.mode, made.channel) == ("final", "sea")

    async def test_it_is_left_where_nobody_agrees(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        asked = await robin.command("video queue", channel="sea", mode="final", **TEXTS)
        assert "so this is a guess" in words_of(asked)
        assert asked.first is not None
        assert "Nothing was queued." in words_of(await robin.click(asked.first, "Leave it"))
        with pytest.raises(CannotDo):
            await robin.click(asked.first, "Queue it")
        assert await films(tools) == []

    async def test_pressed_twice_it_is_one_film(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        asked = await robin.command("video queue", channel="sea", mode="final", **TEXTS)
        assert asked.first is not None
        presses = (robin.click(asked.first, "Queue it") for _ in range(2))
        said = sorted(map(words_of, await asyncio.gather(*presses)))
        assert said[0].startswith("Queued as #1") and said[1] == "This was answered already."
        assert len(await films(tools)) == 1

    async def test_what_is_left_out_is_asked_for_before_its_price(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        form = await robin.command("video queue", channel="sea", mode="final")
        asked = await robin.submit(form, title="At sea")
        assert "costs about $" in words_of(asked)
        assert asked.first is not None
        assert "Queued as #1" in words_of(await robin.click(asked.first, "Queue it"))

    async def test_nobody_is_asked_about_what_cannot_be(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        for title in ("\u202e\x07", "x" * 500):
            wish = {**TEXTS, "title": title}
            answer = await robin.command("video queue", channel="sea", mode="final", **wish)
            assert words_of(answer).startswith("The title ")
        assert await films(tools) == []

    async def test_what_has_no_price_is_not_queued(
        self,
        client: SlateClient,
        tools: Tools,
        robin: Person,
        forget_prices: Callable[[], None],
    ) -> None:
        forget_prices()
        answer = await robin.command("video queue", channel="sea", mode="final", **TEXTS)
        assert words_of(answer).startswith("Nothing was queued: no price is known for Gemini's")
        assert await films(tools) == []

    async def test_what_is_free_is_queued_at_once(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        for channel, mode in (("sea", "draft"), ("nature", "final")):
            answer = await robin.command("video queue", channel=channel, mode=mode, **TEXTS)
            assert words_of(answer).startswith("Queued as #")


class TestFinalize:
    async def test_it_is_queued_once_its_price_is_agreed_to(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        await filming.at_gate(tools, Step.ASSETS, channel="sea")
        asked = await robin.command("video finalize", film=1)
        price = PRICE.replace("This film", "The final of draft #1")
        assert words_of(asked).startswith(price)
        assert len(await films(tools)) == 1
        assert asked.first is not None
        answer = words_of(await robin.click(asked.first, "Queue it"))
        assert answer.startswith("Queued as #2: the final of draft #1")
        again = words_of(await robin.command("video finalize", film=1))
        assert again.startswith("Film #2 is its final already; there is another only if")

    async def test_nobody_is_asked_about_a_storyboard_that_is_not_approved(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        await filming.at_gate(tools, Step.STORYBOARD, channel="sea")
        answer = await robin.command("video finalize", film=1)
        assert "is not approved yet" in words_of(answer)


async def test_what_is_spent_today_is_no_longer_left(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    await filming.at_gate(tools, Step.VIDEO, channel="sea", mode="final")
    async with tools.database.transaction() as session:
        await stops.stop(session, filming.SETUP)
    asked = await robin.command(
        "video queue", channel="sea", mode="final", storyboard=a_storyboard()
    )
    assert "and $99.34 of what all channels may spend today is left" in words_of(asked)
    assert "⚠️ Setup has stopped everything that costs money: it waits" in words_of(asked)


def test_what_would_stop_it_is_told_first() -> None:
    def told(**changes: Any) -> str:
        return question("This film", replace(FOUND, **changes))

    assert "⚠️" not in told()
    assert "more than its cap: it stops there until somebody raises it" in told(cap=Decimal(3))
    assert "may spend $2.00 in a day: it takes more than one" in told(channel_day=Decimal(2))
    assert "more than is left today: the rest waits for tomorrow" in told(left_today=Decimal(3))


def test_a_row_of_the_price_fits_a_phone() -> None:
    rows = question("This film", FOUND).split("```")[1].strip().splitlines()

    assert rows == ["clips       18 × kling         ≈ $3.78"]
    assert max(map(len, rows)) <= 39
