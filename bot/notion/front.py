"""Notion as a front end of the bot: what runs for it, started and stopped."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self

import structlog
from pgqueuer.qm import QueueManager

from bot.notion.connection import Connection
from bot.notion.mirror import NotionMirror
from bot.notion.poller import Poller
from bot.shows import nobody_looks, shower
from bot.tools import Tools
from pipeline.consumer import consume
from pipeline.jobs import SHOW_DISCORD, SHOW_NOTION
from pipeline.sweep import Repair, show_in_notion

log = structlog.get_logger(__name__)

SHOWS_AT_ONCE = 4  # more would only wait for the same three requests a second


@dataclass(frozen=True)
class NotionFront:
    """The connection, the poller and the mirror."""

    tools: Tools
    poller: Poller
    mirror: NotionMirror

    @classmethod
    @asynccontextmanager
    async def opened(cls, tools: Tools) -> AsyncIterator[Self]:
        """With a connection that is closed at the end."""
        settings = tools.settings
        assert settings.notion_token is not None  # else nobody asks for it
        async with Connection(settings.notion_token, settings.notion_base_url) as connection:
            connection.begin_quietly()
            mirror = NotionMirror(tools, connection)
            yield cls(tools, Poller(tools, connection, mirror), mirror)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What lags there."""
        return (show_in_notion,)

    def runs(
        self, enough: asyncio.Event, ready: Callable[[], None]
    ) -> list[Coroutine[Any, Any, None]]:
        return [self._poll(enough), self._show(enough, ready)]

    async def _poll(self, enough: asyncio.Event) -> None:
        polling = asyncio.create_task(self.poller.keep_polling())
        ended = asyncio.create_task(enough.wait())
        await asyncio.wait({polling, ended}, return_when=asyncio.FIRST_COMPLETED)
        polling.cancel()
        ended.cancel()
        with suppress(asyncio.CancelledError):
            await polling

    async def _show(self, enough: asyncio.Event, ready: Callable[[], None]) -> None:
        is_alone = self.tools.settings.discord_token is None

        def register(manager: QueueManager) -> None:
            manager.entrypoint(SHOW_NOTION, accepts_context=False)(shower(self.mirror.show))
            if is_alone:
                manager.entrypoint(SHOW_DISCORD, accepts_context=False)(nobody_looks)

        def listening() -> None:
            log.info("notion.ready")
            ready()

        database = self.tools.database
        await consume(database, register, enough, most_jobs=SHOWS_AT_ONCE, on_listening=listening)
