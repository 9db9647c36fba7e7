"""One request to Notion until it has an answer: in its turn, repeated where it may be, explained."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog
from notion_client import AsyncClient
from pydantic import SecretStr
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type
from tenacity.wait import wait_exponential_jitter

from bot.notion.answers import FAILURES, NoObject, Trouble, judged
from bot.notion.errors import NotionAway
from bot.notion.pacing import MANNER, Manner, PacedTransport, Pacer, Paused, Urgency
from pipeline.errors import ConfigError

log = structlog.get_logger(__name__)

Json = dict[str, Any]
Find = Callable[[], Awaitable[Json | None]]

VERSION = "2026-03-11"
ANSWER_SECONDS = 65.0  # Notion itself gives up after 60
CONNECT_SECONDS = 10.0
BREATH_SECONDS = 1.0  # everybody's, where Notion is busy and does not say for how long

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_backoff = wait_exponential_jitter(initial=1.0, max=20.0, jitter=1.0)


@dataclass
class _Call:
    """One request and what became of it so far."""

    method: str
    path: str
    what: str
    manner: Manner
    find: Find | None
    parts: Mapping[str, Any]
    first_trouble: float | None = None  # the event loop's seconds
    may_have_happened: bool = False


class Caller:
    """Sends every request of one token, in one event loop.

    Args:
        token: Of the connection (Notion's word for an integration).
        base_url: Without `/v1`.
        patience: Seconds for which a call is tried again, and the longest pause it waits through.
        window: Seconds in which at most 3 requests arrive.
        transport: What sends; HTTP by default.

    Raises:
        ConfigError: The token or the address can be none.
    """

    def __init__(
        self,
        token: SecretStr,
        base_url: str,
        *,
        patience: float,
        window: float | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._patience = patience
        self._pacer = Pacer(window)
        self._away_since: datetime | None = None
        key, address = _checked_token(token), _checked_address(base_url)
        paced = PacedTransport(self._pacer, transport or httpx.AsyncHTTPTransport())
        self._http = httpx.AsyncClient(transport=paced)
        self._client = AsyncClient(
            client=self._http,
            auth=key,
            base_url=address,
            notion_version=VERSION,
            retry=False,  # it knows neither 409 nor 529 nor lost answers, and asks past the others
            logger=logging.getLogger("notion_client"),
            log_level=logging.CRITICAL,  # what goes wrong is logged here, once
        )
        self._http.timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)

    async def close(self) -> None:
        """Let go of the sockets."""
        await self._http.aclose()

    def begin_quietly(self) -> None:
        """Send nothing for a second: a bot that died in it may have used it up."""
        self._pacer.begin_quietly()

    @property
    def is_away_since(self) -> datetime | None:
        """Since when Notion has not answered; None while it does."""
        return self._away_since

    @property
    def paused_seconds(self) -> float:
        """How long nothing is sent from now on, because Notion asked for it."""
        return self._pacer.paused_seconds()

    async def send(
        self,
        method: str,
        path: str,
        what: str,
        *,
        urgency: Urgency,
        find: Find | None = None,
        **parts: Any,
    ) -> Json:
        """Send one request until it has an answer.

        Args:
            path: Behind `/v1/`.
            what: What it is about, as people say it, for sentences.
            find: For what must not be done twice: looks whether it was done, and returns it.
                Without it the request is repeated whatever became of it.
            parts: `query`, `body` or `form_data`, as notion-client takes them.

        Raises:
            NotionAway: It had no answer that helps within the patience.
            NotionRefused: Notion said no.
        """
        manner = Manner(urgency, self._patience, self._pacer.ticket())
        call = _Call(method, path, what, manner, find, parts)
        trying = AsyncRetrying(
            retry=retry_if_exception_type(Trouble),
            wait=_pause,
            stop=lambda state: self._is_enough(call, state),
            retry_error_callback=lambda state: self._give_up(call, state),
        )
        answer: Json = await trying(self._attempt, call)
        return answer

    async def _attempt(self, call: _Call) -> Json:
        if call.find is not None and call.may_have_happened:
            found = await call.find()
            if found is not None:
                return found
            call.may_have_happened = False
        try:
            with _waiting_as(call.manner):
                answer = await self._client.request(call.path, call.method, **call.parts)
        except Paused as error:
            raise self._asked_to_wait(call, error.seconds) from error
        except FAILURES as error:
            raise self._noted(call, error) from error
        self._away_since = None
        if not isinstance(answer, dict):
            raise self._noted(call, NoObject())
        return answer

    def _noted(self, call: _Call, error: Exception) -> Exception:
        now = datetime.now(UTC)
        judgement = judged(error, call.what, now)
        if not isinstance(judgement, Trouble):
            self._away_since = None  # no is an answer
            return judgement
        call.may_have_happened |= judgement.may_have_happened
        if call.first_trouble is None:
            call.first_trouble = asyncio.get_running_loop().time()
        if judgement.is_away and self._away_since is None:
            self._away_since = now
        if judgement.retry_after is not None or not judgement.is_away:
            self._pacer.pause(
                BREATH_SECONDS if judgement.retry_after is None else judgement.retry_after
            )
        log.warning(
            "notion.again",
            method=call.method,
            path=call.path,
            problem=str(judgement),
            retry_after=judgement.retry_after,
        )
        return judgement

    def _is_enough(self, call: _Call, state: RetryCallState) -> bool:
        begun = call.first_trouble
        waited = 0.0 if begun is None else asyncio.get_running_loop().time() - begun
        return waited + state.upcoming_sleep > self._patience

    def _give_up(self, call: _Call, state: RetryCallState) -> Json:
        trouble = state.outcome.exception() if state.outcome else None
        since = self._away_since
        when = f" since {since:%H:%M} UTC" if since else ""
        raise NotionAway(
            f"Notion does not answer{when} ({trouble}): the same is tried again later.",
            since=since,
            may_have_happened=call.may_have_happened,
        ) from trouble

    def _asked_to_wait(self, call: _Call, seconds: float) -> NotionAway:
        retry_at = datetime.now(UTC) + timedelta(seconds=seconds)
        return NotionAway(
            f"Notion asked to be left alone until {retry_at:%H:%M:%S} UTC: the same is tried then.",
            since=self._away_since,
            retry_at=retry_at,
            may_have_happened=call.may_have_happened,
        )


@contextmanager
def _waiting_as(manner: Manner) -> Iterator[None]:
    token = MANNER.set(manner)
    try:
        yield
    finally:
        MANNER.reset(token)


def _pause(state: RetryCallState) -> float:
    """Before the next attempt; what Notion itself asks for is waited for in line, by everybody."""
    trouble = state.outcome.exception() if state.outcome else None
    if isinstance(trouble, Trouble) and trouble.retry_after is not None:
        return 0.0
    return _backoff(state)


def _checked_token(token: SecretStr) -> str:
    key = token.get_secret_value().strip()
    if not key or not (key.isascii() and key.isprintable()) or " " in key:
        raise ConfigError(
            "NOTION_TOKEN holds characters that no token of Notion has: copy it again."
        )
    return key


def _checked_address(base_url: str) -> str:
    address = base_url.strip().rstrip("/").removesuffix("/v1")
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not parts.hostname or not is_safe:
        raise ConfigError("NOTION_BASE_URL must be an address with https, such as the usual one.")
    return address
