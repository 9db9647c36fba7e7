"""The sandbox's Notion, and a connection to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from pydantic import SecretStr

from bot.notion.connection import Connection
from bot.sandbox.notion.notion_server import SandboxNotion
from tests import contracts

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
