"""Search: what is shared, by title, newest first."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import Board, refusal


async def test_only_what_is_shared(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    robin.add_database("Secret", {"Title": "title"}, shared=False)
    gone = robin.add_database("Gone", {"Title": "title"})
    robin.trash(gone)
    sources = await client.search(filter={"property": "object", "value": "data_source"})
    assert [item["id"] for item in sources["results"]] == [board.source]
    assert "Status" in sources["results"][0]["properties"]
    pages = await client.search(filter={"property": "object", "value": "page"})
    assert [item["id"] for item in pages["results"]] == [sandbox.page_id]
    trashed = await client.search(filter={"in_trash": True})
    assert [item["id"] for item in trashed["results"]] == [robin.data_source_of(gone)]


async def test_by_title_and_newest_first(
    client: AsyncClient, board: Board, robin: NotionPerson, clock: MovableClock
) -> None:
    for title in ("Red fox", "Wolf", "Old Fox"):
        robin.add_row(board.source, {"Title": title})
        clock.advance(60)
    found = await client.search(query="fox", page_size=1)
    rest = await client.search(query="fox", start_cursor=found["next_cursor"])
    titles = [
        item["properties"]["Title"]["title"][0]["plain_text"]
        for item in (*found["results"], *rest["results"])
    ]
    assert titles == ["Old Fox", "Red fox"]
    sort = {"timestamp": "last_edited_time", "direction": "ascending"}
    oldest = await client.search(query="fox", sort=sort)
    assert oldest["results"][0]["id"] == rest["results"][0]["id"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"filter": {"property": "object", "value": "database"}}, 'instead was `"database"`'),
        ({"filter": {}}, "filter.property should be one of"),
        ({"sort": {"direction": "ascending"}}, "sort.timestamp should be defined"),
        ({"query": 1}, "query should be a string"),
        ({"page_size": 500}, "≤ `100`"),
    ],
)
async def test_searches_notion_does_not_take(
    client: AsyncClient, sandbox: SandboxNotion, wanted: dict[str, Any], message: str
) -> None:
    assert message in str(await refusal(client.search(**wanted)))
    assert len(sandbox.recording.violations) == 1
