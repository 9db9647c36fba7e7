"""A channel on YouTube, as google-api-python-client knows it and google-auth opens it.

The requests are Google's client's; they are sent by httpx, because httplib2, which that client
would use, silently sends a request a second time when its answer is lost: two captions, or two
entries of a playlist, where there should be one. `num_retries` is never used for the same reason.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from scripts.program import Exit, Failure, refused
from scripts.providers.calls import ATTEMPTS, MOST_PAUSES, address_of
from scripts.providers.errors import Answer, Meaning, utc_now
from scripts.providers.paid_options import PAUSE_SECONDS
from scripts.providers.youtube_errors import youtube_failure
from scripts.providers.youtube_http import Body, ChannelHttp, Unreached, credentials

BASE_URL = "https://www.googleapis.com"
_OF_GOOGLE = ".googleapis.com"

Made = TypeVar("Made")


class OutOfCalls(Failure):
    """A run has made all the calls of one method that it may make; the next run goes on."""


def may_pass(failure: Failure) -> bool:
    """Whether the same call may pass in the same run."""
    return failure.kind == Meaning.BUSY.kind and not isinstance(failure, OutOfCalls)


class YouTube:
    """The channel of the environment's refresh token; use it in a `with` block.

    Args:
        pause: Seconds before a second attempt, then twice as long each time.
        most: How often a run may call each method, so that the quota it needs is known before it
            begins; a method that is not named must not be called.

    Attributes:
        used: How often each method was called that counts in a quota, such as `videos.insert`.
        requests: Google's client: builds the requests that `ask` and `once` send.
    """

    def __init__(self, most: Mapping[str, int], pause: float = PAUSE_SECONDS) -> None:
        self.pause = pause
        self._most = most
        self.used: Counter[str] = Counter()
        self.address = address_of("YOUTUBE_BASE_URL", BASE_URL)
        self._http = ChannelHttp(credentials())
        self.requests: Any = _client(self.address, self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def now(self) -> datetime:
        """YouTube's time, whatever this machine's clock says; this machine's before any answer."""
        return self._http.told_at or utc_now()

    def ask(self, request: Any, what: str) -> dict[str, Any]:
        """Send a request that may be sent any number of times, until it is answered.

        Args:
            request: Of `requests`.
            what: What it is for, in messages.

        Raises:
            Failure: What YouTube's answer means; kind `busy` after `ATTEMPTS`.
        """
        return self._again(lambda: self.once(request, what))

    def once(self, request: Any, what: str) -> dict[str, Any]:
        """Send a request one time; where it fails as busy, nobody knows whether it was done."""
        from googleapiclient.errors import HttpError

        method = self._counted(request)
        self._http.what = what
        try:
            made: Any = request.execute()
        except HttpError as error:
            answer = _answer(error.resp.status, error.resp, error.content)
            failure = youtube_failure(answer, what, utc_now())
            self._forget_refused(method, failure)
            raise failure from None
        except Failure as failure:
            self._forget_refused(method, failure)
            raise
        except ValueError as error:
            text = f"YouTube's answer for {what} cannot be read"
            raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind) from error
        return made if isinstance(made, dict) else {}

    def begin_upload(self, request: Any, size: int, what: str) -> str:
        """Open a resumable upload; its address, where nothing has been sent to yet.

        Raises:
            Failure: What YouTube's answer means.
        """
        # A session that nobody heard of comes to nothing: it may be begun again.
        return self._again(lambda: self._begun(request, size, what))

    def _again(self, attempt: Callable[[], Made]) -> Made:
        said: Failure | None = None
        for tried in range(ATTEMPTS - 1):
            try:
                return attempt()
            except OutOfCalls as failure:
                raise (said or failure) from None  # what YouTube said tells more
            except Failure as failure:
                if not may_pass(failure):
                    raise
                said = failure
                self.rest(tried, failure)
        return attempt()

    def _begun(self, request: Any, size: int, what: str) -> str:
        method = self._counted(request)
        about = {"X-Upload-Content-Type": "video/mp4", "X-Upload-Content-Length": str(size)}
        try:
            answer = self.send(
                "POST", request.uri, request.body, {**request.headers, **about}, what
            )
            if answer.status != 200:
                raise youtube_failure(answer, what, utc_now())
            return self.checked_address(answer.headers.get("location", ""))
        except Failure as failure:
            self._forget_refused(method, failure)
            raise

    def send(
        self, method: str, url: str, body: Body, headers: Mapping[str, str], what: str
    ) -> Answer:
        """Send one request of an upload, one time; its answer, whatever it is.

        Raises:
            Failure: Kind `busy` where there is no answer.
        """
        self._http.what = what
        response = self._http.sent(url, method, body, headers)
        return _answer(response.status_code, response.headers, response.content)

    def checked_address(self, address: str) -> str:
        """An upload's address, once it is known to be YouTube's: the channel's access goes there.

        Raises:
            Failure: Refused.
        """
        told, ours = urlsplit(address), urlsplit(self.address)
        is_ours = (told.scheme, told.netloc) == (ours.scheme, ours.netloc)
        is_google = told.scheme == "https" and (told.hostname or "").endswith(_OF_GOOGLE)
        if not (is_ours or (is_google and (ours.hostname or "").endswith(_OF_GOOGLE))):
            raise refused(f"the upload's address is not at {self.address}", kind="job")
        return address

    def rest(self, attempt: int, failure: Failure | None = None) -> None:
        """Wait before another attempt, twice as long each time; the first attempt is 0.

        Args:
            failure: Of the attempt before; raised again when it asks for more than a few pauses.
        """
        asked = 0.0
        if failure is not None and failure.retry_at is not None:
            asked = (failure.retry_at - utc_now()).total_seconds()
            if asked > MOST_PAUSES * self.pause:
                raise failure
        time.sleep(max(asked, self.pause * 2.0**attempt))

    def _counted(self, request: Any) -> str:
        """The method of a request, which is counted now.

        Raises:
            OutOfCalls: It was called often enough.
        """
        method = str(request.methodId).removeprefix("youtube.")
        if self.used[method] >= self._most[method]:
            text = f"YouTube was asked {self._most[method]} times for {method}; a later run goes on"
            raise OutOfCalls(Exit.AGAIN, text, kind=Meaning.BUSY.kind)
        self.used[method] += 1
        return method

    def _forget_refused(self, method: str, failure: Failure) -> None:
        """What was not let in is not counted."""
        kinds = {Meaning.QUOTA.kind, Meaning.KEY.kind}
        if isinstance(failure, Unreached) or failure.kind in kinds:
            self.used[method] -= 1
            self.used += Counter()  # without zeros


def _client(address: str, http: ChannelHttp) -> Any:
    """Google's client from the description of YouTube that comes with it.

    The addresses are put into the description: `client_options.api_endpoint` would keep Google's
    own for uploads.
    """
    from googleapiclient.discovery import build_from_document
    from googleapiclient.discovery_cache import get_static_doc

    document = json.loads(get_static_doc("youtube", "v3"))
    document["rootUrl"] = document["baseUrl"] = f"{address}/"
    return build_from_document(document, http=http)


def _answer(status: int, headers: Mapping[str, Any], content: bytes) -> Answer:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = None
    return Answer(status, body, {name.lower(): str(value) for name, value in headers.items()})
