"""Databases and their data sources: making, telling, changing and querying them."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion import showing
from bot.sandbox.notion.calls import Call, Endpoint
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.columns import change_columns, check_columns, new_columns
from bot.sandbox.notion.errors import ARCHIVED, ARCHIVED_ANCESTOR, invalid, not_found
from bot.sandbox.notion.ids import new_id
from bot.sandbox.notion.model import Database, DataSource
from bot.sandbox.notion.queries import check_query, rows_of
from bot.sandbox.notion.rich_text import check_rich_text, kept_rich_text
from bot.sandbox.notion.workspace import Workspace

_TEXTS = ("title", "description")
_FLAGS = ("is_inline", "is_locked", "in_trash")


def _create(call: Call) -> Json:
    body = call.body
    _check_new(call, body)
    parent = call.workspace.page(body["parent"]["page_id"])
    if parent.now.in_trash or call.workspace.lies_in_trash(parent):
        raise invalid(ARCHIVED, blameless=True)
    wanted = body.get("initial_data_source", {}).get("properties", {})
    now, by = call.workspace.now(), call.bot.id
    title = kept_rich_text(body.get("title", []), call.workspace.name_of)
    source = DataSource(new_id(), new_id(), title, now, by, now, by, new_columns(wanted))
    where = {"type": "page_id", "page_id": parent.id}
    call.workspace.take_blocks(1)
    database = call.workspace.add_database(where, by, source)
    _change_database(call, database, body)
    return showing.database(call.workspace, database)


def _check_new(call: Call, body: Any) -> None:
    problems = Problems()
    keys = {"parent", "initial_data_source", "icon", "is_inline", *_TEXTS}
    if problems.object("body", body, keys, {"parent"}):
        needed = {"type", "page_id"}
        if problems.object("body.parent", body["parent"], needed, needed):
            problems.choice("body.parent.type", body["parent"]["type"], ("page_id",))
            problems.id("body.parent.page_id", body["parent"]["page_id"])
        _check_looks(problems, body)
        if "initial_data_source" in body and problems.object(
            "body.initial_data_source", body["initial_data_source"], {"properties"}
        ):
            _check_columns(call, problems, "body.initial_data_source", new=True)
    problems.refuse()


def _check_looks(problems: Problems, body: Json) -> None:
    for key in _TEXTS:
        if key in body:
            check_rich_text(problems, f"body.{key}", body[key])
    for key in _FLAGS:
        if key in body:
            problems.truth(f"body.{key}", body[key])
    if "icon" in body:
        problems.icon("body.icon", body["icon"], nullable=False)


def _check_columns(call: Call, problems: Problems, path: str, *, new: bool) -> None:
    holder = call.body["initial_data_source"] if new else call.body
    if "properties" in holder:
        check_columns(
            problems,
            f"{path}.properties",
            holder["properties"],
            status=call.sandbox.status_properties,
            new=new,
        )


def _change_database(call: Call, database: Database, body: Json) -> None:
    for key in _TEXTS:
        if key in body:
            setattr(database, key, kept_rich_text(body[key], call.workspace.name_of))
    for key in (*_FLAGS, "icon"):
        if key in body:
            setattr(database, key, body[key])
    database.edited_at = call.workspace.now()
    call.workspace.events.add("database_edited", {"id": database.id, "by": call.bot.id})


def _retrieve(call: Call) -> Json:
    return showing.database(call.workspace, call.workspace.database(call.path["database_id"]))


def _update(call: Call) -> Json:
    problems = Problems()
    if problems.object("body", call.body, {"icon", *_TEXTS, *_FLAGS}):
        _check_looks(problems, call.body)
    problems.refuse()
    database = call.workspace.database(call.path["database_id"])
    _refuse_trashed(call.workspace, database, call.body)
    _change_database(call, database, call.body)
    return showing.database(call.workspace, database)


def _refuse_trashed(workspace: Workspace, thing: Database | DataSource, body: Json) -> None:
    if workspace.lies_in_trash(thing):
        raise invalid(ARCHIVED_ANCESTOR, blameless=True)
    if thing.in_trash and body.get("in_trash") is not False:
        raise invalid(ARCHIVED, blameless=True)


def _retrieve_source(call: Call) -> Json:
    source = call.workspace.data_source(call.path["data_source_id"])
    return showing.data_source(call.workspace, source)


def _update_source(call: Call) -> Json:
    body, problems = call.body, Problems()
    if problems.object("body", body, {"title", "properties", "in_trash"}):
        _check_looks(problems, body)
        _check_columns(call, problems, "body", new=False)
    problems.refuse()
    source = call.workspace.data_source(call.path["data_source_id"])
    _refuse_trashed(call.workspace, source, body)
    change_columns(source, body.get("properties", {}))
    if "title" in body:
        source.title = kept_rich_text(body["title"], call.workspace.name_of)
    source.in_trash = body.get("in_trash", source.in_trash)
    call.workspace.touch(source, call.bot.id)
    return showing.data_source(call.workspace, source)


def _query(call: Call) -> Json:
    body, workspace = call.body, call.workspace
    check_query(body)
    source = workspace.data_source(call.path["data_source_id"])
    if workspace.in_trash(source) or workspace.lies_in_trash(source):
        raise not_found("data_source", source.id, call.bot.name)
    only = _only(source, call.several.get("filter_properties", ()))
    question = [source.id, {key: body.get(key) for key in ("filter", "sorts", "in_trash")}]
    part = call.sandbox.cursors.slice(
        question,
        rows_of(workspace, source, body),
        lambda found: found.page.id,
        body,
        call.sandbox.query_limit,
    )
    shown = [showing.page(workspace, item.page, item.version, only) for item in part.items]
    status: Json = {"type": "complete"}
    if part.beyond:
        reason = "query_result_limit_reached"
        status = {"type": "incomplete", "incomplete_reason": reason}
    return showing.listed("page_or_data_source", shown, part.cursor, request_status=status)


def _only(source: DataSource, names: Any) -> set[str] | None:
    """Ids of the properties that are asked for; None for all."""
    if not names:
        return None
    found = {name: source.find(name) for name in names}
    for name, column in found.items():
        if column is None:
            message = f"Could not find property with name or id: {name}"
            raise invalid(message, blameless=source.lost(name))
    return {column.id for column in found.values() if column is not None}


_ONE = "/v1/databases/{database_id}"
_SOURCE = "/v1/data_sources/{data_source_id}"
ENDPOINTS = (
    Endpoint("POST", "/v1/databases", _create, takes_body=True),
    Endpoint("GET", _ONE, _retrieve),
    Endpoint("PATCH", _ONE, _update, takes_body=True),
    Endpoint("GET", _SOURCE, _retrieve_source),
    Endpoint("PATCH", _SOURCE, _update_source, takes_body=True),
    Endpoint(
        "POST",
        f"{_SOURCE}/query",
        _query,
        query=frozenset({"filter_properties"}),
        takes_body=True,
    ),
)
