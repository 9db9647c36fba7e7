"""`/video edit`, with the real client in a local Discord, and what people read of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.client import SlateClient
from bot.editing import done, edit_from, question, seconds_from
from bot.sandbox.interactions import State
from bot.sandbox.invoking import modal_inputs
from bot.sandbox.person import CannotDo, Person
from bot.sandbox.sightings import Answer
from bot.tools import Tools
from pipeline import queries_bot, videos
from pipeline.edits import Edited
from pipeline.errors import InvalidInput
from pipeline.lifecycle import Step
from pipeline.shots import Edit
from pipeline.storyboard import Shot
from tests.bot import filming, paying

OUTCOME = Edited(
    film=12,
    shot=3,
    fields={"narration": ("old", "new"), "seconds": (5.0, 7.0)},
    units=((Step.STORYBOARD, 2), (Step.NARRATION, 3), (Step.ASSEMBLY, 1)),
    paid=frozenset(),
    bought=(),
    back_to=Step.REVIEW,
    is_own=False,
)


def words_of(answer: Answer) -> str:
    """All that the answer says, and that nobody else sees it."""
    assert answer.first is not None and answer.ephemeral, answer.reason
    return answer.first.everything


def shown_in(form: Answer) -> dict[str, str]:
    """What a form shows, by its fields."""
    assert form.modal is not None
    return {label: item.get("value") or "" for label, item in modal_inputs(form.modal)}


async def shot(tools: Tools, video_id: uuid.UUID, number: int) -> Shot:
    async with tools.database.transaction() as session:
        return (await queries_bot.shots(session, video_id))[number - 1]


class TestTheCommand:
    async def test_options_change_the_shot_and_say_what_is_made_again(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO)
        answer = await robin.command("video edit", film=1, shot=2, motion="orbit", seconds=7.5)
        assert words_of(answer) == (
            "Film #1, shot 2: motion and seconds changed. Making again: the animatic and clip 2. "
            "Then I ask about the clips again."
        )
        edited = await shot(tools, video_id, 2)
        assert (edited.motion, edited.seconds) == ("orbit", 7.5)
        assert await filming.rounds_of(tools, video_id, Step.STORYBOARD) == [(2, "")]
        shown = words_of(await robin.command("video show", film=1, shot=2))
        assert "7.5 s" in shown and "orbit" in shown and "`/video edit film:1 shot:2`" in shown

    async def test_without_options_a_form_opens_with_what_the_shot_says(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        place = await filming.show(client, tools, video_id)
        form = await robin.command("video edit", shot=1, where=place.thread_id)
        assert shown_in(form) == {
            "Action": "",
            "Narration": "",
            "Motion": "pan 1",
            "Sound": "",
            "Seconds": "5",
        }
        answer = await robin.submit(form, narration="A fox.\nIt sleeps.", motion="pan 1")
        assert words_of(answer).startswith("Film #1, shot 1: narration changed.")
        edited = await shot(tools, video_id, 1)
        assert (edited.narration, edited.motion) == ("A fox.\nIt sleeps.", "pan 1")

    async def test_a_form_leaves_alone_what_others_changed_meanwhile(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        form = await robin.command("video edit", film=1, shot=1)
        await robin.command("video edit", film=1, shot=1, motion="orbit")
        await robin.submit(form, sound="owls", motion="pan 1")
        edited = await shot(tools, video_id, 1)
        assert (edited.motion, edited.sound) == ("orbit", "owls")

    async def test_what_cannot_be_is_answered_with_a_sentence(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        await filming.at_gate(tools, Step.ASSETS)
        options: dict[str, dict[str, Any]] = {
            "no shot 9: there are shots 1 to 3": {"shot": 9},
            "says so already": {"shot": 1, "motion": " pan 1 "},
            "shots 1, motion": {"shot": 1, "motion": "x" * 3000},
            "There is no film #7": {"shot": 1, "film": 7},
        }
        for says, given in options.items():
            assert says in words_of(await robin.command("video edit", **{"film": 1, **given}))
        form = await robin.command("video edit", film=1, shot=1)
        assert "“soon” is no number" in words_of(await robin.submit(form, seconds="soon"))
        with pytest.raises(CannotDo):
            await robin.command("video edit", film=1, shot=1, seconds=31)

    async def test_a_film_without_shots_opens_no_form(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        await filming.queued(tools)
        answer = await robin.command("video edit", film=1, shot=1)
        assert answer.state is not State.MODAL
        assert "has no shots yet: it is “Queued”" in words_of(answer)

    async def test_it_takes_the_role(self, client: SlateClient, tools: Tools, sam: Person) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        asked: list[dict[str, Any]] = [{}, {"motion": "orbit"}]
        for options in asked:
            answer = await sam.command("video edit", film=1, shot=1, **options)
            assert "takes the role “Reviewer”" in words_of(answer)
        assert (await shot(tools, video_id, 1)).motion == "pan 1"

    async def test_shots_are_completed_by_number_and_words(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        place = await filming.show(client, tools, video_id)
        for command in ("video edit", "video show"):
            offered = await robin.autocomplete(command, "shot", "2", film=1)
            assert offered == [{"name": "2 · pan 2", "value": 2}]
            here = await robin.autocomplete(command, "shot", "PAN", where=place.thread_id)
            assert [choice["value"] for choice in here] == [1, 2, 3]
            assert await robin.autocomplete(command, "shot", "") == []
            assert await robin.autocomplete(command, "shot", "", film=7) == []


@pytest.mark.usefixtures("paid_channel")
class TestWhatCostsMoney:
    async def test_it_is_made_once_somebody_agrees(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO, channel=paying.CHANNEL, mode="final")
        asked = await robin.command("video edit", film=1, shot=2, motion="orbit")
        assert words_of(asked) == (
            "Film #1, shot 2: motion would change. That makes again: the animatic and clip 2. "
            f"It costs about {paying.CLIP_USD}, for clip 2. Shall I?"
        )
        assert (await shot(tools, video_id, 2)).motion == "pan 2"
        assert asked.first is not None
        answer = await robin.click(asked.first, "Make it again")
        assert "motion changed. Making again" in words_of(answer)
        assert (await shot(tools, video_id, 2)).motion == "orbit"

    async def test_it_is_left_where_nobody_does(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO, channel=paying.CHANNEL, mode="final")
        asked = await robin.command("video edit", film=1, shot=2, motion="orbit")
        assert asked.first is not None
        assert "Nothing was changed" in words_of(await robin.click(asked.first, "Leave it"))
        assert (await shot(tools, video_id, 2)).motion == "pan 2"

    async def test_what_it_costs_by_now_is_asked_about_again(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO, channel=paying.CHANNEL, mode="final")
        edit: dict[str, Any] = {"narration": "A fox.", "motion": "orbit"}
        asked = await robin.command("video edit", film=1, shot=2, **edit)
        assert "for clip 2. Shall I?" in words_of(asked)
        async with tools.database.transaction() as session:
            await videos.approve(session, video_id, filming.SETUP)
        # Its line is local until it has words, and is begun meanwhile.
        await filming.work(tools.database, tools.limits())
        assert asked.first is not None
        answer = await robin.click(asked.first, "Make it again")
        assert "for clip 2 and line 2. Shall I?" in words_of(answer)
        assert (await shot(tools, video_id, 2)).motion == "pan 2"

    async def test_what_nobody_knows_the_price_of_is_not_asked_about(
        self, client: SlateClient, tools: Tools, robin: Person, forget_prices: Callable[[], None]
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO, channel=paying.CHANNEL, mode="final")
        forget_prices()
        answer = await robin.command("video edit", film=1, shot=2, motion="orbit")
        assert "no price is known for Kling (KIE.ai)'s model" in words_of(answer)
        assert (await shot(tools, video_id, 2)).motion == "pan 2"


def test_what_an_edit_comes_to_is_told() -> None:
    assert done(OUTCOME) == (
        "Film #12, shot 3: narration and seconds changed. "
        "Making again: the animatic, line 3 and the film. Then I ask about the final review again. "
        "A storyboard that is made again as a whole would replace this."
    )
    quiet = replace(OUTCOME, units=(), back_to=None, is_own=True)
    assert done(quiet) == (
        "Film #12, shot 3: narration and seconds changed. Nothing made so far has to be made again."
    )


def test_what_costs_money_is_told_before() -> None:
    outcome = replace(OUTCOME, paid=frozenset({(Step.NARRATION, 3)}))
    assert question(outcome, Decimal("0.0142")) == (
        "Film #12, shot 3: narration and seconds would change. "
        "That makes again: the animatic, line 3 and the film. "
        "It costs about $0.01, for line 3. Shall I?"
    )


def test_a_form_says_only_what_a_person_changed() -> None:
    shown = {"narration": "A fox.\n", "motion": "pan", "seconds": "5"}
    given = {"narration": "A fox.", "motion": "", "seconds": "7,5 s"}
    assert edit_from(3, shown, given) == Edit(3, motion="", seconds=7.5)


@pytest.mark.parametrize(
    ("typed", "seconds"), [("5", 5), ("7.5", 7.5), (" 7,25 sec", 7.25), ("30 Seconds", 30)]
)
def test_seconds_as_people_write_them(typed: str, seconds: float) -> None:
    assert seconds_from(typed) == seconds


@pytest.mark.parametrize("typed", ["", "soon", "-5", "nan", "1e9", "5 min", "5 5", "٥٥٥٥"])
def test_other_words_are_no_seconds(typed: str) -> None:
    with pytest.raises(InvalidInput, match="is no number of seconds"):
        seconds_from(typed)
