"""REST: what is sent through a webhook's address: follow-ups to interactions, and alerts."""

from __future__ import annotations

from bot.sandbox import composing
from bot.sandbox.calls import DONE, Call, Endpoint, Reply, ok
from bot.sandbox.errors import unknown_webhook
from bot.sandbox.interaction_routes import ANSWER_FLAGS, answer_message
from bot.sandbox.interactions import Interaction
from bot.sandbox.limits import (
    EDIT_KEYS,
    WEBHOOK_KEYS,
    check_message,
    require_something,
)
from bot.sandbox.model import Message, MessageFlags
from bot.sandbox.ratelimits import WEBHOOK_SENDS

_FOLLOW_UP_KEYS = WEBHOOK_KEYS - {"username", "avatar_url"}


async def execute(call: Call) -> Reply:
    if call.id("webhook_id") == call.sandbox.world.bot.id:
        return _follow_up(call)
    return _alert(call)


def _interaction(call: Call) -> Interaction:
    if call.id("webhook_id") != call.sandbox.world.bot.id:
        raise unknown_webhook()
    return call.sandbox.interactions.to_follow_up(call.path["webhook_token"])


def _follow_up(call: Call) -> Reply:
    world, interaction = call.sandbox.world, _interaction(call)
    body = check_message(
        call.body or {}, _FOLLOW_UP_KEYS, filenames=call.filenames, flags=ANSWER_FLAGS
    )
    require_something(body, call.filenames)
    original = interaction.original
    if original is not None and MessageFlags.LOADING in original.flags:
        # The first follow-up takes the place of the promise, and is seen by whom that was.
        composing.change(world, original, {**body, "flags": None}, call.uploads)
        original.edited_at = None
        call.sandbox.interactions.changed(interaction, original)
        return ok(world.show_message(original))
    message = answer_message(call, interaction)
    message.flags = MessageFlags(body.get("flags") or 0)
    composing.fill(world, message, body, call.uploads)
    call.sandbox.interactions.add_message(interaction, message)
    return ok(world.show_message(message))


def _alert(call: Call) -> Reply:
    world, webhook = call.sandbox.world, call.sandbox.webhook
    if (call.id("webhook_id"), call.path["webhook_token"]) != (webhook.user.id, webhook.token):
        raise unknown_webhook()
    body = check_message(call.body or {}, WEBHOOK_KEYS, filenames=call.filenames)
    require_something(body, call.filenames)
    message = Message(
        id=world.snowflakes.next(),
        channel_id=webhook.channel_id,
        author=webhook.user,
        webhook_id=webhook.user.id,
        shown_as=body.get("username"),
    )
    composing.fill(world, message, body, call.uploads)
    world.post(message)
    return ok(world.show_message(message)) if call.asks("wait") else DONE


def _answer(call: Call) -> tuple[Interaction, Message]:
    interaction = _interaction(call)
    name = call.path.get("message_id", "@original")
    return interaction, call.sandbox.interactions.message_of(interaction, name)


async def fetch(call: Call) -> Reply:
    _, message = _answer(call)
    return ok(call.sandbox.world.show_message(message))


async def edit(call: Call) -> Reply:
    world = call.sandbox.world
    interaction, message = _answer(call)
    body = check_message(
        call.body or {},
        EDIT_KEYS,
        filenames=call.filenames,
        kept=[item.id for item in message.attachments],
        flags=MessageFlags.SUPPRESS_EMBEDS,
    )
    shown = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        **body,
    }
    require_something(shown, (), composing.files_after(message, body, call.uploads))
    composing.change(world, message, body, call.uploads)
    call.sandbox.interactions.changed(interaction, message)
    return ok(world.show_message(message))


async def delete(call: Call) -> Reply:
    call.sandbox.interactions.remove_message(*_answer(call))
    return DONE


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_SEND_QUERY = frozenset({"wait", "thread_id", "with_components"})
_READ_QUERY = frozenset({"thread_id"})


def _on_messages(template: str) -> tuple[Endpoint, ...]:
    edit_query = frozenset({"thread_id", "with_components"})
    return (
        Endpoint("GET", template, fetch, needs_token=False, query=_READ_QUERY),
        Endpoint(
            "PATCH",
            template,
            edit,
            limit=WEBHOOK_SENDS,
            needs_token=False,
            takes_body=True,
            query=edit_query,
        ),
        Endpoint("DELETE", template, delete, needs_token=False, query=_READ_QUERY),
    )


ENDPOINTS = (
    Endpoint(
        "POST",
        _WEBHOOK,
        execute,
        limit=WEBHOOK_SENDS,
        needs_token=False,
        takes_body=True,
        query=_SEND_QUERY,
    ),
    *_on_messages(_WEBHOOK + "/messages/@original"),
    *_on_messages(_WEBHOOK + "/messages/{message_id}"),
)
