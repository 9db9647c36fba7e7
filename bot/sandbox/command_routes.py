"""REST: registering slash commands, for the guild and everywhere."""

from __future__ import annotations

from bot.sandbox.calls import DONE, Call, Endpoint, Reply, ok
from bot.sandbox.command_limits import check_command, check_commands
from bot.sandbox.commands import Scope
from bot.sandbox.errors import ApiError

_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_SERVER_KEYS = {"application_id", "version", "guild_id"}


def _scope(call: Call) -> Scope:
    if call.id("application_id") != call.sandbox.world.bot.id:
        raise ApiError(403, 20012, "You are not authorized to perform this action")
    if "guild_id" not in call.path:
        return None
    call.sandbox.world.check_guild(call.id("guild_id"))
    return call.id("guild_id")


async def listing(call: Call) -> Reply:
    return ok(call.sandbox.commands.all(_scope(call)))


async def replace(call: Call) -> Reply:
    return ok(call.sandbox.commands.replace(_scope(call), check_commands(call.body)))


async def create(call: Call) -> Reply:
    command, new = call.sandbox.commands.upsert(_scope(call), check_command(call.body))
    return Reply(201 if new else 200, command)


async def fetch(call: Call) -> Reply:
    return ok(call.sandbox.commands.get(_scope(call), call.id("command_id")))


async def change(call: Call) -> Reply:
    scope, command_id = _scope(call), call.id("command_id")
    merged = {**call.sandbox.commands.get(scope, command_id), **(call.body or {})}
    check_command({key: value for key, value in merged.items() if key not in _SERVER_KEYS})
    return ok(call.sandbox.commands.change(scope, command_id, call.body or {}))


async def remove(call: Call) -> Reply:
    call.sandbox.commands.remove(_scope(call), call.id("command_id"))
    return DONE


ENDPOINTS = tuple(
    endpoint
    for base in (_GLOBAL, _GUILD)
    for endpoint in (
        Endpoint("GET", base, listing, query=frozenset({"with_localizations"})),
        Endpoint("PUT", base, replace, takes_body=True),
        Endpoint("POST", base, create, takes_body=True),
        Endpoint("GET", base + "/{command_id}", fetch),
        Endpoint("PATCH", base + "/{command_id}", change, takes_body=True),
        Endpoint("DELETE", base + "/{command_id}", remove),
    )
)
