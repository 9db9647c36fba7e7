"""One request to YouTube, sent one time, with the channel's access, which google-auth renews."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

from scripts.program import Exit, Failure
from scripts.providers.calls import address_of, key_of, trusted
from scripts.providers.errors import Meaning
from scripts.providers.youtube_errors import RECONNECT, token_failure

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials

TOKEN_URL = "https://oauth2.googleapis.com/token"
Body = bytes | str | Iterable[bytes]
_TIMEOUT = httpx.Timeout(60.0, connect=10.0, read=120.0)
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class Unreached(Failure):
    """YouTube has not let the request in, or never saw it."""


@dataclass(frozen=True)
class _TokenAnswer:
    """What google-auth reads of an answer."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class ChannelHttp:
    """What Google's clients send their requests with: one request is sent one time.

    Attributes:
        told_at: YouTube's own time, as its last answer said; None before the first.
    """

    def __init__(self, credentials: Credentials) -> None:
        self.what = "the channel"
        self.told_at: datetime | None = None
        self._credentials = credentials
        self._client = httpx.Client(timeout=_TIMEOUT, verify=trusted())

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: Body | None = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> tuple[Any, bytes]:
        """As httplib2's, for google-api-python-client."""
        from httplib2 import Response as Httplib2Response

        answer = self.sent(uri, method, body, headers or {})
        kept = {name.lower(): value for name, value in answer.headers.items()}
        return Httplib2Response({**kept, "status": str(answer.status_code)}), answer.content

    def sent(
        self, url: str, method: str, body: Body | None, headers: Mapping[str, str]
    ) -> httpx.Response:
        """The answer to a request with the channel's access, renewed once if it is refused."""
        response = self._opened(url, method, body, headers)
        if response.status_code == 401:
            self._renew()
            response = self._opened(url, method, body, headers)
        return response

    def close(self) -> None:
        self._client.close()

    def _opened(
        self, url: str, method: str, body: Body | None, headers: Mapping[str, str]
    ) -> httpx.Response:
        if not self._credentials.valid:
            self._renew()
        access = {"authorization": f"Bearer {self._credentials.token}"}
        return self._exchanged(url, method, body, {**headers, **access}, f"for {self.what}")

    def _renew(self) -> None:
        from google.auth.exceptions import RefreshError

        try:
            self._credentials.refresh(self._of_google_auth)  # type: ignore[no-untyped-call]
        except RefreshError as error:
            data = error.args[1] if len(error.args) > 1 else None
            failure = token_failure(data, bool(error.retryable))
            raise Unreached(failure.exit_code, str(failure), kind=failure.kind) from None
        except Failure as failure:
            raise Unreached(failure.exit_code, str(failure), kind=failure.kind) from failure

    def _of_google_auth(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        **_: Any,
    ) -> _TokenAnswer:
        """As google-auth wants to send its requests."""
        answer = self._exchanged(url, method, body, headers or {}, "for access to the channel")
        return _TokenAnswer(answer.status_code, answer.headers, answer.content)

    def _exchanged(
        self,
        url: str,
        method: str,
        body: Body | None,
        headers: Mapping[str, str],
        told: str,
    ) -> httpx.Response:
        try:
            answer = self._client.request(method, url, content=body, headers=dict(headers))
        except _NOT_SENT as error:
            text = f"YouTube cannot be reached {told} ({type(error).__name__})"
            raise Unreached(Exit.AGAIN, text, kind=Meaning.BUSY.kind) from error
        except httpx.HTTPError as error:
            text = f"YouTube's answer {told} was lost ({type(error).__name__})"
            raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind) from error
        self.told_at = _date_of(answer) or self.told_at
        return answer


def _date_of(answer: httpx.Response) -> datetime | None:
    try:
        told = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return told.astimezone(UTC)


def credentials() -> Credentials:
    from google.oauth2.credentials import Credentials

    if not os.environ.get("YOUTUBE_REFRESH_TOKEN", "").strip():
        text = f"the channel is not connected to YouTube: {RECONNECT}"
        raise Failure(Exit.KEY_REFUSED, text, kind=Meaning.KEY.kind)
    # google-auth has types, but not for what it makes.
    return Credentials(  # type: ignore[no-untyped-call]
        None,
        refresh_token=key_of("YOUTUBE_REFRESH_TOKEN", "YouTube"),
        client_id=key_of("YOUTUBE_CLIENT_ID", "YouTube"),
        client_secret=key_of("YOUTUBE_CLIENT_SECRET", "YouTube"),
        token_uri=address_of("GOOGLE_TOKEN_URL", TOKEN_URL),
    )
