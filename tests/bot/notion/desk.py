"""A Notion with one person, a database of films, and the parts of the bot that look after it."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.notion.connection import Connection
from bot.notion.creating import create_database
from bot.notion.mirror import NotionMirror
from bot.notion.poller import Poller
from bot.notion.shown import SURFACE
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson, Row
from bot.tools import Tools
from pipeline import queries
from pipeline.channels import load_channels
from pipeline.database import Database
from pipeline.settings import Settings
from pipeline.storage import open_storage
from tests.bot import filming

CHANNELS = {"nature": "Quiet Nature", "history": "Loud History"}
HURRIED = 0.01


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

    async def film_of(self, row: str) -> uuid.UUID | None:
        async with self.tools.database.transaction() as session:
            found = await queries.mirrors_of_externals(session, SURFACE, [row])
        return found[row].video_id if row in found else None


@asynccontextmanager
async def opened(
    database: Database, folder: Path, scripts: Path, sandbox: SandboxNotion, **configs: str
) -> AsyncIterator[Desk]:
    """A desk with the channels' YAMLs in a folder.

    Args:
        configs: Further lines of each channel's YAML, by its key.
    """
    robin = sandbox.person("Robin")
    async with Connection(SecretStr(sandbox.token), sandbox.base_url, window=HURRIED) as connection:
        made = await create_database(connection, sandbox.page_id, "Films", CHANNELS)
        channels = folder / "channels"
        channels.mkdir()
        for key, name in CHANNELS.items():
            more = configs.get(key, "")
            text = f"name: {name}\nshots: 3\nnotion_data_source: {made.database.id}\n{more}\n"
            (channels / f"{key}.yaml").write_text(text, encoding="utf-8")
        assert load_channels(channels).problems == {}
        settings = Settings(
            workspace_root=folder / "workspace",
            channel_configs_dir=channels,
            scripts_dir=scripts,
            notion_token=SecretStr(sandbox.token),
            notion_base_url=sandbox.base_url,
        )
        tools = Tools(settings, database, open_storage(settings))
        mirror = NotionMirror(tools, connection)
        poller = Poller(tools, connection, mirror)
        yield Desk(tools, sandbox, robin, made.database.id, mirror, poller)
