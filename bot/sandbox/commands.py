"""The slash commands the bot has registered."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.errors import Json, unknown
from bot.sandbox.payloads import without_nulls
from bot.sandbox.snowflakes import Snowflakes

Scope = int | None  # a guild's id, or None for commands that are everywhere


class Commands:
    """Registered commands by scope; a guild's command hides a global one of its name."""

    def __init__(self, application_id: int, snowflakes: Snowflakes) -> None:
        self._application_id = application_id
        self._snowflakes = snowflakes
        self._registered: dict[Scope, dict[int, Json]] = {}

    def all(self, scope: Scope) -> list[Json]:
        return list(self._registered.get(scope, {}).values())

    def get(self, scope: Scope, command_id: int) -> Json:
        try:
            return self._registered.get(scope, {})[command_id]
        except KeyError:
            raise unknown("application command", 10063) from None

    def replace(self, scope: Scope, definitions: Iterable[Json]) -> list[Json]:
        """Register exactly these; a command that keeps its name keeps its id."""
        old = {(item["type"], item["name"]): int(item["id"]) for item in self.all(scope)}
        self._registered[scope] = {}
        for definition in definitions:
            known = old.get((definition.get("type") or 1, definition["name"]))
            self._put(scope, known or self._snowflakes.next(), definition)
        return self.all(scope)

    def upsert(self, scope: Scope, definition: Json) -> tuple[Json, bool]:
        """Register one command; tells also whether it is new."""
        for item in self.all(scope):
            if item["name"] == definition["name"]:
                return self._put(scope, int(item["id"]), definition), False
        return self._put(scope, self._snowflakes.next(), definition), True

    def change(self, scope: Scope, command_id: int, changes: Json) -> Json:
        return self._put(scope, command_id, {**self.get(scope, command_id), **changes})

    def remove(self, scope: Scope, command_id: int) -> None:
        self.get(scope, command_id)
        del self._registered[scope][command_id]

    def named(self, name: str, guild_id: int) -> Json | None:
        """The command people of this guild see under this name."""
        for scope in (guild_id, None):
            for item in self.all(scope):
                if item["name"] == name:
                    return item
        return None

    def _put(self, scope: Scope, command_id: int, definition: Json) -> Json:
        permissions = definition.get("default_member_permissions")
        command = {
            **without_nulls(definition),
            "id": str(command_id),
            "application_id": str(self._application_id),
            "version": str(self._snowflakes.next()),
            "type": definition.get("type") or 1,
            "description": definition.get("description") or "",
            "default_member_permissions": None if permissions is None else str(permissions),
            "options": [_option(item) for item in definition.get("options") or []],
        }
        if scope is not None:
            command["guild_id"] = str(scope)
        self._registered.setdefault(scope, {})[command_id] = command
        return command


def _option(definition: Json) -> Json:
    shown = without_nulls(definition)
    if shown.get("options"):
        shown["options"] = [_option(item) for item in shown["options"]]
    return shown
