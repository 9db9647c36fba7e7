"""The database of a process: the one it was told, or the workspace's embedded one, kept alive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pipeline.database import Database
from pipeline.embedded import embedded_database, ensure_server
from pipeline.embedded_home import Access
from pipeline.errors import DatabaseUnavailable
from pipeline.settings import Settings

log = structlog.get_logger(__name__)

WATCH_SECONDS = 1.0
LOOK_SECONDS = 10.0


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database for as long as the block runs."""
    if settings.database_url is not None:
        async with _opened(settings.database_url.get_secret_value()) as database:
            yield database
        return
    async with embedded_database(settings.workspace) as url, _opened(url) as database:
        watching = asyncio.create_task(_keep_alive(database, settings.workspace))
        try:
            yield database
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


async def _keep_alive(database: Database, workspace: Path) -> None:
    """Start the embedded server again when it was killed; its address stays the same."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        try:
            async with asyncio.timeout(10), database.transaction() as session:
                await session.execute(text("SELECT 1"))
        except (DBAPIError, OSError, TimeoutError):
            log.warning("database.away")
            with suppress(DatabaseUnavailable):  # said there; the next round tries again
                await ensure_server(workspace)


@asynccontextmanager
async def look_at_database(settings: Settings) -> AsyncIterator[Database | None]:
    """The database as it is, or None when there is none: nothing is started for a look."""
    url = settings.database_url.get_secret_value() if settings.database_url else None
    home = settings.workspace / "database"
    if url is None and home.exists():
        access = Access.read(home.resolve())
        url = access.url if access else None
    if url is None:
        yield None
        return
    async with _opened(url) as database:
        try:
            async with asyncio.timeout(LOOK_SECONDS), database.transaction() as session:
                await session.execute(text("SELECT 1 FROM processes LIMIT 1"))
        except (DBAPIError, OSError, TimeoutError) as error:
            log.warning("database.unusable", error=type(error).__name__)
            yield None
            return
        yield database
