"""What goes on at the stand-ins: the calls being answered now, and how many there were at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

_LOOK_SECONDS = 0.01


@dataclass(frozen=True, eq=False)
class OpenCall:
    """A call that costs money and is being answered.

    Attributes:
        what: storyboard, picture, order (of a clip), speech, sound or music.
        words: The texts it was asked with.
    """

    what: str
    words: str
    request: web.Request

    @property
    def is_waited_for(self) -> bool:
        """Whether whoever called is still there."""
        transport = self.request.transport
        return transport is not None and not transport.is_closing()


class Traffic:
    """The open calls, seen from any thread.

    Attributes:
        most: The highest number at the same time since `forget`, by what was asked for; of clips
            the jobs that were not finished.
    """

    def __init__(self) -> None:
        self.most: dict[str, int] = {}
        self._open: list[OpenCall] = []
        self._held: set[str] = set()
        self._lock = threading.Lock()

    @property
    def open_calls(self) -> list[OpenCall]:
        """The calls whose callers wait for the answer."""
        with self._lock:
            return [call for call in self._open if call.is_waited_for]

    def hold(self, what: str) -> None:
        """Answer no such call until `release`."""
        self._held.add(what)

    def release(self, what: str) -> None:
        self._held.discard(what)

    def forget(self) -> None:
        """Count the highest numbers anew."""
        with self._lock:
            self.most.clear()

    def count(self, what: str, at_once: int) -> None:
        """Keep a number of jobs if it is the highest."""
        with self._lock:
            self.most[what] = max(at_once, self.most.get(what, 0))

    @contextmanager
    def during(self, call: OpenCall) -> Iterator[None]:
        """Know of the call while the block lasts."""
        with self._lock:
            self._open.append(call)
            at_once = sum(other.what == call.what for other in self._open)
        self.count(call.what, at_once)
        try:
            yield
        finally:
            with self._lock:
                self._open.remove(call)

    async def let_go(self, what: str) -> None:
        """Wait as long as such calls are held."""
        while what in self._held:
            await asyncio.sleep(_LOOK_SECONDS)
