"""One shot's words and seconds, changed by a person, in the caller's transaction.

An edit is kept in the plan's storyboard; what follows is the build's own rule: a unit whose inputs
changed is stale, and no other. The storyboard's own take stands, so nothing writes over an edit
but a storyboard that is written anew.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import audit, models
from pipeline.advance import advance, film_of, lock_video, takes_of
from pipeline.errors import NotPossible
from pipeline.holds import release
from pipeline.lifecycle import Step, index, label
from pipeline.providers import is_paid
from pipeline.reviews import Actor, settle_pending, way_back
from pipeline.shots import (
    Edit,
    Value,
    changed,
    consequence,
    differences,
    paid,
    shot_of,
    with_storyboard,
)
from pipeline.steps.build import Build, build
from pipeline.steps.film import Film, Unit, UnitKey
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Shot, Storyboard
from pipeline.videos import check_not_over

EDITED = "edited"


@dataclass(frozen=True)
class Edited:
    """What an edit comes to.

    Attributes:
        film: The film's number.
        fields: Old and new value of every field that changes.
        units: What had been made, or is being made, and is made again; in the order of the steps.
        paid: Those of them that cost money.
        bought: The same as they will be: what was edited may cost another price.
        back_to: The gate the film comes back to, where it had come to one.
        is_own: The storyboard is a person's own, which is never written anew.
        is_done: False where nothing was changed, because it costs what nobody has agreed to.
    """

    film: int
    shot: int
    fields: dict[str, tuple[Value, Value]]
    units: tuple[UnitKey, ...]
    paid: frozenset[UnitKey]
    bought: tuple[Unit, ...]
    back_to: Step | None
    is_own: bool
    is_done: bool = True


async def shot_to_edit(session: AsyncSession, video_id: uuid.UUID, number: int) -> Shot:
    """A shot as it is now.

    Raises:
        NotFound: There is no such film or shot.
        NotPossible: There are no shots to edit now, or it is too late.
    """
    video = await lock_video(session, video_id)
    film = await film_of(session, video)
    board = _board(video, film, build(film, await takes_of(session, video)))
    return shot_of(board, number)


async def edit(
    session: AsyncSession,
    video_id: uuid.UUID,
    actor: Actor,
    wish: Edit,
    *,
    agreed: Collection[UnitKey] = (),
) -> Edited:
    """Change a shot and make again what was made from what changed.

    The film comes back to the gate where it stands. On its way to the next one, the gates of what
    is made again ask once more; the storyboard's does not: who edits it says what it shall be.

    Args:
        agreed: What may cost money to make again. Where more would, nothing is changed.

    Raises:
        NotFound: There is no such film or shot.
        NotPossible: There are no shots to edit now, it is too late, or nothing would change.
        InvalidInput: A value breaks the storyboard's rules; names the place.
    """
    video = await lock_video(session, video_id)
    film, outcome = await _outcome(session, video, wish)
    if not outcome.paid <= set(agreed):
        return replace(outcome, is_done=False)
    release(video)
    details = {
        "shot": wish.shot,
        "fields": {name: list(values) for name, values in outcome.fields.items()},
        "units": [f"{step}:{number}" for step, number in outcome.units],
    }
    audit.record(session, video, actor, EDITED, details)
    await settle_pending(session, video, actor, EDITED)
    await advance(session, video, film)
    return outcome


async def _outcome(session: AsyncSession, video: models.Video, wish: Edit) -> tuple[Film, Edited]:
    """The film with the edit in its plan, and what that comes to."""
    before = await film_of(session, video)
    takes = await takes_of(session, video)
    built = build(before, takes)
    board = _board(video, before, built)
    edited = changed(board, wish)
    fields = differences(shot_of(board, wish.shot), shot_of(edited, wish.shot))
    if not fields:
        raise NotPossible(f"Shot {wish.shot} of film #{video.number} says so already.")
    film = with_storyboard(before, edited)
    follows = consequence(before, built, film, takes)
    back_to = await way_back(session, before, video)
    if back_to is None:
        _ask_again(film, follows.others)
    return film, Edited(
        film=video.number,
        shot=wish.shot,
        fields=fields,
        units=tuple(unit.key for unit in follows.again),
        paid=paid(follows.again),
        bought=tuple(unit for unit in follows.again if is_paid(unit.provider)),
        back_to=back_to,
        is_own=film.plan.given is not None,
    )


def _board(video: models.Video, film: Film, built: Build) -> Storyboard:
    """The shots that can be edited: an edit of those that are written anew would be lost."""
    check_not_over(video, "edited")
    board = film.plan.storyboard
    where = label(video.state, video.held)
    if board is None:
        raise NotPossible(f"Film #{video.number} has no shots yet: it is “{where}”.")
    if (Step.STORYBOARD, STORYBOARD) not in built.chosen:
        raise NotPossible(
            f"The storyboard of film #{video.number} is being written anew: edit a shot of it once "
            "it is there."
        )
    return board


def _ask_again(film: Film, units: Iterable[Unit]) -> None:
    """Close the gates of what is another now, and those behind them.

    Also where an earlier take stands for it: it may be one that nobody has approved.
    """
    steps = [index(unit.step) for unit in units if unit.step is not Step.STORYBOARD]
    if steps:
        passed = film.plan.gates_passed
        film.plan.gates_passed = [gate for gate in passed if index(gate) < min(steps)]
