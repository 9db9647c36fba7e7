"""Who may ask Notion next: one line for the whole connection, never over 3 requests in a second.

A request leaves at one moment and arrives at another, and Notion counts arrivals. So a place in the
line is taken when a request starts, and is free again a second after it must have arrived: after
its answer, or, where an answer takes long, `TRANSIT_SECONDS` after it was sent whole.
"""

from __future__ import annotations

import asyncio
import bisect
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import httpx

PLACES = 3  # requests in any second
WINDOW_SECONDS = 1.02  # a second, and what clocks of two machines differ by in it
# What a request that was sent whole may take until it counts: seconds, where Notion stands still. An
# answer ends the doubt sooner, so only what is not answered keeps its place so long.
TRANSIT_SECONDS = 10.0
MOST_PAUSE_SECONDS = 900.0  # however long Notion asks for: after that it is asked again
FAIRNESS = 4  # of so many places in a row, one goes to whoever would have been passed over

_SENT = "receive_response_headers.started"  # httpcore: the request is on the wire, with its body


class Urgency(IntEnum):
    """Whose requests go first."""

    DECISION = 0  # a person waits for it
    POLL = 1  # what people changed is looked for
    BULK = 2  # rows are brought up to date


class Paused(Exception):
    """Notion wants to be left alone for longer than the caller has patience.

    Attributes:
        seconds: From now on.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Manner:
    """How one request waits.

    Attributes:
        patience: The longest pause that it waits through, in seconds.
        ticket: Of `Pacer.ticket`: with the same one a second attempt does not queue up again.
    """

    urgency: Urgency = Urgency.BULK
    patience: float = MOST_PAUSE_SECONDS
    ticket: int | None = None


MANNER: ContextVar[Manner] = ContextVar("notion_manner")
_ANYHOW = Manner()


@dataclass(eq=False)
class Place:
    """One request's place among those that count; times are the event loop's seconds."""

    window: float
    sent: float | None = None
    ended: float | None = None

    @property
    def free_at(self) -> float | None:
        """When another may take it; None while nobody can know."""
        if self.sent is None:
            return None if self.ended is None else self.ended + self.window
        arrived = self.sent + TRANSIT_SECONDS
        return self.window + (arrived if self.ended is None else min(arrived, self.ended))


@dataclass(eq=False)
class _Waiting:
    turn: asyncio.Future[Place]
    patience: float
    ticket: int


@dataclass
class _Line:
    """Those of one urgency, first come first served."""

    waiting: list[_Waiting] = field(default_factory=list)
    passed_over: int = 0


class Pacer:
    """The line: one for each connection, in one event loop.

    Args:
        window: Seconds in which at most `PLACES` requests arrive; `WINDOW_SECONDS` by default.
    """

    def __init__(self, window: float | None = None) -> None:
        self._window = WINDOW_SECONDS if window is None else window
        self._lines = {urgency: _Line() for urgency in Urgency}
        self._places: list[Place] = []
        self._tickets = itertools.count()
        self._paused_until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def ticket(self) -> int:
        """A place in the order of all that was ever asked for."""
        return next(self._tickets)

    def pause(self, seconds: float) -> None:
        """Nobody starts for so long; who has not the patience is told at once."""
        length = min(max(seconds, 0.0), MOST_PAUSE_SECONDS)
        self._paused_until = max(self._paused_until, _now() + length)
        left = self.paused_seconds()
        for line in self._lines.values():
            for waiting in [one for one in line.waiting if one.patience < left]:
                line.waiting.remove(waiting)
                if not waiting.turn.done():
                    waiting.turn.set_exception(Paused(left))
        self._serve()

    def begin_quietly(self) -> None:
        """Nobody starts for one window: whoever asked before may have used all its places."""
        self.pause(self._window)

    def paused_seconds(self) -> float:
        """How long nobody starts from now on."""
        return max(0.0, self._paused_until - _now())

    @asynccontextmanager
    async def turn(self, manner: Manner) -> AsyncIterator[Place]:
        """Wait in line; the block is the request, from its first byte to its answer.

        Raises:
            Paused: Notion asked for a longer pause than the caller waits through.
        """
        place = await self._wait(manner)
        try:
            yield place
        finally:
            place.ended = _now()
            self._serve()

    def sent(self, place: Place) -> None:
        """The request of this place is on its way, to its last byte."""
        place.sent = _now()
        self._serve()

    async def _wait(self, manner: Manner) -> Place:
        if self.paused_seconds() > manner.patience:
            raise Paused(self.paused_seconds())
        line = self._lines[manner.urgency]
        ticket = self.ticket() if manner.ticket is None else manner.ticket
        turn = asyncio.get_running_loop().create_future()
        waiting = _Waiting(turn, manner.patience, ticket)
        bisect.insort(line.waiting, waiting, key=lambda one: one.ticket)
        self._serve()
        try:
            return await waiting.turn
        except asyncio.CancelledError:
            if waiting in line.waiting:
                line.waiting.remove(waiting)
            elif not waiting.turn.cancelled() and waiting.turn.exception() is None:
                self._places.remove(waiting.turn.result())  # it was given but never used
            self._serve()
            raise

    def _serve(self) -> None:
        """Give out what is free, and come back when the next place is."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = _now()
        self._places = [p for p in self._places if p.free_at is None or p.free_at > now]
        while now >= self._paused_until and len(self._places) < PLACES:
            waiting = self._next()
            if waiting is None:
                return
            self._places.append(Place(self._window))
            waiting.turn.set_result(self._places[-1])
        if any(line.waiting for line in self._lines.values()):
            self._come_back(now)

    def _come_back(self, now: float) -> None:
        moments = [p.free_at for p in self._places if p.free_at is not None]
        if self._paused_until > now:
            moments = [max(self._paused_until, min(moments, default=0.0))]
        if moments:  # otherwise the end of a request that is under way serves the line
            delay = max(0.0, min(moments) - now)
            self._timer = asyncio.get_running_loop().call_later(delay, self._serve)

    def _next(self) -> _Waiting | None:
        """The most urgent, unless others were passed over often enough; cancelled ones are gone."""
        for line in self._lines.values():
            while line.waiting and line.waiting[0].turn.done():
                line.waiting.pop(0)
            line.passed_over *= bool(line.waiting)
        ready = [line for line in self._lines.values() if line.waiting]
        if not ready:
            return None
        overdue = [line for line in ready if line.passed_over >= FAIRNESS - 1]
        chosen = overdue[0] if overdue else ready[0]
        for line in ready:
            line.passed_over = 0 if line is chosen else line.passed_over + 1
        return chosen.waiting.pop(0)


def _now() -> float:
    return asyncio.get_running_loop().time()


class PacedTransport(httpx.AsyncBaseTransport):
    """Every request of an httpx client takes its turn here, so none can go past the line.

    Args:
        pacer: The connection's line.
        inner: What sends the requests; it is closed with this one.
    """

    def __init__(self, pacer: Pacer, inner: httpx.AsyncBaseTransport) -> None:
        self._pacer = pacer
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        async with self._pacer.turn(MANNER.get(_ANYHOW)) as place:

            async def trace(event: str, _: dict[str, Any]) -> None:
                if event.endswith(_SENT):  # by way of a proxy twice: the last is the request
                    self._pacer.sent(place)

            request.extensions["trace"] = trace
            return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()
