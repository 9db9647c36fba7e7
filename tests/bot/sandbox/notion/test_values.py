"""Values of rows: written by the API, told again, refused."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from bot.sandbox.notion.rich_text import mention_date, mention_page, mention_user
from bot.sandbox.notion.rich_text import text as piece
from tests.bot.sandbox.notion.conftest import Board, refusal, text

Json = dict[str, Any]


async def written(client: AsyncClient, board: Board, values: Json) -> Json:
    """The properties of a new row with these values."""
    made = await client.pages.create(parent={"data_source_id": board.source}, properties=values)
    found: Json = (await client.pages.retrieve(made["id"]))["properties"]
    assert found == made["properties"]
    return found


async def test_simple_values_come_back(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    found = await written(
        client,
        board,
        {
            "Title": {"title": text("Fox")},
            "Status": {"status": {"name": "Queued"}},
            "Channel": {"type": "select", "select": {"name": "Sea"}},
            "Tags": {"multi_select": [{"name": "calm"}, {"name": "new"}, {"name": "calm"}]},
            "Budget": {"number": 12.5},
            "Ready": {"checkbox": True},
            "Film": {"url": "https://example.org/film"},
            "Reviewer": {"people": [{"id": robin.id}]},
        },
    )
    assert found["Status"]["status"]["name"] == "Queued"
    assert found["Channel"]["select"]["name"] == "Sea"
    assert [option["name"] for option in found["Tags"]["multi_select"]] == ["calm", "new"]
    assert (found["Budget"]["number"], found["Ready"]["checkbox"]) == (12.5, True)
    assert found["Film"]["url"] == "https://example.org/film"
    assert found["Reviewer"]["people"][0]["name"] == "Robin"
    assert found["Number"]["unique_id"] == {"prefix": "FILM", "number": 1}
    assert found["Made"]["created_time"] == "2026-11-22T12:00:00.000Z"


async def test_an_empty_row(client: AsyncClient, board: Board) -> None:
    found = await written(client, board, {})
    empty = {name: value[value["type"]] for name, value in found.items()}
    assert empty["Title"] == empty["Direction"] == empty["Tags"] == empty["Preview"] == []
    assert empty["Channel"] is empty["Budget"] is empty["Publish At"] is empty["Film"] is None
    assert empty["Ready"] is False
    assert empty["Cost"] == {"type": "string", "string": None}
    assert empty["Status"]["name"] == "Draft"  # a status is never empty


async def test_values_are_emptied(client: AsyncClient, board: Board, robin: NotionPerson) -> None:
    row = robin.add_row(
        board.source,
        {"Channel": "Sea", "Budget": 1, "Film": "https://x.org", "Status": "Queued", "Title": "x"},
    )
    robin.edit(row, {"Publish At": "2026-12-01", "Preview": [("a.png", b"x")], "Tags": ["calm"]})
    nothing = {
        "Channel": {"select": None},
        "Budget": {"number": None},
        "Film": {"url": None},
        "Publish At": {"date": None},
        "Preview": {"files": []},
        "Tags": {"multi_select": []},
        "Status": {"status": None},
        "Title": {"title": []},
    }
    await client.pages.update(row, properties=nothing)
    shown = robin.read(row)
    assert not any(shown[name] for name in nothing if name != "Status")
    assert shown["Status"] == "Draft"


async def test_an_unknown_option_of_a_select_is_made(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    found = await written(client, board, {"Channel": {"select": {"name": "Moor", "color": "pink"}}})
    source = await client.data_sources.retrieve(board.source)
    options = source["properties"]["Channel"]["select"]["options"]
    assert [option["name"] for option in options] == ["Sea", "Forest", "Moor"]
    assert options[2]["id"] == found["Channel"]["select"]["id"]
    assert options[2]["color"] == "pink"


async def test_an_unknown_status_is_refused(
    client: AsyncClient, board: Board, sandbox: SandboxNotion, robin: NotionPerson
) -> None:
    refused = await refusal(written(client, board, {"Status": {"status": {"name": "Flying"}}}))
    assert str(refused) == 'Invalid status option. Status option "Flying" does not exist".'
    assert len(sandbox.recording.violations) == 1
    assert robin.rows(board.source) == []


async def test_an_option_somebody_deleted_blames_nobody(
    client: AsyncClient, board: Board, sandbox: SandboxNotion, robin: NotionPerson
) -> None:
    robin.delete_option(board.source, "Status", "Queued")
    assert await refusal(written(client, board, {"Status": {"status": {"name": "Queued"}}}))
    assert sandbox.recording.violations == []


async def test_nothing_of_a_refused_write_is_done(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source, {"Budget": 1})
    mixed = {
        "Channel": {"select": {"name": "Moor"}},
        "Budget": {"number": 2},
        "Status": {"status": {"name": "Flying"}},
    }
    await refusal(client.pages.update(row, properties=mixed))
    assert (robin.read(row)["Budget"], robin.read(row)["Channel"]) == (1, None)
    source = await client.data_sources.retrieve(board.source)
    assert len(source["properties"]["Channel"]["select"]["options"]) == 2


async def test_properties_by_id_and_those_that_are_gone(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    columns = (await client.data_sources.retrieve(board.source))["properties"]
    row = robin.add_row(board.source)
    by_id = {columns["Budget"]["id"]: {"number": 5}}
    await client.pages.update(row, properties=by_id)
    robin.rename_column(board.source, "Budget", "Money")
    await client.pages.update(row, properties=by_id | {"Title": {"title": text("x")}})
    assert robin.read(row)["Money"] == 5
    refused = await refusal(client.pages.update(row, properties={"Budget": {"number": 6}}))
    assert str(refused) == "Budget is not a property that exists."
    robin.delete_column(board.source, "Money")
    await refusal(client.pages.update(row, properties=by_id))
    assert sandbox.recording.violations == []  # people did that
    await refusal(client.pages.update(row, properties={"Bugdet": {"number": 6}}))
    assert len(sandbox.recording.violations) == 1  # the client wrote it wrong


async def test_dates(client: AsyncClient, board: Board) -> None:
    async def kept(date: Json) -> Json:
        found = await written(client, board, {"Publish At": {"date": date}})
        told: Json = found["Publish At"]["date"]
        assert told["time_zone"] is None
        return told

    assert await kept({"start": "2026-12-01"}) == {
        "start": "2026-12-01",
        "end": None,
        "time_zone": None,
    }
    told = await kept({"start": "2026-12-01T18:30:45+01:00", "end": "2026-12-02T00:00:00Z"})
    assert told["start"] == "2026-12-01T17:30:00.000+00:00"  # to the minute, in UTC
    assert told["end"] == "2026-12-02T00:00:00.000+00:00"
    told = await kept({"start": "2026-07-01T18:30", "time_zone": "Europe/Berlin"})
    assert told["start"] == "2026-07-01T18:30:00.000+02:00"
    assert (await kept({"start": "0999-01-01"}))["start"] == "0999-01-01"
    assert (await kept({"start": "9998-12-31T23:59"}))["start"] == "9998-12-31T23:59:00.000+00:00"


async def test_rich_text_with_links_and_mentions(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    hidden = robin.add_page("Secret")
    pieces = [
        piece("See "),
        piece("the map", "https://example.org/map", bold=True, color="red"),
        piece(""),
        mention_user(robin.id),
        mention_page(sandbox.page_id),
        mention_page(hidden),
        mention_date("2026-12-01"),
        {"type": "equation", "equation": {"expression": "a+b"}},
    ]
    found = await written(client, board, {"Direction": {"rich_text": pieces}})
    told = found["Direction"]["rich_text"]
    read = [item["plain_text"] for item in told]
    assert read == ["See ", "the map", "@Robin", "Films", "Untitled", "2026-12-01", "a+b"]
    assert told[1]["href"] == told[1]["text"]["link"]["url"] == "https://example.org/map"
    assert told[1]["annotations"]["bold"] is True and told[1]["annotations"]["color"] == "red"
    assert told[3]["mention"]["page"]["id"] == sandbox.page_id
    assert told[0]["annotations"] == dict.fromkeys(
        ("bold", "italic", "strikethrough", "underline", "code"), False
    ) | {"color": "default"}


async def test_limits_of_rich_text(
    client: AsyncClient, board: Board, sandbox: SandboxNotion
) -> None:
    full = [item for _ in range(100) for item in text("é" * 2000)]
    found = await written(client, board, {"Direction": {"rich_text": full}})
    assert len(found["Direction"]["rich_text"]) == 100
    for pieces, message in (
        (
            text("x" * 2001),
            "rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`",
        ),
        (text("x") * 101, "rich_text.length should be ≤ `100`, instead was `101`"),
        ([piece("x", "u" * 2001)], "link.url.length should be ≤ `2000`"),
        ([piece("x", color="mauve")], 'instead was `"mauve"`'),
        ([{"text": {"content": "x", "colour": 1}}], "content.colour should be not present"),
        ([{"type": "mention", "mention": {"user": {"id": "robin"}}}], "should be a valid uuid"),
        ([{"type": "text", "mention": {"user": {"id": board.source}}}], "should be"),
        ("text", "should be an array"),
    ):
        refused = await refusal(written(client, board, {"Direction": {"rich_text": pieces}}))
        assert refused.code == "validation_error"
        assert message.replace("content.colour", "text.colour") in str(refused)
    assert len(sandbox.recording.violations) == 8


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"Title": text("x")}, "body.properties.Title should be an object"),
        ({"Title": {}}, "body.properties.Title.rich_text should be defined"),
        ({"Title": {"rich_text": []}}, "Title is expected to be title."),
        (
            {"Channel": {"status": None}, "Budget": {"url": None}},
            "Channel is expected to be select. Budget is expected to be number.",
        ),
        ({"Status": {"select": {"name": "Draft"}}}, "Status is expected to be status."),
        ({"Cost": {"number": 1}}, "Cost is expected to be formula."),
        ({"Updated": {"last_edited_time": "2026-01-01"}}, "Updated.title should be defined"),
        ({"Budget": {"number": "12"}}, 'should be a number, instead was `"12"`'),
        ({"Budget": {"number": True}}, "should be a number, instead was `true`"),
        ({"Ready": {"checkbox": 1}}, "should be a boolean"),
        ({"Ready": {"checkbox": None}}, "should be a boolean"),
        ({"Film": {"url": ""}}, "length should be ≥ `1`"),
        ({"Film": {"url": "x" * 2001}}, "length should be ≤ `2000`"),
        ({"Channel": {"select": {"name": "a, b"}}}, "commas not allowed: a, b"),
        ({"Channel": {"select": {"name": ""}}}, "length should be ≥ `1`"),
        ({"Channel": {"select": {"name": "x" * 101}}}, "length should be ≤ `100`"),
        ({"Channel": {"select": {"name": "Sea", "color": "red"}}}, "color doesn't match existing"),
        ({"Tags": {"multi_select": [{"name": str(n)} for n in range(101)]}}, "≤ `100`"),
        ({"Tags": {"multi_select": [None]}}, "should be an object"),
        ({"Publish At": {"date": {"start": "tomorrow"}}}, "valid ISO 8601"),
        ({"Publish At": {"date": {"start": "2026-02-30"}}}, "valid ISO 8601"),
        ({"Publish At": {"date": {"start": "2026-02-03", "end": "x"}}}, "date.end should be"),
        (
            {"Publish At": {"date": {"start": "2026-02-03T10:00", "time_zone": "Mars/Base"}}},
            "valid IANA time zone",
        ),
        (
            {"Publish At": {"date": {"start": "2026-02-03T10:00Z", "time_zone": "Europe/Rome"}}},
            "no UTC offset",
        ),
        ({"Reviewer": {"people": [{"id": "robin"}]}}, "valid uuid"),
        ({"Channel": {"id": "x", "select": None}}, "Channel.id should be not present"),
        ({"Channel": {"type": "status", "select": None}}, 'should be `"select"`'),
        (
            {"Preview": {"files": [{"external": {"url": "https://x.org"}}]}},
            "name should be defined",
        ),
        ({"Preview": {"files": [{"name": "a", "external": {}}]}}, "external.url should be defined"),
    ],
)
async def test_values_notion_does_not_take(
    client: AsyncClient, board: Board, sandbox: SandboxNotion, values: Json, message: str
) -> None:
    refused = await refusal(written(client, board, values))
    assert (refused.status, refused.code) == (400, "validation_error")
    assert message in str(refused)
    assert len(sandbox.recording.violations) == 1


async def test_somebody_who_is_not_there(
    client: AsyncClient, board: Board, sandbox: SandboxNotion
) -> None:
    refused = await refusal(
        written(client, board, {"Reviewer": {"people": [{"id": board.source}]}})
    )
    assert "Could not find user" in str(refused)
    assert sandbox.recording.violations == []


async def test_formulas_are_read_only_and_say_what_a_test_says(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source, {"Budget": 4})
    robin.set_formula(board.source, "Cost", lambda row: row["Budget"] * 2)
    found = (await client.pages.retrieve(row))["properties"]["Cost"]["formula"]
    assert found == {"type": "number", "number": 8}
    robin.set_formula(board.source, "Cost", lambda row: row["Budget"] > 3)
    found = (await client.pages.retrieve(row))["properties"]["Cost"]["formula"]
    assert found == {"type": "boolean", "boolean": True}
    assert robin.read(row)["Cost"] is True
