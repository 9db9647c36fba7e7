"""A bot that is killed at any moment takes every edit once, and answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline.models import AuditLog
from tests.bot.notion import desk
from tests.bot.notion.desk import Desk
from tests.bot.notion.mishaps import Killed, Kind, Mishap, MortalDatabase, Wire


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[MortalDatabase]:
    opened = MortalDatabase(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest_asyncio.fixture
async def office(
    database: MortalDatabase,
    wire: Wire,
    tmp_path: Path,
    preview_scripts: Path,
    sandbox: SandboxNotion,
) -> AsyncIterator[Desk]:
    opening = desk.opened(database, tmp_path, preview_scripts, sandbox, transport=wire)
    async with opening as opened:
        yield opened


async def done(office: Desk) -> Counter[str]:
    """What was done from Notion."""
    async with office.tools.database.transaction() as session:
        found = await session.scalars(select(AuditLog.action).where(AuditLog.via == "Notion"))
        return Counter(found.all())


MOMENTS = [
    *(Mishap(Kind.KILLED_AT_COMMIT, after) for after in range(14)),
    *(Mishap(Kind.KILLED_BEFORE, after) for after in range(1, 4)),
    *(Mishap(Kind.KILLED_AFTER, after) for after in range(1, 4)),
]


async def test_each_edit_is_taken_once_and_answered(
    office: Desk, database: MortalDatabase, wire: Wire
) -> None:
    """Three edits that are carried out and one that is not, at a moment after the other."""
    for number, moment in enumerate(MOMENTS):
        row = office.plan(Title=f"Fox {number}", Status="Queued")
        await office.look()
        before = await done(office)
        office.set(row, Budget=5, Priority=3, Status="Cancelled", Mode="final")
        wire.mishap = database.mishap = moment
        try:
            await office.look()
        except Killed:
            office.restart()
        wire.mishap = database.mishap = None
        await office.look()
        await office.look()
        assert await done(office) - before == {"budget": 1, "changed": 1, "cancelled": 1}, moment
        shown = office.read(row)
        assert (shown["Budget"], shown["Priority"], shown["Mode"]) == (5, 3, "draft"), moment
        assert shown["Status"] == "Cancelled"
        assert "Mode cannot be changed" in shown["Error Log"], moment
        assert "already" not in shown["Error Log"], moment
