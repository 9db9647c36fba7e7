"""A sandbox, the real client pointed at it, a person, and a board with every kind of column."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from notion_client import AsyncClient
from notion_client.errors import HTTPResponseError

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.contracts import faults_of

TOKEN = "ntn_secret"
START = datetime(2026, 11, 22, 12, 0, 40, tzinfo=UTC)
COLUMNS: dict[str, Any] = {
    "Title": "title",
    "Direction": "rich_text",
    "Status": {"status": {"options": [{"name": "Draft"}, {"name": "Queued", "color": "blue"}]}},
    "Channel": ["Sea", "Forest"],
    "Tags": {"multi_select": {"options": [{"name": "calm"}]}},
    "Budget": "number",
    "Publish At": "date",
    "Ready": "checkbox",
    "Film": "url",
    "Preview": "files",
    "Reviewer": "people",
    "Cost": "formula",
    "Number": {"unique_id": {"prefix": "FILM"}},
    "Made": "created_time",
    "Updated": "last_edited_time",
    "Updated By": "last_edited_by",
}


@dataclass(frozen=True)
class Board:
    """A database and its data source."""

    database: str
    source: str


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(START)


@asynccontextmanager
async def running(**options: Any) -> AsyncIterator[SandboxNotion]:
    """A sandbox whose traffic fits the contracts when all is done."""
    async with SandboxNotion(**{"token": TOKEN, "rate_limit": None} | options) as sandbox:
        yield sandbox
    assert "\n".join(faults_of(sandbox.recording)) == ""


@asynccontextmanager
async def client_of(sandbox: SandboxNotion, **options: Any) -> AsyncIterator[AsyncClient]:
    """The real client, which tries nothing again by itself."""
    usual: dict[str, Any] = {
        "auth": TOKEN,
        "base_url": sandbox.base_url,
        "notion_version": "2026-03-11",
        "retry": False,
        "timeout_ms": 5_000,
    }
    # Certificates take longer to load than a test takes; there is no TLS on loopback.
    client = AsyncClient(client=httpx.AsyncClient(verify=False), **usual | options)
    try:
        yield client
    finally:
        await client.aclose()


@pytest.fixture
async def sandbox(clock: MovableClock) -> AsyncIterator[SandboxNotion]:
    async with running(clock=clock) as found:
        yield found


@pytest.fixture
async def client(sandbox: SandboxNotion) -> AsyncIterator[AsyncClient]:
    async with client_of(sandbox) as found:
        yield found


@pytest.fixture
def robin(sandbox: SandboxNotion) -> NotionPerson:
    return sandbox.person("Robin")


@pytest.fixture
def board(robin: NotionPerson) -> Board:
    database = robin.add_database("Films", COLUMNS)
    return Board(database, robin.data_source_of(database))


async def refusal(asked: Awaitable[Any]) -> HTTPResponseError:
    """What Notion refuses a request with."""
    with pytest.raises(HTTPResponseError) as caught:
        await asked
    return caught.value


def text(content: str) -> list[dict[str, Any]]:
    """Rich text of one piece, as a request writes it."""
    return [{"type": "text", "text": {"content": content}}]
