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

from bot.notion import reading, row_files, writing
from bot.notion.connection import Connection, Json, Urgency
from bot.notion.decisions import Deciding, Given
from bot.notion.errors import NotionRefused, Reason
from bot.notion.ids import notion_id
from bot.notion.rendering import Scenery, desired, differing
from bot.notion.row_files import Files
from bot.notion.rows import HUMAN, Row, edits_of, row_of
from bot.notion.schema import Name
from bot.notion.shown import SURFACE, Shown
from bot.preview_files import PreviewFiles
from bot.previews import Previews
from bot.scenes import Scene, Scenes
from bot.tools import Tools
from pipeline import jobs, mirrors, queries

log = structlog.get_logger(__name__)


@dataclass
class NotionMirror:
    """Shows films in Notion, one pass of a film at a time."""

    tools: Tools
    connection: Connection
    _turns: defaultdict[uuid.UUID, asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock)
    )
    _kinds: dict[str, Mapping[str, str]] = field(default_factory=dict)  # of each data source

    def __post_init__(self) -> None:
        tools = self.tools
        self._scenes = Scenes(tools)
        files = PreviewFiles(tools.previews, tools.storage, tools.settings.scripts_dir)
        self._previews = Previews(files, tools.storage)

    async def show(self, video_id: uuid.UUID) -> None:
        """Make the film's row show the film as it is now; nothing is sent where it does.

        Raises:
            NotFound: There is no such film.
            NotionAway: Notion does not answer: try again.
        """
        async with self._turns[video_id]:
            scene, shown = await self._read(video_id)
            if shown.version >= scene.view.version and not shown.owes:
                return
            if shown.is_gone or not writing.has_home(scene):
                shown.version = scene.view.version  # nothing more is shown of it
                await self._keep(shown)
            elif not await self._write_own(scene, shown):
                await self._pass(scene, shown)

    async def take(self, video_id: uuid.UUID) -> None:
        """Look at the film's row now: a person seems to have changed it, or brought it back."""
        async with self._turns[video_id]:
            scene, shown = await self._read(video_id)
            shown.is_gone = False
            await self._pass(scene, shown)

    async def _pass(self, scene: Scene, shown: Shown) -> None:
        """Take the row's edits, then write what differs.

        Files go up before the row is read: between that and the writing there is no time in which
        a person's edit could be written over, but that of one request.
        """
        urgency = Urgency.BULK
        while True:
            files = await self._files(scene, shown)
            row = await self._row(scene, shown)
            if row is None:
                return
            edits = edits_of(row, shown.written)
            if not edits:
                break
            urgency, asked = Urgency.DECISION, _review(scene)
            await self._decide(scene, shown, row, edits)
            scene, _ = await self._scenes.read(shown.video_id)
            if _review(scene) in (asked, None):
                break
        if urgency is Urgency.BULK and _review(scene) != shown.review_id:
            shown.said, shown.asked = "", None  # that was about something else
        await self._write(scene, shown, row, files, urgency)
        shown.review_id, shown.version, shown.owes = _review(scene), scene.view.version, False
        await self._keep(shown)

    async def _files(self, scene: Scene, shown: Shown) -> Files:
        return await row_files.files(
            self._previews, self._scenes, self.connection, scene, shown.written
        )

    async def _row(self, scene: Scene, shown: Shown) -> Row | None:
        """The film's row as it is now; made where there is none."""
        row: Row | None
        try:
            if shown.page_id is None:
                page = await writing.make_row(self.connection, scene)
                shown.page_id = notion_id(page["id"])
                shown.written = row_of(page).values
                await self._keep(shown)
                row = row_of(page)
            else:
                row = await reading.read_row(self.connection, shown.page_id)
        except NotionRefused as error:
            if error.reason is not Reason.NOT_SHARED:
                raise
            row = None
        if row is None or row.is_in_trash:
            await self._lost(shown)
            return None
        self._kinds[row.data_source_id] = row.kinds
        return row

    async def _lost(self, shown: Shown) -> None:
        """A row that was deleted is no decision: the film goes on, and shows again once it is back."""
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
        values = differing(desired(scene.view, scenery), shown.written)
        if _review(scene) != shown.review_id or any(name in HUMAN for name in values):
            return False
        row = writing.of_kinds(kinds, shown.page_id, home or "")
        body = writing.properties(row, values)
        if body:
            try:
                page = await self.connection.update_page(shown.page_id, body)
            except NotionRefused as error:
                log.info("notion.row_refused", page=shown.page_id, detail=error.detail)
                return False  # the row is looked at, and what is wrong with it found
            if edits_of(row_of(page), shown.written):
                return False
            _remember(shown, row_of(page), map(Name, body))
        shown.version = scene.view.version
        await self._keep(shown)
        return True

    async def _decide(self, scene: Scene, shown: Shown, row: Row, edits: Given) -> None:
        async def take(session: AsyncSession, given: Given) -> None:
            await self._mark(session, scene, shown, given)

        zone = ZoneInfo(self.tools.limits().budget.time_zone)
        deciding = Deciding(
            self.tools, scene.view, row, shown.review_id, shown.asked, zone, take=take
        )
        answer = await deciding.carry_out(edits)
        shown.said, shown.asked = answer.said, answer.asked
        async with self.tools.database.transaction() as session:
            await self._mark(session, scene, shown, edits)

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
    ) -> None:
        scenery = await self._scenery(scene, shown, row.text(Name.CHANNEL))
        values = differing(desired(scene.view, scenery), row.values)
        body = {**writing.properties(row, values), **files.properties(row)}
        if not body:
            return
        try:
            page = await self.connection.update_page(row.page_id, body, urgency=urgency)
        except NotionRefused as error:
            if error.reason is not Reason.INVALID:
                raise
            await self._write_what_fits(shown, row, body, error)
        else:
            _remember(shown, row_of(page), map(Name, body))

    async def _write_what_fits(
        self, shown: Shown, row: Row, body: Json, error: NotionRefused
    ) -> None:
        """An option or a property was deleted under us: the others are written, one by one."""
        log.warning("notion.row_refused", page=row.page_id, detail=error.detail)
        text = f"Notion refused a value ({error.detail[:200]}): run `slate notion check --repair`."
        told = writing.properties(row, {Name.ERROR_LOG: text})
        for name, value in {**body, **told}.items():
            try:
                page = await self.connection.update_page(row.page_id, {name: value})
            except NotionRefused:
                log.warning("notion.property_refused", page=row.page_id, property=name)
            else:
                _remember(shown, row_of(page), [Name(name)])

    async def _scenery(self, scene: Scene, shown: Shown, channel: str) -> Scenery:
        async with self.tools.database.transaction() as session:
            mirror = await queries.mirror(session, scene.view.id, queries.DISCORD)
        guild, thread = self.tools.settings.discord_guild_id, mirror.external_id
        has_thread = thread is not None and guild is not None
        return Scenery(
            cost=scene.cost,
            said=shown.said,
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


def _review(scene: Scene) -> uuid.UUID | None:
    """The question that the film waits at."""
    return scene.view.waiting.review_id if scene.view.waiting else None


def _remember(shown: Shown, row: Row, names: Iterable[Name]) -> None:
    """What was written, as Notion tells it since."""
    values = row.values
    shown.written |= {name.value: values[name] for name in names if name.value in values}
