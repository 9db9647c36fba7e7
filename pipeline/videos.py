"""Everything people may make happen to a film, each in its caller's transaction.

Every front end calls these and nothing else; each decision leaves a row in `audit_logs`.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.advance import advance, cancelled, film_of, lock_video, show, wake_waiting
from pipeline.channels import ChannelConfig
from pipeline.errors import InvalidInput, NotFound, NotPossible
from pipeline.lifecycle import ROW, START, Hold, Phase, Step, index, label
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
from pipeline.steps.film import Film, Plan, UnitKey
from pipeline.storyboard import MAX_SHOTS, Storyboard
from pipeline.utils.texts import readable

MODES = ("draft", "final")
MAX_TITLE, MAX_TOPIC, MAX_DIRECTION, MAX_NOTE = 100, 500, 20_000, 500


@dataclass(frozen=True)
class Request:
    """A film somebody asks for."""

    key: str  # unique: the interaction or the page it came from
    channel: str
    title: str
    topic: str = ""
    story_direction: str = ""
    mode: str = "draft"
    priority: int = 0
    shots: int | None = None
    storyboard: Storyboard | None = None


@dataclass(frozen=True)
class Redo:
    """Units of one step to make once more; no numbers means all of them."""

    step: Step
    numbers: tuple[int, ...]
    note: str = ""


async def request(
    session: AsyncSession, wish: Request, config: ChannelConfig, actor: Actor
) -> models.Video:
    """Queue a film; the same request twice is the same film."""
    title, topic, direction = _texts(wish)
    if wish.mode not in MODES:
        raise InvalidInput(f"The mode is {' or '.join(MODES)}, not “{wish.mode}”.")
    desired = Plan(shots=_shots(wish, config), given=wish.storyboard)
    channel_id = await _channel(session, wish.channel, config)
    made = await session.scalar(
        insert(models.Video)
        .values(
            channel_id=channel_id,
            request_key=wish.key,
            title=title,
            topic=topic,
            story_direction=direction,
            mode=wish.mode,
            priority=wish.priority,
            config=config.freeze(),
            plan=desired.model_dump(mode="json"),
            step=START.step,
            phase=START.phase,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
        .returning(models.Video.id)
    )
    if made is None:
        known = models.Video.request_key == wish.key
        return (await session.scalars(select(models.Video).where(known))).one()
    video = await lock_video(session, made)
    _log(session, video, actor, "queued", {"title": title, "mode": wish.mode})
    await advance(session, video)
    return video


def _texts(wish: Request) -> tuple[str, str, str]:
    title = " ".join(readable(wish.title).split())
    if not title:
        raise InvalidInput("The title is empty: give the film a name.")
    limits = (("title", title, MAX_TITLE), ("topic", wish.topic, MAX_TOPIC))
    for name, text, most in (*limits, ("story direction", wish.story_direction, MAX_DIRECTION)):
        if len(text) > most:
            raise InvalidInput(f"The {name} has {len(text):,} characters; at most {most:,} fit.")
    return title, readable(wish.topic).strip(), readable(wish.story_direction).strip()


def _shots(wish: Request, config: ChannelConfig) -> int:
    if wish.storyboard is not None:
        return len(wish.storyboard.shots)
    shots = config.shots if wish.shots is None else wish.shots
    if not 1 <= shots <= MAX_SHOTS:
        raise InvalidInput(f"A film has 1 to {MAX_SHOTS} shots, not {shots}.")
    return shots


async def _channel(session: AsyncSession, key: str, config: ChannelConfig) -> uuid.UUID:
    changed = {"name": config.name, "capacity": config.capacity}
    found: uuid.UUID | None = await session.scalar(
        insert(models.Channel)
        .values(key=key, **changed)
        .on_conflict_do_update(index_elements=["key"], set_=changed)
        .returning(models.Channel.id)
    )
    assert found is not None  # an upsert always returns its row
    return found


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
    _release(video)
    _log(session, video, actor, "approved", {"gate": gate})
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
    _log(session, video, actor, "rejected", {"gate": gate, "note": note})
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
    _release(video)
    _log(session, video, actor, "redo", {"units": [f"{s}:{n}" for s, n in keys]})
    await settle_pending(session, video, actor, REDONE)
    await advance(session, video, film)
    return affected


def _check_can_be_redone(
    video: models.Video, film: Film, wishes: Sequence[Redo], back_to: Step | None
) -> None:
    here = video.state
    is_publishing = here.step is Step.UPLOAD and here.phase is Phase.WORKING
    if here.is_final or is_publishing or not wishes:
        raise NotPossible(f"Film #{video.number} is “{label(here)}”: nothing can be redone.")
    reached = max(index(here.step), index(back_to) if back_to else 0)
    for wish in wishes:
        if index(wish.step) > reached:
            what = ROW[wish.step].unit
            raise NotPossible(f"Film #{video.number} has no {what}s yet: it is “{label(here)}”.")
        if wish.step is Step.STORYBOARD and film.plan.given is not None:
            raise NotPossible(
                f"The storyboard of film #{video.number} is your own: queue the film again with a "
                "changed file."
            )


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
    _log(session, video, actor, "retry", {"step": video.step})
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
    _release(video)
    _log(session, video, actor, "cancelled", {})
    await show(session, video)
    return video


def _release(video: models.Video) -> None:
    video.hold = video.hold_reason = video.hold_until = None


def _log(
    session: AsyncSession, video: models.Video, actor: Actor, action: str, details: dict[str, Any]
) -> None:
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
