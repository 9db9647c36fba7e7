"""The slash commands: `/video …` and `/inbox`."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Collection, Sequence

import discord
from discord import app_commands
from discord.ext import commands
from sqlalchemy.ext.asyncio import AsyncSession

from bot import choosing, decisions, editing, finalizing, listings, queueing, timing
from bot.agreement import ask
from bot.answers import Interaction, answer, defer, person_of
from bot.decisions import Decision
from bot.outcomes import Outcome
from bot.queueing import Wish
from bot.signals import EXAMPLE, Signal
from bot.tools import Tools
from pipeline import queries, queries_bot, queries_money
from pipeline.errors import InvalidInput
from pipeline.lifecycle import Step
from pipeline.shots import Edit
from pipeline.storyboard import MAX_SHOTS
from pipeline.videos import MAX_BUDGET_USD
from pipeline.views import TakeView

LISTED_MAX = 50
INBOX_READ = 500  # films of all channels, of which a person sees their own

Shots = app_commands.Range[int, 1, MAX_SHOTS]
Seconds = app_commands.Range[float, 1.0, 30.0]  # as the storyboard allows
Dollars = app_commands.Range[float, 0.0, float(MAX_BUDGET_USD)]
Priority = app_commands.Range[int, -10, 10]
Number = app_commands.Range[int, 1, 2**31 - 1]

_FILM = "Its number; in the film's own thread it may be left out"


class Videos(commands.Cog):
    """Everything about films that is asked for with a command."""

    video = app_commands.Group(name="video", description="Films", guild_only=True)

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    @video.command(name="queue")
    @app_commands.describe(
        channel="The channel it is for",
        mode="draft is free and offline; final uses the channel's providers",
        title="What it is called",
        topic="What it is about",
        story_direction="Who is in it, what happens, how it feels",
        shots="How many shots it has",
        priority="Higher goes first",
        storyboard="Your own storyboard, as YAML or JSON",
    )
    async def queue(
        self,
        interaction: Interaction,
        channel: str | None = None,
        mode: str | None = None,
        title: str | None = None,
        topic: str | None = None,
        story_direction: str | None = None,
        shots: Shots | None = None,
        priority: Priority | None = None,
        storyboard: discord.Attachment | None = None,
    ) -> None:
        """Ask for a film."""
        texts = (title, topic, story_direction)
        wish = Wish(channel, mode, *texts, shots=shots, priority=priority, file=storyboard)
        await queueing.queue(self._tools, interaction, wish)

    @video.command(name="list")
    @app_commands.describe(channel="Only this channel's", everything="Also what is finished")
    @app_commands.rename(everything="all")
    async def list_films(
        self, interaction: Interaction, channel: str | None = None, everything: bool = False
    ) -> None:
        """Show the films there are."""
        await defer(interaction)
        only = None
        if channel:
            key, _ = await choosing.channel_meant(self._tools, interaction, channel)
            only = [key]
        async with self._tools.database.transaction() as session:
            films = await queries.videos(
                session, channels=only, unfinished_only=not everything, limit=LISTED_MAX
            )
        threads = await self._threads([film.id for film in films])
        await answer(interaction, card=listings.video_list(films, threads))

    @video.command(name="show")
    @app_commands.describe(film=_FILM, shot="One shot: its prompts, takes and cost")
    async def show(
        self, interaction: Interaction, film: Number | None = None, shot: Shots | None = None
    ) -> None:
        """Show where a film stands."""
        await defer(interaction)
        video_id = await choosing.film_meant(self._tools, interaction, film)
        limits = self._tools.limits()
        async with self._tools.database.transaction() as session:
            view = await queries.video(session, video_id)
            takes = await _takes_of_shot(session, video_id, shot) if shot else []
            cost = await queries_money.money_of(session, video_id, limits)
        if shot:
            await answer(interaction, card=listings.shot_details(view, shot, takes))
            return
        roles = await decisions.reviewer_roles(self._tools, video_id, view.channel)
        thread = (await self._threads([video_id])).get(video_id)
        card = listings.video_details(view, reviewers=roles, thread_id=thread, cost=cost)
        await answer(interaction, card=card)

    @video.command(name="approve")
    @app_commands.describe(film=_FILM)
    async def approve(self, interaction: Interaction, film: Number | None = None) -> None:
        """Let a film go on past its gate."""
        await self._decide(interaction, film, Decision(Signal.APPROVE))

    @video.command(name="reject")
    @app_commands.describe(film=_FILM, note="What is wrong")
    async def reject(
        self, interaction: Interaction, film: Number | None = None, note: str = ""
    ) -> None:
        """Hold a film at its gate until somebody says what to change."""
        await self._decide(interaction, film, Decision(Signal.REJECT, note=note))

    @video.command(name="redo")
    @app_commands.describe(what="For example 3, 7: darker, rain", film=_FILM)
    async def redo(self, interaction: Interaction, what: str, film: Number | None = None) -> None:
        """Have parts of a film made again."""
        await defer(interaction)
        video_id = await choosing.film_meant(self._tools, interaction, film)
        person = person_of(interaction.user)
        outcome = await decisions.take_note(self._tools, person, video_id, what)
        if outcome is None:
            raise InvalidInput(f"Name what to make again like {EXAMPLE}.")
        await self._tell(interaction, outcome)

    @video.command(name="edit")
    @app_commands.describe(
        shot="Its number; with nothing else, a form opens with what the shot says now",
        film=_FILM,
        narration="What is said",
        motion="What moves, and how the camera does",
        sound="What is heard",
        seconds="How long it is",
        action="Who does what",
    )
    async def edit(
        self,
        interaction: Interaction,
        shot: Shots,
        film: Number | None = None,
        narration: str | None = None,
        motion: str | None = None,
        sound: str | None = None,
        seconds: Seconds | None = None,
        action: str | None = None,
    ) -> None:
        """Change one shot's words or seconds."""
        wish = Edit(shot, action, narration, motion, sound, seconds)
        await editing.edit(self._tools, interaction, film, wish)

    @video.command(name="finalize")
    @app_commands.describe(film=_FILM)
    async def finalize(self, interaction: Interaction, film: Number | None = None) -> None:
        """Make the final film of a draft, with the same storyboard."""
        await defer(interaction)
        await finalizing.finalize(self._tools, interaction, film)

    @video.command(name="retry")
    @app_commands.describe(film=_FILM)
    async def retry(self, interaction: Interaction, film: Number | None = None) -> None:
        """Go on from where a film failed, or try now what it waits for."""
        await self._carry_out(interaction, film, decisions.retry)

    @video.command(name="budget")
    @app_commands.describe(usd="What it may cost in all, in US dollars", film=_FILM)
    async def budget(
        self, interaction: Interaction, usd: Dollars, film: Number | None = None
    ) -> None:
        """Set what a film may cost."""
        await self._carry_out(interaction, film, decisions.set_budget, usd)

    @video.command(name="schedule")
    @app_commands.describe(
        when="In the channel's time zone: 2026-12-24 18:00, or Mon 18:00", film=_FILM
    )
    async def schedule(
        self, interaction: Interaction, when: str, film: Number | None = None
    ) -> None:
        """Have a film published at a time."""
        await self._carry_out(interaction, film, timing.schedule, when)

    @video.command(name="publish-now")
    @app_commands.describe(film=_FILM)
    async def publish_now(self, interaction: Interaction, film: Number | None = None) -> None:
        """Have a film public as soon as it is approved, or at once."""
        await self._carry_out(interaction, film, timing.publish_now)

    @video.command(name="unpublish")
    @app_commands.describe(film=_FILM)
    async def unpublish(self, interaction: Interaction, film: Number | None = None) -> None:
        """Hide a film on YouTube."""
        await self._carry_out(interaction, film, timing.unpublish)

    @video.command(name="cancel")
    @app_commands.describe(film=_FILM)
    async def cancel(self, interaction: Interaction, film: Number | None = None) -> None:
        """End a film."""
        await self._carry_out(interaction, film, decisions.cancel)

    @app_commands.command(name="inbox")
    @app_commands.guild_only()
    async def inbox(self, interaction: Interaction) -> None:
        """Show what waits for you, over all channels, oldest first."""
        await defer(interaction)
        async with self._tools.database.transaction() as session:
            waiting = await queries.inbox(session, limit=INBOX_READ)
        items = await decisions.inbox_of(self._tools, person_of(interaction.user), waiting)
        threads = await self._threads([item.video.id for item in items])
        await answer(interaction, card=listings.inbox(items, threads))

    async def _carry_out(
        self,
        interaction: Interaction,
        film: int | None,
        do: Callable[..., Awaitable[str]],
        *arguments: object,
    ) -> None:
        """Do to the film that is meant what a command asks for, and say what follows."""
        await defer(interaction)
        video_id = await choosing.film_meant(self._tools, interaction, film)
        person = person_of(interaction.user)
        await answer(interaction, await do(self._tools, person, video_id, *arguments))

    async def _decide(self, interaction: Interaction, film: int | None, decision: Decision) -> None:
        await defer(interaction)
        video_id = await choosing.film_meant(self._tools, interaction, film)
        person = person_of(interaction.user)
        await self._tell(
            interaction, await decisions.decide(self._tools, person, video_id, decision)
        )

    async def _tell(self, interaction: Interaction, outcome: Outcome) -> None:
        """Answer with what follows; with two buttons where it costs money."""
        asks = outcome.asks
        if asks is None:
            await answer(interaction, outcome.text)
            return

        async def when_agreed(pressed: Interaction) -> None:
            person = person_of(pressed.user)
            await self._tell(pressed, await decisions.redo_agreed(self._tools, person, asks))

        text = f"{outcome.text} Shall I?"
        await ask(interaction, text, when_agreed, yes="Make it again")

    async def _threads(self, video_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
        async with self._tools.database.transaction() as session:
            found = await queries_bot.external_ids(session, queries.DISCORD, video_ids)
        return {video_id: int(thread) for video_id, thread in found.items()}

    @queue.autocomplete("channel")
    @list_films.autocomplete("channel")
    async def _channels(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await choosing.offered(choosing.channel_choices(self._tools, typed))

    @queue.autocomplete("mode")
    async def _modes(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return choosing.mode_choices(typed)

    @show.autocomplete("film")
    @approve.autocomplete("film")
    @reject.autocomplete("film")
    @redo.autocomplete("film")
    @edit.autocomplete("film")
    @retry.autocomplete("film")
    @budget.autocomplete("film")
    @cancel.autocomplete("film")
    async def _films(
        self, interaction: Interaction, typed: int | str
    ) -> list[app_commands.Choice[int]]:
        return await choosing.offered(choosing.film_choices(self._tools, str(typed)))

    @finalize.autocomplete("film")
    async def _drafts(
        self, interaction: Interaction, typed: int | str
    ) -> list[app_commands.Choice[int]]:
        drafts = choosing.film_choices(self._tools, str(typed), mode="draft")
        return await choosing.offered(drafts)

    @show.autocomplete("shot")
    @edit.autocomplete("shot")
    async def _shots(
        self, interaction: Interaction, typed: int | str
    ) -> list[app_commands.Choice[int]]:
        shots = choosing.shot_choices(self._tools, interaction, str(typed))
        return await choosing.offered(shots)


async def _takes_of_shot(session: AsyncSession, video_id: uuid.UUID, shot: int) -> list[TakeView]:
    numbers: dict[Step, Sequence[int]] = {step: [shot] for step in listings.SHOT_STEPS}
    return await queries.takes(session, video_id, numbers=numbers)
