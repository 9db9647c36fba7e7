"""Redos that cost money, asked about in a thread and answered there, also after a restart."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace

import pytest

from bot import questions
from bot.asked_redos import LEFT
from bot.client import SlateClient
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from bot.sandbox.sightings import SeenMessage
from bot.signals import Signal
from bot.tools import Tools
from pipeline import videos
from pipeline.advance import lock_video
from pipeline.lifecycle import Step
from tests.bot import filming, paying
from tests.bot.cogs.test_reviews import answer_to, react, reply, said_until_now, until_taken_back
from tests.bot.conftest import running
from tests.bot.filming import Place

CLIP_2 = f"That makes again: clip 2. It costs about {paying.CLIP_USD}. ✅ starts it, ❌ leaves it."

pytestmark = pytest.mark.usefixtures("paid_channel")


async def shown_at(client: SlateClient, tools: Tools, gate: Step) -> tuple[uuid.UUID, Place]:
    """A final that waits at a gate, with its preview."""
    video_id = await filming.at_gate(tools, gate, channel="sea", mode="final")
    return video_id, await filming.show(client, tools, video_id)


async def asked_by(person: Person, message_id: int) -> SeenMessage:
    """The bot's question about a message, once it can be answered with an emoji."""
    found = await person.wait_for_message(lambda m: m.by_bot and m.reply_to == message_id)
    async with asyncio.timeout(10):
        while True:
            now = next(m for m in await person.messages(found.channel_id) if m.id == found.id)
            if {Signal.APPROVE, Signal.REJECT} <= {one.emoji for one in now.reactions}:
                return now
            await asyncio.sleep(0.02)


async def asked_for(person: Person, place: Place, text: str) -> SeenMessage:
    """The question that a reply to the preview is answered with."""
    said = await reply(person, place, text)
    return await asked_by(person, said.id)


async def asked_apart(person: Person, place: Place, text: str) -> SeenMessage:
    """The same of a reply to no preview: it counts whatever the film shows by then."""
    wrong = await reply(person, place, "99: darker")
    talk = await person.wait_for_message(lambda m: m.reply_to == wrong.id)
    said = await person.reply(talk, text)
    return await asked_by(person, said.id)


async def press(person: Person, message: SeenMessage, emoji: str) -> None:
    await person.react(message.id, message.channel_id, emoji)


async def clips_asked_for(tools: Tools, video_id: uuid.UUID) -> list[tuple[int, str]]:
    return await filming.rounds_of(tools, video_id, Step.VIDEO)


async def test_a_check_mark_below_the_price_starts_it(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id, place = await shown_at(client, tools, Step.VIDEO)
    asked = await asked_for(robin, place, "2: darker")
    assert asked.text == CLIP_2
    assert await clips_asked_for(tools, video_id) == []
    await press(robin, asked, Signal.APPROVE)
    assert await answer_to(robin, asked.id) == "Making again: clip 2."
    assert await clips_asked_for(tools, video_id) == [(2, "darker")]


async def test_of_two_check_marks_one_counts(
    client: SlateClient, tools: Tools, robin: Person, sam: Person
) -> None:
    paying.open_channel(tools.settings.channel_configs_dir, reviewer="everyone")
    video_id, place = await shown_at(client, tools, Step.VIDEO)
    asked = await asked_apart(robin, place, "2: darker")
    await asyncio.gather(*(press(who, asked, Signal.APPROVE) for who in (robin, sam)))
    told = (await said_until_now(robin, place))[-2:]
    assert sorted(told) == ["Making again: clip 2.", "That was answered already."]
    assert await clips_asked_for(tools, video_id) == [(2, "darker")]


async def test_a_cross_leaves_it(client: SlateClient, tools: Tools, robin: Person) -> None:
    video_id, place = await shown_at(client, tools, Step.VIDEO)
    asked = await asked_for(robin, place, "2: darker")
    await press(robin, asked, Signal.REJECT)
    assert await answer_to(robin, asked.id) == LEFT
    await press(robin, asked, Signal.APPROVE)
    assert (await said_until_now(robin, place))[-1] == "That was answered already."
    assert await clips_asked_for(tools, video_id) == []
    assert await filming.label_of(tools, video_id) == "Video Ready"


async def test_the_arrows_are_asked_about_again_after_a_cross(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id, place = await shown_at(client, tools, Step.VIDEO)
    await react(robin, place, Signal.REDO)
    first = await asked_by(robin, place.preview_id)
    assert "clips 1-3. It costs about $0.63" in first.text
    await press(robin, first, Signal.REJECT)
    assert await answer_to(robin, first.id) == LEFT
    await robin.unreact(place.preview_id, place.thread_id, Signal.REDO)
    await react(robin, place, Signal.REDO)
    await said_until_now(robin, place)
    about = [m for m in await robin.messages(place.thread_id) if m.reply_to == place.preview_id]
    second = about[-1] if about[-1].by_bot else about[-2]
    assert second.id != first.id and second.text == first.text
    await press(robin, second, Signal.APPROVE)
    assert await answer_to(robin, second.id) == "Making again: clips 1-3."
    assert len(await clips_asked_for(tools, video_id)) == 3


async def test_other_emoji_and_people_without_the_role_start_nothing(
    client: SlateClient, tools: Tools, robin: Person, sam: Person
) -> None:
    video_id, place = await shown_at(client, tools, Step.VIDEO)
    asked = await asked_for(robin, place, "2: darker")
    await press(robin, asked, Signal.REDO)
    await press(robin, asked, "👍")
    await press(sam, asked, Signal.APPROVE)
    await until_taken_back(sam, Signal.APPROVE)
    assert "takes the role “Reviewer”" in await answer_to(robin, asked.id)
    assert await clips_asked_for(tools, video_id) == []
    await press(robin, asked, Signal.APPROVE)
    assert (await said_until_now(robin, place))[-1] == "Making again: clip 2."


async def test_a_question_that_the_film_has_left_behind_is_told_so(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id, place = await shown_at(client, tools, Step.VIDEO)
    asked = await asked_for(robin, place, "2: darker")
    async with tools.database.transaction() as session:
        await videos.approve(session, video_id, filming.SETUP)
    await press(robin, asked, Signal.APPROVE)
    assert "Setup has already approved this in test" in await answer_to(robin, asked.id)
    assert await clips_asked_for(tools, video_id) == []


async def test_what_more_would_cost_by_now_is_asked_about_again(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id, place = await shown_at(client, tools, Step.ASSETS)
    first = await asked_apart(robin, place, "1: darker")
    async with tools.database.transaction() as session:
        await videos.approve(session, video_id, filming.SETUP)
    await filming.work(tools.database, tools.limits())
    await press(robin, first, Signal.APPROVE)
    second = await asked_by(robin, first.id)
    assert "It costs about $0.66, for picture 1 and clips 1-3. ✅ starts it" in second.text
    assert await filming.rounds_of(tools, video_id, Step.ASSETS) == []
    await press(robin, second, Signal.APPROVE)
    assert (await answer_to(robin, second.id)).startswith("Making again: picture 1; and")
    assert await filming.rounds_of(tools, video_id, Step.ASSETS) == [(1, "darker")]


class TestWhileTheBotIsAway:
    """Discord never tells again what happened then."""

    async def test_a_check_mark_counts_once(self, tools: Tools, robin: Person) -> None:
        async with running(tools) as client:
            video_id, place = await shown_at(client, tools, Step.VIDEO)
            asked = await asked_for(robin, place, "2: darker")
        await press(robin, asked, Signal.APPROVE)
        for _ in range(2):
            async with running(tools):
                assert await answer_to(robin, asked.id) == "Making again: clip 2."
        assert await clips_asked_for(tools, video_id) == [(2, "darker")]

    async def test_a_no_counts_before_a_yes(self, tools: Tools, robin: Person, sam: Person) -> None:
        paying.open_channel(tools.settings.channel_configs_dir, reviewer="everyone")
        async with running(tools) as client:
            video_id, place = await shown_at(client, tools, Step.VIDEO)
            asked = await asked_for(robin, place, "2: darker")
        await press(robin, asked, Signal.APPROVE)
        await press(sam, asked, Signal.REJECT)
        async with running(tools):
            assert await answer_to(robin, asked.id) == LEFT
        assert await clips_asked_for(tools, video_id) == []

    async def test_the_arrows_are_asked_about_once(
        self, tools: Tools, robin: Person, sandbox: SandboxDiscord
    ) -> None:
        async with running(tools) as client:
            video_id, place = await shown_at(client, tools, Step.VIDEO)
        await react(robin, place, Signal.REDO)
        for _ in range(2):
            async with running(tools):
                asked = await asked_by(robin, place.preview_id)
                await said_until_now(robin, place)
        sent = [str(request.get("json")) for request in sandbox.recording.requests]
        assert sum(asked.text in body for body in sent) == 1
        await press(robin, asked, Signal.APPROVE)
        async with running(tools):
            assert await answer_to(robin, asked.id) == "Making again: clips 1-3."
        assert len(await clips_asked_for(tools, video_id)) == 3

    async def test_a_reply_is_asked_about(self, tools: Tools, robin: Person) -> None:
        async with running(tools) as client:
            _, place = await shown_at(client, tools, Step.VIDEO)
        said = await reply(robin, place, "2: darker")
        async with running(tools):
            assert (await asked_by(robin, said.id)).text == CLIP_2

    async def test_a_bot_that_died_before_it_knew_its_message_asks_again(
        self, tools: Tools, robin: Person
    ) -> None:
        async with running(tools) as client:
            video_id, place = await shown_at(client, tools, Step.VIDEO)
            asked = await asked_for(robin, place, "2: darker")
        async with tools.database.transaction() as session:
            await lock_video(session, video_id)
            (kept,) = await questions.of_film(session, video_id)
            await questions.keep(session, replace(kept, message_id=None))
        async with running(tools):
            await said_until_now(robin, place)
            said = [m for m in await robin.messages(place.thread_id) if m.text == CLIP_2]
            assert said  # the same message within minutes, else one more
            await press(robin, said[-1], Signal.APPROVE)
            assert await answer_to(robin, said[-1].id) == "Making again: clip 2."
        assert asked.text == CLIP_2
        assert await clips_asked_for(tools, video_id) == [(2, "darker")]


async def test_only_the_newest_questions_of_a_film_are_kept(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id, place = await shown_at(client, tools, Step.VIDEO)
    asked = await asked_for(robin, place, "2: darker")
    async with tools.database.transaction() as session:
        await lock_video(session, video_id)
        (kept,) = await questions.of_film(session, video_id)
        for number in range(questions.KEPT_MAX):
            await questions.keep(session, replace(kept, about=f"{number}", message_id=number + 1))
        found = await questions.of_film(session, video_id)
    assert [one.about for one in found] == [str(n) for n in range(questions.KEPT_MAX)]
    assert found[0].asks == kept.asks
    await press(robin, asked, Signal.APPROVE)
    assert await clips_asked_for(tools, video_id) == []
