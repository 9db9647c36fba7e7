"""Running a program and counting what it used, its children included."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Spent:
    """What one run used, in seconds, and at most, in MB."""

    wall: float
    cpu: float
    peak_mb: float


class Failed(Exception):
    """The program did not end with 0; its last words."""


def run(
    command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str] | None = None
) -> Spent:
    """Run a program to its end.

    CPU is that of the program and of all its descendants that were waited for; the peak is the
    largest of them, not their sum (getrusage(2)).

    Raises:
        Failed: It ended with something else than 0.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=None if environment is None else dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{command}: {said.decode(errors='replace')[-800:]}")
    return Spent(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3)
