"""Locks between processes that vanish with their holder, however it ends."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

_POLL_SECONDS = 0.05


@contextlib.contextmanager
def file_lock(path: Path, *, shared: bool = False) -> Iterator[int | None]:
    """Try to hold the lock; gives its file descriptor, or None when somebody else holds it.

    A child process that inherits the descriptor holds the lock too, also after this has ended.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield descriptor
    finally:
        os.close(descriptor)


@contextlib.asynccontextmanager
async def waited_lock(path: Path, timeout: float, *, shared: bool = False) -> AsyncIterator[int]:
    """Hold the lock; wait for it at most `timeout` seconds.

    Raises:
        TimeoutError: Somebody else kept it.
    """
    deadline = asyncio.get_running_loop().time() + timeout
    while True:
        with file_lock(path, shared=shared) as descriptor:
            if descriptor is not None:
                yield descriptor
                return
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"{path} was held by another process for {timeout:.0f} s")
        await asyncio.sleep(_POLL_SECONDS)
