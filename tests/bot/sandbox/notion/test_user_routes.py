"""Users, and the connection's own."""

from __future__ import annotations

from notion_client import AsyncClient

from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import client_of, refusal, running


async def test_the_connection_learns_the_limit_for_files() -> None:
    options = {"max_upload_bytes": 123, "integration": "Films"}
    async with running(**options) as sandbox, client_of(sandbox) as client:
        me = await client.users.me()
    assert (me["name"], me["type"]) == ("Films", "bot")
    assert me["bot"]["workspace_limits"] == {"max_file_upload_size_in_bytes": 123}
    assert me["id"] == sandbox.workspace.bot.id


async def test_people_are_listed_page_by_page(
    sandbox: SandboxNotion, client: AsyncClient, robin: NotionPerson
) -> None:
    sandbox.person("Kim")
    first = await client.users.list(page_size=2)
    rest = await client.users.list(page_size=2, start_cursor=first["next_cursor"])
    assert [user["name"] for user in first["results"]] == ["Robin", "Kim"]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    assert [user["type"] for user in rest["results"]] == ["bot"]
    found = await client.users.retrieve(robin.id)
    assert found["person"]["email"] == "robin@example.org"


async def test_nobody(client: AsyncClient, sandbox: SandboxNotion) -> None:
    refused = await refusal(client.users.retrieve("00000000-0000-4000-8000-000000000000"))
    assert (refused.status, refused.code) == (404, "object_not_found")
    assert sandbox.recording.violations == []
