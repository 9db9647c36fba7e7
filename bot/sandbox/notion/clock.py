"""The sandbox's time: the machine's, or one that a test moves.

Notion shows when things were made and edited only to the minute, rounded down.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's time."""

    def now(self) -> datetime:
        """The time of day, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment; what rate limits are counted by."""
        return time.monotonic()


class MovableClock(Clock):
    """A clock that stands still until it is moved.

    Its `monotonic` runs on, so that requests are never all at one moment, and jumps with it.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime.now(UTC)
        self._moved = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return time.monotonic() + self._moved

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._moved += seconds


def to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def stamp(moment: datetime) -> str:
    """A time of making or editing, as Notion writes it."""
    return to_the_minute(moment).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def precise_stamp(moment: datetime) -> str:
    """A time that Notion does not round, such as the end of an address' validity."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
