"""Everything that happened, in order, for those who watch: people and the gateway."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from bot.sandbox.errors import Json

KEPT = 20_000


@dataclass(frozen=True)
class Event:
    """One happening; `number` rises by one, `type` and `data` are those of the gateway."""

    number: int
    type: str
    data: Json

    def shown(self) -> Json:
        return {"number": self.number, "type": self.type, "data": self.data}


class EventLog:
    """The last happenings, which can be waited for, and who is told of each at once."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._listeners: list[Callable[[Event], None]] = []
        self._news = asyncio.Event()
        self.last_number = 0

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Have `listener` called with every event from now on."""
        self._listeners.append(listener)

    def add(self, type: str, data: Json) -> None:
        self.last_number += 1
        event = Event(self.last_number, type, data)
        self._events.append(event)
        for listener in self._listeners:
            listener(event)
        self._news.set()
        self._news = asyncio.Event()

    def after(self, number: int) -> list[Event]:
        """What is kept of the events after this number."""
        missing = max(self.last_number - number, 0)
        return list(islice(reversed(self._events), missing))[::-1]

    async def wait_after(self, number: int, seconds: float) -> list[Event]:
        """Like `after`, but waits until there is something or the time is over."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := self.after(number)):
                    await self._news.wait()
        except TimeoutError:
            return []
        return found
