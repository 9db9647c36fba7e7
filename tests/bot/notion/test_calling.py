"""One request until it has an answer: what is repeated, how long, and what people are told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from bot.notion.connection import Connection, Json, Urgency
from bot.notion.errors import NotionAway
from tests.bot.notion.standin import TOKEN, Standin, ok, refusal
from tests.bot.notion.virtual_time import now, run

PAGE = "11111111-2222-3333-4444-555555555555"
BASE = "66666666-7777-8888-9999-000000000000"

Ask = Callable[[Connection], Awaitable[Any]]


async def never_found() -> Json | None:
    return None


READ: Ask = lambda connection: connection.retrieve_page(PAGE)  # noqa: E731
WRITE: Ask = lambda connection: connection.update_page(PAGE, {})  # noqa: E731
CREATE: Ask = lambda connection: connection.create_page(BASE, {}, find=never_found)  # noqa: E731

AGAIN: list[httpx.Response | httpx.TransportError] = [
    refusal(409, "conflict_error"),
    refusal(429, "rate_limited"),
    refusal(500, "internal_server_error"),
    httpx.Response(502, text="<html>Bad gateway</html>"),
    refusal(503, "service_unavailable"),
    refusal(504, "gateway_timeout"),
    httpx.Response(522, text="cloudflare"),
    refusal(529, "service_overload", "Overloaded"),
    httpx.ConnectError("no route"),
    httpx.ConnectTimeout("no route"),
    httpx.ReadTimeout("silence"),
    httpx.ReadError("reset"),
    httpx.WriteError("reset"),
    httpx.RemoteProtocolError("Server disconnected without sending a response."),
    httpx.Response(200, text='{"object": "page", "id": '),
    httpx.Response(200, text="[]"),
    httpx.Response(200, content=b"\xff\xfe\x00"),
]
NOT_DONE = {0, 1, 7, 8, 9}  # places in AGAIN where Notion has surely not begun


def again() -> list[Any]:
    """A `Response` can be sent only once."""
    return [
        httpx.Response(one.status_code, content=one.content, headers=dict(one.headers))
        if isinstance(one, httpx.Response)
        else type(one)(str(one))
        for one in AGAIN
    ]


@pytest.mark.parametrize("ask", [READ, WRITE, CREATE], ids=["read", "write", "create"])
@pytest.mark.parametrize("place", range(len(AGAIN)))
def test_a_passing_failure_is_tried_again(ask: Ask, place: int) -> None:
    async def scenario() -> None:
        notion = Standin([again()[place], again()[place]])
        async with notion.connection() as connection:
            assert await ask(connection) == {"object": "anything"}
            assert connection.is_away_since is None
        assert len(set(notion.asked)) == 1
        assert len(notion.asked) == 3
        first, second, third = (seen.at for seen in notion.seen)
        assert second - first >= 0.9  # no hammering
        assert third - second >= 0.9

    run(scenario())


@pytest.mark.parametrize("place", range(len(AGAIN)))
def test_what_may_have_happened_is_looked_for_before_it_is_done_again(place: int) -> None:
    looked: list[int] = []

    async def scenario() -> None:
        notion = Standin([again()[place]], otherwise=lambda _: ok({"id": "made again"}))

        async def find() -> Json | None:
            looked.append(len(notion.seen))
            return {"id": "made the first time"}

        async with notion.connection() as connection:
            made = await connection.create_page(BASE, {}, find=find)
        if place in NOT_DONE:
            assert (made["id"], looked, len(notion.seen)) == ("made again", [], 2)
        else:
            assert (made["id"], looked, len(notion.seen)) == ("made the first time", [1], 1)

    run(scenario())


def test_a_look_is_taken_before_every_repetition_that_needs_one() -> None:
    looked: list[int] = []

    async def scenario() -> None:
        lost, busy = httpx.ReadTimeout("silence"), refusal(429, "rate_limited")
        notion = Standin([lost, busy, httpx.ReadTimeout("silence")])

        async def find() -> Json | None:
            looked.append(len(notion.seen))
            return None

        async with notion.connection() as connection:
            await connection.create_page(BASE, {}, find=find)
        assert len(notion.seen) == 4

    run(scenario())
    assert looked == [1, 3]  # a busy Notion between them did nothing that could be found


def test_an_hour_without_notion_ends_each_call_in_time_and_says_since_when() -> None:
    async def scenario() -> None:
        notion = Standin(otherwise=lambda _: httpx.ConnectError("no route"))
        async with notion.connection(patience=60.0) as connection:
            assert connection.is_away_since is None
            began = datetime.now(UTC)
            pauses = []
            for _ in range(3):
                start = now()
                with pytest.raises(NotionAway, match=r"does not answer since .* UTC") as away:
                    await connection.retrieve_page(PAGE)
                pauses.append(now() - start)
                assert away.value.since == connection.is_away_since
                assert away.value.retry_at is None
                assert not away.value.may_have_happened
            assert connection.is_away_since is not None
            assert abs(connection.is_away_since - began) < timedelta(minutes=1)
            assert all(30.0 < pause <= 60.0 for pause in pauses)
            assert len(notion.seen) < 25  # growing pauses
            notion.otherwise = lambda _: ok()
            await connection.retrieve_page(PAGE)
            assert connection.is_away_since is None

    run(scenario())


def test_who_gives_up_after_a_lost_answer_knows_that_it_may_have_happened() -> None:
    async def scenario() -> None:
        notion = Standin(otherwise=lambda _: httpx.ReadTimeout("silence"))
        async with notion.connection(patience=5.0) as connection:
            with pytest.raises(NotionAway) as away:
                await connection.create_page(BASE, {}, find=never_found)
            assert away.value.may_have_happened

    run(scenario())


@pytest.mark.parametrize("status", [429, 503, 529])
def test_retry_after_is_obeyed_by_everybody(status: int) -> None:
    async def scenario() -> None:
        asked_to_wait = refusal(status, "rate_limited", "", {"Retry-After": "90"})
        notion = Standin([asked_to_wait])
        async with notion.connection(patience=120.0) as connection:
            start = now()
            urgencies = (Urgency.BULK, Urgency.POLL, Urgency.DECISION)
            first = asyncio.create_task(connection.retrieve_page(PAGE))
            await asyncio.sleep(0.5)
            await asyncio.gather(
                first, *(connection.update_page(PAGE, {}, urgency=one) for one in urgencies)
            )
        times = [seen.at - start for seen in notion.seen]
        assert times[0] == 0
        assert len(times) == 5
        assert min(times[1:]) >= 90.0

    run(scenario())


def test_a_pause_beyond_the_patience_ends_the_call_at_once_and_nothing_is_sent_in_it() -> None:
    async def scenario() -> None:
        notion = Standin([refusal(429, "rate_limited", "", {"Retry-After": "600"})])
        async with notion.connection(patience=60.0) as connection:
            start = now()
            for _ in range(5):
                with pytest.raises(NotionAway, match="left alone until") as away:
                    await connection.retrieve_page(PAGE)
                assert away.value.retry_at is not None
                assert away.value.retry_at - datetime.now(UTC) > timedelta(minutes=9)
            assert now() - start < 1.0
            assert len(notion.seen) == 1
            assert 590.0 < connection.paused_seconds <= 600.0
            await asyncio.sleep(541.0)
            await connection.retrieve_page(PAGE)  # the rest of the pause is within the patience
            assert notion.seen[1].at - start >= 600.0

    run(scenario())


def test_a_pause_of_days_is_looked_at_again_after_a_quarter_of_an_hour() -> None:
    async def scenario() -> None:
        notion = Standin([refusal(429, "rate_limited", "", {"Retry-After": "250000"})])
        async with notion.connection(patience=1_000.0) as connection:
            await connection.retrieve_page(PAGE)
        assert 900.0 <= notion.seen[1].at - notion.seen[0].at < 905.0

    run(scenario())


@pytest.mark.parametrize("value", ["", "soon", "-5", "1e9999", "Wed, 99 Nov"])
def test_a_retry_after_that_says_nothing_is_a_usual_pause(value: str) -> None:
    async def scenario() -> None:
        notion = Standin([refusal(429, "rate_limited", "", {"Retry-After": value})])
        async with notion.connection() as connection:
            await connection.retrieve_page(PAGE)
        assert 1.0 <= notion.seen[1].at - notion.seen[0].at < 5.0

    run(scenario())


def test_a_retry_after_may_be_a_date() -> None:
    async def scenario() -> None:
        at = datetime.now(UTC) + timedelta(seconds=40)
        header = {"Retry-After": f"{at:%a, %d %b %Y %H:%M:%S} GMT"}
        notion = Standin([refusal(429, "rate_limited", "", header)])
        async with notion.connection() as connection:
            await connection.retrieve_page(PAGE)
        assert 35.0 < notion.seen[1].at - notion.seen[0].at < 45.0

    run(scenario())


def test_a_notion_that_is_always_busy_is_given_up() -> None:
    async def scenario() -> None:
        notion = Standin(otherwise=lambda _: refusal(429, "rate_limited", "", {"Retry-After": "1"}))
        async with notion.connection(patience=20.0) as connection:
            start = now()
            with pytest.raises(NotionAway, match="status 429"):
                await connection.retrieve_page(PAGE)
            assert 18.0 < now() - start < 30.0
            assert connection.is_away_since is None  # it is there

    run(scenario())


def test_the_log_tells_of_a_repetition_and_no_secret() -> None:
    async def scenario() -> None:
        notion = Standin([refusal(503, "service_unavailable", f"Bearer {TOKEN}")])
        async with notion.connection() as connection:
            await connection.retrieve_page(PAGE)

    with capture_logs() as logs:
        run(scenario())
    (entry,) = logs
    assert (entry["event"], entry["problem"]) == ("notion.again", "status 503")
    assert TOKEN not in str(logs)


def test_a_call_that_is_tried_again_keeps_its_place_in_the_line() -> None:
    async def scenario() -> None:
        notion = Standin([httpx.ReadError("reset")])
        async with notion.connection() as connection:
            await asyncio.gather(*(connection.retrieve_page(f"{n:032x}") for n in range(40)))
        again = notion.asked.index(f"GET pages/{0:032x}", 1)
        assert again < 12  # after its pause, before the thirty that came later

    run(scenario())


def test_a_cancelled_call_leaves_the_line_to_others() -> None:
    async def scenario() -> None:
        async def silence(_: Any) -> httpx.Response:
            await asyncio.sleep(3_600)
            return ok()

        notion = Standin([silence, silence, silence])
        async with notion.connection() as connection:
            stuck = [asyncio.create_task(connection.retrieve_page(PAGE)) for _ in range(3)]
            await asyncio.sleep(1.0)
            for task in stuck:
                task.cancel()
            await asyncio.gather(*stuck, return_exceptions=True)
            start = now()
            await connection.retrieve_page(PAGE)
            assert now() - start < 2.0

    run(scenario())
