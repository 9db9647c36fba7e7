"""Everything people may decide about a film, each in its caller's transaction.

Every front end calls these, `requests`, `edits` and `finals`, and nothing else; each decision
leaves a row in `audit_logs`.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import audit, models
from pipeline.advance import advance, cancelled, film_of, lock_video, show, wake_waiting
from pipeline.errors import InvalidInput, NotFound, NotPossible
from pipeline.lifecycle import ROW, Hold, Phase, Step, index, label
from pipeline.models import utc_now
from pipeline.reviews import (
    APPROVED,
    CANCELLED,
    REDONE,
    REJECTED,
    Actor,
    check_still_asked,
    settle,
    settle_pending,
    way_back,
)
from pipeline.steps import plan
from pipeline.steps.build import LIVE, STUCK, TakeState, dependants
from pipeline.steps.film import Film, UnitKey
from pipeline.utils.texts import readable

MAX_NOTE = 500  # characters


@dataclass(frozen=True)
class Redo:
    """Units of one step to make once more; no numbers means all of them."""

    step: Step
    numbers: tuple[int, ...]
    note: str = ""


async def approve(
    session: AsyncSession,
    video_id: uuid.UUID,
    actor: Actor,
    *,
    review_id: uuid.UUID | None = None,
) -> models.Video:
    """Let the film go on past the gate it waits at.

    Args:
        review_id: What the person saw; left out, whatever is asked now is meant.

    Raises:
        AlreadyDecided: Somebody was faster, or another version has been asked about since.
    """
    video = await lock_video(session, video_id)
    film = await film_of(session, video)
    gate = await settle(session, video, actor, APPROVED, review_id)
    film.plan.gates_passed.append(gate)
    release(video)
    audit.record(session, video, actor, "approved", {"gate": gate})
    await advance(session, video, film)
    return video


async def reject(
    session: AsyncSession,
    video_id: uuid.UUID,
    actor: Actor,
    *,
    review_id: uuid.UUID | None = None,
    note: str = "",
) -> models.Video:
    """Hold the film at its gate until somebody says what to change."""
    video = await lock_video(session, video_id)
    gate = await settle(session, video, actor, REJECTED, review_id)
    video.hold = Hold.ATTENTION
    why = f": {note}" if note else ""
    video.hold_reason = f"{actor.name} rejected it{why}. Reply with what to change, or approve it."
    audit.record(session, video, actor, "rejected", {"gate": gate, "note": note})
    await show(session, video)
    return video


async def redo(
    session: AsyncSession,
    video_id: uuid.UUID,
    actor: Actor,
    wishes: Sequence[Redo],
    *,
    review_id: uuid.UUID | None = None,
) -> list[UnitKey]:
    """Make units once more, with everything that depends on them.

    The film comes back to the gate where this was asked, also when more is asked on the way there.
    Asked before the film has come to its next gate, what is made again is asked about once more.

    Args:
        review_id: The preview it was asked at, when it was asked by a reaction or reply.

    Returns:
        The units that are made again, dependants included, in their order.
    """
    video = await lock_video(session, video_id)
    film = await film_of(session, video)
    if review_id is not None:
        await check_still_asked(session, video, review_id)
    back_to = await way_back(session, film, video)
    _check_can_be_redone(video, film, wishes, back_to)
    keys = [key for wish in wishes for key in _redone(film, wish)]
    affected = [unit.key for unit in dependants(film, keys)]
    if back_to is None:
        first = min(index(step) for step, _ in keys)
        passed = film.plan.gates_passed
        film.plan.gates_passed = [gate for gate in passed if index(gate) < first]
    release(video)
    audit.record(session, video, actor, "redo", {"units": [f"{s}:{n}" for s, n in keys]})
    await settle_pending(session, video, actor, REDONE)
    await advance(session, video, film)
    return affected


def _check_can_be_redone(
    video: models.Video, film: Film, wishes: Sequence[Redo], back_to: Step | None
) -> None:
    here = video.state
    if not wishes:
        raise NotPossible(f"Film #{video.number} is “{label(here)}”: nothing can be redone.")
    check_not_over(video, "redone")
    reached = max(index(here.step), index(back_to) if back_to else 0)
    for wish in wishes:
        if index(wish.step) > reached:
            what = ROW[wish.step].unit
            raise NotPossible(f"Film #{video.number} has no {what}s yet: it is “{label(here)}”.")
        if wish.step is Step.STORYBOARD and film.plan.given is not None:
            raise NotPossible(
                f"The storyboard of film #{video.number} was given: edit its shots, or ask for the "
                "film anew with a changed one."
            )


def check_not_over(video: models.Video, what: str) -> None:
    """What is published, or on its way there, stays as it was approved.

    Args:
        what: What somebody wants of it, as a participle.

    Raises:
        NotPossible: It is.
    """
    here = video.state
    if here.is_final or (here.step is Step.UPLOAD and here.phase is Phase.WORKING):
        raise NotPossible(f"Film #{video.number} is “{label(here)}”: nothing can be {what}.")


def _redone(film: Film, wish: Redo) -> list[UnitKey]:
    """Raise the rounds of a wish's units in the film's plan."""
    if len(wish.note) > MAX_NOTE:
        raise InvalidInput(f"A note has at most {MAX_NOTE} characters.")
    known = [unit.number for unit in plan(wish.step, film)]
    if not known:
        raise NotPossible(f"There is nothing to make again in {wish.step}.")
    if wish.step is Step.STORYBOARD:
        known = known[:1]  # the animatic follows the storyboard
    unknown = [n for n in wish.numbers if n not in known]
    if unknown:
        what = ROW[wish.step].unit
        raise NotFound(f"There is no {what} {unknown[0]}: this film has {what}s 1 to {len(known)}.")
    numbers = wish.numbers or tuple(known)
    for number in numbers:
        film.plan.redone(wish.step, number, readable(wish.note).strip())
    return [(wish.step, number) for number in numbers]


async def retry(session: AsyncSession, video_id: uuid.UUID, actor: Actor) -> models.Video:
    """Go on from where the film failed."""
    video = await lock_video(session, video_id)
    if video.state.phase is not Phase.FAILED:
        where = label(video.state, video.held)
        raise NotPossible(f"Film #{video.number} has not failed: it is “{where}”.")
    await session.execute(
        update(models.Take)
        .where(models.Take.video_id == video.id, models.Take.state.in_(STUCK))
        .values(state=TakeState.SUPERSEDED)
    )
    audit.record(session, video, actor, "retry", {"step": video.step})
    await advance(session, video)
    return video


async def cancel(session: AsyncSession, video_id: uuid.UUID, actor: Actor) -> models.Video:
    """End a film; what runs for it loses its lease."""
    video = await lock_video(session, video_id)
    if video.state.is_final:
        raise NotPossible(f"Film #{video.number} is already {label(video.state)}.")
    if video.state.step is Step.UPLOAD and video.state.phase is Phase.WORKING:
        raise NotPossible(f"Film #{video.number} is being published: it cannot be stopped now.")
    stopped = await session.scalars(
        update(models.Take)
        .where(models.Take.video_id == video.id, models.Take.state.in_(LIVE))
        .values(state=TakeState.SUPERSEDED, lease_token=None, lease_until=None)
        .returning(models.Take.step)
    )
    for step in set(stopped):
        await wake_waiting(session, video, Step(step))
    await settle_pending(session, video, actor, CANCELLED)
    ended = cancelled(video.state)
    video.step, video.phase, video.ended_at = ended.step, ended.phase, utc_now()
    release(video)
    audit.record(session, video, actor, "cancelled", {})
    await show(session, video)
    return video


def release(video: models.Video) -> None:
    """End the hold: a decision says what follows."""
    video.hold = video.hold_reason = video.hold_until = None
