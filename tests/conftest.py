"""What every test may use: a workspace of its own and a fresh, migrated database on a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from hypothesis import settings
from sqlalchemy import make_url

from pipeline.database import Database
from pipeline.embedded import embedded_database, remove_database
from pipeline.migrate import migrate
from tests.databases import SpareDatabase

# A busy machine must fail no test, and a run must be the same as the one before.
# `pytest --hypothesis-profile=search` looks further.
settings.register_profile("slate", deadline=None, max_examples=25, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=300)
settings.load_profile("slate")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of a server for this run; its database is migrated and never written to."""
    workspace = tmp_path_factory.mktemp("server")
    async with embedded_database(workspace) as url:
        await migrate(url)
        await _hurry(url)
        yield url
    await remove_database(workspace)


async def _hurry(url: str) -> None:
    """Nothing here outlives the run, so nothing has to wait for the disk, or to be tidied up."""
    dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(dsn)
    for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
        await connection.execute(f"ALTER SYSTEM SET {setting} = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


@pytest.fixture(scope="session")
def spare_database(server: str) -> SpareDatabase:
    """The database that this run's tests share, one after another."""
    return SpareDatabase(server)


@pytest_asyncio.fixture
async def database_url(spare_database: SpareDatabase) -> str:
    """A migrated database without rows."""
    return await spare_database.as_new()


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Sessions on a fresh, migrated database."""
    opened = Database(database_url)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of the test's own."""
    made = tmp_path / "workspace"
    made.mkdir()
    return made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole films first: begun last, they would keep one worker busy while the others have nothing."""
    items.sort(key=lambda item: "end_to_end" not in item.path.parts)
