"""How far a long run is, told now and then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

PAUSE_SECONDS = 5.0  # between two notes: each is a row written and shown


class Noting:
    """Passes on the newest share of a run, never two at once and not too often.

    Args:
        note: Keeps a share, 0 to 1.
    """

    def __init__(
        self, note: Callable[[float], Awaitable[None]], pause: float = PAUSE_SECONDS
    ) -> None:
        self._note = note
        self._pause = pause
        self._noted_at: float | None = None
        self._running: asyncio.Task[None] | None = None

    def __call__(self, share: float) -> None:
        """Called from the event loop for each step of the run."""
        now = time.monotonic()
        is_early = self._noted_at is not None and now - self._noted_at < self._pause
        if is_early or (self._running is not None and not self._running.done()):
            return
        self._noted_at = now
        self._running = asyncio.create_task(self._run(share))

    async def _run(self, share: float) -> None:
        await self._note(share)

    async def end(self) -> None:
        """Wait for the note that is being kept."""
        if self._running is not None:
            await self._running
