"""Filters: every type and operator we may use, lists of them, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import Board, refusal

Json = dict[str, Any]


@pytest.fixture
def films(board: Board, robin: NotionPerson, clock: MovableClock, sandbox: SandboxNotion) -> Board:
    """Three rows, made five minutes apart: Fox, Wolf, and one that is empty."""
    robin.add_row(
        board.source,
        {
            "Title": "Fox",
            "Direction": "Misty hills",
            "Status": "Queued",
            "Channel": "Sea",
            "Tags": ["calm", "slow"],
            "Budget": 5,
            "Publish At": "2026-11-22T18:00:00Z",
            "Ready": True,
            "Film": "https://example.org/fox",
            "Preview": [("a.png", b"x")],
            "Reviewer": ["Robin"],
        },
    )
    clock.advance(300)
    robin.add_row(
        board.source,
        {"Title": "Wolf", "Budget": -1, "Channel": "Forest", "Publish At": "2026-11-23"},
    )
    clock.advance(300)
    sandbox.person("Kim").add_row(board.source, {"Title": "Empty"})
    robin.set_formula(board.source, "Cost", lambda row: row.get("Budget"))
    return board


async def found(client: AsyncClient, films: Board, wanted: Json) -> str:
    """The first letters of the rows a filter lets through."""
    answer = await client.data_sources.query(films.source, filter=wanted)
    titles = [row["properties"]["Title"]["title"][0]["plain_text"] for row in answer["results"]]
    return "".join(sorted(title[0] for title in titles))


@pytest.mark.parametrize(
    ("name", "kind", "condition", "expected"),
    [
        ("Title", "title", {"equals": "Fox"}, "F"),
        ("Title", "rich_text", {"does_not_equal": "Fox"}, "EW"),
        ("Direction", "rich_text", {"contains": "misty"}, "F"),
        ("Direction", "rich_text", {"does_not_contain": "misty"}, "EW"),
        ("Direction", "rich_text", {"starts_with": "mi"}, "F"),
        ("Direction", "rich_text", {"ends_with": "hills"}, "F"),
        ("Direction", "rich_text", {"is_empty": True}, "EW"),
        ("Direction", "rich_text", {"is_not_empty": True}, "F"),
        ("Film", "url", {"contains": "example.org"}, "F"),
        ("Film", "url", {"is_empty": True}, "EW"),
        ("Budget", "number", {"equals": 5}, "F"),
        ("Budget", "number", {"does_not_equal": 5}, "EW"),
        ("Budget", "number", {"greater_than": -1}, "F"),
        ("Budget", "number", {"greater_than_or_equal_to": -1}, "FW"),
        ("Budget", "number", {"less_than": 5}, "W"),
        ("Budget", "number", {"less_than_or_equal_to": 5}, "FW"),
        ("Budget", "number", {"is_empty": True}, "E"),
        ("Number", "unique_id", {"greater_than": 1}, "EW"),
        ("Ready", "checkbox", {"equals": True}, "F"),
        ("Ready", "checkbox", {"does_not_equal": True}, "EW"),
        ("Channel", "select", {"equals": "Sea"}, "F"),
        ("Channel", "select", {"equals": ["Sea", "Forest"]}, "FW"),
        ("Channel", "select", {"does_not_equal": "Sea"}, "EW"),
        ("Channel", "select", {"is_empty": True}, "E"),
        ("Status", "status", {"equals": "Queued"}, "F"),
        ("Status", "status", {"equals": "Draft"}, "EW"),
        ("Status", "status", {"does_not_equal": ["Draft"]}, "F"),
        ("Status", "status", {"is_empty": True}, ""),
        ("Tags", "multi_select", {"contains": "calm"}, "F"),
        ("Tags", "multi_select", {"does_not_contain": "calm"}, "EW"),
        ("Tags", "multi_select", {"is_not_empty": True}, "F"),
        ("Preview", "files", {"is_not_empty": True}, "F"),
        ("Reviewer", "people", {"contains": "{robin}"}, "F"),
        ("Reviewer", "people", {"does_not_contain": "{robin}"}, "EW"),
        ("Updated By", "last_edited_by", {"contains": "{robin}"}, "FW"),
        ("Updated By", "last_edited_by", {"contains": "me"}, ""),
        ("Publish At", "date", {"equals": "2026-11-22"}, "F"),
        ("Publish At", "date", {"before": "2026-11-22T18:00:00Z"}, ""),
        ("Publish At", "date", {"on_or_before": "2026-11-22T18:00:00Z"}, "F"),
        ("Publish At", "date", {"after": "2026-11-22"}, "W"),
        ("Publish At", "date", {"on_or_after": "2026-11-22T19:00:00+01:00"}, "FW"),
        ("Publish At", "date", {"equals": "today"}, "F"),
        ("Publish At", "date", {"equals": "tomorrow"}, "W"),
        ("Publish At", "date", {"next_week": {}}, "FW"),
        ("Publish At", "date", {"past_month": {}}, "F"),
        ("Publish At", "date", {"is_empty": True}, "E"),
        ("Made", "created_time", {"after": "2026-11-22T12:00:00Z"}, "EW"),
        ("Updated", "last_edited_time", {"before": "2026-11-22T12:05:00Z"}, "F"),
        ("Cost", "formula", {"number": {"greater_than": 0}}, "F"),
        ("Cost", "formula", {"string": {"is_empty": True}}, "E"),
    ],
)
async def test_one_property(
    client: AsyncClient,
    films: Board,
    robin: NotionPerson,
    name: str,
    kind: str,
    condition: Json,
    expected: str,
) -> None:
    filled = {
        operator: robin.id if value == "{robin}" else value for operator, value in condition.items()
    }
    assert await found(client, films, {"property": name, kind: filled}) == expected


async def test_times_are_compared_rounded(client: AsyncClient, films: Board) -> None:
    """Fox was made at 12:00:40, Wolf at 12:05:40: who asks from 12:05:20 on misses Wolf."""

    def edited(operator: str, moment: str) -> Json:
        return {"timestamp": "last_edited_time", "last_edited_time": {operator: moment}}

    assert await found(client, films, edited("on_or_after", "2026-11-22T12:05:20Z")) == "E"
    assert await found(client, films, edited("on_or_after", "2026-11-22T12:05:00Z")) == "EW"
    assert await found(client, films, edited("after", "2026-11-22T12:05:00Z")) == "E"
    made = {"timestamp": "created_time", "created_time": {"equals": "2026-11-22T12:00:00Z"}}
    assert await found(client, films, made) == "F"
    assert await found(client, films, edited("past_week", {})) == "EFW"  # type: ignore[arg-type]


async def test_lists_of_filters(client: AsyncClient, films: Board) -> None:
    fox = {"property": "Title", "title": {"equals": "Fox"}}
    wolf = {"property": "Title", "title": {"equals": "Wolf"}}
    rich = {"property": "Budget", "number": {"greater_than": 0}}
    assert await found(client, films, {"or": [fox, wolf]}) == "FW"
    assert await found(client, films, {"and": [fox, wolf]}) == ""
    assert await found(client, films, {"and": [rich, {"or": [fox, wolf]}]}) == "F"
    assert await found(client, films, {"and": []}) == "EFW"


async def test_by_id_and_after_a_column_was_renamed(
    client: AsyncClient, films: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    columns = (await client.data_sources.retrieve(films.source))["properties"]
    by_id = {"property": columns["Budget"]["id"], "number": {"equals": 5}}
    by_name = {"property": "Budget", "number": {"equals": 5}}
    robin.rename_column(films.source, "Budget", "Money")
    assert await found(client, films, by_id) == "F"
    refused = await refusal(client.data_sources.query(films.source, filter=by_name))
    assert str(refused) == "Could not find property with name or id: Budget"
    assert sandbox.recording.violations == []


async def test_an_option_that_is_gone(
    client: AsyncClient, films: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    wanted = {"property": "Status", "status": {"equals": "Queued"}}
    robin.delete_option(films.source, "Status", "Queued")
    refused = await refusal(client.data_sources.query(films.source, filter=wanted))
    assert 'status option "Queued" not found for property "Status"' in str(refused)
    assert sandbox.recording.violations == []


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({}, "body.filter.title should be defined"),
        ([], "body.filter should be an object"),
        ({"property": "Title"}, "body.filter.rich_text should be defined"),
        ({"title": {"equals": "x"}}, "body.filter.property should be defined"),
        ({"property": "Title", "title": {}}, "title.equals should be defined"),
        ({"property": "Title", "title": {"equals": 1}}, "should be a string"),
        ({"property": "Title", "title": {"is": "x"}}, "title.equals should be defined"),
        ({"property": "Title", "title": {"equals": "x", "contains": "y"}}, "be not present"),
        ({"property": "Title", "title": {"is_empty": False}}, "should be one of `true`"),
        ({"property": "Budget", "number": {"equals": "5"}}, "should be a number"),
        ({"property": "Ready", "checkbox": {"equals": "true"}}, "should be a boolean"),
        ({"property": "Publish At", "date": {"after": "soon"}}, "valid ISO 8601"),
        ({"property": "Publish At", "date": {"past_week": True}}, "should be an object"),
        ({"property": "Reviewer", "people": {"contains": "Robin"}}, "valid uuid"),
        ({"property": "Preview", "files": {"contains": "x"}}, "files.is_empty should be defined"),
        ({"timestamp": "edited_time", "edited_time": {}}, 'instead was `"edited_time"`'),
        ({"timestamp": "created_time"}, "created_time should be defined"),
        ({"and": {}}, "body.filter.and should be an array"),
        ({"and": [], "or": []}, "body.filter.or should be not present"),
        ({"and": [{"or": [{"and": []}]}]}, "and[0].or[0].and should be not present"),
        (
            {"property": "Channel", "status": {"equals": "Sea"}},
            "database property select does not match filter status",
        ),
        (
            {"property": "Channel", "select": {"equals": "Moor"}},
            'select option "Moor" not found for property "Channel". '
            'Available options: "Sea", "Forest".',
        ),
        ({"property": "Nothing", "number": {"equals": 1}}, "Could not find property"),
    ],
)
async def test_filters_notion_does_not_take(
    client: AsyncClient, board: Board, sandbox: SandboxNotion, wanted: Json, message: str
) -> None:
    refused = await refusal(client.data_sources.query(board.source, filter=wanted))
    assert (refused.status, refused.code) == (400, "validation_error")
    assert message in str(refused)
    assert len(sandbox.recording.violations) == 1
