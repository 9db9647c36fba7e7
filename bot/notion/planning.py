"""A row that was set to Queued becomes a film; one that cannot says why."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from bot.notion import reading, writing
from bot.notion.connection import Connection, Json, Urgency
from bot.notion.decisions import YES
from bot.notion.people import People
from bot.notion.rendering import differing
from bot.notion.rows import OWN, Plain, Row
from bot.notion.schema import Name
from bot.notion.shown import SURFACE, Shown
from bot.notion.statuses import is_of_a_film, label_of
from bot.notion.storyboards import storyboard_of
from bot.notion.values import read_moment, write_files
from bot.tools import Tools
from bot.wording import money
from pipeline import changes, mirrors, models, queries_money, requests, videos
from pipeline.casting import Cast
from pipeline.changes import Change
from pipeline.channels import ChannelConfig, Channels
from pipeline.errors import InvalidInput, NotFound, UserError
from pipeline.lifecycle import DRAFT, QUEUED
from pipeline.prices import NOTHING, NoPrice
from pipeline.requests import MODES, Request
from pipeline.reviews import Actor
from pipeline.storyboard import Storyboard

log = structlog.get_logger(__name__)

_NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Plans:
    """The rows that are no films (yet)."""

    tools: Tools
    connection: Connection
    people: People

    async def read(self, row: Row) -> Plan | None:
        """The row as it is now, with its body; None where it asks for nothing.

        Queries lag behind, so what they tell is only why the row itself is read.

        Raises:
            NotionAway, NotionRefused: As with everything that is asked of Notion.
        """
        status = row.text(Name.STATUS)
        is_queued = label_of(status) == QUEUED
        if not (is_queued or is_of_a_film(status)):
            return None
        now = await reading.read_row(self.connection, row.page_id, urgency=Urgency.DECISION)
        if now is None or now.text(Name.STATUS) != status:
            return None  # the next look tells it
        if not is_queued or now.text(Name.NUMBER):
            is_copy = now.made_by != await self.people.me()  # else Slate is just making it
            return Plan(self.tools, self.connection, now, is_copy=True) if is_copy else None
        body = self.connection.children(now.page_id, urgency=Urgency.DECISION)
        return Plan(self.tools, self.connection, now, tuple([block async for block in body]))

    async def carry_out(self, plan: Plan, channels: list[str]) -> None:
        """Queue what is to be queued, and clear the copy of a film's row.

        Args:
            channels: The channels that this data source is of.

        Raises:
            NotionAway, NotionRefused: As with everything that is asked of Notion.
        """
        if plan.is_copy:
            await self._clear(plan.row)
            return
        try:
            video = await plan.queue(channels, await self.people.actor(plan.row))
        except UserError as error:
            await self._explain(plan.row, str(error))
        else:
            log.info("notion.queued", video=video.number, page=plan.row.page_id)

    async def _clear(self, row: Row) -> None:
        """A copy of a film's row is a plan for another: what was said of that film is taken out."""
        text = f"This row is no film yet. Set Status to “{QUEUED}” to make one of it."
        files = {
            name.value: write_files(())
            for name in (Name.PREVIEW, Name.FILM)
            if row.kind(name) == "files" and row.text(name)
        }
        await self._explain(row, text, {**dict.fromkeys(OWN), Name.REDO: None}, files)

    async def _explain(
        self,
        row: Row,
        text: str,
        more: Mapping[Name, Plain] = _NONE,
        files: Mapping[str, Any] = _NONE,
    ) -> None:
        """Set the row back and say why; the same once more changes nothing."""
        values = differing({**more, Name.STATUS: DRAFT, Name.ERROR_LOG: text}, row.values)
        body = {**writing.properties(row, values), **files}
        if body:
            await writing.update(self.connection, row, body, text, Urgency.DECISION)


@dataclass(frozen=True)
class Plan:
    """A row that may become a film.

    Attributes:
        body: The blocks of its page.
        is_copy: It is a copy of a film's row, which says of itself what is not so.
    """

    tools: Tools
    connection: Connection
    row: Row
    body: tuple[Json, ...] = ()
    is_copy: bool = False

    async def queue(self, of_source: list[str], actor: Actor) -> models.Video:
        """Queue the film, with the row as it is now.

        Args:
            of_source: The channels that this data source is of.
            actor: Who set it to be queued.

        Raises:
            UserError: With a sentence that says what is missing; nothing starts.
        """
        known = await asyncio.to_thread(self.tools.channels)
        key = self._channel(known, of_source)
        config = await asyncio.to_thread(self.tools.channel, key)
        library = await self.tools.library(key, config)
        board = await self._board(library.cast())
        request = Request(
            key=f"notion:{self.row.page_id}",
            channel=key,
            title=self.row.text(Name.TITLE) or (board.title if board else ""),
            topic=self.row.text(Name.TOPIC),
            story_direction=self.row.text(Name.STORY_DIRECTION),
            mode=self._mode(),
            priority=self._priority(),
            shots=len(board.shots) if board else None,
            storyboard=board,
            library=library,
        )
        self._check_is_agreed(config, request)
        return await self._request(request, config, actor)

    async def _request(self, request: Request, config: ChannelConfig, actor: Actor) -> models.Video:
        """The film and what its row says, in one commit: the row is taken exactly once."""
        wish = Change(privacy=self.row.text(Name.PRIVACY) or None, publish_at=self._publish_at())
        async with self.tools.database.transaction() as session:
            video = await requests.request(session, request, config, actor)
            await mirrors.remember(session, SURFACE, self._shown(video.id).mirror())
            if wish != Change():
                await changes.change(session, video.id, actor, wish)
            budget = self._budget()
            if budget is not None:
                await videos.set_budget(session, video.id, actor, budget)
        return video

    async def _board(self, cast: Cast) -> Storyboard | None:
        return await storyboard_of(self.connection, self.body, self.row.text(Name.TITLE), cast)

    def _channel(self, known: Channels, of_source: list[str]) -> str:
        named = self.row.text(Name.CHANNEL).casefold()
        if not named and len(of_source) == 1:
            return of_source[0]
        names = ", ".join(of_source)
        if not named:
            raise InvalidInput(f"Set Channel to the film's channel: {names}.")
        for key in of_source:
            config = known.configs.get(key)
            if named in (key, config.name.casefold() if config else key):
                return key
        raise NotFound(f"There is no channel “{self.row.text(Name.CHANNEL)}” here: {names}.")

    def _mode(self) -> str:
        mode = self.row.text(Name.MODE).casefold() or MODES[0]
        if mode not in MODES:
            raise InvalidInput(f"Mode is {' or '.join(MODES)}, not “{mode}”.")
        return mode

    def _priority(self) -> int:
        priority = Decimal(self.row.text(Name.PRIORITY) or 0)
        if priority != int(priority) or abs(priority) > changes.MAX_PRIORITY:
            most = changes.MAX_PRIORITY
            raise InvalidInput(f"Priority is a whole number from -{most} to {most}.")
        return int(priority)

    def _publish_at(self) -> datetime | None:
        zone = ZoneInfo(self.tools.limits().budget.time_zone)
        return read_moment(self.row.properties.get(Name.PUBLISH_AT), zone)

    def _shown(self, video_id: uuid.UUID) -> Shown:
        """The row as it was taken; what it wants of a film is still to be answered."""
        written = {**self.row.values, Name.REDO.value: None}
        if not self._says_yes:
            written[Name.ANSWER.value] = None
        return Shown(video_id, page_id=self.row.page_id, written=written, ids=self.row.ids)

    @property
    def _says_yes(self) -> bool:
        return self.row.text(Name.ANSWER).casefold().rstrip(".!") in YES

    def _budget(self) -> Decimal | None:
        text = self.row.text(Name.BUDGET)
        return Decimal(text) if text else None

    def _check_is_agreed(self, config: ChannelConfig, request: Request) -> None:
        """A film that costs starts once a person has said what it may cost, or yes to what it does.

        Raises:
            InvalidInput: Nobody has; the sentence tells the estimate.
        """
        shots = request.shots or config.shots
        prices = self.tools.limits().price_list
        try:
            costs = queries_money.estimate(config, request.mode, shots, request.storyboard, prices)
        except NoPrice as error:
            raise InvalidInput(f"It cannot be queued: {error}.") from error
        usd = sum((cost.to_come for cost in costs), NOTHING)
        budget = self._budget()
        if usd and not self._says_yes and (budget is None or budget < usd):
            told = ", ".join(f"{cost.step.value} {money(cost.to_come)}" for cost in costs)
            raise InvalidInput(
                f"This film will cost about {money(usd)} ({told}). Put what it may cost into "
                "Budget, or “yes” into Answer, and set it to Queued again."
            )
