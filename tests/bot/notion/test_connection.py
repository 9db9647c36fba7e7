"""What Slate asks of Notion, against the sandbox; what the sandbox cannot do, against a stand-in."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.notion.connection import Connection, Json, Urgency
from bot.notion.errors import NotionAway, NotionIncomplete, NotionRefused, Reason
from bot.notion.texts import joined, may_be_cut
from bot.notion.values import (
    read_choice,
    read_text,
    write_choice,
    write_moment,
    write_number,
    write_text,
    write_url,
)
from bot.sandbox.notion.notion_server import SandboxNotion
from tests.bot.notion.boards import board
from tests.bot.notion.conftest import HURRIED
from tests.bot.notion.standin import Standin, page_of
from tests.bot.notion.virtual_time import run


async def never_found() -> Json | None:
    return None


def titles(rows: list[Json]) -> list[str]:
    return [read_text(row["properties"]["Title"]) for row in rows]


async def test_a_query_goes_to_the_end(sandbox: SandboxNotion, connection: Connection) -> None:
    source = board(sandbox, rows=230)
    rows = [row async for row in connection.query(source)]
    assert sorted(titles(rows)) == sorted(f"Film {number}" for number in range(230))
    assert len([r for r in sandbox.recording.requests if r["url"].endswith("/query")]) == 3


async def test_a_query_takes_filters_sorts_and_properties(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=20)
    schema = await connection.retrieve_data_source(source)
    wanted = [schema["properties"][name]["id"] for name in ("Title", "Priority")]
    rows = [
        row
        async for row in connection.query(
            source,
            filter={"property": "Priority", "number": {"greater_than": 4}},
            sorts=[{"property": "Priority", "direction": "descending"}],
            filter_properties=wanted,
            page_size=2,
        )
    ]
    assert [row["properties"]["Priority"]["number"] for row in rows] == [6, 6, 5, 5, 5]
    assert {*rows[0]["properties"]} == {"Title", "Priority"}


async def test_rows_in_the_trash_can_be_asked_for(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=2)
    robin = sandbox.person("Robin")
    robin.trash(robin.rows(source)[0].id)
    assert titles([row async for row in connection.query(source)]) == ["Film 1"]
    assert titles([row async for row in connection.query(source, in_trash=True)]) == ["Film 0"]


async def test_a_list_that_notion_cuts_short_is_told_after_its_last_row() -> None:
    async with SandboxNotion(rate_limit=None, query_limit=120) as sandbox:
        source = board(sandbox, rows=130)
        token = SecretStr(sandbox.token)
        async with Connection(token, sandbox.base_url, window=HURRIED) as connection:
            rows = []
            with pytest.raises(NotionIncomplete, match="before the end"):
                async for row in connection.query(source):
                    rows.append(row)
    assert len(rows) == 120


@pytest.mark.parametrize(
    "last", [page_of([{"id": "b"}], has_more=True), page_of([{"id": "b"}], "same")]
)
def test_a_list_that_cannot_go_on_never_ends_quietly(last: httpx.Response) -> None:
    async def scenario() -> None:
        notion = Standin([page_of([{"id": "a"}], "same"), last])
        async with notion.connection() as connection:
            rows = []
            with pytest.raises(NotionIncomplete):
                async for row in connection.query("x" * 32):
                    rows.append(row["id"])
        assert rows == ["a", "b"]
        assert [seen.body.get("start_cursor") for seen in notion.seen] == [None, "same"]

    run(scenario())


async def test_every_kind_of_value_is_written_and_read(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=1)
    robin = sandbox.person("Robin")
    (row,) = robin.rows(source)
    when = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    page = await connection.update_page(
        row.id,
        {
            "Title": write_text("Fox 🦊", "title"),
            "Status": write_choice("Queued"),
            "Priority": write_number(3),
            "Notes": write_text("rain " * 900),
            "Link": write_url("https://youtu.be/x"),
            "When": write_moment(when),
        },
    )
    shown = robin.read(row.id)
    assert (shown["Title"], shown["Status"], shown["Priority"]) == ("Fox 🦊", "Queued", 3)
    assert shown["Notes"] == "rain " * 900
    assert read_text(page["properties"]["Notes"]) == "rain " * 900
    again = await connection.retrieve_page(row.id)
    assert read_choice(again["properties"]["Status"]) == "Queued"
    assert again["last_edited_by"]["id"] == sandbox.workspace.bot.id


async def test_a_row_is_put_into_the_trash_and_back(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=1)
    (row,) = sandbox.person("Robin").rows(source)
    await connection.update_page(row.id, {}, in_trash=True)
    assert sandbox.person("Robin").read(row.id).in_trash
    await connection.update_page(row.id, {}, in_trash=False)
    assert not sandbox.person("Robin").read(row.id).in_trash


async def test_all_pieces_of_a_text_with_many_mentions_are_read(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox)
    robin = sandbox.person("Robin")
    pieces: list[Json] = []
    for number in range(60):
        pieces.append({"type": "text", "text": {"content": f" {number} "}})
        pieces.append({"type": "mention", "mention": {"type": "user", "user": {"id": robin.id}}})
    row = robin.add_row(source, {"Title": "Fox", "Notes": pieces[:100]})
    page = await connection.retrieve_page(row)
    notes = page["properties"]["Notes"]
    assert may_be_cut(notes["rich_text"])
    whole = [piece async for piece in connection.retrieve_property(row, notes["id"])]
    assert joined(whole) == "".join(f" {number} @Robin" for number in range(50))


async def test_the_body_of_a_page_is_read_whole(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=1)
    robin = sandbox.person("Robin")
    (row,) = robin.rows(source)
    text = {"rich_text": [{"type": "text", "text": {"content": "Rain"}}]}
    block = {"object": "block", "type": "paragraph", "paragraph": text}
    robin.write_body(row.id, [block] * 100)
    await _append(sandbox, row.id, [block] * 30)
    found = [block async for block in connection.children(row.id)]
    assert len(found) == 130
    assert {joined(block["paragraph"]["rich_text"]) for block in found} == {"Rain"}


async def _append(sandbox: SandboxNotion, page: str, blocks: list[Json]) -> None:
    """As another connection of the workspace would."""
    headers = {"Authorization": f"Bearer {sandbox.token}", "Notion-Version": "2026-03-11"}
    address = f"{sandbox.base_url}/v1/blocks/{page}/children"
    async with httpx.AsyncClient(headers=headers) as client:
        (await client.patch(address, json={"children": blocks})).raise_for_status()


async def test_a_row_is_made_once_although_its_answer_was_lost(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox)
    sandbox.faults.order({"kind": "lost_answer", "path": "/v1/pages$"})

    async def find() -> Json | None:
        return next(iter([row async for row in connection.query(source)]), None)

    made = await connection.create_page(source, {"Title": write_text("Fox", "title")}, find=find)
    (row,) = sandbox.person("Robin").rows(source)
    assert made["id"] == row.id


@pytest.mark.parametrize("kind", ["reset", "lost_answer", 409, 500, 502, 503, 504])
async def test_a_broken_line_costs_no_update(
    kind: Any, sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=1)
    (row,) = sandbox.person("Robin").rows(source)
    sandbox.faults.order({"kind": kind, "method": "PATCH"})
    await connection.update_page(row.id, {"Priority": write_number(9)})
    assert sandbox.person("Robin").read(row.id)["Priority"] == 9
    assert connection.is_away_since is None


@pytest.mark.parametrize("status", [429, 529])
async def test_nobody_asks_before_the_time_that_notion_named(
    status: int, sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=3)
    rows = sandbox.person("Robin").rows(source)
    sandbox.faults.order({"kind": status, "seconds": 2.0})
    await asyncio.gather(
        *(connection.update_page(row.id, {"Priority": write_number(8)}) for row in rows)
    )
    assert all(row["Priority"] == 8 for row in sandbox.person("Robin").rows(source))
    late = sandbox.rate_limits
    assert late.early <= 2  # those that were on their way already


async def test_a_wrong_token_is_told() -> None:
    async with SandboxNotion(token="ntn_right") as sandbox:
        token = SecretStr("ntn_wrong")
        async with Connection(token, sandbox.base_url) as connection:
            with pytest.raises(NotionRefused, match="token is wrong") as refused:
                await connection.me()
    assert refused.value.reason is Reason.TOKEN


async def test_a_database_that_is_not_shared_is_told(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=1)
    robin = sandbox.person("Robin")
    database = sandbox.workspace.data_sources[source].database_id
    robin.unshare(database)
    with pytest.raises(NotionRefused, match=r"••• → Connections") as refused:
        [row async for row in connection.query(source)]
    assert refused.value.reason is Reason.NOT_SHARED
    with pytest.raises(NotionRefused, match=r"••• → Connections"):
        await connection.update_page(robin.rows(source)[0].id, {"Priority": write_number(1)})


async def test_what_the_database_does_not_take_is_told_in_notions_words(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    source = board(sandbox, rows=1)
    robin = sandbox.person("Robin")
    robin.delete_column(source, "Priority")
    with pytest.raises(NotionRefused, match="Priority") as refused:
        await connection.update_page(robin.rows(source)[0].id, {"Priority": write_number(1)})
    assert refused.value.reason is Reason.INVALID


async def test_the_databases_that_are_shared_are_found(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    sources = {board(sandbox) for _ in range(3)}
    found = [one["id"] async for one in connection.search_databases()]
    assert set(found) == sources
    assert [one["id"] async for one in connection.search_databases("Nothing like it")] == []


async def test_no_second_sees_more_than_three_requests() -> None:
    async with SandboxNotion() as sandbox:
        source = board(sandbox, rows=9)
        rows = sandbox.person("Robin").rows(source)
        sandbox.faults.order({"kind": "reset", "method": "PATCH"})
        sandbox.faults.order({"kind": "delay", "method": "PATCH", "seconds": 1.5})
        async with Connection(SecretStr(sandbox.token), sandbox.base_url) as connection:
            await asyncio.gather(
                *(connection.update_page(row.id, {"Priority": write_number(5)}) for row in rows),
                connection.retrieve_data_source(source),
                connection.me(),
            )
        assert len(sandbox.rate_limits.arrivals) == 12
        assert sandbox.rate_limits.busiest_second <= 3
        assert sandbox.rate_limits.refused == 0


async def test_who_comes_after_one_that_died_knows_what_that_one_asked() -> None:
    async with SandboxNotion() as sandbox:
        for _ in range(2):  # a bot that was killed, and the next, both within a second
            async with Connection(SecretStr(sandbox.token), sandbox.base_url) as connection:
                connection.begin_quietly()
                await asyncio.gather(*(connection.me() for _ in range(3)))
        assert sandbox.rate_limits.busiest_second == 3


async def test_a_notion_that_is_gone_is_told_since_when() -> None:
    async with SandboxNotion() as sandbox:
        address, token = sandbox.base_url, SecretStr(sandbox.token)
    before = datetime.now(UTC)
    async with Connection(token, address, patience=0.5) as connection:
        with pytest.raises(NotionAway, match="does not answer"):
            await connection.me()
        since = connection.is_away_since
    assert since is not None
    assert before <= since <= before + timedelta(minutes=1)


def test_a_decision_passes_what_waits_in_line() -> None:
    async def scenario() -> list[str]:
        notion = Standin()
        async with notion.connection() as connection:
            bulk = [connection.update_page(f"{n:032x}", {}) for n in range(30)]
            decided = connection.update_page("f" * 32, {}, urgency=Urgency.DECISION)
            await asyncio.gather(*bulk, decided)
        return notion.asked

    assert run(scenario()).index(f"PATCH pages/{'f' * 32}") == 3
