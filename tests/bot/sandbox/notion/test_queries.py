"""Queries: order, pages of results, cursors, the limit of a query, lag, and the trash."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import AsyncClient
from notion_client.helpers import async_collect_paginated_api

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import COLUMNS, Board, client_of, refusal, running

Json = dict[str, Any]


def titles(answer: Json) -> list[str]:
    return [
        "".join(part["plain_text"] for part in row["properties"]["Title"]["title"])
        for row in answer["results"]
    ]


async def test_to_the_end_page_by_page(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    rows = {robin.add_row(board.source, {"Budget": n}) for n in range(250)}
    found = await async_collect_paginated_api(
        client.data_sources.query, data_source_id=board.source, page_size=100
    )
    assert {row["id"] for row in found} == rows and len(found) == 250
    first = await client.data_sources.query(board.source)
    assert (len(first["results"]), first["has_more"]) == (100, True)
    assert first["request_status"] == {"type": "complete"}


async def test_cursors_belong_to_one_query_and_expire(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    for n in range(3):
        robin.add_row(board.source, {"Budget": n})
    first = await client.data_sources.query(board.source, page_size=1)
    cursor = first["next_cursor"]
    sandbox.cursors.expire()
    refused = await refusal(client.data_sources.query(board.source, start_cursor=cursor))
    assert str(refused) == f"The start_cursor provided is invalid: {cursor}"
    assert sandbox.recording.violations == []
    cursor = (await client.data_sources.query(board.source, page_size=1))["next_cursor"]
    other = {"filter": {"property": "Budget", "number": {"greater_than": 0}}}
    refused = await refusal(client.data_sources.query(board.source, start_cursor=cursor, **other))
    assert "start_cursor" in str(refused)
    assert len(sandbox.recording.violations) == 1


async def test_what_changes_between_two_pages(
    client: AsyncClient, board: Board, robin: NotionPerson, clock: MovableClock
) -> None:
    rows = []
    for n in range(4):
        rows.append(robin.add_row(board.source, {"Title": str(n)}))
        clock.advance(60)
    sorts = [{"timestamp": "last_edited_time", "direction": "ascending"}]
    asked = {"sorts": sorts, "page_size": 2}
    first = await client.data_sources.query(board.source, **asked)
    assert titles(first) == ["0", "1"]
    robin.edit(rows[0], {"Budget": 1})  # moves to the end: it comes twice
    rest = await client.data_sources.query(board.source, start_cursor=first["next_cursor"], **asked)
    assert titles(rest) == ["2", "3"] and rest["has_more"]
    robin.trash(rows[0])  # the element the cursor stands before is gone
    last = await client.data_sources.query(board.source, start_cursor=rest["next_cursor"], **asked)
    assert titles(last) == [] and not last["has_more"]


async def test_a_query_ends_at_its_limit(clock: MovableClock) -> None:
    async with running(clock=clock, query_limit=5) as sandbox, client_of(sandbox) as client:
        robin = sandbox.person("Robin")
        source = robin.data_source_of(robin.add_database("Films", COLUMNS))
        for _ in range(5):
            robin.add_row(source)
        whole = await client.data_sources.query(source)
        assert whole["request_status"] == {"type": "complete"}
        robin.add_row(source)
        first = await client.data_sources.query(source, page_size=3)
        rest = await client.data_sources.query(source, start_cursor=first["next_cursor"])
    incomplete = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
    assert first["request_status"] == rest["request_status"] == incomplete
    assert (len(first["results"]), len(rest["results"])) == (3, 2)
    assert (rest["has_more"], rest["next_cursor"]) == (False, None)


async def test_a_change_is_found_after_the_lag(clock: MovableClock) -> None:
    async with running(clock=clock, lag_seconds=20) as sandbox, client_of(sandbox) as client:
        robin = sandbox.person("Robin")
        source = robin.data_source_of(robin.add_database("Films", COLUMNS))
        row = robin.add_row(source, {"Title": "Fox"})
        assert titles(await client.data_sources.query(source)) == []
        assert (await client.pages.retrieve(row))["id"] == row  # by its id it is there
        clock.advance(20)
        assert titles(await client.data_sources.query(source)) == ["Fox"]
        robin.edit(row, {"Title": "Wolf"})
        clock.advance(10)
        robin.edit(row, {"Title": "Bear"})
        assert titles(await client.data_sources.query(source)) == ["Fox"]
        clock.advance(10)
        found = await client.data_sources.query(source)
        assert titles(found) == ["Wolf"]
        assert found["results"][0]["last_edited_time"] == "2026-11-22T12:01:00.000Z"
        robin.trash(row)
        clock.advance(10)
        assert titles(await client.data_sources.query(source)) == ["Bear"]
        clock.advance(10)
        assert titles(await client.data_sources.query(source)) == []
        sandbox.workspace.lag_seconds = 0.0
        robin.restore(row)
        assert titles(await client.data_sources.query(source)) == ["Bear"]


async def test_the_trash_is_left_out(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source, {"Title": "Fox"})
    robin.trash(row)
    assert titles(await client.data_sources.query(board.source)) == []
    assert titles(await client.data_sources.query(board.source, in_trash=True)) == ["Fox"]
    await client.pages.update(row, in_trash=False)
    assert titles(await client.data_sources.query(board.source)) == ["Fox"]


async def test_order(client: AsyncClient, board: Board, robin: NotionPerson) -> None:
    for title, status, budget, day in (
        ("b", "Queued", 2, "2026-12-02"),
        ("A", "Draft", None, "2026-12-01T23:00:00Z"),
        ("c", "Draft", 10, None),
    ):
        robin.add_row(
            board.source, {"Title": title, "Status": status, "Budget": budget, "Publish At": day}
        )

    async def order(*sorts: tuple[str, str]) -> str:
        wanted = [{"property": name, "direction": direction} for name, direction in sorts]
        return "".join(titles(await client.data_sources.query(board.source, sorts=wanted)))

    assert await order(("Title", "ascending")) == "Abc"
    assert await order(("Title", "descending")) == "cbA"
    assert await order(("Status", "ascending"), ("Title", "descending")) == "cAb"
    assert await order(("Status", "descending"), ("Title", "ascending")) == "bAc"
    assert await order(("Budget", "ascending")) == "bcA"  # what is empty comes last
    assert await order(("Budget", "descending")) == "cbA"
    assert await order(("Publish At", "ascending")) == "Abc"
    assert await order(("Number", "descending")) == "cAb"
    for name in ("Tags", "Preview", "Reviewer", "Updated By", "Updated", "Cost", "Ready", "Film"):
        assert sorted(await order((name, "ascending"))) == ["A", "b", "c"]


async def test_rows_of_one_minute_have_no_order(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    made = [robin.add_row(board.source) for _ in range(12)]
    sorts = [{"timestamp": "created_time", "direction": "ascending"}]
    found = [
        row["id"] for row in (await client.data_sources.query(board.source, sorts=sorts))["results"]
    ]
    assert sorted(found) == sorted(made)
    assert found != made


async def test_only_some_properties(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    robin.add_row(board.source)
    columns = (await client.data_sources.retrieve(board.source))["properties"]
    wanted = [columns["Status"]["id"], columns["Updated"]["id"]]
    found = await client.data_sources.query(board.source, filter_properties=wanted)
    assert set(found["results"][0]["properties"]) == {"Status", "Updated"}
    robin.delete_column(board.source, "Status")
    refused = await refusal(client.data_sources.query(board.source, filter_properties=wanted))
    assert "Could not find property" in str(refused)
    assert sandbox.recording.violations == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"page_size": 101}, "body.page_size should be ≤ `100`, instead was `101`"),
        ({"page_size": 0}, "body.page_size should be ≥ `1`"),
        ({"page_size": "10"}, "body.page_size should be a number"),
        ({"archived": False}, "body.archived should be not present"),
        ({"sorts": {}}, "body.sorts should be an array"),
        ({"sorts": [{"property": "Title"}]}, "sorts[0].direction should be defined"),
        ({"sorts": [{"property": "Title", "direction": "up"}]}, 'instead was `"up"`'),
        ({"sorts": [{"timestamp": "edited", "direction": "ascending"}]}, 'instead was `"edited"`'),
        ({"sorts": [{"property": "No", "direction": "ascending"}]}, "Could not find sort property"),
        ({"result_type": "database"}, 'instead was `"database"`'),
        ({"start_cursor": "x"}, "The start_cursor provided is invalid: x"),
    ],
)
async def test_queries_notion_does_not_take(
    client: AsyncClient, board: Board, body: Json, message: str
) -> None:
    path = f"data_sources/{board.source}/query"
    refused = await refusal(client.request(path=path, method="POST", body=body))
    assert refused.code == "validation_error"
    assert message in str(refused)


async def test_ten_thousand_rows_cost_one_request_if_nothing_changed(
    clock: MovableClock,
) -> None:
    async with running(clock=clock) as sandbox, client_of(sandbox) as client:
        robin = sandbox.person("Robin")
        source = robin.data_source_of(robin.add_database("Films", {"Title": "title"}))
        for _ in range(10_000):
            robin.add_row(source)
        clock.advance(3600)
        last = robin.add_row(source, {"Title": "Fox"})
        since = {
            "timestamp": "last_edited_time",
            "last_edited_time": {"on_or_after": "2026-11-22T12:30:00Z"},
        }
        found = await client.data_sources.query(source, filter=since)
    assert [row["id"] for row in found["results"]] == [last]
    assert found["has_more"] is False
