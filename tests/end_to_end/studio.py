"""A whole Slate for a test: real processes on a real database, against the sandbox Discord."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import yaml

from bot.demo.samples import DEFAULT, SAMPLES
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.interactions import Deadlines
from pipeline.database import Database
from pipeline.embedded import embedded_database, ensure_server, remove_database
from pipeline.migrate import migrate

START_SECONDS = 60.0


@dataclass
class Studio:
    """Everything that runs for one film.

    Attributes:
        running: The processes by name; `kill` and `end` take their names.
    """

    workspace: Path
    sandbox: SandboxDiscord
    database: Database
    url: str | None  # None: every process finds the workspace's embedded server by itself
    running: dict[str, Process] = field(default_factory=dict)

    async def start(
        self,
        name: str,
        *,
        workspace: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start `slate bot` or `slate worker`; `name` begins with either."""
        command = name.split("-", maxsplit=1)[0]
        log = (self.workspace / f"{name}.log").open("wb")  # of this life of the process
        self.running[name] = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            command,
            env=self._environment(workspace or self.workspace) | dict(environment or {}),
            cwd=self.workspace,
            stdout=log,
            stderr=log,
        )
        log.close()
        async with asyncio.timeout(START_SECONDS):
            while not self._is_ready(name):
                self.check()
                await asyncio.sleep(0.05)

    def _is_ready(self, name: str) -> bool:
        ready = f"{name.split('-', maxsplit=1)[0]}.ready"
        return ready in (self.workspace / f"{name}.log").read_text(encoding="utf-8")

    def _environment(self, workspace: Path) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("HOME", "LANG") if key in os.environ}
        made = {
            # Neither ffmpeg nor PostgreSQL is to be found here.
            "PATH": str(Path(sys.executable).parent),
            "WORKSPACE_ROOT": str(workspace),
            "CHANNEL_CONFIGS_DIR": str(self.workspace / "channel_configs"),
            "DISCORD_TOKEN": "sandbox",
            "DISCORD_GUILD_ID": str(self.sandbox.world.guild.id),
            "DISCORD_API_URL": self.sandbox.api_url,
            "DISCORD_GATEWAY_URL": self.sandbox.gateway_url,
        }
        coverage = {k: v for k, v in os.environ.items() if k.startswith("COVERAGE_")}
        return kept | made | coverage | ({"DATABASE_URL": self.url} if self.url else {})

    def check(self) -> None:
        """A process that ended by itself will make no film."""
        for name, process in self.running.items():
            if process.returncode is not None:
                tail = (self.workspace / f"{name}.log").read_text()[-3000:]
                raise AssertionError(f"{name} ended with {process.returncode}:\n{tail}")

    async def kill(self, name: str) -> None:
        """End a process the hard way."""
        process = self.running.pop(name)
        process.kill()
        await process.wait()

    async def end(self, name: str) -> int:
        """Ask a process to end; its exit code."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(process.wait(), 40)

    def descendants(self, name: str) -> list[psutil.Process]:
        """The processes a process has started, and theirs."""
        found: list[psutil.Process] = psutil.Process(self.running[name].pid).children(
            recursive=True
        )
        return found

    def postmaster(self) -> int:
        """The embedded server's process id."""
        pid_file = (self.workspace / "database").resolve() / "data" / "postmaster.pid"
        return int(pid_file.read_text().splitlines()[0])


@asynccontextmanager
async def studio(workspace: Path) -> AsyncIterator[Studio]:
    """A sandbox, a migrated embedded database and a channel; no process runs yet."""
    workspace.mkdir(exist_ok=True)
    # A busy machine must fail no test: how fast the bot answers is measured elsewhere.
    patient = Deadlines(answer=60)
    async with SandboxDiscord(deadlines=patient) as sandbox, embedded_database(workspace) as url:
        await migrate(url)
        films = next(c.id for c in sandbox.world.channels.values() if c.name == "films")
        folder = workspace / "channel_configs"
        folder.mkdir()
        text = yaml.safe_dump({"name": "Quiet Nature", "discord_channel_id": films})
        (folder / f"{SAMPLES[DEFAULT].channel}.yaml").write_text(text, encoding="utf-8")
        made = Studio(workspace, sandbox, Database(url), None)
        try:
            yield made
        finally:
            for process in made.running.values():
                if process.returncode is None:
                    process.terminate()
            async with asyncio.timeout(60):
                for process in made.running.values():
                    await process.wait()
            await made.database.close()
            await ensure_server(workspace)  # so that the last to leave can stop it in order
    await remove_database(workspace)
