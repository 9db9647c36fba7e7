"""REST: reading, sending, changing, deleting and pinning messages."""

from __future__ import annotations

import time
from collections.abc import Mapping

from bot.sandbox import composing, payloads
from bot.sandbox.calls import DONE, Call, Endpoint, Reply, ok
from bot.sandbox.errors import ApiError, Json
from bot.sandbox.limits import (
    EDIT_KEYS,
    SEND_KEYS,
    check_message,
    check_page,
    require_something,
    snowflake_of,
)
from bot.sandbox.model import Message, MessageFlags, MessageType, Reference
from bot.sandbox.ratelimits import DELETES, EDITS, SENDS
from bot.sandbox.snowflakes import time_of
from bot.sandbox.state import World, now

NONCE_SECONDS = 300  # "the past few minutes", within which a nonce is known
_PAGE = frozenset({"limit", "before", "after", "around"})


async def listing(call: Call) -> Reply:
    world = call.sandbox.world
    limit = check_page(dict(call.query))
    found = page(world.history(call.id("channel_id")), call.query, limit)
    return ok([world.show_message(message) for message in found])


def page(messages: list[Message], query: Mapping[str, str], limit: int) -> list[Message]:
    """The part of a history that is asked for, newest first."""
    given = {name: snowflake_of(query[name], name) for name in _PAGE - {"limit"} if name in query}
    if len(given) > 1:
        raise ApiError(400, 50035, "before, after and around exclude each other")
    if "after" in given:
        chosen = [item for item in messages if item.id > given["after"]][:limit]
    elif "around" in given:
        before = [item for item in messages if item.id < given["around"]]
        rest = [item for item in messages if item.id >= given["around"]]
        half = min(limit // 2, len(before))
        chosen = before[len(before) - half :] + rest[: limit - limit // 2]
    else:
        before_id = given.get("before", float("inf"))
        chosen = [item for item in messages if item.id < before_id][-limit:]
    return chosen[::-1]


async def fetch(call: Call) -> Reply:
    world = call.sandbox.world
    return ok(world.show_message(world.message(call.id("channel_id"), call.id("message_id"))))


async def send(call: Call) -> Reply:
    world, channel_id = call.sandbox.world, call.id("channel_id")
    world.place(channel_id)
    body = check_message(call.body or {}, SEND_KEYS, filenames=call.filenames)
    require_something(body, call.filenames)
    twin = _twin(world, channel_id, body)
    if twin is not None:
        return ok(world.show_message(twin))
    message = Message(world.snowflakes.next(), channel_id, world.bot, nonce=body.get("nonce"))
    reference = body.get("message_reference")
    if reference is not None and _answered(world, channel_id, reference):
        message.type = MessageType.REPLY
        message.reference = Reference(channel_id, int(reference["message_id"]))
    composing.fill(world, message, body, call.uploads)
    world.post(message)
    return ok(world.show_message(message))


def _twin(world: World, channel_id: int, body: Json) -> Message | None:
    """The message the bot has sent already with this nonce, if it asks for that to be seen."""
    nonce = body.get("nonce")
    if nonce is None or not body.get("enforce_nonce"):
        return None
    for message in reversed(world.history(channel_id)):
        if (now() - time_of(message.id)).total_seconds() > NONCE_SECONDS:
            return None
        if message.author is world.bot and str(message.nonce) == str(nonce):
            return message
    return None


def _answered(world: World, channel_id: int, reference: Json) -> bool:
    """Whether the message answered is there; refused when it must be and is not."""
    if int(reference["message_id"]) in world.messages.get(channel_id, {}):
        return True
    if reference.get("fail_if_not_exists", True):
        errors = {
            "message_reference": {
                "_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]
            }
        }
        raise ApiError(400, 50035, "Invalid Form Body", errors, blameless=True)
    return False


async def edit(call: Call) -> Reply:
    world = call.sandbox.world
    message = world.message(call.id("channel_id"), call.id("message_id"))
    world.open_place(message.channel_id)
    if message.author is not world.bot:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    body = check_message(
        call.body or {},
        EDIT_KEYS,
        filenames=call.filenames,
        kept=[item.id for item in message.attachments],
        flags=MessageFlags.SUPPRESS_EMBEDS,
    )
    left = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        **body,
    }
    require_something(left, (), composing.files_after(message, body, call.uploads))
    composing.change(world, message, body, call.uploads)
    world.changed(message)
    return ok(world.show_message(message))


async def delete(call: Call) -> Reply:
    world = call.sandbox.world
    message = world.message(call.id("channel_id"), call.id("message_id"))
    world.open_place(message.channel_id)
    world.delete(message)
    return DONE


async def bulk_delete(call: Call) -> Reply:
    world, channel_id = call.sandbox.world, call.id("channel_id")
    world.open_place(channel_id)
    ids = (call.body or {}).get("messages")
    if not isinstance(ids, list) or not 2 <= len(ids) <= 100:
        raise ApiError(400, 50016, "Provided too few or too many messages to delete.")
    for message_id in ids:
        world.delete(world.message(channel_id, snowflake_of(str(message_id), "messages")))
    return DONE


async def pins(call: Call) -> Reply:
    world = call.sandbox.world
    limit = check_page(dict(call.query), high=50)
    pinned = [
        (message.pinned_at, message)
        for message in world.history(call.id("channel_id"))
        if message.pinned_at is not None
    ]
    pinned.sort(key=lambda pair: pair[0], reverse=True)
    items = [
        {"pinned_at": payloads.moment(when), "message": world.show_message(message)}
        for when, message in pinned[:limit]
    ]
    return ok({"items": items, "has_more": len(pinned) > limit})


async def pin(call: Call) -> Reply:
    return _set_pin(call, pinned=True)


async def unpin(call: Call) -> Reply:
    return _set_pin(call, pinned=False)


def _set_pin(call: Call, *, pinned: bool) -> Reply:
    world = call.sandbox.world
    message = world.message(call.id("channel_id"), call.id("message_id"))
    world.open_place(message.channel_id)
    message.pinned_at = now() if pinned else None
    world.changed(message)
    world.events.add(
        "CHANNEL_PINS_UPDATE",
        {
            "channel_id": str(message.channel_id),
            "guild_id": str(world.guild.id),
            "last_pin_timestamp": payloads.moment(now()),
        },
    )
    return DONE


async def typing(call: Call) -> Reply:
    world = call.sandbox.world
    place = world.place(call.id("channel_id"))
    world.events.add(
        "TYPING_START",
        {
            "channel_id": str(place.id),
            "guild_id": str(world.guild.id),
            "user_id": str(world.bot.id),
            "timestamp": int(time.time()),
            "member": payloads.member(world.members[world.bot.id]),
        },
    )
    return DONE


_MESSAGES = "/channels/{channel_id}/messages"
ENDPOINTS = (
    Endpoint("POST", "/channels/{channel_id}/typing", typing),
    Endpoint("GET", _MESSAGES + "/pins", pins, query=frozenset({"limit", "before"})),
    Endpoint("PUT", _MESSAGES + "/pins/{message_id}", pin),
    Endpoint("DELETE", _MESSAGES + "/pins/{message_id}", unpin),
    Endpoint("POST", _MESSAGES + "/bulk-delete", bulk_delete, takes_body=True),
    Endpoint("GET", _MESSAGES, listing, query=_PAGE),
    Endpoint("POST", _MESSAGES, send, limit=SENDS, takes_body=True),
    Endpoint("GET", _MESSAGES + "/{message_id}", fetch),
    Endpoint("PATCH", _MESSAGES + "/{message_id}", edit, limit=EDITS, takes_body=True),
    Endpoint("DELETE", _MESSAGES + "/{message_id}", delete, limit=DELETES),
)
