"""Search over what is shared with the connection: pages, rows and data sources by their titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion import showing
from bot.sandbox.notion.calls import Call, Endpoint
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.clock import to_the_minute
from bot.sandbox.notion.model import DataSource, Page
from bot.sandbox.notion.paging import check_paging

_DIRECTIONS = ("ascending", "descending")


def _search(call: Call) -> Json:
    body = call.body
    _check(body)
    words, wanted = body.get("query", "").lower(), body.get("filter", {})
    found = [
        (item, edited)
        for item, title, edited in _everything(call, trashed=wanted.get("in_trash", False))
        if words in title.lower() and wanted.get("value", _kind(item)) == _kind(item)
    ]
    newest_first = body.get("sort", {}).get("direction") != "ascending"
    found.sort(key=lambda pair: (to_the_minute(pair[1]), pair[0].id), reverse=newest_first)
    question = ["search", {key: body.get(key) for key in ("query", "filter", "sort")}]
    part = call.sandbox.cursors.slice(question, found, lambda pair: pair[0].id, body)
    shown = [_shown(call, item) for item, _ in part.items]
    complete = {"type": "complete"}
    return showing.listed("page_or_data_source", shown, part.cursor, request_status=complete)


def _check(body: Any) -> None:
    problems = Problems()
    keys = {"query", "filter", "sort", "start_cursor", "page_size"}
    if problems.object("body", body, keys):
        if "query" in body:
            problems.text("body.query", body["query"])
        if "filter" in body:
            _check_filter(problems, body["filter"])
        if "sort" in body and problems.object(
            "body.sort", body["sort"], {"timestamp", "direction"}, {"timestamp", "direction"}
        ):
            problems.choice("body.sort.timestamp", body["sort"]["timestamp"], ("last_edited_time",))
            problems.choice("body.sort.direction", body["sort"]["direction"], _DIRECTIONS)
        check_paging(problems, "body", body)
    problems.refuse()


def _check_filter(problems: Problems, value: Any) -> None:
    if not problems.object("body.filter", value, {"property", "value", "in_trash"}):
        return
    if "in_trash" in value:
        problems.truth("body.filter.in_trash", value["in_trash"])
    if "property" in value or "value" in value or not value:
        problems.choice("body.filter.property", value.get("property"), ("object",))
        problems.choice("body.filter.value", value.get("value"), ("page", "data_source"))


def _everything(call: Call, *, trashed: bool) -> Iterator[tuple[Any, str, Any]]:
    """What the connection sees, with its title and when it was edited."""
    workspace, now = call.workspace, call.workspace.now()
    for page in workspace.pages.values():
        version = page.seen(now)
        if version is not None and workspace.shared(page):
            gone = version.in_trash or workspace.lies_in_trash(page)
            if gone == trashed:
                yield page, workspace.title(page), version.edited_at
    for source in workspace.data_sources.values():
        gone = workspace.in_trash(source) or workspace.lies_in_trash(source)
        if workspace.shared(source) and gone == trashed:
            yield source, workspace.title(source), source.edited_at


def _kind(item: Page | DataSource) -> str:
    return "page" if isinstance(item, Page) else "data_source"


def _shown(call: Call, item: Page | DataSource) -> Json:
    if isinstance(item, Page):
        return showing.page(call.workspace, item, item.seen(call.workspace.now()))
    return showing.data_source(call.workspace, item)


ENDPOINTS = (Endpoint("POST", "/v1/search", _search, takes_body=True),)
