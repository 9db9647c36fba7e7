"""Snowflake ids: the time of making in the upper bits, always rising."""

from __future__ import annotations

import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000
TIME_SHIFT = 22


class Snowflakes:
    """Makes ids that are valid, unique and rising."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """A new id, larger than every one before it."""
        now = (int(time.time() * 1000) - DISCORD_EPOCH_MS) << TIME_SHIFT
        self._last = max(self._last + 1, now)
        return self._last


def time_of(snowflake: int) -> datetime:
    """When the thing with this id was made."""
    seconds = ((snowflake >> TIME_SHIFT) + DISCORD_EPOCH_MS) / 1000
    return datetime.fromtimestamp(seconds, UTC)
