"""Queries of a data source: rows that fit a filter, sorted, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion import showing
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.clock import to_the_minute
from bot.sandbox.notion.columns import WITH_OPTIONS
from bot.sandbox.notion.dates import read_moment
from bot.sandbox.notion.errors import invalid
from bot.sandbox.notion.filters import TIMESTAMPS, Filters, check_filter
from bot.sandbox.notion.model import DataSource, Page, Property, Version
from bot.sandbox.notion.paging import check_paging
from bot.sandbox.notion.rich_text import plain
from bot.sandbox.notion.workspace import Workspace

_KEYS = {"sorts", "filter", "start_cursor", "page_size", "in_trash", "result_type"}
_DIRECTIONS = ("ascending", "descending")
_REVERSE = "descending"


@dataclass(frozen=True)
class Found:
    """A row as a query sees it; while the index lags, that is not its newest version."""

    page: Page
    version: Version


def check_query(body: Any) -> None:
    """The shape of a query; raises `NotionError` where it is wrong."""
    problems = Problems()
    if problems.object("body", body, _KEYS):
        if "filter" in body:
            check_filter(problems, "body.filter", body["filter"])
        if "sorts" in body and problems.array("body.sorts", body["sorts"]):
            for number, sort in enumerate(body["sorts"]):
                _check_sort(problems, f"body.sorts[{number}]", sort)
        if "in_trash" in body:
            problems.truth("body.in_trash", body["in_trash"])
        if "result_type" in body:
            problems.choice("body.result_type", body["result_type"], ("page", "data_source"))
        check_paging(problems, "body", body)
    problems.refuse()


def _check_sort(problems: Problems, path: str, value: Any) -> None:
    if not problems.mapping(path, value):
        return
    by = "timestamp" if "timestamp" in value else "property"
    if not problems.object(path, value, {by, "direction"}, {by, "direction"}):
        return
    problems.choice(f"{path}.direction", value["direction"], _DIRECTIONS)
    if by == "timestamp":
        problems.choice(f"{path}.timestamp", value["timestamp"], TIMESTAMPS)
    else:
        problems.text(f"{path}.property", value["property"], low=1)


def rows_of(workspace: Workspace, source: DataSource, body: Json) -> list[Found]:
    """The rows a checked query finds, in its order.

    Rows with equal keys come in an order that means nothing, and so do all without `sorts`.
    """
    fits = Filters(workspace, source).predicate(body.get("filter"))
    trashed, now = body.get("in_trash", False), workspace.now()
    if body.get("result_type") == "data_source":
        return []
    found = [
        Found(page, version)
        for page, version in _visible(workspace, source, now)
        if version.in_trash == trashed and fits(page, version)
    ]
    found.sort(key=lambda item: item.page.id)
    for sort in reversed(body.get("sorts") or []):
        key = _key(workspace, source, sort)
        keyed = [(key(item), item) for item in found]
        filled = [pair for pair in keyed if pair[0] is not None]
        filled.sort(key=lambda pair: pair[0], reverse=sort["direction"] == _REVERSE)
        found = [item for _, item in filled]
        found += [item for made, item in keyed if made is None]
    return found


def _visible(workspace: Workspace, source: DataSource, now: Any) -> Iterable[tuple[Page, Version]]:
    for id in source.rows:
        page = workspace.pages[id]
        version = page.seen(now)
        if version is not None:
            yield page, version


def _key(workspace: Workspace, source: DataSource, sort: Json) -> Callable[[Found], Any]:
    if "timestamp" in sort:
        if sort["timestamp"] == "created_time":
            return lambda item: to_the_minute(item.page.created_at)
        return lambda item: to_the_minute(item.version.edited_at)
    column = source.find(sort["property"])
    if column is None:
        name = sort["property"]
        message = f"Could not find sort property with name or id: {name}"
        raise invalid(message, blameless=source.lost(name))
    return lambda item: _sortable(column, showing.value(workspace, column, item.page, item.version))


def _sortable(column: Property, value: Any) -> Any:
    """What a value is sorted by; None, for an empty one, comes last."""
    if value in (None, [], ""):
        return None
    if column.type in ("title", "rich_text"):
        return plain(value).lower() or None
    if column.type in WITH_OPTIONS:
        order = [option.id for option in column.options]
        chosen = value if isinstance(value, list) else [value]
        return [order.index(item["id"]) for item in chosen]
    if column.type == "date":
        moment = read_moment(value["start"])
        if isinstance(moment, datetime):
            moment = moment.astimezone(UTC)
        return str(moment)
    if column.type == "unique_id":
        return value["number"]
    if column.type == "formula":
        result = value[value["type"]]
        return None if result is None else (isinstance(result, str), result)
    if column.type == "files":
        return [file["name"] for file in value]
    if column.type in ("people", "created_by", "last_edited_by"):
        people = value if isinstance(value, list) else [value]
        return [person["id"] for person in people]
    return value
