"""The row of a channel: what claims must know of its YAML."""

from __future__ import annotations

import uuid

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.channels import ChannelConfig


async def keep_channel(session: AsyncSession, key: str, config: ChannelConfig) -> uuid.UUID:
    """Keep a channel as its YAML says now; its row's id."""
    changed = {
        "name": config.name,
        "capacity": config.capacity,
        "usd_per_day": config.budget.usd_per_day,
    }
    found: uuid.UUID | None = await session.scalar(
        insert(models.Channel)
        .values(key=key, **changed)
        .on_conflict_do_update(index_elements=["key"], set_=changed)
        .returning(models.Channel.id)
    )
    assert found is not None  # an upsert always returns its row
    return found
