"""What workers report of a take, each in its caller's transaction and only by its lease's holder."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import jobs, models
from pipeline.advance import advance, film_of, lock_video, wake_waiting
from pipeline.claim import Claim
from pipeline.lifecycle import Phase, Step
from pipeline.models import utc_now
from pipeline.steps import plan
from pipeline.steps.build import TakeState
from pipeline.steps.film import Film, Unit, UnitKey
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Storyboard

# The pauses between attempts of one take; after the last it fails.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=60),
)
MAX_ATTEMPTS = len(PAUSES) + 1
DISK = "disk"  # the kind of error of a disk that is full


@dataclass(frozen=True)
class Upstream:
    """A chosen take that another one is made from."""

    file: str
    sha256: str
    result: Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """Everything a worker needs to make a take, once the transaction is closed."""

    claim: Claim
    film: Film
    unit: Unit
    take: int
    upstream: Mapping[UnitKey, Upstream]
    started_at: datetime


@dataclass(frozen=True)
class Finished:
    """A take that is whole and in the storage."""

    file: str
    sha256: str
    result: Mapping[str, Any]
    seconds: float | None = None
    cost_usd: Decimal | None = None
    storyboard: Storyboard | None = None  # of a storyboard's take: the shots to go on with
    place: str | None = None  # of the last step's take: where people find the film


async def start(session: AsyncSession, claim: Claim) -> Work | None:
    """What the claimed take needs; None where it is no longer wanted or has killed too often."""
    video = await lock_video(session, claim.video_id)
    row = await session.get_one(models.Take, claim.take_id)
    if claim.attempts > MAX_ATTEMPTS:
        text = f"it was started {MAX_ATTEMPTS} times and never came back"
        await _end(session, video, row, TakeState.FAILED, text, "crash")
        return None
    result = await advance(session, video)
    if claim.take_id not in result.wanted:
        row.state = TakeState.SUPERSEDED  # it may be of a step that the film has not come back to
        _reopen(row)
        await session.flush()
        await wake_waiting(session, video, Step(row.step))
        return None
    film = await film_of(session, video)
    unit = _unit_of(film, row)
    chosen = [result.chosen[key].id for key in unit.uses]
    return Work(claim, film, unit, row.take, await _upstream(session, chosen), utc_now())


def _unit_of(film: Film, row: models.Take) -> Unit:
    return next(unit for unit in plan(Step(row.step), film) if unit.number == row.number)


async def _upstream(session: AsyncSession, take_ids: list[uuid.UUID]) -> dict[UnitKey, Upstream]:
    columns = (
        models.Take.step,
        models.Take.number,
        models.Take.file,
        models.Take.sha256,
        models.Take.result,
    )
    rows = await session.execute(select(*columns).where(models.Take.id.in_(take_ids)))
    return {
        (Step(r.step), r.number): Upstream(r.file or "", r.sha256 or "", r.result or {})
        for r in rows
    }


async def renew(session: AsyncSession, claim: Claim, lease: timedelta) -> bool:
    """Keep the take for another lease; false when it is no longer ours."""
    renewed = await session.scalar(
        update(models.Take)
        .where(models.Take.id == claim.take_id, models.Take.lease_token == claim.token)
        # Once it is over, its place within the limits may be another take's.
        .where(models.Take.lease_until >= func.now())
        .values(lease_until=func.now() + lease)
        .returning(models.Take.id)
    )
    return renewed is not None


async def finish(session: AsyncSession, claim: Claim, done: Finished) -> bool:
    """Record a finished take and go on with the film; false when it is no longer ours."""
    held = await _held(session, claim)
    if held is None:
        return False
    video, row = held
    row.state = TakeState.DONE
    row.file, row.sha256, row.seconds = done.file, done.sha256, done.seconds
    row.result, row.cost_usd = dict(done.result), done.cost_usd
    row.error = row.error_kind = None
    _close(row)
    film = await film_of(session, video)
    if done.storyboard is not None and (row.step, row.number) == (Step.STORYBOARD, STORYBOARD):
        _take_over(film, done.storyboard)
    if done.place is not None:
        video.place = done.place
    await session.flush()
    await wake_waiting(session, video, Step(row.step))
    await advance(session, video, film)
    return True


def _take_over(film: Film, board: Storyboard) -> None:
    """Go on with new shots: what was wanted of the old ones means nothing for them."""
    if film.plan.storyboard != board:
        kept = {key: u for key, u in film.plan.units.items() if key.startswith(Step.STORYBOARD)}
        film.plan.units = kept
        film.plan.storyboard = board


async def fail(
    session: AsyncSession,
    claim: Claim,
    message: str,
    kind: str,
    *,
    state: TakeState = TakeState.FAILED,
) -> bool:
    """Record that the take cannot be made as it is; false when it is no longer ours."""
    held = await _held(session, claim)
    if held is None:
        return False
    await _end(session, *held, state, message, kind)
    return True


async def put_back(
    session: AsyncSession,
    claim: Claim,
    message: str,
    kind: str,
    *,
    retry_at: datetime | None = None,
) -> bool:
    """Let the take be tried again after a growing pause; false when it is no longer ours.

    A full disk is no fault of the take: it is tried every minute until there is space.
    """
    held = await _held(session, claim)
    if held is None:
        return False
    video, row = held
    if kind == DISK:
        row.attempts -= 1
    if row.attempts >= MAX_ATTEMPTS:
        await _end(session, video, row, TakeState.FAILED, message, kind)
        return True
    pause = PAUSES[0 if kind == DISK else row.attempts - 1]
    if retry_at is not None:
        pause = max(timedelta(seconds=1), retry_at - utc_now())
    row.state, row.error, row.error_kind = TakeState.PLANNED, message, kind
    # By the database's clock, as the job that comes back for it: not a moment earlier than the take.
    row.not_before = func.now() + pause
    _reopen(row)
    await session.flush()
    await advance(session, video)
    await wake_waiting(session, video, Step(row.step))
    await jobs.some_take_is_ready(session, Step(row.step), after=pause)
    return True


async def give_up_lease(session: AsyncSession, claim: Claim) -> bool:
    """A worker that stops leaves the take for the next one, as if it had never begun."""
    held = await _held(session, claim)
    if held is None:
        return False
    video, row = held
    row.state = TakeState.PLANNED
    row.attempts -= 1
    _reopen(row)
    await session.flush()
    await advance(session, video)
    await wake_waiting(session, video, Step(row.step))
    return True


async def failure_of(session: AsyncSession, claim: Claim) -> str | None:
    """What the operator is told where the film does not go on without a person."""
    video = await session.get_one(models.Video, claim.video_id)
    if video.state.phase is not Phase.FAILED:
        return None
    return f"Film #{video.number} “{video.title}” stands still at {video.error}"


async def announce(session: AsyncSession, claim: Claim, job_id: str) -> None:
    """Keep the provider's id of a submitted job, so that whoever comes next takes it up."""
    await session.execute(
        update(models.Take)
        .where(models.Take.id == claim.take_id, models.Take.lease_token == claim.token)
        .values(provider_job_id=job_id)
    )


async def _held(session: AsyncSession, claim: Claim) -> tuple[models.Video, models.Take] | None:
    """The rows behind a lease that still holds; the film locked first, as everywhere."""
    video = await lock_video(session, claim.video_id)
    row = await session.get(models.Take, claim.take_id, with_for_update=True)
    if row is None or row.lease_token != claim.token or row.state != TakeState.WORKING:
        return None
    return video, row


async def _end(
    session: AsyncSession,
    video: models.Video,
    row: models.Take,
    state: TakeState,
    message: str,
    kind: str,
) -> None:
    row.state, row.error, row.error_kind = state, message, kind
    _close(row)
    await session.flush()
    await wake_waiting(session, video, Step(row.step))
    await advance(session, video)


def _reopen(row: models.Take) -> None:
    row.lease_token = row.lease_until = row.started_at = None


def _close(row: models.Take) -> None:
    row.lease_token = row.lease_until = None
    row.finished_at = utc_now()
