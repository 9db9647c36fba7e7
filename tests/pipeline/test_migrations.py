"""The migrations make exactly the tables of the models, and take them away again."""

from __future__ import annotations

import asyncio
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from pipeline.database import Database
from pipeline.migrate import migrate, unmigrate
from pipeline.models import Base


def _differences(connection: Connection) -> list[object]:
    def is_ours(name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith("pgqueuer"))

    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "include_name": is_ours}
    )
    return list(compare_metadata(context, Base.metadata))


async def test_the_migrated_schema_is_the_models(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_downgrade_takes_everything_away_and_upgrade_brings_it_back(
    database: Database,
) -> None:
    url = database.url.render_as_string(hide_password=False)
    tables = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    await unmigrate(url)
    async with database.transaction() as session:
        assert list(await session.scalars(tables)) == ["alembic_version"]
    await migrate(url)
    async with database.transaction() as session:
        left = set(await session.scalars(tables))
    assert {*Base.metadata.tables, "pgqueuer"} <= left


async def test_two_processes_may_migrate_at_once(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    await unmigrate(url)
    code = "import asyncio, sys; from pipeline.migrate import migrate; "
    code += "asyncio.run(migrate(sys.argv[1]))"
    both = [await asyncio.create_subprocess_exec(sys.executable, "-c", code, url) for _ in range(2)]
    assert [await process.wait() for process in both] == [0, 0]
