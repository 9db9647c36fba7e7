"""How often the connection may ask, how often it did, and whether it waited when it was told to.

Notion allows three requests a second on average with bursts above. The sandbox counts with a
bucket that fills at that rate; Notion's own budget (180 requests in any minute, the workspace's
beside it) is more generous in a burst, so who passes here passes there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.sandbox.notion.clock import Clock
from bot.sandbox.notion.errors import limited

CONNECTION = "public_api_request_rate_limit"
WORKSPACE = "public_api_space_request_rate_limit"


@dataclass(frozen=True)
class RateLimit:
    """So many requests a second on average, and so many at once after a pause."""

    per_second: float = 3.0
    burst: int = 10


class RateLimits:
    """Counts requests and refuses those that come too early.

    Attributes:
        limit: What is allowed; None lets everything through.
        arrivals: When each request came, in seconds of the clock, refused ones included.
        refused: How many were answered with 429.
        early: How many came before the time a 429 or 529 had named was over.
    """

    def __init__(self, clock: Clock, limit: RateLimit | None) -> None:
        self.limit = limit
        self.arrivals: list[float] = []
        self.refused = 0
        self.early = 0
        self._clock = clock
        self._tokens = float(limit.burst) if limit else 0.0
        self._filled_at = clock.monotonic()
        self._told_until = -math.inf
        self._closed_until = -math.inf
        self._reason = CONNECTION

    @property
    def busiest_second(self) -> int:
        """The highest number of requests in any window of one second."""
        most = first = 0
        for number, moment in enumerate(self.arrivals):
            while moment - self.arrivals[first] >= 1.0:
                first += 1
            most = max(most, number - first + 1)
        return most

    def arrived(self) -> None:
        """Count a request, whatever becomes of it."""
        now = self._clock.monotonic()
        self.arrivals.append(now)
        self.early += now < self._told_until

    def close(self, seconds: float, reason: str) -> None:
        """Refuse everything for so long."""
        self._closed_until = self._clock.monotonic() + seconds
        self._reason = reason

    def told_to_wait(self, seconds: float) -> None:
        """Note that the client was asked to wait so long."""
        self._told_until = max(self._told_until, self._clock.monotonic() + seconds)

    def take(self) -> None:
        """Let a request through.

        Raises:
            NotionError: It comes too early.
        """
        now = self._clock.monotonic()
        if now < self._closed_until:
            self._refuse(self._closed_until - now, self._reason)
        if self.limit is None:
            return
        gained = (now - self._filled_at) * self.limit.per_second
        self._tokens = min(self._tokens + gained, float(self.limit.burst))
        self._filled_at = now
        if self._tokens < 1.0:
            self._refuse((1.0 - self._tokens) / self.limit.per_second, CONNECTION)
        self._tokens -= 1.0

    def _refuse(self, seconds: float, reason: str) -> None:
        self.refused += 1
        self.told_to_wait(seconds)
        raise limited(429, max(1, math.ceil(seconds)), reason)
