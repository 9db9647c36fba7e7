"""Make a row show its film: what a person changed is taken first, then what differs is written."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.notion import reading, writing
from bot.notion.connection import Connection, Urgency
from bot.notion.decisions import Answer, Deciding, Given
from bot.notion.errors import NotionRefused
from bot.notion.people import People
from bot.notion.rendering import Scenery, desired, differing, error_log
from bot.notion.row_files import Files, Ready, RowFiles, asked
from bot.notion.rows import HUMAN, Row, row_of
from bot.notion.schema import Name
from bot.notion.shown import SURFACE, Shown
from bot.preview_files import PreviewFiles
from bot.previews import Previews
from bot.scenes import Scene, Scenes
from bot.tools import Tools
from pipeline import jobs, mirrors, queries, queries_bot

log = structlog.get_logger(__name__)


@dataclass
class NotionMirror:
    """Shows films in Notion, one pass of a film at a time."""

    tools: Tools
    connection: Connection
    _shows: defaultdict[uuid.UUID, asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock)
    )
    _turns: defaultdict[uuid.UUID, asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock)
    )
    _kinds: dict[str, Mapping[str, str]] = field(default_factory=dict)  # of each data source

    def __post_init__(self) -> None:
        tools = self.tools
        self.people = People(self.connection)
        self._scenes = Scenes(tools)
        files = PreviewFiles(tools.previews, tools.storage, tools.settings.scripts_dir)
        previews = Previews(files, tools.storage)
        self._files = RowFiles(previews, self._scenes, self.connection)

    async def show(self, video_id: uuid.UUID) -> None:
        """Make the film's row show the film as it is now; nothing is sent where it does.

        Raises:
            NotFound: There is no such film.
            NotionAway: Notion does not answer: try again.
            NotionRefused: Somebody has to do what it says: try again.
        """
        async with self._shows[video_id]:
            if not await self._lags(video_id):
                return
            scene, shown = await self._read(video_id)
            # Before its turn: nobody's edit waits until a film is uploaded.
            ready = await self._files.ready(scene, shown.written)
            async with self._turns[video_id]:
                await self._show(*await self._read(video_id), ready)

    async def _lags(self, video_id: uuid.UUID) -> bool:
        """Whether there may be anything to show; most shows that are asked for twice end here."""
        async with self.tools.database.transaction() as session:
            version = await queries_bot.version(session, video_id)
            shown = Shown.of(await queries.mirror(session, video_id, SURFACE))
        return shown.version < version or shown.owes

    async def _show(self, scene: Scene, shown: Shown, ready: Ready) -> None:
        if shown.is_gone or not (shown.page_id or writing.has_home(scene)):
            shown.version = scene.view.version  # nothing more is shown of it
            await self._keep(shown)
        elif not await self._write_own(scene, shown):
            urgency = Urgency.DECISION if shown.owes else Urgency.BULK
            await self._pass(scene, shown, urgency, ready)

    async def take(self, video_id: uuid.UUID) -> None:
        """Take what a person changed in the film's row, or that they brought it back.

        What became of it is shown by the job that is asked for in the same commit.

        Raises:
            NotionAway, NotionRefused: As with `show`.
        """
        async with self._turns[video_id]:
            scene, shown = await self._read(video_id)
            was_gone, shown.is_gone = shown.is_gone, False
            row = await self._row(scene, shown, Urgency.DECISION)
            if row is None:
                return
            shown.learn(row)
            edits = shown.edits(row)
            if edits:
                await self._decide(scene, shown, row, edits)
            elif was_gone or shown.lacks or shown.is_overwritten(row):
                async with self.tools.database.transaction() as session:
                    await self._mark(session, scene, shown, {})
            else:  # the query told what is over
                await self._keep(shown)

    async def _pass(self, scene: Scene, shown: Shown, urgency: Urgency, ready: Ready) -> None:
        """Take the row's edits until there are none, then write what differs.

        Files went up and the turn in the line was waited for before the row is read: between that
        and the writing there is no time in which a person's edit could be written over, but that
        of one request.
        """
        if ready.asked != asked(scene):
            ready = await self._files.ready(scene, shown.written)
        files, trouble = ready.files, ready.trouble
        written: Row | None = None
        row = await self._row(scene, shown, urgency)
        while row is not None:
            shown.learn(row)
            edits = shown.edits(row)
            if edits:
                before, urgency = asked(scene), Urgency.DECISION
                await self._decide(scene, shown, row, edits)
                scene, _ = await self._scenes.read(shown.video_id)
                if asked(scene) != before:
                    ready = await self._files.ready(scene, shown.written)
                    files, trouble = ready.files, ready.trouble
            else:
                _forget_what_is_over(scene, shown, files)
                written = await self._write(scene, shown, row, files, urgency)
                if written is None or not shown.edits(written):
                    break
                # What a person changed before this was written was said about what they saw then.
                files = Files()
            row = await self._row(scene, shown, urgency)
        if row is None or written is None:
            return
        if trouble is None:
            shown.shows(asked(scene), scene.view.version)
        await self._keep(shown)
        if trouble is not None:
            raise trouble

    async def _row(self, scene: Scene, shown: Shown, urgency: Urgency) -> Row | None:
        """The film's row as it is now; made where there is none."""
        row: Row | None
        if shown.page_id is None:
            me = await self.people.me()
            row, shown.written = await writing.make_row(self.connection, scene, me)
            shown.page_id, shown.ids = row.page_id, row.ids
            await self._keep(shown)
        else:
            row = await reading.read_row(self.connection, shown.page_id, urgency=urgency)
        if row is None:
            await self._lost(scene, shown)
            return None
        self._kinds[row.data_source_id] = row.kinds
        return row

    async def _lost(self, scene: Scene, shown: Shown) -> None:
        """A row that was deleted is no decision: the film goes on, and shows again once it is back.

        Raises:
            NotionRefused: It is the whole database that cannot be seen: it may be back any time.
        """
        home = writing.home_of(scene)
        if home is not None:
            await self.connection.retrieve_data_source(home, urgency=Urgency.BULK)
        log.info("notion.row_is_gone", video=str(shown.video_id))
        shown.is_gone = True
        await self._keep(shown)

    async def _write_own(self, scene: Scene, shown: Shown) -> bool:
        """Write what only Slate writes, without a look at the row; false where it takes one.

        What a person may have changed meanwhile is never written like this.
        """
        home = writing.home_of(scene)
        kinds = self._kinds.get(home or "")
        if kinds is None or shown.page_id is None or shown.owes:
            return False
        scenery = await self._scenery(scene, shown, shown.written.get(Name.CHANNEL) or "")
        wanted = desired(scene.view, scenery)
        values = differing(wanted, shown.written)
        if asked(scene) != shown.review_id or any(name in HUMAN for name in values):
            return False
        body = writing.properties(writing.of_kinds(kinds, shown.page_id, home or ""), values)
        if body:
            try:
                page = await self.connection.update_page(shown.page_id, body)
            except NotionRefused as error:
                log.info("notion.row_refused", page=shown.page_id, detail=error.detail)
                return False  # the row is looked at, and what is wrong with it found
            row = reading.without_cut_texts(row_of(page))
            self._remember(shown, row, body)
            shown.learn(row)
            if shown.edits(row) or shown.is_overwritten(row):
                return False
        shown.version = scene.view.version
        await self._keep(shown)
        return True

    async def _decide(self, scene: Scene, shown: Shown, row: Row, edits: Given) -> None:
        async def take(session: AsyncSession, given: Given, answer: Answer) -> None:
            shown.said, shown.asked = answer.said, answer.asked
            await self._mark(session, scene, shown, given)

        deciding = Deciding(
            tools=self.tools,
            view=scene.view,
            row=row,
            actor=await self.people.actor(row),
            said=shown.said if shown.owes else {},
            review_id=shown.review_id,
            status=shown.written.get(Name.STATUS),
            asked=shown.asked,
            zone=ZoneInfo(self.tools.limits().budget.time_zone),
            take=take,
        )
        answer = await deciding.carry_out(edits)
        async with self.tools.database.transaction() as session:
            await take(session, edits, answer)

    async def _mark(self, session: AsyncSession, scene: Scene, shown: Shown, given: Given) -> None:
        """These edits are taken, in the commit that takes them: never twice, and never unanswered.

        The row still has to show what became of them, also if this process ends now.
        """
        shown.written |= {name.value: value for name, value in given.items()}
        shown.owes = True
        await mirrors.remember(session, SURFACE, shown.mirror())
        view = scene.view
        await jobs.show(session, view.id, view.version, entrypoint=jobs.SHOW_NOTION)

    async def _write(
        self, scene: Scene, shown: Shown, row: Row, files: Files, urgency: Urgency
    ) -> Row | None:
        """Write what differs; the row as it is then, None where it is in the trash meanwhile."""
        scenery = await self._scenery(scene, shown, row.text(Name.CHANNEL))
        wanted = desired(scene.view, scenery)
        values = differing(wanted, row.values)
        body = {**writing.properties(row, values), **files.properties(row)}
        shown.lacks = any(row.kind(name) is None for name in wanted)
        if not body:
            return row
        shown.sent = {name.value: value for name, value in values.items() if name in HUMAN}
        if shown.sent:
            await self._keep(shown)  # what arrives though nobody hears of it is no person's edit
            urgency = min(urgency, Urgency.POLL)
        told = error_log(scene.view, scenery)
        try:
            row, names = await writing.update(self.connection, row, body, told, urgency)
        except NotionRefused:
            if await reading.read_row(self.connection, row.page_id) is not None:
                raise
            await self._lost(scene, shown)
            return None
        row = reading.without_cut_texts(row)
        self._remember(shown, row, names)
        shown.lacks |= not body.keys() <= names
        shown.sent = {}
        return row

    def _remember(self, shown: Shown, row: Row, names: Iterable[str]) -> None:
        """What was written, as Notion tells it since; whoever wrote it is Slate."""
        values = row.values
        shown.written |= {name: values[name] for name in names if name in values}
        self.people.known_as = row.edited_by or self.people.known_as

    async def _scenery(self, scene: Scene, shown: Shown, channel: str) -> Scenery:
        async with self.tools.database.transaction() as session:
            mirror = await queries.mirror(session, scene.view.id, queries.DISCORD)
        guild, thread = self.tools.settings.discord_guild_id, mirror.external_id
        has_thread = thread is not None and guild is not None
        return Scenery(
            cost=scene.cost,
            said="\n".join(shown.said.values()),
            asks=shown.asked.text if shown.asked else "",
            missing=shown.missing,
            thread=f"https://discord.com/channels/{guild}/{thread}" if has_thread else None,
            meant=writing.meant(scene, channel),
        )

    async def _read(self, video_id: uuid.UUID) -> tuple[Scene, Shown]:
        scene, _ = await self._scenes.read(video_id)
        async with self.tools.database.transaction() as session:
            return scene, Shown.of(await queries.mirror(session, video_id, SURFACE))

    async def _keep(self, shown: Shown) -> None:
        async with self.tools.database.transaction() as session:
            await mirrors.remember(session, SURFACE, shown.mirror())


def _forget_what_is_over(scene: Scene, shown: Shown, files: Files) -> None:
    """What was said, or asked, about a question that is open no more."""
    question = asked(scene)
    if question != shown.review_id and not shown.owes:
        shown.said = {}
    if shown.asked is not None and shown.asked.review_id != question:
        shown.asked = None
    if question is None or files.uploads:
        shown.missing = files.missing
