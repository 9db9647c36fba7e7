"""The database of a process: the one it was told, or the workspace's embedded one, kept alive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from sqlalchemy import text
from sqlalchemy.exc import ArgumentError, DBAPIError

from pipeline.database import Database, is_away
from pipeline.embedded import embedded_database, ensure_server
from pipeline.embedded_home import Access
from pipeline.errors import ConfigError, DatabaseUnavailable
from pipeline.settings import Settings

log = structlog.get_logger(__name__)

WATCH_SECONDS = 1.0
LOOK_SECONDS = 10.0


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database for as long as the block runs."""
    if settings.database_url is not None:
        async with _opened(settings.database_url.get_secret_value()) as database:
            await _greet(database)
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
    try:
        database = Database(url)
    except ArgumentError as error:
        raise ConfigError(
            "DATABASE_URL is no address: postgresql://user:password@host:5432/name."
        ) from error
    try:
        yield database
    finally:
        await database.close()


async def _greet(database: Database) -> None:
    """Find out at the start, and in a sentence, that nobody is there."""
    try:
        async with asyncio.timeout(LOOK_SECONDS), database.transaction() as session:
            await session.execute(text("SELECT 1"))
    except (DBAPIError, OSError) as error:
        where = f"{database.url.host}:{database.url.port or 5432}"
        why = str(getattr(error, "orig", None) or error) or type(error).__name__
        raise DatabaseUnavailable(
            f"the database at {where} cannot be used ({why}): check DATABASE_URL and the server"
        ) from error


async def _keep_alive(database: Database, workspace: Path) -> None:
    """Start the embedded server again when it was killed; its address stays the same."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        try:
            async with asyncio.timeout(10), database.transaction() as session:
                await session.execute(text("SELECT 1"))
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("database.away", error=type(error).__name__)
            try:
                await ensure_server(workspace)
            except (DatabaseUnavailable, OSError) as failure:  # the next round tries again
                log.warning("database.not_started", why=str(failure))


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
