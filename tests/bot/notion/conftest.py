"""The sandbox's Notion, a connection to it, and a desk that looks after its films."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from pydantic import SecretStr

from bot.notion.connection import Connection
from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline.database import Database
from tests import contracts
from tests.bot.notion import desk
from tests.bot.notion.desk import Desk

HURRIED = 0.01  # seconds instead of one: what is tested here is not the pace


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[SandboxNotion]:
    """A Notion of the test's own; at the end it must have seen nothing that it does not allow."""
    async with SandboxNotion(rate_limit=None) as running:
        yield running
    assert running.recording.violations == []
    if contracts.contracts_folder() is not None:
        assert contracts.violations_of_requests(running.recording.requests) == []


@pytest_asyncio.fixture
async def connection(sandbox: SandboxNotion) -> AsyncIterator[Connection]:
    """As the bot has it, only faster."""
    token = SecretStr(sandbox.token)
    async with Connection(token, sandbox.base_url, window=HURRIED) as made:
        yield made


@pytest_asyncio.fixture
async def office(
    database: Database, tmp_path: Path, preview_scripts: Path, sandbox: SandboxNotion
) -> AsyncIterator[Desk]:
    """A desk where every look is also one at the database's schema."""
    async with desk.opened(database, tmp_path, preview_scripts, sandbox) as opened:
        opened.restart(schema_seconds=0.0)
        yield opened
