"""A row of the database as Slate reads it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.notion.ids import notion_id
from bot.notion.schema import Name
from bot.notion.values import (
    read_choice,
    read_files,
    read_moment,
    read_number,
    read_text,
    read_url,
)
from pipeline.errors import InvalidInput

Plain = str | None  # how a property's value is remembered and compared

HUMAN = (  # what people say
    Name.TITLE,
    Name.CHANNEL,
    Name.TOPIC,
    Name.STORY_DIRECTION,
    Name.STATUS,
    Name.PRIORITY,
    Name.MODE,
    Name.PUBLISH_AT,
    Name.PRIVACY,
    Name.REDO,
    Name.ANSWER,
    Name.BUDGET,
)
OWN = (  # what Slate says
    Name.ERROR_LOG,
    Name.PROGRESS,
    Name.COST,
    Name.NUMBER,
    Name.YOUTUBE_URL,
    Name.DISCORD_THREAD,
)
_NUMBERS = (Name.PRIORITY, Name.BUDGET, Name.COST, Name.NUMBER)
_CHOICES = (Name.CHANNEL, Name.STATUS, Name.MODE, Name.PRIVACY)
_URLS = (Name.YOUTUBE_URL, Name.DISCORD_THREAD)
_FILES = (Name.PREVIEW, Name.FILM)


@dataclass(frozen=True)
class Row:
    """One page of a data source.

    Attributes:
        data_source_id: Empty for a page that lies in no database (any more).
        properties: As Notion tells them.
        edited_by: The id of whoever changed it last.
        edited_at: Rounded down to the minute by Notion.
        made_by: The id of whoever made it; empty where that is not known.
    """

    page_id: str
    data_source_id: str
    properties: Mapping[str, Any]
    edited_by: str
    edited_at: datetime
    is_in_trash: bool
    made_by: str = ""

    @property
    def values(self) -> dict[str, Plain]:
        """Every property that is there, as it is remembered."""
        return {
            name.value: plain(name, self.properties[name])
            for name in Name
            if name in self.properties and name is not Name.UPDATED
        }

    def text(self, name: Name) -> str:
        """A property's words; empty where there are none."""
        return plain(name, self.properties.get(name)) or ""

    @property
    def ids(self) -> dict[str, str]:
        """Notion's ids of the properties that people see to: one that is made anew has another."""
        found = ((name.value, self.properties.get(name)) for name in (*HUMAN, Name.ERROR_LOG))
        return {name: str(one["id"]) for name, one in found if one and one.get("id")}

    @property
    def kinds(self) -> dict[str, str]:
        """The type of each property."""
        return {name: str(one.get("type")) for name, one in self.properties.items()}

    def kind(self, name: Name) -> str | None:
        """The type a property has now; None where it is missing."""
        found = self.properties.get(name)
        return str(found.get("type")) if isinstance(found, Mapping) else None


def row_of(page: Mapping[str, Any]) -> Row:
    """A page as Notion's API tells it."""
    parent = page.get("parent") or {}
    home = parent.get("data_source_id") or parent.get("database_id")
    return Row(
        page_id=notion_id(str(page["id"])),
        data_source_id=notion_id(str(home)) if home else "",
        properties=page.get("properties") or {},
        edited_by=str((page.get("last_edited_by") or {}).get("id") or ""),
        edited_at=datetime.fromisoformat(str(page["last_edited_time"])).astimezone(UTC),
        is_in_trash=bool(page.get("in_trash") or page.get("archived")),
        made_by=str((page.get("created_by") or {}).get("id") or ""),
    )


def plain(name: Name, found: Mapping[str, Any] | None) -> Plain:
    """A property's value as a text that says the same for the same value; None where it is empty.

    A date is read as UTC where it says no zone: it is compared here, not understood.
    """
    if name in _NUMBERS:
        number = read_number(found)
        return None if number is None else f"{number.normalize():f}"
    if name in _CHOICES:
        return read_choice(found)
    if name is Name.PUBLISH_AT:
        return _date(found)
    if name in _URLS:
        return read_url(found)
    if name in _FILES:
        return "\n".join(file.name for file in read_files(found)) or None
    return read_text(found).strip() or None


def _date(found: Mapping[str, Any] | None) -> Plain:
    """To the minute, which is what Notion's dates have; what no calendar has stays as it is."""
    start = ((found or {}).get("date") or {}).get("start")
    if not start or len(start) == len("2026-01-01"):
        return start or None
    try:
        moment = read_moment(found, UTC)
    except InvalidInput:
        return str(start)
    return to_the_minute(moment) if moment else None


def to_the_minute(moment: datetime) -> str:
    """A time as it is remembered and compared."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
