"""Who decided, and what people read of a redo."""

from __future__ import annotations

from bot.decisions import Decision, decide, making_again, named_units, take_note, was_theirs
from bot.permissions import Person
from bot.signals import Signal
from bot.tools import Tools
from pipeline import requests
from pipeline.lifecycle import Phase, State, Step
from pipeline.requests import Request
from pipeline.videos import Redo
from tests.bot import filming
from tests.bot.film_desk import FilmDesk


async def test_people_are_told_apart_by_their_ids(tools: Tools) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS, channel="history")
    review = await filming.newest_question(tools, video_id)
    robin, namesake = Person("Robin", id="1"), Person("Robin", id="2")
    await decide(tools, robin, video_id, Decision(Signal.APPROVE), review_id=review.id)

    assert await was_theirs(tools, robin, review.id, Signal.APPROVE)
    assert not await was_theirs(tools, namesake, review.id, Signal.APPROVE)


async def test_a_storyboard_that_failed_can_be_asked_for_anew(tools: Tools) -> None:
    desk, person = FilmDesk(tools), Person("Robin", id="1")
    (tools.settings.channel_configs_dir / "nature.yaml").write_text("name: Nature\nshots: 2\n")
    wish = Request(key="test:own", channel="nature", title="Fox")
    async with tools.database.transaction() as session:
        made = await requests.request(session, wish, tools.channel("nature"), filming.SETUP)
    assert await take_note(tools, person, made.id, "storyboard: fewer places") is None
    await desk.fail(Step.STORYBOARD)
    said = await take_note(tools, person, made.id, "storyboard: fewer places")

    assert said is not None and said.startswith("Making again: the storyboard")


def test_units_are_named_as_people_say_them() -> None:
    keys = [(Step.VIDEO, n) for n in (1, 2, 3, 7)] + [(Step.NARRATION, 4), (Step.ASSEMBLY, 1)]
    assert named_units(keys) == "clips 1-3, 7, line 4 and the film"
    whole, animatic = (Step.STORYBOARD, 1), (Step.STORYBOARD, 2)
    assert named_units([whole, animatic]) == "the storyboard"
    assert named_units([animatic, (Step.SFX, 3)]) == "the animatic and sound 3"


def test_what_was_asked_comes_before_what_depends_on_it() -> None:
    units = [(Step.ASSETS, 2), (Step.COMPOSITES, 1), (Step.VIDEO, 1), (Step.ASSEMBLY, 1)]
    stood = State(Step.REVIEW, Phase.READY)
    assert making_again([Redo(Step.ASSETS, (2,))], units, stood) == (
        "Making again: picture 2; and what depends on it: composite 1, clip 1 and the film."
    )


def test_what_was_not_made_yet_is_not_made_again() -> None:
    units = [(Step.VIDEO, 3), (Step.ASSEMBLY, 1), (Step.UPLOAD, 1)]
    stood = State(Step.VIDEO, Phase.READY)
    assert making_again([Redo(Step.VIDEO, (3,))], units, stood) == "Making again: clip 3."


def test_all_of_a_step_is_asked_for_without_numbers() -> None:
    units = [(Step.NARRATION, 1), (Step.NARRATION, 2)]
    stood = State(Step.NARRATION, Phase.READY)
    assert making_again([Redo(Step.NARRATION, ())], units, stood) == "Making again: lines 1-2."
