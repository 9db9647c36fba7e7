"""Redos that cost money, asked about in a film's thread and started by a ✅ below the question."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from functools import partial

import discord
from sqlalchemy.ext.asyncio import AsyncSession

from bot import questions
from bot.answers import say, surely
from bot.decisions import film_to_decide, redo_agreed
from bot.outcomes import Outcome
from bot.permissions import Person
from bot.questions import Question
from bot.signals import Signal
from bot.tools import Tools
from pipeline.advance import lock_video
from pipeline.errors import AlreadyDecided, NotAllowed, UserError

WAYS = f"{Signal.APPROVE} starts it, {Signal.REJECT} leaves it."
LEFT = "Left as it is: nothing is made again."


@dataclass(frozen=True)
class Spot:
    """Where a thread is written in: as an answer to a message.

    Attributes:
        about: What is answered; the same text about the same thing is not posted twice.
    """

    thread: discord.abc.Messageable
    to: discord.MessageReference
    about: str

    async def say(self, text: str, *, about: str = "") -> discord.Message:
        return await say(self.thread, text, to=self.to, about=about or self.about)


class AskedRedos:
    """The questions in the threads, and what people answer.

    Each is kept before it is posted and once it is: a bot that dies in between asks again.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def tell(self, spot: Spot, outcome: Outcome) -> None:
        """Say what became of a decision; a question gets its emoji to be answered with."""
        if outcome.asks is None:
            await spot.say(outcome.text)
            return
        question = Question(spot.about, outcome.asks)
        before = questions.asked_about(await self.of_film(outcome.asks.video_id), spot.about)
        await self._keep(question)
        # Asked about the same again, after it was left: Discord would take it for the same message.
        again = f"{spot.about} {before.message_id}" if before and not before.is_open else ""
        message = await spot.say(f"{outcome.text} {WAYS}", about=again)
        await self._keep(replace(question, message_id=message.id))
        for signal in (Signal.APPROVE, Signal.REJECT):
            await surely(partial(message.add_reaction, signal.value))

    async def settle(self, spot: Spot, question: Question, person: Person, signal: Signal) -> None:
        """Do what a person answered to a question, and say what follows.

        Raises:
            NotAllowed: They may not decide; the question stays open.
            UserError: It cannot be done any more; nobody need answer it.
        """
        try:
            outcome = await self._answer(question, person, signal)
        except NotAllowed:
            raise
        except UserError:
            await self._keep(questions.closed(question))
            raise
        await self.tell(spot, outcome)
        if outcome.asks is not None:  # more would cost by now: that is another question
            await self._keep(questions.closed(question))

    async def posted_as(self, video_id: uuid.UUID, message_id: int) -> Question | None:
        """The question that a message asks, answered or not."""
        return questions.posted_as(await self.of_film(video_id), message_id)

    async def of_film(self, video_id: uuid.UUID) -> list[Question]:
        async with self._tools.database.transaction() as session:
            return await questions.of_film(session, video_id)

    async def open_ones(self) -> list[Question]:
        async with self._tools.database.transaction() as session:
            return await questions.open_ones(session)

    async def _answer(self, question: Question, person: Person, signal: Signal) -> Outcome:
        if signal is Signal.APPROVE:
            closing = partial(_close, question)
            return await redo_agreed(self._tools, person, question.asks, also=closing)
        await film_to_decide(self._tools, person, question.asks.video_id)
        async with self._tools.database.transaction() as session:
            await lock_video(session, question.asks.video_id)
            await _close(question, session)
        return Outcome(LEFT)

    async def _keep(self, question: Question) -> None:
        async with self._tools.database.transaction() as session:
            await lock_video(session, question.asks.video_id)
            await questions.keep(session, question)


async def _close(question: Question, session: AsyncSession) -> None:
    """In the commit that answers it, so that no two answers count; the film's row is locked."""
    assert question.message_id is not None  # nobody answers what is not posted
    kept = await questions.of_film(session, question.asks.video_id)
    now = questions.posted_as(kept, question.message_id)
    if now is None or not now.is_open:
        raise AlreadyDecided("That was answered already.")
    await questions.keep(session, questions.closed(now))
