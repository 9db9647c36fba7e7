"""Redos that wait in a film's thread for a yes: kept in a mirror's row, so that a restart loses none.

The row is one of their own beside the film's: the passes that show the film write theirs whole.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outcomes import CostlyRedo
from pipeline import mirrors, models, queries
from pipeline.lifecycle import Step
from pipeline.videos import Redo
from pipeline.views import MirrorView

SURFACE = "discord questions"
KEPT_MAX = 8  # of a film: the newest; nobody answers older ones


@dataclass(frozen=True)
class Question:
    """A redo that costs money, as a message of a thread asks about it.

    Attributes:
        about: What it answers: a reply, or a preview and who reacted. Asked again about the same
            it takes the place of the one before.
        message_id: None until it is posted.
        is_open: False once it was answered, or something was asked in its place.
    """

    about: str
    asks: CostlyRedo
    message_id: int | None = None
    is_open: bool = True


async def of_film(session: AsyncSession, video_id: uuid.UUID) -> list[Question]:
    """What was asked about a film, oldest first."""
    return _questions(await queries.mirror(session, video_id, SURFACE))


async def open_ones(session: AsyncSession) -> list[Question]:
    """What waits for an answer, over all films that are not over."""
    mirror = models.Mirror
    rows = await session.execute(
        select(mirror.video_id, mirror.external)
        .join(models.Video, models.Video.id == mirror.video_id)
        .where(mirror.surface == SURFACE, models.Video.ended_at.is_(None))
    )
    found = [MirrorView(video_id, None, external, {}, 0) for video_id, external in rows]
    return [one for row in found for one in _questions(row) if one.is_open]


async def keep(session: AsyncSession, question: Question) -> None:
    """Keep a question, or what has become of it. The film's row is locked by the caller."""
    video_id = question.asks.video_id
    others = [one for one in await of_film(session, video_id) if one.about != question.about]
    kept = [_stored(one) for one in [*others, question][-KEPT_MAX:]]
    view = MirrorView(video_id, None, {"questions": kept}, {}, 0)
    await mirrors.remember(session, SURFACE, view)


def posted_as(questions: Iterable[Question], message_id: int) -> Question | None:
    """The question that a message asks."""
    return next((q for q in questions if q.message_id == message_id), None)


def asked_about(questions: Iterable[Question], about: str) -> Question | None:
    """The question that was posted as an answer to this."""
    return next((q for q in questions if q.about == about and q.message_id is not None), None)


def closed(question: Question) -> Question:
    """It needs no answer any more."""
    return replace(question, is_open=False)


def _questions(view: MirrorView) -> list[Question]:
    return [_question(view.video_id, one) for one in view.external.get("questions", [])]


def _question(video_id: uuid.UUID, stored: dict[str, Any]) -> Question:
    review_id, message_id = stored["review_id"], stored["message_id"]
    wishes = (Redo(Step(w["step"]), tuple(w["numbers"]), w["note"]) for w in stored["wishes"])
    agreed = (key.split(":") for key in stored["agreed"])
    return Question(
        about=stored["about"],
        asks=CostlyRedo(
            video_id=video_id,
            wishes=tuple(wishes),
            review_id=uuid.UUID(review_id) if review_id else None,
            agreed=frozenset((Step(step), int(number)) for step, number in agreed),
        ),
        message_id=int(message_id) if message_id else None,
        is_open=stored["is_open"],
    )


def _stored(question: Question) -> dict[str, Any]:
    asks = question.asks
    return {
        "about": question.about,
        "message_id": str(question.message_id) if question.message_id else None,
        "is_open": question.is_open,
        "wishes": [{"step": w.step, "numbers": w.numbers, "note": w.note} for w in asks.wishes],
        "review_id": str(asks.review_id) if asks.review_id else None,
        "agreed": sorted(f"{step}:{number}" for step, number in asks.agreed),
    }
