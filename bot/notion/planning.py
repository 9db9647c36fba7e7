"""A row that was set to Queued becomes a film; one that cannot says why."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.notion.connection import Connection
from bot.notion.decisions import VIA, YES
from bot.notion.rows import Row
from bot.notion.schema import Name
from bot.notion.shown import SURFACE, Shown
from bot.notion.storyboards import storyboard_of
from bot.notion.values import read_moment
from bot.tools import Tools
from bot.wording import money
from pipeline import changes, mirrors, models, queries_money, requests, videos
from pipeline.casting import Cast
from pipeline.changes import Change
from pipeline.channels import ChannelConfig, Channels
from pipeline.errors import InvalidInput, NotFound
from pipeline.prices import NOTHING, NoPrice
from pipeline.requests import MODES, Request
from pipeline.reviews import Actor
from pipeline.storyboard import Storyboard


@dataclass(frozen=True)
class Plan:
    """A row that may become a film."""

    tools: Tools
    connection: Connection
    row: Row

    async def queue(self, of_source: list[str]) -> models.Video:
        """Queue the film, with the row as it is now.

        Args:
            of_source: The channels that this data source is of.

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
        return await self._request(request, config)

    async def _request(self, request: Request, config: ChannelConfig) -> models.Video:
        """The film and what its row says, in one commit: the row is taken exactly once."""
        actor = Actor("Somebody", VIA, id=self.row.edited_by)
        wish = Change(privacy=self.row.text(Name.PRIVACY) or None, publish_at=self._publish_at())
        async with self.tools.database.transaction() as session:
            video = await requests.request(session, request, config, actor)
            shown = Shown(video.id, page_id=self.row.page_id, written=self.row.values)
            await mirrors.remember(session, SURFACE, shown.mirror())
            if wish != Change():
                await changes.change(session, video.id, actor, wish)
            budget = self._budget()
            if budget is not None:
                await videos.set_budget(session, video.id, actor, budget)
        return video

    async def _board(self, cast: Cast) -> Storyboard | None:
        blocks = [block async for block in self.connection.children(self.row.page_id)]
        return await storyboard_of(self.connection, blocks, self.row.text(Name.TITLE), cast)

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
        is_agreed = self.row.text(Name.ANSWER).casefold().rstrip(".!") in YES
        if usd and not is_agreed and (budget is None or budget < usd):
            told = ", ".join(f"{cost.step.value} {money(cost.to_come)}" for cost in costs)
            raise InvalidInput(
                f"This film will cost about {money(usd)} ({told}). Put what it may cost into "
                "Budget, or “yes” into Answer, and set it to Queued again."
            )
