"""What front ends remember of how they show a film."""

from __future__ import annotations

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.models import utc_now
from pipeline.views import MirrorView


async def remember(session: AsyncSession, surface: str, view: MirrorView) -> None:
    """Keep what a surface shows of a film now; a version never goes back."""
    values = {
        "external_id": view.external_id,
        "external": view.external,
        "written": view.written,
        "updated_at": utc_now(),
    }
    statement = insert(models.Mirror).values(
        video_id=view.video_id, surface=surface, shown_version=view.shown_version, **values
    )
    newest = models.Mirror.shown_version
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["video_id", "surface"],
            set_=values | {"shown_version": func.greatest(newest, view.shown_version)},
        )
    )
