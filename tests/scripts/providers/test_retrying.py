"""Seconds, dates and midnights at which another try makes sense."""

from datetime import UTC, datetime, timedelta

import pytest

from scripts.providers.retrying import moment, next_quota_day, retry_time

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7),
        ("34.5s", 34.5),
        ("0s", 0),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),  # it has passed: now
        ("99999999999", timedelta(days=40).total_seconds()),
    ],
)
def test_a_moment(text: str, seconds: float) -> None:
    assert moment(text, NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "soon", None, "-5", "1e9", {}, "Sun, 99 Nov 2026"])
def test_no_moment(text: object) -> None:
    assert moment(text, NOW) is None


def test_the_header_comes_before_the_body() -> None:
    body = {"error": {"details": [{"retryDelay": "9s"}, "odd"]}}
    assert retry_time({"retry-after": "3"}, body, NOW) == NOW + timedelta(seconds=3)
    assert retry_time({}, body, NOW) == NOW + timedelta(seconds=9)
    assert retry_time({}, {"error": {"details": "odd"}}, NOW) is None
    assert retry_time({}, None, NOW) is None


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (datetime(2026, 11, 22, 7, 59, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)),
        (datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 7, 2, 7, tzinfo=UTC)),  # in summer
    ],
)
def test_the_quota_of_a_day_begins_at_midnight_pacific(now: datetime, begins: datetime) -> None:
    assert next_quota_day(now) == begins
