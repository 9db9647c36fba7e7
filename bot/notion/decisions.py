"""A person's edits of a row become calls of the same functions as in Discord.

One rule settles what was changed in the row and elsewhere at the same time: what a person set in
the row counts, unless it answers a question; then it counts if that question is the one the row
showed and is still open. Else it is set back and explained in the Error Log.

Notion knows no reviewers: whoever may edit the database decides. Their name and id
are kept with what they decided; they are the row's last editor's, which is all that Notion tells.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import tzinfo
from decimal import Decimal, InvalidOperation

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approving, redoing
from bot.notion import statuses
from bot.notion.rows import Plain, Row
from bot.notion.schema import Name
from bot.notion.shown import Asked
from bot.notion.statuses import Meaning
from bot.notion.values import read_moment
from bot.signals import parse_redo, whole_of
from bot.tools import Tools
from pipeline import changes, queries, queries_bot, videos
from pipeline.changes import Change
from pipeline.errors import InvalidInput, NotPossible, UserError
from pipeline.lifecycle import ROW, Cause, Step
from pipeline.queries_bot import FilmName
from pipeline.reviews import Actor
from pipeline.videos import Redo
from pipeline.views import VideoView

YES = frozenset({"yes", "y", "ok", "okay", "ja", "sí", "si", "oui", "sim", "go", "✅"})
RETRY = frozenset({"retry", "again", "try again", "try"})

_TEXTS = {Name.TITLE: "title", Name.TOPIC: "topic", Name.STORY_DIRECTION: "story_direction"}

_ANSWERS = frozenset({Meaning.APPROVE, Meaning.REJECT, Meaning.REDO})  # to what a row shows

_CHANGES = (*_TEXTS, Name.PRIORITY, Name.PRIVACY, Name.PUBLISH_AT)

Given = Mapping[Name, Plain]  # what a person changed, and to what


@dataclass
class Answer:
    """What became of a row's edits.

    Attributes:
        said: What the person is told in the Error Log, by the property it is about; what was just
            done needs no word.
        asked: A redo that waits for a yes now.
    """

    said: dict[str, str] = field(default_factory=dict)
    asked: Asked | None = None


@dataclass(frozen=True)
class Deciding:
    """One row's edits, carried out one after the other.

    Attributes:
        view: The film as it stands.
        actor: Who edited the row.
        said: What earlier edits are told, which the row does not show yet.
        review_id: The question that the row showed last.
        status: The status that it showed.
        asked: The redo that waits for a yes.
        zone: Whose days a date without a time means.
        take: Remembers that edits are taken, in the commit of what they ask for: each once.
    """

    tools: Tools
    view: VideoView
    row: Row
    actor: Actor
    said: Mapping[str, str]
    review_id: uuid.UUID | None
    status: Plain
    asked: Asked | None
    zone: tzinfo
    take: Callable[[AsyncSession, Given, Answer], Awaitable[None]]

    async def carry_out(self, edits: Given) -> Answer:
        """Do what the edits ask for; what is not possible is told, and the rest is done.

        The order is the rule for several at once: what the film is and may cost, then what it is
        asked, then its status; a redo goes before an approval of the same look.
        """
        owed = {name: text for name, text in self.said.items() if name not in edits}
        answer = Answer(owed, self.asked)
        groups: tuple[tuple[tuple[Name, ...], _Do], ...] = (
            *(((name,), self._change) for name in _CHANGES),
            ((Name.BUDGET,), self._budget),
            ((Name.CHANNEL, Name.MODE), self._refuse),
            ((Name.ANSWER,), self._answer),
            ((Name.REDO,), self._redo),
            ((Name.STATUS,), self._status),
        )
        for names, do in groups:
            given = {name: edits[name] for name in names if name in edits}
            if given:
                try:
                    await do(given, answer)
                except UserError as error:
                    answer.said[next(iter(given))] = str(error)
        return answer

    @asynccontextmanager
    async def _taking(self, given: Given, answer: Answer) -> AsyncIterator[AsyncSession]:
        """A transaction that also remembers what of the row is taken in it."""
        async with self.tools.database.transaction() as session:
            yield session
            await self.take(session, given, answer)

    async def _change(self, given: Given, answer: Answer) -> None:
        wish = self._wish(given)
        async with self._taking(given, answer) as session:
            await changes.change(session, self.view.id, self.actor, wish)

    def _wish(self, given: Given) -> Change:
        texts = {_TEXTS[name]: given[name] or "" for name in given if name in _TEXTS}
        publish = Name.PUBLISH_AT in given
        moment = read_moment(self.row.properties.get(Name.PUBLISH_AT), self.zone)
        if Name.PRIVACY in given and given[Name.PRIVACY] is None:
            raise InvalidInput("A film has a privacy: set private, unlisted or public.")
        return Change(
            **texts,
            priority=_whole(given[Name.PRIORITY]) if Name.PRIORITY in given else None,
            privacy=given.get(Name.PRIVACY),
            publish_at=moment if publish else None,
            unset_publish_at=publish and moment is None,
        )

    async def _budget(self, given: Given, answer: Answer) -> None:
        usd = _amount(given[Name.BUDGET])
        if usd is None:
            raise InvalidInput("The cap that was set stays: write another amount into Budget.")
        await self._allow(usd, given, answer)

    async def _allow(self, usd: Decimal, given: Given, answer: Answer) -> None:
        async with self._taking(given, answer) as session:
            await videos.set_budget(session, self.view.id, self.actor, usd)

    async def _refuse(self, given: Given, _: Answer) -> None:
        same = {
            Name.CHANNEL: {self.view.channel.casefold(), self.view.channel_name.casefold()},
            Name.MODE: {self.view.mode},
        }
        other = [name for name in given if (given[name] or "").casefold() not in same[name]]
        if other:
            names = " and ".join(other)
            raise NotPossible(f"{names} cannot be changed once a film is queued: queue another.")

    async def _answer(self, given: Given, answer: Answer) -> None:
        text = (given[Name.ANSWER] or "").strip()
        word, amount = text.casefold().rstrip(".!"), _amount(text)
        cause = (await self._film_now()).hold_cause
        if not text:
            return
        if word in YES and answer.asked is not None:
            asked, answer.asked = answer.asked, None
            await self._make_again(asked.redo, given, answer, asked)
        elif cause == Cause.FILM_CAP and amount is not None:
            await self._allow(amount, given, answer)
        elif word in YES | RETRY:
            async with self._taking(given, answer) as session:
                await videos.retry(session, self.view.id, self.actor)
        elif cause == Cause.REJECTED:
            await self._make_again(text, given, answer)
        else:
            raise InvalidInput(f"“{text[:80]}” answers nothing that was asked here.")

    async def _redo(self, given: Given, answer: Answer) -> None:
        answer.asked = None  # another wish takes the place of the one before
        if given[Name.REDO]:
            await self._make_again(given[Name.REDO] or "", given, answer)

    async def _make_again(
        self, text: str, given: Given, answer: Answer, asked: Asked | None = None
    ) -> None:
        wishes = parse_redo(text, await self._gate())
        if wishes is None:
            raise InvalidInput(
                f"“{text[:80]}” names nothing to make again: write for example 3, 7: darker, rain."
            )
        await self._carry_out(tuple(wishes), text, given, answer, asked)

    async def _carry_out(
        self,
        wishes: tuple[Redo, ...],
        text: str,
        given: Given,
        answer: Answer,
        asked: Asked | None = None,
    ) -> None:
        """Make it again, or ask first where that costs money.

        Args:
            text: As it was written.
            asked: What was agreed to.
        """
        outcome = await redoing.redo(
            self.tools,
            self.actor,
            await self._film(),
            wishes,
            asked.review_id if asked else self.review_id,
            agreed=asked.agreed if asked else (),
            also=lambda session: self.take(session, given, answer),
        )
        if outcome.asks:
            told = f"{outcome.text} Write “yes” into Answer to start it."
            answer.asked = Asked(text, outcome.asks.agreed, told, self.review_id)

    async def _status(self, given: Given, answer: Answer) -> None:
        film = await self._film()
        typed = statuses.label_of(given[Name.STATUS])
        if typed == film.label:
            return  # what it says is so already
        meaning = await self._meaning(typed, film)
        if meaning in _ANSWERS and self.review_id is None:
            raise NotPossible(
                f"Film #{film.number} is “{film.label}”, which this row did not show yet: look at "
                f"it, then set “{typed}” again."
            )
        if meaning is Meaning.APPROVE:
            outcome = await approving.approve(
                self.tools,
                self.actor,
                film.id,
                self.review_id,
                also=lambda session: self.take(session, given, answer),
            )
            if not outcome.is_shown:
                answer.said[Name.STATUS] = outcome.text
        elif meaning is Meaning.REDO:
            await self._carry_out((whole_of(film.state.step),), "all", given, answer)
        else:
            async with self._taking(given, answer) as session:
                await self._decide(session, meaning)

    async def _meaning(self, typed: Plain, film: FilmName) -> Meaning:
        """The approval of a gate that the row showed is one, wherever the film is by now."""
        if self.review_id is not None and typed == ROW[await self._gate()].approved:
            return Meaning.APPROVE
        return statuses.meaning_of(typed, film.number, film.state, film.hold)

    async def _decide(self, session: AsyncSession, meaning: Meaning) -> None:
        video_id, actor = self.view.id, self.actor
        if meaning is Meaning.REJECT:
            await videos.reject(session, video_id, actor, review_id=self.review_id)
        elif meaning is Meaning.RETRY:
            await videos.retry(session, video_id, actor)
        else:
            await videos.cancel(session, video_id, actor)

    async def _film(self) -> FilmName:
        """As it stands after what was done before."""
        async with self.tools.database.transaction() as session:
            return await queries_bot.film_name(session, self.view.id)

    async def _film_now(self) -> VideoView:
        async with self.tools.database.transaction() as session:
            return await queries.video(session, self.view.id)

    async def _gate(self) -> Step:
        """What a number without a step means: that which the row showed."""
        if self.review_id is None:
            return statuses.step_of(self.status) or (await self._film()).state.step
        async with self.tools.database.transaction() as session:
            return (await queries.review(session, self.review_id)).gate


_Do = Callable[[Given, Answer], Awaitable[None]]


def _amount(text: str | None) -> Decimal | None:
    try:
        amount = Decimal((text or "").strip().lstrip("$").removesuffix("USD").strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _whole(text: str | None) -> int:
    amount = _amount(text or "0")
    if amount is None or amount != int(amount):
        raise InvalidInput(f"A priority is a whole number, not “{text}”.")
    return int(amount)
