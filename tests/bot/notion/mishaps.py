"""What goes wrong on the way to Notion and to the database, at the moment a test chooses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline.database import Database


class Killed(BaseException):
    """The process ends here: nothing catches it."""


class Kind(Enum):
    """What happens at the chosen request or commit."""

    NO_CONNECTION = "no connection"  # Notion never hears of the request
    LOST_ANSWER = "lost answer"  # Notion did it, nobody hears
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"
    KILLED_AT_COMMIT = "killed at commit"  # after it


@dataclass
class Mishap:
    """One thing that goes wrong: at the request, or the commit, after so many others.

    Attributes:
        is_of_writing: Only requests that change a row count.
    """

    kind: Kind
    after: int
    is_of_writing: bool = False

    def is_due(self, *kinds: Kind, method: str = "PATCH") -> bool:
        if self.kind not in kinds or (self.is_of_writing and method != "PATCH"):
            return False
        self.after -= 1
        return self.after == -1


REQUESTS = (Kind.NO_CONNECTION, Kind.LOST_ANSWER, Kind.KILLED_BEFORE, Kind.KILLED_AFTER)
Watch = Callable[[httpx.Request], Awaitable[None]]


class Wire(httpx.AsyncBaseTransport):
    """HTTP that fails where it is told to, with somebody who looks at every request."""

    def __init__(self) -> None:
        self.inner = httpx.AsyncHTTPTransport()
        self.mishap: Mishap | None = None
        self.watch: Watch | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.watch is not None:
            await self.watch(request)
        mishap = self.mishap
        is_due = mishap is not None and mishap.is_due(*REQUESTS, method=request.method)
        if mishap is None or not is_due:
            return await self.inner.handle_async_request(request)
        if mishap.kind is Kind.NO_CONNECTION:
            raise httpx.ConnectError("no connection")
        if mishap.kind is Kind.KILLED_BEFORE:
            raise Killed
        response = await self.inner.handle_async_request(request)
        await response.aclose()
        if mishap.kind is Kind.KILLED_AFTER:
            raise Killed
        raise httpx.ReadError("the answer was lost")

    async def aclose(self) -> None:
        await self.inner.aclose()


class MortalDatabase(Database):
    """A database whose process ends after the commit that a mishap names.

    Attributes:
        watch: Called after each commit.
    """

    mishap: Mishap | None = None
    watch: Callable[[], Awaitable[None]] | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        async with super().transaction() as session:
            yield session
        if self.watch is not None:
            await self.watch()
        if self.mishap is not None and self.mishap.is_due(Kind.KILLED_AT_COMMIT):
            raise Killed
