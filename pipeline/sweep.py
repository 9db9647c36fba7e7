"""What lags is repaired: a list of named repairs, every 15 s, by one process at a time."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy import ColumnElement, case, delete, exists, false, func, or_, select, text, true
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import endings, holds, jobs, models, queries
from pipeline.advance import advance
from pipeline.database import Database, is_away
from pipeline.lifecycle import Cause, Hold, Phase, Step
from pipeline.models import utc_now
from pipeline.steps.build import TakeState

log = structlog.get_logger(__name__)

Repair = Callable[[AsyncSession], Awaitable[int]]

SWEEP_SECONDS = 15.0
QUEUE_LOG_KEPT = timedelta(days=2)
PROCESS_KEPT = timedelta(minutes=5)
SCRATCH_KEPT_SECONDS = 6 * 3600.0
SLOT_CLOSE = timedelta(minutes=5)  # before its slot a film must be approved

_ALONE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('slate.sweep', 0))")


async def show_in_discord(session: AsyncSession) -> int:
    """Films that Discord does not show as they are; a repair of a bot that is there."""
    return await _ask_to_show(session, queries.DISCORD, jobs.SHOW_DISCORD)


async def show_in_notion(session: AsyncSession) -> int:
    """The same in Notion, for films that have a database."""
    return await _ask_to_show(session, queries.NOTION, jobs.SHOW_NOTION)


async def _ask_to_show(session: AsyncSession, surface: str, entrypoint: str) -> int:
    """Ask a front end again for the films that it does not show as they are; how many.

    A show job failed, or its bot died: those are meant that changed some time ago.
    """
    owes = models.Mirror.external["owes"].as_boolean().label("owes")  # an edit's answer
    shown = select(models.Mirror.video_id, models.Mirror.shown_version, owes)
    mirror = shown.where(models.Mirror.surface == surface).subquery()
    homes = models.Video.config["notion_data_source"].astext
    rows = await session.execute(
        select(models.Video.id, models.Video.version)
        .outerjoin(mirror, mirror.c.video_id == models.Video.id)
        .where(
            or_(
                func.coalesce(mirror.c.shown_version, 0) < models.Video.version,
                func.coalesce(mirror.c.owes, false()),
            )
        )
        .where(models.Video.updated_at < utc_now() - timedelta(seconds=SWEEP_SECONDS))
        .where(models.Video.updated_at > utc_now() - timedelta(days=2))
        .where(homes.is_not(None) if entrypoint == jobs.SHOW_NOTION else true())
        .order_by(models.Video.updated_at)
        .limit(100)
    )
    found = rows.all()
    for video_id, version in found:
        await jobs.show(session, video_id, version, entrypoint=entrypoint)
    return len(found)


async def wake_workers_for_free_takes(session: AsyncSession) -> int:
    """A job that was lost, a lease that ended, a pause that is over: one job per free take."""
    is_free = or_(
        models.Take.state == TakeState.PLANNED,
        (models.Take.state == TakeState.WORKING) & (models.Take.lease_until < utc_now()),
    )
    rows = await session.execute(
        select(models.Take.step, models.Take.is_paid, func.count())
        .join(models.Video, models.Video.id == models.Take.video_id)
        .join(models.Channel, models.Channel.id == models.Video.channel_id)
        .where(is_free, models.Video.hold.is_(None), models.Video.ended_at.is_(None))
        .where(models.Channel.is_paused.is_(False))
        .where(or_(models.Take.not_before.is_(None), models.Take.not_before <= utc_now()))
        .group_by(models.Take.step, models.Take.is_paid)
    )
    woken = 0
    for name, is_paid, free in rows.all():
        step = Step(name)
        missing = min(free, 50) - await _queued(session, jobs.entrypoint(step, is_paid))
        await jobs.some_take_is_ready(session, step, is_paid=is_paid, count=missing)
        woken += max(0, missing)
    return woken


async def _queued(session: AsyncSession, entrypoint: str) -> int:
    counted = text(
        "SELECT count(*) FROM pgqueuer WHERE entrypoint = :name AND status = 'queued'"
        " AND execute_after <= now()"
    )
    return int((await session.execute(counted, {"name": entrypoint})).scalar_one())


async def end_holds_whose_time_has_come(session: AsyncSession) -> int:
    """Quota and budget come back with the day; what a person must answer does not."""
    video = models.Video
    is_due = (video.hold_until <= utc_now()) & video.hold.in_([Hold.QUOTA, Hold.BUDGET])
    return await _go_on(session, is_due)


async def end_holds_of_keys_that_are_back(session: AsyncSession) -> int:
    """Films that wait for a key nobody knows to be refused any more."""
    video, held = models.Video, models.ProviderHold
    token = models.OauthToken
    provider = func.split_part(video.hold_cause, ":", 2)
    has_own = exists().where(token.channel_id == video.channel_id, token.service == provider)
    owner = case((has_own, video.channel_id))
    is_refused = exists().where(
        held.provider == provider, held.channel_id.is_not_distinct_from(owner)
    )
    return await _go_on(session, video.hold_cause.startswith(f"{Cause.KEY}:") & ~is_refused)


async def _go_on(session: AsyncSession, condition: ColumnElement[bool]) -> int:
    # A film that somebody has locked is looked at next time: they may be deciding just that.
    held = select(models.Video).where(condition).with_for_update(skip_locked=True)
    found = (await session.scalars(held)).all()
    for video in found:
        await holds.go_on(session, video)
    return len(found)


async def move_films_whose_slot_has_come(session: AsyncSession) -> int:
    """A film that nobody approved in time takes its channel's next slot, and is asked about anew."""
    video = models.Video
    rows = await session.scalars(
        select(video)
        .where(video.step == Step.REVIEW, video.phase == Phase.READY)
        .where(video.publish_at < utc_now() + SLOT_CLOSE)
        .where(video.plan["is_timed"].astext.is_distinct_from("true"))
        .with_for_update(skip_locked=True)
    )
    found = rows.all()
    for row in found:
        row.publish_at = None
        await advance(session, row)
    return len(found)


async def book_what_nobody_waits_for(session: AsyncSession) -> int:
    """What a provider was making for a take that is not wanted, and whose worker is gone too."""
    take = models.Take
    is_left = (take.state == TakeState.UNWANTED) & (take.lease_until < utc_now())
    is_dropped = (take.state == TakeState.SUPERSEDED) & take.reserved_usd.is_not(None)
    left = select(take).where(is_left | is_dropped).limit(100)
    # Its worker may come back just now: whoever has the row books it, the other sees it is booked.
    rows = (await session.scalars(left.with_for_update())).all()
    for row in rows:
        await endings.write_off(session, row)
    return len(rows)


async def forget_dead_processes(session: AsyncSession) -> int:
    """Rows of processes whose heart stopped long ago."""
    old = models.Process.beat_at < utc_now() - PROCESS_KEPT
    gone = await session.scalars(delete(models.Process).where(old).returning(models.Process.id))
    return len(gone.all())


async def prune_the_queue_log(session: AsyncSession) -> int:
    """PgQueuer never prunes its log of finished jobs."""
    old = text("DELETE FROM pgqueuer_log WHERE created < :before RETURNING 1")
    gone = await session.execute(old, {"before": utc_now() - QUEUE_LOG_KEPT})
    return len(gone.all())


REPAIRS: tuple[Repair, ...] = (
    end_holds_whose_time_has_come,
    end_holds_of_keys_that_are_back,
    move_films_whose_slot_has_come,
    book_what_nobody_waits_for,
    wake_workers_for_free_takes,
    forget_dead_processes,
    prune_the_queue_log,
)


async def sweep(database: Database, repairs: Sequence[Repair] = REPAIRS) -> dict[str, int]:
    """Run every repair once, each in a transaction of its own; what each repaired, by name."""
    repaired: dict[str, int] = {}
    for repair in repairs:
        try:
            async with database.transaction() as session:
                if await session.scalar(_ALONE):
                    repaired[repair.__name__] = await repair(session)
        except Exception as error:
            if is_away(error):
                raise
            log.exception("sweep.repair_failed", repair=repair.__name__)  # the others go on
    return {name: count for name, count in repaired.items() if count}


async def keep_sweeping(
    database: Database,
    scratch: Path,
    caches: tuple[Path, ...] = (),
    repairs: Sequence[Repair] = REPAIRS,
) -> None:
    """Sweep until cancelled.

    Args:
        scratch: This machine's folders of takes in the making; those of dead workers are removed.
        caches: Folders whose old files are removed.
    """
    while True:
        try:
            repaired = await sweep(database, repairs)
            if repaired:
                log.info("sweep.repaired", **repaired)
            for folder in (scratch, *caches):
                await asyncio.to_thread(remove_old, folder)
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("sweep.failed", error=type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)


def remove_old(folder: Path, kept_seconds: float = SCRATCH_KEPT_SECONDS) -> None:
    """Remove what has not been touched for hours: nobody makes one take that long."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if time.time() - path.stat().st_mtime < kept_seconds:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
