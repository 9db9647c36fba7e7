"""REST: the bot itself, its application, the guild with its channels, roles and members."""

from __future__ import annotations

from typing import Any

from bot.sandbox import payloads
from bot.sandbox.calls import Call, Endpoint, Reply, ok
from bot.sandbox.errors import Json, unknown
from bot.sandbox.gateway_events import guild_payload
from bot.sandbox.limits import check_page

_HAS_ALL_INTENTS = 1 << 15 | 1 << 19  # members and message content, for bots in few guilds


async def gateway(call: Call) -> Reply:
    return ok({"url": call.sandbox.gateway_url})


async def gateway_of_bot(call: Call) -> Reply:
    starts = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return ok({"url": call.sandbox.gateway_url, "shards": 1, "session_start_limit": starts})


async def myself(call: Call) -> Reply:
    return ok(payloads.me(call.sandbox.world.bot))


async def user(call: Call) -> Reply:
    member = call.sandbox.world.members.get(call.id("user_id"))
    if member is None:
        raise unknown("User", 10013)
    return ok(payloads.user(member.user))


async def application(call: Call) -> Reply:
    world = call.sandbox.world
    shown: Json = {
        "id": str(world.bot.id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": _HAS_ALL_INTENTS,
        "flags_new": str(_HAS_ALL_INTENTS),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": payloads.user(world.owner),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "bot": payloads.user(world.bot),
        "bot_public": False,
        "bot_require_code_grant": False,
    }
    return ok(shown)


async def guild(call: Call) -> Reply:
    world = call.sandbox.world
    world.check_guild(call.id("guild_id"))
    shown = guild_payload(world)
    if call.asks("with_counts"):
        shown["approximate_member_count"] = len(world.members)
        shown["approximate_presence_count"] = len(world.members)
    return ok(shown)


async def channels(call: Call) -> Reply:
    world = call.sandbox.world
    world.check_guild(call.id("guild_id"))
    return ok([world.show_place(channel) for channel in world.channels.values()])


async def roles(call: Call) -> Reply:
    world = call.sandbox.world
    world.check_guild(call.id("guild_id"))
    return ok([payloads.role(role) for role in world.roles.values()])


async def member(call: Call) -> Reply:
    world = call.sandbox.world
    world.check_guild(call.id("guild_id"))
    return ok(payloads.member(world.member(call.id("user_id"))))


async def members(call: Call) -> Reply:
    world = call.sandbox.world
    world.check_guild(call.id("guild_id"))
    limit = check_page(dict(call.query), high=1000, default=1)
    after = int(call.query.get("after", "0"))
    found: list[Any] = [
        payloads.member(item) for user_id, item in sorted(world.members.items()) if user_id > after
    ]
    return ok(found[:limit])


async def active_threads(call: Call) -> Reply:
    world = call.sandbox.world
    world.check_guild(call.id("guild_id"))
    threads = [thread for thread in world.threads.values() if not thread.archived]
    mine = [
        payloads.thread_member(thread.id, world.bot.id, thread.members[world.bot.id])
        for thread in threads
        if world.bot.id in thread.members
    ]
    shown = [world.show_place(thread) for thread in threads]
    return ok({"threads": shown, "members": mine, "has_more": False})


ENDPOINTS = (
    Endpoint("GET", "/gateway", gateway, needs_token=False),
    Endpoint("GET", "/gateway/bot", gateway_of_bot),
    Endpoint("GET", "/users/@me", myself),
    Endpoint("GET", "/users/{user_id}", user),
    Endpoint("GET", "/oauth2/applications/@me", application),
    Endpoint("GET", "/applications/@me", application),
    Endpoint("GET", "/guilds/{guild_id}", guild, query=frozenset({"with_counts"})),
    Endpoint("GET", "/guilds/{guild_id}/channels", channels),
    Endpoint("GET", "/guilds/{guild_id}/roles", roles),
    Endpoint("GET", "/guilds/{guild_id}/members", members, query=frozenset({"limit", "after"})),
    Endpoint("GET", "/guilds/{guild_id}/members/{user_id}", member),
    Endpoint("GET", "/guilds/{guild_id}/threads/active", active_threads),
)
