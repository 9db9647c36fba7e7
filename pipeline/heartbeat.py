"""A row per running process, so that `slate health` knows who is alive."""

from __future__ import annotations

import asyncio
import os
import socket
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from pipeline import models
from pipeline.database import Database, is_away
from pipeline.models import utc_now

log = structlog.get_logger(__name__)

BEAT_SECONDS = 5.0


@asynccontextmanager
async def heart(database: Database, kind: str) -> AsyncIterator[None]:
    """Beat while the block runs.

    Args:
        kind: `bot` or `worker`.
    """
    mine = uuid.uuid4()
    beating = asyncio.create_task(_beat(database, kind, mine))
    try:
        yield
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
        with suppress(DBAPIError, OSError):  # then the row grows old and is swept
            async with database.transaction() as session:
                await session.execute(delete(models.Process).where(models.Process.id == mine))


async def _beat(database: Database, kind: str, mine: uuid.UUID) -> None:
    row = {"id": mine, "kind": kind, "host": socket.gethostname(), "pid": os.getpid()}
    while True:
        try:
            async with database.transaction() as session:
                await session.execute(
                    insert(models.Process)
                    .values(**row)
                    .on_conflict_do_update(index_elements=["id"], set_={"beat_at": utc_now()})
                )
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("heartbeat.missed", error=type(error).__name__)
        await asyncio.sleep(BEAT_SECONDS)
