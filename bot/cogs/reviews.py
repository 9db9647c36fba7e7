"""Decisions by emoji and by reply, also those made while the bot was away."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable

import discord
import structlog
from discord.ext import commands

from bot.answers import APOLOGY, person_in, person_of
from bot.asked_redos import AskedRedos, Spot
from bot.balances import TooLittleCredit
from bot.catching_up import CatchingUp
from bot.decisions import Decision, decide, take_note, was_theirs
from bot.permissions import Person
from bot.shown import review_of_message
from bot.signals import Signal, signal_of
from bot.tools import Tools
from pipeline import queries
from pipeline.errors import AlreadyDecided, NotAllowed, UserError
from pipeline.views import MirrorView

log = structlog.get_logger(__name__)


class Reviews(commands.Cog):
    """Listens to the threads of films."""

    def __init__(self, bot: commands.Bot, tools: Tools) -> None:
        self._bot = bot
        self._tools = tools
        self._asked = AskedRedos(tools)
        self._one_at_a_time = asyncio.Lock()

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Take an emoji below a preview or a question; leave all others alone."""
        signal = signal_of(str(payload.emoji))
        if signal is None or payload.member is None or payload.member.bot:
            return
        mirror = await self._mirror(payload.channel_id)
        if mirror is None:
            return
        person = person_of(payload.member)
        review_id = review_of_message(mirror, payload.message_id)
        if review_id is not None:
            await self._decide(payload, person, mirror.video_id, review_id, signal)
        elif signal is not Signal.REDO:
            question = await self._asked.posted_as(mirror.video_id, payload.message_id)
            if question is not None:
                spot = self._spot(payload, person)
                work = self._asked.settle(spot, question, person, signal)
                await self._answered(payload, person, work)

    async def _decide(
        self,
        payload: discord.RawReactionActionEvent,
        person: Person,
        video_id: uuid.UUID,
        review_id: uuid.UUID,
        signal: Signal,
    ) -> None:
        async def work() -> None:
            try:
                outcome = await decide(
                    self._tools, person, video_id, Decision(signal), review_id=review_id
                )
            except AlreadyDecided:
                if await was_theirs(self._tools, person, review_id, signal):
                    return
                raise
            if not outcome.is_shown:
                await self._asked.tell(self._spot(payload, person), outcome)

        await self._answered(payload, person, work())

    async def _answered(
        self, payload: discord.RawReactionActionEvent, person: Person, work: Awaitable[None]
    ) -> None:
        """Do it; what cannot be done is said below the message."""
        try:
            await work
        except UserError as error:
            await self._spot(payload, person).say(str(error))
            # Whoever may not; and who may approve again, with one press, once there is credit.
            if isinstance(error, NotAllowed | TooLittleCredit) and payload.member is not None:
                await self._take_back(payload, payload.member)
        except Exception:
            log.exception("reaction.failed", message=payload.message_id)
            await self._spot(payload, person).say(APOLOGY)

    def _spot(self, payload: discord.RawReactionActionEvent, person: Person) -> Spot:
        """Below the message that was reacted to."""
        message = discord.MessageReference(
            message_id=payload.message_id,
            channel_id=payload.channel_id,
            guild_id=payload.guild_id,
            fail_if_not_exists=False,
        )
        thread = self._bot.get_partial_messageable(payload.channel_id, guild_id=payload.guild_id)
        return Spot(thread, message, f"{payload.message_id} {person.id}")

    async def _take_back(
        self, payload: discord.RawReactionActionEvent, member: discord.Member
    ) -> None:
        thread = self._bot.get_partial_messageable(payload.channel_id, guild_id=payload.guild_id)
        try:
            await thread.get_partial_message(payload.message_id).remove_reaction(
                payload.emoji, member
            )
        except discord.HTTPException as error:  # a courtesy: the permission may be missing
            log.info("reaction.not_taken_back", error=str(error))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take a reply to a preview or a card as a redo note; leave all other talk alone."""
        if message.author.bot or message.type is not discord.MessageType.reply:
            return
        await self.take_reply(message)

    async def take_reply(self, message: discord.Message) -> None:
        """Do what a reply in a film's thread asks for, if it asks for anything."""
        mirror = await self._mirror(message.channel.id, _answered_id(message))
        if mirror is None or not self._is_to_us(message):
            return
        review_id = review_of_message(mirror, _answered_id(message))
        person = await person_in(message.guild, message.author)
        reply_to = message.to_reference(fail_if_not_exists=False)
        spot = Spot(message.channel, reply_to, str(message.id))
        try:
            outcome = await take_note(
                self._tools, person, mirror.video_id, message.content, review_id=review_id
            )
            if outcome is not None:
                await self._asked.tell(spot, outcome)
        except UserError as error:
            await spot.say(str(error))
        except Exception:
            log.exception("reply.failed", video=str(mirror.video_id))
            await spot.say(APOLOGY)

    def _is_to_us(self, message: discord.Message) -> bool:
        """What was answered is the bot's own: a preview, a card or a question."""
        answered = message.reference.resolved if message.reference else None
        if isinstance(answered, discord.Message) and self._bot.user is not None:
            return answered.author.id == self._bot.user.id
        return _answered_id(message) == message.channel.id  # the card, seen from its thread

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at what was decided while the bot was away; Discord never tells it again."""
        async with self._one_at_a_time:
            await CatchingUp(self._bot, self._tools, self._asked, self.take_reply).run()

    async def _mirror(self, *external_ids: int) -> MirrorView | None:
        """The film whose thread has one of these ids; a thread has the id of its card."""
        async with self._tools.database.transaction() as session:
            for external_id in external_ids:
                found = await queries.mirror_of_external(session, queries.DISCORD, str(external_id))
                if found is not None:
                    return found
        return None


def _answered_id(message: discord.Message) -> int:
    return (message.reference.message_id if message.reference else None) or 0
