"""The body of a page: appended, listed, nested, moved to the trash."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.human_values import CannotDo
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import Board, client_of, refusal, running, text

Json = dict[str, Any]


def paragraph(content: str, **more: Any) -> Json:
    return {"type": "paragraph", "paragraph": {"rich_text": text(content), **more}}


def table(*rows: list[str]) -> Json:
    cells = [{"table_row": {"cells": [text(cell) for cell in row]}} for row in rows]
    width = len(rows[0])
    return {"table": {"table_width": width, "has_column_header": True, "children": cells}}


@pytest.fixture
def page(board: Board, robin: NotionPerson) -> str:
    return robin.add_row(board.source, {"Title": "Fox"})


async def body(client: AsyncClient, page: str) -> list[str]:
    """The paragraphs of a page."""
    listed = await client.blocks.children.list(page)
    return [block["paragraph"]["rich_text"][0]["plain_text"] for block in listed["results"]]


async def test_every_kind_of_block(client: AsyncClient, page: str, sandbox: SandboxNotion) -> None:
    rich = {"rich_text": text("x")}
    wanted = [
        paragraph("x", color="red_background"),
        {"heading_1": rich},
        {"heading_2": {**rich, "is_toggleable": True}},
        {"heading_3": rich},
        {"bulleted_list_item": rich},
        {"numbered_list_item": rich},
        {"to_do": {**rich, "checked": True}},
        {"toggle": rich},
        {"quote": rich},
        {"callout": rich},
        {"object": "block", "code": {**rich, "language": "yaml", "caption": text("c")}},
        {"code": {**rich, "language": "plain text"}},
        {"divider": {}},
        {"bookmark": {"url": "https://example.org"}},
        {"equation": {"expression": "a"}},
        {"image": {"external": {"url": "https://example.org/a.png"}}},
        {"video": {"type": "external", "external": {"url": "https://example.org/a.mp4"}}},
        {"file": {"external": {"url": "https://example.org/a.pdf"}, "name": "A"}},
        table(["a", "b"], ["1", "2"]),
    ]
    made = await client.blocks.children.append(page, children=wanted)
    listed = await client.blocks.children.list(page)
    assert listed["results"] == made["results"]
    kinds = [next(iter(block.keys() - {"type", "object"})) for block in wanted]
    assert [block["type"] for block in listed["results"]] == kinds
    shown = {block["type"]: block[block["type"]] for block in listed["results"]}
    assert shown["paragraph"]["color"] == "red_background"
    assert shown["to_do"]["checked"] is True
    assert shown["table"] == {
        "table_width": 2,
        "has_column_header": True,
        "has_row_header": False,
    }
    last = listed["results"][-1]
    assert last["has_children"] is True
    rows = await client.blocks.children.list(last["id"])
    cells = [
        [cell[0]["plain_text"] for cell in row["table_row"]["cells"]] for row in rows["results"]
    ]
    assert cells == [["a", "b"], ["1", "2"]]
    assert rows["results"][0]["parent"] == {"type": "block_id", "block_id": last["id"]}
    assert sandbox.recording.violations == []


async def test_where_blocks_go(client: AsyncClient, page: str) -> None:
    async def append(content: str, **position: Any) -> str:
        more = {"position": position} if position else {}
        made = await client.blocks.children.append(page, children=[paragraph(content)], **more)
        return str(made["results"][0]["id"])

    first = await append("1")
    await append("4")
    await append("0", type="start")
    second = await append("2", type="after_block", after_block={"id": first})
    await append("3", type="after_block", after_block={"id": second})
    await append("5", type="end")
    assert await body(client, page) == list("012345")
    for wrong in ({"after": first}, {"position": {"type": "middle"}}):
        refused = await refusal(
            client.blocks.children.append(page, children=[paragraph("x")], **wrong)
        )
        assert refused.code == "validation_error"
    missing = {"type": "after_block", "after_block": {"id": page}}
    refused = await refusal(
        client.blocks.children.append(page, children=[paragraph("x")], position=missing)
    )
    assert "is not a child of the parent" in str(refused)


async def test_children_page_by_page(client: AsyncClient, page: str, robin: NotionPerson) -> None:
    robin.write_body(page, [paragraph(str(n)) for n in range(70)])
    first = await client.blocks.children.list(page, page_size=40)
    rest = await client.blocks.children.list(page, start_cursor=first["next_cursor"])
    assert (len(first["results"]), len(rest["results"])) == (40, 30)
    assert rest["results"][0]["paragraph"]["rich_text"][0]["plain_text"] == "40"
    refused = await refusal(client.blocks.children.list(page, page_size=200))
    assert "query.page_size should be ≤ `100`" in str(refused)


async def test_nested_two_deep_and_no_deeper(client: AsyncClient, page: str) -> None:
    inner = paragraph("2")
    wanted = [paragraph("0", children=[paragraph("1", children=[inner])])]
    await client.blocks.children.append(page, children=wanted)
    listed = await client.blocks.children.list(page)
    below = await client.blocks.children.list(listed["results"][0]["id"])
    assert below["results"][0]["has_children"]
    inner["paragraph"]["children"] = [paragraph("3")]
    refused = await refusal(client.blocks.children.append(page, children=wanted))
    assert "children should be not present" in str(refused)


async def test_a_block_in_the_trash(
    client: AsyncClient, page: str, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    robin.write_body(page, [paragraph("a"), paragraph("b")])
    first = (await client.blocks.children.list(page))["results"][0]["id"]
    assert (await client.blocks.delete(first))["in_trash"] is True
    assert await body(client, page) == ["b"]
    assert (await client.blocks.retrieve(first))["in_trash"] is True
    assert "archived" in str(await refusal(client.blocks.delete(first)))
    shown = await client.blocks.delete(page)  # a page is a block too
    assert (shown["type"], shown["child_page"]) == ("child_page", {"title": "Fox"})
    assert robin.read(page).in_trash
    refused = await refusal(client.blocks.children.append(page, children=[paragraph("x")]))
    assert "archived" in str(refused)
    assert sandbox.recording.violations == []


async def test_a_body_changes_the_time_of_editing(
    client: AsyncClient, page: str, clock: MovableClock
) -> None:
    clock.advance(120)
    made = await client.blocks.children.append(page, children=[{"toggle": {"rich_text": []}}])
    assert (await client.pages.retrieve(page))["last_edited_time"] == "2026-11-22T12:02:00.000Z"
    clock.advance(60)
    await client.blocks.children.append(made["results"][0]["id"], children=[paragraph("x")])
    assert (await client.pages.retrieve(page))["last_edited_time"] == "2026-11-22T12:03:00.000Z"


@pytest.mark.parametrize(
    ("children", "message"),
    [
        ([paragraph("x")] * 101, "body.children.length should be ≤ `100`, instead was `101`"),
        ([{"paragraph": {}}], "children[0].paragraph.rich_text should be defined"),
        ([paragraph("x") | {"type": "heading_1"}], "type should be"),
        ([{"paragraph": {"rich_text": "x"}}], "should be an array"),
        ([{"poem": {}}], "children[0].paragraph should be defined"),
        ([{"code": {"rich_text": []}}], "code.language should be defined"),
        ([{"code": {"rich_text": [], "language": "slang"}}], 'instead was `"slang"`'),
        ([table(["a"], ["a", "b"])], "cells.length should be `1`, instead was `2`"),
        ([{"table": {"table_width": 1, "children": []}}], "children.length should be ≥ `1`"),
        ([{"table": {"table_width": 1, "children": [paragraph("x")]}}], "table_row should be"),
        ([{"image": {"file": {"url": "https://x.org"}}}], "image.file should be not present"),
        ([{"bookmark": {"url": ""}}], "url.length should be ≥ `1`"),
        ([{"divider": {"color": "red"}}], "divider.color should be not present"),
        ([{**paragraph("x"), "archived": False}], "archived should be not present"),
        ("text", "body.children should be an array"),
    ],
)
async def test_blocks_notion_does_not_take(
    client: AsyncClient, page: str, sandbox: SandboxNotion, children: Any, message: str
) -> None:
    refused = await refusal(client.blocks.children.append(page, children=children))
    assert refused.code == "validation_error"
    assert message in str(refused)
    assert len(sandbox.recording.violations) == 1
    assert (await client.blocks.children.list(page))["results"] == []


async def test_a_request_with_too_many_blocks(client: AsyncClient, page: str) -> None:
    many = [paragraph("x", children=[paragraph("y")] * 10)] * 91
    refused = await refusal(client.blocks.children.append(page, children=many))
    assert "1000" in str(refused)


async def test_a_free_workspace_runs_out_of_blocks(clock: MovableClock) -> None:
    """A row is a block; the one that reaches the limit is made, and three days are left."""
    async with running(clock=clock, block_limit=5) as sandbox, client_of(sandbox) as client:
        robin = sandbox.person("Robin")
        source = robin.data_source_of(robin.add_database("Films", {"Title": "title"}))
        row = robin.add_row(source)
        await client.blocks.children.append(row, children=[paragraph("x")] * 3)
        await client.pages.create(parent={"data_source_id": source})
        robin.trash(row)
        clock.advance(3 * 24 * 3600)
        for asked in (
            client.pages.create(parent={"data_source_id": source}),
            client.databases.create(parent={"type": "page_id", "page_id": sandbox.page_id}),
        ):
            refused = await refusal(asked)
            assert (refused.status, refused.code) == (403, "restricted_resource")
            assert refused.additional_data == {"block_limit": {"limit": 5, "used": 6}}
        with pytest.raises(CannotDo, match="block limit"):
            robin.add_row(source)
        robin.restore(row)
        properties = {"Title": {"title": text("Fox")}}
        await client.pages.update(row, properties=properties)  # an edit makes no block
        refused = await refusal(client.blocks.children.append(row, children=[paragraph("x")]))
        assert refused.status == 403
        assert sandbox.recording.violations == []
