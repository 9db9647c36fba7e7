"""The questions at the gates: which one is open, who settles it, and why somebody is too late.

The film's row is locked by whoever calls, so what is read here holds until the commit.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.errors import AlreadyDecided, NotPossible
from pipeline.lifecycle import GATES, Step, label
from pipeline.models import utc_now
from pipeline.steps.film import Film

BY_ITSELF = "auto_approve"  # who opened a gate that the channel's settings open
APPROVED, REJECTED, REDONE, CANCELLED = "approved", "rejected", "redone", "cancelled"


@dataclass(frozen=True)
class Actor:
    """Who decides, and through which front end.

    Attributes:
        name: As people know them.
        id: The front end's own, which nobody can choose.
    """

    name: str
    via: str
    id: str = ""


async def settle(
    session: AsyncSession,
    video: models.Video,
    actor: Actor,
    decision: str,
    review_id: uuid.UUID | None,
) -> Step:
    """Settle the open question in one conditional update; the gate it was about.

    A rejected question stays open for an approval, as long as the film is held for it.

    Raises:
        NotPossible: Nothing is asked.
        AlreadyDecided: Somebody was faster, or it was about something else.
    """
    asked = await _open_question(session, video)
    if review_id is None:
        if asked is None:
            where = label(video.state, video.held)
            raise NotPossible(f"Film #{video.number} waits for no decision: it is “{where}”.")
        review_id = asked.id
    is_overruled = asked is not None and asked.decision == REJECTED and decision == APPROVED
    expected = "decided" if is_overruled else "pending"
    if asked is None or asked.id != review_id or asked.state != expected:
        raise await why_not(session, video, review_id)
    review = models.Review
    settled = await session.scalar(
        update(review)
        .where(review.id == review_id, review.state == expected)
        .values(**_by(actor, decision))
        .returning(review.gate)
    )
    if settled is None:
        raise await why_not(session, video, review_id)
    return Step(settled)


async def settle_pending(
    session: AsyncSession, video: models.Video, actor: Actor, decision: str
) -> None:
    """Whatever is asked is answered by something else that was decided."""
    review = models.Review
    await session.execute(
        update(review)
        .where(review.video_id == video.id, review.state == "pending")
        .values(**_by(actor, decision))
    )


async def check_still_asked(
    session: AsyncSession, video: models.Video, review_id: uuid.UUID
) -> None:
    """The question is open, or was rejected and waits for what to change.

    Raises:
        AlreadyDecided: It is not.
    """
    asked = await _open_question(session, video)
    if asked is None or asked.id != review_id:
        raise await why_not(session, video, review_id)


async def way_back(session: AsyncSession, film: Film, video: models.Video) -> Step | None:
    """The gate that a film comes back to: the one where what is made again was asked for.

    None for a film that has not come to its next gate yet, or has passed all.
    """
    gate = next((gate for gate in GATES if gate not in film.plan.gates_passed), None)
    review = models.Review
    known = exists().where(review.video_id == video.id, review.gate == gate)
    return gate if gate is not None and await session.scalar(select(known)) else None


async def why_not(
    session: AsyncSession, video: models.Video, review_id: uuid.UUID
) -> AlreadyDecided:
    """The sentence for somebody who is too late."""
    asked = await session.get(models.Review, review_id, populate_existing=True)
    if asked is None or asked.decided_by is None:
        return AlreadyDecided(
            f"Film #{video.number} has changed since that preview: look at the newest one."
        )
    done = f"{asked.decided_by} has already {asked.decision} this in {asked.via}"
    if asked.via == BY_ITSELF:
        done = "This gate opens by itself, as the channel's settings say"
    return AlreadyDecided(f"{done}: film #{video.number} is “{label(video.state, video.held)}”.")


async def _open_question(session: AsyncSession, video: models.Video) -> models.Review | None:
    """The newest question, if the film stands at its gate and waits for an answer."""
    if not video.state.is_open_gate:
        return None
    review = models.Review
    newest: models.Review | None = await session.scalar(
        select(review)
        .where(review.video_id == video.id, review.gate == video.step)
        .order_by(review.created_at.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    if newest is None or newest.state == "pending":
        return newest
    return newest if newest.decision == REJECTED and video.hold is not None else None


def _by(actor: Actor, decision: str) -> dict[str, object]:
    return {
        "state": "decided",
        "decision": decision,
        "decided_by": actor.name,
        "decided_by_id": actor.id,
        "via": actor.via,
        "decided_at": utc_now(),
    }
