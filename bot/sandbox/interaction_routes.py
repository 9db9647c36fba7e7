"""REST: the first answer to an interaction: a message, a promise of one, a modal, choices."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from bot.sandbox import composing
from bot.sandbox.calls import DONE, Call, Endpoint, Reply, ok
from bot.sandbox.checking import Problems
from bot.sandbox.command_limits import OptionType, check_choices
from bot.sandbox.component_limits import check_modal
from bot.sandbox.errors import ApiError, Json
from bot.sandbox.interactions import Interaction, InteractionType, State
from bot.sandbox.limits import INTERACTION_KEYS, check_message, require_something
from bot.sandbox.model import Message, MessageFlags, MessageType

ANSWER_FLAGS = (
    MessageFlags.SUPPRESS_EMBEDS | MessageFlags.EPHEMERAL | MessageFlags.SUPPRESS_NOTIFICATIONS
)


class Callback(IntEnum):
    """The kinds of first answer."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_ALLOWED = {
    InteractionType.COMMAND: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL},
    InteractionType.COMPONENT: set(Callback) - {Callback.CHOICES},
    InteractionType.AUTOCOMPLETE: {Callback.CHOICES},
    InteractionType.MODAL: set(Callback) - {Callback.CHOICES, Callback.MODAL},
}


async def callback(call: Call) -> Reply:
    desk = call.sandbox.interactions
    interaction = desk.to_answer(call.id("interaction_id"), call.path["interaction_token"])
    kind, data = _kind_of(interaction, call.body)
    message = _ANSWERS[kind](call, interaction, data)
    desk.tell()
    if not call.asks("with_response"):
        return DONE
    return ok(_told(call, interaction, kind, message))


def _kind_of(interaction: Interaction, body: Any) -> tuple[Callback, Any]:
    problems = Problems()
    if problems.object((), body, {"type", "data"}):
        allowed = set(map(int, _ALLOWED[interaction.type]))
        if interaction.type is InteractionType.MODAL and interaction.source is None:
            allowed -= {Callback.UPDATE, Callback.DEFERRED_UPDATE}
        problems.choice(("type",), body.get("type"), allowed)
    problems.refuse()
    return Callback(body["type"]), body.get("data")


def answer_message(call: Call, interaction: Interaction) -> Message:
    """An empty message of the bot that answers the interaction."""
    world = call.sandbox.world
    by_command = interaction.type is InteractionType.COMMAND
    return Message(
        id=world.snowflakes.next(),
        channel_id=interaction.channel_id,
        author=world.bot,
        type=MessageType.CHAT_INPUT_COMMAND if by_command else MessageType.DEFAULT,
        application_id=world.bot.id,
        webhook_id=world.bot.id,
        interaction=call.sandbox.interactions.metadata(interaction),
    )


def _message(call: Call, interaction: Interaction, data: Any) -> Message:
    body = check_message(data or {}, INTERACTION_KEYS, filenames=call.filenames, flags=ANSWER_FLAGS)
    require_something(body, call.filenames)
    message = answer_message(call, interaction)
    message.flags = MessageFlags(body.get("flags") or 0)
    composing.fill(call.sandbox.world, message, body, call.uploads)
    interaction.state, interaction.original = State.ANSWERED, message
    call.sandbox.interactions.add_message(interaction, message)
    return message


def _deferred_message(call: Call, interaction: Interaction, data: Any) -> Message:
    body = check_message(data or {}, {"flags"}, flags=MessageFlags.EPHEMERAL)
    message = answer_message(call, interaction)
    message.flags = MessageFlags(body.get("flags") or 0) | MessageFlags.LOADING
    interaction.state, interaction.original = State.DEFERRED, message
    call.sandbox.interactions.add_message(interaction, message)
    return message


def _deferred_update(call: Call, interaction: Interaction, data: Any) -> None:
    interaction.state, interaction.original = State.ACKNOWLEDGED, interaction.source


def _update(call: Call, interaction: Interaction, data: Any) -> Message:
    message = interaction.source
    if message is None:
        raise ApiError(400, 50035, "There is no message to update")
    kept = [item.id for item in message.attachments]
    body = check_message(data or {}, INTERACTION_KEYS, filenames=call.filenames, kept=kept)
    interaction.state, interaction.original = State.ACKNOWLEDGED, message
    composing.change(call.sandbox.world, message, body, call.uploads)
    call.sandbox.interactions.changed(interaction, message)
    return message


def _choices(call: Call, interaction: Interaction, data: Any) -> None:
    problems = Problems()
    if problems.object(("data",), data, {"choices"}):
        focused = focused_option(interaction.data)
        place = ("data", "choices")
        check_choices(problems, place, data.get("choices"), OptionType(focused["type"]))
    problems.refuse()
    interaction.state, interaction.choices = State.CHOICES, list(data["choices"])


def _modal(call: Call, interaction: Interaction, data: Any) -> None:
    modal = check_modal(data)
    modal["components"] = composing.numbered(modal["components"])
    interaction.state, interaction.modal = State.MODAL, modal


_ANSWERS: dict[Callback, Any] = {
    Callback.MESSAGE: _message,
    Callback.DEFERRED_MESSAGE: _deferred_message,
    Callback.DEFERRED_UPDATE: _deferred_update,
    Callback.UPDATE: _update,
    Callback.CHOICES: _choices,
    Callback.MODAL: _modal,
}


def focused_option(data: Json) -> Json:
    """The option an autocomplete is asked for, on whatever level it stands."""
    for option in data.get("options") or []:
        if option.get("focused"):
            return dict(option)
        if option.get("options"):
            return focused_option(option)
    raise ApiError(400, 50035, "No option is focused")


def _told(call: Call, interaction: Interaction, kind: Callback, message: Message | None) -> Json:
    about: Json = {"id": str(interaction.id), "type": int(interaction.type)}
    told: Json = {"interaction": about}
    if message is not None:
        about["response_message_id"] = str(message.id)
        about["response_message_loading"] = MessageFlags.LOADING in message.flags
        about["response_message_ephemeral"] = message.ephemeral
        if kind in {Callback.MESSAGE, Callback.UPDATE}:
            shown = call.sandbox.world.show_message(message)
            told["resource"] = {"type": int(kind), "message": shown}
    return told


ENDPOINTS = (
    Endpoint(
        "POST",
        "/interactions/{interaction_id}/{interaction_token}/callback",
        callback,
        needs_token=False,
        takes_body=True,
        query=frozenset({"with_response"}),
    ),
)
