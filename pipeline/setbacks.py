"""What goes wrong with a take, and what becomes of it, its film and its money.

Each in its caller's transaction, and only by the lease's holder.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import jobs, models
from pipeline.claim import Claim
from pipeline.endings import (
    LOST_JOB,
    WAITING,
    end,
    hold,
    name_uncertain,
    open_again,
    settle,
)
from pipeline.leases import held
from pipeline.lifecycle import Cause, Hold, Phase, Step
from pipeline.limits import DEFAULTS, Limits
from pipeline.models import utc_now
from pipeline.prices import NOTHING
from pipeline.spending import Refusal, book, key_owner, key_refusal
from pipeline.steps.build import TakeState

# The pauses between attempts of one take; after the last it fails.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=60),
)
MAX_ATTEMPTS = len(PAUSES) + 1
QUOTA_PAUSE = timedelta(hours=1)  # where nobody says when there is more

DISK = "disk"  # the kind of error of a disk that is full
_NO_FAULT = frozenset({DISK, WAITING})  # of the take: its tries are not counted

_TOLD = frozenset({Cause.UNCERTAIN, Cause.FILM_CAP})


async def fail(
    session: AsyncSession, claim: Claim, message: str, kind: str, *, usd: Decimal | None = None
) -> bool:
    """Record that the take cannot be made as it is; false when it is no longer ours.

    Args:
        usd: What its provider says that it has cost all the same.
    """
    rows = await held(session, claim)
    if rows is not None and kind == LOST_JOB and usd is None:
        name_uncertain(session, rows[1], rows[1].reserved_usd)
        await book(session, rows[1], None, is_uncertain=True)
        await end(session, *rows, TakeState.UNCERTAIN, message, kind)
    elif rows is not None:
        await settle(session, rows[1], kind, usd)
        await end(session, *rows, TakeState.FAILED, message, kind)
    return rows is not None


async def put_back(
    session: AsyncSession,
    claim: Claim,
    message: str,
    kind: str,
    *,
    retry_at: datetime | None = None,
    usd: Decimal | None = None,
) -> bool:
    """Let the take be tried again after a growing pause; false when it is no longer ours.

    A full disk is no fault of the take: it is tried every minute until there is space. Nor is a
    job that takes its time.
    """
    rows = await held(session, claim)
    if rows is None:
        return False
    video, row = rows
    # What was paid for anew is a try, whoever's fault it was: a disk may stay full for long.
    is_tried = kind not in _NO_FAULT or (usd is not None and row.provider_job_id is None)
    is_last = is_tried and row.attempts >= MAX_ATTEMPTS
    if is_last or row.state == TakeState.UNWANTED:
        await settle(session, row, kind, usd)
        await end(session, video, row, TakeState.FAILED, message, kind)
        return True
    if usd is not None:
        await book(session, row, usd)
    pause = PAUSES[row.attempts - 1 if is_tried else 0]
    if retry_at is not None:
        pause = max(timedelta(seconds=1), retry_at - utc_now())
    row.error, row.error_kind = message, kind
    # By the database's clock, as the job that comes back for it: not a moment earlier than the take.
    row.not_before = func.now() + pause
    await open_again(session, video, row, is_tried=is_tried)
    await jobs.some_take_is_ready(session, Step(row.step), is_paid=row.is_paid, after=pause)
    return True


async def give_up_lease(session: AsyncSession, claim: Claim, limits: Limits = DEFAULTS) -> bool:
    """A worker that stops leaves the take for the next one, as if it had never begun.

    A call that may have been under way to a paid service cannot be taken back.
    """
    rows = await held(session, claim)
    if rows is None:
        return False
    video, row = rows
    if row.is_paid and row.provider_job_id is None:
        text = "the worker was stopped in the middle of the call"
        if not await _lose(session, video, row, text, limits, None):
            return True
    if row.state == TakeState.UNWANTED:
        await settle(session, row, WAITING, None)
        await end(session, video, row, TakeState.SUPERSEDED, "", "")
        return True
    await open_again(session, video, row, is_tried=False)
    return True


async def lose(
    session: AsyncSession,
    claim: Claim,
    message: str,
    limits: Limits,
    *,
    usd: Decimal | None = None,
) -> bool:
    """Nobody knows whether a call was accepted, and charged; false when it is no longer ours.

    What costs little is tried again and counted twice; for the rest a person is asked.

    Args:
        usd: What its provider says that it has cost, where it says so.
    """
    rows = await held(session, claim)
    if rows is None:
        return False
    video, row = rows
    if row.provider_job_id is not None:  # then it is known: the job is looked at again
        return await put_back(session, claim, message, Cause.UNCERTAIN, usd=usd)
    if await _lose(session, video, row, message, limits, usd):
        pause = PAUSES[row.attempts - 1]
        row.error, row.error_kind = message, Cause.UNCERTAIN
        row.not_before = func.now() + pause
        await open_again(session, video, row, is_tried=True)
        await jobs.some_take_is_ready(session, Step(row.step), is_paid=True, after=pause)
    return True


async def _lose(
    session: AsyncSession,
    video: models.Video,
    row: models.Take,
    message: str,
    limits: Limits,
    usd: Decimal | None,
) -> bool:
    """Book what may have been charged; true where the take may be tried once more.

    Of several calls some may be known; the rest of what was set aside is not.
    """
    price = max(row.reserved_usd or NOTHING, usd or NOTHING)
    if usd is not None:
        await book(session, row, usd)
    if lost := price - (usd or NOTHING):
        name_uncertain(session, row, lost)
        await book(session, row, lost, is_uncertain=True)
    row.reserved_usd = None
    if row.state == TakeState.UNWANTED:
        await end(session, video, row, TakeState.SUPERSEDED, "", "")
        return False
    is_cheap = price < limits.budget.retry_uncertain_below_usd
    if is_cheap and row.attempts < MAX_ATTEMPTS:
        return True
    await end(session, video, row, TakeState.UNCERTAIN, message, Cause.UNCERTAIN)
    return False


async def owe(session: AsyncSession, claim: Claim, usd: Decimal) -> None:
    """Book what an attempt has cost that comes to nothing, where the take is still ours."""
    rows = await held(session, claim)
    if rows is not None:
        await book(session, rows[1], usd)


async def refuse_key(session: AsyncSession, claim: Claim, message: str, fingerprint: str) -> bool:
    """Hold every take that would be sent with this key; true where nobody knew of it yet.

    Args:
        fingerprint: Of the refused key.
    """
    rows = await held(session, claim)
    if rows is None:
        return False
    video, row = rows
    provider = row.provider
    is_new = await session.scalar(
        insert(models.ProviderHold)
        .values(
            provider=provider,
            channel_id=await key_owner(session, video.channel_id, provider),
            reason=message,
            key_fingerprint=fingerprint,
        )
        .on_conflict_do_nothing()
        .returning(models.ProviderHold.id)
    )
    row.error, row.error_kind = message, "key"
    await hold(session, video, row, key_refusal(video, provider, message))
    return is_new is not None


async def wait_for_quota(
    session: AsyncSession, claim: Claim, message: str, retry_at: datetime | None
) -> bool:
    """The film waits until its provider has quota again; false when it is no longer ours."""
    rows = await held(session, claim)
    if rows is None:
        return False
    until = retry_at or utc_now() + QUOTA_PAUSE
    rows[1].error, rows[1].error_kind = message, "quota"
    await hold(session, *rows, Refusal(Hold.QUOTA, Cause.QUOTA, f"{message}.", until=until))
    return True


async def may_begin(
    session: AsyncSession, video: models.Video, row: models.Take, claim: Claim, limits: Limits
) -> bool:
    """Whether a claimed take may be made, after what became of its earlier tries."""
    if row.is_paid and claim.was_abandoned and row.provider_job_id is None:
        text = "its worker fell silent in the middle of the call"
        if not await _lose(session, video, row, text, limits, None):
            return False
    if claim.attempts > MAX_ATTEMPTS:
        text = f"it was started {MAX_ATTEMPTS} times and never came back"
        await settle(session, row, "crash", None)
        await end(session, video, row, TakeState.FAILED, text, "crash")
        return False
    return True


async def failure_of(session: AsyncSession, claim: Claim) -> str | None:
    """What the operator is told where the film does not go on without a person."""
    video = await session.get_one(models.Video, claim.video_id)
    named = f"Film #{video.number} “{video.title}”"
    if video.hold_cause in _TOLD:
        return f"{named} needs attention. {video.hold_reason}"
    if video.state.phase is Phase.FAILED:
        return f"{named} stands still at {video.error}"
    return None
