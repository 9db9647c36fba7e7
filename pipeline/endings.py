"""How a claimed take comes to an end, or back to where others take it up; and what it cost."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.advance import advance
from pipeline.leases import close, reopen
from pipeline.spending import Refusal, book
from pipeline.steps.build import TakeState
from pipeline.waking import wake_waiting

UNCERTAIN = "uncertain payment"  # in the audit log
WAITING = "waiting"  # the kind of error of a job that goes on at its provider

# After these a submitted job is over; of these its provider charges only what it made all the same.
LOST_JOB = "job"  # of one that its provider does not know any more: nobody knows what it cost
_NOT_CHARGED = frozenset({"provider", "refused", "input", "model"})
JOB_OVER = _NOT_CHARGED | {"download", "media", LOST_JOB}


async def hold(
    session: AsyncSession, video: models.Video, row: models.Take, refusal: Refusal
) -> None:
    """Put the take back untried, and let its film wait."""
    if row.state == TakeState.UNWANTED:
        await settle(session, row, WAITING, None)
        await end(session, video, row, TakeState.SUPERSEDED, "", "")
        return
    if video.hold is None:
        video.hold, video.hold_cause = refusal.hold, refusal.cause
        video.hold_reason, video.hold_until = refusal.sentence, refusal.until
        video.hold_usd = refusal.usd
    await open_again(session, video, row, is_tried=False)


async def give_up(session: AsyncSession, video: models.Video, row: models.Take) -> None:
    """A claimed take that nobody wants: it may be of a step that the film has not come back to."""
    await settle(session, row, WAITING, None)
    row.state = TakeState.SUPERSEDED
    row.lease_token = row.lease_until = row.started_at = None
    await session.flush()
    await wake_waiting(session, video, row)


async def end(
    session: AsyncSession,
    video: models.Video,
    row: models.Take,
    state: TakeState,
    message: str,
    kind: str,
) -> None:
    """The take is over, and its film goes on from there."""
    close(row, TakeState.SUPERSEDED if row.state == TakeState.UNWANTED else state)
    row.error, row.error_kind = message or None, kind or None
    await session.flush()
    await wake_waiting(session, video, row)
    await advance(session, video)


async def write_off(session: AsyncSession, row: models.Take) -> None:
    """Book what was set aside for a take that nobody wants and nobody waits for any more."""
    is_uncertain = row.provider_job_id is None
    if is_uncertain:
        name_uncertain(session, row, row.reserved_usd)
    await book(session, row, row.reserved_usd, is_uncertain=is_uncertain)
    if row.state == TakeState.UNWANTED:
        close(row, TakeState.SUPERSEDED)


def name_uncertain(session: AsyncSession, row: models.Take, usd: Decimal | None) -> None:
    """Leave the trace of a call that nobody knows to have been charged or not."""
    details = {"step": row.step, "number": row.number, "name": row.name, "usd": str(usd or 0)}
    log = models.AuditLog(
        video_id=row.video_id, actor="Slate", via="worker", action=UNCERTAIN, details=details
    )
    session.add(log)


async def settle(session: AsyncSession, row: models.Take, kind: str, usd: Decimal | None) -> None:
    """Book what a take has cost that came to nothing, and set nothing aside for it any more."""
    is_charged = row.provider_job_id is not None and kind not in _NOT_CHARGED
    if row.is_paid and (usd is not None or is_charged):
        await book(session, row, usd)
    row.reserved_usd = None


async def open_again(
    session: AsyncSession, video: models.Video, row: models.Take, *, is_tried: bool
) -> None:
    reopen(row, is_tried=is_tried)
    if row.provider_job_id is None:
        row.reserved_usd = None  # nothing was accepted; a submitted job stays paid for
    await session.flush()
    await advance(session, video)
    await wake_waiting(session, video, row)
