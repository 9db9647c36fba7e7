"""`/video finalize`: the final film of a draft that was liked."""

from __future__ import annotations

import asyncio
import uuid

from bot.decisions import actor_of, film_to_decide
from bot.permissions import Person
from bot.tools import Tools
from bot.wording import counted
from pipeline import finals
from pipeline.finals import Final


async def finalize(tools: Tools, person: Person, video_id: uuid.UUID) -> str:
    """Queue it, with the channel as it is today.

    Returns:
        A sentence that says what follows.

    Raises:
        UserError: With a sentence that says why not.
    """
    draft = await film_to_decide(tools, person, video_id)
    config = await asyncio.to_thread(tools.channel, draft.channel)
    voices = await asyncio.to_thread(tools.voices, config)
    actor = actor_of(person)
    async with tools.database.transaction() as session:
        final = await finals.finalize(session, video_id, config, actor, voices=voices)
    return told(final)


def told(final: Final) -> str:
    """What a person reads of it. Pure."""
    if not final.is_new:
        return (
            f"Draft #{final.draft} has its final already: film #{final.number} is "
            f"“{final.label}”. Once the draft is changed, it can have another."
        )
    kept = f" and {counted(final.noted, 'note')}" if final.noted else ""
    return (
        f"Queued as #{final.number}: the final of draft #{final.draft}, with its storyboard{kept}. "
        f"{final.approved_by} approved the storyboard, so the pictures are what I ask about first. "
        f"Draft #{final.draft} stays as it is."
    )
