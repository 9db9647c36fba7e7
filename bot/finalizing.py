"""`/video finalize`: the final film of a draft that was liked."""

from __future__ import annotations

import asyncio
import uuid

from bot.agreement import ask
from bot.answers import Interaction, answer, person_of
from bot.choosing import film_meant
from bot.decisions import actor_of, film_to_decide
from bot.estimating import Estimate, estimate, question
from bot.queueing import NOT_QUEUED
from bot.tools import Tools
from bot.wording import counted
from pipeline import finals, queries
from pipeline.channels import ChannelConfig
from pipeline.finals import DRAFT, FINAL, Final
from pipeline.lifecycle import Step
from pipeline.views import VideoView


async def finalize(tools: Tools, interaction: Interaction, film: int | None) -> None:
    """Queue it, with the channel as it is today; asked first where it costs money.

    Raises:
        UserError: With a sentence that says why not.
    """
    video_id = await film_meant(tools, interaction, film)
    draft = await film_to_decide(tools, person_of(interaction.user), video_id)
    config = await asyncio.to_thread(tools.channel, draft.channel)
    voices = await asyncio.to_thread(tools.voices, config)

    async def carry_out(agreed: Interaction) -> None:
        actor = actor_of(person_of(agreed.user))
        async with tools.database.transaction() as session:
            final = await finals.finalize(session, video_id, config, actor, voices=voices)
        await answer(agreed, told(final))

    asked = await _question(tools, video_id, config)
    if asked is None:
        await carry_out(interaction)
    else:
        await ask(interaction, asked, carry_out, yes="Queue it", left=NOT_QUEUED)


async def _question(tools: Tools, video_id: uuid.UUID, config: ChannelConfig) -> str | None:
    """What it costs; None where it costs nothing, or cannot be at all."""
    async with tools.database.transaction() as session:
        view = await queries.video(session, video_id)
    board = view.storyboard
    is_unapproved = view.state.step is Step.STORYBOARD and view.state.is_open_gate
    if view.mode != DRAFT or board is None or is_unapproved:
        return None
    found = await estimate(tools, config, FINAL, len(board.shots), board)
    return price(view, found) if found else None


def price(view: VideoView, found: Estimate) -> str:
    """What a person reads before a final that costs money. Pure."""
    text = question(f"The final of draft #{view.number}", found)
    if not view.finals:
        return text
    known = f"Film #{view.finals[-1]} is its final already"
    return f"{known}; there is another only if the draft was changed since.\n{text}"


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
