"""Dates as Notion keeps them: a day, or a minute of a day, with a time zone.

Seconds are lost, as in Notion's own storage. A time told with an offset comes back in UTC, one
told with the name of a time zone with that zone's offset; `time_zone` itself comes back empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Moment = date | datetime
"""A bare `date` is a whole day; a `datetime` always has an offset."""


def read_moment(text: Any) -> Moment | None:
    """What a text in ISO 8601 names, or None if it names nothing. Without an offset it is UTC."""
    if not isinstance(text, str) or not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        found = datetime.fromisoformat(text)
        found.astimezone(UTC)  # a moment before year 1 or after 9999 has no UTC
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def write_moment(moment: Moment) -> str:
    """A moment as Notion answers with it."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.replace(second=0, microsecond=0).isoformat(timespec="milliseconds")


def check_date(problems: Problems, path: str, value: Any) -> None:
    """The shape of a date in a request."""
    if not problems.object(path, value, {"start", "end", "time_zone"}, {"start"}):
        return
    ends = [key for key in ("start", "end") if value.get(key) is not None or key == "start"]
    for key in ends:
        if read_moment(value[key]) is None:
            problems.add(f"{path}.{key}", "be a valid ISO 8601 date string", value[key])
    zone = value.get("time_zone")
    if zone is None:
        return
    if not isinstance(zone, str) or _zone(zone) is None:
        problems.add(f"{path}.time_zone", "be a valid IANA time zone", zone)
    for key in ends:
        if isinstance(value[key], str) and re.search(r"T.*(Z|[+-]\d\d:?\d\d)$", value[key]):
            problems.add(f"{path}.{key}", "have no UTC offset beside a time zone", value[key])


def kept_date(value: Json) -> Json:
    """A date of a request as the answers show it."""
    zone = _zone(value.get("time_zone") or "UTC") or UTC
    end = value.get("end")
    return {
        "start": _kept(value["start"], zone),
        "end": None if end is None else _kept(end, zone),
        "time_zone": None,
    }


def _kept(text: str, zone: Any) -> str:
    found = read_moment(text)
    assert found is not None, "checked before"
    if not isinstance(found, datetime):
        return write_moment(found)
    if zone is not UTC and found.tzinfo is UTC:
        return write_moment(found.replace(tzinfo=zone))
    return write_moment(found.astimezone(UTC))


def _zone(name: str) -> Any:
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


_AWAY: dict[str, int] = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "one_week_ago": -7,
    "one_week_from_now": 7,
    "one_month_ago": -30,
    "one_month_from_now": 30,
}
_SPANS: dict[str, tuple[int, int]] = {
    "this_week": (-6, 6),
    "past_week": (-7, 0),
    "past_month": (-30, 0),
    "past_year": (-365, 0),
    "next_week": (0, 7),
    "next_month": (0, 30),
    "next_year": (0, 365),
}
SPANS = frozenset(_SPANS)
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "equals": lambda kept, wanted: bool(kept == wanted),
    "before": lambda kept, wanted: bool(kept < wanted),
    "after": lambda kept, wanted: bool(kept > wanted),
    "on_or_before": lambda kept, wanted: bool(kept <= wanted),
    "on_or_after": lambda kept, wanted: bool(kept >= wanted),
}


def named_moment(text: Any, now: datetime) -> Moment | None:
    """What a filter names: a moment, or a day told relative to this one."""
    if isinstance(text, str) and text in _AWAY:
        return now.date() + timedelta(days=_AWAY[text])
    return read_moment(text)


def compares(kept: Moment, operator: str, wanted: Moment) -> bool:
    """Whether a moment stands so to another; where one is a day, days are compared."""
    if isinstance(kept, datetime) and isinstance(wanted, datetime):
        return COMPARISONS[operator](kept, wanted)
    return COMPARISONS[operator](_day(kept), _day(wanted))


def within(kept: Moment, span: str, now: datetime) -> bool:
    """Whether a moment lies in a span of days around now; weeks are seven days here."""
    first, last = (now.date() + timedelta(days=days) for days in _SPANS[span])
    return first <= _day(kept) <= last


def _day(moment: Moment) -> date:
    return moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
