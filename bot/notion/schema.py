"""The database's properties as one table. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.lifecycle import CANCELLED, DRAFT, HOLD_LABELS, LABELS, QUEUED, STEPS, Hold

Json = dict[str, Any]


class Name(StrEnum):
    """The properties; people know them by these names."""

    TITLE = "Title"
    CHANNEL = "Channel"
    TOPIC = "Topic"
    STORY_DIRECTION = "Story Direction"
    STATUS = "Status"
    PRIORITY = "Priority"
    MODE = "Mode"
    PUBLISH_AT = "Publish At"
    PRIVACY = "Privacy"
    REDO = "Redo"
    ANSWER = "Answer"
    BUDGET = "Budget"
    ERROR_LOG = "Error Log"
    PROGRESS = "Progress"
    COST = "Cost"
    PREVIEW = "Preview"
    FILM = "Film"
    YOUTUBE_URL = "YouTube URL"
    DISCORD_THREAD = "Discord Thread"
    NUMBER = "Number"
    UPDATED = "Updated"


@dataclass(frozen=True)
class Column:
    """One row of the table.

    Attributes:
        kinds: The types it may have; the first is the one that is made.
        about: What people read when they point at it.
        options: Of a choice, with their colours; the channels' are added.
        format: Of a number.
    """

    name: Name
    kinds: tuple[str, ...]
    about: str
    options: Mapping[str, str] | None = None
    format: str | None = None


def _colours() -> dict[str, str]:
    """Each label's colour: what works, what waits for a person, what passed, what failed."""
    colours = dict.fromkeys(LABELS, "blue")
    for row in STEPS:
        colours[row.ready] = "yellow" if row.is_gate else "blue"
        colours |= {row.approved: "green"} if row.approved else {}
        colours |= {row.error: "red"} if row.error else {}
    colours |= dict.fromkeys(HOLD_LABELS.values(), "orange")
    colours |= {DRAFT: "default", QUEUED: "gray", CANCELLED: "brown", STEPS[-1].ready: "purple"}
    return {label: colours[label] for label in LABELS}


_TEXT = ("rich_text",)
_CHOICE = ("select", "status")
_MODES = {"draft": "gray", "final": "blue"}
_PRIVACIES = {"private": "gray", "unlisted": "yellow", "public": "green"}

COLUMNS: tuple[Column, ...] = (
    Column(Name.TITLE, ("title",), "The film's title."),
    Column(Name.CHANNEL, _CHOICE, "Whose film it is.", {}),
    Column(Name.TOPIC, _TEXT, "What the film is about."),
    Column(Name.STORY_DIRECTION, _TEXT, "How the story is told."),
    Column(
        Name.STATUS,
        ("status", "select"),
        f"Set it to {QUEUED} to start, to an approval to go on.",
        _colours(),
    ),
    Column(Name.PRIORITY, ("number",), "Higher goes first.", format="number"),
    Column(Name.MODE, _CHOICE, "draft costs nothing; final uses the paid providers.", _MODES),
    Column(Name.PUBLISH_AT, ("date",), "When YouTube shows it."),
    Column(Name.PRIVACY, _CHOICE, "Who may see it.", _PRIVACIES),
    Column(Name.REDO, _TEXT, "What to make again: 3, 7: darker, rain – or all: golden hour."),
    Column(Name.ANSWER, _TEXT, f"Your answer to {HOLD_LABELS[Hold.ATTENTION]}."),
    Column(Name.BUDGET, ("number",), "What the film may cost, in US dollars.", format="dollar"),
    Column(Name.ERROR_LOG, _TEXT, "What is wrong and what to do. Slate writes it."),
    Column(Name.PROGRESS, ("rich_text", "number"), "How far it is. Slate writes it."),
    Column(Name.COST, ("number",), "What it has cost. Slate writes it.", format="dollar"),
    Column(Name.PREVIEW, ("files",), "What is to be decided on. Slate puts it here."),
    Column(Name.FILM, ("files",), "The finished film. Slate puts it here."),
    Column(Name.YOUTUBE_URL, ("url",), "Where it is published. Slate writes it."),
    Column(Name.DISCORD_THREAD, ("url",), "Where it is talked about. Slate writes it."),
    Column(Name.NUMBER, ("number",), "The film's number. Slate writes it.", format="number"),
    Column(Name.UPDATED, ("last_edited_time",), "When the row last changed."),
)  # fmt: skip
KIND_NAMES = {
    "title": "Title (the first property)", "rich_text": "Text", "select": "Select",
    "status": "Status", "number": "Number", "date": "Date", "files": "Files & media",
    "url": "URL", "last_edited_time": "Last edited time",
}  # fmt: skip


def properties_to_create(channels: Iterable[str], *, status_as: str = "status") -> Json:
    """The schema of a new database, as Notion's API takes it.

    Args:
        channels: The channels' keys.
        status_as: The type of Status: `select` for a Notion that makes no status properties.
    """
    made = tuple(channels)
    return {column.name: configuration(column, made, status_as) for column in COLUMNS}


def configuration(column: Column, channels: Iterable[str], status_as: str = "status") -> Json:
    """One property of `properties_to_create`."""
    kind = status_as if column.name is Name.STATUS else column.kinds[0]
    inner: Json = {}
    if column.options is not None:
        wanted = wanted_options(column, channels)
        inner = {"options": [{"name": name, "color": colour} for name, colour in wanted.items()]}
    if column.format is not None:
        inner = {"format": column.format}
    return {"type": kind, kind: inner, "description": column.about}


def wanted_options(column: Column, channels: Iterable[str]) -> Mapping[str, str]:
    """The options that a choice must have, with their colours."""
    if column.name is Name.CHANNEL:
        return dict.fromkeys(channels, "default")
    return column.options or {}


def options_of(actual: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The options that a property of a data source has, in Notion's order."""
    options = (actual.get(actual.get("type", "")) or {}).get("options")
    return options if isinstance(options, list) else []


def option_names(actual: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Their names; none where the property is missing or is no choice."""
    return tuple(str(option.get("name")) for option in options_of(actual or {}))
