"""Decisions made while the bot was away, applied as if they had just arrived."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable

import discord
import structlog
from discord.ext import commands

from bot.answers import person_in
from bot.asked_redos import AskedRedos, Spot
from bot.balances import TooLittleCredit
from bot.decisions import Decision, decide
from bot.permissions import Person
from bot.questions import Question, asked_about
from bot.shown import Shown
from bot.signals import Signal, signal_of
from bot.tools import Tools
from pipeline import queries, queries_bot
from pipeline.errors import NotAllowed, UserError
from pipeline.queries_bot import Asked

log = structlog.get_logger(__name__)

REPLIES_MAX = 200

# Reactions carry no time. What holds a film back counts first: going on can wait, and a film that
# went on by mistake cannot always be called back.
ORDER = (Signal.REJECT, Signal.REDO, Signal.APPROVE)


class CatchingUp:
    """Looks at every question that is open, and at what people answered meanwhile.

    Args:
        asked: The redos that wait for somebody to agree to what they cost.
        take_reply: What is done with a reply.
    """

    def __init__(
        self,
        bot: commands.Bot,
        tools: Tools,
        asked: AskedRedos,
        take_reply: Callable[[discord.Message], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._tools = tools
        self._asked = asked
        self._take_reply = take_reply

    async def run(self) -> None:
        """Do it for every film; one that cannot be read does not stop the others."""
        async with self._tools.database.transaction() as session:
            questions = await queries_bot.asked(session, queries.DISCORD)
        for question in questions:
            try:
                await self._catch_up(question)
            except Exception:
                log.exception("catching_up.failed", video=str(question.mirror.video_id))
        costly = await self._asked.open_ones()
        for one in costly:
            try:
                await self._agreements(one)
            except Exception:
                log.exception("catching_up.failed", video=str(one.asks.video_id))
        log.info("catching_up.done", questions=len(questions), costly=len(costly))

    async def _catch_up(self, question: Asked) -> None:
        shown = Shown.of(question.mirror)
        preview = shown.previews.get(question.review_id)
        if shown.thread_id is None or preview is None or not preview.message_ids:
            return
        thread = await self._thread(shown.thread_id)
        lost = await self._unposted(question.mirror.video_id)
        await self._replies(thread, after=min(preview.message_ids), lost=lost)
        if question.is_open:
            await self._reactions(question, thread, preview.message_ids)

    async def _thread(self, thread_id: int) -> discord.Thread:
        """The thread, with its guild: there the members' roles are known."""
        found = self._bot.get_channel(thread_id) or await self._bot.fetch_channel(thread_id)
        assert isinstance(found, discord.Thread)  # the mirror keeps no other ids
        return found

    async def _unposted(self, video_id: uuid.UUID) -> set[str]:
        """What the bot was about to ask about when it died."""
        asked = await self._asked.of_film(video_id)
        return {one.about for one in asked if one.message_id is None}

    async def _replies(self, thread: discord.Thread, *, after: int, lost: set[str]) -> None:
        """Replies first: they say more than an emoji does."""
        start = discord.Object(after)
        messages = [
            message
            async for message in thread.history(after=start, limit=REPLIES_MAX, oldest_first=True)
        ]
        answered = {
            message.reference.message_id
            for message in messages
            if message.author == self._bot.user and message.reference
        }
        for message in messages:
            is_reply = message.type is discord.MessageType.reply and not message.author.bot
            if is_reply and (message.id not in answered or str(message.id) in lost):
                await self._take_reply(message)

    async def _reactions(
        self, question: Asked, thread: discord.Thread, message_ids: list[int]
    ) -> None:
        """Apply the first decision of somebody who may decide."""
        messages = await self._messages(thread, message_ids)
        for signal in ORDER:
            async for message, user in _who_chose(messages, signal):
                if await self._apply(question, message, user, signal):
                    return

    async def _messages(
        self, thread: discord.Thread, message_ids: list[int]
    ) -> list[discord.Message]:
        found = []
        for message_id in message_ids:
            try:
                found.append(await thread.fetch_message(message_id))
            except discord.NotFound:
                log.info("catching_up.preview_deleted", message=message_id)
        return found

    async def _apply(
        self,
        question: Asked,
        message: discord.Message,
        user: discord.Member | discord.User,
        signal: Signal,
    ) -> bool:
        """Whether this settles the question."""
        if user.bot:
            return False
        person = await person_in(message.guild, user)
        video_id = question.mirror.video_id
        spot = _below(message, person)
        known = asked_about(await self._asked.of_film(video_id), spot.about)
        if signal is Signal.REDO and known is not None:
            return known.is_open  # what it costs was asked; one that was left is no objection
        try:
            outcome = await decide(
                self._tools, person, video_id, Decision(signal), review_id=question.review_id
            )
        except NotAllowed:
            return False  # they were told when they did it, or see that nothing came of it
        except TooLittleCredit as error:
            await spot.say(str(error))
            await message.remove_reaction(signal.value, user)  # for them to approve once more
            return True
        except UserError as error:
            log.info("catching_up.too_late", reason=str(error))
            return True
        if not outcome.is_shown:
            await self._asked.tell(spot, outcome)
        return True

    async def _agreements(self, question: Question) -> None:
        """Take the first answer to what a redo costs; a no before a yes."""
        async with self._tools.database.transaction() as session:
            mirror = await queries.mirror(session, question.asks.video_id, queries.DISCORD)
        if mirror.external_id is None or question.message_id is None:
            return
        thread = await self._thread(int(mirror.external_id))
        messages = await self._messages(thread, [question.message_id])
        for signal in (Signal.REJECT, Signal.APPROVE):
            async for message, user in _who_chose(messages, signal):
                if not user.bot and await self._settles(question, message, user, signal):
                    return

    async def _settles(
        self,
        question: Question,
        message: discord.Message,
        user: discord.Member | discord.User,
        signal: Signal,
    ) -> bool:
        person = await person_in(message.guild, user)
        spot = _below(message, person)
        try:
            await self._asked.settle(spot, question, person, signal)
        except NotAllowed:
            return False
        except UserError as error:
            await spot.say(str(error))
        return True


def _below(message: discord.Message, person: Person) -> Spot:
    """Where a reaction is answered; named as when it had just arrived."""
    preview = message.to_reference(fail_if_not_exists=False)
    return Spot(message.channel, preview, f"{message.id} {person.id}")


async def _who_chose(
    messages: list[discord.Message], signal: Signal
) -> AsyncIterator[tuple[discord.Message, discord.Member | discord.User]]:
    for message in messages:
        for reaction in message.reactions:
            if signal_of(str(reaction.emoji)) is signal:
                async for user in reaction.users():
                    yield message, user
