"""A draft that was liked becomes a final film: the same storyboard, made with the paid providers.

The draft stays as it is; the audit log of both films remembers the other.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import audit, models, requests
from pipeline.advance import advance, film_of, lock_video, show, takes_of
from pipeline.channels import ChannelConfig
from pipeline.errors import NotPossible
from pipeline.library import KeptLibrary, LibraryVoice
from pipeline.lifecycle import Phase, Step, label
from pipeline.models import utc_now
from pipeline.requests import Request
from pipeline.reviews import APPROVED, Actor
from pipeline.steps.build import Build, build, content_of
from pipeline.steps.film import Film, Plan, UnitPlan, digest
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Storyboard

FINALIZED = "finalized"
DRAFT, FINAL = "draft", "final"
MAX_KIN = 5  # finals of one draft that are told
NO_VOICES: Mapping[str, LibraryVoice] = {}

# Where a note is about the shot or the picture itself; the storyboard stands as it is.
_NOTED = (Step.ASSETS, Step.COMPOSITES, Step.VIDEO, Step.NARRATION, Step.SFX)


@dataclass(frozen=True)
class Final:
    """The final film of a draft.

    Attributes:
        id, number, label: The final film's.
        draft: The draft's number.
        is_new: It was not there before.
        approved_by: Whose word the storyboard's gate was passed by.
        noted: How many of the draft's notes it keeps.
    """

    id: uuid.UUID
    number: int
    label: str
    draft: int
    is_new: bool
    approved_by: str
    noted: int


async def finalize(
    session: AsyncSession,
    draft_id: uuid.UUID,
    config: ChannelConfig,
    actor: Actor,
    *,
    voices: Mapping[str, LibraryVoice] = NO_VOICES,
) -> Final:
    """Queue the final film of a draft; asked for twice it is the same film.

    It has the draft's texts, its storyboard as it is now, edits included, and the notes given for
    its units: what was wanted of a shot is wanted of the final's too. Rounds and takes are the
    draft's own. The storyboard is approved already, so the pictures are asked about first.

    Args:
        config: The draft's channel as its YAML says today.
        voices: Those of the channel's library today, which the YAML may name.

    Raises:
        NotPossible: It is no draft, or its storyboard does not stand.
    """
    draft = await lock_video(session, draft_id)
    film = await film_of(session, draft)
    built = build(film, await takes_of(session, draft))
    board, notes = _board(draft, film, built), notes_of(film.plan)
    key, known = await _request_key(session, draft, board, notes)
    library = film.plan.library.with_voices(voices)
    wish = _wish(key, draft, film, board, library)
    video = known or await requests.request(session, wish, config, actor)
    if known is None:
        approval = await _approval(session, draft, film, built, actor)
        await _begin(session, video, board, notes, approval)
        kin = {DRAFT: draft.number, FINAL: video.number}
        for one in (draft, video):
            audit.record(session, one, actor, FINALIZED, dict(kin))
        await show(session, draft)
    return await _told(session, video, draft, is_new=known is None, noted=len(notes))


def _board(draft: models.Video, film: Film, built: Build) -> Storyboard:
    """The storyboard that was approved and stands."""
    if film.mode != DRAFT:
        raise NotPossible(f"Film #{draft.number} is no draft: it is made as a final already.")
    board = film.plan.storyboard
    where = label(draft.state, draft.held)
    if board is None or Step.STORYBOARD not in film.plan.gates_passed:
        raise NotPossible(
            f"The storyboard of film #{draft.number} is not approved yet: it is “{where}”. "
            "Approve it first."
        )
    if (Step.STORYBOARD, STORYBOARD) not in built.chosen:
        raise NotPossible(
            f"The storyboard of film #{draft.number} is being written anew: it is “{where}”."
        )
    return board


def notes_of(plan: Plan) -> dict[str, UnitPlan]:
    """The notes of a plan's units that a film with the same storyboard keeps. Pure."""
    steps = tuple(f"{step}:" for step in _NOTED)
    kept = {key: UnitPlan(note=unit.note) for key, unit in plan.units.items() if unit.note}
    return {key: unit for key, unit in kept.items() if key.startswith(steps)}


async def _request_key(
    session: AsyncSession, draft: models.Video, board: Storyboard, notes: Mapping[str, UnitPlan]
) -> tuple[str, models.Video | None]:
    """A key of the draft and of what is taken over from it, and the film that has it.

    One that was cancelled is over: asking again means another.
    """
    noted = {key: unit.note for key, unit in notes.items()}
    content = digest([board.model_dump(mode="json"), noted])
    number = 1
    while True:
        key = f"final:{draft.id.hex}:{content}:{number}"
        found = await session.scalar(select(models.Video).where(models.Video.request_key == key))
        if found is None or found.state.phase is not Phase.CANCELLED:
            return key, found
        number += 1


def _wish(
    key: str, draft: models.Video, film: Film, board: Storyboard, library: KeptLibrary
) -> Request:
    """The same film once more.

    Args:
        library: The draft's pictures, which the storyboard names and which may be gone from the
            channel's.
    """
    return Request(
        key=key,
        channel=film.channel,
        title=film.title,
        topic=film.topic,
        story_direction=film.story_direction,
        mode=FINAL,
        priority=draft.priority,
        storyboard=board,
        library=library,
    )


async def _approval(
    session: AsyncSession, draft: models.Video, film: Film, built: Build, actor: Actor
) -> models.Review:
    """By whose word the storyboard's gate is passed: whoever approved what stands now.

    Where it has changed since, it is whoever asks for the final of what it is now.
    """
    review = models.Review
    given = await session.scalar(
        select(review)
        .where(review.video_id == draft.id, review.gate == Step.STORYBOARD)
        .where(review.decision == APPROVED)
        .order_by(review.decided_at.desc())
        .limit(1)
    )
    content = content_of(Step.STORYBOARD, film, built.chosen)
    by = given if given is not None and given.content_hash == content else None
    return review(
        gate=Step.STORYBOARD,
        state="decided",
        content_hash=content,
        decision=APPROVED,
        decided_by=by.decided_by if by else actor.name,
        decided_by_id=by.decided_by_id if by else actor.id,
        via=by.via if by else actor.via,
        decided_at=by.decided_at if by else utc_now(),
    )


async def _begin(
    session: AsyncSession,
    video: models.Video,
    board: Storyboard,
    notes: dict[str, UnitPlan],
    approval: models.Review,
) -> None:
    """Let the final begin behind its first gate, with what was wanted of the draft's units."""
    approval.video_id = video.id
    session.add(approval)
    film = await film_of(session, video)
    # Its own storyboard's take will say the same, and notes are kept as long as it does.
    film.plan.storyboard = board
    film.plan.units = notes
    film.plan.gates_passed = [Step.STORYBOARD]
    await advance(session, video, film)


async def _told(
    session: AsyncSession, video: models.Video, draft: models.Video, *, is_new: bool, noted: int
) -> Final:
    review = models.Review
    approved_by = await session.scalar(
        select(review.decided_by)
        .where(review.video_id == video.id, review.gate == Step.STORYBOARD)
        .order_by(review.created_at)
        .limit(1)
    )
    return Final(
        id=video.id,
        number=video.number,
        label=label(video.state, video.held),
        draft=draft.number,
        is_new=is_new,
        approved_by=approved_by or "",
        noted=noted,
    )


@dataclass(frozen=True)
class Kin:
    """The films that a film was made from, or that were made from it, by number."""

    draft: int | None = None
    finals: tuple[int, ...] = ()


async def kin_of(session: AsyncSession, video: models.Video) -> Kin:
    """What the audit log remembers of a film's draft and of its newest finals."""
    log = models.AuditLog
    rows = await session.scalars(
        select(log.details)
        .where(log.video_id == video.id, log.action == FINALIZED)
        .order_by(log.created_at)
    )
    pairs = [(row[DRAFT], row[FINAL]) for row in rows]
    drafts = [draft for draft, final in pairs if final == video.number]
    finals = [final for draft, final in pairs if draft == video.number]
    return Kin(drafts[0] if drafts else None, tuple(finals[-MAX_KIN:]))
