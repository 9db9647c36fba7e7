"""The things of a workspace, as the sandbox keeps them.

Values are never changed in place: an edit makes a new `Version`, so that a query can still find
the one before while Notion's index lags.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.errors import Json
from bot.sandbox.notion.ids import same_property_id

Compute = Callable[[Mapping[str, Any]], Any]
"""What a formula says of a row, from the row's values as people read them."""


@dataclass(frozen=True)
class User:
    id: str
    name: str
    kind: Literal["person", "bot"] = "person"
    email: str = ""


@dataclass
class Option:
    """One value of a select, multi-select or status."""

    id: str
    name: str
    color: str = "default"
    description: str | None = None


@dataclass
class Group:
    """A column of a status property."""

    id: str
    name: str
    color: str
    option_ids: list[str]


@dataclass
class Property:
    """A column of a data source; which fields mean something depends on the type."""

    id: str
    name: str
    type: str
    description: str | None = None
    options: list[Option] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    number_format: str = "number"
    expression: str = ""
    compute: Compute | None = None
    prefix: str | None = None
    last_number: int = 0
    numbers: dict[str, int] = field(default_factory=dict)  # of a unique id, by page
    former_options: set[str] = field(default_factory=set)

    def option(self, wanted: str) -> Option | None:
        """The option with this name or id."""
        return next((item for item in self.options if wanted in (item.name, item.id)), None)

    @property
    def default_option(self) -> Option | None:
        """What a status is that nobody has set: a status is never empty."""
        if self.type != "status" or not self.options:
            return None
        ids = [id for group in self.groups for id in group.option_ids]
        return self.option(ids[0]) if ids else self.options[0]


@dataclass
class DataSource:
    """A table of a database: its columns and its rows."""

    id: str
    database_id: str
    title: list[Json]
    created_at: datetime
    created_by: str
    edited_at: datetime
    edited_by: str
    properties: dict[str, Property] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    former_names: set[str] = field(default_factory=set)
    in_trash: bool = False

    def find(self, name_or_id: str) -> Property | None:
        for item in self.properties.values():
            if item.name == name_or_id:
                return item
        for item in self.properties.values():
            if same_property_id(item.id, name_or_id):
                return item
        return None

    def lost(self, name_or_id: str) -> bool:
        """Whether there was such a property once, so that asking for it is nobody's fault."""
        return name_or_id in self.former_names


@dataclass
class Database:
    id: str
    parent: Json
    title: list[Json]
    description: list[Json]
    created_at: datetime
    created_by: str
    edited_at: datetime
    data_source_ids: list[str]
    is_inline: bool = False
    is_locked: bool = False
    in_trash: bool = False
    shared: bool = False
    icon: Json | None = None


@dataclass(frozen=True)
class Version:
    """A page at one time; `values` are kept by the property's id."""

    values: Mapping[str, Any]
    in_trash: bool
    edited_at: datetime
    edited_by: str


@dataclass
class Page:
    """A page or a row. `versions` says from when on a query sees which version, oldest first."""

    id: str
    parent: Json
    created_at: datetime
    created_by: str
    versions: list[tuple[datetime, Version]]
    children: list[str] = field(default_factory=list)
    is_locked: bool = False
    shared: bool = False
    icon: Json | None = None

    @property
    def now(self) -> Version:
        return self.versions[-1][1]

    def seen(self, moment: datetime) -> Version | None:
        """What a query finds at this moment, if the page is in the index already."""
        for since, version in reversed(self.versions):
            if since <= moment:
                return version
        return None


@dataclass
class Block:
    id: str
    parent: Json
    type: str
    content: Json
    created_at: datetime
    created_by: str
    edited_at: datetime
    edited_by: str
    children: list[str] = field(default_factory=list)
    in_trash: bool = False


@dataclass(frozen=True)
class StoredFile:
    """One file of a files property: uploaded, or an address elsewhere."""

    name: str
    upload_id: str | None = None
    external: str | None = None


@dataclass
class FileUpload:
    """A file on its way into the workspace, or in it."""

    id: str
    filename: str | None
    content_type: str | None
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    content: bytes | None = None
    edited_at: datetime | None = None

    def status(self, now: datetime) -> str:
        if self.expires_at is not None and self.expires_at <= now:
            return "expired"
        return "pending" if self.content is None else "uploaded"
