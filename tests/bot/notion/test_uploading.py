"""Files that go up to Notion: within the workspace's limit, in parts, and once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.notion.connection import Connection
from bot.notion.errors import NotionRefused, Reason
from bot.notion.uploading import PART_BYTES, SINGLE_BYTES
from bot.notion.values import Upload, read_files, write_files
from bot.sandbox.notion.notion_server import SandboxNotion
from tests.bot.notion.boards import board
from tests.bot.notion.standin import Standin, ok, refusal
from tests.bot.notion.virtual_time import run


async def test_a_file_is_uploaded_and_attached(
    sandbox: SandboxNotion, connection: Connection, tmp_path: Path
) -> None:
    source = board(sandbox, rows=1)
    robin = sandbox.person("Robin")
    (row,) = robin.rows(source)
    on_disk = tmp_path / "film.mp4"
    on_disk.write_bytes(b"film" * 1_000)
    sheet = await connection.upload(b"sheet", "sheet.png", "image/png")
    film = await connection.upload(on_disk, on_disk.name, "video/mp4")
    files = write_files([Upload(sheet, "sheet.png"), Upload(film, "film.mp4")])
    page = await connection.update_page(row.id, {"Preview": files})
    kept = read_files(page["properties"]["Preview"])
    assert [file.name for file in kept] == ["sheet.png", "film.mp4"]
    async with httpx.AsyncClient() as client:
        contents = [(await client.get(file.url)).content for file in kept]
    assert contents == [b"sheet", b"film" * 1_000]
    await connection.update_page(row.id, {"Preview": write_files(kept[:1])})
    assert len(robin.read(row.id)["Preview"]) == 1
    limits = [r for r in sandbox.recording.requests if r["url"].endswith("users/me")]
    assert len(limits) == 1  # asked once


@pytest.mark.parametrize("kind", ["reset", "lost_answer", 500])
@pytest.mark.parametrize("path", ["/v1/file_uploads$", "/send$"])
async def test_a_broken_line_costs_no_upload(
    kind: Any, path: str, sandbox: SandboxNotion, connection: Connection
) -> None:
    sandbox.faults.order({"kind": kind, "path": path})
    upload = await connection.upload(b"sheet", "sheet.png", "image/png")
    assert sandbox.workspace.uploads[upload].content == b"sheet"
    sent = [r for r in sandbox.recording.requests if r["url"].endswith("/send")]
    assert len(sent) <= 2


@pytest.mark.parametrize("size", [0, 6 << 20])
async def test_a_file_over_the_workspaces_limit_is_refused_before_it_is_sent(
    size: int, sandbox: SandboxNotion, connection: Connection
) -> None:
    with pytest.raises(NotionRefused, match=f"{size:,} bytes.*5,242,880") as refused:
        await connection.upload(b"x" * size, "film.mp4", "video/mp4")
    assert refused.value.reason is Reason.TOO_LARGE
    assert await connection.upload_limit() == 5 << 20
    assert [r["url"].rsplit("/v1/")[1] for r in sandbox.recording.requests] == ["users/me"]


@pytest.mark.parametrize("from_disk", [True, False])
def test_a_large_file_goes_in_parts(from_disk: bool, tmp_path: Path) -> None:
    content = b"".join(bytes([number]) * (1 << 20) for number in range(25)) + b"end"
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    assert len(content) > SINGLE_BYTES

    async def scenario() -> None:
        limits = {"bot": {"workspace_limits": {"max_file_upload_size_in_bytes": 5 << 30}}}
        notion = Standin([ok(limits), ok({"id": "the-upload"}), ok(), httpx.ReadError("reset")])
        async with notion.connection() as connection:
            sent = path if from_disk else content
            assert await connection.upload(sent, "film.mp4", "video/mp4") == "the-upload"
        send = "POST file_uploads/the-upload/send"
        assert notion.asked == [
            "GET users/me", "POST file_uploads", send, send, send, send,
            "POST file_uploads/the-upload/complete",
        ]  # fmt: skip
        assert notion.seen[1].body == {
            "mode": "multi_part",
            "number_of_parts": 3,
            "filename": "film.mp4",
            "content_type": "video/mp4",
        }
        parts = [_part(seen.raw) for seen in notion.seen[2:6]]
        assert [number for number, _ in parts] == [1, 2, 2, 3]  # the second was cut off once
        assert b"".join(dict(parts).values()) == content
        assert all(len(data) == PART_BYTES for number, data in parts if number < 3)

    run(scenario())


def _part(form: bytes) -> tuple[int, bytes]:
    number = re.search(rb'name="part_number"\r\n\r\n(\d+)\r\n', form)
    file = re.search(rb'name="file"; filename="film.mp4"\r\nContent-Type: video/mp4\r\n\r\n', form)
    assert number and file
    end = form.index(b"\r\n--", file.end())
    return int(number[1]), form[file.end() : end]


def test_a_refused_upload_is_told() -> None:
    async def scenario() -> None:
        notion = Standin([ok(), refusal(400, "validation_error", "content_type is not supported")])
        async with notion.connection() as connection:
            with pytest.raises(NotionRefused, match="not supported"):
                await connection.upload(b"x", "x.exe", "application/x-msdownload")
            assert await connection.upload_limit() == 5 << 20  # it told none

    run(scenario())
