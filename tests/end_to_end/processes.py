"""Slate's own processes, started, watched, killed and ended by a test."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

START_SECONDS = 60.0


@dataclass(kw_only=True)
class Processes:
    """Processes by name: `bot`, `worker`, or either with something after a dash.

    Attributes:
        workspace: Of all of them; the logs lie there, one per life of a process.
        environment: What each gets besides the few variables it cannot do without.
        running: `kill` and `end` take their names.
    """

    workspace: Path
    environment: Mapping[str, str]
    running: dict[str, Process] = field(default_factory=dict)

    async def start(
        self,
        name: str,
        *,
        workspace: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start `slate bot` or `slate worker` and wait until it is ready.

        Args:
            workspace: Another than that of all.
            environment: Besides that of all.
        """
        command = name.split("-", maxsplit=1)[0]
        place = {"WORKSPACE_ROOT": str(workspace or self.workspace)}
        log = self.log_of(name).open("wb")
        self.running[name] = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            command,
            env=_kept() | dict(self.environment) | place | dict(environment or {}),
            cwd=self.workspace,
            stdout=log,
            stderr=log,
        )
        log.close()
        async with asyncio.timeout(START_SECONDS):
            while f"{command}.ready" not in self.log_of(name).read_text(encoding="utf-8"):
                self.check()
                await asyncio.sleep(0.05)

    def log_of(self, name: str) -> Path:
        return self.workspace / f"{name}.log"

    def check(self) -> None:
        """A process that ended by itself will make no film."""
        for name, process in self.running.items():
            if process.returncode is not None:
                tail = self.log_of(name).read_text()[-3000:]
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

    async def end_all(self) -> None:
        """Ask all that still run to end."""
        for process in self.running.values():
            if process.returncode is None:
                process.terminate()
        async with asyncio.timeout(60):
            for process in self.running.values():
                await process.wait()

    def descendants(self, name: str) -> list[psutil.Process]:
        """The processes a process has started, and theirs."""
        found: list[psutil.Process] = psutil.Process(self.running[name].pid).children(
            recursive=True
        )
        return found

    def cpu_seconds(self, name: str) -> float:
        """What a process has used so far, without those it has started."""
        used = psutil.Process(self.running[name].pid).cpu_times()
        return float(used.user + used.system)


def _kept() -> dict[str, str]:
    """The few variables of ours; neither ffmpeg nor PostgreSQL is to be found on this path."""
    kept = {key: os.environ[key] for key in ("HOME", "LANG") if key in os.environ}
    coverage = {key: value for key, value in os.environ.items() if key.startswith("COVERAGE_")}
    return kept | coverage | {"PATH": str(Path(sys.executable).parent)}
