"""People in the app: what they can do, what they cannot, and how they wait."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Any

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.human_values import CannotDo
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from bot.sandbox.notion.rich_text import mention_user
from bot.sandbox.notion.rich_text import text as piece
from tests.bot.sandbox.notion.conftest import Board, text


async def test_what_people_write_is_told_by_the_api(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source, {"Title": "Fox", "Channel": "Moor"})  # a new option
    robin.edit(
        row,
        {
            "Direction": [piece("See ", link="https://example.org"), mention_user(robin.id)],
            "Publish At": datetime(2026, 12, 1, 18, 0, tzinfo=UTC),
            "Reviewer": ["Robin"],
        },
    )
    found = (await client.pages.retrieve(row))["properties"]
    assert found["Channel"]["select"]["name"] == "Moor"
    assert found["Direction"]["rich_text"][1]["mention"]["user"]["id"] == robin.id
    assert found["Publish At"]["date"]["start"] == "2026-12-01T18:00:00.000+00:00"
    shown = robin.read(row)
    assert shown["Direction"] == "See @Robin"
    assert (shown["Reviewer"], shown["Number"], shown.edited_by) == (["Robin"], "FILM-1", "Robin")
    long = [piece("x" * 3000), mention_user(robin.id)]
    robin.edit(row, {"Publish At": ("2026-12-01", "2026-12-03"), "Direction": long})
    assert len(robin.read(row)["Direction"]) == 3000 + len("@Robin")
    assert robin.read(row)["Publish At"] == "2026-12-01 → 2026-12-03"
    robin.edit(row, {"Publish At": date(2026, 12, 5), "Film": ""})
    assert (robin.read(row)["Publish At"], robin.read(row)["Film"]) == ("2026-12-05", None)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"Nothing": 1}, "There is no column Nothing."),
        ({"Updated": "2026-01-01"}, "filled in by Notion itself"),
        ({"Status": "Flying"}, 'Status option "Flying" does not exist'),
        ({"Budget": "a lot"}, "a lot is no number."),
        ({"Reviewer": ["Nobody"]}, "There is nobody called Nobody."),
        ({"Channel": "a, b"}, "commas not allowed"),
        ({"Publish At": "soon"}, "valid ISO 8601"),
    ],
)
def test_what_people_cannot_do(
    board: Board, robin: NotionPerson, values: dict[str, Any], reason: str
) -> None:
    row = robin.add_row(board.source)
    with pytest.raises(CannotDo, match=reason):
        robin.edit(row, values)


def test_things_that_are_not_there(board: Board, robin: NotionPerson) -> None:
    nowhere = "00000000-0000-4000-8000-000000000000"
    page = robin.add_page("Notes")
    for action in (
        lambda: robin.edit(nowhere, {}),
        lambda: robin.edit(page, {"Title": "x"}),
        lambda: robin.add_row(nowhere),
        lambda: robin.share(nowhere),
        lambda: robin.trash(nowhere),
        lambda: robin.add_page("x", parent=nowhere),
        lambda: robin.delete_option(board.source, "Status", "Flying"),
        lambda: robin.delete_column(board.source, "Nothing"),
        lambda: robin.add_option(board.source, "Budget", "x"),
        lambda: robin.add_option(board.source, "Status", "x", group="Nowhere"),
        lambda: robin.add_database("x", {"Text": "rich_text"}),
        lambda: robin.add_database("x", {"Title": "title", "B": "poem"}),
        lambda: robin.add_column(board.source, "Budget", "number"),
        lambda: robin.write_body(page, [{"poem": {}}]),
    ):
        with pytest.raises(CannotDo):
            action()


async def test_the_same_name_is_the_same_person(sandbox: SandboxNotion) -> None:
    assert sandbox.person("Kim").id == sandbox.person("Kim").id != sandbox.person("Robin").id


async def test_the_id_of_a_database_will_do(board: Board, robin: NotionPerson) -> None:
    row = robin.add_row(board.database.replace("-", ""), {"Title": "Fox"})
    assert [found.id for found in robin.rows(board.database)] == [row]
    robin.trash(row)
    assert robin.rows(board.source) == []
    assert [found.id for found in robin.rows(board.source, in_trash=True)] == [row]


async def test_waiting_for_what_the_api_does(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source, {"Title": "Fox"})
    waiting = asyncio.create_task(robin.wait_until(row, lambda shown: shown["Budget"] == 2))
    for budget in (1, 2):
        assert not waiting.done()
        await client.pages.update(row, properties={"Budget": {"number": budget}})
    assert (await waiting)["Budget"] == 2
    other = robin.add_row(board.source)
    everywhere = robin.wait_for(lambda: all(shown["Ready"] for shown in robin.rows(board.source)))
    waiting_for_all = asyncio.create_task(everywhere)
    for id in (row, other):
        assert not waiting_for_all.done()
        await client.pages.update(id, properties={"Ready": {"checkbox": True}})
    await waiting_for_all
    with pytest.raises(TimeoutError, match="Robin saw nothing fitting"):
        await robin.wait_until(row, lambda shown: shown["Budget"] == 3, timeout=0.05)


async def test_options_in_the_app(client: AsyncClient, board: Board, robin: NotionPerson) -> None:
    row = robin.add_row(board.source, {"Status": "Queued", "Channel": "Sea", "Tags": ["calm"]})
    robin.rename_option(board.source, "Status", "Queued", "Waiting")
    assert robin.read(row)["Status"] == "Waiting"  # in the app that works
    robin.add_option(board.source, "Status", "Making", group="In progress")
    found = (await client.data_sources.retrieve(board.source))["properties"]["Status"]["status"]
    assert [len(group["option_ids"]) for group in found["groups"]] == [2, 1, 0]
    robin.edit(row, {"Status": "Making"})
    for column, option in (("Status", "Making"), ("Channel", "Sea"), ("Tags", "calm")):
        robin.delete_option(board.source, column, option)
    found = (await client.data_sources.retrieve(board.source))["properties"]["Status"]["status"]
    assert [len(group["option_ids"]) for group in found["groups"]] == [2, 0, 0]
    shown = (await client.pages.retrieve(row))["properties"]
    assert shown["Status"]["status"]["name"] == "Draft"
    assert shown["Channel"]["select"] is None
    assert shown["Tags"]["multi_select"] == []


async def test_pages_in_the_app(client: AsyncClient, robin: NotionPerson) -> None:
    plans = robin.add_page("Plans", shared=True)
    notes = robin.add_page("Notes", parent=plans)
    robin.rename_page(notes, "Thoughts")
    found = await client.blocks.children.list(plans)
    assert [block["child_page"]["title"] for block in found["results"]] == ["Thoughts"]
    robin.trash(plans)
    assert (await client.pages.retrieve(notes))["in_trash"] is False
    robin.delete_forever(notes)
    assert (await client.blocks.children.list(plans))["results"] == []


async def test_a_storyboard_in_the_body(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source)
    code = {"code": {"rich_text": text("shots: []"), "language": "yaml"}}
    robin.write_body(row, [code])
    robin.write_body(row, [code, {"divider": {}}])
    found = await client.blocks.children.list(row)
    assert [block["type"] for block in found["results"]] == ["code", "divider"]
    assert found["results"][0]["code"]["rich_text"][0]["plain_text"] == "shots: []"
    assert found["results"][0]["created_by"]["id"] == robin.id
