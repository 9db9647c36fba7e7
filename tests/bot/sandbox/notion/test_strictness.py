"""The sandbox takes nothing that the contracts refuse: right requests, each with something wrong.

The check itself is the fixture's: what was taken has to fit the contracts when all is done.
"""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from bot.sandbox.notion.rich_text import mention_date, mention_user
from bot.sandbox.notion.rich_text import text as piece
from tests.bot.sandbox.notion.conftest import Board, text

Path = tuple[str | int, ...]
WRONG: tuple[Any, ...] = (None, True, 1, -0.5, "", "x", "x" * 2001, [], {}, ["x"], {"x": 1})
KEYS = ("type", "id", "name", "color", "object", "archived", "colour")


def places(node: Any, path: Path = ()) -> Iterator[Path]:
    """Every place inside some JSON."""
    if path:
        yield path
    if isinstance(node, list):
        node = dict(enumerate(node))
    for key, value in node.items() if isinstance(node, dict) else ():
        yield from places(value, (*path, key))


def spoiled(dice: random.Random, body: Any) -> Any:
    """The same with one thing left out, replaced or added."""
    found = copy.deepcopy(body)
    *way, last = dice.choice(list(places(found)))
    node = found
    for key in way:
        node = node[key]
    how = dice.randrange(3)
    if how == 0:
        del node[last]
    elif how == 1 or not isinstance(node, dict):
        node[last] = dice.choice(WRONG)
    else:
        node[dice.choice(KEYS)] = dice.choice(WRONG)
    return found


def values(robin: NotionPerson) -> Any:
    picture = {"type": "external", "name": "a", "external": {"url": "https://example.org/a.png"}}
    return {
        "Title": {"title": [piece("Fox", "https://example.org", bold=True, color="red")]},
        "Direction": {"rich_text": [mention_user(robin.id), mention_date("2026-12-01")]},
        "Status": {"status": {"name": "Draft"}},
        "Channel": {"select": {"name": "Sea", "color": "default"}},
        "Tags": {"multi_select": [{"name": "calm"}, {"name": "new"}]},
        "Budget": {"type": "number", "number": 3},
        "Publish At": {"date": {"start": "2026-12-01T10:00", "time_zone": "Europe/Berlin"}},
        "Ready": {"checkbox": True},
        "Film": {"url": "https://example.org"},
        "Preview": {"files": [picture]},
        "Reviewer": {"people": [{"object": "user", "id": robin.id}]},
    }


BLOCKS: list[Any] = [
    {"object": "block", "paragraph": {"rich_text": text("x"), "children": [{"divider": {}}]}},
    {"code": {"rich_text": text("x"), "language": "yaml", "caption": []}},
    {"to_do": {"rich_text": [], "checked": True}},
    {"image": {"type": "external", "external": {"url": "https://example.org"}, "caption": []}},
    {"table": {"table_width": 1, "children": [{"table_row": {"cells": [text("a")]}}]}},
]
COLUMNS = {
    "Title": {"title": {}},
    "Status": {"status": {"options": [{"name": "a", "color": "red", "description": "d"}]}},
    "Budget": {"type": "number", "number": {"format": "dollar"}, "description": "x"},
    "Number": {"unique_id": {"prefix": "FILM"}},
}
FILTER = {
    "and": [
        {"property": "Title", "title": {"contains": "a"}},
        {"or": [{"property": "Status", "type": "status", "status": {"equals": ["Draft"]}}]},
        {"timestamp": "last_edited_time", "last_edited_time": {"on_or_after": "2026-01-01"}},
        {"property": "Publish At", "date": {"past_week": {}}},
        {"property": "Cost", "formula": {"number": {"greater_than": 1}}},
        {"property": "Reviewer", "people": {"contains": "me"}},
    ]
}


def right_requests(
    sandbox: SandboxNotion, robin: NotionPerson, board: Board
) -> list[tuple[str, str, Any]]:
    row = robin.add_row(board.source)
    sorts = [{"property": "Title", "direction": "ascending"}]
    query = {"filter": FILTER, "sorts": sorts, "page_size": 9, "in_trash": False}
    under = {"type": "page_id", "page_id": sandbox.page_id}
    into = {"type": "data_source_id", "data_source_id": board.source}
    options = [{"name": "Sea"}, {"name": "Forest", "color": "default"}, {"name": "New"}]
    change = {"Channel": {"select": {"options": options}}, "Budget": {"name": "Budget"}}
    made = {"parent": into, "properties": values(robin), "children": BLOCKS}
    new = {"parent": under, "title": text("x"), "initial_data_source": {"properties": COLUMNS}}
    return [
        ("POST", "/v1/pages", made),
        ("PATCH", f"/v1/pages/{row}", {"properties": values(robin), "icon": {"emoji": "🦊"}}),
        ("POST", "/v1/databases", new),
        ("PATCH", f"/v1/data_sources/{board.source}", {"properties": change, "title": text("x")}),
        ("POST", f"/v1/data_sources/{board.source}/query", query),
        (
            "PATCH",
            f"/v1/blocks/{row}/children",
            {"children": BLOCKS, "position": {"type": "start"}},
        ),
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_spoiled_requests(
    sandbox: SandboxNotion, robin: NotionPerson, board: Board, seed: int
) -> None:
    dice = random.Random(seed)
    requests = right_requests(sandbox, robin, board)
    headers = {"Authorization": f"Bearer {sandbox.token}", "Notion-Version": "2026-03-11"}
    statuses: Counter[int] = Counter()
    async with httpx.AsyncClient(
        base_url=sandbox.base_url, headers=headers, verify=False
    ) as client:
        for method, path, body in requests:
            assert (await client.request(method, path, json=body)).status_code == 200
        for _ in range(120):
            method, path, body = dice.choice(requests)
            answer = await client.request(method, path, json=spoiled(dice, body))
            statuses[answer.status_code] += 1
    assert set(statuses) <= {200, 400, 404}
    assert statuses[400] > 60  # most of it is wrong, and some is not
    assert statuses[200] > 5


_WORDS = (
    "parent type page_id data_source_id properties Title title rich_text text content link url "
    "mention user date start time_zone id Status status name options select color Preview files "
    "file_upload external children paragraph table table_width table_row cells code language "
    "position after_block filter and or property equals is_empty timestamp last_edited_time after "
    "past_week sorts direction page_size start_cursor query value icon emoji in_trash annotations "
    "initial_data_source formula number Budget equation expression"
)
WORDS = _WORDS.split()


def rubbish(dice: random.Random, board: Board, depth: int = 0) -> object:
    """Some JSON that uses Notion's words and means nothing."""
    leaves = [None, True, 1, -0.5, "", "x" * 3000, "2026-12-01", board.source, *WORDS]
    kind = dice.randrange(4) if depth < 6 else 3
    if kind == 0:
        return [rubbish(dice, board, depth + 1) for _ in range(dice.randrange(4))]
    if kind < 3:
        keys = dice.sample(WORDS, dice.randrange(1, 5))
        return {key: rubbish(dice, board, depth + 1) for key in keys}
    return dice.choice(leaves)


async def test_rubbish_is_refused_and_never_breaks_the_sandbox(
    sandbox: SandboxNotion, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source)
    dice = random.Random(7)
    parents = [{"page_id": sandbox.page_id, "type": "page_id"}, {"data_source_id": board.source}]
    headers = {"Authorization": f"Bearer {sandbox.token}", "Notion-Version": "2026-03-11"}
    async with httpx.AsyncClient(base_url=sandbox.base_url, headers=headers) as client:
        for number in range(600):
            method, path, key = RUBBISH_GOES_TO[number % len(RUBBISH_GOES_TO)]
            address = path.format(source=board.source, row=row, database=board.database)
            body = rubbish(dice, board, 1) if key is None else {key: rubbish(dice, board)}
            if key is not None and method == "POST" and not path.endswith(("query", "search")):
                body = {**body, "parent": dice.choice(parents)}  # type: ignore[dict-item]
            answer = await client.request(method, address, json=body)
            assert answer.status_code in (200, 400, 403, 404), (method, path, body)


RUBBISH_GOES_TO = (
    ("POST", "/v1/pages", None),
    ("POST", "/v1/pages", "properties"),
    ("POST", "/v1/pages", "children"),
    ("POST", "/v1/pages", "icon"),
    ("PATCH", "/v1/pages/{row}", "properties"),
    ("PATCH", "/v1/pages/{row}", None),
    ("PATCH", "/v1/blocks/{row}/children", "children"),
    ("PATCH", "/v1/blocks/{row}/children", "position"),
    ("POST", "/v1/data_sources/{source}/query", "filter"),
    ("POST", "/v1/data_sources/{source}/query", "sorts"),
    ("POST", "/v1/data_sources/{source}/query", None),
    ("PATCH", "/v1/data_sources/{source}", "properties"),
    ("PATCH", "/v1/databases/{database}", "title"),
    ("POST", "/v1/databases", "initial_data_source"),
    ("POST", "/v1/search", "filter"),
    ("POST", "/v1/file_uploads", None),
)
