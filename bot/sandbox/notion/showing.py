"""Things of the workspace as Notion's answers tell them (version 2026-03-11: no `archived`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.clock import stamp
from bot.sandbox.notion.files import shown_file
from bot.sandbox.notion.ids import TITLE_ID
from bot.sandbox.notion.model import (
    Database,
    DataSource,
    Option,
    Page,
    Property,
    User,
    Version,
)
from bot.sandbox.notion.reading import plain_values
from bot.sandbox.notion.rich_text import REFERENCES_SHOWN, within_references
from bot.sandbox.notion.workspace import Workspace

_NO_CONFIG: Json = {}


def user(workspace: Workspace, found: User) -> Json:
    shown: Json = {"object": "user", "id": found.id, "name": found.name, "avatar_url": None}
    if found.kind == "person":
        return {**shown, "type": "person", "person": {"email": found.email}}
    return {**shown, "type": "bot", "bot": {}}


def bot_itself(workspace: Workspace, max_upload_bytes: int) -> Json:
    """The connection's own user, with the workspace's limits."""
    told = {
        "owner": {"type": "workspace", "workspace": True},
        "workspace_id": workspace.id,
        "workspace_limits": {"max_file_upload_size_in_bytes": max_upload_bytes},
        "workspace_name": workspace.name,
    }
    return {**user(workspace, workspace.bot), "bot": told}


def partial_user(id: str) -> Json:
    return {"object": "user", "id": id}


def address(id: str) -> str:
    return "https://www.notion.so/" + id.replace("-", "")


def _icon(kept: Json | None) -> Json | None:
    return None if kept is None else {"type": "emoji", "emoji": kept["emoji"]}


def page(
    workspace: Workspace,
    found: Page,
    version: Version | None = None,
    only: Collection[str] | None = None,
) -> Json:
    """A page or row.

    Args:
        workspace: Where it lies.
        found: The page.
        version: The version told; the newest unless given.
        only: Ids of the properties told; all unless given.
    """
    version = version or found.now
    return {
        "object": "page",
        "id": found.id,
        "created_time": stamp(found.created_at),
        "last_edited_time": stamp(version.edited_at),
        "created_by": partial_user(found.created_by),
        "last_edited_by": partial_user(version.edited_by),
        "cover": None,
        "icon": _icon(found.icon),
        "parent": found.parent,
        "in_trash": version.in_trash,
        "is_archived": False,
        "is_locked": found.is_locked,
        "properties": _properties(workspace, found, version, only),
        "url": address(found.id),
        "public_url": None,
    }


def _properties(
    workspace: Workspace, found: Page, version: Version, only: Collection[str] | None
) -> Json:
    columns = columns_of(workspace, found)
    return {
        column.name: {
            "id": column.id,
            "type": column.type,
            column.type: _shortened(column, value(workspace, column, found, version)),
        }
        for column in columns
        if only is None or column.id in only
    }


def columns_of(workspace: Workspace, found: Page) -> list[Property]:
    """A row's columns; a page that is no row has a title only."""
    if found.parent["type"] == "data_source_id":
        return list(workspace.data_sources[found.parent["data_source_id"]].properties.values())
    return [Property(TITLE_ID, "title", "title")]


def _shortened(column: Property, shown: Any) -> Any:
    if column.type in ("title", "rich_text"):
        return within_references(shown)
    return shown[:REFERENCES_SHOWN] if column.type == "people" else shown


def value(workspace: Workspace, column: Property, found: Page, version: Version) -> Any:
    """The whole value of a property, in the form of answers."""
    show = _SHOW.get(column.type)
    kept = version.values.get(column.id)
    if show is not None:
        return show(workspace, column, found, version, kept)
    return kept


def _show_text(workspace: Workspace, column: Property, *rest: Any) -> Any:
    return list(rest[-1] or [])


def _show_option(workspace: Workspace, column: Property, *rest: Any) -> Json | None:
    chosen = column.option(rest[-1]) if rest[-1] else None
    chosen = chosen or column.default_option
    return None if chosen is None else _option_value(chosen)


def _option_value(option: Option) -> Json:
    return {"id": option.id, "name": option.name, "color": option.color}


def _show_options(workspace: Workspace, column: Property, *rest: Any) -> list[Json]:
    found = [column.option(id) for id in rest[-1] or []]
    return [_option_value(option) for option in found if option is not None]


def _show_people(workspace: Workspace, column: Property, *rest: Any) -> list[Json]:
    found = [workspace.user(id) for id in rest[-1] or []]
    return [user(workspace, person) for person in found if person is not None]


def _show_files(workspace: Workspace, column: Property, *rest: Any) -> list[Json]:
    return [{"name": file.name, **shown_file(workspace, file)} for file in rest[-1] or []]


def _show_formula(
    workspace: Workspace, column: Property, found: Page, version: Version, kept: Any
) -> Json:
    result = None
    if column.compute is not None:
        result = column.compute(plain_values(workspace, found, version, formulas=False))
    kinds = ((bool, "boolean"), (int | float, "number"))
    kind = next((name for type, name in kinds if isinstance(result, type)), "string")
    return {"type": kind, kind: result}


_SHOW: Mapping[str, Callable[..., Any]] = {
    "title": _show_text,
    "rich_text": _show_text,
    "select": _show_option,
    "status": _show_option,
    "multi_select": _show_options,
    "people": _show_people,
    "files": _show_files,
    "formula": _show_formula,
    "checkbox": lambda w, c, p, v, kept: bool(kept),
    "created_time": lambda w, c, page, v, kept: stamp(page.created_at),
    "created_by": lambda w, c, page, v, kept: partial_user(page.created_by),
    "last_edited_time": lambda w, c, p, version, kept: stamp(version.edited_at),
    "last_edited_by": lambda w, c, p, version, kept: partial_user(version.edited_by),
    "unique_id": lambda w, column, page, v, kept: {
        "prefix": column.prefix,
        "number": column.numbers.get(page.id),
    },
}


def column(found: Property) -> Json:
    """A column of a data source."""
    config = _NO_CONFIG
    if found.type in ("select", "multi_select", "status"):
        config = {"options": [vars(option) for option in found.options]}
    if found.type == "status":
        config = {**config, "groups": [vars(group) for group in found.groups]}
    elif found.type == "number":
        config = {"format": found.number_format}
    elif found.type == "formula":
        config = {"expression": found.expression}
    elif found.type == "unique_id":
        config = {"prefix": found.prefix}
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "type": found.type,
        found.type: config,
    }


def data_source(workspace: Workspace, found: DataSource) -> Json:
    database = workspace.databases[found.database_id]
    return {
        "object": "data_source",
        "id": found.id,
        "title": found.title,
        "description": [],
        "parent": {"type": "database_id", "database_id": database.id},
        "database_parent": database.parent,
        "is_inline": database.is_inline,
        "in_trash": found.in_trash or database.in_trash,
        "created_time": stamp(found.created_at),
        "last_edited_time": stamp(found.edited_at),
        "created_by": partial_user(found.created_by),
        "last_edited_by": partial_user(found.edited_by),
        "properties": {item.name: column(item) for item in found.properties.values()},
        "icon": None,
        "cover": None,
        "url": address(database.id),
        "public_url": None,
    }


def database(workspace: Workspace, found: Database) -> Json:
    sources = [workspace.data_sources[id] for id in found.data_source_ids]
    return {
        "object": "database",
        "id": found.id,
        "title": found.title,
        "description": found.description,
        "parent": found.parent,
        "is_inline": found.is_inline,
        "is_locked": found.is_locked,
        "in_trash": found.in_trash,
        "created_time": stamp(found.created_at),
        "last_edited_time": stamp(found.edited_at),
        "data_sources": [{"id": item.id, "name": workspace.title(item)} for item in sources],
        "icon": _icon(found.icon),
        "cover": None,
        "url": address(found.id),
        "public_url": None,
    }


def listed(kind: str, results: list[Json], cursor: str | None, **more: Any) -> Json:
    """A page of a list, as every list of Notion's comes."""
    return {
        "object": "list",
        "results": results,
        "next_cursor": cursor,
        "has_more": cursor is not None,
        "type": kind,
        kind: {},
        **more,
    }
