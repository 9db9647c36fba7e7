"""Everything people may decide about a film, each in its caller's transaction.

Every front end calls these, `requests`, `edits` and `finals`, and nothing else; each decision
leaves a row in `audit_logs`.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import audit, holds, models, spending
from pipeline.advance import advance, cancelled, film_of, lock_video, show, takes_of
from pipeline.buying import drop
from pipeline.errors import InvalidInput, NotFound, NotPossible
from pipeline.holds import release
from pipeline.lifecycle import ROW, Cause, Hold, Phase, Step, index, label
from pipeline.models import utc_now
from pipeline.prices import exact
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
from pipeline.shots import paid
from pipeline.steps import plan
from pipeline.steps.build import LIVE, TakeState, build, dependants
from pipeline.steps.film import Film, UnitKey
from pipeline.utils.texts import readable

MAX_NOTE = 500  # characters
MAX_BUDGET_USD = 100_000


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
    video.hold, video.hold_cause = Hold.ATTENTION, Cause.REJECTED
    why = f": {note}" if note else ""
    video.hold_reason = f"{actor.name} rejected it{why}. Reply with what to change, or approve it."
    audit.record(session, video, actor, "rejected", {"gate": gate, "note": note})
    await show(session, video)
    return video


@dataclass(frozen=True)
class Redone:
    """What a redo comes to.

    Attributes:
        units: What is made again, dependants included, in the order it is made.
        paid: Those of them that cost money, made or under way as they are.
        is_done: False where nothing was changed, because it costs what nobody has agreed to.
    """

    units: tuple[UnitKey, ...]
    paid: frozenset[UnitKey]
    is_done: bool = True


async def redo(
    session: AsyncSession,
    video_id: uuid.UUID,
    actor: Actor,
    wishes: Sequence[Redo],
    *,
    review_id: uuid.UUID | None = None,
    agreed: Collection[UnitKey] = (),
) -> Redone:
    """Make units once more, with everything that depends on them.

    The film comes back to the gate where this was asked, also when more is asked on the way there.
    Asked before the film has come to its next gate, what is made again is asked about once more.

    Args:
        review_id: The preview it was asked at, when it was asked by a reaction or reply.
        agreed: What may cost money to make again. Where more would, nothing is changed.
    """
    video = await lock_video(session, video_id)
    film = await film_of(session, video)
    if review_id is not None:
        await check_still_asked(session, video, review_id)
    back_to = await way_back(session, film, video)
    _check_can_be_redone(video, film, wishes, back_to)
    begun = await _begun(session, video, film)
    keys = [key for wish in wishes for key in _redone(film, wish)]
    units = dependants(film, keys)
    bought = paid([unit for unit in units if unit.key in begun])
    outcome = Redone(tuple(unit.key for unit in units), bought)
    if not bought <= set(agreed):
        return replace(outcome, is_done=False)
    if back_to is None:
        first = min(index(step) for step, _ in keys)
        passed = film.plan.gates_passed
        film.plan.gates_passed = [gate for gate in passed if index(gate) < first]
    release(video)
    audit.record(session, video, actor, "redo", {"units": [f"{s}:{n}" for s, n in keys]})
    await settle_pending(session, video, actor, REDONE)
    await advance(session, video, film)
    return outcome


async def _begun(session: AsyncSession, video: models.Video, film: Film) -> set[UnitKey]:
    """The units that are made, or under way: what is not would cost as much without a redo."""
    takes = await takes_of(session, video)
    working = {(take.step, take.number) for take in takes if take.state is TakeState.WORKING}
    return working | set(build(film, takes).standing)


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
    is_under_way = here.step is Step.UPLOAD and here.phase is Phase.WORKING
    if here.is_final or is_under_way or video.place is not None:
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
    """Go on from where the film failed, or answer what it waits for: try it now.

    What may have been paid for is ordered again; a refused key is tried again, for all films that
    wait for it; a job that goes on at its provider is taken up, not ordered anew.
    """
    video = await lock_video(session, video_id)
    is_waiting = video.hold is not None and video.hold_cause != Cause.REJECTED
    if video.state.phase is not Phase.FAILED and not is_waiting:
        where = label(video.state, video.held)
        raise NotPossible(f"Film #{video.number} has not failed: it is “{where}”.")
    if video.hold_cause == Cause.FILM_CAP:
        raise NotPossible(f"Film #{video.number} is at its cap. {video.hold_reason}")
    await holds.start_over(session, video)
    await holds.try_key_again(session, video)
    audit.record(session, video, actor, "retry", {"step": video.step})
    await holds.go_on(session, video)
    return video


async def set_budget(
    session: AsyncSession, video_id: uuid.UUID, actor: Actor, usd: Decimal
) -> models.Video:
    """Set what a film may cost; one that waits for that goes on.

    Raises:
        InvalidInput: It is no amount.
        NotPossible: The film is over.
    """
    if not (usd.is_finite() and 0 <= usd <= MAX_BUDGET_USD):
        raise InvalidInput(f"A film's cap is 0 to {MAX_BUDGET_USD:,} US dollars.")
    video = await lock_video(session, video_id)
    if video.state.is_final:
        raise NotPossible(f"Film #{video.number} is already {label(video.state)}.")
    before = spending.film_cap(video)
    video.budget_usd = exact(usd)
    audit.record(session, video, actor, "budget", {"before": str(before), "after": str(usd)})
    if video.hold_cause == Cause.FILM_CAP:
        await holds.go_on(session, video)
    else:
        await show(session, video)
    return video


async def cancel(session: AsyncSession, video_id: uuid.UUID, actor: Actor) -> models.Video:
    """End a film; what runs for it loses its lease."""
    video = await lock_video(session, video_id)
    if video.state.is_final:
        raise NotPossible(f"Film #{video.number} is already {label(video.state)}.")
    if video.state.step is Step.UPLOAD and video.state.phase is Phase.WORKING:
        raise NotPossible(f"Film #{video.number} is being published: it cannot be stopped now.")
    if video.place is not None:
        raise NotPossible(
            f"Film #{video.number} is published: `/video unpublish film:{video.number}` hides it."
        )
    await drop(session, video, [t.id for t in await takes_of(session, video) if t.state in LIVE])
    await settle_pending(session, video, actor, CANCELLED)
    ended = cancelled(video.state)
    video.step, video.phase, video.ended_at = ended.step, ended.phase, utc_now()
    release(video)
    audit.record(session, video, actor, "cancelled", {})
    await show(session, video)
    return video
