"""The demo's premises: a workspace, a channel, a sandbox Discord, and the real bot and worker."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml
from pydantic import SecretStr

from bot import service
from bot.demo.samples import Sample
from bot.demo.screenplay import NoFilm
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from pipeline import worker
from pipeline.database import Database
from pipeline.embedded import remove_database
from pipeline.migrate import migrate
from pipeline.server import open_database
from pipeline.settings import Settings

SCRATCH = ("work", "cache", "previews", "channel_configs")


@dataclass
class Stage:
    """Everything that runs during the demo."""

    home: Path
    sandbox: SandboxDiscord
    database: Database
    services: list[asyncio.Task[None]]

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


def premises(settings: Settings) -> Path:
    """A new folder for this run."""
    return settings.workspace / "demo" / datetime.now().strftime("%Y%m%d-%H%M%S")


@asynccontextmanager
async def set_stage(home: Path, sample: Sample) -> AsyncIterator[Stage]:
    """Start everything, and end it in order."""
    async with SandboxDiscord() as sandbox:
        settings = _settings(home, sandbox)
        _write_channel(settings, sandbox, sample)
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
            stage = Stage(home, sandbox, database, services)
            try:
                while not (bot_ready.is_set() and worker_ready.is_set()):
                    stage.raise_if_broken()
                    await asyncio.sleep(0.05)
                yield stage
            finally:
                stop.set()
                await asyncio.gather(*services, return_exceptions=True)


def _settings(home: Path, sandbox: SandboxDiscord) -> Settings:
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
    )


def _write_channel(settings: Settings, sandbox: SandboxDiscord, sample: Sample) -> None:
    films = next(c.id for c in sandbox.world.channels.values() if c.name == "films")
    settings.channel_configs_dir.mkdir()
    config = {
        "name": sample.channel_name,
        "discord_channel_id": films,
        "reviewer_roles": ["Reviewer"],
        "look": sample.look,
        "aspect_ratio": sample.aspect_ratio,
        "description": "{topic}",
        "tags": ["nature", "calm"],
    }
    path = settings.channel_configs_dir / f"{sample.channel}.yaml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")


async def tidy(home: Path, sample: Sample) -> None:
    """Leave the film, the transcript and the log; remove what they were made from."""
    await remove_database(home)
    for name in SCRATCH:
        await asyncio.to_thread(shutil.rmtree, home / name, ignore_errors=True)
    await asyncio.to_thread(
        shutil.rmtree, home / "channels" / sample.channel / "projects", ignore_errors=True
    )
