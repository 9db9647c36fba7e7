"""Users: the connection's own, and the people of the workspace."""

from __future__ import annotations

from bot.sandbox.errors import Json
from bot.sandbox.notion import showing
from bot.sandbox.notion.calls import PAGING, Call, Endpoint
from bot.sandbox.notion.errors import not_found
from bot.sandbox.notion.ids import known_id
from bot.sandbox.notion.paging import paging_of_query


def _me(call: Call) -> Json:
    return showing.bot_itself(call.workspace, call.sandbox.max_upload_bytes)


def _list(call: Call) -> Json:
    everyone = [*call.workspace.people.values(), call.bot]
    part = call.sandbox.cursors.slice(
        "users", everyone, lambda user: user.id, paging_of_query(call.query)
    )
    shown = [showing.user(call.workspace, user) for user in part.items]
    return showing.listed("user", shown, part.cursor)


def _retrieve(call: Call) -> Json:
    id = known_id(call.path["user_id"]) or ""
    found = call.workspace.user(id)
    if found is None:
        raise not_found("user", id, call.bot.name)
    return showing.user(call.workspace, found)


ENDPOINTS = (
    Endpoint("GET", "/v1/users/me", _me),
    Endpoint("GET", "/v1/users", _list, query=PAGING),
    Endpoint("GET", "/v1/users/{user_id}", _retrieve),
)
