"""Calls to paid services: what may be sent again is, what may have been paid for never is.

A call that *submits* costs money once it is accepted. It is repeated only when its answer, or a
connection that never came about, proves that it was not; anything else ends as uncertain.
"""

from __future__ import annotations

import json
import os
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from scripts.program import Exit, Failure
from scripts.providers.errors import (
    Answer,
    Judgement,
    Meaning,
    failure_of,
    utc_now,
)
from scripts.providers.paid_options import PAUSE_SECONDS

ATTEMPTS = 4  # with the usual pause after 2, 4 and 8 seconds
# A service that asks for more than 5 pauses is waited for outside: the script says until when.
MOST_PAUSES = 5
MAX_ANSWER_BYTES = 100 << 20
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

# Making something takes minutes; a service that has not begun to answer by then is gone.
_TIMEOUT = httpx.Timeout(60.0, connect=10.0, read=300.0)
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

Made = TypeVar("Made")


@dataclass(frozen=True)
class Service:
    """One service: where it is, how it knows us and how it says no.

    Attributes:
        name: For people.
        address: Without a path or a slash at its end.
        headers: With the key.
        key_name: The environment's variable with the key, for people.
        judge: What an answer that is no success means.
        accepts: Whether an answer is a success.
    """

    name: str
    address: str
    headers: Mapping[str, str] = field(repr=False)
    key_name: str
    judge: Callable[[Answer, datetime], Judgement]
    accepts: Callable[[Answer], bool]


def address_of(variable: str, default: str) -> str:
    """A service's address, as the environment names it or the usual one.

    Raises:
        Failure: Refused when the key would go over the network in the clear.
    """
    address = os.environ.get(variable, "").strip().rstrip("/") or default
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not parts.hostname or not is_safe:
        raise Failure(Exit.REFUSED, f"{variable} must be an address with https", kind="input")
    return address


def key_of(variable: str, service: str) -> str:
    """A service's key from the environment.

    Raises:
        Failure: `Exit.KEY_REFUSED` when there is none, or one that cannot be sent.
    """
    key = os.environ.get(variable, "").strip()
    if not key:
        text = f"{service} needs a key: set {variable}"
        raise Failure(Exit.KEY_REFUSED, text, kind="key")
    if not (key.isascii() and key.isprintable() and " " not in key):
        text = f"{variable} holds characters that no key of {service} has"
        raise Failure(Exit.KEY_REFUSED, text, kind="key")
    return key


@cache
def trusted() -> ssl.SSLContext:
    """The certificates that are trusted, read once: that takes longer than a call."""
    return httpx.create_ssl_context()


@dataclass(frozen=True)
class Reply:
    """A service's success."""

    content: bytes
    headers: Mapping[str, str]
    body: Any


class Calls:
    """A connection to one service; use it in a `with` block.

    Args:
        service: Who is called.
        pause: Seconds before a second attempt, then twice as long each time.
    """

    def __init__(self, service: Service, pause: float = PAUSE_SECONDS) -> None:
        self.service = service
        self.pause = pause
        # A kept connection may be closed by the other side just as a paid call goes out on it,
        # and then nobody knows whether the call arrived: each call has a connection of its own.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(timeout=_TIMEOUT, limits=limits, verify=trusted())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def submit(
        self,
        path: str,
        what: str,
        document: Any,
        *,
        params: Mapping[str, str] | None = None,
        is_json: bool = True,
        named: Mapping[Meaning, str] | None = None,
    ) -> Reply:
        """Send what costs money when it is accepted.

        Args:
            path: After the service's address.
            what: What it is for, such as `the clip for frame.png`; stands in every failure.
            document: Sent as JSON.
            params: Of the address.
            is_json: Whether a success is JSON; one that cannot be read is uncertain then.
            named: What a person has to change where it means this, such as the model.

        Raises:
            Failure: As `errors.failure_of` tells; `Exit.UNCERTAIN` where nobody knows.
        """
        request = self._request("POST", path, params=params, json=document)
        return self.again(lambda: self._exchanged(request(), what, True, is_json, named))

    def ask(self, method: str, path: str, what: str, *, address: str = "", **options: Any) -> Reply:
        """Send what costs nothing, and may be sent any number of times.

        Args:
            method: HTTP's.
            path: After the address.
            what: What it is for.
            address: Another than the service's.
            options: httpx's, such as `params`, `data`, `files`.
        """
        request = self._request(method, path, address=address, **options)
        return self.again(lambda: self._exchanged(request(), what, False, True))

    def again(self, attempt: Callable[[], Made]) -> Made:
        """Make an attempt until it does not fail as busy, at most `ATTEMPTS` times."""
        tries = Retrying(
            retry=retry_if_exception(self._is_soon_over),
            wait=self._wait,
            stop=stop_after_attempt(ATTEMPTS),
            sleep=time.sleep,
            reraise=True,
        )
        return tries(attempt)

    def _request(
        self, method: str, path: str, *, address: str = "", **options: Any
    ) -> Callable[[], httpx.Request]:
        url = f"{address or self.service.address}{path}"
        headers = {**self.service.headers, "Accept": "*/*"}
        return lambda: self._client.build_request(method, url, headers=headers, **options)

    def _exchanged(
        self,
        request: httpx.Request,
        what: str,
        submitting: bool,
        is_json: bool,
        named: Mapping[Meaning, str] | None = None,
    ) -> Reply:
        who = self.service.name
        try:
            answer, content = self._sent(request)
        except _NOT_SENT as error:
            text = f"{who} cannot be reached for {what} ({type(error).__name__})"
            raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind) from error
        except httpx.HTTPError as error:
            judged = Judgement(Meaning.UNCLEAR, f"its answer was lost ({type(error).__name__})")
            raise failure_of(judged, who, what, submitting=submitting) from error
        if self.service.accepts(answer) and (answer.body is not None or not is_json):
            return Reply(content, answer.headers, answer.body)
        names = {Meaning.KEY: self.service.key_name, **(named or {})}
        raise failure_of(self._judged(answer), who, what, submitting=submitting, named=names)

    def _judged(self, answer: Answer) -> Judgement:
        judged = self.service.judge(answer, utc_now())
        return replace(judged, sentence=judged.sentence or f"HTTP {answer.status}")

    def _sent(self, request: httpx.Request) -> tuple[Answer, bytes]:
        response = self._client.send(request, stream=True)
        try:
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > MAX_ANSWER_BYTES:
                    raise httpx.DecodingError("the answer has no end", request=request)
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, _parsed(bytes(content)), headers), bytes(content)

    def _is_soon_over(self, error: BaseException) -> bool:
        is_busy = isinstance(error, Failure) and error.kind == Meaning.BUSY.kind
        return is_busy and _asked_for(error) <= MOST_PAUSES * self.pause

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        return max(self.pause * 2.0 ** (state.attempt_number - 1), _asked_for(error))


def _asked_for(error: BaseException | None) -> float:
    """The seconds a service asked for."""
    if not isinstance(error, Failure) or error.retry_at is None:
        return 0.0
    return (error.retry_at - utc_now()).total_seconds()


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
