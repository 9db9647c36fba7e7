"""What people change in Notion is found within seconds, whatever Notion's clock rounds away.

Notion tells times to the minute, so a look reaches back over the last minutes each time; what was
seen already has no edit any more, because what was taken is remembered with the film.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.notion import reading, writing
from bot.notion.connection import Connection, Urgency
from bot.notion.errors import NotionAway, NotionError, NotionIncomplete, NotionRefused
from bot.notion.ids import notion_id
from bot.notion.mirror import NotionMirror
from bot.notion.planning import Plan
from bot.notion.rendering import differing
from bot.notion.rows import Row, edits_of, row_of
from bot.notion.schema import Name
from bot.notion.shown import SURFACE, Shown
from bot.tools import Tools
from pipeline import cursors, queries
from pipeline.errors import InvalidInput, UserError
from pipeline.lifecycle import DRAFT, QUEUED

log = structlog.get_logger(__name__)

POLL_SECONDS = 10.0
LEAST_PAUSE = 1.0
AGAIN_MOST = 20  # rows in one look whose edit could not be taken before
OVERLAP = timedelta(minutes=2)  # Notion's minutes, and what its search index lags behind


@dataclass
class Poller:
    """Looks for edits in every database that a channel names."""

    tools: Tools
    connection: Connection
    mirror: NotionMirror
    _told: dict[str, str] = field(default_factory=dict)
    _failed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    async def keep_polling(self) -> None:
        """Look again and again until cancelled; one database's trouble is no other's."""
        while True:
            began = time.monotonic()
            for source, channels in (await self._sources()).items():
                await self._poll_safely(source, channels)
            await asyncio.sleep(max(LEAST_PAUSE, POLL_SECONDS - (time.monotonic() - began)))

    async def _sources(self) -> dict[str, list[str]]:
        """The data sources, and the channels that each is of."""
        known = await asyncio.to_thread(self.tools.channels)
        sources: dict[str, list[str]] = {}
        for key, config in known.configs.items():
            if config.notion_data_source:
                try:
                    sources.setdefault(notion_id(config.notion_data_source), []).append(key)
                except InvalidInput as error:
                    self._tell(key, str(error))
        return sources

    async def _poll_safely(self, source: str, channels: list[str]) -> None:
        try:
            await self.poll(source, channels)
        except NotionAway as error:
            self._tell(source, str(error))
        except NotionError as error:
            self._tell(source, f"{', '.join(channels)}: {error}")
        except Exception:
            log.exception("notion.poll_failed", source=source)  # the others go on
        else:
            self._told.pop(source, None)

    def _tell(self, about: str, problem: str) -> None:
        """Log a problem once, not every ten seconds."""
        if self._told.get(about) != problem:
            self._told[about] = problem
            log.warning("notion.problem", about=about, problem=problem)

    async def poll(self, source: str, channels: list[str]) -> int:
        """Take every edit since the last look; how many rows were read.

        The cursor moves only when all of them were taken.
        """
        async with self.tools.database.transaction() as session:
            cursor = await cursors.read(session, SURFACE, source)
        rows = await self._rows(source, cursor)
        newest = max((row.edited_at for row in rows), default=cursor)
        rows += await self._failed_before(source, {row.page_id for row in rows})
        known = await self._known(rows)
        for row in sorted(rows, key=_by_priority):
            if await self._take(row, known.get(row.page_id), channels):
                self._failed[source].discard(row.page_id)
            else:
                self._failed[source].add(row.page_id)
        if newest is not None and newest != cursor:
            async with self.tools.database.transaction() as session:
                await cursors.keep(session, SURFACE, source, newest)
        return len(rows)

    async def _rows(self, source: str, cursor: datetime | None) -> list[Row]:
        """The rows edited since then, oldest first; the next look goes on where Notion stopped."""
        since = None
        if cursor is not None:
            moment = (cursor - OVERLAP).isoformat()
            since = {
                "timestamp": "last_edited_time",
                "last_edited_time": {"on_or_after": moment},
            }
        sorts = [{"timestamp": "last_edited_time", "direction": "ascending"}]
        found: list[Row] = []
        try:
            async for page in self.connection.query(source, filter=since, sorts=sorts):
                found.append(row_of(page))
        except NotionIncomplete as error:
            log.warning("notion.incomplete", source=source, problem=str(error))
        return found

    async def _failed_before(self, source: str, seen: set[str]) -> list[Row]:
        """Rows whose edit could not be taken, which no query tells again once they are old."""
        found = []
        for page_id in sorted(self._failed[source] - seen)[:AGAIN_MOST]:
            try:
                found.append(row_of(await self.connection.retrieve_page(page_id)))
            except NotionRefused:  # it is gone
                self._failed[source].discard(page_id)
        return found

    async def _known(self, rows: list[Row]) -> dict[str, Shown]:
        """The rows that are films, as they are remembered."""
        async with self.tools.database.transaction() as session:
            pages = [row.page_id for row in rows]
            found = await queries.mirrors_of_externals(session, SURFACE, pages)
        return {page: Shown.of(mirror) for page, mirror in found.items()}

    async def _take(self, row: Row, shown: Shown | None, channels: list[str]) -> bool:
        """One row: an edit of a film, or a film to queue. What is wrong with it stops no other.

        Queries lag behind, so what seems to be an edit is only why the row itself is read.

        Returns:
            Whether it was taken; else it is looked at again.
        """
        try:
            if shown is None:
                if row.text(Name.STATUS) == QUEUED:
                    await self._queue(row, channels)
            elif shown.is_gone or edits_of(row, shown.written):
                await self.mirror.take(shown.video_id)
        except NotionAway:
            raise
        except NotionRefused as error:
            log.warning("notion.row_refused", page=row.page_id, problem=str(error))
            return False
        except Exception:
            log.exception("notion.row_failed", page=row.page_id)
            return False
        return True

    async def _queue(self, row: Row, channels: list[str]) -> None:
        try:
            row = await reading.whole(self.connection, row)
            video = await Plan(self.tools, self.connection, row).queue(channels)
        except UserError as error:
            await self._explain(row, str(error))
        else:
            log.info("notion.queued", video=video.number, page=row.page_id)

    async def _explain(self, row: Row, text: str) -> None:
        """Set the row back and say why; the same once more changes nothing."""
        wanted = {Name.STATUS: DRAFT, Name.ERROR_LOG: text}
        values = differing(wanted, row.values)
        if values:
            body = writing.properties(row, values)
            await self.connection.update_page(row.page_id, body, urgency=Urgency.DECISION)


def _by_priority(row: Row) -> tuple[float, datetime]:
    """Higher goes first, then who was edited first."""
    try:
        priority = float(row.text(Name.PRIORITY) or 0)
    except ValueError:
        priority = 0.0
    return -priority, row.edited_at
