"""A row's properties as plain values, and back. Pure.

Reading is lenient: a property that is missing, empty or of another type than the schema says is
read as what it shows, or as nothing; the schema's check names it. Writing follows the type that the
property has now, so a status that is a select is written as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.notion.texts import Json, joined, pieces, short_name
from pipeline.errors import InvalidInput

Property = Mapping[str, Any]

URL_MOST = 2_000  # characters
FILE_NAME_MOST = 100  # bytes here, characters there
_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TEXTS = ("title", "rich_text")
_CHOICES = ("select", "status")


@dataclass(frozen=True)
class File:
    """A file that a row holds.

    Attributes:
        url: Notion's own addresses end after an hour, so this is no mark to compare files by.
        is_notions: It lies with Notion; otherwise it is a link.
    """

    name: str
    url: str
    is_notions: bool


@dataclass(frozen=True)
class Upload:
    """A file that was uploaded and is to be attached."""

    id: str
    name: str


def read_text(found: Property | None) -> str:
    """The words of a title or a text; of other types what a person sees in the cell."""
    kind, value = _parts(found)
    if kind in _TEXTS:
        return joined(value or ())
    if kind in _CHOICES:
        return str((value or {}).get("name") or "")
    if kind == "multi_select":
        return ", ".join(str(option.get("name")) for option in value or ())
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def read_choice(found: Property | None) -> str | None:
    """The option that is set; None where none is."""
    return " ".join(read_text(found).split()) or None


def read_number(found: Property | None) -> Decimal | None:
    """The number, exactly as Notion tells it; None where there is none."""
    kind, value = _parts(found)
    if kind in _TEXTS:
        value = joined(value or ()).strip().lstrip("$")
    if kind == "formula":
        value = (value or {}).get("number")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_moment(found: Property | None, zone: tzinfo) -> datetime | None:
    """A date as an aware time in UTC; one without a time is the start of that day.

    Args:
        zone: Whose days are meant, where the date does not say.

    Raises:
        InvalidInput: The date lies outside the calendar.
    """
    kind, value = _parts(found)
    start = (value or {}).get("start") if kind == "date" else None
    if not start:
        return None
    try:
        if _DATE_ONLY.fullmatch(start):
            moment = datetime.combine(date.fromisoformat(start), time(), zone)
        else:
            moment = datetime.fromisoformat(start)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=_zone(value.get("time_zone"), zone))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInput(f"The date {start} lies outside the calendar: give another.") from None


def has_time(found: Property | None) -> bool:
    """Whether a date says a time of the day."""
    kind, value = _parts(found)
    start = str((value or {}).get("start") or "") if kind == "date" else ""
    return bool(start) and not _DATE_ONLY.fullmatch(start)


def read_url(found: Property | None) -> str | None:
    """The address; None where there is none."""
    return read_text(found).strip() or None


def read_files(found: Property | None) -> tuple[File, ...]:
    """The files of a property, in their order."""
    kind, value = _parts(found)
    if kind != "files":
        return ()
    return tuple(
        File(
            str(item.get("name") or ""),
            str((item.get(item.get("type")) or {}).get("url") or ""),
            item.get("type") == "file",
        )
        for item in value or ()
    )


def write_text(text: str, kind: str = "rich_text") -> Json:
    """A text or a title; longer ones than Notion takes are shortened.

    Args:
        kind: The property's type.
    """
    return {kind: pieces(text)}


def write_choice(name: str | None, kind: str = "select") -> Json:
    """An option by its name, or none.

    Args:
        kind: The property's type: select or status. A select makes an option it does not know.
    """
    return {kind: {"name": name} if name else None}


def write_number(number: Decimal | float | None) -> Json:
    """A number, or none."""
    if number is None:
        return {"number": None}
    return {"number": int(number) if number == int(number) else float(number)}


def write_moment(moment: datetime | None) -> Json:
    """An aware time to the minute, which is all that Notion's own dates have; or none."""
    if moment is None:
        return {"date": None}
    whole = moment.astimezone(UTC).replace(second=0, microsecond=0)
    return {"date": {"start": whole.isoformat(timespec="milliseconds")}}


def write_url(url: str | None) -> Json:
    """An address, or none; one that is longer than Notion takes is left out."""
    return {"url": url if url and len(url) <= URL_MOST else None}


def write_files(files: Sequence[Upload | File]) -> Json:
    """All files of a property: what is not named here is gone from it."""
    return {"files": [_file(file) for file in files]}


def _file(file: Upload | File) -> Json:
    name = short_name(file.name, FILE_NAME_MOST)
    if isinstance(file, Upload):
        return {"type": "file_upload", "file_upload": {"id": file.id}, "name": name}
    kind = "file" if file.is_notions else "external"
    return {"type": kind, kind: {"url": file.url}, "name": name}


def _parts(found: Property | None) -> tuple[str, Any]:
    kind = str((found or {}).get("type") or "")
    return kind, (found or {}).get(kind)


def _zone(name: str | None, otherwise: tzinfo) -> tzinfo:
    try:
        return ZoneInfo(name) if name else otherwise
    except (ZoneInfoNotFoundError, ValueError):
        return otherwise
