"""Ending a whole process group, whatever its members do."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

import psutil

T = TypeVar("T")

GRACE_SECONDS = 3.0  # between asking a group to end and ending it
_POLL_SECONDS = 0.02


async def end_group(group: int) -> None:
    """Ask every process of the group to end, end those that stay, and wait for it.

    Args:
        group: The group's id: the process id of the one that leads it.
    """
    for number in (signal.SIGTERM, signal.SIGKILL):
        if not signal_group(group, number) or await _is_gone(group):
            return


def signal_group(group: int, number: int) -> bool:
    """Send a signal to a group; False when there is no one left to get it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False  # macOS says so of a group in which only zombies are left
    return True


async def _is_gone(group: int) -> bool:
    deadline = asyncio.get_running_loop().time() + GRACE_SECONDS
    while signal_group(group, 0) and _has_living_member(group):
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(_POLL_SECONDS)
    return True


def _has_living_member(group: int) -> bool:
    """Whether any of the group still runs; the system also counts ended ones not yet collected."""
    return any(
        process.info["status"] != psutil.STATUS_ZOMBIE
        for process in psutil.process_iter(["status"])
        if _group_of(process.pid) == group
    )


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except (ProcessLookupError, PermissionError):
        return None


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Await something that must not be left half done; a cancel is raised after it."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from task.exception()
    return task.result()
