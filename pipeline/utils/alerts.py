"""Telling the operator through a Discord webhook, when the bot itself may be what is down."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
import structlog
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_chain, wait_fixed

TEXT_LIMIT = 2000  # Discord's, in characters
PAUSES = (2.0, 4.0, 8.0)  # seconds before the second try, the third, …
TRIES = 3

log = structlog.get_logger(__name__)


async def send_alert(
    webhook_url: str | None, text: str, *, pauses: Sequence[float] = PAUSES
) -> bool:
    """Post the text; True when it arrived. Never raises, because alerts come from bad moments.

    Args:
        webhook_url: None or empty: the text is only logged.
        text: Cut to what a message holds; it can ping nobody.
        pauses: Seconds to wait between tries.
    """
    if not webhook_url:
        log.warning("alert.not_configured", text=text)
        return False
    try:
        await _post(webhook_url, text, pauses)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.error("alert.not_sent", text=text, reason=_without_address(error))
        return False
    return True


async def _post(webhook_url: str, text: str, pauses: Sequence[float]) -> None:
    message = {"content": text[:TEXT_LIMIT] or "…", "allowed_mentions": {"parse": []}}
    tries = AsyncRetrying(
        stop=stop_after_attempt(TRIES),
        wait=wait_chain(*(wait_fixed(pause) for pause in pauses)),
        retry=retry_if_exception(_may_pass_later),
        reraise=True,
    )
    async with httpx.AsyncClient(timeout=10) as client:
        async for attempt in tries:
            with attempt:
                response = await client.post(webhook_url, json=message)
                response.raise_for_status()


def _may_pass_later(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code == 429 or error.response.is_server_error
    return isinstance(error, httpx.TransportError)


def _without_address(error: Exception) -> str:
    """What went wrong; the address is left out, because whoever has it may post."""
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP {error.response.status_code}"
    return type(error).__name__
