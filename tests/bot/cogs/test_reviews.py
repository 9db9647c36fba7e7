"""Decisions by emoji and reply, with the real client in a local Discord."""

from __future__ import annotations

import asyncio
import uuid

from bot.client import SlateClient
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from bot.sandbox.sightings import ReactionRemoved, SeenMessage
from bot.signals import Signal
from bot.tools import Tools
from pipeline import videos
from pipeline.lifecycle import Step
from tests.bot import filming
from tests.bot.conftest import running
from tests.bot.filming import Place


async def react(person: Person, place: Place, emoji: str) -> None:
    await person.react(place.preview_id, place.thread_id, emoji)


async def reply(person: Person, place: Place, text: str, *, to: int | None = None) -> SeenMessage:
    """Answer a message of the thread, else the preview."""
    wanted = to or place.preview_id
    message = next(m for m in await person.messages(place.thread_id) if m.id == wanted)
    return await person.reply(message, text)


async def answer_to(person: Person, message_id: int) -> str:
    """What the bot says to a message."""
    found = await person.wait_for_message(lambda m: m.by_bot and m.reply_to == message_id)
    return found.text


async def said_until_now(person: Person, place: Place) -> list[str]:
    """All the bot's answers, once it has dealt with everything that was said before."""
    marker = await reply(person, place, "marker 3: x")  # always answered, and heard last
    await answer_to(person, marker.id)
    handlers = [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py: ")]
    await asyncio.gather(*handlers)
    messages = await person.messages(place.thread_id)
    said = [message for message in messages if message.by_bot and message.reply_to is not None]
    return [m.text for m in said if m.text and "“marker”" not in m.text]


async def until_decided(tools: Tools, video_id: uuid.UUID, decision: str | None = None) -> None:
    """An approval is not answered in words: wait for the row, and for one decision if it is named."""
    async with asyncio.timeout(10):
        while True:
            asked = await filming.newest_question(tools, video_id)
            if asked.state != "pending" and decision in (None, asked.decision):
                return
            await asyncio.sleep(0.02)


async def until_taken_back(person: Person, emoji: str) -> None:
    await person.wait_for(lambda event: isinstance(event, ReactionRemoved) and event.emoji == emoji)


async def decision_of(tools: Tools, video_id: uuid.UUID) -> tuple[str | None, str | None]:
    asked = await filming.newest_question(tools, video_id)
    return asked.decision, asked.decided_by


async def test_a_check_mark_lets_the_film_go_on(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS)
    place = await filming.show(client, tools, video_id)
    await react(robin, place, Signal.APPROVE)
    await until_decided(tools, video_id)
    assert await decision_of(tools, video_id) == ("approved", "Robin")
    assert await filming.label_of(tools, video_id) == "Approved - Assets"
    assert await said_until_now(robin, place) == []


async def test_a_cross_holds_the_film_and_asks_what_to_change(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO)
    place = await filming.show(client, tools, video_id)
    await react(robin, place, Signal.REJECT)
    question = await robin.wait_for_message(lambda m: m.reply_to == place.preview_id)
    assert "What shall change?" in question.text
    assert await filming.label_of(tools, video_id) == "Needs Attention"
    answer = await reply(robin, place, "2: darker", to=question.id)
    assert await answer_to(robin, answer.id) == "Making again: clip 2."
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == [(2, "darker")]


async def test_a_check_mark_of_somebody_else_overrules_a_cross(
    client: SlateClient, tools: Tools, robin: Person, sam: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS, channel="history")
    place = await filming.show(client, tools, video_id)
    await react(robin, place, Signal.REJECT)
    question = await robin.wait_for_message(lambda m: m.reply_to == place.preview_id)
    assert "✅ or `/video approve` lets it go on" in question.text
    await react(sam, place, Signal.APPROVE)
    await until_decided(tools, video_id, "approved")
    assert await decision_of(tools, video_id) == ("approved", "Sam")
    assert await filming.label_of(tools, video_id) == "Approved - Assets"


async def test_the_arrows_make_everything_again(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.NARRATION)
    place = await filming.show(client, tools, video_id)
    await react(robin, place, Signal.REDO)
    assert await answer_to(robin, place.preview_id) == "Making again: lines 1-3."


async def test_a_reply_makes_the_units_it_names_again(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.REVIEW)
    place = await filming.show(client, tools, video_id)
    said = await reply(robin, place, "clips 3: slower; narration 1: calmer")
    assert await answer_to(robin, said.id) == (
        "Making again: clip 3 and line 1; and what depends on it: the film."
    )
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == [(3, "slower")]
    await filming.work(tools.database)
    assert await filming.label_of(tools, video_id) == "Final Review"


async def test_a_reply_to_the_card_counts_in_its_channel_too(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO)
    place = await filming.show(client, tools, video_id)
    card = next(m for m in await robin.messages("films") if m.id == place.card_id)
    said = await robin.reply(card, "1: brighter")
    assert await answer_to(robin, said.id) == "Making again: clip 1."


async def test_a_redo_of_shot_99_is_answered_with_what_there_is(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO)
    place = await filming.show(client, tools, video_id)
    for text, says in (("99: rain", "numbers go from 1 to 60"), ("9: rain", "1 to 3")):
        said = await reply(robin, place, text)
        assert says in await answer_to(robin, said.id)
    assert await decision_of(tools, video_id) == (None, None)
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == []


async def test_talk_other_emoji_and_other_messages_are_left_alone(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO)
    place = await filming.show(client, tools, video_id)
    await react(robin, place, "👍")
    await reply(robin, place, "looks lovely")
    mine = await robin.say(place.thread_id, "3: darker")  # answers nobody
    await robin.reply(mine, "2: darker")  # answers a person
    await robin.react(mine.id, place.thread_id, Signal.APPROVE)
    assert await said_until_now(robin, place) == []
    assert await decision_of(tools, video_id) == (None, None)


async def test_somebody_without_the_role_is_told_so_and_the_emoji_taken_back(
    client: SlateClient, tools: Tools, sam: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS)
    place = await filming.show(client, tools, video_id)
    for signal in Signal:
        await react(sam, place, signal)
    for signal in Signal:
        await until_taken_back(sam, signal)
    assert "takes the role “Reviewer”" in await answer_to(sam, place.preview_id)
    assert await decision_of(tools, video_id) == (None, None)


async def test_a_reply_without_the_role_changes_nothing(
    client: SlateClient, tools: Tools, sam: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO)
    place = await filming.show(client, tools, video_id)
    said = await reply(sam, place, "1: darker")
    assert "takes the role “Reviewer”" in await answer_to(sam, said.id)
    assert await filming.rounds_of(tools, video_id, Step.VIDEO) == []


async def test_a_name_is_no_markup(tools: Tools, sandbox: SandboxDiscord) -> None:
    sandbox.world.add_member("**Boss** @everyone")
    video_id = await filming.at_gate(tools, Step.ASSETS, channel="history")
    async with (
        running(tools) as client,
        Person(sandbox.control_url, "**Boss** @everyone") as boss,
    ):
        place = await filming.show(client, tools, video_id)
        await react(boss, place, Signal.REJECT)
        said = await answer_to(boss, place.preview_id)
    assert said.startswith("Boss everyone rejected this")
    assert await decision_of(tools, video_id) == ("rejected", "Boss everyone")


async def test_without_reviewer_roles_everybody_decides(
    client: SlateClient, tools: Tools, sam: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS, channel="history")
    place = await filming.show(client, tools, video_id)
    await react(sam, place, Signal.APPROVE)
    await until_decided(tools, video_id)
    assert await decision_of(tools, video_id) == ("approved", "Sam")


async def test_of_two_who_decide_at_once_the_second_is_told_who_was_first(
    client: SlateClient, tools: Tools, robin: Person, sam: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS, channel="history")
    place = await filming.show(client, tools, video_id)
    await asyncio.gather(react(robin, place, Signal.APPROVE), react(sam, place, Signal.APPROVE))
    told = await answer_to(robin, place.preview_id)
    _, first = await decision_of(tools, video_id)
    assert told.startswith(f"{first} has already approved this in Discord")
    assert await said_until_now(robin, place) == [told]


async def test_an_emoji_on_an_old_preview_is_told_who_decided_and_where(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS)
    old = await filming.show(client, tools, video_id)
    async with tools.database.transaction() as session:
        await videos.approve(session, video_id, filming.SETUP)
    await filming.work(tools.database)
    await filming.show(client, tools, video_id)
    await react(robin, old, Signal.REJECT)
    assert "Setup has already approved this in test" in await answer_to(robin, old.preview_id)
    assert await filming.label_of(tools, video_id) == "Video Ready"


async def test_the_same_emoji_twice_by_one_person_needs_no_words(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.ASSETS)
    place = await filming.show(client, tools, video_id)
    await react(robin, place, Signal.APPROVE)
    await until_decided(tools, video_id)
    await robin.unreact(place.preview_id, place.thread_id, Signal.APPROVE)
    await react(robin, place, Signal.APPROVE)
    assert await said_until_now(robin, place) == []


async def test_an_answer_survives_a_connection_that_is_cut(
    client: SlateClient, tools: Tools, robin: Person, sandbox: SandboxDiscord
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO)
    place = await filming.show(client, tools, video_id)
    for number, kind in enumerate(("reset", "lost_answer"), 1):
        sandbox.faults.order({"kind": kind, "method": "POST", "path": "messages"})
        said = await reply(robin, place, f"{number}{number}: darker")
        assert await answer_to(robin, said.id) == (
            f"There is no clip {number}{number}: this film has clips 1 to 3."
        )
        assert sandbox.faults.shown() == []
        assert len(await said_until_now(robin, place)) == number


async def test_what_cannot_be_foreseen_is_answered_too(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    video_id = await filming.at_gate(tools, Step.VIDEO)
    place = await filming.show(client, tools, video_id)
    async with tools.database.transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("ALTER TABLE takes RENAME TO taken")
    said = await reply(robin, place, "1: darker")
    assert "it is logged" in await answer_to(robin, said.id)


class TestWhileTheBotIsAway:
    """Discord never tells again what happened then."""

    async def test_an_emoji_counts_when_it_is_back(self, tools: Tools, robin: Person) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        async with running(tools) as client:
            place = await filming.show(client, tools, video_id)
        await react(robin, place, Signal.APPROVE)
        async with running(tools):
            await until_decided(tools, video_id)
        assert await decision_of(tools, video_id) == ("approved", "Robin")

    async def test_a_reply_counts_and_is_answered_once(
        self, tools: Tools, robin: Person, sandbox: SandboxDiscord
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO)
        async with running(tools) as client:
            place = await filming.show(client, tools, video_id)
        wrong = await reply(robin, place, "9: rain")
        for _ in range(2):
            async with running(tools):
                assert "1 to 3" in await answer_to(robin, wrong.id)
                assert len(await said_until_now(robin, place)) == 1
        sent = [str(request.get("json")) for request in sandbox.recording.requests]
        assert sum("There is no clip 9" in body for body in sent) == 1
        right = await reply(robin, place, "2: rain")
        async with running(tools):
            assert await answer_to(robin, right.id) == "Making again: clip 2."
        assert await filming.rounds_of(tools, video_id, Step.VIDEO) == [(2, "rain")]

    async def test_somebody_without_the_role_does_not_count(
        self, tools: Tools, robin: Person, sam: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        async with running(tools) as client:
            place = await filming.show(client, tools, video_id)
        await react(sam, place, Signal.REJECT)
        await react(robin, place, Signal.APPROVE)
        async with running(tools):
            await until_decided(tools, video_id)
        assert await decision_of(tools, video_id) == ("approved", "Robin")

    async def test_an_objection_counts_before_an_approval(
        self, tools: Tools, robin: Person, sam: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS, channel="history")
        async with running(tools) as client:
            place = await filming.show(client, tools, video_id)
        await react(robin, place, Signal.APPROVE)
        await react(sam, place, Signal.REJECT)
        async with running(tools):
            assert "Sam rejected this" in await answer_to(robin, place.preview_id)
        assert await decision_of(tools, video_id) == ("rejected", "Sam")

    async def test_what_to_change_after_a_rejection_counts(
        self, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO)
        async with running(tools) as client:
            place = await filming.show(client, tools, video_id)
            await react(robin, place, Signal.REJECT)
            question = await robin.wait_for_message(lambda m: m.reply_to == place.preview_id)
        said = await reply(robin, place, "all: warmer", to=question.id)
        async with running(tools):
            assert await answer_to(robin, said.id) == "Making again: clips 1-3."
