"""How requests are counted, and when they come too early."""

from __future__ import annotations

import pytest

from bot.sandbox.notion.clock import Clock
from bot.sandbox.notion.errors import NotionError
from bot.sandbox.notion.ratelimits import CONNECTION, WORKSPACE, RateLimit, RateLimits
from tests.bot.sandbox.notion.conftest import client_of, refusal, running


class StoppedClock(Clock):
    """Time that passes only where a test says so."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def monotonic(self) -> float:
        return self.seconds


def asked(limits: RateLimits) -> int | None:
    """Let a request come in: None if it is let through, else what Retry-After says."""
    limits.arrived()
    try:
        limits.take()
    except NotionError as error:
        assert error.status == 429
        return int(error.headers["Retry-After"])
    return None


def test_a_small_burst_and_three_a_second() -> None:
    clock = StoppedClock()
    limits = RateLimits(clock, RateLimit(per_second=3.0, burst=4))
    assert [asked(limits) for _ in range(6)] == [None, None, None, None, 1, 1]
    clock.seconds += 1.0
    assert [asked(limits) for _ in range(4)] == [None, None, None, 1]
    clock.seconds += 1000.0  # a long pause saves up no more than the burst
    assert [asked(limits) for _ in range(5)] == [None, None, None, None, 1]
    assert limits.refused == 4
    assert len(limits.arrivals) == 15


def test_at_an_even_pace_nothing_is_refused() -> None:
    clock = StoppedClock()
    limits = RateLimits(clock, RateLimit(per_second=3.0, burst=1))
    for _ in range(100):
        assert asked(limits) is None
        clock.seconds += 0.334
    assert (limits.busiest_second, limits.early) == (3, 0)


def test_the_busiest_second_slides() -> None:
    clock = StoppedClock()
    limits = RateLimits(clock, None)
    for moment in (0.0, 0.9, 0.95, 1.0, 1.85, 1.9, 3.0):
        clock.seconds = 100.0 + moment
        limits.arrived()
    assert limits.busiest_second == 4  # from 0.9 on, the one at 1.9 left out
    assert RateLimits(clock, None).busiest_second == 0


def test_who_does_not_wait_is_counted() -> None:
    clock = StoppedClock()
    limits = RateLimits(clock, None)
    limits.close(90.0, WORKSPACE)
    assert asked(limits) == 90
    clock.seconds += 80.0
    assert asked(limits) == 10
    clock.seconds += 10.0
    assert asked(limits) is None
    assert (limits.early, limits.refused) == (1, 2)


def test_told_to_wait_without_being_closed() -> None:
    clock = StoppedClock()
    limits = RateLimits(clock, None)
    limits.told_to_wait(5.0)
    assert asked(limits) is None
    clock.seconds += 5.0
    assert asked(limits) is None
    assert limits.early == 1


async def test_the_client_is_refused_with_the_reason() -> None:
    scarce = RateLimit(per_second=0.1, burst=2)
    async with running(rate_limit=scarce) as sandbox, client_of(sandbox) as client:
        await client.users.me()
        await client.users.me()
        refused = await refusal(client.users.me())
    assert (refused.status, refused.code) == (429, "rate_limited")
    assert refused.headers["Retry-After"] == "10"
    assert refused.additional_data == {"retry_after": 10, "rate_limit_reason": CONNECTION}
    assert sandbox.recording.violations == []
    assert sandbox.rate_limits.busiest_second == 3


@pytest.mark.parametrize("status", [429, 529])
async def test_ordered_waits_are_counted_too(status: int) -> None:
    async with running() as sandbox, client_of(sandbox) as client:
        sandbox.faults.order({"kind": status, "seconds": 60})
        refused = await refusal(client.users.me())
        assert refused.headers["Retry-After"] == "60"
        if status == 429:
            await refusal(client.users.me())
        else:
            await client.users.me()
    assert sandbox.rate_limits.early == 1
