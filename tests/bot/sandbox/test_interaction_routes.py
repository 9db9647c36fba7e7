"""Interactions between a person and a real bot, and what the bot may not do in them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.interactions import Interaction, State
from bot.sandbox.people import People
from bot.sandbox.person import CannotDo, Person
from tests.bot.sandbox.conftest import Ask, running_bot
from tests.bot.sandbox.small_bot import SmallBot


async def test_deferred_command_with_a_file(client: SmallBot, robin: Person) -> None:
    answer = await robin.command("film queue", title="Fox", storyboard=("fox.yaml", b"shots: 2"))
    assert answer.state is State.ANSWERED
    assert answer.text == "Fox: 6 shots, shots: 2"
    assert answer.ephemeral


async def test_follow_ups_come_after_the_answer(client: SmallBot, robin: Person) -> None:
    answer = await robin.command("film queue", title="Fox")
    while len(answer.messages) < 2:
        answer = await robin.answer_of(answer.interaction_id)
    assert [message.text for message in answer.messages] == ["Fox: 6 shots, no file", "and more"]


async def test_ephemeral_answers_are_not_in_the_channel(client: SmallBot, robin: Person) -> None:
    await robin.command("film queue", title="Fox")
    assert await robin.messages("films") == []


async def test_autocomplete(client: SmallBot, robin: Person) -> None:
    choices = await robin.autocomplete("film queue", "title", "Fo")
    assert [choice["name"] for choice in choices] == ["Fox", "Forest"]


async def test_form_is_filled_in(client: SmallBot, robin: Person) -> None:
    form = await robin.command("film ask")
    assert form.state is State.MODAL and form.fields == ["Topic"]
    answer = await robin.submit(form, topic="the sea")
    assert answer.text == "Topic: the sea"


async def test_form_holds_its_limits(client: SmallBot, robin: Person) -> None:
    form = await robin.command("film ask")
    with pytest.raises(CannotDo, match="0 to 20 characters"):
        await robin.submit(form, topic="x" * 21)
    with pytest.raises(CannotDo, match="required"):
        await robin.submit(form)
    with pytest.raises(CannotDo, match="no field nothing"):
        await robin.submit(form, topic="a", nothing="b")


async def test_answer_with_file_embed_and_buttons(client: SmallBot, robin: Person) -> None:
    answer = await robin.command("film show")
    assert answer.embeds[0]["title"] == "Fox"
    assert await robin.download(answer.attachments[0]) == b"sheet"
    assert answer.first is not None
    assert [item.get("label") for item in answer.first.buttons] == ["Approve", None]


async def test_button_changes_its_message(client: SmallBot, robin: Person) -> None:
    shown = await robin.command("film show")
    assert shown.first is not None
    clicked = await robin.click(shown.first, "Approve")
    assert clicked.state is State.ACKNOWLEDGED
    assert (await robin.messages("films"))[-1].text == "approved"


async def test_select_gives_the_value(client: SmallBot, robin: Person) -> None:
    shown = await robin.command("film show")
    assert shown.first is not None
    picked = await robin.click(shown.first, "pick", "Two")
    assert picked.text == "picked Two" and picked.ephemeral
    with pytest.raises(CannotDo, match="only these"):
        await robin.click(shown.first, "pick", "Three")


@pytest.mark.parametrize(
    ("command", "options", "reason"),
    [
        ("nothing", {}, "no command"),
        ("film", {}, "needs one of"),
        ("film queue", {}, "needs the option title"),
        ("film queue", {"title": ""}, "outside"),
        ("film queue", {"title": "x" * 41}, "outside"),
        ("film queue", {"title": "Fox", "shots": 61}, "outside"),
        ("film queue", {"title": "Fox", "shots": "many"}, "whole number"),
        ("film queue", {"title": "Fox", "storyboard": "text"}, "takes a file"),
        ("film queue", {"title": "Fox", "colour": "red"}, "no option colour"),
    ],
)
async def test_input_that_does_not_fit_never_reaches_the_bot(
    client: SmallBot, robin: Person, command: str, options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CannotDo, match=reason):
        await robin.command(command, **options)


async def test_file_over_the_limit(
    sandbox: SandboxDiscord, client: SmallBot, robin: Person
) -> None:
    sandbox.world.guild.filesize_limit = 4
    with pytest.raises(CannotDo, match="limit"):
        await robin.command("film queue", title="Fox", storyboard=b"12345")


async def test_silent_bot_fails_the_interaction(hasty_sandbox: SandboxDiscord) -> None:
    async with (
        running_bot(hasty_sandbox),
        Person(hasty_sandbox.control_url, "Robin") as robin,
    ):
        answer = await robin.command("film forget")
        assert answer.failed and answer.reason == "The application did not respond"
        assert "did not respond" in hasty_sandbox.recording.violations[-1].what


def asked(sandbox: SandboxDiscord, command: str = "film ask") -> Interaction:
    """An interaction that only the test itself answers."""
    return People(sandbox).invoke("Robin", "films", command, {}, {})


async def registered(ask: Ask, sandbox: SandboxDiscord) -> str:
    """Register /film ask and give the address of the callback of a call of it."""
    option = {"type": 1, "name": "ask", "description": "Ask"}
    command = {"name": "film", "description": "Films", "options": [option]}
    bot = sandbox.world.bot.id
    status, _ = await ask("POST", f"/applications/{bot}/commands", json=command)
    assert status == 201
    interaction = asked(sandbox)
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


MESSAGE = {"type": 4, "data": {"content": "hello"}}


async def test_answering_twice(ask: Ask, sandbox: SandboxDiscord) -> None:
    address = await registered(ask, sandbox)
    assert (await ask("POST", address, json=MESSAGE))[0] == 204
    status, body = await ask("POST", address, json=MESSAGE)
    assert (status, body["code"]) == (400, 40060)
    assert sandbox.recording.violations[-1].status == 400


async def test_answering_late(ask: Ask, sandbox: SandboxDiscord) -> None:
    address = await registered(ask, sandbox)
    interaction = sandbox.interactions.get(int(address.split("/")[2]))
    interaction.asked_at -= 3.1
    status, body = await ask("POST", address, json=MESSAGE)
    assert (status, body["code"]) == (404, 10062)


async def test_follow_up_before_the_answer_and_after_the_end(
    ask: Ask, sandbox: SandboxDiscord
) -> None:
    address = await registered(ask, sandbox)
    interaction = sandbox.interactions.get(int(address.split("/")[2]))
    webhook = f"/webhooks/{sandbox.world.bot.id}/{interaction.token}"
    text = {"content": "more"}
    assert (await ask("POST", webhook, json=text))[0] == 404
    await ask("POST", address, json=MESSAGE)
    assert (await ask("POST", webhook, json=text))[0] == 200
    interaction.asked_at -= 15 * 60
    assert (await ask("POST", webhook, json=text))[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        {"type": 99},
        {"type": 8, "data": {"choices": []}},
        {"type": 7, "data": {"content": "nothing to update"}},
        {"type": 4, "data": {}},
        {"type": 4, "data": {"content": "x" * 2001}},
        {"type": 5, "data": {"flags": 4}},
        {"type": 9, "data": {"custom_id": "a", "title": "t" * 46, "components": []}},
        {"type": 4, "data": {"content": "x", "unknown": 1}},
        [],
    ],
)
async def test_answers_discord_would_refuse(
    ask: Ask, sandbox: SandboxDiscord, body: object
) -> None:
    address = await registered(ask, sandbox)
    status, _ = await ask("POST", address, json=body)
    assert status == 400
    assert len(sandbox.recording.violations) == 1


async def test_too_many_choices(ask: Ask, sandbox: SandboxDiscord) -> None:
    option = {"type": 3, "name": "title", "description": "T", "autocomplete": True}
    command = {"name": "pick", "description": "Pick", "options": [option]}
    await ask("POST", f"/applications/{sandbox.world.bot.id}/commands", json=command)
    people = People(sandbox)
    interaction = people.invoke("Sam", "films", "pick", {"title": "a"}, {}, focused="title")
    address = f"/interactions/{interaction.id}/{interaction.token}/callback"
    choices = [{"name": str(number), "value": str(number)} for number in range(26)]
    status, body = await ask("POST", address, json={"type": 8, "data": {"choices": choices}})
    assert status == 400 and "choices" in body["errors"]["data"]


async def test_members_without_the_permission_cannot_call(
    ask: Ask, sandbox: SandboxDiscord, robin: Person
) -> None:
    command = {"name": "admin", "description": "Admin", "default_member_permissions": "8"}
    await ask("POST", f"/applications/{sandbox.world.bot.id}/commands", json=command)
    async with Person(sandbox.control_url, "Sam") as sam:
        with pytest.raises(CannotDo, match="may not"):
            await sam.command("admin")
    waiting = asyncio.create_task(robin.command("admin", timeout=0))
    assert (await waiting).state is State.WAITING
