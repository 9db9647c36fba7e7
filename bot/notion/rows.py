"""A row of the database as Slate reads it, and what a person changed in it. Pure."""

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

Plain = str | None  # how a property's value is remembered and compared

# What people say; the rest is Slate's to write.
HUMAN = (
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
_NUMBERS = (Name.PRIORITY, Name.BUDGET, Name.COST, Name.NUMBER)
_CHOICES = (Name.CHANNEL, Name.STATUS, Name.MODE, Name.PRIVACY)
_URLS = (Name.YOUTUBE_URL, Name.DISCORD_THREAD)
_FILES = (Name.PREVIEW, Name.FILM)


@dataclass(frozen=True)
class Row:
    """One page of a data source.

    Attributes:
        properties: As Notion tells them.
        edited_by: The id of whoever changed it last.
        edited_at: Rounded down to the minute by Notion.
    """

    page_id: str
    data_source_id: str
    properties: Mapping[str, Any]
    edited_by: str
    edited_at: datetime
    is_in_trash: bool

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
    return Row(
        page_id=notion_id(str(page["id"])),
        data_source_id=notion_id(str(parent.get("data_source_id") or parent.get("database_id"))),
        properties=page.get("properties") or {},
        edited_by=str((page.get("last_edited_by") or {}).get("id") or ""),
        edited_at=datetime.fromisoformat(str(page["last_edited_time"])).astimezone(UTC),
        is_in_trash=bool(page.get("in_trash") or page.get("archived")),
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
    inner = (found or {}).get("date") or {}
    start = inner.get("start")
    moment = read_moment(found, UTC)
    if not start or moment is None:
        return None
    return start if len(start) == len("2026-01-01") else moment.isoformat()


def edits_of(row: Row, written: Mapping[str, Plain]) -> dict[Name, Plain]:
    """What a person changed since Slate last wrote or read the row; a missing property is none."""
    values = row.values
    return {
        name: values[name] for name in HUMAN if name in values and values[name] != written.get(name)
    }
