"""The database of a process."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from pipeline import server
from pipeline.database import Database, is_away
from pipeline.server import open_database
from pipeline.settings import Settings


async def one(database: Database) -> int | None:
    async with database.transaction() as session:
        found: int | None = await session.scalar(text("SELECT 1"))
        return found


async def test_the_one_it_was_told(settings: Settings) -> None:
    async with open_database(settings) as database:
        assert await one(database) == 1
        assert settings.database_url is not None
        assert settings.database_url.get_secret_value().endswith(f"/{database.url.database}")


@pytest.mark.slow
async def test_the_workspaces_own_comes_back_when_it_was_killed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "WATCH_SECONDS", 0.1)
    settings = Settings(database_url=None, workspace_root=workspace)
    async with open_database(settings) as database:
        address = database.url
        async with database.transaction() as session:
            pid = await session.scalar(text("SELECT pg_backend_pid()"))
        postmaster = psutil.Process(pid).parent()
        assert postmaster is not None
        postmaster.kill()
        async with asyncio.timeout(60):
            while not await answers(database):
                await asyncio.sleep(0.1)
        assert database.url == address


async def answers(database: Database) -> bool:
    try:
        return await one(database) == 1
    except Exception as error:
        assert is_away(error)
        return False


def test_an_address_in_a_setting_is_a_secret() -> None:
    settings = Settings(database_url=SecretStr("postgresql://me:hidden@host/name"))
    assert "hidden" not in repr(settings)
