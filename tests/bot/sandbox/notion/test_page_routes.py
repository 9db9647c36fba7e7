"""Pages: made, told in part, changed, trashed and restored; long properties read to the end."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from bot.sandbox.notion.rich_text import mention_user
from bot.sandbox.notion.rich_text import text as piece
from tests.bot.sandbox.notion.conftest import Board, refusal, text

Json = dict[str, Any]


async def test_made_with_a_body(client: AsyncClient, board: Board) -> None:
    made = await client.pages.create(
        parent={"type": "data_source_id", "data_source_id": board.source},
        properties={"Title": {"title": text("Fox")}},
        children=[{"paragraph": {"rich_text": text("Once")}}],
        icon={"emoji": "🦊"},
    )
    assert made["parent"] == {
        "type": "data_source_id",
        "data_source_id": board.source,
        "database_id": board.database,
    }
    body = await client.blocks.children.list(made["id"])
    assert body["results"][0]["paragraph"]["rich_text"][0]["plain_text"] == "Once"


async def test_a_page_below_a_page(
    client: AsyncClient, sandbox: SandboxNotion, robin: NotionPerson
) -> None:
    made = await client.pages.create(
        parent={"page_id": sandbox.page_id}, properties={"title": {"title": text("Notes")}}
    )
    assert made["properties"]["title"]["title"][0]["plain_text"] == "Notes"
    assert made["parent"] == {"type": "page_id", "page_id": sandbox.page_id}
    refused = await refusal(
        client.pages.update(made["id"], properties={"Status": {"status": None}})
    )
    assert "Status is not a property that exists" in str(refused)
    await client.pages.update(made["id"], properties={"title": {"title": text("More")}})
    assert robin.read(made["id"])["title"] == "More"


async def test_times_are_rounded_down_to_the_minute(
    client: AsyncClient, board: Board, clock: MovableClock, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source)
    clock.advance(79)  # 12:01:59
    robin.edit(row, {"Title": "Fox"})
    found = await client.pages.retrieve(row)
    assert found["created_time"] == "2026-11-22T12:00:00.000Z"
    assert found["last_edited_time"] == "2026-11-22T12:01:00.000Z"
    assert found["properties"]["Updated"]["last_edited_time"] == "2026-11-22T12:01:00.000Z"


async def test_who_edited(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    row = robin.add_row(board.source)
    changed = await client.pages.update(row, properties={"Budget": {"number": 1}})
    assert changed["created_by"]["id"] == robin.id
    assert changed["last_edited_by"]["id"] == sandbox.workspace.bot.id
    robin.edit(row, {"Budget": 2})
    found = await client.pages.retrieve(row)
    assert found["last_edited_by"]["id"] == robin.id
    assert found["properties"]["Updated By"]["last_edited_by"]["id"] == robin.id


async def test_some_properties_only(client: AsyncClient, board: Board, robin: NotionPerson) -> None:
    row = robin.add_row(board.source)
    columns = (await client.data_sources.retrieve(board.source))["properties"]
    wanted = [columns["Status"]["id"], "title"]
    found = await client.pages.retrieve(row, filter_properties=wanted)
    assert set(found["properties"]) == {"Status", "Title"}


async def test_trashed_and_restored(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    row = robin.add_row(board.source, {"Title": "Fox"})
    assert (await client.pages.update(row, in_trash=True))["in_trash"] is True
    assert robin.read(row).in_trash
    assert (await client.pages.retrieve(row))["in_trash"] is True
    for again in ({"in_trash": True}, {"properties": {"Budget": {"number": 1}}}):
        refused = await refusal(client.pages.update(row, **again))
        assert "Can't edit block that is archived" in str(refused)
    robin.restore(row)
    await client.pages.update(row, properties={"Budget": {"number": 1}})
    robin.trash(row)
    both = await client.pages.update(row, in_trash=False, properties={"Budget": {"number": 2}})
    assert (both["in_trash"], robin.read(row)["Budget"]) == (False, 2)
    robin.delete_forever(row)
    assert (await refusal(client.pages.retrieve(row))).status == 404
    assert sandbox.recording.violations == []


async def test_a_long_property_is_read_page_by_page(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    pieces = [part for n in range(60) for part in (piece(f"{n} "), mention_user(robin.id))]
    row = robin.add_row(board.source, {"Direction": pieces})
    found = (await client.pages.retrieve(row))["properties"]["Direction"]
    assert len(found["rich_text"]) == 51  # ends before the 26th mention
    read: list[Json] = []
    cursor = None
    while True:
        part = await client.pages.properties.retrieve(
            row, found["id"], page_size=50, start_cursor=cursor
        )
        read += part["results"]
        assert part["property_item"]["id"] == found["id"]
        assert bool(part["property_item"]["next_url"]) is part["has_more"]
        cursor = part["next_cursor"]
        if not part["has_more"]:
            break
    assert len(read) == 120
    text_of = "".join(item["rich_text"]["plain_text"] for item in read)
    assert text_of == robin.read(row)["Direction"]
    assert {item["object"] for item in read} == {"property_item"}


async def test_properties_are_found_by_the_oddest_ids(
    client: AsyncClient, sandbox: SandboxNotion, robin: NotionPerson
) -> None:
    random.seed(5)  # ids of properties are drawn: here every odd character comes up
    columns = {f"Column {number}": "rich_text" for number in range(120)}
    database = robin.add_database("Many", {"Title": "title"} | columns)
    source = await client.data_sources.retrieve(robin.data_source_of(database))
    ids = [column["id"] for column in source["properties"].values()]
    odd = {quote(character, safe="") for character in ">{}?:;@[]^`|=<"}
    assert odd <= {id[at : at + 3] for id in ids for at in range(len(id))}
    row = robin.add_row(database)
    for id in ids:
        found = await client.pages.properties.retrieve(row, id)
        assert found["property_item"]["id"] == id
    only = await client.pages.retrieve(row, filter_properties=ids[:30])
    assert [value["id"] for value in only["properties"].values()] == ids[:30]


async def test_a_simple_property(client: AsyncClient, board: Board, robin: NotionPerson) -> None:
    row = robin.add_row(board.source, {"Budget": 3})
    found = await client.pages.properties.retrieve(row, "Budget")
    assert (found["object"], found["type"], found["number"]) == ("property_item", "number", 3)
    title = await client.pages.properties.retrieve(row, "title")
    assert (title["type"], title["results"]) == ("property_item", [])
    refused = await refusal(client.pages.properties.retrieve(row, "Nothing"))
    assert "Nothing is not a property that exists." in str(refused)


async def test_what_a_person_types_may_be_longer_than_a_request(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source, {"Direction": "x" * 3000})
    told = (await client.pages.retrieve(row))["properties"]["Direction"]["rich_text"]
    assert [len(item["plain_text"]) for item in told] == [3000]
    back = {"Direction": {"rich_text": [{"text": told[0]["text"]}]}}
    assert "≤ `2000`" in str(await refusal(client.pages.update(row, properties=back)))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "body.parent should be defined"),
        ({"parent": {}}, "body.parent.page_id should be defined"),
        ({"parent": {"data_source_id": "x"}}, "should be a valid uuid"),
        ({"parent": {"workspace": True}}, "body.parent.data_source_id should be defined"),
        ({"parent": {"page_id": "{page}"}, "archived": True}, "body.archived should be not"),
        ({"parent": {"page_id": "{page}"}, "properties": []}, "should be an object"),
        ({"parent": {"page_id": "{page}"}, "icon": "🦊"}, "body.icon should be an object"),
    ],
)
async def test_pages_notion_does_not_make(
    client: AsyncClient, sandbox: SandboxNotion, body: Json, message: str
) -> None:
    if body.get("parent", {}).get("page_id"):
        body = body | {"parent": {"page_id": sandbox.page_id}}
    refused = await refusal(client.request(path="pages", method="POST", body=body))
    assert message in str(refused)
    assert len(sandbox.recording.violations) == 1
