"""Decisions by emoji and by reply, also those made while the bot was away."""

from __future__ import annotations

import asyncio

import discord
import structlog
from discord.ext import commands

from bot.answers import APOLOGY, person_in, person_of, say
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
        self._one_at_a_time = asyncio.Lock()

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Take an emoji below a preview as a decision; leave all others alone."""
        signal = signal_of(str(payload.emoji))
        if signal is None or payload.member is None or payload.member.bot:
            return
        mirror = await self._mirror(payload.channel_id)
        review_id = review_of_message(mirror, payload.message_id) if mirror else None
        if mirror is None or review_id is None:
            return
        person = person_of(payload.member)
        try:
            text = await decide(
                self._tools, person, mirror.video_id, Decision(signal), review_id=review_id
            )
        except AlreadyDecided as error:
            if not await was_theirs(self._tools, person, review_id, signal):
                await self._answer_reaction(payload, person, str(error))
        except UserError as error:
            await self._answer_reaction(payload, person, str(error))
            if isinstance(error, NotAllowed):
                await self._take_back(payload, payload.member)
        except Exception:
            log.exception("reaction.failed", video=str(mirror.video_id))
            await self._answer_reaction(payload, person, APOLOGY)
        else:
            if signal is not Signal.APPROVE:  # then the thread itself shows what follows
                await self._answer_reaction(payload, person, text)

    async def _answer_reaction(
        self, payload: discord.RawReactionActionEvent, person: Person, text: str
    ) -> None:
        preview = discord.MessageReference(
            message_id=payload.message_id,
            channel_id=payload.channel_id,
            guild_id=payload.guild_id,
            fail_if_not_exists=False,
        )
        thread = self._bot.get_partial_messageable(payload.channel_id, guild_id=payload.guild_id)
        about = f"{payload.message_id} {person.id}"
        await say(thread, text, to=preview, about=about)

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
        try:
            text = await take_note(
                self._tools, person, mirror.video_id, message.content, review_id=review_id
            )
        except UserError as error:
            text = str(error)
        except Exception:
            log.exception("reply.failed", video=str(mirror.video_id))
            text = APOLOGY
        if text is not None:
            reply_to = message.to_reference(fail_if_not_exists=False)
            await say(message.channel, text, to=reply_to, about=str(message.id))

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
            await CatchingUp(self._bot, self._tools, self.take_reply).run()

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
