"""The one way to a transaction, and to the queue inside of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from pgqueuer.queries import Queries
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

# A peer that vanishes in the middle of a transaction holds locks that everybody waits for, until
# the server notices: within seconds, not after the hours of a system's own keepalives.
SERVER_SETTINGS = {
    "application_name": "slate",
    "idle_in_transaction_session_timeout": "15s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "20s",
}


class Database:
    """Sessions on one server.

    Args:
        url: Any form of a PostgreSQL address; the driver is always asyncpg.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql+asyncpg")
        self.engine = create_async_engine(
            self.url,
            pool_size=10,
            max_overflow=5,
            pool_pre_ping=True,
            pool_recycle=1800,
            connect_args={"server_settings": SERVER_SETTINGS},
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session that is committed at the end, or rolled back: nobody else commits.

        Keep it short, and never open while a script or another service is waited for.
        """
        async with self._sessions.begin() as session:
            yield session

    async def connect(self) -> asyncpg.Connection:
        """A plain connection outside of the pool, for those who listen or hold a lock."""
        dsn = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        return await asyncpg.connect(dsn, timeout=10, server_settings=SERVER_SETTINGS)

    async def close(self) -> None:
        await self.engine.dispose()


# Classes of SQLSTATE after which the same transaction may pass: connection lost, rolled back in a
# deadlock, server out of resources, server stopping or starting.
_PASSING = ("08", "40", "53", "57")


def is_away(error: BaseException) -> bool:
    """Whether the server cannot be used right now, unlike a statement that can never pass."""
    if isinstance(error, DBAPIError):
        sqlstate = str(getattr(error.orig, "sqlstate", None) or "")
        return error.connection_invalidated or sqlstate.startswith(_PASSING)
    return isinstance(error, OSError | PoolTimeout)  # a time-out is an OSError too


class _SessionDriver:
    """PgQueuer's statements in the transaction of a session.

    SQLAlchemy begins a transaction only with its own first statement, so handing PgQueuer the raw
    connection would let a job be committed although the session rolls back.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        connection = await self._session.connection()
        result = await connection.exec_driver_sql(query, tuple(args))
        return [dict(row) for row in result.mappings()]

    async def execute(self, query: str, *args: object) -> str:
        connection = await self._session.connection()
        await connection.exec_driver_sql(query, tuple(args))
        return ""


def queue(session: AsyncSession) -> Queries:
    """The job queue as part of this session's transaction."""
    driver: Any = _SessionDriver(session)  # of the port, enqueue needs fetch and execute only
    return Queries(driver)
