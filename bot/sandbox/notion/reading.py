"""What a row reads as to a person: plain values by the names of the columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.notion.clock import stamp
from bot.sandbox.notion.model import Page, Property, StoredFile, User, Version
from bot.sandbox.notion.rich_text import plain
from bot.sandbox.notion.workspace import Workspace


def plain_values(
    workspace: Workspace, page: Page, version: Version, *, formulas: bool = True
) -> dict[str, Any]:
    """A row's values: texts, numbers, truths, names of options, lists of names, `None` if empty.

    A date is its start, or start and end with an arrow between. A files property is a list of
    `StoredFile`.
    """
    source = workspace.data_sources.get(page.parent.get("data_source_id", ""))
    if source is None:
        return {"title": workspace.title(page)}
    found = {
        column.name: _plain(workspace, column, page, version)
        for column in source.properties.values()
        if column.type != "formula"
    }
    for column in source.properties.values() if formulas else ():
        if column.type == "formula":
            found[column.name] = column.compute(dict(found)) if column.compute else None
    return found


def _plain(workspace: Workspace, column: Property, page: Page, version: Version) -> Any:
    kept = version.values.get(column.id)
    read = _READ.get(column.type)
    return kept if read is None else read(workspace, column, page, version, kept)


def _option(workspace: Workspace, column: Property, page: Page, version: Version, kept: Any) -> Any:
    chosen = (column.option(kept) if kept else None) or column.default_option
    return None if chosen is None else chosen.name


def _options(
    workspace: Workspace, column: Property, page: Page, version: Version, kept: Any
) -> list[str]:
    found = [column.option(id) for id in kept or []]
    return [option.name for option in found if option is not None]


def _number(workspace: Workspace, column: Property, page: Page, version: Version, kept: Any) -> str:
    number = str(column.numbers.get(page.id, ""))
    return f"{column.prefix}-{number}" if column.prefix else number


def _date(
    workspace: Workspace, column: Property, page: Page, version: Version, kept: Any
) -> str | None:
    if kept is None:
        return None
    start, end = kept["start"], kept["end"]
    return str(start) if end is None else f"{start} → {end}"


def _people(
    workspace: Workspace, column: Property, page: Page, version: Version, kept: Any
) -> list[str]:
    return [_name(workspace.user(id)) for id in kept or []]


def _files(
    workspace: Workspace, column: Property, page: Page, version: Version, kept: Any
) -> list[StoredFile]:
    return list(kept or [])


def _name(user: User | None) -> str:
    return user.name if user else "Anonymous"


_READ: Mapping[str, Callable[[Workspace, Property, Page, Version, Any], Any]] = {
    "title": lambda w, c, p, v, kept: plain(kept or []),
    "rich_text": lambda w, c, p, v, kept: plain(kept or []),
    "select": _option,
    "status": _option,
    "multi_select": _options,
    "unique_id": _number,
    "date": _date,
    "people": _people,
    "files": _files,
    "checkbox": lambda w, c, p, v, kept: bool(kept),
    "created_time": lambda w, c, page, v, kept: stamp(page.created_at),
    "last_edited_time": lambda w, c, p, version, kept: stamp(version.edited_at),
    "created_by": lambda w, c, page, v, kept: _name(w.user(page.created_by)),
    "last_edited_by": lambda w, c, p, version, kept: _name(w.user(version.edited_by)),
}
