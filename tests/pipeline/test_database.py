"""Transactions, and telling a server that is away from a statement that cannot pass."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pipeline.database import Database, is_away


async def failure(database: Database, statement: str, **values: object) -> Exception:
    with pytest.raises((DBAPIError, OSError)) as caught:
        async with database.transaction() as session:
            await session.execute(text(statement), values)
    return caught.value


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+asyncpg", "postgres"])
def test_any_form_of_an_address_will_do(scheme: str) -> None:
    database = Database(f"{scheme}://me:secret@host:5/name")
    assert database.url.drivername == "postgresql+asyncpg"
    assert "secret" not in repr(database.url)


async def test_a_server_that_is_not_there_is_away(database: Database) -> None:
    nowhere = Database(database.url.set(port=1).render_as_string(hide_password=False))
    assert is_away(await failure(nowhere, "SELECT 1"))


async def test_so_is_one_that_cuts_the_connection(database: Database) -> None:
    assert is_away(await failure(database, "SELECT pg_terminate_backend(pg_backend_pid())"))
    async with database.transaction() as session:
        assert await session.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize(
    ("sqlstate", "away"),
    [("40P01", True), ("40001", True), ("53300", True), ("57P03", True), ("23505", False)],
)
async def test_the_servers_word_for_it_counts(
    database: Database, sqlstate: str, away: bool
) -> None:
    raises = f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{sqlstate}'; END $$"
    assert is_away(await failure(database, raises)) == away


async def test_a_statement_that_can_never_pass_is_not_away(database: Database) -> None:
    assert not is_away(await failure(database, "SELECT cast(:x AS jsonb)", x='"\\u0000"'))
    assert not is_away(await failure(database, "SELECT nonsense"))
    assert not is_away(ValueError("no"))


def test_a_time_out_is_away() -> None:
    assert is_away(TimeoutError())


async def test_a_vanished_peer_holds_its_locks_for_seconds_only(database: Database) -> None:
    show = "SHOW idle_in_transaction_session_timeout"
    async with database.transaction() as session:
        assert await session.scalar(text(show)) == "15s"
    connection = await database.connect()
    assert await connection.fetchval(show) == "15s"
    assert await connection.fetchval("SHOW tcp_keepalives_idle") == "10"
    await connection.close()
