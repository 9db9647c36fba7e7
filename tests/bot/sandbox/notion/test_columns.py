"""Columns: made, changed, renamed, and what Notion does silently."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import Board, client_of, refusal, running, text

Json = dict[str, Any]


async def made(client: AsyncClient, page: str, columns: Json) -> str:
    """A database with these columns; returns the id of its data source."""
    created = await client.databases.create(
        parent={"type": "page_id", "page_id": page},
        title=text("Films"),
        initial_data_source={"properties": columns},
    )
    return str(created["data_sources"][0]["id"])


async def columns_of(client: AsyncClient, source: str) -> Json:
    found: Json = (await client.data_sources.retrieve(source))["properties"]
    return found


def names(column: Json) -> list[str]:
    return [option["name"] for option in column[column["type"]]["options"]]


async def test_every_kind_of_column(client: AsyncClient, sandbox: SandboxNotion) -> None:
    plain = [
        "title",
        "rich_text",
        "date",
        "people",
        "files",
        "checkbox",
        "url",
        "email",
        "phone_number",
        "created_time",
        "created_by",
        "last_edited_time",
        "last_edited_by",
    ]
    wanted = {kind: {"type": kind, kind: {}} for kind in plain} | {
        "number": {"number": {"format": "dollar"}},
        "select": {"select": {"options": [{"name": "a", "color": "red"}]}},
        "multi_select": {"multi_select": {"options": [{"name": "b", "description": "why"}]}},
        "status": {"status": {}},
        "formula": {"formula": {"expression": "1 + 1"}},
        "unique_id": {"unique_id": {"prefix": "FILM"}, "description": "counted"},
    }
    found = await columns_of(client, await made(client, sandbox.page_id, wanted))
    assert {name: column["type"] for name, column in found.items()} == {k: k for k in wanted}
    assert found["number"]["number"] == {"format": "dollar"}
    assert found["select"]["select"]["options"][0]["color"] == "red"
    assert found["multi_select"]["multi_select"]["options"][0]["description"] == "why"
    assert found["formula"]["formula"] == {"expression": "1 + 1"}
    assert found["unique_id"]["unique_id"] == {"prefix": "FILM"}
    assert found["unique_id"]["description"] == "counted"
    assert found["title"]["id"] == "title"
    groups = found["status"]["status"]["groups"]
    assert [group["name"] for group in groups] == ["To-do", "In progress", "Complete"]
    assert [len(group["option_ids"]) for group in groups] == [1, 1, 1]


async def test_new_options_of_a_status_land_in_to_do(
    client: AsyncClient, sandbox: SandboxNotion
) -> None:
    options = [{"name": "Draft"}, {"name": "Queued"}]
    wanted = {"Title": {"title": {}}, "Status": {"status": {"options": options}}}
    source = await made(client, sandbox.page_id, wanted)
    status = (await columns_of(client, source))["Status"]["status"]
    ids = [option["id"] for option in status["options"]]
    assert [group["option_ids"] for group in status["groups"]] == [ids, [], []]
    told = [{"id": id} for id in ids] + [{"name": "Final Review", "color": "green"}]
    await client.data_sources.update(source, properties={"Status": {"status": {"options": told}}})
    status = (await columns_of(client, source))["Status"]["status"]
    assert len(status["groups"][0]["option_ids"]) == 3
    assert status["options"][2]["color"] == "green"


async def test_an_option_that_is_left_out_is_deleted(
    client: AsyncClient, robin: NotionPerson, board: Board
) -> None:
    sea = robin.add_row(board.source, {"Title": "Fox", "Channel": "Sea", "Status": "Queued"})
    options = [{"name": "Forest"}]
    await client.data_sources.update(
        board.source,
        properties={
            "Channel": {"select": {"options": options}},
            "Status": {"status": {"options": [{"name": "Draft"}]}},
        },
    )
    found = await columns_of(client, board.source)
    assert (names(found["Channel"]), names(found["Status"])) == (["Forest"], ["Draft"])
    assert robin.read(sea)["Channel"] is None
    assert robin.read(sea)["Status"] == "Draft"  # a status is never empty


async def test_renaming_an_option_does_nothing(
    client: AsyncClient, robin: NotionPerson, board: Board
) -> None:
    row = robin.add_row(board.source, {"Channel": "Sea"})
    before = (await columns_of(client, board.source))["Channel"]["select"]["options"]
    told = [{"id": before[0]["id"], "name": "Ocean"}, {"id": before[1]["id"]}]
    await client.data_sources.update(
        board.source, properties={"Channel": {"select": {"options": told}}}
    )
    assert (await columns_of(client, board.source))["Channel"]["select"]["options"] == before
    assert robin.read(row)["Channel"] == "Sea"


@pytest.mark.parametrize("by", ["id", "name"])
async def test_an_option_keeps_its_colour(
    client: AsyncClient, board: Board, sandbox: SandboxNotion, by: str
) -> None:
    before = (await columns_of(client, board.source))["Status"]["status"]["options"]
    told = [{by: option[by], "color": "red"} for option in before]
    refused = await refusal(
        client.data_sources.update(
            board.source, properties={"Status": {"status": {"options": told}}}
        )
    )
    assert str(refused) == f"Cannot update color of select with {by}: {before[0][by]}."
    assert (await columns_of(client, board.source))["Status"]["status"]["options"] == before
    assert len(sandbox.recording.violations) == 1


async def test_status_properties_can_be_switched_off() -> None:
    async with running(status_properties=False) as sandbox, client_of(sandbox) as client:
        wanted = {"Title": {"title": {}}, "Status": {"status": {"options": [{"name": "Draft"}]}}}
        refused = await refusal(made(client, sandbox.page_id, wanted))
        assert "initial_data_source.properties.Status.status should be not present" in str(refused)
        wanted["Status"] = {"select": {"options": [{"name": "Draft"}]}}
        source = await made(client, sandbox.page_id, wanted)
        robin = sandbox.person("Robin")
        robin.add_column(source, "State", "status")
        assert (await columns_of(client, source))["State"]["type"] == "status"
        await client.pages.create(
            parent={"data_source_id": source}, properties={"State": {"status": {"name": "Done"}}}
        )


async def test_columns_are_added_renamed_and_deleted(
    client: AsyncClient, robin: NotionPerson, board: Board
) -> None:
    row = robin.add_row(board.source, {"Title": "Fox", "Budget": 3})
    before = await columns_of(client, board.source)
    changed = await client.data_sources.update(
        board.source,
        title=text("Plan"),
        properties={
            "Budget": {"name": "Money"},
            before["Film"]["id"]: {"name": "Link", "url": {}},
            "Tags": None,
            "Redo": {"rich_text": {}},
        },
    )
    found = changed["properties"]
    assert found["Money"]["id"] == before["Budget"]["id"]
    assert found["Link"]["id"] == before["Film"]["id"]
    assert "Redo" in found and not {"Tags", "Budget", "Film"} & found.keys()
    assert robin.read(row)["Money"] == 3
    assert changed["title"][0]["plain_text"] == "Plan"


async def test_rows_are_counted_when_a_number_comes_later(
    client: AsyncClient, robin: NotionPerson, board: Board
) -> None:
    rows = [robin.add_row(board.source) for _ in range(3)]
    await client.data_sources.update(board.source, properties={"No": {"unique_id": {}}})
    rows.append(robin.add_row(board.source))
    assert [robin.read(row)["No"] for row in rows] == ["1", "2", "3", "4"]
    assert [robin.read(row)["Number"] for row in rows][-1] == "FILM-4"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"Text": {"rich_text": {}}}, "Title is not provided"),
        ({"A": {"title": {}}, "B": {"title": {}}}, "more than one title"),
        ({"A": {"title": {}}, "B": {}}, "body.initial_data_source.properties.B.rich_text should"),
        ({"A": {"title": {}}, "B": {"select": {"options": [{}]}}}, "options[0].name should be"),
        ({"A": {"title": {}}, "B": {"select": {"options": "x"}}}, "should be an array"),
        (
            {"A": {"title": {}}, "B": {"select": {"options": [{"name": "x, y"}]}}},
            "commas not allowed: x, y",
        ),
        (
            {"A": {"title": {}}, "B": {"select": {"options": [{"name": "x", "color": "mauve"}]}}},
            'instead was `"mauve"`',
        ),
        (
            {"A": {"title": {}}, "B": {"select": {"options": [{"name": "x"}, {"name": "x"}]}}},
            "unique names",
        ),
        (
            {
                "A": {"title": {}},
                "B": {"select": {"options": [{"name": str(n)} for n in range(101)]}},
            },
            "options.length should be ≤ `100`, instead was `101`",
        ),
        (
            {"A": {"title": {}}, "B": {"status": {"options": [], "groups": []}}},
            "status.groups should be not present",
        ),
        ({"A": {"title": {}}, "B": {"number": {}, "name": "C"}}, "B.name should be not present"),
    ],
)
async def test_columns_notion_does_not_make(
    client: AsyncClient, sandbox: SandboxNotion, columns: Json, message: str
) -> None:
    refused = await refusal(made(client, sandbox.page_id, columns))
    assert (refused.status, refused.code) == (400, "validation_error")
    assert message in str(refused)
    assert len(sandbox.recording.violations) == 1
    assert sandbox.workspace.databases == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Title": None}, "Cannot delete the title"),
        ({"Budget": {"name": "Film"}}, "Duplicate property name: Film"),
        ({"Nothing": {"name": "Something"}}, "Nothing is not a property that exists."),
        ({"Nothing": None}, "Nothing is not a property that exists."),
        ({"Budget": {"select": {}}}, "does not turn Budget from number into select"),
        ({"Channel": {"select": {"options": [{"id": "nope"}]}}}, "option with ID: nope"),
    ],
)
async def test_changes_notion_does_not_make(
    client: AsyncClient, board: Board, change: Json, message: str
) -> None:
    before = await columns_of(client, board.source)
    both = {"Reviewer": {"name": "Who"}} | change
    refused = await refusal(client.data_sources.update(board.source, properties=both))
    assert message in str(refused)
    assert await columns_of(client, board.source) == before  # all or nothing
