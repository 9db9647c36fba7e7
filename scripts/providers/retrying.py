"""When a service says that another try makes sense: seconds, dates, and midnights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

_SECONDS = re.compile(r"\d+(\.\d+)?s?")
_LONGEST = timedelta(days=40)  # longer is a mistake of whoever said it

# Gemini's quotas of a day begin again there (ai.google.dev/gemini-api/docs/rate-limits).
_QUOTA_ZONE = ZoneInfo("America/Los_Angeles")


def retry_time(headers: Mapping[str, str], body: Any, now: datetime) -> datetime | None:
    """What the answer says: `Retry-After`, else Google's `RetryInfo`, else nothing.

    Args:
        headers: Of the answer, names in lower case.
        body: The parsed body.
        now: An aware time.
    """
    told = moment(headers.get("retry-after", ""), now)
    if told is not None:
        return told
    delays = (moment(detail.get("retryDelay"), now) for detail in details(body))
    return next(filter(None, delays), None)


def moment(text: Any, now: datetime) -> datetime | None:
    """`"34"`, `"34.1s"` or an HTTP date as a time; None for anything else."""
    told = str(text or "").strip()
    if _SECONDS.fullmatch(told):
        return now + min(timedelta(seconds=float(told.removesuffix("s"))), _LONGEST)
    try:
        date = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(max(aware, now), now + _LONGEST)


def next_quota_day(now: datetime) -> datetime:
    """The next midnight at Gemini's place, as UTC."""
    tomorrow = now.astimezone(_QUOTA_ZONE).date() + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=_QUOTA_ZONE)
    return midnight.astimezone(UTC)


def details(body: Any) -> Iterator[dict[str, Any]]:
    """The objects in `error.details` of one of Google's error bodies."""
    error = body.get("error") if isinstance(body, dict) else None
    listed = error.get("details") if isinstance(error, dict) else None
    if isinstance(listed, list):
        yield from (detail for detail in listed if isinstance(detail, dict))
