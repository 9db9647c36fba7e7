"""Slate's own processes, started, watched, killed and ended by a test.

They are forks of a process that has imported Slate once: that takes longer than all else that a
process does until it is ready, and some tests need forty of them.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import psutil

from bot.cli import main

START_SECONDS = 60.0
END_SECONDS = 60.0

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["__main__", "bot.cli", "bot.service", "pipeline.worker"])


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
    running: dict[str, ForkServerProcess] = field(default_factory=dict)

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
        variables = _kept() | dict(self.environment) | place | dict(environment or {})
        log = self.log_of(name)
        log.touch()
        self.running[name] = _FORKS.Process(
            target=_live, args=(command, variables, self.workspace, log)
        )
        self.running[name].start()
        async with asyncio.timeout(START_SECONDS):
            while f"{command}.ready" not in self.log_of(name).read_text(encoding="utf-8"):
                self.check()
                await asyncio.sleep(0.05)

    def log_of(self, name: str) -> Path:
        return self.workspace / f"{name}.log"

    def check(self) -> None:
        """A process that ended by itself will make no film."""
        for name, process in self.running.items():
            if process.exitcode is not None:
                tail = self.log_of(name).read_text()[-3000:]
                raise AssertionError(f"{name} ended with {process.exitcode}:\n{tail}")

    async def kill(self, name: str) -> None:
        """End a process the hard way."""
        process = self.running.pop(name)
        process.kill()
        await _ended(process, END_SECONDS)

    async def end(self, name: str) -> int:
        """Ask a process to end; its exit code."""
        process = self.running.pop(name)
        process.terminate()
        return await _ended(process, 40)

    async def end_all(self) -> None:
        """Ask all that still run to end."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            await _ended(process, END_SECONDS)

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


async def _ended(process: ForkServerProcess, seconds: float) -> int:
    """The exit code of a process that is about to end; that of a signal is negative.

    Raises:
        TimeoutError: It does not end.
    """
    await asyncio.to_thread(process.join, seconds)
    if process.exitcode is None:
        raise TimeoutError(f"process {process.pid} has not ended after {seconds} s")
    return process.exitcode


def _live(command: str, environment: Mapping[str, str], folder: Path, log: Path) -> None:
    """`slate COMMAND`, as if it had been started in that folder with nothing but these variables."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("wb") as said, Path(os.devnull).open("rb") as nothing:
        for ours, theirs in ((nothing, 0), (said, 1), (said, 2)):
            os.dup2(ours.fileno(), theirs)
    sys.argv = ["slate", command]
    main([command])


def _kept() -> dict[str, str]:
    """The few variables of ours; neither ffmpeg nor PostgreSQL is to be found on this path."""
    kept = {key: os.environ[key] for key in ("HOME", "LANG") if key in os.environ}
    coverage = {key: value for key, value in os.environ.items() if key.startswith("COVERAGE_")}
    return kept | coverage | {"PATH": str(Path(sys.executable).parent)}
