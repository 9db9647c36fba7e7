"""Files: announced, sent, attached within the hour, and fetched while their address is good."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import httpx
import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import Board, client_of, refusal, running

PICTURE = b"\x89PNG and so on"


async def sent(client: AsyncClient, name: str = "a.png", content: bytes = PICTURE) -> str:
    """The id of a file that was uploaded and is not attached yet."""
    upload = await client.file_uploads.create(filename=name)
    kind = upload["content_type"]
    await client.file_uploads.send(upload["id"], file=(name, BytesIO(content), kind))
    return str(upload["id"])


def attached(id: str, **more: Any) -> dict[str, Any]:
    file = {"type": "file_upload", "file_upload": {"id": id}, **more}
    return {"Preview": {"files": [file]}}


async def test_the_life_of_a_file(
    client: AsyncClient, board: Board, robin: NotionPerson, clock: MovableClock
) -> None:
    row = robin.add_row(board.source)
    upload = await client.file_uploads.create(filename="sheet.png", mode="single_part")
    assert (upload["status"], upload["content_type"]) == ("pending", "image/png")
    assert upload["expiry_time"] == "2026-11-22T13:00:00.000Z"
    assert upload["upload_url"].endswith(f"/v1/file_uploads/{upload['id']}/send")
    file = ("sheet.png", BytesIO(PICTURE), "image/png")
    done = await client.file_uploads.send(upload["id"], file=file)
    assert (done["status"], done["content_length"]) == ("uploaded", len(PICTURE))
    changed = await client.pages.update(row, properties=attached(upload["id"], name="Sheet.png"))
    found = changed["properties"]["Preview"]["files"]
    assert [(item["type"], item["name"]) for item in found] == [("file", "Sheet.png")]
    assert (await client.file_uploads.retrieve(upload["id"]))["expiry_time"] is None
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(found[0]["file"]["url"])
        assert (answer.content, answer.headers["Content-Type"]) == (PICTURE, "image/png")
        clock.advance(3601)
        assert (await browser.get(found[0]["file"]["url"])).status_code == 403
        again = await client.pages.retrieve(row)
        fresh = again["properties"]["Preview"]["files"][0]["file"]["url"]
        assert fresh != found[0]["file"]["url"]
        assert (await browser.get(fresh)).content == PICTURE
    [shown] = robin.read(row)["Preview"]
    assert (shown.name, robin.download(shown)) == ("Sheet.png", PICTURE)


async def test_what_is_not_attached_in_time_is_gone(
    client: AsyncClient, board: Board, clock: MovableClock, sandbox: SandboxNotion
) -> None:
    row = sandbox.person("Robin").add_row(board.source)
    late, pending = await sent(client), await client.file_uploads.create(filename="b.png")
    clock.advance(3600)
    assert (await client.file_uploads.retrieve(late))["status"] == "expired"
    refused = await refusal(client.pages.update(row, properties=attached(late)))
    assert "status of `expired`, expected `uploaded`" in str(refused)
    file = ("b.png", BytesIO(PICTURE), "image/png")
    refused = await refusal(client.file_uploads.send(pending["id"], file=file))
    assert "status of `expired`, expected `pending`" in str(refused)
    assert sandbox.recording.violations == []


async def test_files_are_kept_added_and_taken_away(
    client: AsyncClient, board: Board, robin: NotionPerson
) -> None:
    row = robin.add_row(board.source, {"Preview": [("a.png", b"a"), "https://example.org/b.png"]})
    found = (await client.pages.retrieve(row))["properties"]["Preview"]["files"]
    assert [item["type"] for item in found] == ["file", "external"]
    new = {"file_upload": {"id": await sent(client, "c.mp4")}}
    kept = {"Preview": {"files": [*found, new]}}
    changed = await client.pages.update(row, properties=kept)
    names = [item["name"] for item in changed["properties"]["Preview"]["files"]]
    assert names == ["a.png", "b.png", "c.mp4"]
    await client.pages.update(row, properties={"Preview": {"files": [new]}})  # once, or more often
    assert [file.name for file in robin.read(row)["Preview"]] == ["c.mp4"]
    foreign = {"type": "file", "file": {"url": "https://example.org/x.png"}, "name": "x"}
    refused = await refusal(client.pages.update(row, properties={"Preview": {"files": [foreign]}}))
    assert "not one that Notion hosts" in str(refused)


async def test_a_file_in_the_body(client: AsyncClient, board: Board, robin: NotionPerson) -> None:
    row = robin.add_row(board.source)
    id = await sent(client, "film.mp4")
    blocks = [
        {"type": "video", "video": {"type": "file_upload", "file_upload": {"id": id}}},
        {"file": {"file_upload": {"id": id}}},
    ]
    made = await client.blocks.children.append(row, children=blocks)
    assert made["results"][0]["video"]["type"] == "file"
    assert made["results"][1]["file"]["name"] == "film.mp4"
    assert (await client.file_uploads.retrieve(id))["expiry_time"] is None


async def test_the_limit_of_the_workspace() -> None:
    async with running(max_upload_bytes=1000) as sandbox, client_of(sandbox) as client:
        await sent(client, content=b"x" * 1000)
        refused = await refusal(sent(client, content=b"x" * 1001))
    assert "exceeds the limit of 1000 bytes" in str(refused)
    assert len(sandbox.recording.violations) == 1


async def test_one_part_holds_twenty_mebibytes() -> None:
    async with running(max_upload_bytes=5 * 2**30) as sandbox, client_of(sandbox) as client:
        await sent(client, content=bytes(20 * 2**20))
        refused = await refusal(sent(client, content=bytes(20 * 2**20 + 1)))
    assert f"exceeds the limit of {20 * 2**20} bytes" in str(refused)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"mode": "multi_part", "number_of_parts": 2}, "number_of_parts should be not present"),
        ({"mode": "multi_part"}, 'instead was `"multi_part"`'),
        ({"filename": ""}, "filename.length should be ≥ `1`"),
        ({"filename": "é" * 451 + ".png"}, "≤ `900` bytes, instead was `906`"),
        ({"filename": "storyboard.yaml"}, "unsupported extension `.yaml`"),
        ({"filename": "film", "content_type": "text/x-python"}, "unsupported content type"),
    ],
)
async def test_files_notion_does_not_take(
    client: AsyncClient, sandbox: SandboxNotion, wanted: dict[str, Any], message: str
) -> None:
    refused = await refusal(client.file_uploads.create(**wanted))
    assert message in str(refused)
    assert len(sandbox.recording.violations) == 1


async def test_what_was_sent_is_what_was_announced(
    client: AsyncClient, board: Board, robin: NotionPerson, sandbox: SandboxNotion
) -> None:
    upload = await client.file_uploads.create(filename="a.png")
    row = robin.add_row(board.source)
    refused = await refusal(client.pages.update(row, properties=attached(upload["id"])))
    assert "status of `pending`, expected `uploaded`" in str(refused)
    wrong = ("a.png", BytesIO(b"x"), "video/mp4")
    refused = await refusal(client.file_uploads.send(upload["id"], file=wrong))
    assert "`video/mp4` does not match `image/png`" in str(refused)
    right = ("a.png", BytesIO(b"x"), "image/png")
    with_part = {"file": right, "part_number": "1"}
    refused = await refusal(client.file_uploads.send(upload["id"], **with_part))
    assert "part_number should be not present" in str(refused)
    path = f"file_uploads/{upload['id']}/send"
    refused = await refusal(client.request(path=path, method="POST"))
    assert "body.file should be defined" in str(refused)
    await client.file_uploads.send(upload["id"], file=right)
    refused = await refusal(client.file_uploads.send(upload["id"], file=right))
    assert "status of `uploaded`, expected `pending`" in str(refused)
    assert len(sandbox.recording.violations) == 5
    assert (await refusal(client.file_uploads.retrieve(row))).status == 404


async def test_nothing_known_before_it_is_sent(client: AsyncClient) -> None:
    upload = await client.file_uploads.create()
    assert (upload["filename"], upload["content_type"]) == (None, None)
    file = ("notes.txt", BytesIO(b"x"), "text/plain")
    done = await client.file_uploads.send(upload["id"], file=file)
    assert (done["filename"], done["content_type"]) == ("notes.txt", "text/plain")
