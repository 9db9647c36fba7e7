"""Who did what, and where: a row for every decision, edit and retry."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.reviews import Actor


def record(
    session: AsyncSession, video: models.Video, actor: Actor, action: str, details: dict[str, Any]
) -> None:
    """Add the row to the transaction that does it."""
    session.add(
        models.AuditLog(
            video_id=video.id,
            actor=actor.name,
            actor_id=actor.id,
            via=actor.via,
            action=action,
            details=details,
        )
    )
