"""An event loop whose time passes only while everything waits: an hour takes no time, and no luck."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

STUCK_SECONDS = 30.0

Result = TypeVar("Result")


class _Selector(selectors.DefaultSelector):
    """Moves the loop's clock on instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:  # a thread is at work, or nothing will ever happen
            ready = super().select(STUCK_SECONDS)
            assert ready, "everything waits for something that never comes"
            return ready
        self.now += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """For coroutines that use no sockets."""

    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        return self._virtual.now


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end in a loop of its own."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(coroutine)


def now() -> float:
    """The loop's seconds."""
    return asyncio.get_running_loop().time()
