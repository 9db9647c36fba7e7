"""Who decided, and what is asked for anew."""

from __future__ import annotations

from bot.decisions import Decision, decide, take_note, was_theirs
from bot.permissions import Person
from bot.signals import Signal
from bot.tools import Tools
from pipeline import requests
from pipeline.lifecycle import Step
from pipeline.requests import Request
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

    assert said is not None and said.text.startswith("Making again: the storyboard")
