"""REST: the bot's reactions, and who reacted."""

from __future__ import annotations

from bot.sandbox import payloads, reactions
from bot.sandbox.calls import DONE, Call, Endpoint, Reply, ok
from bot.sandbox.limits import check_page, snowflake_of
from bot.sandbox.model import Message
from bot.sandbox.ratelimits import REACTIONS


def _message(call: Call) -> Message:
    return call.sandbox.world.message(call.id("channel_id"), call.id("message_id"))


async def add_own(call: Call) -> Reply:
    world = call.sandbox.world
    reactions.add(world, _message(call), world.bot.id, call.path["emoji_name"])
    return DONE


async def remove_own(call: Call) -> Reply:
    world = call.sandbox.world
    reactions.remove(world, _message(call), world.bot.id, call.path["emoji_name"])
    return DONE


async def remove_of(call: Call) -> Reply:
    user_id, emoji = call.id("user_id"), call.path["emoji_name"]
    reactions.remove(call.sandbox.world, _message(call), user_id, emoji)
    return DONE


async def users(call: Call) -> Reply:
    limit = check_page(dict(call.query), default=25)
    after = snowflake_of(call.query.get("after", "0"), "after")
    reaction = reactions.find(_message(call), call.path["emoji_name"])
    chosen = sorted(user for user in (reaction.users if reaction else []) if user > after)
    members = call.sandbox.world.members
    return ok([payloads.user(members[user].user) for user in chosen[:limit]])


async def clear(call: Call) -> Reply:
    reactions.clear(call.sandbox.world, _message(call))
    return DONE


async def clear_one(call: Call) -> Reply:
    reactions.clear(call.sandbox.world, _message(call), call.path["emoji_name"])
    return DONE


_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
_ONE = _ALL + "/{emoji_name}"
ENDPOINTS = (
    Endpoint("DELETE", _ALL, clear, limit=REACTIONS),
    Endpoint("GET", _ONE, users, query=frozenset({"limit", "after", "type"})),
    Endpoint("DELETE", _ONE, clear_one, limit=REACTIONS),
    Endpoint("PUT", _ONE + "/@me", add_own, limit=REACTIONS),
    Endpoint("DELETE", _ONE + "/@me", remove_own, limit=REACTIONS),
    Endpoint("DELETE", _ONE + "/{user_id}", remove_of, limit=REACTIONS),
)
