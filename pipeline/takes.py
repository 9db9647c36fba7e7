"""From a claimed take to a finished one, each in its caller's transaction.

What goes wrong on the way is in `setbacks`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import endings, models, setbacks, spending
from pipeline.advance import advance, film_of, lock_video, show
from pipeline.claim import Claim
from pipeline.leases import close, held
from pipeline.lifecycle import Step
from pipeline.limits import DEFAULTS, Limits
from pipeline.models import utc_now
from pipeline.prices import NoPrice
from pipeline.steps import plan
from pipeline.steps.build import Build, Take, TakeState
from pipeline.steps.film import Film, Unit, UnitKey
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Storyboard
from pipeline.waking import wake_waiting


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
    job_id: str | None = None  # of its provider, where it was submitted before


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


def _none(_: uuid.UUID) -> None:
    return None


async def start(
    session: AsyncSession,
    claim: Claim,
    limits: Limits = DEFAULTS,
    noted_job: Callable[[uuid.UUID], str | None] = _none,
) -> Work | None:
    """What the claimed take needs; None where it may not be made now, or never.

    Args:
        limits: What it may cost.
        noted_job: The provider's job of a take that this machine knows of.
    """
    video = await lock_video(session, claim.video_id)
    row = await session.get_one(models.Take, claim.take_id)
    if row.is_paid and claim.was_abandoned and row.provider_job_id is None:
        row.provider_job_id = noted_job(row.id)
    if not await setbacks.may_begin(session, video, row, claim, limits):
        return None
    result = await advance(session, video)
    chosen = _chosen_for(row, result)
    if chosen is None:
        await endings.give_up(session, video, row)
        return None
    film = await film_of(session, video)
    unit = _unit_of(film, row)
    if row.is_paid and not await _is_paid_for(session, video, row, unit, limits):
        return None
    upstream = await _upstream(session, [chosen[key].id for key in unit.uses])
    return Work(claim, film, unit, row.take, upstream, utc_now(), row.provider_job_id)


def _chosen_for(row: models.Take, result: Build) -> Mapping[UnitKey, Take] | None:
    """The takes that this one is made from; None where it is not wanted.

    A take of a later step than the film stands at is made only where it is paid for already.
    """
    if row.id in result.wanted:
        return result.chosen
    is_submitted = row.provider_job_id is not None
    return result.standing if is_submitted and row.id in result.undisturbed else None


async def _is_paid_for(
    session: AsyncSession, video: models.Video, row: models.Take, unit: Unit, limits: Limits
) -> bool:
    """Reserve the price, or hold the film for what stands in its way."""
    try:
        refusal = await spending.reserve(session, video, row, unit, limits)
    except NoPrice as error:
        await endings.end(session, video, row, TakeState.FAILED, str(error), "price")
        return False
    if refusal is not None:
        await endings.hold(session, video, row, refusal)
    return refusal is None


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
    rows = await held(session, claim)
    if rows is None:
        return False
    video, row = rows
    is_wanted = row.state == TakeState.WORKING
    close(row, TakeState.DONE if is_wanted else TakeState.SUPERSEDED)
    row.file, row.sha256, row.seconds = done.file, done.sha256, done.seconds
    row.result = dict(done.result)
    row.error = row.error_kind = None
    if row.is_paid:
        await spending.book(session, row, done.cost_usd)
    await wake_waiting(session, video, row)
    film = await film_of(session, video)
    is_storyboard = (row.step, row.number) == (Step.STORYBOARD, STORYBOARD)
    if is_wanted and is_storyboard and done.storyboard is not None:
        _take_over(film, done.storyboard)
    if is_wanted and done.place is not None:
        video.place, film.plan.is_out = done.place, True
    await advance(session, video, film)
    return True


def _take_over(film: Film, board: Storyboard) -> None:
    """Go on with new shots: what was wanted of the old ones means nothing for them."""
    if film.plan.storyboard != board:
        kept = {key: u for key, u in film.plan.units.items() if key.startswith(Step.STORYBOARD)}
        film.plan.units, film.plan.clips = kept, {}
        film.plan.storyboard = board


async def announce(session: AsyncSession, claim: Claim, job_id: str) -> None:
    """Keep the provider's id of a submitted job, so that whoever comes next takes it up.

    Told too late, when a person is asked whether there is one, it answers that.
    """
    take = models.Take
    is_asked = (take.state == TakeState.UNCERTAIN) & take.provider_job_id.is_(None)
    await session.execute(
        update(take)
        .where(take.id == claim.take_id, or_(take.lease_token == claim.token, is_asked))
        .values(provider_job_id=job_id)
    )


async def note_progress(session: AsyncSession, claim: Claim, share: float) -> None:
    """Keep how far a long take is, 0 to 1, and have it shown."""
    rows = await held(session, claim)
    if rows is not None:
        rows[1].progress = share
        await show(session, rows[0])
