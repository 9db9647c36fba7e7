"""Databases of films, against the sandbox: found, made and mended."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.notion.connection import Connection, Json
from bot.notion.creating import create_database, find_database, repair
from bot.notion.differences import Problem, differences
from bot.notion.errors import NotionRefused, Reason
from bot.notion.schema import Name, option_names, properties_to_create
from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline.errors import InvalidInput
from pipeline.lifecycle import LABELS
from tests.bot.notion.conftest import HURRIED
from tests.bot.notion.standin import Seen, Standin, ok, page_of
from tests.bot.notion.virtual_time import run

PAGE = "c" * 32
CHANNELS = ("nature", "history")


def link(id: str) -> str:
    return f"https://www.notion.so/acme/Films-{id.replace('-', '')}?v={'0' * 32}&pvs=4"


async def test_a_database_is_made_with_everything(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    made = await create_database(connection, link(sandbox.page_id), "Films", CHANNELS)
    assert (made.left, made.refused) == ((), {})
    assert (made.database.title, made.database.status_kind) == ("Films", "status")
    robin = sandbox.person("Robin")
    assert robin.columns(made.database.id) == [str(name) for name in Name]
    found = await find_database(connection, made.database.id)
    assert differences(found.properties, CHANNELS) == []
    assert set(LABELS) <= set(option_names(found.properties["Status"]))
    assert option_names(found.properties["Channel"]) == CHANNELS


async def test_a_status_is_a_select_where_notion_makes_none() -> None:
    async with SandboxNotion(rate_limit=None, status_properties=False) as sandbox:
        token = SecretStr(sandbox.token)
        async with Connection(token, sandbox.base_url, window=HURRIED) as connection:
            made = await create_database(connection, sandbox.page_id, "Films", CHANNELS)
        assert made.left == ()
        assert made.database.status_kind == "select"
        assert option_names(made.database.properties["Status"]) == LABELS
        databases = sandbox.workspace.databases
        assert len(databases) == 1


@pytest.mark.parametrize("kind", ["lost_answer", "reset", 500, 504])
async def test_a_database_is_made_once_whatever_the_line_does(
    kind: Any, sandbox: SandboxNotion, connection: Connection
) -> None:
    before = await create_database(connection, sandbox.page_id, "Films", CHANNELS)
    sandbox.faults.order({"kind": kind, "method": "POST", "path": "/v1/databases$"})
    made = await create_database(connection, sandbox.page_id, "Films", CHANNELS)
    assert made.database.id != before.database.id
    assert made.left == ()
    assert len(sandbox.workspace.databases) == 2


async def test_a_database_cannot_be_made_in_a_page_that_is_not_shared(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    page = sandbox.person("Robin").add_page("Secret")
    with pytest.raises(NotionRefused, match="Connections") as refused:
        await create_database(connection, page, "Films", CHANNELS)
    assert refused.value.reason is Reason.NOT_SHARED
    assert sandbox.workspace.databases == {}


async def test_a_database_cannot_be_made_in_a_database(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    database = robin.add_database("Films", {"Name": "title"})
    with pytest.raises(NotionRefused, match="a database, not a page"):
        await create_database(connection, link(database), "Films", CHANNELS)


async def test_every_way_to_name_a_database_finds_its_data_source(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    database = robin.add_database("Films", {"Name": "title"})
    source = robin.data_source_of(database)
    for text in (source, f"collection://{source}", database, link(database), f" <{database}>\n"):
        found = await find_database(connection, text)
        assert (found.id, found.title, found.status_kind) == (source, "Films", None)
        assert "Name" in found.properties


async def test_one_of_several_data_sources_has_to_be_named(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    database = robin.add_database("Films", {"Name": "title"})
    second = robin.add_data_source(database, "Ideas", {"Name": "title"})
    with pytest.raises(NotionRefused, match=f"2 data sources.*Ideas: {second}"):
        await find_database(connection, link(database))
    assert (await find_database(connection, second)).title == "Ideas"


async def test_a_page_instead_of_a_database_is_told_with_the_database_it_holds(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    page = robin.add_page("Planning", parent=sandbox.page_id)
    with pytest.raises(NotionRefused, match=r"leads to a page\. Open the database") as refused:
        await find_database(connection, link(page))
    assert refused.value.reason is Reason.INVALID
    robin.add_database("Films of 2026", {"Name": "title"}, parent=page)
    with pytest.raises(NotionRefused, match="a page that holds “Films of 2026”"):
        await find_database(connection, link(page))


async def test_a_row_instead_of_its_database_is_told(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    source = robin.data_source_of(robin.add_database("Films", {"Name": "title"}))
    row = robin.add_row(source, {"Name": "Fox"})
    with pytest.raises(NotionRefused, match=f"a row of a database, whose own id is {source}"):
        await find_database(connection, row)


async def test_a_database_that_is_not_shared_or_not_there_is_told(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    hidden = robin.add_database("Films", {"Name": "title"}, shared=False)
    for text in (hidden, robin.data_source_of(hidden), "0" * 32):
        with pytest.raises(NotionRefused, match=r"not shared.*Connections") as refused:
            await find_database(connection, text)
        assert refused.value.reason is Reason.NOT_SHARED
    with pytest.raises(InvalidInput):
        await find_database(connection, "Films")


async def test_a_database_in_the_trash_is_told(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    database = robin.add_database("Films", {"Name": "title"})
    robin.trash(database)
    for text in (database, robin.data_source_of(database)):
        with pytest.raises(NotionRefused, match=r"trash|not shared") as refused:
            await find_database(connection, text)
        assert refused.value.reason is Reason.NOT_SHARED


async def test_a_persons_database_is_mended_and_keeps_everything(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    database = robin.add_database(
        "Films",
        {
            "Name": "title",
            "status": ["Idea", "Queued"],
            "Owner": "people",
            "Mode": ["draft", "later"],
            "Story Directions": "rich_text",
            "Budget": "rich_text",
        },
    )
    source = robin.data_source_of(database)
    row = robin.add_row(database, {"Name": "Fox", "status": "Idea", "Mode": "later"})
    mended = await repair(connection, source, CHANNELS)
    assert [(one.name, one.problem) for one in mended.left] == [
        (Name.STORY_DIRECTION, Problem.RENAMED),
        (Name.BUDGET, Problem.WRONG_TYPE),
    ]
    shown = robin.read(row)
    assert (shown["Title"], shown["Status"], shown["Mode"]) == ("Fox", "Idea", "later")
    properties = (await find_database(connection, source)).properties
    assert {"Owner", "Story Directions"} <= set(properties)
    assert {"Idea", *LABELS} == set(option_names(properties["Status"]))
    assert set(option_names(properties["Mode"])) == {"draft", "later", "final"}
    again = await repair(connection, source, CHANNELS)
    assert (again.done, again.left) == ((), mended.left)


async def test_a_status_property_of_a_person_gets_its_options(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    made = await create_database(connection, sandbox.page_id, "Films", CHANNELS)
    robin = sandbox.person("Robin")
    robin.delete_option(made.database.id, "Status", LABELS[3])
    robin.add_option(made.database.id, "Status", "Idea")
    mended = await repair(connection, made.database.id, [*CHANNELS, "cooking"])
    assert [one.options for one in mended.done] == [("cooking",), (LABELS[3],)]
    assert mended.left == ()
    assert "Idea" in option_names(mended.database.properties["Status"])


async def test_what_notion_refuses_is_left_with_its_words_and_the_rest_is_done() -> None:
    async with SandboxNotion(rate_limit=None) as sandbox:
        token = SecretStr(sandbox.token)
        async with Connection(token, sandbox.base_url, window=HURRIED) as connection:
            made = await create_database(connection, sandbox.page_id, "Films", CHANNELS)
            robin = sandbox.person("Robin")
            robin.delete_option(made.database.id, "Status", LABELS[0])
            robin.delete_column(made.database.id, "Cost")
            sandbox.status_properties = False
            mended = await repair(connection, made.database.id, CHANNELS)
    assert [one.name for one in mended.done] == [Name.COST]
    assert [one.name for one in mended.left] == [Name.STATUS]
    assert "status" in mended.refused["Status"]


async def test_a_missing_status_is_added_as_a_select_where_notion_makes_no_other() -> None:
    async with SandboxNotion(rate_limit=None, status_properties=False) as sandbox:
        token = SecretStr(sandbox.token)
        columns = properties_to_create(CHANNELS, status_as="select")
        del columns["Status"]
        robin = sandbox.person("Robin")
        database = robin.add_database("Films", {str(name): one for name, one in columns.items()})
        async with Connection(token, sandbox.base_url, window=HURRIED) as connection:
            mended = await repair(connection, robin.data_source_of(database), CHANNELS)
    assert mended.left == ()
    assert mended.database.status_kind == "select"


async def test_two_repairs_at_once_lose_nothing(
    sandbox: SandboxNotion, connection: Connection
) -> None:
    robin = sandbox.person("Robin")
    database = robin.add_database("Films", {"Name": "title", "Status": ["Idea"]})
    source = robin.data_source_of(database)
    await asyncio.gather(*(repair(connection, source, CHANNELS) for _ in range(2)))
    properties = (await find_database(connection, source)).properties
    assert differences(properties, CHANNELS) == []
    assert {"Idea", *LABELS} == set(option_names(properties["Status"]))


class OldNotion(Standin):
    """Makes a status with options of its own, whatever it is asked for, and never changes them."""

    def __init__(self) -> None:
        super().__init__(otherwise=self._answer)
        self.properties: Json = {}

    def _answer(self, seen: Seen) -> httpx.Response:
        if seen.method == "POST":
            self._take(seen.body["initial_data_source"]["properties"])
            return ok({"id": "d" * 32, "data_sources": [{"id": "e" * 32, "name": "Films"}]})
        if seen.method == "PATCH":
            self._take(seen.body["properties"])
        if seen.path.startswith("data_sources"):
            return ok({"id": "e" * 32, "properties": self.properties, "title": []})
        return page_of([]) if seen.path.startswith("blocks") else ok({"id": PAGE})

    def _take(self, properties: Json) -> None:
        for name, wanted in properties.items():
            kind = next(key for key in wanted if key not in {"type", "description"})
            inner = {"options": [{"name": "Not started"}]} if kind == "status" else wanted[kind]
            self.properties[name] = {"type": kind, kind: inner}


def test_a_status_that_notion_made_otherwise_becomes_a_select() -> None:
    async def scenario() -> None:
        notion = OldNotion()
        async with notion.connection(window=HURRIED) as connection:
            made = await create_database(connection, PAGE, "Films", CHANNELS)
        assert made.left == ()
        assert made.database.status_kind == "select"
        assert option_names(notion.properties["Status"]) == LABELS

    run(scenario())
