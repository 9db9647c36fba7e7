"""Pages and rows: making, telling and changing them, and reading a long property to its end."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion import showing
from bot.sandbox.notion.block_types import check_blocks
from bot.sandbox.notion.blocks import add_blocks, countable
from bot.sandbox.notion.calls import PAGING, Call, Endpoint
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.errors import ARCHIVED, ARCHIVED_ANCESTOR, invalid
from bot.sandbox.notion.ids import TITLE_ID, known_id, same_property_id
from bot.sandbox.notion.model import DataSource, Page, Property
from bot.sandbox.notion.paging import paging_of_query
from bot.sandbox.notion.rich_text import kept_rich_text
from bot.sandbox.notion.values import Writing, check_values

_PARENTS = ("page_id", "database_id", "data_source_id")
_PAGINATED = frozenset({"title", "rich_text", "people"})
_ONLY = "filter_properties"


def _create(call: Call) -> Json:
    body, workspace, by = call.body, call.workspace, call.bot.id
    _check_new(body)
    source = _source_of(call, body["parent"])
    parent = source or workspace.page(body["parent"]["page_id"])
    if workspace.in_trash(parent) or workspace.lies_in_trash(parent):
        raise invalid(ARCHIVED_ANCESTOR, blameless=True)
    written, children = body.get("properties", {}), body.get("children", [])
    blocks = 1 + countable(workspace, children)
    if isinstance(parent, DataSource):
        writing = Writing(workspace, parent)
        values = writing.kept(written)
        workspace.take_blocks(blocks)
        where = {"type": "data_source_id", "data_source_id": parent.id}
        page = workspace.add_page({**where, "database_id": parent.database_id}, by, values=values)
        writing.commit(by)
    else:
        values = _title_only(call, written)
        workspace.take_blocks(blocks)
        page = workspace.add_page({"type": "page_id", "page_id": parent.id}, by, values=values)
    page.icon = body.get("icon")
    add_blocks(workspace, page, children, by)
    return showing.page(workspace, page)


def _check_new(body: Any) -> None:
    problems = Problems()
    keys = {"parent", "properties", "children", "icon"}
    if problems.object("body", body, keys, {"parent"}):
        parent = body["parent"]
        if problems.mapping("body.parent", parent):
            kind = problems.either("body.parent", parent, _PARENTS)
            if kind is not None and problems.object("body.parent", parent, {"type", kind}):
                problems.id(f"body.parent.{kind}", parent[kind])
        _check_parts(problems, body)
    problems.refuse()


def _check_parts(problems: Problems, body: Json) -> None:
    if "properties" in body:
        check_values(problems, "body.properties", body["properties"])
    if "children" in body:
        check_blocks(problems, "body.children", body["children"])
    problems.icon("body.icon", body.get("icon"), nullable=True)


def _source_of(call: Call, parent: Json) -> DataSource | None:
    """The data source a new row goes into, if it is a row."""
    if "data_source_id" in parent:
        return call.workspace.data_source(parent["data_source_id"])
    if "database_id" not in parent:
        return None
    database = call.workspace.database(parent["database_id"])
    if len(database.data_source_ids) != 1:
        message = "Databases with multiple data sources are not supported as a parent."
        raise invalid(message, blameless=True)
    return call.workspace.data_sources[database.data_source_ids[0]]


def _title_only(call: Call, written: Json) -> dict[str, Any]:
    """The values of a page that is no row: it has a title and nothing else."""
    for name, value in written.items():
        if name != TITLE_ID or "title" not in value:
            raise invalid(f"{name} is not a property that exists.")
    pieces = written.get(TITLE_ID, {"title": []})["title"]
    return {TITLE_ID: kept_rich_text(pieces, call.workspace.name_of)}


def _retrieve(call: Call) -> Json:
    page = call.workspace.page(call.path["page_id"])
    names = call.several.get(_ONLY, ())
    columns = showing.columns_of(call.workspace, page)
    only = {column.id for column in columns for name in names if _is(column, name)}
    return showing.page(call.workspace, page, only=only if names else None)


def _is(column: Property, name: str) -> bool:
    return column.name == name or same_property_id(column.id, name)


def _update(call: Call) -> Json:
    body, problems = call.body, Problems()
    if problems.object("body", body, {"properties", "in_trash", "is_locked", "icon"}):
        _check_parts(problems, body)
        for key in ("in_trash", "is_locked"):
            if key in body:
                problems.truth(f"body.{key}", body[key])
    problems.refuse()
    page = call.workspace.page(call.path["page_id"])
    if call.workspace.lies_in_trash(page):
        raise invalid(ARCHIVED_ANCESTOR, blameless=True)
    if page.now.in_trash and body.get("in_trash") is not False:
        raise invalid(ARCHIVED, blameless=True)
    _write(call, page)
    return showing.page(call.workspace, page)


def _write(call: Call, page: Page) -> None:
    body, workspace, by = call.body, call.workspace, call.bot.id
    written = body.get("properties", {})
    source = workspace.data_sources.get(page.parent.get("data_source_id", ""))
    if source is not None:
        writing = Writing(workspace, source)
        values = writing.kept(written)
        writing.commit(by)
    else:
        values = _title_only(call, written) if written else {}
    page.is_locked = body.get("is_locked", page.is_locked)
    page.icon = body.get("icon", page.icon)
    workspace.edit(page, by, values, in_trash=body.get("in_trash"))


def _property(call: Call) -> Json:
    workspace, name = call.workspace, call.path["property_id"]
    page = workspace.page(call.path["page_id"])
    columns = showing.columns_of(workspace, page)
    column = next((item for item in columns if _is(item, name)), None)
    if column is None:
        source = workspace.data_sources.get(page.parent.get("data_source_id", ""))
        gone = source is not None and source.lost(name)
        raise invalid(f"{name} is not a property that exists.", blameless=gone)
    value = showing.value(workspace, column, page, page.now)
    item = {"object": "property_item", "id": column.id, "type": column.type}
    if column.type not in _PAGINATED:
        return {**item, column.type: value}
    return _property_page(call, column, [{**item, column.type: part} for part in value])


def _property_page(call: Call, column: Property, items: list[Json]) -> Json:
    question = ["property", known_id(call.path["page_id"]), column.id]
    part = call.sandbox.cursors.slice(
        question, list(enumerate(items)), lambda pair: pair[0], paging_of_query(call.query)
    )
    next_url = None
    if part.cursor is not None:
        where = f"/v1/pages/{call.path['page_id']}/properties/{column.id}"
        next_url = f"{call.workspace.base_url}{where}?start_cursor={part.cursor}"
    about: Json = {"id": column.id, "type": column.type, column.type: {}, "next_url": next_url}
    shown = showing.listed("property_item", [item for _, item in part.items], part.cursor)
    return {**shown, "property_item": about}


_ONE = "/v1/pages/{page_id}"
ENDPOINTS = (
    Endpoint("POST", "/v1/pages", _create, takes_body=True),
    Endpoint("GET", _ONE, _retrieve, query=frozenset({_ONLY})),
    Endpoint("PATCH", _ONE, _update, takes_body=True),
    Endpoint("GET", f"{_ONE}/properties/{{property_id}}", _property, query=PAGING),
)
