"""REST: channels and threads: reading, opening, renaming, archiving, joining."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.calls import DONE, Call, Endpoint, Reply, ok
from bot.sandbox.errors import ApiError, Json, archived_thread, unknown_member
from bot.sandbox.limits import check_page, check_thread
from bot.sandbox.model import (
    Channel,
    ChannelType,
    Message,
    MessageFlags,
    MessageType,
    Reference,
    Thread,
)
from bot.sandbox.state import World, now

DEFAULT_ARCHIVE_MINUTES = 4320
_OPEN_KEYS = {"name", "auto_archive_duration", "rate_limit_per_user"}
_CHANGE_KEYS = _OPEN_KEYS | {"archived", "locked", "invitable"}


async def fetch(call: Call) -> Reply:
    world = call.sandbox.world
    return ok(world.show_place(world.place(call.id("channel_id"))))


async def change(call: Call) -> Reply:
    world = call.sandbox.world
    thread = world.place(call.id("channel_id"))
    if not isinstance(thread, Thread):
        raise ApiError(403, 50013, "Missing Permissions")
    body = check_thread(call.body, _CHANGE_KEYS, named=False)
    if thread.archived and body.get("archived") is not False:
        raise archived_thread()
    thread.name = body.get("name") or thread.name
    thread.auto_archive_minutes = body.get("auto_archive_duration") or thread.auto_archive_minutes
    if body.get("rate_limit_per_user") is not None:
        thread.slowmode_seconds = body["rate_limit_per_user"]
    thread.locked = bool(body.get("locked", thread.locked))
    if body.get("archived") is not None and body["archived"] != thread.archived:
        world.set_archived(thread, body["archived"])
    else:
        world.thread_changed(thread)
    return ok(world.show_place(thread))


async def open_from_message(call: Call) -> Reply:
    world, channel_id = call.sandbox.world, call.id("channel_id")
    message = world.message(channel_id, call.id("message_id"))
    body = check_thread(call.body, _OPEN_KEYS)
    thread = _opened(world, _parent(world, channel_id), message.id, body)
    message.thread = thread
    message.flags |= MessageFlags.HAS_THREAD
    world.changed(message)
    starter = Message(
        world.snowflakes.next(), thread.id, world.bot, type=MessageType.THREAD_STARTER
    )
    starter.reference = Reference(channel_id, message.id)
    world.post(starter)
    return Reply(201, world.show_place(thread))


async def open_alone(call: Call) -> Reply:
    world = call.sandbox.world
    parent = _parent(world, call.id("channel_id"))
    body = check_thread(call.body, _OPEN_KEYS | {"type", "invitable"})
    kind = body.get("type") or ChannelType.PRIVATE_THREAD
    if kind not in {ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD}:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    thread = _opened(world, parent, world.snowflakes.next(), body, ChannelType(kind))
    return Reply(201, world.show_place(thread))


def _parent(world: World, channel_id: int) -> Channel:
    place = world.place(channel_id)
    if isinstance(place, Thread):
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    return place


def _opened(
    world: World,
    parent: Channel,
    thread_id: int,
    body: Json,
    kind: ChannelType = ChannelType.PUBLIC_THREAD,
) -> Thread:
    opened_at = now()
    thread = Thread(
        id=thread_id,
        name=body["name"],
        parent_id=parent.id,
        owner_id=world.bot.id,
        type=kind,
        auto_archive_minutes=body.get("auto_archive_duration") or DEFAULT_ARCHIVE_MINUTES,
        created_at=opened_at,
        archive_changed_at=opened_at,
        slowmode_seconds=body.get("rate_limit_per_user") or 0,
        members={world.bot.id: opened_at},
    )
    world.open_thread(thread)
    return thread


async def archived_threads(call: Call) -> Reply:
    world, channel_id = call.sandbox.world, call.id("channel_id")
    limit = check_page(dict(call.query))
    _parent(world, channel_id)
    found = [
        thread
        for thread in world.threads.values()
        if thread.parent_id == channel_id and thread.archived
    ]
    found.sort(key=lambda thread: thread.archive_changed_at, reverse=True)
    before = call.query.get("before")
    if before is not None:
        found = [item for item in found if payloads.moment(item.archive_changed_at) < before]
    shown = [world.show_place(thread) for thread in found[:limit]]
    return ok({"threads": shown, "members": [], "has_more": len(found) > limit})


async def members(call: Call) -> Reply:
    thread = call.sandbox.world.thread(call.id("channel_id"))
    return ok([payloads.thread_member(thread.id, *item) for item in thread.members.items()])


async def member(call: Call) -> Reply:
    thread, user_id = call.sandbox.world.thread(call.id("channel_id")), _user(call)
    if user_id not in thread.members:
        raise unknown_member()
    return ok(payloads.thread_member(thread.id, user_id, thread.members[user_id]))


async def join(call: Call) -> Reply:
    world = call.sandbox.world
    thread = world.thread(call.id("channel_id"))
    world.open_place(thread.id)
    thread.members.setdefault(world.member(_user(call)).user.id, now())
    return DONE


async def leave(call: Call) -> Reply:
    world = call.sandbox.world
    thread = world.thread(call.id("channel_id"))
    world.open_place(thread.id)
    thread.members.pop(_user(call), None)
    return DONE


def _user(call: Call) -> int:
    """The user named in the address, or the bot where it says `@me`."""
    return call.id("user_id") if "user_id" in call.path else call.sandbox.world.bot.id


_CHANNEL = "/channels/{channel_id}"
_PAGE = frozenset({"limit", "before"})
_MEMBERS = frozenset({"limit", "after", "with_member"})
ENDPOINTS = (
    Endpoint("GET", _CHANNEL, fetch),
    Endpoint("PATCH", _CHANNEL, change, takes_body=True),
    Endpoint(
        "POST", _CHANNEL + "/messages/{message_id}/threads", open_from_message, takes_body=True
    ),
    Endpoint("POST", _CHANNEL + "/threads", open_alone, takes_body=True),
    Endpoint("GET", _CHANNEL + "/threads/archived/public", archived_threads, query=_PAGE),
    Endpoint("GET", _CHANNEL + "/thread-members", members, query=_MEMBERS),
    Endpoint("PUT", _CHANNEL + "/thread-members/@me", join),
    Endpoint("DELETE", _CHANNEL + "/thread-members/@me", leave),
    Endpoint("GET", _CHANNEL + "/thread-members/{user_id}", member, query=_MEMBERS),
    Endpoint("PUT", _CHANNEL + "/thread-members/{user_id}", join),
    Endpoint("DELETE", _CHANNEL + "/thread-members/{user_id}", leave),
)
