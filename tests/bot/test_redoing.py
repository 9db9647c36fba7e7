"""`/video redo`, `/video budget` and what costs money, with the real client in a local Discord."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.client import SlateClient
from bot.redoing import question
from bot.sandbox.person import CannotDo, Person
from bot.tools import Tools
from pipeline import videos
from pipeline.lifecycle import Phase, State, Step
from pipeline.videos import Redo, Redone
from tests.bot import filming, paying
from tests.bot.test_editing import words_of

PRICE = f"That makes again: clip 2. It costs about {paying.CLIP_USD}."

pytestmark = pytest.mark.usefixtures("paid_channel")


async def test_a_redo_that_costs_money_starts_once_its_price_is_agreed_to(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO, channel="sea", mode="final")
    asked = await robin.command("video redo", film=1, what="2: darker")
    assert words_of(asked).startswith(f"{PRICE} Shall I?")
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == []
    assert asked.first is not None
    answer = await robin.click(asked.first, "Make it again")
    assert words_of(answer) == "Making again: clip 2."
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == [(2, "darker")]


async def test_it_is_left_where_nobody_agrees(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO, channel="sea", mode="final")
    asked = await robin.command("video redo", film=1, what="2: darker")
    assert asked.first is not None
    assert words_of(await robin.click(asked.first, "Leave it")) == "Nothing was changed."
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == []


async def test_what_is_made_here_is_made_again_at_once(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    await filming.at_gate(tools, Step.NARRATION, channel="sea", mode="final")
    answer = await robin.command("video redo", film=1, what="1: calmer")
    assert words_of(answer) == "Making again: line 1."  # a silent one


async def test_what_more_would_cost_by_now_is_asked_about_again(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS, channel="sea", mode="final")
    asked = await robin.command("video redo", film=1, what="1: darker")
    assert "picture 1. It costs about $0.03. Shall I?" in words_of(asked)
    async with tools.database.transaction() as session:
        await videos.approve(session, video_id, filming.SETUP)
    await filming.work(tools.database, tools.limits())
    assert asked.first is not None
    anew = await robin.click(asked.first, "Make it again")
    assert words_of(anew).startswith(
        "That makes again: picture 1; and what depends on it: composites 1-3 and clips 1-3. "
        "It costs about $0.66, for picture 1 and clips 1-3. Shall I?"
    )
    assert await filming.rounds_of(tools, video_id, Step.ASSETS) == []
    assert anew.first is not None
    assert words_of(await robin.click(anew.first, "Make it again")).startswith("Making again")
    assert await filming.rounds_of(tools, video_id, Step.ASSETS) == [(1, "darker")]


async def test_what_has_no_price_is_not_asked_about(
    client: SlateClient, tools: Tools, robin: Person, forget_prices: Callable[[], None]
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO, channel="sea", mode="final")
    forget_prices()
    answer = words_of(await robin.command("video redo", film=1, what="2: darker"))
    assert answer.startswith("Nothing was changed: no price is known for Kling (KIE.ai)'s model")
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == []


class TestBudget:
    async def test_a_films_cap_is_set_and_shown(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        await filming.at_gate(tools, Step.VIDEO, channel="sea", mode="final")
        answer = words_of(await robin.command("video budget", film=1, usd=12.5))
        assert answer == "Film #1 may cost $12.50; $11.84 of it is left."
        shown = words_of(await robin.command("video show", film=1))
        assert "clips      kling             –    $0.63" in shown
        assert "Its cap is $12.50, with $11.84 left; `/video budget film:1` changes it." in shown

    async def test_a_film_that_waits_for_its_cap_goes_on(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS, channel="sea", mode="final")
        await robin.command("video budget", film=1, usd=0.3)
        assert "Approved" in words_of(await robin.command("video approve", film=1))
        await filming.work(tools.database, tools.limits())
        assert await filming.label_of(tools, video_id) == "Needs Attention"
        shown = words_of(await robin.command("video show", film=1))
        assert "Raise it with `/video budget film:1`, or cancel the film." in shown
        assert "is at its cap" in words_of(await robin.command("video retry", film=1))
        answer = words_of(await robin.command("video budget", film=1, usd=5))
        assert answer == "Film #1 may cost $5.00; $4.76 of it is left. It goes on."
        await filming.work(tools.database, tools.limits())
        assert await filming.label_of(tools, video_id) == "Video Ready"

    async def test_it_takes_the_role_and_an_amount(
        self, client: SlateClient, tools: Tools, robin: Person, sam: Person
    ) -> None:
        await filming.queued(tools, channel="sea", mode="final")
        refused = words_of(await sam.command("video budget", film=1, usd=1))
        assert "takes the role “Reviewer”" in refused
        with pytest.raises(CannotDo):
            await robin.command("video budget", film=1, usd=-1)


def test_the_question_names_what_depends_on_it_and_what_is_bought() -> None:
    units = ((Step.COMPOSITES, 2), (Step.VIDEO, 2), (Step.ASSEMBLY, 1))
    redone = Redone(units, frozenset({(Step.VIDEO, 2)}), is_done=False)
    stood = State(Step.REVIEW, Phase.READY)

    assert question([Redo(Step.COMPOSITES, (2,))], redone, stood, Decimal("0.21")) == (
        "That makes again: composite 2; and what depends on it: clip 2 and the film. "
        "It costs about $0.21, for clip 2."
    )
