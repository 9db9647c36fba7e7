"""Databases and data sources: made, told, shared or not, trashed, deleted."""

from __future__ import annotations

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import Board, refusal, text


async def test_made_under_a_page(client: AsyncClient, sandbox: SandboxNotion) -> None:
    created = await client.databases.create(
        parent={"type": "page_id", "page_id": sandbox.page_id.replace("-", "")},
        title=text("Films"),
        description=text("A month of films"),
        icon={"type": "emoji", "emoji": "🎬"},
        is_inline=True,
    )
    found = await client.databases.retrieve(created["id"])
    assert found == created
    assert found["parent"] == {"type": "page_id", "page_id": sandbox.page_id}
    assert (found["is_inline"], found["in_trash"]) == (True, False)
    assert found["icon"] == {"type": "emoji", "emoji": "🎬"}
    assert [item["name"] for item in found["data_sources"]] == ["Films"]
    source = await client.data_sources.retrieve(found["data_sources"][0]["id"])
    assert source["parent"] == {"type": "database_id", "database_id": found["id"]}
    assert source["database_parent"] == found["parent"]
    assert list(source["properties"]) == ["Name"]
    listed = await client.blocks.children.list(sandbox.page_id)
    assert listed["results"][0]["child_database"] == {"title": "Films"}
    assert listed["results"][0]["id"] == found["id"]


async def test_changed(client: AsyncClient, board: Board, clock: MovableClock) -> None:
    clock.advance(120)
    found = await client.databases.update(board.database, title=text("Plan"), is_locked=True)
    assert (found["title"][0]["plain_text"], found["is_locked"]) == ("Plan", True)
    assert (found["created_time"], found["last_edited_time"]) == (
        "2026-11-22T12:00:00.000Z",
        "2026-11-22T12:02:00.000Z",
    )


async def test_a_page_is_no_database(
    client: AsyncClient, sandbox: SandboxNotion, board: Board
) -> None:
    refused = await refusal(client.databases.retrieve(sandbox.page_id))
    assert (refused.status, refused.code) == (400, "validation_error")
    assert f"Provided ID {sandbox.page_id} is a page, not a database." in str(refused)
    refused = await refusal(client.pages.retrieve(board.database))
    assert "is a database, not a page" in str(refused)
    refused = await refusal(client.data_sources.query(board.database))
    assert (refused.status, refused.code) == (404, "object_not_found")
    assert "Could not find data_source with ID" in str(refused)
    assert sandbox.recording.violations == []


async def test_what_is_not_shared_is_not_there(
    client: AsyncClient, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    hidden = robin.add_database("Secret", {"Title": "title"}, shared=False)
    row = robin.add_row(hidden)
    source = robin.data_source_of(hidden)
    for asked in (
        client.databases.retrieve(hidden),
        client.data_sources.retrieve(source),
        client.data_sources.query(source),
        client.pages.retrieve(row),
        client.pages.update(row, in_trash=True),
        client.blocks.children.list(row),
    ):
        assert (await refusal(asked)).status == 404
    robin.share(hidden)
    assert len((await client.data_sources.query(source))["results"]) == 1
    robin.unshare(hidden)
    assert (await refusal(client.pages.retrieve(row))).status == 404
    assert sandbox.recording.violations == []


async def test_what_lies_in_a_shared_page_is_shared(
    client: AsyncClient, robin: NotionPerson
) -> None:
    plans = robin.add_page("Plans")
    database = robin.add_database("Films", {"Title": "title"}, parent=plans, shared=False)
    assert (await refusal(client.databases.retrieve(database))).status == 404
    robin.share(plans)
    await client.databases.retrieve(database)
    created = {"parent": {"type": "page_id", "page_id": plans}, "title": text("More")}
    await client.databases.create(**created)
    robin.unshare(plans)
    assert (await refusal(client.databases.create(**created))).status == 404


async def test_a_database_in_the_trash(
    client: AsyncClient, robin: NotionPerson, board: Board, sandbox: SandboxNotion
) -> None:
    row = robin.add_row(board.source, {"Title": "Fox"})
    robin.trash(board.database)
    assert (await client.databases.retrieve(board.database))["in_trash"] is True
    assert (await client.data_sources.retrieve(board.source))["in_trash"] is True
    assert (await refusal(client.data_sources.query(board.source))).status == 404
    refused = await refusal(client.pages.update(row, properties={}))
    assert "archived ancestor" in str(refused)
    refused = await refusal(client.pages.create(parent={"data_source_id": board.source}))
    assert "archived ancestor" in str(refused)
    assert (await refusal(client.data_sources.update(board.source, title=[]))).status == 400
    assert (await refusal(client.databases.update(board.database, title=[]))).status == 400
    assert (await client.databases.update(board.database, in_trash=False))["in_trash"] is False
    assert len((await client.data_sources.query(board.source))["results"]) == 1
    await client.databases.update(board.database, in_trash=True)
    assert sandbox.recording.violations == []


async def test_a_database_deleted_for_good(
    client: AsyncClient, robin: NotionPerson, board: Board, sandbox: SandboxNotion
) -> None:
    row = robin.add_row(board.source)
    robin.delete_forever(board.database)
    for asked in (
        client.databases.retrieve(board.database),
        client.data_sources.retrieve(board.source),
        client.data_sources.query(board.source),
        client.pages.retrieve(row),
        client.pages.create(parent={"database_id": board.database}),
    ):
        assert (await refusal(asked)).status == 404
    assert sandbox.recording.violations == []


async def test_a_database_with_two_data_sources(
    client: AsyncClient, robin: NotionPerson, board: Board
) -> None:
    await client.pages.create(parent={"database_id": board.database})
    second = robin.add_data_source(board.database, "Ideas", {"Name": "title"})
    found = await client.databases.retrieve(board.database)
    assert [item["id"] for item in found["data_sources"]] == [board.source, second]
    refused = await refusal(client.pages.create(parent={"database_id": board.database}))
    assert "multiple data sources" in str(refused)
    await client.pages.create(parent={"data_source_id": second})
    assert len((await client.data_sources.query(second))["results"]) == 1


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "body.parent should be defined, instead was `undefined`"),
        ({"parent": {"page_id": "x"}}, "body.parent.type should be defined"),
        ({"parent": {"type": "workspace", "workspace": True}}, "body.parent.page_id should be"),
        ({"parent": {"type": "page_id", "page_id": "x"}}, "should be a valid uuid"),
        (
            {"parent": None, "properties": {}},
            "body.parent should be an object, instead was `null`",
        ),
    ],
)
async def test_databases_notion_does_not_make(
    client: AsyncClient, sandbox: SandboxNotion, sent: dict[str, object], message: str
) -> None:
    refused = await refusal(client.request(path="databases", method="POST", body=sent))
    assert message in str(refused)
    assert len(sandbox.recording.violations) == 1


async def test_archived_is_a_thing_of_the_past(
    client: AsyncClient, board: Board, sandbox: SandboxNotion
) -> None:
    refused = await refusal(client.data_sources.update(board.source, archived=True))
    assert "body.archived should be not present" in str(refused)
    assert len(sandbox.recording.violations) == 1
