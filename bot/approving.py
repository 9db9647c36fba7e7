"""Letting a film go on past its gate, from whichever front end; no Discord in here."""

from __future__ import annotations

import uuid

from bot import balances
from bot.outcomes import Outcome
from bot.redoing import Check
from bot.tools import Tools
from pipeline import queries, queries_bot, videos
from pipeline.lifecycle import label
from pipeline.reviews import APPROVED, Actor


async def approve(
    tools: Tools,
    actor: Actor,
    video_id: uuid.UUID,
    review_id: uuid.UUID | None,
    *,
    also: Check | None = None,
) -> Outcome:
    """Approve what is asked, if the accounts hold what follows costs.

    Args:
        review_id: What the person saw; left out, whatever is asked now is meant.
        also: Done in the same commit as the approval.

    Raises:
        TooLittleCredit: They do not; nothing was approved.
        UserError: With a sentence that says why not.
    """
    note = ""
    if await _is_asked(tools, video_id, review_id):
        note = await balances.check(tools, video_id)
    async with tools.database.transaction() as session:
        video = await videos.approve(session, video_id, actor, review_id=review_id)
        if also is not None:
            await also(session)
        text = f"Approved: film #{video.number} is “{label(video.state, video.held)}”."
    return Outcome(f"{text} {note}".rstrip(), is_shown=not note)


async def _is_asked(tools: Tools, video_id: uuid.UUID, review_id: uuid.UUID | None) -> bool:
    """Whether an approval could count: one that is too late need not ask any provider."""
    async with tools.database.transaction() as session:
        film = await queries_bot.film_name(session, video_id)
        if not film.state.is_open_gate:
            return False
        if review_id is None:
            return True
        review = await queries.review(session, review_id)
    is_over = review.state == "withdrawn" or review.decision == APPROVED
    return review.gate is film.state.step and not is_over
