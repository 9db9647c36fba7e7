"""A Notion with one person, a database of films, and the parts of the bot that look after it."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from bot.notion import reading
from bot.notion.connection import Connection
from bot.notion.creating import create_database
from bot.notion.mirror import NotionMirror
from bot.notion.poller import Poller
from bot.notion.rendering import desired, differing
from bot.notion.rows import Plain
from bot.notion.schema import Name
from bot.notion.shown import SURFACE
from bot.notion.sources import SCHEMA_SECONDS
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson, Row
from bot.tools import Tools
from pipeline import queries
from pipeline.channels import load_channels
from pipeline.database import Database
from pipeline.lifecycle import WORKED
from pipeline.settings import Settings
from pipeline.storage import open_storage
from pipeline.views import VideoView
from tests.bot import filming

CHANNELS = {"nature": "Quiet Nature", "history": "Loud History"}
HURRIED = 0.01
PATIENCE = 0.0  # what fails once has failed: the next look is asked for by the test


@dataclass
class Desk:
    """People plan, the bot looks, workers work."""

    tools: Tools
    sandbox: SandboxNotion
    robin: NotionPerson
    source: str
    mirror: NotionMirror
    poller: Poller

    def plan(self, **values: Any) -> str:
        """A row as a person makes it."""
        given = {"Title": "The Fox", "Channel": "nature"} | values
        return self.robin.add_row(self.source, given)

    def set(self, row: str, **values: Any) -> None:
        """Edit a row; `_` in a column's name stands for a space."""
        self.robin.edit(row, {name.replace("_", " "): value for name, value in values.items()})

    def read(self, row: str) -> Row:
        return self.robin.read(row)

    def restart(self, *, schema_seconds: float = SCHEMA_SECONDS) -> None:
        """The bot ends and another begins: what it only had in mind is gone."""
        connection = self.mirror.connection
        self.mirror = NotionMirror(self.tools, connection)
        self.poller = Poller(self.tools, connection, self.mirror, schema_seconds=schema_seconds)

    @property
    def requests(self) -> list[str]:
        """What was asked of Notion so far: `PATCH pages`, `POST data_sources/query`, …"""
        return [_named(one) for one in self.sandbox.recording.requests]

    async def look(self) -> None:
        """One poll, and what it changed is shown."""
        await self.poller.poll(self.source, list(CHANNELS))
        await self.show_all()

    async def show_all(self) -> None:
        async with self.tools.database.transaction() as session:
            films = await queries.videos(session, unfinished_only=False)
        for film in films:
            await self.mirror.show(film.id)

    async def work(self) -> None:
        """Workers make all that can be made, and the rows show it."""
        await filming.work(self.tools.database, self.tools.limits())
        await self.show_all()

    async def film(self, row: str) -> VideoView:
        """The film of a row."""
        video_id = await self.film_of(row)
        assert video_id is not None, "the row is no film"
        async with self.tools.database.transaction() as session:
            return await queries.video(session, video_id)

    async def at_the_storyboard(self, **values: Any) -> str:
        """A row whose film waits for an approval of its storyboard."""
        row = self.plan(**values)
        self.set(row, Status="Queued")
        await self.look()
        await self.work()
        assert self.read(row)["Status"] == "Storyboard Ready"
        return row

    async def shortcomings(self, video_id: uuid.UUID) -> dict[Name, Plain]:
        """What a film's row should say and does not.

        But for the time that is left, which other films' takes change too.
        """
        scene, shown = await self.mirror._read(video_id)
        assert shown.page_id is not None
        row = await reading.read_row(self.mirror.connection, shown.page_id)
        assert row is not None, "the row is gone"
        scenery = await self.mirror._scenery(scene, shown, row.text(Name.CHANNEL))
        there = {**row.values, Name.PROGRESS.value: _without_time(row.text(Name.PROGRESS))}
        wanted = desired(scene.view, scenery)
        wanted[Name.PROGRESS] = _without_time(wanted[Name.PROGRESS] or "")
        return differing(wanted, there)

    async def film_of(self, row: str) -> uuid.UUID | None:
        async with self.tools.database.transaction() as session:
            found = await queries.mirrors_of_externals(session, SURFACE, [row])
        return found[row].video_id if row in found else None


def _put_files(workspace: Path) -> None:
    """What the takes are that `filming` makes, so that there is something to look at."""
    for step in WORKED:
        folder = workspace / step
        folder.mkdir(parents=True)
        for number, take in itertools.product(range(1, 4), range(1, 9)):
            (folder / f"{number}-{take}").write_bytes(b"a take")


def _without_time(progress: str) -> str:
    return progress.partition("about ")[0].removesuffix(" · ")


def _named(request: dict[str, Any]) -> str:
    parts = urlsplit(request["url"]).path.removeprefix("/v1/").split("/")
    return " ".join([request["method"], "/".join(part for part in parts if not is_id(part))])


def is_id(part: str) -> bool:
    """Whether a piece of an address is an id of Notion."""
    return len(part.replace("-", "")) == 32


@asynccontextmanager
async def opened(
    database: Database,
    folder: Path,
    scripts: Path,
    sandbox: SandboxNotion,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
    status_as: str = "status",
    configs: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[Desk]:
    """A desk with the channels' YAMLs in a folder.

    Args:
        transport: What the bot's requests go by.
        status_as: The type of the database's Status.
        configs: Further lines of each channel's YAML, by its key.
    """
    robin = sandbox.person("Robin")
    token, url = SecretStr(sandbox.token), sandbox.base_url
    async with Connection(token, url, window=HURRIED) as setting_up:
        sandbox.status_properties = status_as == "status"
        made = await create_database(setting_up, sandbox.page_id, "Films", CHANNELS)
    sandbox.recording.violations.clear()  # a status was tried first, where none can be made
    channels = folder / "channels"
    channels.mkdir()
    for key, name in CHANNELS.items():
        more = configs.get(key, "")
        text = f"name: {name}\nshots: 3\nnotion_data_source: {made.database.id}\n{more}\n"
        (channels / f"{key}.yaml").write_text(text, encoding="utf-8")
    assert load_channels(channels).problems == {}
    _put_files(folder / "workspace")
    settings = Settings(
        workspace_root=folder / "workspace",
        channel_configs_dir=channels,
        scripts_dir=scripts,
        notion_token=token,
        notion_base_url=url,
    )
    async with Connection(
        token, url, window=HURRIED, patience=PATIENCE, transport=transport
    ) as connection:
        tools = Tools(settings, database, open_storage(settings))
        mirror = NotionMirror(tools, connection)
        poller = Poller(tools, connection, mirror)
        yield Desk(tools, sandbox, robin, made.database.id, mirror, poller)
