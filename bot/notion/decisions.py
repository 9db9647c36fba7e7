"""A person's edits of a row become calls of the same functions as in Discord."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal, InvalidOperation

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approving, redoing
from bot.notion import statuses
from bot.notion.rows import Plain, Row
from bot.notion.schema import Name
from bot.notion.statuses import Meaning
from bot.notion.values import read_moment
from bot.signals import parse_redo, whole_of
from bot.tools import Tools
from pipeline import changes, queries, queries_bot, videos
from pipeline.changes import Change
from pipeline.errors import InvalidInput, NotPossible, UserError
from pipeline.lifecycle import Cause, Step
from pipeline.queries_bot import FilmName
from pipeline.reviews import Actor
from pipeline.steps.film import UnitKey
from pipeline.videos import Redo
from pipeline.views import VideoView

VIA = "Notion"
YES = frozenset({"yes", "y", "ok", "okay", "ja", "sí", "si", "oui", "sim", "go", "✅"})
RETRY = frozenset({"retry", "again", "try again", "try"})

_TEXTS = {Name.TITLE: "title", Name.TOPIC: "topic", Name.STORY_DIRECTION: "story_direction"}

_CHANGES = (*_TEXTS, Name.PRIORITY, Name.PRIVACY, Name.PUBLISH_AT)

Given = Mapping[Name, Plain]  # what a person changed, and to what


@dataclass(frozen=True)
class Asked:
    """A redo that waits in the row for a yes, as the mirror's row keeps it.

    Attributes:
        redo: What was written into Redo.
        agreed: What of it costs money, as it was told.
    """

    redo: str
    agreed: frozenset[UnitKey]


@dataclass(frozen=True)
class Wanted:
    """What is to be made again.

    Attributes:
        text: As it was written.
        agreed: What of it costs money and was agreed to.
    """

    wishes: tuple[Redo, ...]
    text: str
    agreed: frozenset[UnitKey] = frozenset()


@dataclass
class Answer:
    """What became of a row's edits.

    Attributes:
        said: What the person is told in the Error Log; empty where all was just done.
        asked: A redo that waits for a yes now.
    """

    said: str = ""
    asked: Asked | None = None

    def add(self, text: str) -> None:
        self.said = "\n".join(filter(None, [self.said, text]))


@dataclass(frozen=True)
class Deciding:
    """One row's edits, carried out one after the other.

    Attributes:
        view: The film as it stands.
        review_id: The question that the row showed last.
        asked: The redo that waits for a yes.
        zone: Whose days a date without a time means.
        take: Remembers that edits are taken, in the commit of what they ask for: each once.
    """

    tools: Tools
    view: VideoView
    row: Row
    review_id: uuid.UUID | None
    asked: Asked | None
    zone: tzinfo
    take: Callable[[AsyncSession, Given], Awaitable[None]]

    @property
    def actor(self) -> Actor:
        return Actor("Somebody", VIA, id=self.row.edited_by)

    async def carry_out(self, edits: Given) -> Answer:
        """Do what the edits ask for; what is not possible is told, and the rest is done.

        The order is the rule for several at once: what the film is and may cost, then what it is
        asked, then its status; a redo goes before an approval of the same look.
        """
        answer = Answer(asked=self.asked)
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
                    answer.add(str(error))
        return answer

    @asynccontextmanager
    async def _taking(self, given: Given) -> AsyncIterator[AsyncSession]:
        """A transaction that also remembers what of the row is taken in it."""
        async with self.tools.database.transaction() as session:
            yield session
            await self.take(session, given)

    async def _change(self, given: Given, _: Answer) -> None:
        wish = self._wish(given)
        async with self._taking(given) as session:
            await changes.change(session, self.view.id, self.actor, wish)

    def _wish(self, given: Given) -> Change:
        texts = {_TEXTS[name]: given[name] or "" for name in given if name in _TEXTS}
        publish = Name.PUBLISH_AT in given
        moment = read_moment(self.row.properties.get(Name.PUBLISH_AT), self.zone)
        return Change(
            **texts,
            priority=_whole(given[Name.PRIORITY]) if Name.PRIORITY in given else None,
            privacy=given.get(Name.PRIVACY),
            publish_at=moment if publish else None,
            unset_publish_at=publish and moment is None,
        )

    async def _budget(self, given: Given, _: Answer) -> None:
        await self._allow(_amount(given[Name.BUDGET]), given)

    async def _allow(self, usd: Decimal | None, given: Given) -> None:
        """Another cap; where it was emptied the cap stays, and the row shows it again."""
        if usd is not None:
            async with self._taking(given) as session:
                await videos.set_budget(session, self.view.id, self.actor, usd)

    async def _refuse(self, given: Given, _: Answer) -> None:
        names = " and ".join(given)
        raise NotPossible(f"{names} cannot be changed once a film is queued: queue another.")

    async def _answer(self, given: Given, answer: Answer) -> None:
        text = (given[Name.ANSWER] or "").strip()
        word = text.casefold().rstrip(".!")
        if not text:
            return
        if word in YES and answer.asked is not None:
            asked, answer.asked = answer.asked, None
            await self._make_again(asked.redo, given, answer, asked.agreed)
        elif self.view.hold_cause == Cause.FILM_CAP and _amount(text) is not None:
            await self._allow(_amount(text), given)
        elif self.view.hold_cause == Cause.REJECTED:
            await self._make_again(text, given, answer)
        elif word in YES | RETRY:
            async with self._taking(given) as session:
                await videos.retry(session, self.view.id, self.actor)
        else:
            raise InvalidInput(f"“{text[:80]}” answers nothing that was asked here.")

    async def _redo(self, given: Given, answer: Answer) -> None:
        answer.asked = None  # another wish takes the place of the one before
        if given[Name.REDO]:
            await self._make_again(given[Name.REDO] or "", given, answer)

    async def _make_again(
        self, text: str, given: Given, answer: Answer, agreed: frozenset[UnitKey] = frozenset()
    ) -> None:
        wishes = parse_redo(text, await self._gate())
        if wishes is None:
            raise InvalidInput(
                f"“{text[:80]}” names nothing to make again: write for example 3, 7: darker, rain."
            )
        await self._carry_out(Wanted(tuple(wishes), text, agreed), given, answer)

    async def _carry_out(self, wanted: Wanted, given: Given, answer: Answer) -> None:
        outcome = await redoing.redo(
            self.tools,
            self.actor,
            await self._film(),
            wanted.wishes,
            self.review_id,
            agreed=wanted.agreed,
            also=lambda session: self.take(session, given),
        )
        answer.asked = Asked(wanted.text, outcome.asks.agreed) if outcome.asks else None
        if outcome.asks:
            answer.add(f"{outcome.text} Write “yes” into Answer to start it.")

    async def _status(self, given: Given, answer: Answer) -> None:
        film = await self._film()
        typed = given[Name.STATUS]
        if typed == film.label:
            return  # what it says is so already
        match statuses.meaning_of(typed, film.number, film.state, film.hold):
            case Meaning.APPROVE:
                outcome = await approving.approve(
                    self.tools,
                    self.actor,
                    film.id,
                    self.review_id,
                    also=lambda session: self.take(session, given),
                )
                answer.add("" if outcome.is_shown else outcome.text)
            case Meaning.REDO:
                step = film.state.step
                wanted = Wanted((whole_of(step),), f"{step.value}: all")
                await self._carry_out(wanted, given, answer)
            case Meaning.AGAIN:
                raise NotPossible("It was cancelled: make another row for another film.")
            case meaning:
                async with self._taking(given) as session:
                    await self._decide(session, meaning)

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

    async def _gate(self) -> Step:
        """What a number without a step means."""
        if self.review_id is None:
            return (await self._film()).state.step
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
