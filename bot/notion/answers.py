"""What an answer of Notion means, or none: to try again, or a refusal with what to do. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from notion_client.errors import HTTPResponseError, NotionClientErrorBase, RequestTimeoutError

from bot.notion.errors import NotionRefused, Reason


class NoObject(ValueError):
    """A success whose body is JSON, but not what Notion's successes are."""


# What a call may end with that is no answer; a `ValueError` is a success whose body is broken.
FAILURES = (NotionClientErrorBase, httpx.HTTPError, ValueError)

_AGAIN = {408, 409, 429}  # and everything from 500 up
_NOT_DONE = {409, 429, 529}  # a collision, too many, overloaded: Notion did not begin
_BUSY = {409, 429}  # it is there all the same
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_BROKEN = (NoObject, json.JSONDecodeError, UnicodeDecodeError, httpx.DecodingError)
_SHARING = re.compile(r"could not find|shared with|does not have access", re.IGNORECASE)
_BLOCKS = re.compile(r"block limit|limit of blocks|more blocks", re.IGNORECASE)
_LONGEST_DETAIL = 400  # characters that are shown of what Notion said

_SETTINGS = "notion.so/profile/integrations"
_NO_TOKEN = (
    "The Notion token is wrong: it was revoked, or is no token of a connection. Copy the "
    f"connection's token from {_SETTINGS} into NOTION_TOKEN."
)
_NOT_ALLOWED = (
    "The Notion connection may not do that: switch on “Read content”, “Update content” and "
    f"“Insert content” for it at {_SETTINGS}."
)
_FULL = (
    "This workspace of Notion has used up its blocks, and every row is one: its plan has to be "
    "upgraded before anything is added."
)
_NOT_SHARED = (
    "The connection cannot see {what} in Notion: it is not shared with it, or it is gone. Open it "
    "in Notion, then ••• → Connections → your connection."
)
_TOO_LARGE = "Notion takes nothing that large: {what}."
_INVALID = "Notion does not take {what}: {detail}"
_NOT_NOTION = "What answers at NOTION_BASE_URL is not Notion (status {status}): check the address."


class Trouble(Exception):
    """An attempt that failed in a way the next may not.

    Attributes:
        may_have_happened: Notion may have done what it was asked for.
        is_away: It did not answer, or could not; otherwise it is only busy.
        retry_after: Seconds that it asks everybody to wait; None where it asks nothing.
    """

    def __init__(
        self,
        text: str,
        *,
        may_have_happened: bool,
        is_away: bool,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(text)
        self.may_have_happened = may_have_happened
        self.is_away = is_away
        self.retry_after = retry_after


def judged(error: Exception, what: str, now: datetime) -> Trouble | NotionRefused:
    """What one of `FAILURES` means.

    Args:
        what: What was asked for, as people say it: `the database 0123…`.
    """
    if isinstance(error, HTTPResponseError):
        if error.status in _AGAIN or error.status >= 500:
            return _trouble(error, now)
        return _refusal(error, what)
    if isinstance(error, RequestTimeoutError):
        never_left = isinstance(error.__context__, _NEVER_LEFT)
        return Trouble("no answer in time", may_have_happened=not never_left, is_away=True)
    if isinstance(error, httpx.TransportError):
        never_left = isinstance(error, _NEVER_LEFT)
        text = "no connection" if never_left else "the connection broke"
        return Trouble(text, may_have_happened=not never_left, is_away=True)
    if isinstance(error, _BROKEN):
        return Trouble("an answer that breaks off", may_have_happened=True, is_away=True)
    raise error  # a mistake of ours


def _trouble(error: HTTPResponseError, now: datetime) -> Trouble:
    return Trouble(
        f"status {error.status}",
        may_have_happened=error.status not in _NOT_DONE,
        is_away=error.status not in _BUSY,
        retry_after=retry_after(error.headers, now),
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that `Retry-After` asks for, as a number or as a date."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def _refusal(error: HTTPResponseError, what: str) -> NotionRefused:
    code = str(getattr(error.code, "value", error.code))
    is_notions = not code.startswith("notionhq_client_")
    detail = " ".join(str(error).split())[:_LONGEST_DETAIL] if is_notions else _detail(error.body)
    reason = _reason(error.status, detail, is_notions or bool(detail))
    text = {
        Reason.TOKEN: _NO_TOKEN,
        Reason.FORBIDDEN: _NOT_ALLOWED,
        Reason.FULL: _FULL,
        Reason.NOT_SHARED: _NOT_SHARED,
        Reason.TOO_LARGE: _TOO_LARGE,
        Reason.INVALID: _INVALID if detail else _NOT_NOTION,
    }[reason].format(what=what, detail=detail, status=error.status)
    return NotionRefused(text, reason, status=error.status, code=code, detail=detail)


def _detail(body: str) -> str:
    """What an error says whose code the client does not know."""
    try:
        answer = json.loads(body)
    except ValueError:
        return ""
    message = answer.get("message") if isinstance(answer, dict) else None
    return " ".join(str(message).split())[:_LONGEST_DETAIL] if message else ""


def _reason(status: int, detail: str, is_notions: bool) -> Reason:
    match status:
        case 401:
            return Reason.TOKEN
        case 403 if _BLOCKS.search(detail):
            return Reason.FULL
        case 403:
            return Reason.FORBIDDEN
        case 404 if is_notions:
            return Reason.NOT_SHARED
        case 413:
            return Reason.TOO_LARGE
        case 400 if _SHARING.search(detail):
            return Reason.NOT_SHARED
        case _:
            return Reason.INVALID
