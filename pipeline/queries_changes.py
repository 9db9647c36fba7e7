"""What has become of a film since people last looked."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from pipeline import models
from pipeline.edits import EDITED
from pipeline.steps.build import TakeState
from pipeline.views import Changes, Earlier


async def changes_since(
    session: AsyncSession,
    video_id: uuid.UUID,
    moment: datetime,
    take_ids: Collection[uuid.UUID],
) -> Changes:
    """What of these takes of a film, and of its shots, is newer than a moment.

    A take counts from when it was planned: all that stands at an open gate was planned before the
    question, and what a decision asks for after it, so no worker's clock can change the answer.
    """
    return Changes(
        await _made_since(session, moment, take_ids), await _edited_since(session, video_id, moment)
    )


async def _made_since(
    session: AsyncSession, moment: datetime, take_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Earlier | None]:
    new, old = aliased(models.Take), aliased(models.Take)
    is_before = and_(
        old.video_id == new.video_id,
        old.step == new.step,
        old.number == new.number,
        old.state == TakeState.DONE,
        old.created_at <= moment,
    )
    rows = await session.execute(
        select(new.id, old.file, old.sha256, old.note)
        .outerjoin(old, is_before)
        .where(new.id.in_(take_ids), new.created_at > moment)
        # Of several takes before it the last one stands.
        .order_by(new.created_at.desc(), new.step, new.number, old.take)
    )
    return {
        take_id: Earlier(file, sha256 or "", note) if file else None
        for take_id, file, sha256, note in rows
    }


async def _edited_since(
    session: AsyncSession, video_id: uuid.UUID, moment: datetime
) -> dict[int, tuple[str, ...]]:
    log = models.AuditLog
    rows = await session.scalars(
        select(log.details)
        .where(log.video_id == video_id, log.action == EDITED, log.created_at > moment)
        .order_by(log.created_at)
    )
    edited: dict[int, dict[str, None]] = {}
    for details in rows:
        edited.setdefault(details["shot"], {}).update(dict.fromkeys(details["fields"]))
    return {shot: tuple(fields) for shot, fields in sorted(edited.items())}
