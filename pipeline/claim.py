"""Who goes next: one SQL statement, and the lease it hands out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline.lifecycle import Step
from pipeline.providers import YOUTUBE

# Claims go one after another, so that two cannot both see the last free place of a limit; those of
# different steps too, because they share their channel's capacity. A statement of its own: the next
# one must take its snapshot after the lock is held.
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('slate.claim', 0))")

# The stop of everything that costs money; a job that was submitted before is waited for all the
# same, and publishing costs none.
PAID_WORK = "paid_work"

# A take is free when nobody has it, or when whoever had it has been silent beyond its lease.
_FREE = f"""
    t.step = :step AND t.is_paid = :paid
    AND (t.state = 'planned' OR (t.state = 'working' AND t.lease_until < now()))
    AND (t.not_before IS NULL OR t.not_before <= now())
    AND v.hold IS NULL AND v.ended_at IS NULL AND NOT c.is_paused
    AND (NOT :paid OR t.provider_job_id IS NOT NULL OR t.provider = '{YOUTUBE}'
         OR NOT EXISTS (SELECT 1 FROM stops WHERE stops.name = '{PAID_WORK}'))
"""

# What a place of the limits is taken by; a take nobody wants any more still is at its provider.
_BUSY = "w.state IN ('working', 'unwanted') AND w.lease_until >= now()"

_CLAIM = text(f"""
WITH busy AS (
    SELECT w.step, w.video_id, wv.channel_id
    FROM takes w JOIN videos wv ON wv.id = w.video_id
    WHERE {_BUSY}
), next AS (
    SELECT t.id, v.channel_id, t.state = 'working' AS was_abandoned
    FROM takes t JOIN videos v ON v.id = t.video_id JOIN channels c ON c.id = v.channel_id
    WHERE {_FREE}
      AND (SELECT count(*) FROM busy WHERE busy.step = :step) < :limit
      AND (SELECT count(*) FROM busy WHERE busy.channel_id = c.id) < c.capacity
    ORDER BY v.priority DESC,
             (SELECT count(*) FROM busy WHERE busy.channel_id = c.id),
             c.served_at NULLS FIRST,
             v.number,
             t.number
    LIMIT 1
    FOR UPDATE OF v, t SKIP LOCKED  -- the film first: a take of a passed-over film stays unlocked
), served AS (
    UPDATE channels SET served_at = clock_timestamp() FROM next WHERE channels.id = next.channel_id
)
UPDATE takes SET
    state = 'working',
    lease_token = gen_random_uuid(),
    lease_until = clock_timestamp() + :lease,  -- now() is when it began to wait for its turn
    attempts = attempts + 1,
    not_before = NULL,
    error = NULL,
    error_kind = NULL,
    started_at = clock_timestamp()
FROM next WHERE takes.id = next.id
RETURNING takes.id, takes.video_id, takes.lease_token, takes.attempts, next.was_abandoned
""")

# Free takes that were passed over because their film's row was locked at that moment, and takes
# whose holder has not renewed its lease in time: a job that finds these must come back.
_SOON = text(f"""
SELECT min(due) FROM (
    SELECT interval '0.1 seconds' AS due
    FROM takes t JOIN videos v ON v.id = t.video_id JOIN channels c ON c.id = v.channel_id
    WHERE {_FREE}
      AND (SELECT count(*) FROM takes w
           WHERE w.step = :step AND {_BUSY}) < :limit
      AND (SELECT count(*) FROM takes w JOIN videos wv ON wv.id = w.video_id
           WHERE wv.channel_id = c.id AND {_BUSY}) < c.capacity
    UNION ALL
    SELECT t.lease_until - now() + interval '0.05 seconds'
    FROM takes t
    WHERE t.step = :step AND t.is_paid = :paid AND t.state = 'working'
      AND t.lease_until BETWEEN now() AND now() + :late
) AS waiting
""")


@dataclass(frozen=True)
class Claim:
    """A take that is ours until the lease ends."""

    take_id: uuid.UUID
    video_id: uuid.UUID
    token: uuid.UUID
    attempts: int  # this one counted
    was_abandoned: bool = False  # by a worker that fell silent in the middle of it


async def claim_next(
    session: AsyncSession, step: Step, *, limit: int, lease: timedelta, is_paid: bool = False
) -> Claim | None:
    """Take the lease of the step's next take.

    Respects holds, pauses, the fleet's limit and the channel's capacity; then goes by priority,
    the channel served least, the oldest film. The film's row stays locked until the caller commits.

    Args:
        limit: How many takes of this step the whole fleet works on at once.
        lease: How long the take stays ours without renewal.
        is_paid: Takes that wait for a paid service, not those that need a processor.
    """
    await session.execute(ONE_AT_A_TIME)
    values = {"step": step, "limit": limit, "lease": lease, "paid": is_paid}
    row = (await session.execute(_CLAIM, values)).one_or_none()
    return Claim(*row) if row else None


async def free_soon(
    session: AsyncSession, step: Step, *, limit: int, lease: timedelta, is_paid: bool = False
) -> timedelta | None:
    """How long a job that found nothing should wait before it looks again; None: not at all.

    A healthy worker renews when a quarter of its lease is over, so one with less than half left
    has missed a renewal and may be dead.
    """
    values = {"step": step, "limit": limit, "late": lease / 2, "paid": is_paid}
    due: timedelta | None = await session.scalar(_SOON, values)
    return due
