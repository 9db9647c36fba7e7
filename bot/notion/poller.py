"""What people change in Notion is found within seconds, whatever Notion's clock rounds away.

Notion tells times to the minute, so a look reaches back over the last minutes each time; what was
seen already has no edit any more, because what was taken is remembered with the film.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.notion import reading
from bot.notion.connection import Connection
from bot.notion.errors import NotionAway, NotionError, NotionIncomplete, NotionRefused
from bot.notion.ids import notion_id
from bot.notion.mirror import NotionMirror
from bot.notion.planning import Plan, Plans
from bot.notion.rows import Row, row_of
from bot.notion.schema import Name
from bot.notion.shown import SURFACE, Shown
from bot.notion.sources import OVERLAP, SCHEMA_SECONDS, Source, edited_since
from bot.tools import Tools
from pipeline import cursors, queries
from pipeline.errors import InvalidInput
from pipeline.models import utc_now

log = structlog.get_logger(__name__)

AT_ONCE = 8  # films whose rows are looked at; more would only wait for the same three requests
AGAIN_MOST = 20  # rows in one look whose edit could not be taken before
MANY = 1_000  # rows of one question to our own database


@dataclass
class Poller:
    """Looks for edits in every database that a channel names."""

    tools: Tools
    connection: Connection
    mirror: NotionMirror
    schema_seconds: float = SCHEMA_SECONDS
    _told: dict[str, str] = field(default_factory=dict)
    _sources: defaultdict[str, Source] = field(default_factory=lambda: defaultdict(Source))

    def __post_init__(self) -> None:
        self._plans = Plans(self.tools, self.connection, self.mirror.people)

    async def keep_polling(self) -> None:
        """Look again and again until cancelled; one database's trouble is no other's."""
        looks: dict[str, asyncio.Task[None]] = {}
        async with asyncio.TaskGroup() as group:
            while True:
                for source, channels in (await self._named()).items():
                    if source not in looks or looks[source].done():
                        looks[source] = group.create_task(self._poll_safely(source, channels))
                await asyncio.sleep(self.tools.settings.notion_poll_seconds)

    async def _named(self) -> dict[str, list[str]]:
        """The data sources, and the channels that each is of."""
        known = await asyncio.to_thread(self.tools.channels)
        sources: dict[str, list[str]] = {}
        for key, config in known.configs.items():
            if config.notion_data_source:
                try:
                    sources.setdefault(notion_id(config.notion_data_source), []).append(key)
                except InvalidInput as error:
                    self._tell(key, str(error))
        async with self.tools.database.transaction() as session:
            homes = await queries.notion_homes(session)
        for home in homes:  # also where no YAML names it any more: nothing is queued there
            with suppress(InvalidInput):
                sources.setdefault(notion_id(home), [])
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

        The cursor moves only when all of them were taken, or an hour later.

        Raises:
            NotionAway: Notion does not answer; what was not taken is taken by the next look.
            NotionRefused: The database cannot be seen, or is none.
        """
        about = self._sources[source]
        try:
            await self._look_at_schema(source, about)
            return await self._look(source, about, channels)
        except NotionRefused:
            about.has_changed = True  # nobody knows what happens there until it is back
            raise

    async def _look_at_schema(self, source: str, about: Source) -> None:
        if not about.knows_schema(self.schema_seconds):
            told = await self.connection.retrieve_data_source(source)
            about.sees_schema(told, await self._cursor(source))

    async def _cursor(self, source: str) -> datetime | None:
        async with self.tools.database.transaction() as session:
            return await cursors.read(session, SURFACE, source)

    async def _look(self, source: str, about: Source, channels: list[str]) -> int:
        cursor = await self._cursor(source)
        is_thorough, began = about.has_changed, utc_now()
        rows = await self._rows(source, None if is_thorough else cursor)
        newest = max((row.edited_at for row in rows), default=cursor)
        rows += await self._failed_before(about, {row.page_id for row in rows})
        known = await self._known(rows)
        films = [row for row in rows if self._is_due(about, row, known, is_thorough)]
        plans = sorted((row for row in rows if row.page_id not in known), key=_by_priority)
        await self._take_all(about, films, known)
        if channels:
            for plan in await self._read_all(about, plans):
                await self._noting(about, plan.row, self._plans.carry_out(plan, channels))
        about.was_told(rows)
        if is_thorough:
            about.has_changed = False
        until = about.taken_until(newest, began)
        if until is not None and until != cursor:
            async with self.tools.database.transaction() as session:
                await cursors.keep(session, SURFACE, source, until)
        return len(rows)

    async def _rows(self, source: str, cursor: datetime | None) -> list[Row]:
        """The rows edited since then; where Notion stops before the end it is asked for the rest."""
        found: dict[str, Row] = {}
        since = cursor and cursor - OVERLAP
        sorts = [{"timestamp": "last_edited_time", "direction": "ascending"}]
        while True:
            try:
                async for page in self.connection.query(
                    source, filter=edited_since(since), sorts=sorts
                ):
                    row = row_of(page)
                    found[row.page_id] = row
            except NotionIncomplete as error:
                log.warning("notion.incomplete", source=source, problem=str(error))
                newest = max((row.edited_at for row in found.values()), default=None)
                if newest is not None and newest != since:
                    since = newest
                    continue
                self._tell(source, f"More rows than Notion tells changed at {since}: edit them.")
            return list(found.values())

    async def _failed_before(self, about: Source, seen: set[str]) -> list[Row]:
        """Rows whose edit could not be taken, which no query tells again once they are old."""
        found = []
        for page_id in sorted(about.failed.keys() - seen)[:AGAIN_MOST]:
            row = await reading.read_row(self.connection, page_id)
            if row is None:
                about.failed.pop(page_id)
            else:
                found.append(row)
        return found

    async def _known(self, rows: list[Row]) -> dict[str, Shown]:
        """The rows that are films, as they are remembered."""
        pages = [row.page_id for row in rows]
        found: dict[str, Shown] = {}
        async with self.tools.database.transaction() as session:
            for start in range(0, len(pages), MANY):
                some = pages[start : start + MANY]
                mirrors = await queries.mirrors_of_externals(session, SURFACE, some)
                found |= {page: Shown.of(mirror) for page, mirror in mirrors.items()}
        return found

    def _is_due(self, about: Source, row: Row, known: dict[str, Shown], is_thorough: bool) -> bool:
        """Whether a film's row seems to hold an edit, which is why the row itself is read."""
        shown = known.get(row.page_id)
        if shown is None:
            return False
        told = reading.without_cut_texts(row)
        shown.learn(told)
        is_strange = is_thorough or row.edited_by != self.mirror.people.known_as
        if shown.is_gone or shown.edits(told) or (is_thorough and shown.lacks):
            return True
        if is_strange and shown.is_overwritten(told):
            return True
        return is_strange and told != row and about.is_news(row)

    async def _take_all(self, about: Source, rows: list[Row], known: dict[str, Shown]) -> None:
        """Several films at once: one that waits for its preview keeps no other waiting."""
        places = asyncio.Semaphore(AT_ONCE)

        async def take(row: Row) -> None:
            async with places:
                taking = self.mirror.take(known[row.page_id].video_id)
                await self._noting(about, row, taking)

        await _all(map(take, rows))

    async def _read_all(self, about: Source, rows: list[Row]) -> list[Plan]:
        """The rows that may become films, read at once so that many are queued soon, in order."""
        places = asyncio.Semaphore(AT_ONCE)
        plans: dict[str, Plan] = {}

        async def read(row: Row) -> None:
            plan = await self._plans.read(row)
            if plan is not None:
                plans[row.page_id] = plan

        async def in_turn(row: Row) -> None:
            async with places:
                await self._noting(about, row, read(row))

        await _all(map(in_turn, rows))
        return [plans[row.page_id] for row in rows if row.page_id in plans]

    async def _noting(self, about: Source, row: Row, taking: Awaitable[None]) -> None:
        """What is wrong with one row stops no other; it is looked at again."""
        try:
            await taking
        except NotionAway:
            raise
        except Exception as error:
            if isinstance(error, NotionRefused):
                log.warning("notion.row_refused", page=row.page_id, problem=str(error))
            else:
                log.exception("notion.row_failed", page=row.page_id)
            about.failed[row.page_id] = row.edited_at
        else:
            about.failed.pop(row.page_id, None)


async def _all(work: Iterable[Awaitable[None]]) -> None:
    """Wait for all of it, then raise what went wrong first."""
    for error in await asyncio.gather(*work, return_exceptions=True):
        if error is not None:
            raise error


def _by_priority(row: Row) -> tuple[float, datetime]:
    """Higher goes first, then who was edited first."""
    try:
        priority = float(row.text(Name.PRIORITY) or 0)
    except ValueError:
        priority = 0.0
    return -priority, row.edited_at
