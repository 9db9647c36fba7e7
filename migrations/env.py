"""How alembic reaches the database: asynchronously, at the address of the process that asks."""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from pipeline.models import Base
from pipeline.settings import Settings


def _url() -> str:
    given = context.config.attributes.get("url") or context.config.get_main_option("sqlalchemy.url")
    if given:
        return str(given)
    configured = Settings().database_url
    if configured is None:
        raise SystemExit("DATABASE_URL is not set; `slate migrate` finds the embedded server.")
    return configured.get_secret_value()


def _migrate(connection: Connection) -> None:
    # Two processes that start together must not both make the tables.
    connection.execute(text("SELECT pg_advisory_lock(hashtextextended('slate.migrate', 0))"))
    connection.commit()
    context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def _run() -> None:
    engine = create_async_engine(_url(), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_migrate)
    await engine.dispose()


asyncio.run(_run())
