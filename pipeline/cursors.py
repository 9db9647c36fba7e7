"""How far a front end has read what people changed at its service."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models


async def read(session: AsyncSession, surface: str, source: str) -> datetime | None:
    """The newest change that was taken, by the service's own clock; None before the first."""
    cursor = models.Cursor
    found: datetime | None = await session.scalar(
        select(cursor.read_until).where(cursor.surface == surface, cursor.source == source)
    )
    return found


async def keep(session: AsyncSession, surface: str, source: str, until: datetime) -> None:
    """All changes up to this one were taken."""
    values = {"read_until": until}
    await session.execute(
        insert(models.Cursor)
        .values(surface=surface, source=source, **values)
        .on_conflict_do_update(index_elements=["surface", "source"], set_=values)
    )
