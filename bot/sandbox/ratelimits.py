"""Rate limits per route, told in Discord's headers and enforced with 429.

Discord does not publish its limits; the figures are those that people measure. Each limit is a
window that starts with its first request, counted per route and major parameter.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.errors import Json

MAJOR_PARAMETERS = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")


@dataclass(frozen=True)
class Limit:
    """So many requests within so many seconds; routes with the same name share a window."""

    name: str
    requests: int
    seconds: float

    @property
    def bucket(self) -> str:
        """The opaque name Discord gives the limit."""
        return hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest()


SENDS = Limit("sends", 5, 5.0)
EDITS = Limit("edits", 5, 5.0)
DELETES = Limit("deletes", 5, 1.0)
REACTIONS = Limit("reactions", 1, 0.25)
WEBHOOK_SENDS = Limit("webhook-sends", 5, 2.0)
EVERY_OTHER = Limit("other", 50, 1.0)
GLOBAL = Limit("global", 50, 1.0)


@dataclass
class _Window:
    ends: float
    left: int


class RateLimits:
    """Counts requests; `enabled` false lets everything through, still telling the headers."""

    def __init__(self, *, enabled: bool = True) -> None:
        self.enabled = enabled
        self._windows: dict[tuple[str, ...], _Window] = {}

    def take(
        self, limit: Limit, path: Mapping[str, str], *, counts_globally: bool
    ) -> tuple[dict[str, str], Json | None]:
        """Count one request.

        Returns:
            The headers for its answer, and the body of a 429 when it comes too early.
        """
        now = time.time()
        if counts_globally:
            everything = self._window(GLOBAL, (), now)
            if everything.left <= 0 and self.enabled:
                wait = round(everything.ends - now, 3)
                return refusal(wait, everywhere=True)
            everything.left -= 1
        major = tuple(path[name] for name in MAJOR_PARAMETERS if name in path)
        window = self._window(limit, major, now)
        over = window.left <= 0 and self.enabled
        if not over:
            window.left = max(window.left - 1, 0 if self.enabled else 1)
        wait = max(round(window.ends - now, 3), 0.001)
        headers = {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(window.left),
            "X-RateLimit-Reset": f"{window.ends:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": limit.bucket,
        }
        if not over:
            return headers, None
        refused, body = refusal(wait)
        return {**headers, **refused}, body

    def _window(self, limit: Limit, major: tuple[str, ...], now: float) -> _Window:
        key = (limit.name, *major)
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = _Window(now + limit.seconds, limit.requests)
        return window


def refusal(wait: float, *, everywhere: bool = False, code: int = 0) -> tuple[dict[str, str], Json]:
    """Headers and body of a 429 that asks to wait so many seconds."""
    headers = {
        "Retry-After": str(max(1, round(wait))),
        "X-RateLimit-Scope": "global" if everywhere else "user",
    }
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    message = "You are being rate limited."
    return headers, {
        "message": message,
        "retry_after": wait,
        "global": everywhere,
        "code": code,
    }
