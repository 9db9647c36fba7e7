"""The sandbox as a process of its own: steered over HTTP, shown as tables."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Any

import httpx
from notion_client import AsyncClient

from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from bot.sandbox.notion.table import table_html, table_markdown
from tests.bot.sandbox.notion.conftest import Board, refusal, text


async def steer(sandbox: SandboxNotion, method: str, path: str, body: Any = None) -> Any:
    async with httpx.AsyncClient(base_url=sandbox.base_url) as client:
        answer = await client.request(method, "/control" + path, json=body)
    return answer.json() if answer.status_code == 200 else answer.json()["error"]


async def test_rows(
    sandbox: SandboxNotion, board: Board, client: AsyncClient, robin: NotionPerson
) -> None:
    wanted = {"user": "Kim", "database": board.database, "values": {"Title": "Fox"}}
    row = (await steer(sandbox, "POST", "/rows", wanted))["id"]
    robin.edit(row, {"Preview": [("a.png", b"x")]})
    change = {"user": "Kim", "values": {"Status": "Queued"}, "in_trash": True}
    shown = await steer(sandbox, "PATCH", f"/rows/{row}", change)
    assert (shown["values"]["Status"], shown["in_trash"], shown["edited_by"]) == (
        "Queued",
        True,
        "Kim",
    )
    assert shown["values"]["Preview"][0]["name"] == "a.png"
    assert await steer(sandbox, "GET", f"/rows/{row}") == shown
    assert (await client.pages.retrieve(row))["in_trash"] is True
    flying = {"values": {"Status": "Flying"}}
    assert "does not exist" in await steer(sandbox, "PATCH", f"/rows/{row}", flying)
    assert await steer(sandbox, "POST", "/rows", {}) == "'database' is missing."


async def test_faults_and_what_was_counted(sandbox: SandboxNotion, client: AsyncClient) -> None:
    await steer(sandbox, "POST", "/faults", {"kind": 409, "times": 5})
    assert (await refusal(client.users.me())).status == 409
    await steer(sandbox, "DELETE", "/faults")
    await client.users.me()
    assert "no fault" in await steer(sandbox, "POST", "/faults", {"kind": "sabotage"})
    assert (await steer(sandbox, "GET", "/rate"))["requests"] == 2
    recorded = await steer(sandbox, "GET", "/recording")
    assert [item["status"] for item in recorded["responses"]] == [409, 200]
    await refusal(client.search(page_size=1000))
    [violation] = await steer(sandbox, "GET", "/violations")
    assert "page_size" in violation["what"]


async def test_tables(sandbox: SandboxNotion, robin: NotionPerson) -> None:
    columns = {"Title": "title", "Note": "rich_text", "Ready": "checkbox", "Files": "files"}
    database = robin.add_database("Films <1>", columns)
    robin.add_row(database, {"Title": "Fox | <b>", "Note": "a\nb", "Ready": True})
    robin.add_row(database, {"Files": [("a.png", b"x"), ("b.png", b"y")]})
    assert table_markdown(robin, database).splitlines() == [
        "| Title | Note | Ready | Files |",
        "| --- | --- | --- | --- |",
        "| Fox \\| <b> | a<br>b | ✓ |  |",
        "|  |  |  | a.png, b.png |",
    ]
    page = table_html(robin, database, "Films <1>")
    assert "<h1>Films &lt;1&gt;</h1>" in page
    assert "<td>Fox | &lt;b&gt;</td><td>a<br>b</td><td>✓</td>" in page
    async with httpx.AsyncClient(base_url=sandbox.base_url) as browser:
        answer = await browser.get("/control/")
    assert "&lt;b&gt;" in answer.text and "/control/faults" in answer.text


async def test_run_as_a_program() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox.notion", "--lag", "1", stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    told = [(await program.stdout.readline()).decode().strip() for _ in range(4)]
    address, token = told[0].partition("=")[2], told[1].partition("=")[2]
    client = AsyncClient(auth=token, base_url=address, notion_version="2026-03-11")
    page = told[2].rpartition(" ")[2]
    await client.databases.create(parent={"type": "page_id", "page_id": page}, title=text("Films"))
    await client.aclose()
    program.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(program.wait(), 10) == 0
