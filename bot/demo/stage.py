"""The demo's premises: a workspace, two channels, a sandbox Discord and a sandbox Notion, and the
real bot and worker."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr

from bot import service
from bot.demo.planned import Planned
from bot.demo.samples import Sample
from bot.demo.screenplay import NoFilm
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.person import Person
from pipeline import worker
from pipeline.database import Database
from pipeline.embedded import remove_database
from pipeline.migrate import migrate
from pipeline.server import open_database
from pipeline.settings import Settings

FILMS, PLANNED_FILMS = "films", "other-films"  # channels of the sandbox Discord
SCRATCH = ("work", "cache", "previews", "channel_configs")


@dataclass
class Stage:
    """Everything that runs during the demo.

    Attributes:
        sandbox: The Discord.
        notion: Its database is made, and named in the channel's YAML, while the bot runs.
    """

    home: Path
    settings: Settings
    sandbox: SandboxDiscord
    notion: SandboxNotion
    database: Database
    services: list[asyncio.Task[None]]

    @property
    def films_channel(self) -> int:
        """The Discord channel of the film that is asked for there."""
        return _channel_id(self.sandbox, FILMS)

    def person(self) -> Person:
        return Person(self.sandbox.control_url, "Robin")

    def raise_if_broken(self) -> None:
        """A service that has ended cannot make a film."""
        for running in self.services:
            if running.done():
                error = None if running.cancelled() else running.exception()
                raise NoFilm(f"{running.get_name()} ended: {error}") from error

    def check_manners(self) -> None:
        """Whatever real Discord would have refused is a defect, also when the film was made."""
        if self.sandbox.recording.violations:
            first = self.sandbox.recording.violations[0]
            raise NoFilm(f"the bot broke a rule of Discord: {first}")
        if self.notion.recording.violations:
            raise NoFilm(f"the bot broke a rule of Notion: {self.notion.recording.violations[0]}")


def premises(settings: Settings) -> Path:
    """A new folder for this run."""
    return settings.workspace / "demo" / datetime.now().strftime("%Y%m%d-%H%M%S")


@asynccontextmanager
async def set_stage(home: Path, sample: Sample, planned: Planned | None) -> AsyncIterator[Stage]:
    """Start everything, and end it in order.

    Args:
        planned: The film that is planned in Notion; without one the bot does not look there.
    """
    async with SandboxDiscord() as sandbox, SandboxNotion() as notion:
        settings = _settings(home, sandbox, notion, plans=planned is not None)
        _write_channels(settings, sandbox, sample, planned)
        async with open_database(settings) as database:
            await migrate(database.url.render_as_string(hide_password=False))
            stop = asyncio.Event()
            bot_ready, worker_ready = asyncio.Event(), asyncio.Event()
            bot = service.serve(settings, database, stop, on_ready=bot_ready.set)
            work = worker.serve(settings, database, stop, on_ready=worker_ready.set)
            services = [
                asyncio.create_task(bot, name="the bot"),
                asyncio.create_task(work, name="the worker"),
            ]
            stage = Stage(home, settings, sandbox, notion, database, services)
            try:
                while not (bot_ready.is_set() and worker_ready.is_set()):
                    stage.raise_if_broken()
                    await asyncio.sleep(0.05)
                yield stage
            finally:
                stop.set()
                await asyncio.gather(*services, return_exceptions=True)


def _settings(
    home: Path, sandbox: SandboxDiscord, notion: SandboxNotion, *, plans: bool
) -> Settings:
    return Settings(
        _env_file=None,
        database_url=None,
        storage_url=None,
        workspace_root=home,
        channel_configs_dir=home / "channel_configs",
        discord_token=SecretStr("sandbox"),
        discord_guild_id=sandbox.world.guild.id,
        discord_alert_webhook_url=None,
        discord_api_url=sandbox.api_url,
        discord_gateway_url=sandbox.gateway_url,
        notion_token=SecretStr(notion.token) if plans else None,
        notion_base_url=notion.base_url,
    )


def _write_channels(
    settings: Settings, sandbox: SandboxDiscord, sample: Sample, planned: Planned | None
) -> None:
    settings.channel_configs_dir.mkdir()
    config = {
        "name": sample.channel_name,
        "discord_channel_id": _channel_id(sandbox, FILMS),
        "reviewer_roles": ["Reviewer"],
        "look": sample.look,
        "aspect_ratio": sample.aspect_ratio,
        "description": "{topic}",
        "tags": ["nature", "calm"],
    }
    _write_channel(settings, sample.channel, config)
    if planned is not None:
        config = {
            "name": planned.channel_name,
            "discord_channel_id": _channel_id(sandbox, PLANNED_FILMS),
            "look": planned.look,
        }
        _write_channel(settings, planned.channel, config)


def _write_channel(settings: Settings, key: str, config: Mapping[str, Any]) -> None:
    path = settings.channel_configs_dir / f"{key}.yaml"
    path.write_text(yaml.safe_dump(dict(config)), encoding="utf-8")


def _channel_id(sandbox: SandboxDiscord, name: str) -> int:
    return next(c.id for c in sandbox.world.channels.values() if c.name == name)


async def tidy(home: Path, channels: Iterable[str]) -> None:
    """Leave the films, the transcripts and the log; remove what they were made from."""
    await remove_database(home)
    folders = [home / name for name in SCRATCH]
    folders += [home / "channels" / channel / "projects" for channel in channels]
    for folder in folders:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
