"""Requests that one look at a database takes where nobody has changed anything for an hour."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.notion.connection import Connection
from bot.notion.creating import create_database
from bot.notion.mirror import NotionMirror
from bot.notion.poller import Poller
from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.tools import Tools
from pipeline.database import Database
from pipeline.embedded import embedded_database
from pipeline.migrate import migrate
from pipeline.settings import Settings
from pipeline.storage import open_storage

DAY = 24 * 3600.0


async def measure_polls(workspace: Path) -> list[dict[str, Any]]:
    """Requests of one look, an hour after the last of so many rows was made."""
    async with embedded_database(workspace / "server") as url:
        await migrate(url)
        found = []
        for rows, spread in ((10, 30 * DAY), (10_000, 30 * DAY), (10, 0.0), (10_000, 0.0)):
            database = Database(url)
            requests = await _requests_of_a_poll(workspace, database, rows, spread)
            await database.close()
            made = "over a month" if spread else "within a minute"
            found.append({"rows": rows, "made": made, "requests": requests})
        return found


async def _requests_of_a_poll(workspace: Path, database: Database, rows: int, spread: float) -> int:
    clock = MovableClock(datetime(2026, 1, 1, 12, tzinfo=UTC))
    async with SandboxNotion(clock=clock, record=False, rate_limit=None) as notion:
        token = SecretStr(notion.token)
        async with Connection(token, notion.base_url) as connection:
            made = await create_database(connection, notion.page_id, "Films", ["nature"])
            robin, source = notion.person("Robin"), made.database.id
            for number in range(rows):
                robin.add_row(source, {"Title": f"Film {number}"})
                clock.advance(spread / rows)
            clock.advance(3600.0)
            settings = Settings(_env_file=None, workspace_root=workspace, notion_token=token)
            tools = Tools(settings, database, open_storage(settings))
            poller = Poller(tools, connection, NotionMirror(tools, connection))
            await poller.poll(source, ["nature"])  # the first look reads everything
            before = len(notion.rate_limits.arrivals)
            await poller.poll(source, ["nature"])
            return len(notion.rate_limits.arrivals) - before
