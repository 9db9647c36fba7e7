"""A whole Slate for a test: real processes on a real database, against the sandbox Discord."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.demo.samples import DEFAULT, SAMPLES
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.interactions import Deadlines
from pipeline.database import Database
from pipeline.embedded import embedded_database, ensure_server, remove_database
from pipeline.limits import FILE_NAME
from pipeline.migrate import migrate
from pipeline.settings import REPOSITORY
from tests.end_to_end.processes import Processes


@dataclass(kw_only=True)
class Studio(Processes):
    """Everything that runs for one film; every process finds the embedded server by itself."""

    sandbox: SandboxDiscord
    database: Database

    def postmaster(self) -> int:
        """The embedded server's process id."""
        pid_file = (self.workspace / "database").resolve() / "data" / "postmaster.pid"
        return int(pid_file.read_text().splitlines()[0])


@asynccontextmanager
async def studio(
    workspace: Path,
    *,
    channel: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Studio]:
    """A sandbox, a migrated embedded database and a channel; no process runs yet.

    Args:
        channel: What its YAML says besides its name and its place in Discord.
        environment: What every process gets, such as the keys of paid providers.
    """
    workspace.mkdir(exist_ok=True)
    # A busy machine must fail no test: how fast the bot answers is measured elsewhere.
    patient = Deadlines(answer=60)
    async with SandboxDiscord(deadlines=patient) as sandbox, embedded_database(workspace) as url:
        await migrate(url)
        _configure(workspace, sandbox, channel or {})
        made = Studio(
            workspace=workspace,
            environment=_environment(workspace, sandbox) | dict(environment or {}),
            sandbox=sandbox,
            database=Database(url),
        )
        try:
            yield made
        finally:
            await made.end_all()
            await made.database.close()
            await ensure_server(workspace)  # so that the last to leave can stop it in order
    await remove_database(workspace)


def _configure(workspace: Path, sandbox: SandboxDiscord, channel: Mapping[str, Any]) -> None:
    films = next(c.id for c in sandbox.world.channels.values() if c.name == "films")
    folder = workspace / "channel_configs"
    folder.mkdir()
    text = yaml.safe_dump({"name": "Quiet Nature", "discord_channel_id": films, **channel})
    (folder / f"{SAMPLES[DEFAULT].channel}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(REPOSITORY / "channel_configs" / FILE_NAME, folder)


def _environment(workspace: Path, sandbox: SandboxDiscord) -> dict[str, str]:
    return {
        "CHANNEL_CONFIGS_DIR": str(workspace / "channel_configs"),
        "DISCORD_TOKEN": "sandbox",
        "DISCORD_GUILD_ID": str(sandbox.world.guild.id),
        "DISCORD_API_URL": sandbox.api_url,
        "DISCORD_GATEWAY_URL": sandbox.gateway_url,
    }
